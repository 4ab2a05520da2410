package facility

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
)

// problemFile is a Problem as JSON: lists by customer, site, option, step and
// arc, all numbers whole. What can be derived is left out.
type problemFile struct {
	Name     string `json:"name"`
	Constant int64  `json:"constant"`

	Demand   []int64 `json:"demand"`
	Count    []int32 `json:"count"`
	CanLeave []bool  `json:"can_leave"`
	OutCost  []int64 `json:"out_cost"`

	Sites      int        `json:"sites"`
	OptionSite []int32    `json:"option_site"`
	OptionMode []int32    `json:"option_mode"`
	StepOption []int32    `json:"step_option"`
	Steps      []stepFile `json:"steps"`

	ArcCustomer []int32 `json:"arc_customer"`
	ArcOption   []int32 `json:"arc_option"`
	ArcCost     []int64 `json:"arc_cost"`
	ArcDemand   []int64 `json:"arc_demand"`
	ArcWeight   []int64 `json:"arc_weight,omitempty"`
	ArcTied     []bool  `json:"arc_tied,omitempty"`

	Rows  []rowFile `json:"rows"`
	Names namesFile `json:"names"`
}

type stepFile struct {
	Cost      int64 `json:"cost"`
	MinDemand int64 `json:"min_demand"`
	MaxDemand int64 `json:"max_demand"`
	MinCount  int32 `json:"min_count"`
	MaxCount  int32 `json:"max_count"`
	MaxWeight int64 `json:"max_weight"`
}

// rowFile has terms as pairs of index and coefficient.
type rowFile struct {
	Name  string     `json:"name"`
	Lower int64      `json:"lower"`
	Upper int64      `json:"upper"`
	Price int64      `json:"price,omitempty"`
	Unit  int64      `json:"unit,omitempty"`
	Arcs  [][2]int64 `json:"arcs,omitempty"`
	Steps [][2]int64 `json:"steps,omitempty"`
	Outs  [][2]int64 `json:"outs,omitempty"`
}

type namesFile struct {
	Customers []string `json:"customers,omitempty"`
	Sites     []string `json:"sites,omitempty"`
	Modes     []string `json:"modes,omitempty"`
	Steps     []string `json:"steps,omitempty"`
}

// Hash is the SHA-256, in hexadecimal, of the problem as MarshalJSON writes it.
func (p *Problem) Hash() (string, error) {
	text, err := p.MarshalJSON()
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:]), nil
}

// MarshalJSON writes the problem whole, and the same problem always alike.
func (p *Problem) MarshalJSON() ([]byte, error) {
	f := problemFile{
		Name: p.Name, Constant: p.Constant,
		Demand: p.Demand, Count: p.Count, CanLeave: p.CanLeave, OutCost: p.OutCost,
		Sites: p.NumSites(), OptionSite: p.OptionSite, OptionMode: p.OptionMode, StepOption: p.StepOption,
		ArcCustomer: p.ArcCustomer, ArcOption: p.ArcOption, ArcCost: p.ArcCost, ArcDemand: p.ArcDemand, ArcWeight: p.ArcWeight, ArcTied: p.ArcTied,
		Names: namesFile(p.Names),
	}
	for _, s := range p.Steps {
		f.Steps = append(f.Steps, stepFile(s))
	}
	for _, r := range p.Rows {
		f.Rows = append(f.Rows, rowFile{r.Name, r.Lower, r.Upper, r.Price, r.Unit, pairs(r.Arcs), pairs(r.Steps), pairs(r.Outs)})
	}
	return json.Marshal(f)
}

func pairs(terms []Term) [][2]int64 {
	var out [][2]int64
	for _, t := range terms {
		out = append(out, [2]int64{int64(t.Index), t.Coef})
	}
	return out
}

// UnmarshalJSON reads what MarshalJSON wrote, and reports everything that is
// wrong with it.
func (p *Problem) UnmarshalJSON(text []byte) error {
	var f problemFile
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&f); err != nil {
		return fmt.Errorf("problem: %w", err)
	}
	if faults := f.check(); len(faults) > 0 {
		return faults
	}
	*p = *f.build()
	return nil
}

// build makes the problem of a checked file.
func (f *problemFile) build() *Problem {
	b := NewBuilder(f.Name)
	b.SetConstant(f.Constant)
	name := func(list []string, k int) string {
		if len(list) == 0 {
			return ""
		}
		return list[k]
	}
	for i, d := range f.Demand {
		b.AddCustomer(name(f.Names.Customers, i), d, f.Count[i], f.CanLeave[i], f.OutCost[i])
	}
	o, k := 0, 0
	for j := range f.Sites {
		b.AddSite(name(f.Names.Sites, j))
		for ; o < len(f.OptionSite) && f.OptionSite[o] == int32(j); o++ {
			var steps []Step
			for ; k < len(f.Steps) && f.StepOption[k] == int32(o); k++ {
				steps = append(steps, Step(f.Steps[k]))
			}
			b.AddOption(f.OptionMode[o], steps...)
		}
	}
	for a := range f.ArcCustomer {
		arc := Arc{Customer: f.ArcCustomer[a], Option: f.ArcOption[a], Cost: f.ArcCost[a], Demand: f.ArcDemand[a]}
		if f.ArcWeight != nil {
			arc.Weight = f.ArcWeight[a]
		}
		arc.Tied = f.ArcTied != nil && f.ArcTied[a]
		b.AddArc(arc)
	}
	for _, r := range f.Rows {
		b.AddRow(Row{r.Name, r.Lower, r.Upper, r.Price, r.Unit, termsOf(r.Arcs), termsOf(r.Steps), termsOf(r.Outs)})
	}
	p := b.Build()
	p.Names = Names(f.Names)
	return p
}

func termsOf(pairs [][2]int64) []Term {
	var out []Term
	for _, t := range pairs {
		out = append(out, Term{int32(t[0]), t[1]})
	}
	return out
}
