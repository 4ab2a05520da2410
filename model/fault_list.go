package model

import (
	"fmt"
	"slices"
	"strings"
)

// faultsShown is how many faults of one class in one file are spelt out; the
// rest are counted.
const faultsShown = 10

// faultList gathers faults. A class, such as "list size", is what a thousand
// rows may get wrong in the same way.
type faultList struct {
	faults  []Fault
	classes []string
	counts  map[[2]string]int // by file and class
}

func (l *faultList) add(class string, f Fault) {
	l.addLazy(class, f.File, func() Fault { return f })
}

// addLazy adds a fault of file that is worked out only if it is to be shown.
func (l *faultList) addLazy(class, file string, f func() Fault) {
	if l.counts == nil {
		l.counts = map[[2]string]int{}
	}
	key := [2]string{file, class}
	l.counts[key]++
	if l.counts[key] <= faultsShown {
		l.faults = append(l.faults, f())
		l.classes = append(l.classes, class)
	}
}

// merge adds the faults of m, counted as they are there.
func (l *faultList) merge(m *faultList) {
	if l.counts == nil {
		l.counts = map[[2]string]int{}
	}
	for i, f := range m.faults {
		key := [2]string{f.File, m.classes[i]}
		l.faults, l.classes = append(l.faults, f), append(l.classes, m.classes[i])
		l.counts[key] = m.counts[key]
	}
}

func (l *faultList) empty() bool { return len(l.faults) == 0 }

// sorted is the faults by file, in the order of the instance folder, and line,
// each class closed by the number of faults left out.
func (l *faultList) sorted() []Fault {
	order := make([]int, len(l.faults))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		fa, fb := l.faults[a], l.faults[b]
		if c := fileRank(fa.File) - fileRank(fb.File); c != 0 {
			return c
		}
		if c := strings.Compare(fa.File, fb.File); c != 0 {
			return c
		}
		return fa.Line - fb.Line
	})
	var out []Fault
	shown := map[[2]string]int{}
	for _, i := range order {
		f := l.faults[i]
		out = append(out, f)
		key := [2]string{f.File, l.classes[i]}
		shown[key]++
		if more := l.counts[key] - faultsShown; more > 0 && shown[key] == faultsShown {
			out = append(out, Fault{File: f.File, Name: fmt.Sprintf("%d more", more), Value: "of the same kind: " + l.classes[i]})
		}
	}
	return out
}

// folderFiles are the files of an instance folder in the order they are read.
var folderFiles = []string{"instance.yaml", "areas.csv", "practices.csv", "zones.csv", "registrations.csv", "sites.csv",
	"tiers.csv", "hospitals.csv", "travel.csv", "scenario.yaml"}

func fileRank(file string) int {
	if i := slices.Index(folderFiles, file); i >= 0 {
		return i
	}
	return len(folderFiles)
}
