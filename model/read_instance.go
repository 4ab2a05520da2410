package model

import (
	"fmt"
	"reflect"
	"strings"
)

// instanceFile is instance.yaml.
type instanceFile struct {
	Name        string            `yaml:"name"`
	Format      int               `yaml:"format"`
	Description string            `yaml:"description"`
	Source      string            `yaml:"source"`
	Date        string            `yaml:"date"`
	Regimes     map[string]Regime `yaml:"regimes"`
	Bounds      Bounds            `yaml:"bounds"`
}

// formatKnown is the format of instance folders that this program reads.
const formatKnown = 1

func (r *folderReader) readInstance() {
	const file = "instance.yaml"
	text, ok := r.file(file)
	if !ok {
		if !r.unread[file] {
			r.faults.add("file", Fault{File: file, Name: "the file", Value: "is missing", Want: "at least name: and format: 1"})
		}
		return
	}
	node, fault := parseYAML(file, text)
	if fault != nil {
		r.faults.add("text", *fault)
		return
	}
	if node == nil {
		r.faults.add("text", Fault{File: file, Name: "the file", Value: "is empty", Want: "at least name: and format: 1"})
		return
	}
	f := instanceFile{Regimes: map[string]Regime{}, Bounds: DefaultBounds()}
	set := map[string]place{}
	pairs, _ := mappingPairs(node)
	for _, p := range pairs {
		if p.key != "regimes" {
			continue
		}
		regimes, _ := mappingPairs(p.value)
		for _, g := range regimes {
			if builtIn, ok := DefaultRegimes()[g.key]; ok {
				f.Regimes[g.key] = builtIn
			} else {
				f.Regimes[g.key] = DefaultRegimes()["london"]
			}
		}
	}
	d := yamlDecoder{file: file, line: nodeLine, faults: r.faults, set: set}
	d.decode(node, reflect.ValueOf(&f).Elem(), "")
	if f.Name == "" {
		r.faults.add("name", Fault{File: file, Name: "name", Value: "is missing", Want: "a name for the instance"})
	}
	if at, ok := set["format"]; !ok {
		r.faults.add("format", Fault{File: file, Name: "format", Value: "is missing", Want: fmt.Sprintf("format: %d", formatKnown)})
	} else if f.Format != formatKnown {
		r.faults.add("format", Fault{File: file, Line: at.line, Name: "format", Value: fmt.Sprintf("is %d", f.Format),
			Want: fmt.Sprint(formatKnown), Maybe: "it was written by another version of this program"})
	}
	r.d.Name, r.d.Description, r.d.Source, r.d.Date = f.Name, f.Description, f.Source, f.Date
	if len(f.Regimes) > 0 {
		r.d.Regimes = f.Regimes
	}
	for path := range set {
		if strings.HasPrefix(path, "bounds.") {
			r.d.Bounds = f.Bounds
		}
	}
}
