package report

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Pounds is a sum of pence in whole pounds with thousands separators, rounded
// half away from zero: 1,234,568.
func Pounds[T ~int64](pence T) string {
	sign, p := "", int64(pence)
	if p < 0 {
		sign, p = "-", -p
	}
	pounds := (p + 50) / 100
	if pounds == 0 {
		sign = ""
	}
	return sign + Thousands(pounds)
}

// Millions is a sum of pence in £m with two decimals: 262.34.
func Millions[T ~int64](pence T) string { return decimals(float64(pence)/1e8, 2) }

// decimals is a number with so many decimals; nought has no sign.
func decimals(x float64, places int) string {
	text := strconv.FormatFloat(x, 'f', places, 64)
	if strings.Trim(text, "-0.") == "" {
		return strings.TrimPrefix(text, "-")
	}
	return text
}

// PoundsPence is a small sum with its pence: 28.31.
func PoundsPence(pence float64) string {
	return decimals(pence/100, 2)
}

// Thousands is a whole number with separators: 1,234,567.
func Thousands[T ~int | ~int64](n T) string {
	digits := strconv.FormatInt(int64(n), 10)
	sign := ""
	if strings.HasPrefix(digits, "-") {
		sign, digits = "-", digits[1:]
	}
	var b strings.Builder
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(d)
	}
	return sign + b.String()
}

// Short is a count in three or four digits: 950, 12.3k, 456M, 7.89G.
func Short(n int64) string {
	units := []string{"", "k", "M", "G", "T"}
	x, u := float64(n), 0
	for x >= 1000 && u < len(units)-1 {
		x, u = x/1000, u+1
	}
	switch {
	case u == 0:
		return strconv.FormatInt(n, 10)
	case x < 10:
		return fmt.Sprintf("%.2f%s", x, units[u])
	case x < 100:
		return fmt.Sprintf("%.1f%s", x, units[u])
	}
	return fmt.Sprintf("%.0f%s", x, units[u])
}

// Percent is a share in per cent with as many decimals as a small one needs:
// 95.2 %, 0.031 %.
func Percent(share float64) string {
	decimals := 1
	if a := math.Abs(share); a > 0 && a < 0.0995 {
		decimals = max(1, min(4, int(-math.Floor(math.Log10(a)))-1))
	}
	return strconv.FormatFloat(100*share, 'f', decimals, 64) + " %"
}

// Plural is a count with its noun: 1 practice, 12 practices.
func Plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return Thousands(n) + " " + many
}
