package model

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// Changes that contradict each other within one file or one command line are
// faults that name both places; the same change twice, and a later file that
// changes an earlier one, are not.
func TestContradictionsNameBothPlaces(t *testing.T) {
	file := func(text string) Overlay { return Overlay{Source: "s.yaml", Text: []byte(text)} }
	for _, c := range []struct {
		name     string
		overlays []Overlay
		said     []string // nothing: no fault
	}{
		{"one setting, two values", []Overlay{{Set: []string{"rules.range.merged=3", "rules.range.merged=4"}}},
			[]string{"--set rules.range.merged=4: rules.range.merged contradicts --set rules.range.merged=3, want one value."}},
		{"one setting twice", []Overlay{{Set: []string{"rules.range.merged=3", "rules.range.merged=3"}}}, nil},
		{"a later setting", []Overlay{{Set: []string{"rules.range.merged=3"}}, {Set: []string{"rules.range.merged=4"}}}, nil},
		{"one key twice", []Overlay{file("rules:\n  range: {merged: 3}\n  range: {merged: 4}\n")}, []string{`s.yaml:3: text is not YAML: mapping key "range" already defined at [2:3].`}},
		{"one area's rule twice", []Overlay{file("areas:\n  - {area: 5A9, rule: area-choice, max_sites: 3}\n  - {area: 5A9, rule: area-choice, max_sites: 4}\n")},
			[]string{"s.yaml:3: areas.5A9.area-choice is there already (s.yaml:2), want one entry"}},
		{"a later file", []Overlay{file("areas: [{area: 5A9, rule: area-choice, max_sites: 3}]"), file("areas: [{area: 5A9, rule: area-choice, max_sites: 4}]")}, nil},
		{"one tier twice", []Overlay{file("tiers:\n  - {kind: clinic, model: merged, tier: S, running: 1, max_patients: 30000}\n  - {kind: clinic, model: merged, tier: S, running: 2, max_patients: 30000}\n")},
			[]string{"s.yaml:3: tiers.clinic.merged.S is there already (s.yaml:2)"}},
		{"asked for and vetoed", []Overlay{file("areas:\n  - {area: 5A9, rule: area-choice,\n     min_merged: 1,\n     models: [federated]}\n")},
			[]string{"s.yaml:3: areas.5A9.area-choice.min_merged is 1, but merged is not among the area's models (s.yaml:4), want it permitted."}},
		{"a share for each of more models than it divides", []Overlay{file("rules:\n  range:\n    share: 0.34\n")},
			[]string{"s.yaml:3: rules.range.share is 0.34 for each of 3 models, more than all patients together, want at most 1/3."}},
		{"a share of two models", []Overlay{file("rules:\n  range:\n    share: 0.5\n    merged: 0\n")}, nil},
		{"a share of no model", []Overlay{file("rules:\n  range: {share: 0.9, state: \"off\"}\n")}, nil},
		{"a percentage", []Overlay{{Set: []string{"rules.coverage.share=1.4"}}}, []string{"and 0.014 is meant"}},
		{"locks of two files", []Overlay{file("locks: [\"site X forbidden\"]"), {Source: "t.yaml", Text: []byte("locks: [\"site X required\"]")}},
			[]string{`t.yaml:1: lock "site X required" contradicts "site X forbidden" (s.yaml:1)`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, _, err := Resolve(nil, c.overlays...)
			if c.said == nil {
				assert.NoError(t, err)
				return
			}
			for _, said := range c.said {
				assert.ErrorContains(t, err, said)
			}
		})
	}
}

// Whoever misspells a word of a lock is told which lock is meant.
func TestMisspeltLocksAreGuessed(t *testing.T) {
	for wrong, meant := range map[string]string{
		"site X forbiden": "site X forbidden", "sitte X required merged": "site X required merged", "practise P at X": "practice P at X",
		"practice P stay": "practice P stays", "practice P modle merged": "practice P model merged", "togehter P Q": "together P Q",
		"practice P nto at X": "practice P not at X", "shut X": "",
	} {
		_, err := ParseLocks([]string{wrong})
		if meant == "" {
			assert.NotContains(t, err.Error(), "Maybe")
			continue
		}
		assert.ErrorContains(t, err, `Maybe "`+meant+`" is meant.`)
	}
}
