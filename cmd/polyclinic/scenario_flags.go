package main

import (
	"errors"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/pflag"

	"polyclinic/model"
	"polyclinic/model/scenario"
)

// scenarioFlags are the changes of a command line over an instance's base
// scenario.
type scenarioFlags struct {
	files []string // files or presets, in order
	set   []string
	locks []string
}

func (s *scenarioFlags) register(flags *pflag.FlagSet) {
	flags.StringArrayVar(&s.files, "scenario", nil, "scenario `FILE` or preset; may be repeated, later ones change earlier ones")
	flags.StringArrayVar(&s.set, "set", nil, "one setting of the scenario, `KEY=VALUE`, such as rules.range.merged=3; may be repeated")
	flags.StringArrayVar(&s.locks, "lock", nil, "one `LOCK`, such as \"site X forbidden\"; may be repeated")
}

// compile lays the changes over the base scenario of d.
func (s *scenarioFlags) compile(d *model.Data, log *notes) (*model.Instance, error) {
	overlays, err := s.overlays(d)
	if err != nil {
		return nil, err
	}
	if err := readReference(d, overlays...); err != nil {
		return nil, err
	}
	in, warnings, err := model.New(d, overlays...)
	log.warn(warnings)
	return in, err
}

// overlays are the changes in order: files and presets, then settings, then
// locks.
func (s *scenarioFlags) overlays(d *model.Data) ([]model.Overlay, error) {
	var out []model.Overlay
	for _, name := range s.files {
		o, err := overlay(name, d)
		if err != nil {
			return nil, err
		}
		out = append(out, o)
	}
	if len(s.set) > 0 || len(s.locks) > 0 {
		out = append(out, model.Overlay{Set: s.set, Lock: s.locks})
	}
	return out, nil
}

// overlay finds a preset of that name, or reads a scenario file. A preset wins
// over a file of the same name, which ./NAME reaches.
func overlay(name string, d *model.Data) (model.Overlay, error) {
	if o, ok := scenario.Find(name, d); ok {
		return o, nil
	}
	text, err := os.ReadFile(name)
	switch {
	case err == nil:
		return model.Overlay{Source: name, Text: text}, nil
	case errors.Is(err, fs.ErrNotExist):
		return model.Overlay{}, usage("scenario %q is neither a file nor a preset, want a file or one of %s.%s",
			name, strings.Join(scenario.Names(), ", "), maybe(name, scenario.Names()))
	}
	return model.Overlay{}, usage("scenario: %v", err)
}
