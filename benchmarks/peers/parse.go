package peers

import (
	"math"
	"regexp"
	"strconv"
	"strings"
)

// value reads a number of a log; nil where it is none, infinite, or a number
// that stands for infinity.
func value(text string) *float64 {
	v, err := strconv.ParseFloat(strings.TrimSpace(strings.TrimRight(text, ",;%")), 64)
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) || math.Abs(v) >= 1e20 {
		return nil
	}
	return &v
}

// set keeps what was known where nothing new is said.
func set(into **float64, v *float64) {
	if v != nil {
		*into = v
	}
}

// pattern is a regular expression and what a match means; its groups are the
// arguments.
type pattern struct {
	form *regexp.Regexp
	take func(o *Outcome, groups []string)
}

// patterns is a parser that tries each in turn and stops at the first match.
type patterns []pattern

func (ps patterns) line(text string, o *Outcome) {
	for _, p := range ps {
		if m := p.form.FindStringSubmatch(text); m != nil {
			p.take(o, m[1:])
			return
		}
	}
}

func objectiveIs(o *Outcome, groups []string) { set(&o.Objective, value(groups[0])) }
func boundIs(o *Outcome, groups []string)     { set(&o.Bound, value(groups[0])) }

func bothAre(o *Outcome, groups []string) {
	set(&o.Objective, value(groups[0]))
	set(&o.Bound, value(groups[1]))
}

func status(s string) func(*Outcome, []string) {
	return func(o *Outcome, _ []string) { o.Status = s }
}
