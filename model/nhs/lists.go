package nhs

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"time"
)

// listSource is one column of list sizes of one file.
type listSource struct {
	file      string
	column    string
	date      time.Time
	sizes     map[string]int64
	order     []string          // codes in file order
	postcodes map[string]string // where the file has them
}

func (s *listSource) String() string { return s.file + ", " + s.column + ", " + dayOf(s.date) }

// chooseLists gives practices their list sizes: from the source nearest to the
// day of the instance that belongs to its practices, gaps from the next
// nearest.
func (m *importer) chooseLists() error {
	var sources []*listSource
	for _, in := range m.of(patientLists) {
		read, err := m.readLists(in)
		if err != nil {
			return err
		}
		sources = append(sources, read...)
	}
	if m.registered != nil {
		sources = append(sources, &listSource{file: m.registered.name, column: "sum of registrations", date: m.registered.date,
			sizes: m.registered.totals(), order: m.registered.practices.codes})
	}
	if len(sources) == 0 {
		return oneFault("", 0, "the files", "hold no list sizes", "gp-reg-pat-prac-all, gp-reg-pat-prac-lsoa or a table of practice codes and list sizes",
			"the headings of the file are others: code, list_size are understood")
	}
	believed, err := m.judge(sources)
	if err != nil {
		return err
	}
	slices.SortStableFunc(believed, func(a, b *listSource) int {
		return cmp.Compare(apart(a.date, m.date), apart(b.date, m.date))
	})
	m.lists, m.otherPostcode = map[string]int64{}, map[string]string{}
	from := map[string]*listSource{}
	for _, p := range m.practices {
		for _, s := range believed {
			if n := s.sizes[p.code]; n > 0 {
				m.lists[p.code], from[p.code] = n, s
				break
			}
		}
	}
	for _, s := range slices.Backward(believed) {
		maps.Copy(m.otherPostcode, s.postcodes)
	}
	for i, f := range m.report.Files {
		if f.Use == usedLists && !slices.ContainsFunc(believed, func(s *listSource) bool { return s.file == f.Name }) {
			m.report.Files[i].Use = "set aside"
		}
	}
	m.report.sum("List sizes: %s.", believed[0])
	if years := apart(believed[0].date, m.date).Hours() / 24 / 365.25; years > 1 {
		m.report.add(Item{Class: Doubtful, Reason: "list sizes of another year than the practices", Subject: "file " + believed[0].file,
			Detail: fmt.Sprintf("lists of %s, practices of %s", dayOf(believed[0].date), dayOf(m.date))})
	}
	m.atEnd = append(m.atEnd, func() { m.reportFilled(believed, from) })
	return nil
}

const usedLists = "list sizes"

// readLists reads every column of list sizes of a file.
func (m *importer) readLists(in input) ([]*listSource, error) {
	c := in.columns()
	code, pc := find(c, practiceColumn...), find(c, "postcode", "pcds")
	sex, age, kind, extract := find(c, "sex"), find(c, "age"), find(c, "type"), find(c, "extractdate")
	var sources []*listSource
	var at []int
	if i := find(c, listColumn...); i >= 0 {
		sources = append(sources, &listSource{file: in.Name, column: in.head[i], date: in.date})
		at = append(at, i)
	} else {
		for _, key := range sortedKeys(c) {
			if patientsByYear.MatchString(key) {
				date, _ := dateInName(in.head[c[key]])
				sources = append(sources, &listSource{file: in.Name, column: in.head[c[key]], date: date})
				at = append(at, c[key])
			}
		}
	}
	for _, s := range sources {
		s.sizes, s.postcodes = map[string]int64{}, map[string]string{}
	}
	rows, err := in.walk(func(t *sheet) {
		isAll := func(i int) bool { return i < 0 || t.at(i) == "" || strings.EqualFold(t.at(i), "all") }
		if !isAll(sex) || !isAll(age) || kind >= 0 && t.at(kind) != "" && !strings.EqualFold(t.at(kind), "gp") {
			return
		}
		practice := strings.Clone(t.at(code))
		for k, s := range sources {
			n, ok := count(t.at(at[k]))
			if !ok {
				m.report.add(Item{Class: Dropped, Reason: "list without a number", Subject: "practice " + practice,
					Detail: fmt.Sprintf("%s is %q", s.column, t.at(at[k])), File: in.Name, Line: t.line})
				continue
			}
			if _, twice := s.sizes[practice]; twice {
				m.report.add(Item{Class: Doubtful, Reason: "list that stands twice: the first row counts", Subject: "practice " + practice, File: in.Name, Line: t.line})
				continue
			}
			s.sizes[practice] = n
			s.order = append(s.order, practice)
			if p := postcode(t.at(pc)); p != "" {
				s.postcodes[practice] = p
			}
			if date, ok := parseDate(t.at(extract)); ok {
				s.date = date
			}
		}
	})
	if err != nil {
		return nil, err
	}
	m.used(in, rows, usedLists)
	return sources, nil
}

// smallList is where a list begins to look like a practice that is opening,
// closing or special; largeList is the most that any default tier holds.
const (
	smallList   = 1_000
	largeList   = 70_000
	longestList = 100_000 // no instance may hold more: one digital practice in England does
)

// dropEmpty drops practices without patients worth a place in a plan.
func (m *importer) dropEmpty() {
	var kept []*practice
	for _, p := range m.practices {
		p.list = m.lists[p.code]
		item := Item{Class: Dropped, Subject: p.subject(), File: p.file, Line: p.line, Patients: p.list, Detail: p.name}
		switch {
		case p.list == 0:
			item.Reason = "no list size in any source"
		case p.list < m.o.MinList:
			item.Reason = fmt.Sprintf("list of fewer than %d", m.o.MinList)
			item.Detail = fmt.Sprintf("%d, %s", p.list, p.name)
		case p.list > longestList:
			item.Reason = fmt.Sprintf("list of more than %d: a digital practice or another figure", longestList)
			item.Detail = fmt.Sprintf("%d, %s", p.list, p.name)
		default:
			kept = append(kept, p)
			continue
		}
		m.report.add(item)
	}
	m.practices = kept
}

// reportFilled names the practices of the instance whose list is odd, or does
// not come from the first source.
func (m *importer) reportFilled(sources []*listSource, from map[string]*listSource) {
	for _, p := range m.practices {
		s := from[p.code]
		item := Item{Subject: p.subject(), File: s.file, Patients: p.list}
		if s != sources[0] {
			item.Class, item.Reason, item.Detail = Guessed, "list of another date or file: the first has none", s.column
			m.report.add(item)
		}
		item.Class = Doubtful
		item.Detail = fmt.Sprintf("%d, %s", p.list, p.name)
		if p.list < smallList {
			item.Reason = fmt.Sprintf("list of fewer than %d: opening, closing or special", smallList)
			m.report.add(item)
		}
		if p.list > largeList {
			item.Reason = fmt.Sprintf("list of more than %d: no default site holds it", largeList)
			m.report.add(item)
		}
		for _, other := range sources {
			n := other.sizes[p.code]
			if other.file == s.file || n == 0 || math.Abs(math.Log(float64(p.list)/float64(n))) < math.Log(4) {
				continue
			}
			item.Reason = "list that is four times, or a quarter of, another source's"
			item.Detail = fmt.Sprintf("%d here, %d in %s", p.list, n, other)
			m.report.add(item)
			break
		}
		if here := sources[0].postcodes[p.code]; here != "" && p.postcode != "" && here != p.postcode {
			m.report.add(Item{Class: Doubtful, Reason: "another postcode in the list file: epraccur's is used", Subject: p.subject(), File: sources[0].file,
				Detail: spaced(p.postcode) + " in epraccur, " + spaced(here) + " there"})
		}
	}
}
