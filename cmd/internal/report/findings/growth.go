package findings

// yearlyGrowth is London's, of 2006–11 (ONS).
const yearlyGrowth = 0.012

// growthYears are those that the report looks ahead.
var growthYears = []int{1, 3, 5, 10}

// Growth is what a growth of all lists breaks.
type Growth struct {
	Years      int
	Share      float64 // by which lists have grown
	Larger     int     // sites that need a larger tier, and have one
	Broken     int     // sites that no tier holds any more
	BrokenOver int64   // patients too many at these
}

func (f *Findings) findGrowth() {
	grown := 1.0
	year := 0
	for _, years := range growthYears {
		for ; year < years; year++ {
			grown *= 1 + yearlyGrowth
		}
		g := Growth{Years: years, Share: grown - 1}
		for i := range f.Sites {
			s := &f.Sites[i]
			then := float64(s.Patients) * grown
			switch {
			case then > float64(s.Largest):
				g.Broken++
				g.BrokenOver += int64(then - float64(s.Largest))
			case then > float64(s.Room):
				g.Larger++
			}
		}
		f.Growth = append(f.Growth, g)
	}
}
