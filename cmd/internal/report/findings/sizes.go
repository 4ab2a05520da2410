package findings

import "polyclinic/model"

// sizeEnds are the upper ends of the classes of list sizes.
var sizeEnds = []model.Patients{2_000, 4_000, 6_000, 8_000, 10_000, 15_000, 20_000, 30_000}

// SizeClass is how many practices have a list of a size, today and under the
// plan; those that merge at one site then count as one. To is 0 in the last
// class.
type SizeClass struct {
	From, To                      model.Patients // more than From, up to To
	PracticesBefore, Practices    int
	PatientsBefore, PatientsAfter model.Patients
}

func (f *Findings) findSizes() {
	from := model.Patients(0)
	for _, to := range append(append([]model.Patients(nil), sizeEnds...), 0) {
		f.Sizes = append(f.Sizes, SizeClass{From: from, To: to})
		from = to
	}
	merged := make([]model.Patients, len(f.Sites))
	after := func(list model.Patients) {
		c := f.sizeClass(list)
		c.Practices++
		c.PatientsAfter += list
	}
	for i := range f.Practices {
		p := &f.Practices[i]
		c := f.sizeClass(p.List)
		c.PracticesBefore++
		c.PatientsBefore += p.List
		if p.OneList {
			merged[p.OpenSite] += p.List
		} else {
			after(p.List)
		}
	}
	for s := range merged {
		if merged[s] > 0 {
			after(merged[s])
		}
	}
}

func (f *Findings) sizeClass(list model.Patients) *SizeClass {
	for i := range f.Sizes {
		if c := &f.Sizes[i]; c.To == 0 || list <= c.To {
			return c
		}
	}
	panic("findings: the last class of sizes has an end")
}
