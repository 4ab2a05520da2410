package tables

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"polyclinic/cmd/internal/report"
	"polyclinic/model"
)

// UnitOf is the unit of a column on a page.
func (c *Column) UnitOf() string {
	switch {
	case c.Unit != "":
		return c.Unit
	case c.Kind == Millions:
		return "£m"
	case c.Kind == Pounds, c.Kind == PerHead:
		return "£"
	case c.Kind == Share:
		return "%"
	}
	return ""
}

// FileUnit is the unit of a column in files, where money is in pounds and a share
// is a part of one.
func (c *Column) FileUnit() string {
	switch {
	case c.Kind == Millions:
		return "£"
	case c.Kind == Share:
		return "share"
	}
	return c.UnitOf()
}

// Show is a cell for people.
func Show(value any, kind Kind) string {
	switch v := value.(type) {
	case nil:
		return "–"
	case string:
		return v
	case int64:
		return minus(report.Thousands(v))
	case model.Pence:
		if kind == Millions {
			return minus(grouped(report.Millions(v)))
		}
		return minus(report.Pounds(v))
	case float64:
		if math.IsInf(v, 0) || math.IsNaN(v) {
			return "–"
		}
		return minus(showFloat(v, kind))
	}
	panic(fmt.Sprintf("tables: no cell holds a %T", value))
}

func showFloat(v float64, kind Kind) string {
	switch kind {
	case PerHead:
		return report.PoundsPence(v)
	case Share:
		return percent(v)
	case Fine:
		return grouped(fixed(v, 2))
	case Whole:
		return report.Thousands(int64(math.Round(v)))
	}
	return grouped(fixed(v, 1))
}

// percent is a share in per cent, without the sign: the column's unit says it.
// Small ones have more decimals.
func percent(v float64) string {
	switch a := math.Abs(v); {
	case a == 0 || a >= 0.00995:
		return fixed(100*v, 1)
	case a >= 0.000995:
		return fixed(100*v, 2)
	}
	return fixed(100*v, 3)
}

// grouped sets separators between the thousands before a decimal point.
func grouped(text string) string {
	whole, rest, _ := strings.Cut(text, ".")
	n, err := strconv.ParseInt(whole, 10, 64)
	if err != nil || n == 0 {
		return text
	}
	return report.Thousands(n) + "." + rest
}

func fixed(v float64, decimals int) string {
	text := strconv.FormatFloat(v, 'f', decimals, 64)
	if zero := strconv.FormatFloat(0, 'f', decimals, 64); text == "-"+zero {
		return zero
	}
	return text
}

// minus sets a typographic minus.
func minus(text string) string {
	if len(text) > 0 && text[0] == '-' {
		return "−" + text[1:]
	}
	return text
}

// Plain is a cell for files: pounds with pence, shares as parts of one.
func Plain(value any, kind Kind) string {
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		return v
	case int64:
		return strconv.FormatInt(v, 10)
	case model.Pence:
		return report.Exact(v)
	case float64:
		if math.IsInf(v, 0) || math.IsNaN(v) {
			return ""
		}
		if kind == PerHead {
			v /= model.PencePerPound
		}
		return strconv.FormatFloat(round(v), 'f', -1, 64)
	}
	panic(fmt.Sprintf("tables: no cell holds a %T", value))
}

// round keeps six decimals, as plan.json does.
func round(v float64) float64 { return math.Round(v*1e6) / 1e6 }

// Number is a numeric cell as a float in file units; ok is false for words and
// what is not there.
func Number(value any, kind Kind) (x float64, ok bool) {
	switch v := value.(type) {
	case int64:
		return float64(v), true
	case model.Pence:
		return float64(v) / model.PencePerPound, true
	case float64:
		if math.IsInf(v, 0) || math.IsNaN(v) {
			return 0, false
		}
		if kind == PerHead {
			return v / model.PencePerPound, true
		}
		return v, true
	}
	return 0, false
}
