package batch

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const example = `
name: coverage-and-range
instance: ../london-real            # a folder, relative to the grid file, or a built-in name
scenario: [sceptical]
options:  { work_limit: 200000000, time_limit: 60s, seed: 1 }
vary:
  coverage: [ {label: "90 %", set: [rules.coverage.share=0.90]}, {label: "95 %", set: [rules.coverage.share=0.95]} ]
  merged:   [ {label: free}, {label: three, set: [rules.range.merged=3]}, {label: X, lock: ["site 5E1 required merged"]} ]
  seed:     [ 1, 2, 3 ]
list:
  - {label: no Y, lock: ["site Y forbidden"]}
`

// A grid is read as it was meant: codes stay codes, and what is left out has its
// default.
func TestGridIsRead(t *testing.T) {
	g, err := ParseGrid("grid.yaml", "folder", []byte(example))
	require.NoError(t, err)
	seeds := []uint64{1, 2, 3}
	assert.Equal(t, &Grid{
		Name: "coverage-and-range", Instance: "../london-real", Scenario: []string{"sceptical"}, Folder: "folder",
		Options: Options{WorkLimit: 200_000_000, TimeLimit: time.Minute, Seed: 1, Gap: DefaultGap},
		Vary: []Dimension{
			{"coverage", []Change{{Label: "90 %", Set: []string{"rules.coverage.share=0.90"}}, {Label: "95 %", Set: []string{"rules.coverage.share=0.95"}}}},
			{"merged", []Change{{Label: "free"}, {Label: "three", Set: []string{"rules.range.merged=3"}}, {Label: "X", Lock: []string{"site 5E1 required merged"}}}},
			{"seed", []Change{{Label: "1", Seed: &seeds[0]}, {Label: "2", Seed: &seeds[1]}, {Label: "3", Seed: &seeds[2]}}},
		},
		List: []Change{{Label: "no Y", Lock: []string{"site Y forbidden"}}},
	}, g)
	assert.Len(t, (&expansion{grid: g}).combinations(), 2*3*3+1)

	g, err = ParseGrid("grid.yaml", "", []byte("name: least"))
	require.NoError(t, err)
	assert.Equal(t, Options{TimeLimit: DefaultTime, Seed: 1, Gap: DefaultGap}, g.Options)
	assert.Len(t, (&expansion{grid: g}).combinations(), 1)
}

// All that is wrong with a grid is said at once, with line, want and Maybe.
func TestGridFaults(t *testing.T) {
	_, err := ParseGrid("grid.yaml", "", []byte(`name: x
instnce: london-2008
options: {time_limit: 60, seed: -1, work_limit: many}
vary:
  objective: [{label: a}]
  merged: [{label: a, sett: [x=1]}, {set: [y=1]}, {label: a}]
  seed: [1, two]
  a/b: [{label: c}]
list: {label: d}
`))
	require.Error(t, err)
	assert.Equal(t, `grid.yaml:2: key "instnce" of the grid is unknown, want one of name, instance, scenario, options, vary, list. Maybe "instance" is meant.
grid.yaml:3: options.time_limit is "60", want a time more than 0, such as 60s or 5m. Maybe 60s is meant.
grid.yaml:3: options.seed is "-1", want a whole number, 0 or more.
grid.yaml:3: options.work_limit is "many", want a whole number of units of work, more than 0.
grid.yaml:5: vary.objective is a column of the table already, want another name.
grid.yaml:6: key "sett" of an entry of vary.merged is unknown, want one of label, scenario, set, lock, seed. Maybe "set" is meant.
grid.yaml:6: an entry of vary.merged has no label, want a label, by which the table names it.
grid.yaml:6: vary.merged has the label "a" twice, want labels that differ.
grid.yaml:7: vary.seed has "two", want whole numbers, 0 or more.
grid.yaml:8: vary.a/b is no name for a column, want letters, digits, spaces, dots, dashes and underscores.
grid.yaml:9: list is no list, want a list of changes, such as [ {label: free}, {label: three, set: [rules.range.merged=3]} ].`, err.Error())
}

// A file that is no grid at all is a fault, never a panic.
func TestNoGrid(t *testing.T) {
	for _, text := range []string{"", "# nothing", "- a\n- b", "name: [", "just words", "name: x\n---\nname: y", "vary:", "name:\nlist: [1]"} {
		_, err := ParseGrid("grid.yaml", "", []byte(text))
		assert.Error(t, err, "%q", text)
	}
	_, err := ReadGrid("nowhere.yaml")
	assert.ErrorContains(t, err, "nowhere.yaml")
}

// A slip that multiplies to a million scenarios is caught before it begins.
func TestGridIsNotTooLarge(t *testing.T) {
	seeds := "[1"
	for i := 2; i <= 400; i++ {
		seeds += "," + string(rune('0'+i/100)) + string(rune('0'+i/10%10)) + string(rune('0'+i%10))
	}
	labels := "["
	for i := range 300 {
		if i > 0 {
			labels += ","
		}
		labels += "{label: " + string(rune('a'+i/100)) + string(rune('a'+i/10%10)) + string(rune('a'+i%10)) + "}"
	}
	_, err := ParseGrid("grid.yaml", "", []byte("name: x\nvary: {seed: "+seeds+"], a: "+labels+"]}"))
	assert.ErrorContains(t, err, "makes 120000 scenarios")
}
