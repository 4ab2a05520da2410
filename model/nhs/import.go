package nhs

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"polyclinic/model"
)

// Import reads what files hold into the data of an instance, to be validated by
// model.New and written by model.Write. The report is never nil; where Import
// cannot go on the error is a model.Faults that names every reason.
func Import(files []File, o Options) (*model.Data, *Report, error) {
	m := &importer{o: o.withDefaults(), report: &Report{}, byCode: map[string]*practice{}, otherSetting: map[string]string{}}
	err := m.sniffAll(files)
	for _, stage := range []func() error{
		m.choosePractices,
		m.readRegistrations,
		m.chooseLists,
		m.selectCommissioners,
		m.chooseOpen,
		m.choosePlaces,
		m.chooseAreas,
		m.chooseZones,
		m.chooseSites,
	} {
		if err != nil {
			break
		}
		err = stage()
	}
	if err != nil {
		m.reportUnused()
		return nil, m.report, err
	}
	d := m.data()
	m.reportUnused()
	return d, m.report, nil
}

// importer carries what the stages hand on.
type importer struct {
	o      Options
	report *Report
	inputs []input

	date         time.Time // the day the instance is of
	latest       time.Time // latest opening in epraccur
	byCode       map[string]*practice
	otherSetting map[string]string // prescribing setting of those asked for that are no GP practices
	practices    []*practice       // file order; fewer from stage to stage

	registered    *registers        // nil: no such file
	lists         map[string]int64  // the list sizes in use, by practice
	otherPostcode map[string]string // as list files have them, by practice
	placed        *gazetteer        // where postcodes and LSOAs are
	atEnd         []func()          // remarks on the practices that remain

	table      areaTableRows // of area tables; empty: none
	areaLayer  *layer        // boundaries of areas; nil: none
	areaInput  input
	areaScore  int
	zoneLayer  *layer         // boundaries of LSOAs; nil: none
	zoneShape  map[string]int // its polygons by code, made when first asked for
	within     *layer         // the selection asked for; nil: anywhere
	byBoundary bool           // areas are boundaries', not commissioners'

	areas     []model.Area
	zones     []model.Zone
	rows      []model.Registration
	sites     []model.Site
	hospitals []model.Hospital
}

// sniffAll learns what every file is.
func (m *importer) sniffAll(files []File) error {
	var faults model.Faults
	for _, f := range files {
		in, err := sniff(f)
		if err != nil {
			faults = append(faults, model.Fault{File: f.Name, Name: "the file", Value: "cannot be read: " + err.Error(), Maybe: "the download is incomplete"})
			continue
		}
		in.report = m.report
		m.inputs = append(m.inputs, in)
	}
	if faults != nil {
		return faults
	}
	return nil
}

// of is the inputs of a layout, in the order given.
func (m *importer) of(l layout) []input {
	var found []input
	for _, in := range m.inputs {
		if in.layout == l {
			found = append(found, in)
		}
	}
	return found
}

// used notes what a file was used for.
func (m *importer) used(in input, rows int64, use string) {
	m.report.Files = append(m.report.Files, FileUse{Name: in.Name, Layout: in.layout.String(), Use: use, Rows: rows})
}

// reportUnused lists the files that no stage took up.
func (m *importer) reportUnused() {
	used := map[string]bool{}
	for _, f := range m.report.Files {
		used[f.Name] = true
	}
	for _, in := range m.inputs {
		if !used[in.Name] {
			m.used(in, 0, "nothing")
			if in.layout == unknown && delimited(strings.ToLower(in.Name)) {
				m.report.add(Item{Class: Dropped, Reason: "file of unknown layout", Subject: "file " + in.Name})
			}
		}
	}
}

// walk calls row for every record of data of a file and returns how many there
// were; a broken file is a fault with its line.
func (in input) walk(row func(*sheet)) (int64, error) {
	t, err := open(in.File)
	if err != nil {
		return 0, oneFault(in.Name, 0, "the file", "cannot be read: "+err.Error(), "", "")
	}
	defer t.close()
	rows := int64(0)
	for i := 0; ; i++ {
		more, err := t.next()
		if err != nil {
			return rows, oneFault(in.Name, t.line, "the file", "breaks after this line: "+err.Error(), "", "the download is incomplete")
		}
		if !more {
			if t.latin > 0 {
				in.report.add(Item{Class: Guessed, Reason: "fields that are not UTF-8: read as Windows-1252", Subject: "file " + in.Name, Count: int64(t.latin)})
			}
			return rows, nil
		}
		if i < in.skip {
			continue
		}
		rows++
		row(t)
	}
}

// columns is the header by plain heading.
func (in input) columns() map[string]int { return columnsOf(in.head) }

func oneFault(file string, line int, name, value, want, maybe string) error {
	return model.Faults{{File: file, Line: line, Name: name, Value: value, Want: want, Maybe: maybe}}
}

func itoa(n int) string { return strconv.Itoa(n) }

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
