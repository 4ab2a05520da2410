package modeltest

import (
	"fmt"
	"strings"
)

// scenario is a scenario file with every rule in a random state.
func (g *generator) scenario() string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("name: tiny")
	if g.shape.Hybrid {
		line("models: [ {code: hybrid, name: hybrid hub, moves: either, one_list: false} ]")
	}
	line("weights: { cash: %v, travel: %v, continuity: %v, acceptability: %v }",
		g.decimal(0.5, 2, 1), g.decimal(0, 2, 2), g.decimal(0, 2, 1), g.decimal(0, 1, 1))
	line("costs:")
	line("  outpatient_attendances: %v", g.decimal(0.8, 1.3, 2))
	line("  outpatient_share: %v", g.decimal(0.1, 0.6, 2))
	line("  release: %v", g.decimal(0, 0.9, 1))
	line("  growth: %v", g.decimal(0, 0.02, 3))
	line("  years: %d", g.between(0, 3))
	if g.shape.Hybrid {
		line("  continuity: {hybrid: 0.45}\n  overhead: {hybrid: 1.5}\n  staff: {hybrid: 0.25}\n  space: {hybrid: 0.07}")
	}
	line("rules:")
	rule := func(id string, price int, parameters string, args ...any) {
		state := []string{"hard", "off", "priced"}[g.r.IntN(3)]
		line("  %s: {state: %s, price: %d%s}", id, state, g.between(1, price), fmt.Sprintf(parameters, args...))
	}
	line("  reach: {km: %v}", g.decimal(2, 10, 1))
	line("  host: {within: %d}", g.between(5, 60))
	rule("travel-cap", 500, ", limit: %v, share: %v%s", g.decimal(5, 35, 1), g.decimal(0, 0.4, 2), g.km())
	rule("hub-cap", 500, ", limit: %v, share: %v%s", g.decimal(5, 35, 1), g.decimal(0, 0.4, 2), g.km())
	rule("gps", 100_000, "")
	rule("range", 1_000_000, ", federated: %d, colocated: %d, merged: %d%s", g.between(0, 1), g.between(0, 1), g.between(0, 1), g.rangeShare())
	rule("coverage", 300, ", share: %v, area_share: %v, of: %s", g.decimal(0, 0.9, 2), g.decimal(0, 0.6, 2), []string{"patients", "practices"}[g.r.IntN(2)])
	rule("area-choice", 2_000_000, "")
	rule("boundary", 1_000_000, ", scope: %s", []string{"own", "neighbours", "any"}[g.r.IntN(3)])
	rule("budget", 2, ", capital: %d, revenue: %d", g.between(1, 60)*100_000, g.between(1, 30)*10_000)
	rule("travel-mean", 3, ", limit: %v, area_limit: %v, net: %v", g.decimal(-20, 60, 1), g.decimal(-20, 90, 1), g.chance(2))
	rule("equity", 3, ", limit: %v", g.decimal(-10, 20, 1))
	rule("continuity", 200, ", merged_share: %v, moved_share: %v, area_merged_share: %v, area_moved_share: %v",
		g.decimal(0, 1, 2), g.decimal(0, 1, 2), g.decimal(0, 1, 2), g.decimal(0, 1, 2))
	rule("outpatients", 500, ", target: %v, trust_cap: %v", g.decimal(0, 0.3, 3), g.decimal(0, 0.6, 3))
	rule("staff", 100_000, ", share: %v", g.decimal(0, 1, 2))
	rule("willing", 1_000_000, "")
	rule("stability", 1_000_000, ", practices: %d", g.between(0, len(g.d.Practices)))
	if g.shape.Locks {
		line("locks:")
		line("  - %q", g.lock())
	}
	return b.String()
}

func (g *generator) km() string {
	if g.chance(3) {
		return fmt.Sprintf(", km: %v", g.decimal(1, 6, 1))
	}
	return ""
}

func (g *generator) rangeShare() string {
	if g.chance(3) {
		return fmt.Sprintf(", share: %v", g.decimal(0, 0.33, 2)) // of each of three models
	}
	return ""
}

// lock is a line that the instance can hold by itself.
func (g *generator) lock() string {
	n := len(g.d.Practices)
	p := g.r.IntN(n)
	q := (p + 1 + g.r.IntN(n-1)) % n
	s := g.r.IntN(len(g.d.Sites))
	switch g.r.IntN(7) {
	case 0:
		return fmt.Sprintf("site S%d required", s)
	case 1:
		return fmt.Sprintf("site S%d forbidden", s)
	case 2:
		return fmt.Sprintf("practice P%d at S%d", p, s)
	case 3:
		return fmt.Sprintf("practice P%d not at S%d", p, s)
	case 4:
		return fmt.Sprintf("practice P%d stays", p)
	case 5:
		return fmt.Sprintf("apart P%d P%d", p, q)
	}
	return fmt.Sprintf("together P%d P%d", p, q)
}
