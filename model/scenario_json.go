package model

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
)

// YAML is s as a scenario file that names everything: resolving it gives s
// again.
func (s Scenario) YAML() ([]byte, error) {
	text, err := json.Marshal(s)
	if err != nil {
		return nil, err
	}
	return yaml.JSONToYAML(text)
}

// object writes a JSON object in the order of put.
type object struct {
	b   bytes.Buffer
	err error
}

func (o *object) put(key string, value any) {
	name, err := json.Marshal(key)
	if err != nil && o.err == nil {
		o.err = err
	}
	text, err := json.Marshal(value)
	if err != nil && o.err == nil {
		o.err = err
	}
	if o.b.Len() > 0 {
		o.b.WriteByte(',')
	}
	o.b.Write(name)
	o.b.WriteByte(':')
	o.b.Write(text)
}

func (o *object) close() ([]byte, error) {
	return append(append([]byte("{"), o.b.Bytes()...), '}'), o.err
}

// MarshalJSON puts the numbers of sites directly beside the state.
func (r RangeRule) MarshalJSON() ([]byte, error) {
	var o object
	o.put("state", r.State)
	o.put("price", r.Price)
	for _, code := range slices.Sorted(maps.Keys(r.N)) {
		o.put(code, r.N[code])
	}
	o.put("share", r.Share)
	return o.close()
}

// UnmarshalJSON reads what MarshalJSON writes.
func (r *RangeRule) UnmarshalJSON(text []byte) error {
	fields := map[string]json.RawMessage{}
	if err := json.Unmarshal(text, &fields); err != nil {
		return err
	}
	*r = RangeRule{N: map[string]int{}}
	for _, key := range slices.Sorted(maps.Keys(fields)) {
		var err error
		switch key {
		case "state":
			err = json.Unmarshal(fields[key], &r.State)
		case "price":
			err = json.Unmarshal(fields[key], &r.Price)
		case "share":
			err = json.Unmarshal(fields[key], &r.Share)
		default:
			var n int
			err = json.Unmarshal(fields[key], &n)
			r.N[key] = n
		}
		if err != nil {
			return fmt.Errorf("range.%s: %w", key, err)
		}
	}
	return nil
}

// areaFields is AreaRule without its keys by care model.
type areaFields AreaRule

// MarshalJSON names only what is set; a list of no models is kept.
func (r AreaRule) MarshalJSON() ([]byte, error) {
	var o object
	o.put("area", r.Area)
	o.put("rule", r.Rule)
	if r.Models != nil {
		o.put("models", r.Models)
	}
	put := func(key string, n *int) {
		if n != nil {
			o.put(key, *n)
		}
	}
	put("min_sites", r.MinSites)
	put("max_sites", r.MaxSites)
	for _, code := range slices.Sorted(maps.Keys(r.MinModel)) {
		o.put("min_"+code, r.MinModel[code])
	}
	for _, code := range slices.Sorted(maps.Keys(r.MaxModel)) {
		o.put("max_"+code, r.MaxModel[code])
	}
	if r.Capital != nil {
		o.put("capital", *r.Capital)
	}
	if r.Revenue != nil {
		o.put("revenue", *r.Revenue)
	}
	return o.close()
}

// UnmarshalJSON reads what MarshalJSON writes.
func (r *AreaRule) UnmarshalJSON(text []byte) error {
	var known areaFields
	if err := json.Unmarshal(text, &known); err != nil {
		return err
	}
	fields := map[string]json.RawMessage{}
	if err := json.Unmarshal(text, &fields); err != nil {
		return err
	}
	for _, key := range slices.Sorted(maps.Keys(fields)) {
		counts := &known.MinModel
		code, ok := strings.CutPrefix(key, "min_")
		if !ok {
			counts = &known.MaxModel
			code, ok = strings.CutPrefix(key, "max_")
		}
		if !ok || code == "sites" {
			continue
		}
		var n int
		if err := json.Unmarshal(fields[key], &n); err != nil {
			return fmt.Errorf("areas.%s: %w", key, err)
		}
		if *counts == nil {
			*counts = map[string]int{}
		}
		(*counts)[code] = n
	}
	*r = AreaRule(known)
	return nil
}
