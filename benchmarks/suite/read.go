package suite

import (
	"fmt"
	"path/filepath"
	"strings"

	"polyclinic/solver/facility"
)

// Request says which problem to read.
type Request struct {
	Family string // "": guessed from folder, name and content
	Path   string
	P      int      // sites to open; 0: the file's
	Index  int      // which problem of a file of several, from 1; 0: the first
	Embed  string   // "", "triplicate" or "dominated"
	Area   string   // of the family planning, which is solved alone; "": all
	Set    []string // scenario settings, for the family planning only
}

// Instance is a problem with what is needed to speak of it in its own units.
type Instance struct {
	Name    string // folder-less file name, with #index and p where they matter
	Family  string
	Scale   int64 // objective in the file's units = Cost / Scale
	Problem *facility.Problem

	// Uncontrollable is the part of a solution's cost that is much the same in
	// every solution; gaps leave it out. nil: none.
	Uncontrollable func(facility.Solution) int64
}

// Read reads the problem. Its error holds every fault found, with file and line.
func Read(r Request) (*Instance, error) {
	if r.Family == Planning || r.Family == "" && isPlanning(r.Path) {
		return readPlanning(r)
	}
	if len(r.Set) > 0 || r.Area != "" {
		return nil, fmt.Errorf("area and settings are for the family %s, not %q", Planning, r.Family)
	}
	e, err := embeddingByName(r.Embed)
	if err != nil {
		return nil, err
	}
	t, err := openText(r.Path)
	if err != nil {
		return nil, err
	}
	if r.Family == "" {
		if r.Family, err = detect(r.Path, t); err != nil {
			return nil, err
		}
	}
	f, err := familyByName(r.Family)
	if err != nil {
		return nil, err
	}
	if err := f.accepts(&r); err != nil {
		return nil, err
	}
	l := f.read(t, r)
	if err := t.err(); err != nil {
		return nil, err
	}
	l.name = name(r, f, e)
	return &Instance{Name: l.name, Family: f.name, Scale: pow10(l.places), Problem: l.problem(e)}, nil
}

// accepts completes the request and rejects what the family does not have.
func (f family) accepts(r *Request) error {
	switch {
	case r.P != 0 && f.p == noP:
		return fmt.Errorf("p is %d, but family %s has no number of sites to open", r.P, f.name)
	case r.P < 0 || r.P == 0 && f.p == pWanted:
		return fmt.Errorf("p is %d, want the number of sites to open: family %s does not have it in its files", r.P, f.name)
	case r.Index < 0 || r.Index > 1 && !f.several:
		return fmt.Errorf("index is %d, but a file of family %s holds one problem", r.Index, f.name)
	}
	r.Index = max(r.Index, 1)
	return nil
}

// name is the file's, and what else chose the problem.
func name(r Request, f family, e embedding) string {
	name := strings.TrimSuffix(filepath.Base(r.Path), ".txt")
	if f.several {
		name += fmt.Sprintf("#%d", r.Index)
	}
	if r.P > 0 {
		name += fmt.Sprintf(" p=%d", r.P)
	}
	if e.name != "" {
		name += " " + e.name
	}
	return name
}
