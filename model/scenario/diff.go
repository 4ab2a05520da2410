package scenario

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"polyclinic/model"
)

// Change is one value that differs between two scenarios. Path is as --set
// takes it; From or To is "" where the value is missing on that side.
type Change struct {
	Path     string
	From, To string
}

// Diff lists what differs between two scenarios, by path.
func Diff(from, to model.Scenario) ([]Change, error) {
	a, err := flatten(from)
	if err != nil {
		return nil, err
	}
	b, err := flatten(to)
	if err != nil {
		return nil, err
	}
	paths := map[string]bool{}
	for path := range a {
		paths[path] = true
	}
	for path := range b {
		paths[path] = true
	}
	var out []Change
	for path := range paths {
		if a[path] != b[path] {
			out = append(out, Change{path, a[path], b[path]})
		}
	}
	slices.SortFunc(out, func(x, y Change) int { return strings.Compare(x.Path, y.Path) })
	return out, nil
}

// flatten is every value of a scenario by its path, as JSON.
func flatten(s model.Scenario) (map[string]string, error) {
	text, err := json.Marshal(s)
	if err != nil {
		return nil, err
	}
	var tree any
	if err := json.Unmarshal(text, &tree); err != nil {
		return nil, err
	}
	out := map[string]string{}
	err = walk(tree, "", out)
	return out, err
}

func walk(node any, path string, out map[string]string) error {
	join := func(key string) string {
		if path == "" {
			return key
		}
		return path + "." + key
	}
	switch n := node.(type) {
	case map[string]any:
		for key, value := range n {
			if err := walk(value, join(key), out); err != nil {
				return err
			}
		}
		return nil
	case []any:
		if path != "locks" && allText(n) {
			break
		}
		for i, value := range n {
			if err := walk(nameless(value), join(entryKey(value, i)), out); err != nil {
				return err
			}
		}
		return nil
	case nil:
		return nil
	}
	text, err := json.Marshal(node)
	out[path] = string(text)
	return err
}

// allText says whether a list holds words only: such a list is one value.
func allText(list []any) bool {
	for _, entry := range list {
		if _, ok := entry.(string); !ok {
			return false
		}
	}
	return true
}

// naming are the keys that name an entry of a list: they stand in its path.
var naming = []string{"code", "kind", "model", "tier", "area", "rule"}

// nameless is an entry without the keys that name it.
func nameless(entry any) any {
	e, ok := entry.(map[string]any)
	if !ok {
		return entry
	}
	e = maps.Clone(e)
	for _, key := range naming {
		if _, ok := e[key].(string); ok {
			delete(e, key)
		}
	}
	return e
}

// entryKey names an entry of a list by its own keys: a tier by kind, model and
// size, an area by its code and rule, a model by its code, a lock by its words.
func entryKey(entry any, i int) string {
	switch e := entry.(type) {
	case string:
		return e
	case map[string]any:
		var keys []string
		for _, key := range naming {
			if text, ok := e[key].(string); ok {
				keys = append(keys, text)
			}
		}
		if len(keys) > 0 {
			return strings.Join(keys, ".")
		}
	}
	return fmt.Sprint(i)
}
