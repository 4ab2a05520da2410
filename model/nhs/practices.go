package nhs

import (
	"slices"
	"strings"
	"time"

	"polyclinic/model"
)

// practice is a practice on its way into the instance.
type practice struct {
	code, name   string
	postcode     string // "" where epraccur has none that can be one
	commissioner string
	opened       time.Time // zero: always
	closed       time.Time // zero: not
	status       string    // A active, C closed, D dormant, P proposed
	file         string
	line         int

	lat, lon float64
	area     string
	list     int64
}

func (p *practice) subject() string { return "practice " + p.code }

const epraccurFields = 27

// choosePractices reads the edition of epraccur nearest to the day asked for,
// the latest where none is.
func (m *importer) choosePractices() error {
	editions := m.of(epraccur)
	if len(editions) == 0 {
		return oneFault("", 0, "the files", "hold no list of practices", "ODS epraccur: 27 quoted fields a line, no header",
			"a copy with other columns was given")
	}
	best := editions[0]
	for _, e := range editions[1:] {
		if m.o.OpenAt.IsZero() && e.date.After(best.date) || !m.o.OpenAt.IsZero() && apart(e.date, m.o.OpenAt) < apart(best.date, m.o.OpenAt) {
			best = e
		}
	}
	if err := m.readPractices(best); err != nil {
		return err
	}
	m.date = m.o.OpenAt
	if m.date.IsZero() {
		m.date = best.date
	}
	if m.date.IsZero() {
		m.date = m.latest
	}
	if m.date.IsZero() {
		m.report.add(Item{Class: Doubtful, Reason: "day of the instance: no file and no opening states one, so every practice counts as open", Subject: "file " + best.Name})
	} else if m.date.Equal(m.latest) && m.o.OpenAt.IsZero() && best.date.IsZero() {
		m.report.add(Item{Class: Guessed, Reason: "day of the instance: the latest opening in epraccur", Subject: "file " + best.Name,
			Detail: m.date.Format(time.DateOnly)})
	}
	return nil
}

// readPractices keeps the rows of an epraccur edition that are GP practices, in
// file order; who is open is decided when the lists are known.
func (m *importer) readPractices(in input) error {
	var malformed model.Faults
	rows, err := in.walk(func(t *sheet) {
		if n := len(t.record); n != epraccurFields {
			malformed = append(malformed, model.Fault{File: in.Name, Line: t.line, Name: "the row", Value: "has " + plural(n, "field"), Want: "27",
				Maybe: "a comma stands unquoted in a name"})
			m.report.add(Item{Class: Dropped, Reason: "row that has not 27 fields", Subject: "row of " + t.at(0), File: in.Name, Line: t.line})
			return
		}
		p := &practice{
			code: t.at(0), name: t.at(1), postcode: postcode(t.at(9)), status: strings.ToUpper(t.at(12)),
			commissioner: t.at(14), file: in.Name, line: t.line,
		}
		if p.commissioner == "" {
			p.commissioner = t.at(23) // also the last purchaser of a closed practice
		}
		if opened, ok := parseDate(t.at(10)); ok && opened.Year() > 1974 { // 19740401 means always
			p.opened = opened
		}
		p.closed, _ = parseDate(t.at(11))
		if p.opened.After(m.latest) {
			m.latest = p.opened
		}
		if setting := t.at(25); !slices.Contains(m.o.Settings, setting) {
			m.report.add(Item{Class: Dropped, Reason: "no GP practice: another prescribing setting", Subject: p.subject(), File: in.Name, Line: t.line,
				Detail: "setting " + setting + ", " + p.name})
			if slices.Contains(m.o.Practices, p.code) {
				m.otherSetting[p.code] = setting
			}
			return
		}
		if first, ok := m.byCode[p.code]; ok {
			m.report.add(Item{Class: Dropped, Reason: "code that stands twice: the first row counts", Subject: p.subject(), File: in.Name, Line: t.line,
				Detail: "first on line " + itoa(first.line)})
			return
		}
		m.byCode[p.code] = p
		m.practices = append(m.practices, p)
	})
	if err != nil {
		return err
	}
	m.used(in, rows, "practices")
	if int64(len(malformed))*20 > rows {
		return malformed[:min(len(malformed), 20)]
	}
	if len(m.practices) == 0 {
		return oneFault(in.Name, 0, "the file", "holds no practice of prescribing setting "+strings.Join(m.o.Settings, ", "), "GP practices, setting 4",
			"it is an edition of another ODS file")
	}
	return nil
}

// chooseOpen drops practices that are not open on the day of the instance and
// those that were not asked for, have no patients or too few.
func (m *importer) chooseOpen() error {
	var kept []*practice
	for _, p := range m.practices {
		item := Item{Class: Dropped, Subject: p.subject(), File: p.file, Line: p.line, Detail: p.name, Patients: m.lists[p.code]}
		unfinished := p.closed.IsZero()
		switch {
		case m.o.Practices != nil && !slices.Contains(m.o.Practices, p.code):
			item.Reason = "not among the practices asked for"
		case p.status == "P":
			item.Reason = "proposed, not open yet"
		case p.opened.After(m.date):
			item.Reason, item.Detail = "opened later", p.opened.Format(time.DateOnly)+", "+p.name
		case !unfinished && !p.closed.After(m.date):
			item.Reason, item.Detail = "closed", p.closed.Format(time.DateOnly)+", "+p.name
		case unfinished && p.status == "C":
			item.Reason = "closed, the day is not stated"
		case unfinished && p.status == "D" && item.Patients > 0 && m.o.KeepDormant:
			item.Class, item.Reason = Doubtful, "dormant but with a list: kept, as asked"
			kept = append(kept, p)
		case unfinished && p.status == "D" && item.Patients > 0:
			item.Reason = "dormant, though it has a list"
		case unfinished && p.status == "D":
			item.Reason = "dormant"
		default:
			kept = append(kept, p)
			continue
		}
		m.report.add(item)
	}
	m.practices = kept
	m.dropEmpty()
	if len(m.practices) == 0 {
		return oneFault("", 0, "the files", "leave no practice that is open on "+m.date.Format(time.DateOnly)+" and has a list", "at least one",
			"epraccur and the lists are of different years")
	}
	return nil
}
