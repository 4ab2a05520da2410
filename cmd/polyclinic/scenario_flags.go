package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
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

// open reads the instance. Where that fails for what stands in its files, the
// faults of the changes are told as well.
func (s *scenarioFlags) open(instance string, log *notes) (*model.Data, error) {
	d, warnings, err := openData(instance)
	log.warn(warnings)
	if faults, ok := err.(model.Faults); ok {
		return nil, append(faults, s.faults(instance)...)
	}
	return d, err
}

// faults are what is wrong with the changes, whatever the codes of the instance.
// Its own scenario may define models that they name.
func (s *scenarioFlags) faults(instance string) model.Faults {
	base := model.Overlay{Source: "scenario.yaml"}
	base.Text, _ = os.ReadFile(filepath.Join(instance, base.Source)) // if it cannot be read that is told already
	changes, err := s.overlays(&model.Data{})
	if err != nil {
		return model.Faults{{Name: strings.TrimSuffix(err.Error(), ".")}}
	}
	_, _, err = model.Resolve(nil, append([]model.Overlay{base}, changes...)...)
	all, _ := err.(model.Faults)
	return slices.DeleteFunc(all, func(f model.Fault) bool { return f.File == base.Source })
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
