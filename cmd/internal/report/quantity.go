package report

import (
	"math"
	"strconv"
	"strings"

	"polyclinic/model"
)

// Sterling is a sum of pence in whole pounds, the sign before the pound sign:
// -£171,264.
func Sterling[T ~int64](pence T) string { return sterling(Pounds(pence)) }

// SterlingMillions is a sum of pence in £m: -£0.17m.
func SterlingMillions[T ~int64](pence T) string { return sterling(Millions(pence)) + "m" }

// SterlingPence is a small sum of pence: -£28.31.
func SterlingPence(pence float64) string { return sterling(PoundsPence(pence)) }

func sterling(figure string) string {
	if rest, negative := strings.CutPrefix(figure, "-"); negative {
		return "-£" + rest
	}
	return "£" + figure
}

// Quantity is a figure of a rule with its unit (model.RuleRow): 1 site merged,
// 1,234 patients, £30,000,000 of capital.
func Quantity(x float64, unit string) string {
	if rest, ok := strings.CutPrefix(unit, pence); ok {
		return Figure(x, unit) + rest
	}
	if x == 1 {
		unit = model.Singular(unit)
	}
	return Figure(x, unit) + " " + UnitName(unit)
}

// UnitName is a unit of a rule as people read it: its care model by name.
func UnitName(unit string) string {
	noun, care, _ := strings.Cut(unit, " ")
	if name := ModelName(care); name != care {
		return noun + " " + name
	}
	return unit
}

// Figure is a figure of a rule without its unit, but pence are pounds.
func Figure(x float64, unit string) string {
	switch {
	case strings.HasPrefix(unit, pence):
		return Sterling(int64(math.Round(x)))
	case x == math.Trunc(x) && math.Abs(x) < 1e15:
		return Thousands(int64(x))
	case math.Abs(x) >= 1000 && math.Abs(x) < 1e15:
		return Thousands(int64(math.Round(x)))
	case math.Abs(x) < 0.1:
		return strconv.FormatFloat(x, 'g', 2, 64)
	}
	return strconv.FormatFloat(x, 'f', 2, 64)
}

// FigureBeside is Figure, with as many digits as tell it apart from another: a
// limit of £9,000,000 is broken by £9,000,000.01.
func FigureBeside(x, other float64, unit string) string {
	short := Figure(x, unit)
	if x == other || short != Figure(other, unit) {
		return short
	}
	dress := func(figure string) string { return figure }
	if strings.HasPrefix(unit, pence) {
		x, other, dress = x/100, other/100, sterling
	}
	for places := 2; places <= mostPlaces; places++ {
		if figure := decimals(x, places); figure != decimals(other, places) {
			digits := strings.TrimPrefix(figure, "-")
			whole, rest, _ := strings.Cut(digits, ".")
			n, _ := strconv.ParseInt(whole, 10, 64)
			return dress(strings.TrimSuffix(figure, digits) + Thousands(n) + "." + rest)
		}
	}
	return short
}

// mostPlaces is how many decimal places a figure has.
const mostPlaces = 9

// QuantityBeside is Quantity, with as many digits as FigureBeside.
func QuantityBeside(x, other float64, unit string) string {
	return strings.Replace(Quantity(x, unit), Figure(x, unit), FigureBeside(x, other, unit), 1)
}

// pence begins the units of money: "pence a year", "pence of capital".
const pence = "pence"

// Be is the verb to a quantity: 1 site is, 12 sites are.
func Be(x float64, unit string) string {
	if x == 1 || strings.HasPrefix(unit, pence) {
		return "is"
	}
	return "are"
}
