package findings

import (
	"encoding/json"
	"runtime"
	"sync"

	"polyclinic/model"
	"polyclinic/model/answers"
)

// Case is the same plan, same places and same tiers, under other figures.
type Case struct {
	Name        string
	Accounts    *model.Accounts
	Capital     Capital
	AreaCapital []Capital // [area] where the site stands, and of the practice
	Revenue     Revenue
	AreaRevenue []Revenue // [area] likewise
	Outpatients Outpatients
	Cash        model.Pence // counted parts, as in the summary
	Valued      model.Pence
	Areas       []AreaCase
}

// AreaCase is an area's part of a case.
type AreaCase struct{ Cash, Valued model.Pence }

// Capital is whole sums, in pence, once.
type Capital struct{ Blocks, Premises, Transition model.Pence }

// Sum is all capital.
func (c *Capital) Sum() model.Pence { return c.Blocks + c.Premises + c.Transition }

// Revenue is what a revenue budget pays, in pence a year: no annuities and no
// outpatients.
type Revenue struct{ Blocks, Premises, Overhead, Staff model.Pence }

// Sum is all revenue.
func (r *Revenue) Sum() model.Pence { return r.Blocks + r.Premises + r.Overhead + r.Staff }

// Price prices the plan under every figure's ends alone, and under the cases low
// and high of answers.CostCases. Nothing is planned anew. The error is that of
// compiling the instance under other figures.
func (f *Findings) Price() error {
	base := *f.Data
	base.Base = model.Overlay{}
	prepared, _, err := model.Prepare(&base)
	if err != nil {
		return err
	}
	c := pricing{f, answers.OverPricing(prepared.Pricing(f.In, f.Plan))}
	f.Ranges = ranges(&f.In.Scenario)
	f.Cases[1] = *f.priced(answers.CentralCase, f.In)
	if err := c.priceAlone(); err != nil {
		return err
	}
	sets := answers.CostCases(&f.In.Scenario)
	for k, name := range []string{answers.LowCase, answers.CentralCase, answers.HighCase} {
		if name == answers.CentralCase {
			continue
		}
		in, err := c.compile(f.In.Scenario, sets[name]...)
		if err != nil {
			return err
		}
		f.Cases[k] = *f.priced(name, in)
	}
	return nil
}

// pricing compiles the plan's instance with other figures. Places and options are
// the plan's; hash and rules of the result do not matter.
type pricing struct {
	*Findings
	compile answers.Compile
}

// priceAlone fills in what each figure does by itself, on all cores.
func (c *pricing) priceAlone() error {
	errs := make([]error, 2*len(c.Ranges))
	next := make(chan int)
	var group sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for i := range next {
				errs[i] = c.priceEnd(&c.Ranges[i/2], i%2 == 1)
			}
		})
	}
	for i := range errs {
		next <- i
	}
	close(next)
	group.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func (c *pricing) priceEnd(r *Range, upper bool) error {
	value, cash, valued := r.From, &r.CashFrom, &r.ValuedFrom
	if upper {
		value, cash, valued = r.To, &r.CashTo, &r.ValuedTo
	}
	if value == r.Central {
		*cash, *valued = c.Figures.Cash, c.Figures.Valued
		return nil
	}
	s, err := c.copied()
	if err != nil {
		return err
	}
	r.set(&s, value)
	in, err := c.compile(s)
	if err != nil {
		return err
	}
	*cash, *valued = c.counted(&model.Cost(in, c.Plan).Total)
	return nil
}

// copied is the plan's scenario, to be changed.
func (c *pricing) copied() (model.Scenario, error) {
	var s model.Scenario
	text, err := json.Marshal(c.In.Scenario)
	if err == nil {
		err = json.Unmarshal(text, &s)
	}
	return s, err
}

// priced is the plan under an instance's figures.
func (f *Findings) priced(name string, in *model.Instance) *Case {
	c := &Case{Name: name, Accounts: model.Cost(in, f.Plan), AreaCapital: make([]Capital, in.NumAreas()), AreaRevenue: make([]Revenue, in.NumAreas())}
	c.Cash, c.Valued = f.counted(&c.Accounts.Total)
	for a := range in.NumAreas() {
		var x AreaCase
		x.Cash, x.Valued = f.counted(&c.Accounts.Areas[a].Parts)
		c.Areas = append(c.Areas, x)
	}
	for _, open := range f.Plan.Sites {
		o := in.Option(open.Site, open.Model)
		if o == nil || open.Tier < 0 {
			continue
		}
		t := &o.Tiers[open.Tier]
		c.AreaCapital[in.SiteArea(open.Site)].Blocks += t.Capital
		c.AreaRevenue[in.SiteArea(open.Site)].Blocks += t.Block[model.BlockRunning]
	}
	for p := range f.Plan.Places {
		a, ok := f.Plan.Arc(in, int32(p))
		if !ok {
			continue
		}
		premises, transition := in.Capital(&a)
		area := &c.AreaCapital[in.Practices[p].Area]
		area.Premises += premises
		area.Transition += transition
		parts := &c.Accounts.Practices[p]
		revenue := &c.AreaRevenue[in.Practices[p].Area]
		revenue.Overhead += parts[model.Overhead]
		revenue.Staff += parts[model.Staff]
		revenue.Premises += in.Revenue(&a) - parts[model.Overhead] - parts[model.Staff]
	}
	for a := range c.AreaCapital {
		c.Capital.Blocks += c.AreaCapital[a].Blocks
		c.Capital.Premises += c.AreaCapital[a].Premises
		c.Capital.Transition += c.AreaCapital[a].Transition
		r := &c.AreaRevenue[a]
		c.Revenue.Blocks += r.Blocks
		c.Revenue.Premises += r.Premises
		c.Revenue.Overhead += r.Overhead
		c.Revenue.Staff += r.Staff
	}
	c.Outpatients = shifted(in, f.Plan, c.Accounts)
	return c
}

// counted sums the cash and the valued parts that have a weight in the plan's
// scenario.
func (f *Findings) counted(parts *model.Parts) (cash, valued model.Pence) {
	for _, part := range model.AllParts() {
		switch {
		case !f.Figures.Counts(part):
		case part.Cash():
			cash += parts[part]
		default:
			valued += parts[part]
		}
	}
	return cash, valued
}
