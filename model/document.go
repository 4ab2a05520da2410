package model

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
)

// DocumentFormat is the format of plan.json.
const DocumentFormat = 1

// Document is plan.json: a plan with everything that can be said of it. Money is
// in pence; shares have six decimals.
type Document struct {
	Version    DocumentVersion    `json:"version"`
	Instance   DocumentInstance   `json:"instance"`
	Scenario   Scenario           `json:"scenario"`
	Options    map[string]any     `json:"options"`
	Status     DocumentStatus     `json:"status"`
	Sites      []DocumentSite     `json:"sites"`
	Practices  []DocumentPractice `json:"practices"`
	Costs      DocumentCosts      `json:"costs"`
	Areas      []DocumentArea     `json:"areas"`
	Rules      []RuleRow          `json:"rules"`
	Statistics map[string]any     `json:"statistics"`
}

// DocumentVersion says what wrote the file.
type DocumentVersion struct {
	Polyclinic string `json:"polyclinic"`
	Format     int    `json:"format"`
}

// DocumentInstance names what was planned. ScenarioSHA256 is the digest of the
// scenario in its canonical form, so that no number of it can change unseen.
type DocumentInstance struct {
	Name           string `json:"name"`
	SHA256         string `json:"sha256"`
	ScenarioSHA256 string `json:"scenario_sha256,omitempty"`
}

// DocumentStatus is what is known of the plan, and why the search stopped. Where
// no bound is known, bound and gaps are null.
type DocumentStatus struct {
	Solution        string   `json:"solution"` // optimal, feasible
	Stop            string   `json:"stop"`     // proved, gap, time, work, cancelled
	Verified        bool     `json:"verified"`
	Objective       Pence    `json:"objective"`
	Bound           *Pence   `json:"bound"`
	Gap             *Decimal `json:"gap"`
	GapPence        *Pence   `json:"gap_pence"`
	GapControllable *Decimal `json:"gap_controllable"`
	BoundMethod     string   `json:"bound_method"`
}

// DocumentSite is an open site with its own parts.
type DocumentSite struct {
	Site      string           `json:"site"`
	Model     string           `json:"model"`
	Tier      string           `json:"tier"`
	Area      string           `json:"area"`
	Practices []string         `json:"practices"`
	Patients  Patients         `json:"patients"`
	Cost      map[string]Pence `json:"cost"`
}

// DocumentPractice is where a practice is; Site and Model are null where it
// stays.
type DocumentPractice struct {
	Practice        string           `json:"practice"`
	Site            *string          `json:"site"`
	Model           *string          `json:"model"`
	Moves           bool             `json:"moves"`
	ExtraGPMinutes  int64            `json:"extra_gp_minutes"`
	BeyondHardLimit Decimal          `json:"beyond_hard_limit"`
	Cost            map[string]Pence `json:"cost"`
}

// DocumentCosts are sums by part, unweighted.
type DocumentCosts struct {
	Cash      map[string]Pence `json:"cash"`
	Valued    map[string]Pence `json:"valued"`
	Priced    map[string]Pence `json:"priced"`
	Objective *Pence           `json:"objective,omitempty"` // of the whole plan only
}

// DocumentArea is an area's costs and patients; Area is null for what belongs to
// no area.
type DocumentArea struct {
	Area            *string       `json:"area"`
	Costs           DocumentCosts `json:"costs"`
	Patients        Patients      `json:"patients"`
	PatientsCovered Patients      `json:"patients_covered"`
	PatientsMoved   Patients      `json:"patients_moved"`
	Merged          Patients      `json:"merged"` // patients whose practice merges
}

// NewStatus completes a status from objective and bound (nil: none is known).
// outpatients is the plan's part of that name.
func NewStatus(solution, stop, boundMethod string, objective, outpatients Pence, bound *Pence) DocumentStatus {
	s := DocumentStatus{Solution: solution, Stop: stop, Verified: true, Objective: objective, BoundMethod: boundMethod}
	if bound == nil {
		return s
	}
	b, gap := *bound, objective-*bound
	s.Bound, s.GapPence = &b, &gap
	share := Decimal(float64(gap) / float64(max(1, objective, -objective))).round()
	s.Gap = &share
	if rest := objective - outpatients; rest > 0 {
		controllable := Decimal(float64(gap) / float64(rest)).round()
		s.GapControllable = &controllable
	}
	return s
}

// Encode is the document as indented JSON, the same for the same document.
func (d *Document) Encode() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(d); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// ReadDocument reads plan.json. Errors say what is not a plan.
func ReadDocument(r io.Reader) (*Document, error) {
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	d := &Document{}
	if err := json.Unmarshal(text, d); err != nil {
		return nil, Faults{textFault(text, err)}
	}
	if d.Version.Format != DocumentFormat {
		return nil, Faults{{File: "plan.json", Name: "version.format", Value: fmt.Sprintf("is %d", d.Version.Format), Want: fmt.Sprint(DocumentFormat),
			Maybe: "another version wrote the plan, or it is another kind of file"}}
	}
	return d, nil
}
