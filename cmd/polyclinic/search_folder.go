package main

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"polyclinic/cmd/internal/report"
	"polyclinic/model"
	"polyclinic/model/answers"
	"polyclinic/solver"
)

const searchFile = "search.json"

// searchFolder keeps searches: each has a folder with the files of a plan's and
// search.json, which says what is proven. A folder appears by one rename, so it is
// there whole.
type searchFolder struct {
	dir    string
	asked  any // what the searches are made for: the folder is the question's from the first search on
	flags  *solveFlags
	places func(name string) []string                // folders below dir where a search may be kept
	choose func(name string, k *answers.Kept) string // the one of them for this search
	// under is what the plan of a search is written under, and what is proven of the
	// plans there; nil: nothing.
	under func(in *model.Instance, k *answers.Kept) (*model.Instance, *model.Pence)

	kept  map[string]string // folder of every search that is there whole
	found int               // of them before this run
}

// keptSearch is search.json. Sums are as the search counts them: pence a year,
// times the weights where several cases are added up.
type keptSearch struct {
	Name     string `json:"name"`
	Solution string `json:"solution"`
	Stop     string `json:"stop"`
	Cost     *int64 `json:"cost"`
	Bound    *int64 `json:"bound"`
	Work     int64  `json:"work"`
}

// Find reads a search that is there whole.
func (f *searchFolder) Find(name string, in *model.Instance) (*answers.Kept, error) {
	for _, place := range f.places(name) {
		dir := filepath.Join(f.dir, place)
		text, err := os.ReadFile(filepath.Join(dir, searchFile))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		var s keptSearch
		if err := json.Unmarshal(text, &s); err != nil {
			return nil, usage("%s: %v. %s", filepath.Join(dir, searchFile), err, searchAgain)
		}
		if s.Name == name {
			f.found++
			f.keeps(name, place)
			return s.read(dir, in)
		}
	}
	return nil, nil
}

// searchAgain is what to do about files that were changed.
const searchAgain = "Maybe a file was changed; remove the folder and it is searched again."

// read is the search with its plan.
func (s *keptSearch) read(dir string, in *model.Instance) (*answers.Kept, error) {
	k := &answers.Kept{Status: solver.Status(s.Solution), Stop: solver.Stop(s.Stop), Work: s.Work}
	if s.Bound != nil {
		k.Bound, k.HasBound = *s.Bound, true
	}
	if s.Cost == nil {
		return k, nil
	}
	k.Cost = *s.Cost
	d, _, err := openPlan(dir)
	if err != nil {
		return nil, err
	}
	plan, faults := d.Plan(in)
	if len(faults) > 0 {
		return nil, faults
	}
	k.Plan = plan
	return k, nil
}

// Save writes a search whole: in a scratch folder, which is renamed.
func (f *searchFolder) Save(name string, in *model.Instance, k *answers.Kept) error {
	s := keptSearch{Name: name, Solution: string(k.Status), Stop: string(k.Stop), Work: k.Work}
	if k.HasBound {
		s.Bound = &k.Bound
	}
	var files []newFile
	if k.Plan != nil {
		s.Cost = &k.Cost
		files = f.planFiles(in, k)
	}
	files = append(files, newFile{searchFile, func(w io.Writer) error { return encodeJSON(w, s) }})
	if err := claimFolder(f.dir, f.asked); err != nil {
		return err
	}
	place := f.choose(name, k)
	if err := writeNewFolder(filepath.Join(f.dir, place), files); err != nil {
		return err
	}
	f.keeps(name, place)
	return nil
}

func (f *searchFolder) keeps(name, place string) {
	if f.kept == nil {
		f.kept = map[string]string{}
	}
	f.kept[name] = place
}

// planFiles are those of the plan of a search.
func (f *searchFolder) planFiles(in *model.Instance, k *answers.Kept) []newFile {
	in, bound := f.under(in, k)
	p := k.Plan.Clone()
	p.Settle(in)
	if bound != nil && *bound > model.Cost(in, p).Objective {
		bound = nil // the file that says so is wrong
	}
	return planFiles(in, plainDocument(in, p, k.Stop, bound, f.flags, k.Work), nil)
}

// again says how many searches were not made in this run, and how to go on where
// one was interrupted; "" where neither is so.
func (f *searchFolder) again(interrupted bool) string {
	text := ""
	if f.found > 0 {
		text = report.Plural(f.found, "search was", "searches were") + " already there."
	}
	if interrupted {
		text += " Interrupted before the end: run the same command again to go on."
	}
	return strings.TrimSpace(text)
}

// changed says what to do where a search that was kept is not what was found.
func (f *searchFolder) changed(err error) error {
	var changed *answers.ChangedSearch
	if errors.As(err, &changed) {
		return usage("%s: %v. %s", f.dir, changed, searchAgain)
	}
	return err
}
