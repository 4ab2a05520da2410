package nhs

import (
	"regexp"
	"strings"
)

// postcode is a postcode in capitals without spaces: Code-Point pads to seven
// characters in one edition and writes one space in another. "" where text
// cannot be one.
func postcode(text string) string {
	code := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z':
			return r - 'a' + 'A'
		case r >= 'A' && r <= 'Z', r >= '0' && r <= '9':
			return r
		}
		return -1
	}, text)
	if !postcodeShape.MatchString(code) {
		return ""
	}
	return code
}

var postcodeShape = regexp.MustCompile(`^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$`)

// sector is a postcode without its last two letters, some 3,000 addresses.
func sector(code string) string { return code[:len(code)-2] }

// spaced is a postcode as people write it.
func spaced(code string) string {
	if len(code) < 5 {
		return code
	}
	return code[:len(code)-3] + " " + code[len(code)-3:]
}
