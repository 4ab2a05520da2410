package suite

import "strings"

// decimal is digits · 10^-places, exactly, without trailing zeros after the
// point.
type decimal struct {
	digits int64
	places int
}

// maxDigits keeps digits within int64.
const maxDigits = 18

// parseDecimal reads 12, -3.50, 49., .5 and 1.544e+04. It fails on anything
// else, and on numbers of more than 18 digits.
func parseDecimal(s string) (d decimal, ok bool) {
	mantissa, exponent := s, 0
	if at := strings.IndexAny(s, "eE"); at >= 0 {
		mantissa = s[:at]
		if exponent, ok = parseExponent(s[at+1:]); !ok {
			return decimal{}, false
		}
	}
	negative := strings.HasPrefix(mantissa, "-")
	if negative || strings.HasPrefix(mantissa, "+") {
		mantissa = mantissa[1:]
	}
	whole, fraction, _ := strings.Cut(mantissa, ".")
	if whole == "" && fraction == "" {
		return decimal{}, false
	}
	fraction = strings.TrimRight(fraction, "0")
	significant := 0
	for _, part := range [2]string{whole, fraction} {
		for _, c := range []byte(part) {
			if c < '0' || c > '9' {
				return decimal{}, false
			}
			if significant > 0 || c != '0' {
				significant++
			}
			if significant > maxDigits {
				return decimal{}, false
			}
			d.digits = 10*d.digits + int64(c-'0')
		}
	}
	d.places = len(fraction) - exponent
	if negative {
		d.digits = -d.digits
	}
	return d.normal()
}

func parseExponent(s string) (int, bool) {
	sign := 1
	switch {
	case strings.HasPrefix(s, "-"):
		sign, s = -1, s[1:]
	case strings.HasPrefix(s, "+"):
		s = s[1:]
	}
	if s == "" || len(s) > 3 {
		return 0, false
	}
	n := 0
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = 10*n + int(c-'0')
	}
	return sign * n, true
}

// normal removes trailing zeros after the point and writes out those before it.
func (d decimal) normal() (decimal, bool) {
	if d.digits == 0 {
		return decimal{}, true
	}
	for d.places > 0 && d.digits%10 == 0 {
		d.digits /= 10
		d.places--
	}
	for d.places < 0 {
		var ok bool
		if d.digits, ok = mul(d.digits, 10); !ok {
			return decimal{}, false
		}
		d.places++
	}
	return d, d.places <= maxDigits
}

// at is the number times 10^places, rounded half away from zero; it fails where
// that is too large.
func (d decimal) at(places int) (int64, bool) {
	if places >= d.places {
		return mul(d.digits, pow10(places-d.places))
	}
	unit := pow10(d.places - places)
	q, r := d.digits/unit, d.digits%unit
	switch {
	case r >= unit-r:
		q++
	case -r >= unit+r:
		q--
	}
	return q, true
}

// times multiplies exactly.
func (d decimal) times(k int64) (decimal, bool) {
	digits, ok := mul(d.digits, k)
	if !ok {
		return decimal{}, false
	}
	return decimal{digits, d.places}.normal()
}

// pow10 is 10^n for 0 ≤ n ≤ 18.
func pow10(n int) int64 {
	p := int64(1)
	for range n {
		p *= 10
	}
	return p
}

// largest keeps sums of many numbers within int64.
const largest = int64(1) << 52

func mul(a, b int64) (int64, bool) {
	if a == 0 || b == 0 {
		return 0, true
	}
	c := a * b
	if c/b != a || c > largest || c < -largest {
		return 0, false
	}
	return c, true
}
