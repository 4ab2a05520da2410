package model

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// difference walks two JSON values and reports where they differ. Entries of
// lists of objects are matched by their keys, whatever their order.
type difference struct {
	keys   []string
	faults Faults
}

func (d *difference) compare(path string, has, want any) {
	switch w := want.(type) {
	case map[string]any:
		if h, ok := has.(map[string]any); ok {
			d.compareObjects(path, h, w)
			return
		}
	case []any:
		if h, ok := has.([]any); ok {
			d.compareLists(path, h, w)
			return
		}
	default:
		if has == want {
			return
		}
	}
	d.faults = append(d.faults, Fault{File: "plan.json", Name: path, Value: fmt.Sprintf("is %v", shown(has)), Want: fmt.Sprint(shown(want))})
}

func shown(v any) any {
	if v == nil {
		return "null"
	}
	return v
}

func (d *difference) compareObjects(path string, has, want map[string]any) {
	for _, key := range slices.Sorted(maps.Keys(want)) {
		if h, ok := has[key]; ok {
			d.compare(path+"."+key, h, want[key])
		} else {
			d.faults = append(d.faults, Fault{File: "plan.json", Name: path + "." + key, Value: "is missing", Want: fmt.Sprint(shown(want[key]))})
		}
	}
	for _, key := range slices.Sorted(maps.Keys(has)) {
		if _, ok := want[key]; !ok {
			d.faults = append(d.faults, Fault{File: "plan.json", Name: path + "." + key, Value: "should not be there"})
		}
	}
}

func (d *difference) compareLists(path string, has, want []any) {
	if !d.matched(want) {
		if !slices.Equal(texts(has), texts(want)) {
			d.faults = append(d.faults, Fault{File: "plan.json", Name: path, Value: "is " + strings.Join(texts(has), " "), Want: strings.Join(texts(want), " ")})
		}
		return
	}
	byKey := map[string][]any{}
	for _, h := range has {
		k := d.key(h)
		byKey[k] = append(byKey[k], h)
	}
	for _, w := range want {
		k := d.key(w)
		if len(byKey[k]) == 0 {
			d.faults = append(d.faults, Fault{File: "plan.json", Name: path, Value: "has no entry for " + k})
			continue
		}
		d.compare(path+"["+k+"]", byKey[k][0], w)
		byKey[k] = byKey[k][1:]
	}
	for _, k := range slices.Sorted(maps.Keys(byKey)) {
		if len(byKey[k]) > 0 {
			d.faults = append(d.faults, Fault{File: "plan.json", Name: path, Value: "has an entry too many for " + k})
		}
	}
}

// matched says whether a list's entries are objects with the keys.
func (d *difference) matched(list []any) bool {
	if len(list) == 0 || len(d.keys) == 0 {
		return false
	}
	object, ok := list[0].(map[string]any)
	return ok && has(object, d.keys)
}

func has(object map[string]any, keys []string) bool {
	for _, k := range keys {
		if _, ok := object[k]; !ok {
			return false
		}
	}
	return true
}

func (d *difference) key(entry any) string {
	object, ok := entry.(map[string]any)
	if !ok {
		return fmt.Sprint(entry)
	}
	parts := make([]string, len(d.keys))
	for i, k := range d.keys {
		parts[i] = fmt.Sprint(shown(object[k]))
	}
	return strings.Join(parts, " ")
}

// texts is a list's entries in words; the practices of a site in any order.
func texts(list []any) []string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = fmt.Sprint(v)
	}
	slices.Sort(out)
	return out
}
