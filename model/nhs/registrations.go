package nhs

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// registers is one release of patients by practice and LSOA, as parallel
// slices: a national release has 900,000 rows.
type registers struct {
	name      string // its first file
	date      time.Time
	practices index
	zones     index
	practice  []int32         // [row] of practices
	zone      []int32         // [row] of zones
	patients  []int32         // [row]
	sexes     map[string]bool // those of the rows, where rows are men or women; both files together are all
}

// index numbers codes in the order met.
type index struct {
	number map[string]int32
	codes  []string
}

func (x *index) of(code string) int32 {
	if n, ok := x.number[code]; ok {
		return n
	}
	if x.number == nil {
		x.number = map[string]int32{}
	}
	n := int32(len(x.codes))
	code = strings.Clone(code) // the record's memory goes with it otherwise
	x.number[code] = n
	x.codes = append(x.codes, code)
	return n
}

func (r *registers) add(practice, zone string, patients int64) {
	r.practice = append(r.practice, r.practices.of(practice))
	r.zone = append(r.zone, r.zones.of(zone))
	r.patients = append(r.patients, int32(patients))
}

// totals is patients by practice, whatever their LSOA.
func (r *registers) totals() map[string]int64 {
	sums := make([]int64, len(r.practices.codes))
	for i, p := range r.practice {
		sums[p] += int64(r.patients[i])
	}
	totals := make(map[string]int64, len(sums))
	for p, n := range sums {
		totals[r.practices.codes[p]] = n
	}
	return totals
}

// readRegistrations reads the release nearest to the day of the instance: all
// its files where men and women stand in two.
func (m *importer) readRegistrations() error {
	inputs := append(m.of(registrations), m.of(wideRegistrations)...)
	if len(inputs) == 0 {
		return nil
	}
	for i := range inputs {
		if inputs[i].layout == registrations {
			inputs[i].date = inputs[i].extractDate()
		}
	}
	best := inputs[0].date
	for _, in := range inputs[1:] {
		if apart(in.date, m.date) < apart(best, m.date) {
			best = in.date
		}
	}
	all := &registers{date: best}
	sexes := &registers{date: best, sexes: map[string]bool{}}
	for _, in := range inputs {
		if !in.date.Equal(best) {
			continue
		}
		rows, err := m.readRelease(in, all, sexes)
		if err != nil {
			return err
		}
		m.used(in, rows, "registrations of "+dayOf(best))
	}
	m.registered = all
	if len(all.patients) == 0 {
		m.registered = sexes
		if len(sexes.sexes) == 1 {
			return oneFault(sexes.name, 0, "the file", "counts one sex only", "all patients, or a file of men and one of women", "the other file of the release was not given")
		}
	}
	if len(m.registered.patients) == 0 {
		return oneFault(m.registered.name, 0, "the file", "holds no registrations", "practice, LSOA and a number of patients", "")
	}
	return nil
}

// extractDate is the date in the first record of data, else the file name's.
func (in input) extractDate() time.Time {
	at := find(in.columns(), "extractdate")
	if at < 0 {
		return in.date
	}
	t, err := open(in.File)
	if err != nil {
		return in.date
	}
	defer t.close()
	for range in.skip + 1 {
		if more, err := t.next(); err != nil || !more {
			return in.date
		}
	}
	if date, ok := parseDate(t.at(at)); ok {
		return date
	}
	return in.date
}

// readRelease reads one file into all or, where its rows are of one sex, sexes.
func (m *importer) readRelease(in input, all, sexes *registers) (int64, error) {
	for _, r := range []*registers{all, sexes} {
		if r.name == "" {
			r.name = in.Name
		}
	}
	if in.layout == wideRegistrations {
		return m.readWide(in, all)
	}
	c := in.columns()
	practice, zone := find(c, practiceColumn...), find(c, lsoaColumn...)
	patients, sex := find(c, countColumn...), find(c, "sex", "gender")
	male, female := find(c, maleColumn...), find(c, femaleColumn...)
	unread := 0
	rows, err := in.walk(func(t *sheet) {
		into := all
		if s := t.at(sex); s != "" && !strings.EqualFold(s, "all") {
			into = sexes
			into.sexes[strings.ToUpper(s[:1])] = true
		}
		n, ok := count(t.at(patients))
		if patients < 0 {
			men, okMen := count(t.at(male))
			women, okWomen := count(t.at(female))
			n, ok = men+women, okMen || okWomen
		}
		if code := t.at(practice); ok && code != "" && n > 0 {
			into.add(code, t.at(zone), n)
		} else if !ok || code == "" {
			if unread++; unread <= 100 {
				m.report.add(Item{Class: Dropped, Reason: "registration without a number or a practice", Subject: "row of " + code, File: in.Name, Line: t.line,
					Detail: strings.Join(t.record, ",")})
			}
		}
	})
	if unread > 100 {
		m.report.add(Item{Class: Dropped, Reason: "registration without a number or a practice", Subject: "further rows", File: in.Name, Count: int64(unread - 100)})
	}
	if err == nil && int64(unread)*2 > rows {
		return rows, oneFault(in.Name, 0, "the file", "has no number of patients in "+plural(unread, "row"), "a number in most rows", "its columns are shifted")
	}
	return rows, err
}

// readWide reads the wide layouts: a matrix of practices and LSOAs, either way
// round, or four records a practice (its LSOAs, men, women, all; third column
// says which).
func (m *importer) readWide(in input, into *registers) (int64, error) {
	if kind := find(in.columns(), "nameofformervariable"); kind >= 0 {
		return readBlocks(in, kind, into)
	}
	practicesDown := false
	for _, heading := range in.head {
		practicesDown = practicesDown || lsoaID.MatchString(heading)
	}
	return in.walk(func(t *sheet) {
		rowCode := ""
		for i := range t.record {
			heading := ""
			if i < len(in.head) {
				heading = in.head[i]
			}
			if isZone := lsoaID.MatchString(heading) || heading == unmatchedLSOA; isZone || practiceID.MatchString(heading) {
				n, ok := count(t.at(i))
				switch {
				case !ok || n == 0 || rowCode == "":
				case practicesDown:
					into.add(rowCode, heading, n)
				default:
					into.add(heading, rowCode, n)
				}
			} else if code := t.at(i); rowCode == "" && (practiceID.MatchString(code) || lsoaID.MatchString(code) || code == unmatchedLSOA) {
				rowCode = code
			}
		}
	})
}

func readBlocks(in input, kind int, into *registers) (int64, error) {
	practice := find(in.columns(), practiceColumn...)
	lsoas := map[int]string{}
	owner := ""
	return in.walk(func(t *sheet) {
		code := t.at(practice)
		switch plain(t.at(kind)) {
		case "lsoacode":
			owner = code
			clear(lsoas)
			for i := kind + 1; i < len(t.record); i++ {
				if lsoa := t.at(i); lsoa != "" {
					lsoas[i] = lsoa
				}
			}
		case "allpatients":
			for i := kind + 1; i < len(t.record) && code == owner; i++ {
				if n, ok := count(t.at(i)); ok && n > 0 && lsoas[i] != "" {
					into.add(code, lsoas[i], n)
				}
			}
		}
	})
}

// unmatchedLSOA stands for patients whose address could not be matched.
const unmatchedLSOA = "NO2011"

// spread makes shares of a practice's patients by zone into whole numbers that
// sum to its list: largest remainder, ties to the earlier zone.
func spread(shares []int64, list int64) []int64 {
	total := int64(0)
	for _, s := range shares {
		total += s
	}
	out := make([]int64, len(shares))
	if total == 0 {
		return out
	}
	left := list
	order := make([]int, len(shares))
	for i, s := range shares {
		order[i] = i
		out[i] = s * list / total
		left -= out[i]
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(shares[b]*list%total, shares[a]*list%total)
	})
	for _, i := range order[:left] {
		out[i]++
	}
	return out
}
