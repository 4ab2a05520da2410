package batch

import (
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"polyclinic/model"
	"polyclinic/model/modeltest"
)

func tinyData() *model.Data {
	return modeltest.Random(rand.New(rand.NewPCG(1, 1)), modeltest.Shape{}).Data
}

func tinyBase() Base {
	return Base{Data: tinyData(), Version: "test", Reference: func(string) ([]model.Placement, error) { return nil, errors.New("no reference") }}
}

func parse(t *testing.T, text string) *Grid {
	t.Helper()
	g, err := ParseGrid("grid.yaml", t.TempDir(), []byte(text))
	require.NoError(t, err)
	return g
}

func expand(t *testing.T, text string) (*Manifest, []Job) {
	t.Helper()
	m, jobs, _, err := Expand(parse(t, text), tinyBase())
	require.NoError(t, err)
	return m, jobs
}

// Rows come in the order of the file, the last of vary fastest, then list, and
// carry their changes.
func TestExpandOrder(t *testing.T) {
	m, jobs := expand(t, `
name: order
scenario: free-choice
options: {seed: 9, work_limit: 5}
vary:
  a: [{label: x}, {label: y, set: [weights.travel=2]}]
  seed: [1, 2]
list: [{label: alone, scenario: [sceptical], set: [weights.travel=3]}]
`)
	var rows []string
	for _, r := range m.Rows {
		rows = append(rows, r.Scenario)
	}
	assert.Equal(t, []string{"a=x, seed=1", "a=x, seed=2", "a=y, seed=1", "a=y, seed=2", "alone"}, rows)
	assert.Equal(t, []string{"y", "2"}, m.Rows[3].Vary)
	assert.Equal(t, Changes{Set: []string{"weights.travel=2"}}, m.Rows[3].Changes)
	assert.Equal(t, Changes{Scenario: []string{"sceptical"}, Set: []string{"weights.travel=3"}}, m.Rows[4].Changes)
	assert.EqualValues(t, 2, m.Rows[3].Seed)
	assert.EqualValues(t, 9, m.Rows[4].Seed)
	in, _, err := jobs[4].Instance()
	require.NoError(t, err)
	assert.Equal(t, 3.0, in.Scenario.Weights.Travel)
	assert.Equal(t, model.Off, in.Scenario.Rules.Range.State, "the base lies under every row")
}

// The hash changes with everything that a result depends on, and with nothing
// else: two ways to say the same share a result.
func TestHashIsWhatAResultDependsOn(t *testing.T) {
	hash := func(text string, change func(*Base)) string {
		base := tinyBase()
		if change != nil {
			change(&base)
		}
		m, _, _, err := Expand(parse(t, "name: x\n"+text), base)
		require.NoError(t, err)
		return m.Rows[0].Hash
	}
	plain := hash("", nil)
	same := []string{
		hash("options: {time_limit: 60s, seed: 1}", nil),
		hash("vary: {a: [{label: default, set: [weights.travel=1]}]}", nil),
		hash("vary: {seed: [1]}", nil),
	}
	for i, h := range same {
		assert.Equal(t, plain, h, i)
	}
	others := map[string]string{
		"seed":     hash("options: {seed: 2}", nil),
		"gap":      hash("options: {gap: 0}", nil),
		"work":     hash("options: {work_limit: 10}", nil),
		"time":     hash("options: {time_limit: 61s}", nil),
		"scenario": hash("vary: {a: [{label: other, set: [weights.travel=2]}]}", nil),
		"lock":     hash("vary: {a: [{label: other, lock: [\"site "+tinyData().Sites[0].Code+" forbidden\"]}]}", nil),
		"invalid":  hash("vary: {a: [{label: other, set: [no.such=2]}]}", nil),
		"invalid2": hash("vary: {a: [{label: other, set: [no.such=3]}]}", nil),
		"version":  hash("", func(b *Base) { b.Version = "another" }),
		"instance": hash("", func(b *Base) { b.Data.Practices[0].List++ }),
	}
	seen := map[string]string{plain: "plain"}
	for what, h := range others {
		assert.Empty(t, seen[h], "%s is not in the hash", what)
		seen[h] = what
	}
}

// A base that makes no scenario, or names that are not there, stop a batch
// before it begins; a row that makes none is a job that says so.
func TestFaultsOfBaseAndRows(t *testing.T) {
	_, _, _, err := Expand(parse(t, "name: x\nscenario: [sceptcal]\nlist: [{label: a, scenario: [no-such]}]"), tinyBase())
	require.Error(t, err)
	assert.ErrorContains(t, err, `Maybe "sceptical" is meant`)
	assert.ErrorContains(t, err, `scenario "no-such"`)

	g := parse(t, "name: x\nscenario: [bad.yaml]")
	require.NoError(t, os.WriteFile(filepath.Join(g.Folder, "bad.yaml"), []byte("rules: {rnge: 1}"), 0o600))
	_, _, _, err = Expand(g, tinyBase())
	assert.ErrorContains(t, err, "rules.rnge")

	_, jobs := expand(t, "name: x\nvary: {a: [{label: bad, set: [no.such=2]}]}")
	require.Len(t, jobs, 1)
	_, _, err = jobs[0].Instance()
	assert.ErrorContains(t, err, "no")
}

// The manifest survives its file; another batch's folder is refused, the same
// grid's, extended, is not.
func TestManifestFile(t *testing.T) {
	dir := t.TempDir()
	m, _ := expand(t, "name: x\nvary: {seed: [1, 2]}")
	require.NoError(t, m.Write(dir))
	again, err := ReadManifest(dir)
	require.NoError(t, err)
	assert.Equal(t, m.Rows, again.Rows)
	assert.Equal(t, m.Vary, again.Vary)

	more, _ := expand(t, "name: x\nvary: {seed: [1, 2, 3]}")
	require.NoError(t, more.Write(dir))
	assert.Equal(t, m.Rows[1].Hash, more.Rows[1].Hash)
	other, _ := expand(t, "name: y")
	assert.ErrorContains(t, other.Write(dir), `holds the batch "x"`)
	require.NoError(t, os.WriteFile(filepath.Join(dir, manifestFile), []byte("{"), 0o600))
	_, err = ReadManifest(dir)
	assert.ErrorContains(t, err, "is not a manifest")
}

// A limit of a rule that is off changes nothing, so a batch says so, once for all
// its rows.
func TestWarningsOfRows(t *testing.T) {
	_, _, warnings, err := Expand(parse(t, "name: x\nvary: {a: [{label: a, set: [rules.budget.capital=5]}, {label: b}], seed: [1, 2]}"), tinyBase())
	require.NoError(t, err)
	require.Len(t, warnings, 1)
	assert.Contains(t, model.Faults(warnings).Error(), "the rule is off")
}
