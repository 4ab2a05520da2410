package model

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestParseLocks(t *testing.T) {
	locks, err := ParseLocks([]string{"site H_RYQ30 required merged", "site X required", "site X forbidden", "practice E83003 at X",
		"practice E83003 not at X", "practice E83003 stays", "practice E83003 model federated", "together E83003 E83005", "apart  A B C"})
	require.NoError(t, err)
	p := []string{"E83003"}
	want := []Lock{{Kind: SiteRequired, Site: "H_RYQ30", Model: "merged"}, {Kind: SiteRequired, Site: "X"}, {Kind: SiteForbidden, Site: "X"},
		{Kind: PracticeAt, Site: "X", Practices: p}, {Kind: PracticeNotAt, Site: "X", Practices: p}, {Kind: PracticeStays, Practices: p},
		{Kind: PracticeModel, Model: "federated", Practices: p}, {Kind: Together, Practices: []string{"E83003", "E83005"}},
		{Kind: Apart, Practices: []string{"A", "B", "C"}}}
	for i := range locks {
		locks[i].Text = ""
	}
	assert.Equal(t, want, locks)
	_, err = ParseLocks([]string{"site X", "practice P at", "apart P", "", "site X required merged now"})
	assert.Len(t, err, 5)
}

// A contradiction that is reported is one: no way to open two sites and place
// three practices keeps all locks. And pairs of locks that cannot both hold are
// all found.
func TestContradictionsAreReal(t *testing.T) {
	practices, sites, models := []string{"P", "Q", "R"}, []string{"X", "Y"}, []string{"federated", "merged"}
	line := rapid.Custom(func(t *rapid.T) string {
		p, q := rapid.SampledFrom(practices).Draw(t, "p"), rapid.SampledFrom(practices).Draw(t, "q")
		s, m := rapid.SampledFrom(sites).Draw(t, "s"), rapid.SampledFrom(models).Draw(t, "m")
		if p == q {
			q = practices[(strings.Index("PQR", p)+1)%3]
		}
		return rapid.SampledFrom([]string{"site " + s + " required", "site " + s + " required " + m, "site " + s + " forbidden",
			"practice " + p + " at " + s, "practice " + p + " not at " + s, "practice " + p + " stays", "practice " + p + " model " + m,
			"together " + p + " " + q, "apart " + p + " " + q}).Draw(t, "line")
	})
	found := 0
	rapid.Check(t, func(t *rapid.T) {
		lines := rapid.SliceOfN(line, 2, 6).Draw(t, "locks")
		locks, err := ParseLocks(lines)
		require.NoError(t, err)
		_, _, err = Resolve(nil, Overlay{Lock: lines})
		possible := canHold(locks, practices, sites, models)
		if err != nil {
			found++
			require.False(t, possible, "locks %q can hold, yet: %v", lines, err)
		} else if len(locks) == 2 {
			require.True(t, possible, "locks %q cannot hold, and no fault says so", lines)
		}
	})
	assert.NotZero(t, found)
}

// canHold tries every state of two sites (closed, or one of two models) and
// every place of three practices.
func canHold(locks []Lock, practices, sites, models []string) bool {
	states := append([]string{""}, models...)
	for _, x := range states {
		for _, y := range states {
			state := map[string]string{sites[0]: x, sites[1]: y}
			places := append([]string{""}, sites...)
			for _, p := range places {
				for _, q := range places {
					for _, r := range places {
						at := map[string]string{practices[0]: p, practices[1]: q, practices[2]: r}
						if openWhereUsed(state, at) && allHold(locks, state, at) {
							return true
						}
					}
				}
			}
		}
	}
	return false
}

func openWhereUsed(state, at map[string]string) bool {
	for _, s := range at {
		if s != "" && state[s] == "" {
			return false
		}
	}
	return true
}

func allHold(locks []Lock, state, at map[string]string) bool {
	// practices that stay are apart, but nobody keeps them together and apart and means that both stay
	tied := slices.ContainsFunc(locks, func(k Lock) bool { return k.Kind == Together })
	for _, k := range locks {
		var p, q string
		if len(k.Practices) > 0 {
			p = at[k.Practices[0]]
		}
		if len(k.Practices) > 1 {
			q = at[k.Practices[1]]
		}
		holds := map[LockKind]bool{
			SiteRequired:  state[k.Site] != "" && (k.Model == "" || state[k.Site] == k.Model),
			SiteForbidden: state[k.Site] == "",
			PracticeAt:    p == k.Site,
			PracticeNotAt: p != k.Site,
			PracticeStays: p == "",
			PracticeModel: p != "" && state[p] == k.Model,
			Together:      p == q,
			Apart:         p != q || p == "" && !tied,
		}
		if !holds[k.Kind] {
			return false
		}
	}
	return true
}

// Thousands of locks, as a wave of commitments brings, must not take seconds.
func TestManyLocksAreCheckedAtOnce(t *testing.T) {
	var lines []string
	for i := range 5_000 {
		lines = append(lines, fmt.Sprintf("practice P%d at S%d", i, i%500), fmt.Sprintf("together P%d P%d", i, i+500))
	}
	_, _, err := Resolve(nil, Overlay{Lock: lines})
	assert.NoError(t, err)
}
