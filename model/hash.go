package model

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
)

// Hash is the SHA-256 of d's content, in hexadecimal: what identifies an
// instance. The order of rows, columns, lists in cells, locks and rules of areas,
// quoting, spacing and comments do not matter; the order of the tiers of one site
// and model does, since the first named of two equally dear ones is taken.
func (d *Data) Hash() string {
	h := sha256.New()
	bounds := d.Bounds
	if bounds == (Bounds{}) {
		bounds = DefaultBounds()
	}
	hashText(h, "polyclinic instance", fmt.Sprint(formatKnown), d.Name, d.Description, d.Source, d.Date, fmt.Sprint(bounds))
	for _, name := range slices.Sorted(maps.Keys(d.Regimes)) {
		hashText(h, name, fmt.Sprint(d.Regimes[name]))
	}
	hashTable(h, areaTable, d.Areas, 0)
	hashTable(h, practiceTable, d.Practices, 0)
	hashTable(h, zoneTable, d.Zones, 0)
	hashTable(h, registrationTable, d.Registered, 0)
	hashTable(h, siteTable, d.Sites, 0)
	hashTable(h, tierTable, d.Tiers, 2)
	hashTable(h, hospitalTable, d.Hospitals, 0)
	hashTable(h, travelTable, d.Travel, 0)
	hashText(h, canonicalYAML(d.Base.Text))
	hashText(h, d.Base.Set...)
	hashText(h, d.Base.Lock...)
	return hex.EncodeToString(h.Sum(nil))
}

// hashText adds texts so that no two lists of texts look alike.
func hashText(h hash.Hash, texts ...string) {
	var b strings.Builder
	for _, t := range texts {
		fmt.Fprintf(&b, "%d:%s", len(t), t)
	}
	b.WriteByte('\n')
	io.WriteString(h, b.String())
}

// hashTable adds the rows of a table, sorted by their first columns (0: all)
// and otherwise as they stand.
func hashTable[T any](h hash.Hash, t table[T], rows []T, first int) {
	type canonical struct{ key, text string }
	lines := make([]canonical, len(rows))
	var b []byte
	for i := range rows {
		row := rows[i]
		if t.normal != nil {
			t.normal(&row)
		}
		b = b[:0]
		key := 0
		for j, c := range t.columns {
			field := c.field(&row)
			if list, ok := field.(*[]string); ok {
				sorted := slices.Sorted(slices.Values(*list))
				field = &sorted
			}
			b = append(append(b, cellText(field)...), 0)
			if j < first {
				key = len(b)
			}
		}
		for _, m := range t.models {
			codes, texts := modelCells(m.field(&row))
			for k := range codes {
				b = append(append(append(append(append(b, m.name...), codes[k]...), '='), texts[k]...), 0)
			}
		}
		if first == 0 {
			key = len(b)
		}
		lines[i].text = string(b)
		lines[i].key = lines[i].text[:key]
	}
	order := func(x, y canonical) int { return strings.Compare(x.key, y.key) }
	if !slices.IsSortedFunc(lines, order) {
		slices.SortStableFunc(lines, order)
	}
	hashText(h, t.file, fmt.Sprint(len(lines)))
	b = b[:0]
	for _, l := range lines {
		b = append(append(b, l.text...), '\n')
	}
	h.Write(b)
}

// canonicalYAML is a scenario's text without comments and layout, its keys, locks
// and rules of areas sorted; as it is where it is not YAML.
func canonicalYAML(text []byte) string {
	var value any
	if err := yaml.Unmarshal(text, &value); err != nil {
		return string(text)
	}
	if scenario, ok := value.(map[string]any); ok {
		text := func(entry any) string { return fmt.Sprint(entry) }
		sortEntries(scenario["locks"], text)
		sortEntries(scenario["areas"], func(entry any) string {
			rule, _ := entry.(map[string]any)
			sortEntries(rule["models"], text)
			return fmt.Sprint(rule["area"], " ", rule["rule"])
		})
	}
	canonical, err := json.Marshal(value)
	if err != nil {
		return string(text)
	}
	return string(canonical)
}

// sortEntries sorts a list by key; entries of one key stay in their order, since
// the last of them counts. What is no list is left alone.
func sortEntries(value any, key func(any) string) {
	if list, ok := value.([]any); ok {
		slices.SortStableFunc(list, func(a, b any) int { return strings.Compare(key(a), key(b)) })
	}
}
