package modeltest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"polyclinic/model"
)

// A document that was read back is accepted but for the rules it breaks; with
// any one number changed, up, down or far, it is not; of its scenario, which a
// digest guards, and of further documents a ninth of the numbers. Options and
// statistics are not the plan's.
func TestCheckDocumentRejectsEveryChangedNumber(t *testing.T) {
	numbers, leaves := 0, 0
	for seed := range uint64(4) {
		_, in, doc := drawDocument(t, seed)
		text, err := doc.Encode()
		require.NoError(t, err)
		honest := faultsOf(in, text)
		tree := treeOf(t, text)
		eachLeaf(tree, "", func(path string, old any, set func(any)) {
			n, ok := old.(json.Number)
			if !ok || strings.HasPrefix(path, ".options") || strings.HasPrefix(path, ".statistics") {
				return
			}
			sampled := seed > 0 || strings.HasPrefix(path, ".scenario")
			if leaves++; sampled && leaves%9 != 0 {
				return
			}
			for _, other := range nudged(n) {
				set(other)
				numbers++
				require.NotEqual(t, honest, faultsOf(in, textOf(t, tree)), "seed %d: %s changed from %s to %s unseen", seed, path, n, other)
			}
			set(old)
		})
	}
	require.Greater(t, numbers, 1000)
}

// Codes too: a site, practice, area, model, tier or state exchanged for another
// that stands in the same field elsewhere, and whether a practice moves.
func TestCheckDocumentRejectsExchangedCodes(t *testing.T) {
	exchanged := map[string]int{}
	for seed := range uint64(2) {
		_, in, doc := drawDocument(t, seed)
		text, err := doc.Encode()
		require.NoError(t, err)
		honest := faultsOf(in, text)
		tree := treeOf(t, text)
		for _, section := range []string{"sites", "practices", "areas", "rules"} {
			list := tree.(map[string]any)[section].([]any)
			for i := range list {
				entry := list[i].(map[string]any)
				for key, old := range entry {
					for _, other := range othersOf(list, key, old) {
						entry[key] = other
						exchanged[section+"."+key]++
						require.NotEqual(t, honest, faultsOf(in, textOf(t, tree)), "seed %d: %s[%d].%s changed from %v to %v unseen", seed, section, i, key, old, other)
					}
					entry[key] = old
				}
			}
		}
	}
	for _, field := range []string{"sites.site", "sites.model", "sites.tier", "sites.area", "practices.practice", "practices.site",
		"practices.model", "practices.moves", "areas.area", "rules.id", "rules.area", "rules.state", "rules.unit"} {
		assert.NotZero(t, exchanged[field], field)
	}
}

// othersOf are two other values of a field that is a code or a truth.
func othersOf(list []any, key string, old any) []any {
	switch v := old.(type) {
	case bool:
		return []any{!v}
	case string, nil:
		var out []any
		for _, entry := range list {
			other, ok := entry.(map[string]any)[key]
			if ok && other != old && len(out) < 2 && !slices.Contains(out, other) {
				out = append(out, other)
			}
		}
		return out
	}
	return nil
}

// Every field left out, null, misspelt or written twice is named: nulls are read
// as zeros, which many figures are.
func TestCheckDocumentNamesFields(t *testing.T) {
	_, in, doc := drawDocument(t, 1)
	text, err := doc.Encode()
	require.NoError(t, err)
	honest := faultsOf(in, text)
	tree := treeOf(t, text)
	fields := 0
	var visit func(path string, v any)
	visit = func(path string, v any) {
		switch v := v.(type) {
		case map[string]any:
			for _, key := range slices.Sorted(maps.Keys(v)) {
				at := strings.TrimPrefix(path+"."+key, ".")
				old := v[key]
				delete(v, key)
				without := strings.Join(faultsOf(in, textOf(t, tree)), "\n")
				v[key] = nil
				null := faultsOf(in, textOf(t, tree))
				v[key] = old
				if optional(at, old) {
					continue
				}
				fields++
				require.Contains(t, without, key+" is missing", at)
				if at != "options" && at != "statistics" {
					require.NotEqual(t, honest, null, "%s is null", at)
				}
				visit(path+"."+key, old)
			}
		case []any:
			for i := range min(len(v), 1) {
				visit(fmt.Sprintf("%s[%d]", path, i), v[i])
			}
		}
	}
	visit("", tree)
	require.Greater(t, fields, 90)
	require.Equal(t, honest, faultsOf(in, textOf(t, tree)), "the tree was put back")

	for _, c := range []struct{ old, changed, said string }{
		{`"patients":`, `"patient":`, `patient is not a field of a plan, want one of`},
		{`"patients":`, `"patient":`, `Maybe "patients" is meant`},
		{`"patients":`, `"Patients":`, `Patients is not a field of a plan`},
		{`"moves": false`, `"moves": true, "moves": false`, `moves is there twice, want each field once`},
		{`"moves": false`, `"moves": "no"`, `moves is a string, want true or false`},
		{`"patients": `, `"patients": 0.5, "patients": `, `patients is 0.5, want a whole number`},
		{`"moves": false`, `"moves": null`, `moves is null, want true or false`},
		{`"extra_gp_minutes": 0`, `"extra_gp_minutes": null`, `extra_gp_minutes is null, want a number`},
		{`"sites": [`, `"sites": {}, "x": [`, `sites is an object, want a list`},
	} {
		changed := strings.Replace(string(text), c.old, c.changed, 1)
		require.NotEqual(t, string(text), changed, c.old)
		assert.Contains(t, strings.Join(faultsOf(in, []byte(changed)), "\n"), c.said)
	}
	assert.Contains(t, strings.Join(faultsOf(in, append(text, "{}"...)), "\n"), "after top-level value")
}

// optional says whether a field may be absent, or is the format, without which
// the text is no plan at all.
func optional(path string, value any) bool {
	for _, free := range []string{"version", "instance.scenario_sha256", "options.", "statistics.", "scenario"} {
		if path != "scenario" && strings.HasPrefix(path, free) {
			return true
		}
	}
	return value == nil
}

// faultsOf is what check says about a text.
func faultsOf(in *model.Instance, text []byte) []string {
	doc, err := model.ReadDocument(bytes.NewReader(text))
	if err != nil {
		return []string{err.Error()}
	}
	var out []string
	for _, f := range model.CheckDocumentText(in, doc, text) {
		out = append(out, f.String())
	}
	return out
}

func treeOf(t testing.TB, text []byte) any {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var tree any
	require.NoError(t, d.Decode(&tree))
	return tree
}

func textOf(t testing.TB, tree any) []byte {
	text, err := json.Marshal(tree)
	require.NoError(t, err)
	return text
}

// eachLeaf visits what is neither an object nor a list, in a fixed order.
func eachLeaf(tree any, path string, visit func(path string, value any, set func(any))) {
	leaf := func(path string, value any, set func(any)) {
		switch value.(type) {
		case map[string]any, []any:
			eachLeaf(value, path, visit)
		default:
			visit(path, value, set)
		}
	}
	switch v := tree.(type) {
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(v)) {
			leaf(path+"."+key, v[key], func(x any) { v[key] = x })
		}
	case []any:
		for i := range v {
			leaf(fmt.Sprintf("%s[%d]", path, i), v[i], func(x any) { v[i] = x })
		}
	}
}

// nudged is a number changed as little as its field can tell, both ways, and by
// a lot.
func nudged(n json.Number) []json.Number {
	x, _ := n.Float64()
	if x == math.Trunc(x) {
		return []json.Number{json.Number(fmt.Sprintf("%.0f", x+1)), json.Number(fmt.Sprintf("%.0f", x-1)), json.Number(fmt.Sprintf("%.0f", x+1_000_003))}
	}
	return []json.Number{json.Number(fmt.Sprintf("%.6f", x+0.000001)), json.Number(fmt.Sprintf("%.6f", x-0.000001)), json.Number(fmt.Sprintf("%.6f", x+0.01))}
}
