package london

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"polyclinic/model"
	"polyclinic/model/modeltest"
)

// number is one number of a plan.json: where its text is, and how check calls it.
type number struct {
	start, end int
	name       string
}

// Protects that on a capital too every number of sites, practices, costs, areas
// and rules is recomputed: of a plan's 18,000 a sample is changed, many at a
// time, and check must name each of them.
func TestCheckNamesChangedNumbers(t *testing.T) {
	d, err := Data()
	require.NoError(t, err)
	in, _, err := model.New(d)
	require.NoError(t, err)
	r := rand.New(rand.NewPCG(2008, 0))
	plan := modeltest.RandomPlan(r, in)
	cost := model.Cost(in, plan)
	doc := model.NewDocument(in, plan, model.NewStatus("feasible", "work", "", cost.Objective, cost.Total[model.Outpatients], nil))
	text, err := doc.Encode()
	require.NoError(t, err)

	numbers := numbersOf(t, text, doc)
	require.Greater(t, len(numbers), 15_000)
	r.Shuffle(len(numbers), func(i, j int) { numbers[i], numbers[j] = numbers[j], numbers[i] })
	for group := range 10 {
		changed := bytes.Clone(text)
		chosen := numbers[group*150 : (group+1)*150]
		for _, n := range chosen {
			last := &changed[n.end-1] // another last digit
			*last = '0' + (*last-'0'+1+byte(group%9))%10
		}
		read, err := model.ReadDocument(bytes.NewReader(changed))
		require.NoError(t, err)
		named := map[string]bool{}
		for _, f := range model.CheckDocumentText(in, read, changed) {
			named[f.Name] = true
		}
		for _, n := range chosen {
			require.True(t, named[n.name], "%s was %s", n.name, text[n.start:n.end])
		}
	}
}

// numbersOf are the numbers of the recomputed sections.
func numbersOf(t *testing.T, text []byte, doc *model.Document) []number {
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.UseNumber()
	var out []number
	var walk func(name string)
	walk = func(name string) {
		token, err := dec.Token()
		require.NoError(t, err)
		switch v := token.(type) {
		case json.Delim:
			for i := 0; dec.More(); i++ {
				if v == '[' {
					walk(name + "[" + entryOf(doc, name, i) + "]")
					continue
				}
				key, err := dec.Token()
				require.NoError(t, err)
				walk(strings.TrimPrefix(name+"."+key.(string), "."))
			}
			_, err = dec.Token()
			require.NoError(t, err)
		case json.Number:
			end := int(dec.InputOffset())
			section, _, _ := strings.Cut(strings.ReplaceAll(name, "[", "."), ".")
			switch section {
			case "sites", "practices", "costs", "areas", "rules":
				out = append(out, number{end - len(v), end, name})
			}
		}
	}
	walk("")
	return out
}

// entryOf is what identifies an entry of a section.
func entryOf(doc *model.Document, section string, i int) string {
	area := func(code *string) string {
		if code == nil {
			return "null"
		}
		return *code
	}
	switch section {
	case "sites":
		return doc.Sites[i].Site
	case "practices":
		return doc.Practices[i].Practice
	case "areas":
		return area(doc.Areas[i].Area)
	case "rules":
		return doc.Rules[i].ID + " " + area(doc.Rules[i].Area) + " " + doc.Rules[i].Unit
	}
	return fmt.Sprint(i)
}
