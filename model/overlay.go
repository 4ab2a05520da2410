package model

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// Resolve lays the base of d and then overlays over Defaults, in order; within
// one, first its text, then its settings, then its locks. An overlay changes
// only what it names; a list entry with the keys of an earlier one replaces it
// (models by code, tiers by kind, model and tier, areas by area and rule), locks
// are added once. A setting names one value by its path, such as
// rules.range.merged=3, or one field of an entry: tiers.clinic.merged.S.running=1.
// Setting a limit leaves the state of its rule alone; a warning says so where
// the rule is off.
//
// d gives the codes that areas and locks may name, and those of its own that the
// scenario must know (models, kinds of site); it may be nil. The error is a
// Faults.
func Resolve(d *Data, overlays ...Overlay) (Scenario, Warnings, error) {
	s, _, warnings, faults := resolveCodes(d, overlays...)
	return s, warnings.sorted(), Faults(faults.sorted()).orNil()
}

// resolveCodes is Resolve that also tells where everything was set.
func resolveCodes(d *Data, overlays ...Overlay) (s Scenario, set places, warnings, faults *faultList) {
	s, set, warnings, faults = resolve(d, overlays...)
	if faults.empty() && d != nil {
		checkCodes(d, &s, faults)
	}
	return s, set, warnings, faults
}

// resolve is resolveCodes without the check of d's own codes.
func resolve(d *Data, overlays ...Overlay) (s Scenario, set places, warnings, faults *faultList) {
	warnings, faults = &faultList{}, &faultList{}
	if d != nil {
		overlays = append([]Overlay{d.Base}, overlays...)
	}
	s = Defaults()
	set = places{}
	layers := parseOverlays(overlays, faults)
	models := knownModels(&s, layers)
	for _, l := range layers {
		l.lay(&s, set, models, faults)
	}
	c := scenarioCheck{s: &s, data: d, set: set, faults: faults, warnings: warnings}
	c.run()
	s.canonical()
	return s, set, warnings, faults
}

// layer is one change of an overlay: a whole text, or one setting.
type layer struct {
	file string   // for messages
	keys []string // path of a setting; nil: a whole text
	node ast.Node // nil: only locks
	lock string
}

func parseOverlays(overlays []Overlay, faults *faultList) []layer {
	var layers []layer
	for _, o := range overlays {
		if node, fault := parseYAML(o.Source, o.Text); fault != nil {
			faults.add("text", *fault)
		} else if node != nil {
			layers = append(layers, layer{file: o.Source, node: node})
		}
		settings := map[string]string{} // of this overlay, by path
		for _, set := range o.Set {
			file := commandLine(o.Source, "--set "+set)
			key, value, ok := strings.Cut(set, "=")
			if !ok || key == "" {
				faults.add("set", Fault{File: file, Name: "setting", Value: "is not understood",
					Want: "a path, = and a value, such as rules.range.merged=3"})
				continue
			}
			node, fault := parseYAML(file, []byte(value))
			if fault != nil {
				fault.Line = 0
				faults.add("set", *fault)
				continue
			}
			key = strings.TrimSpace(key)
			if before, again := settings[key]; again && before != set {
				faults.add("set", Fault{File: file, Name: key, Value: fmt.Sprintf("contradicts %s", commandLine(o.Source, "--set "+before)), Want: "one value"})
				continue
			}
			settings[key] = set
			// an empty value leaves the node nil, which is null
			layers = append(layers, layer{file: file, keys: strings.Split(key, "."), node: node})
		}
		for _, line := range o.Lock {
			line = strings.Join(strings.Fields(line), " ")
			layers = append(layers, layer{file: commandLine(o.Source, "--lock"), lock: line})
		}
	}
	return layers
}

// commandLine names a setting or lock; one of a preset or file is named with it.
func commandLine(source, text string) string {
	if source == "" || strings.HasPrefix(source, "--") {
		return text
	}
	return source + ", " + text
}

// knownModels are the codes of the care models of s and of all layers.
func knownModels(s *Scenario, layers []layer) []string {
	var codes []string
	for _, m := range s.Models {
		codes = append(codes, m.Code)
	}
	for _, l := range layers {
		list := l.node
		if l.keys == nil {
			list = nil
			pairs, _ := mappingPairs(l.node)
			for _, p := range pairs {
				if p.key == "models" {
					list = p.value
				}
			}
		} else if len(l.keys) != 1 || l.keys[0] != "models" {
			continue
		}
		entries, ok := list.(*ast.SequenceNode)
		if !ok {
			continue
		}
		for _, entry := range entries.Values {
			pairs, _ := mappingPairs(entry)
			for _, p := range pairs {
				if code, ok := scalarText(p.value); ok && p.key == "code" {
					codes = appendNew(codes, []string{code})
				}
			}
		}
	}
	return codes
}

func (l layer) lay(s *Scenario, set map[string]place, models []string, faults *faultList) {
	d := yamlDecoder{file: l.file, line: nodeLine, faults: faults, set: set, models: models}
	v := reflect.ValueOf(s).Elem()
	switch {
	case l.lock != "":
		if _, again := set[lockPath(l.lock)]; !again {
			set[lockPath(l.lock)] = place{file: l.file}
		}
		s.Locks = appendNew(s.Locks, []string{l.lock})
	case l.keys != nil:
		d.line = func(ast.Node) int { return 0 }
		d.setPath(l.keys, l.node, v, "")
	default:
		d.decode(l.node, v, "")
	}
}
