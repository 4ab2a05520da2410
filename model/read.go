package model

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// Read reads an instance folder: instance.yaml, areas.csv, practices.csv and
// sites.csv, and of zones.csv, registrations.csv, tiers.csv, hospitals.csv,
// travel.csv and scenario.yaml what is there. It reports every fault of every
// file at once; the error is a Faults. Codes of care models and kinds of site
// are left to Resolve while nothing else is wrong: an overlay may define them.
func Read(fsys fs.FS, folder string) (*Data, Warnings, error) {
	r := folderReader{d: &Data{}, unread: map[string]bool{}, unreadCells: map[cell]bool{}, faults: &faultList{}, warnings: &faultList{}}
	r.d.Origin = Origin{Folder: folder, Lines: map[string][]int{}}
	if fault := r.open(fsys, folder); fault != nil {
		return nil, nil, Faults{*fault}
	}
	r.readBase()
	r.readInstance()
	r.d.Areas = readTable(&r, areaTable, true)
	r.d.Practices = readTable(&r, practiceTable, true)
	r.d.Zones = readTable(&r, zoneTable, false)
	r.d.Registered = readTable(&r, registrationTable, false)
	r.d.Sites = readTable(&r, siteTable, true)
	r.d.Tiers = readTable(&r, tierTable, false)
	r.d.Hospitals = readTable(&r, hospitalTable, false)
	r.d.Travel = readTable(&r, travelTable, false)
	r.check()
	if !r.faults.empty() {
		return nil, r.warnings.sorted(), Faults(r.faults.sorted())
	}
	return r.d, r.warnings.sorted(), nil
}

type folderReader struct {
	fsys        fs.FS
	d           *Data
	models      []string        // codes of care models, those of scenario.yaml included
	unread      map[string]bool // files of which not every row could be read
	unreadCells map[cell]bool
	faults      *faultList
	warnings    *faultList
}

var requiredFiles = []string{"instance.yaml", "areas.csv", "practices.csv", "sites.csv"}

// open finds the folder and what is in it.
func (r *folderReader) open(fsys fs.FS, folder string) *Fault {
	name := fmt.Sprintf("folder %q", folder)
	want := strings.Join(requiredFiles, ", ")
	entries, err := fs.ReadDir(fsys, folder)
	if errors.Is(err, fs.ErrNotExist) {
		return &Fault{Name: name, Value: "is not there", Want: "a folder with " + want}
	}
	if err != nil {
		return &Fault{Name: name, Value: "cannot be read: " + err.Error(), Want: "a folder with " + want}
	}
	if r.fsys, err = fs.Sub(fsys, folder); err != nil {
		return &Fault{Name: name, Value: "cannot be read: " + err.Error(), Want: "a folder with " + want}
	}
	var files, inside []string
	for _, e := range entries {
		files = append(files, e.Name())
		if _, err := fs.Stat(r.fsys, e.Name()+"/instance.yaml"); e.IsDir() && err == nil {
			inside = append(inside, e.Name())
		}
	}
	isPlan := slices.Contains(files, "plan.json") && !slices.Contains(files, requiredFiles[0]) // tables of plans have names of an instance's
	if !isPlan && slices.ContainsFunc(files, func(f string) bool { return slices.Contains(requiredFiles, f) }) {
		r.warnOfNames(files)
		return nil
	}
	fault := &Fault{Name: name, Value: "is not an instance: it is empty", Want: want}
	if len(files) > 0 {
		fault.Value = "is not an instance: it holds " + listSome(files, 5)
	}
	switch {
	case isPlan:
		fault.Maybe = "it is the folder of a plan"
	case len(inside) > 0:
		fault.Maybe = fmt.Sprintf("%q inside it is meant", inside[0])
	}
	return fault
}

// warnOfNames: a file that is not read but has nearly the name of one that is.
func (r *folderReader) warnOfNames(files []string) {
	for _, f := range files {
		known := func(k string) bool { return !slices.Contains(files, k) }
		missing := slices.DeleteFunc(slices.Clone(folderFiles), func(k string) bool { return !known(k) })
		if maybe := meant(f, missing); maybe != "" && !slices.Contains(folderFiles, f) {
			r.warnings.add("file", Fault{File: f, Name: "the file", Value: "is not read", Want: "a name of an instance folder", Maybe: maybe})
		}
	}
}

func listSome(names []string, n int) string {
	if len(names) <= n {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:n], ", "), len(names)-n)
}

// file is the text of a file, false where it is not there.
func (r *folderReader) file(name string) ([]byte, bool) {
	text, err := fs.ReadFile(r.fsys, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, false
	}
	if err != nil {
		r.unread[name] = true
		r.faults.add("file", Fault{File: name, Name: "the file", Value: "cannot be read: " + err.Error()})
		return nil, false
	}
	return text, true
}

func (r *folderReader) readBase() {
	if text, ok := r.file("scenario.yaml"); ok {
		r.d.Base = Overlay{Source: "scenario.yaml", Text: text}
	}
	s := Defaults()
	r.models = knownModels(&s, parseOverlays([]Overlay{r.d.Base}, &faultList{})) // check reports its faults
}

// check adds what is wrong across files, and with the base scenario.
func (r *folderReader) check() {
	v := newDataCheck(r.d)
	v.unread, v.unreadCells, v.faults, v.warnings = r.unread, r.unreadCells, r.faults, r.warnings
	v.run()
	codes, overlays := r.d, []Overlay(nil)
	if len(r.unread) > 0 || len(r.unreadCells) > 0 { // areas and locks may name what could not be read
		codes, overlays = nil, []Overlay{r.d.Base}
	}
	s, _, warnings, faults := resolve(codes, overlays...)
	r.warnings.merge(warnings)
	r.faults.merge(faults)
	if !r.faults.empty() {
		checkCodes(r.d, &s, r.faults)
	}
}
