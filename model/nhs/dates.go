package nhs

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Spellings of dates met in NHS files; the extract dates of the patient lists
// alone have four.
var dateLayouts = []string{
	"20060102", "2006-01-02", "02/01/2006", "2/1/2006", "02Jan2006", "2Jan2006", "02-Jan-06", "02-Jan-2006", "02 January 2006", "200601",
}

// parseDate reads a date in any of the known spellings, whatever its case.
func parseDate(text string) (time.Time, bool) {
	text = strings.TrimSpace(text)
	if len(text) < 6 {
		return time.Time{}, false
	}
	for _, layout := range dateLayouts {
		if t, err := time.Parse(layout, titleMonth(text)); err == nil && t.Year() >= 1900 {
			return t, true
		}
	}
	return time.Time{}, false
}

// titleMonth turns 01JAN2021 into 01Jan2021, as time.Parse wants it.
func titleMonth(text string) string {
	letters := false
	out := []byte(text)
	for i, c := range out {
		isLetter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
		switch {
		case isLetter && letters:
			out[i] = c | 0x20
		case isLetter:
			out[i] = c &^ 0x20
		}
		letters = isLetter
	}
	return string(out)
}

var (
	dayInName    = regexp.MustCompile(`(19|20)\d\d[-_]?(0[1-9]|1[0-2])[-_]?(0[1-9]|[12]\d|3[01])`)
	monthInName  = regexp.MustCompile(`(19|20)\d\d[-_]?(0[1-9]|1[0-2])(\D|$)`)
	wordInName   = regexp.MustCompile(`(?i)(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[-_ ]?((?:19|20)?\d\d)(\D|$)`)
	yearsInName  = regexp.MustCompile(`((?:19|20)\d\d)\D?(\d\d)(\D|$)`)
	yearInName   = regexp.MustCompile(`(19|20)\d\d`)
	firstOfMonth = map[string]time.Month{"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12}
)

// dateInName finds an edition date in a file's name or a column's heading:
// 2015-11-27, 2021-01, apr-19, a year; a financial year (2014_15) stands for
// its 1 January, when QOF counts lists.
func dateInName(name string) (time.Time, bool) {
	if s := dayInName.FindString(name); s != "" {
		s = strings.NewReplacer("-", "", "_", "").Replace(s)
		if t, err := time.Parse("20060102", s); err == nil {
			return t, true
		}
	}
	if m := yearsInName.FindStringSubmatch(name); m != nil {
		first, _ := strconv.Atoi(m[1])
		second, _ := strconv.Atoi(m[2])
		if (first+1)%100 == second && second > 12 {
			return time.Date(first+1, 1, 1, 0, 0, 0, 0, time.UTC), true
		}
	}
	if s := monthInName.FindString(name); s != "" {
		digits := strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' {
				return r
			}
			return -1
		}, s)
		if t, err := time.Parse("200601", digits); err == nil {
			return t, true
		}
	}
	if m := wordInName.FindStringSubmatch(name); m != nil {
		year, _ := strconv.Atoi(m[2])
		if year < 100 {
			year += 2000
		}
		return time.Date(year, firstOfMonth[strings.ToLower(m[1])], 1, 0, 0, 0, 0, time.UTC), true
	}
	if s := yearInName.FindString(name); s != "" {
		year, _ := strconv.Atoi(s)
		return time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC), true
	}
	return time.Time{}, false
}

// apart is the time between two dates; an unknown date is far from any.
func apart(a, b time.Time) time.Duration {
	if a.IsZero() || b.IsZero() {
		return 1<<63 - 1
	}
	return a.Sub(b).Abs()
}

// dayOf is a date as people read it.
func dayOf(date time.Time) string {
	if date.IsZero() {
		return "unknown date"
	}
	return date.Format(time.DateOnly)
}
