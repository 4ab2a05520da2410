package model

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// entryKeys are the fields that tell the entries of a list apart: one with the
// same keys as an earlier one replaces it.
func entryKeys(entry reflect.Type) []string {
	switch entry {
	case reflect.TypeFor[CareModel]():
		return []string{"code"}
	case reflect.TypeFor[KindTier]():
		return []string{"kind", "model", "tier"}
	case reflect.TypeFor[AreaRule]():
		return []string{"area", "rule"}
	}
	return nil
}

// entryNeeds are the fields that an entry must name beside its keys.
func entryNeeds(entry reflect.Type) []string {
	switch entry {
	case reflect.TypeFor[CareModel]():
		return []string{"moves"}
	case reflect.TypeFor[KindTier]():
		return []string{"running", "max_patients"}
	}
	return nil
}

// fillEntry sets what an entry with these keys has where it names nothing else.
func fillEntry(v reflect.Value, keys []string) {
	switch e := v.Addr().Interface().(type) {
	case *CareModel:
		e.Name = keys[0]
	case *KindTier:
		e.MinPatients = defaultMinPatients
		e.MinPractices, e.MaxPractices = defaultMinPractices, defaultMaxPractices(keys[1])
	}
}

func (d *yamlDecoder) decodeList(n ast.Node, v reflect.Value, path string) {
	list, ok := n.(*ast.SequenceNode)
	if !ok {
		fault := Fault{Name: path, Value: d.found(n), Want: "a list"}
		if text, ok := scalarText(n); ok {
			fault.Maybe = fmt.Sprintf("[%q] is meant", text)
		}
		d.fault(n, fault)
		return
	}
	if v.Type().Elem().Kind() == reflect.String {
		d.decodeStrings(list, v, path)
		return
	}
	seen := map[string]place{}
	for i, item := range list.Values {
		if key := d.decodeListEntry(item, v, path, i); key != "" {
			if before, again := seen[key]; again {
				d.fault(item, Fault{Name: key, Value: fmt.Sprintf("is there already (%s)", before), Want: "one entry with these keys",
					Maybe: "the two are to be one entry"})
			}
			seen[key] = place{d.file, d.line(item)}
		}
	}
}

// decodeStrings replaces a list of codes; lines of locks are appended.
func (d *yamlDecoder) decodeStrings(list *ast.SequenceNode, v reflect.Value, path string) {
	values := []string{}
	for i, item := range list.Values {
		text, ok := scalarText(item)
		if !ok {
			d.fault(item, Fault{Name: fmt.Sprintf("%s[%d]", path, i+1), Value: d.found(item), Want: "text"})
			continue
		}
		if path == "locks" {
			text = strings.Join(strings.Fields(text), " ")
			if d.set != nil {
				if _, again := d.set[lockPath(text)]; !again {
					d.set[lockPath(text)] = place{d.file, d.line(item)}
				}
			}
		}
		values = append(values, text)
	}
	if path == "locks" {
		values = appendNew(v.Interface().([]string), values)
	}
	v.Set(reflect.ValueOf(values))
}

func lockPath(line string) string { return "locks: " + line }

func appendNew(list, more []string) []string {
	for _, m := range more {
		if !slices.Contains(list, m) {
			list = append(list, m)
		}
	}
	return list
}

// decodeListEntry returns the path of the entry by its keys, "" where it has none.
func (d *yamlDecoder) decodeListEntry(item ast.Node, v reflect.Value, path string, i int) string {
	elem := v.Type().Elem()
	pairs, ok := mappingPairs(item)
	if !ok {
		d.fault(item, Fault{Name: fmt.Sprintf("%s[%d]", path, i+1), Value: d.found(item), Want: "a mapping"})
		return ""
	}
	named := map[string]string{}
	for _, p := range pairs {
		named[p.key], _ = scalarText(p.value)
	}
	var keys []string
	for _, k := range entryKeys(elem) {
		if named[k] == "" {
			d.fault(item, Fault{Name: fmt.Sprintf("%s[%d]", path, i+1), Value: fmt.Sprintf("has no %s", k),
				Want: "each entry with " + strings.Join(entryKeys(elem), ", ")})
			return ""
		}
		keys = append(keys, named[k])
	}
	path = join(path, strings.Join(keys, "."))
	complete := true
	for _, k := range entryNeeds(elem) {
		if _, ok := named[k]; !ok {
			complete = false
			d.fault(item, Fault{Name: path, Value: fmt.Sprintf("has no %s", k), Want: "a whole entry",
				Maybe: "only a change was meant; an entry replaces the one with the same keys"})
		}
	}
	if !complete {
		return path
	}
	entry := reflect.New(elem).Elem()
	fillEntry(entry, keys)
	d.decode(item, entry, path)
	if old := findEntry(v, keys); old >= 0 {
		v.Index(old).Set(entry)
	} else {
		v.Set(reflect.Append(v, entry))
	}
	return path
}

func findEntry(v reflect.Value, keys []string) int {
	for i := range v.Len() {
		if slices.Equal(keysOf(v.Index(i)), keys) {
			return i
		}
	}
	return -1
}

func keysOf(entry reflect.Value) []string {
	var keys []string
	for _, k := range entryKeys(entry.Type()) {
		field, _ := fieldByKey(entry, k)
		keys = append(keys, field.String())
	}
	return keys
}

// setInList changes one field of the entry whose keys the path names, as in
// tiers.clinic.merged.S.running; an area's rule that is not there is added.
func (d *yamlDecoder) setInList(keys []string, n ast.Node, v reflect.Value, path string) {
	elem := v.Type().Elem()
	names := entryKeys(elem)
	if len(names) == 0 || len(keys) <= len(names) {
		want := "a list"
		if len(names) > 0 {
			want = fmt.Sprintf("%s.%s.FIELD", path, strings.ToUpper(strings.Join(names, ".")))
		}
		d.fault(n, Fault{Name: join(path, strings.Join(keys, ".")), Value: "names no field of an entry", Want: want})
		return
	}
	entryPath := join(path, strings.Join(keys[:len(names)], "."))
	at := findEntry(v, keys[:len(names)])
	if at < 0 && elem != reflect.TypeFor[AreaRule]() {
		var known []string
		for i := range v.Len() {
			known = append(known, join(path, strings.Join(keysOf(v.Index(i)), ".")))
		}
		d.fault(n, Fault{Name: entryPath, Value: "is not there", Want: "an entry that is", Maybe: meant(entryPath, known)})
		return
	}
	if at < 0 {
		entry := reflect.New(elem).Elem()
		for i, name := range names {
			field, _ := fieldByKey(entry, name)
			field.SetString(keys[i])
		}
		v.Set(reflect.Append(v, entry))
		at = v.Len() - 1
		d.set[entryPath] = place{d.file, d.line(n)}
	}
	d.setPath(keys[len(names):], n, v.Index(at), entryPath)
}
