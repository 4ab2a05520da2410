package nhs

import (
	"fmt"
	"slices"
	"strings"

	"polyclinic/model"
)

// Whether list sizes belong to their practices. Measured on England: two right
// files agree by rank at 0.99 a year apart and 0.92 six years apart, and every
// run of 60 practices by code at 0.7 or more; a published file whose columns
// were joined to the wrong rows agrees at 0.00, with no run above 0.3.
const (
	agreeing    = 0.6 // rank correlation of two sources that describe the same practices
	runAgreeing = 0.4 // the same of a run of practices
	runLength   = 60  // practices
	comparable  = 30  // practices in common, at least, for a verdict
)

const usual = "; right files agree at 0.9 or more"

// verdict is what the other files say of one file's list sizes. Columns of one
// file do not support each other: they were joined together.
type verdict struct {
	source   *listSource // the file's column nearest in time
	agrees   *listSource // a source of another file that agrees best; nil: none does
	against  *listSource // one that does not, where none agrees; nil: none to compare with
	evidence string      // about against
	names    nameTest
}

// judge returns the sources whose lists belong to their practices. A file that
// no other supports, while others support each other, is set aside with an
// alarm; where nothing supports anything the names of the practices decide, and
// failing that it is an error. Options.Lists overrules all of it.
func (m *importer) judge(sources []*listSource) ([]*listSource, error) {
	verdicts := m.verdicts(sources)
	for _, v := range verdicts {
		m.alarmPostcodes(v.source)
		if v.agrees != nil {
			m.alarmRuns(v)
		}
	}
	if m.o.Lists != "" {
		return m.asked(verdicts, sources)
	}
	supported := slices.ContainsFunc(verdicts, func(v verdict) bool { return v.agrees != nil })
	named := namesDecide(verdicts)
	bad := map[string]bool{}
	var undecided model.Faults
	for _, v := range verdicts {
		switch {
		case v.agrees != nil:
		case v.against == nil:
			m.alarmNames(v)
		case supported || named && v.names.fails():
			bad[v.source.file] = true
			m.report.add(Item{Class: Alarm, Reason: "list sizes that do not belong to their practices: file set aside", Subject: "file " + v.source.file,
				Count: int64(len(v.source.sizes)), Detail: v.evidence + usual + v.names.remark()})
		case named:
		default:
			undecided = append(undecided, model.Fault{File: v.source.file, Name: "column " + v.source.column,
				Value: "does not belong to the same practices as " + v.against.file + ": " + v.evidence,
				Want:  "two files that agree, or the right one named", Maybe: "the rows of one were shifted when its columns were joined"})
		}
	}
	if undecided != nil {
		return nil, undecided
	}
	return slices.DeleteFunc(slices.Clone(sources), func(s *listSource) bool { return bad[s.file] }), nil
}

// namesDecide says whether, of files that contradict each other, the names of
// practices speak for one and against all others.
func namesDecide(verdicts []verdict) bool {
	speaksFor, silent := 0, 0
	for _, v := range verdicts {
		switch {
		case v.against == nil:
		case v.names.passes():
			speaksFor++
		case !v.names.fails():
			silent++
		}
	}
	return speaksFor == 1 && silent == 0
}

// asked is the sources of the file that the planner named, with an alarm where
// it does not deserve it.
func (m *importer) asked(verdicts []verdict, sources []*listSource) ([]*listSource, error) {
	var believed []*listSource
	for _, s := range sources {
		if strings.Contains(s.file, m.o.Lists) {
			believed = append(believed, s)
		}
	}
	if believed == nil {
		return nil, oneFault("", 0, "the file of lists", fmt.Sprintf("%q is not there", m.o.Lists), "a part of the name of a file with list sizes", "")
	}
	for _, v := range verdicts {
		switch {
		case v.source.file != believed[0].file:
		case v.against != nil:
			m.report.add(Item{Class: Alarm, Reason: "list sizes that do not belong to their practices: used, as asked", Subject: "file " + v.source.file,
				Count: int64(len(v.source.sizes)), Detail: v.evidence + usual + v.names.remark()})
		case v.agrees == nil:
			m.alarmNames(v)
		}
	}
	return believed, nil
}

// verdicts compares every file with every other one, at their columns nearest
// to the day of the instance.
func (m *importer) verdicts(sources []*listSource) []verdict {
	var verdicts []verdict
	for _, s := range sources {
		at := slices.IndexFunc(verdicts, func(v verdict) bool { return v.source.file == s.file })
		switch {
		case at < 0:
			verdicts = append(verdicts, verdict{source: s})
		case apart(s.date, m.date) < apart(verdicts[at].source.date, m.date):
			verdicts[at].source = s
		}
	}
	for i := range verdicts {
		v := &verdicts[i]
		v.names = m.testNames(v.source)
		best := -1.0
		for j := range verdicts {
			c := compare(v.source, verdicts[j].source)
			if i == j || c.n < comparable || c.rank <= best {
				continue
			}
			best = c.rank
			if c.rank >= agreeing {
				v.agrees, v.against = verdicts[j].source, nil
			} else {
				v.against, v.evidence = verdicts[j].source, c.String()+shifted(v.source, verdicts[j].source)
			}
		}
	}
	return verdicts
}

func (m *importer) alarmNames(v verdict) {
	if v.names.fails() {
		m.report.add(Item{Class: Alarm, Reason: "list sizes that may not belong to their practices: give a second file of lists", Subject: "file " + v.source.file,
			Count: int64(len(v.source.sizes)), Detail: v.names.String()})
	}
}

// alarmRuns looks for stretches of practices, by code, whose figures are others'
// though the file as a whole agrees: a row lost half-way shifts the rest.
func (m *importer) alarmRuns(v verdict) {
	codes := common(v.source, v.agrees)
	from, to := -1, -1
	tell := func() {
		if from < 0 {
			return
		}
		m.report.add(Item{Class: Alarm, Reason: "run of list sizes that do not belong to their practices", Subject: "file " + v.source.file, Count: int64(to - from),
			Detail: fmt.Sprintf("%s to %s: rank correlation with %s below %.1f", codes[from], codes[to-1], v.agrees, runAgreeing)})
		from = -1
	}
	for at := 0; at+runLength <= len(codes); at += runLength / 4 {
		if c := compareOn(v.source, v.agrees, codes[at:at+runLength]); c.rank >= runAgreeing {
			continue
		}
		if from >= 0 && at > to {
			tell()
		}
		if from < 0 {
			from = at
		}
		to = at + runLength
	}
	tell()
}

// alarmPostcodes compares the postcodes that stand beside the lists with
// epraccur's: one in fifty differs where practices moved, most where the
// columns were joined to the wrong rows.
func (m *importer) alarmPostcodes(s *listSource) {
	differ, both := 0, 0
	for _, p := range m.practices {
		if here := s.postcodes[p.code]; here != "" && p.postcode != "" {
			both++
			if here != p.postcode {
				differ++
			}
		}
	}
	if both >= comparable && differ*5 > both {
		m.report.add(Item{Class: Alarm, Reason: "postcodes in a list file that are not their practices'", Subject: "file " + s.file,
			Detail: fmt.Sprintf("%d of %d differ from epraccur", differ, both), Count: int64(differ)})
	}
}
