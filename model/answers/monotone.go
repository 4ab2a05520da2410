package answers

import (
	"strconv"
	"strings"

	"polyclinic/model/scenario"
)

// Direction is how a change of scenario moves the set of plans that keep the
// rules, where that is plain and no cost changes.
type Direction int

// The directions. Where a change only tightens, the best plan cannot become
// cheaper, and a bound proven before still holds; where it only loosens, it
// cannot become dearer.
const (
	Unclear Direction = iota
	Tightens
	Loosens
)

// DirectionOf judges the differences of two scenarios. It knows the numbers of
// range and coverage and the locks of sites. A lock on a practice is not plain:
// it may free a site of the duty to take the practice in (rule host).
func DirectionOf(changes []scenario.Change) Direction {
	tighter, looser := 0, 0
	for _, c := range changes {
		switch {
		case c.Path == "name":
		case strings.HasPrefix(c.Path, "locks.site ") && c.From == "", number(c) > 0:
			tighter++
		case strings.HasPrefix(c.Path, "locks.site ") && c.To == "", number(c) < 0:
			looser++
		default:
			return Unclear
		}
	}
	switch {
	case tighter > 0 && looser == 0:
		return Tightens
	case looser > 0 && tighter == 0:
		return Loosens
	}
	return Unclear
}

// number is the sign of a change of a least number or share that a rule asks for;
// 0 for anything else. A number that is not given asks for nothing.
func number(c scenario.Change) int {
	isRange := strings.HasPrefix(c.Path, "rules.range.") && c.Path != "rules.range.state" && c.Path != "rules.range.price" && c.Path != "rules.range.share"
	if !isRange && c.Path != "rules.coverage.share" && c.Path != "rules.coverage.area_share" {
		return 0
	}
	from, ok := least(c.From)
	to, also := least(c.To)
	switch {
	case !ok || !also || from == to:
		return 0
	case to > from:
		return 1
	}
	return -1
}

func least(text string) (float64, bool) {
	if text == "" {
		return 0, true
	}
	x, err := strconv.ParseFloat(text, 64)
	return x, err == nil
}
