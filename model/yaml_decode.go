package model

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// place is where a value was written.
type place struct {
	file string
	line int // 0: on a command line
}

// places are where paths of a scenario, and its locks, were set.
type places map[string]place

// at is where path, or the least part of it that was set, was set.
func (s places) at(path string) place {
	for {
		if p, ok := s[path]; ok {
			return p
		}
		cut := strings.LastIndexByte(path, '.')
		if cut < 0 {
			return place{}
		}
		path = path[:cut]
	}
}

// yamlDecoder decodes strictly into values that already hold something: what
// the text does not name stays as it is. Unlike a plain unmarshal it reports
// every fault with its line, and remembers where each path was set.
type yamlDecoder struct {
	file   string
	line   func(ast.Node) int
	faults *faultList
	set    map[string]place // by path; the last one wins
	models []string         // known care models, for keys that are model codes
}

// modelKeyed are structs with keys made of model codes beside their fields.
type modelKeyed interface {
	// modelKey is the map and the model code that key stands for, nil if none.
	modelKey(key string) (*map[string]int, string)
	// modelPrefixes are what may stand before a model code in a key.
	modelPrefixes() []string
}

func (d *yamlDecoder) fault(n ast.Node, f Fault) {
	f.File, f.Line = d.file, d.line(n)
	d.faults.add(f.Name, f)
}

// decode lays n over v; path names v in messages.
func (d *yamlDecoder) decode(n ast.Node, v reflect.Value, path string) {
	if path != "" && d.set != nil {
		d.set[path] = place{d.file, d.line(n)}
	}
	if isNull(n) {
		d.decodeNull(n, v, path)
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		value := reflect.New(v.Type().Elem())
		d.decode(n, value.Elem(), path)
		v.Set(value)
	case reflect.Struct:
		d.decodeStruct(n, v, path)
	case reflect.Map:
		d.decodeMap(n, v, path)
	case reflect.Slice:
		d.decodeList(n, v, path)
	default:
		d.decodeScalar(n, v, path)
	}
}

// decodeNull: null unsets what may be unset; an empty section changes nothing.
func (d *yamlDecoder) decodeNull(n ast.Node, v reflect.Value, path string) {
	switch v.Kind() {
	case reflect.Pointer:
		v.SetZero()
	case reflect.Struct, reflect.Map, reflect.Slice:
	default:
		d.fault(n, Fault{Name: path, Value: "is empty", Want: wantedType(v)})
	}
}

func (d *yamlDecoder) decodeStruct(n ast.Node, v reflect.Value, path string) {
	pairs, ok := mappingPairs(n)
	if !ok {
		d.faultNotMapping(n, v, path)
		return
	}
	for _, p := range pairs {
		if field, ok := fieldByKey(v, p.key); ok {
			d.decode(p.value, field, join(path, p.key))
		} else if counts, code := d.modelKey(v, p.key); counts != nil {
			d.decodeCount(p.value, counts, code, join(path, p.key))
		} else {
			d.faultUnknownKey(p, v, path)
		}
	}
}

func (d *yamlDecoder) decodeMap(n ast.Node, v reflect.Value, path string) {
	pairs, ok := mappingPairs(n)
	if !ok {
		d.fault(n, Fault{Name: path, Value: d.found(n), Want: "a mapping"})
		return
	}
	if v.IsNil() {
		v.Set(reflect.MakeMap(v.Type()))
	}
	for _, p := range pairs {
		d.decodeEntry(v, p.key, func(entry reflect.Value, path string) { d.decode(p.value, entry, path) }, path)
	}
}

// decodeEntry changes a copy of the entry of v at key and puts it back.
func (d *yamlDecoder) decodeEntry(v reflect.Value, key string, change func(entry reflect.Value, path string), path string) {
	entry := reflect.New(v.Type().Elem()).Elem()
	if old := v.MapIndex(reflect.ValueOf(key)); old.IsValid() {
		entry.Set(old)
	}
	change(entry, join(path, key))
	v.SetMapIndex(reflect.ValueOf(key), entry)
}

func (d *yamlDecoder) decodeCount(n ast.Node, counts *map[string]int, code, path string) {
	if *counts == nil {
		*counts = map[string]int{}
	}
	d.decodeEntry(reflect.ValueOf(*counts), code, func(entry reflect.Value, _ string) { d.decode(n, entry, path) }, path)
}

func (d *yamlDecoder) decodeScalar(n ast.Node, v reflect.Value, path string) {
	text, ok := scalarText(n)
	if !ok {
		d.fault(n, Fault{Name: path, Value: d.found(n), Want: wantedType(v)})
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(text)
		return
	case reflect.Bool:
		if text == "true" || text == "false" {
			v.SetBool(text == "true")
			return
		}
	case reflect.Int, reflect.Int64:
		if i, err := strconv.ParseInt(text, 10, 64); err == nil {
			v.SetInt(i)
			return
		}
	case reflect.Float64:
		if f, ok := parseDecimal(text); ok {
			v.SetFloat(f)
			return
		}
	}
	d.fault(n, Fault{Name: path, Value: fmt.Sprintf("is %q", text), Want: wantedType(v), Maybe: numberMeant(text)})
}

// setPath decodes n into the part of v that keys lead to.
func (d *yamlDecoder) setPath(keys []string, n ast.Node, v reflect.Value, path string) {
	if len(keys) == 0 {
		d.decode(n, v, path)
		return
	}
	key := keys[0]
	switch v.Kind() {
	case reflect.Struct:
		if field, ok := fieldByKey(v, key); ok {
			d.setPath(keys[1:], n, field, join(path, key))
		} else if counts, code := d.modelKey(v, key); counts != nil && len(keys) == 1 {
			d.decodeCount(n, counts, code, join(path, key))
		} else {
			d.faultUnknownKey(yamlPair{key: key, value: n}, v, path)
		}
	case reflect.Map:
		d.decodeEntry(v, key, func(entry reflect.Value, path string) { d.setPath(keys[1:], n, entry, path) }, path)
	case reflect.Slice:
		d.setInList(keys, n, v, path)
	default:
		d.fault(n, Fault{Name: path, Value: fmt.Sprintf("has no part %q", strings.Join(keys, ".")), Want: wantedType(v)})
	}
}

func (d *yamlDecoder) modelKey(v reflect.Value, key string) (*map[string]int, string) {
	keyed, ok := v.Addr().Interface().(modelKeyed)
	if !ok {
		return nil, ""
	}
	counts, code := keyed.modelKey(key)
	if counts == nil || !slices.Contains(d.models, code) {
		return nil, ""
	}
	return counts, code
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// fieldByKey is the field of v with that yaml key, inlined structs included.
func fieldByKey(v reflect.Value, key string) (reflect.Value, bool) {
	for i := range v.NumField() {
		name, inline := yamlKey(v.Type().Field(i))
		if inline {
			if f, ok := fieldByKey(v.Field(i), key); ok {
				return f, true
			}
		} else if name == key && name != "-" {
			return v.Field(i), true
		}
	}
	return reflect.Value{}, false
}

func yamlKey(f reflect.StructField) (name string, inline bool) {
	name, options, _ := strings.Cut(f.Tag.Get("yaml"), ",")
	return name, options == "inline"
}

// knownKeys are the keys that v has, in the order of its fields.
func (d *yamlDecoder) knownKeys(v reflect.Value) []string {
	var keys []string
	for i := range v.NumField() {
		name, inline := yamlKey(v.Type().Field(i))
		if inline {
			keys = append(keys, d.knownKeys(v.Field(i))...)
		} else if name != "-" {
			keys = append(keys, name)
		}
	}
	if v.CanAddr() {
		if keyed, ok := v.Addr().Interface().(modelKeyed); ok {
			for _, prefix := range keyed.modelPrefixes() {
				for _, m := range d.models {
					keys = append(keys, prefix+m)
				}
			}
		}
	}
	return keys
}
