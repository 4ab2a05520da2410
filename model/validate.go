package model

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Validate finds everything wrong with d that does not depend on a scenario;
// Resolve checks the codes of care models and kinds of site. The error is a
// Faults.
func (d *Data) Validate() (Warnings, error) {
	v := newDataCheck(d)
	v.run()
	return v.warnings.sorted(), Faults(v.faults.sorted()).orNil()
}

// dataCheck finds what is wrong with a Data. Cells that could not be read are
// not checked again, and codes of a file of which not every row could be read
// are taken as known.
type dataCheck struct {
	d           *Data
	unread      map[string]bool // files
	unreadCells map[cell]bool
	faults      *faultList
	warnings    *faultList

	areas, practices, zones, sites, hospitals map[string]int // index by code
}

// cell is one cell of a file: the index of its row, and its column.
type cell struct {
	file   string
	index  int
	column string
}

func newDataCheck(d *Data) *dataCheck {
	return &dataCheck{d: d, unread: map[string]bool{}, faults: &faultList{}, warnings: &faultList{}}
}

func (v *dataCheck) run() {
	v.areas = codesOf(v, "areas.csv", "area", v.d.Areas, func(a Area) string { return a.Code })
	v.practices = codesOf(v, "practices.csv", "practice", v.d.Practices, func(p Practice) string { return p.Code })
	v.zones = codesOf(v, "zones.csv", "zone", v.d.Zones, func(z Zone) string { return z.Code })
	v.sites = codesOf(v, "sites.csv", "site", v.d.Sites, func(s Site) string { return s.Code })
	v.hospitals = codesOf(v, "hospitals.csv", "hospital", v.d.Hospitals, func(h Hospital) string { return h.Code })
	v.checkInstance()
	v.checkAreas()
	v.checkPractices()
	v.checkZones()
	v.checkRegistrations()
	v.checkSites()
	v.checkTiers()
	v.checkHospitals()
	v.checkTravel()
}

// codesOf is the index of rows by code; each row has a code of its own.
func codesOf[T any](v *dataCheck, file, what string, rows []T, code func(T) string) map[string]int {
	index := make(map[string]int, len(rows))
	for i, r := range rows {
		c := code(r)
		if c == "" {
			v.unread[file] = true
			if r := (row{v, file, i, what}); !r.unread("code") {
				v.fault("no code", r, "has no code", "a code", "")
			}
			continue
		}
		if strings.ContainsAny(c, " \t\r\n;") {
			v.fault("code", row{v, file, i, fmt.Sprintf("%s %q", what, c)}, "has a space or ; in its code", "a code without", "")
		}
		if first, again := index[c]; again {
			v.fault("code twice", row{v, file, i, fmt.Sprintf("%s %q", what, c)}, "is there twice", "each code once",
				v.lineMaybe(file, first, "a row was copied; the first is on line %d"))
			continue
		}
		index[c] = i
	}
	return index
}

// row is where a fault is: a file and the index of the row in its slice.
type row struct {
	v     *dataCheck
	file  string
	index int
	name  string
}

func (v *dataCheck) line(file string, i int) int {
	if lines := v.d.Origin.Lines[file]; i < len(lines) {
		return lines[i]
	}
	return 0
}

func (v *dataCheck) lineMaybe(file string, i int, format string) string {
	if line := v.line(file, i); line > 0 {
		return fmt.Sprintf(format, line)
	}
	return ""
}

func (v *dataCheck) fault(class string, r row, value, want, maybe string) {
	v.faults.add(class, Fault{File: r.file, Line: v.line(r.file, r.index), Name: r.name, Value: value, Want: want, Maybe: maybe})
}

func (v *dataCheck) warn(class string, r row, value, want, maybe string) {
	v.warnings.add(class, Fault{File: r.file, Line: v.line(r.file, r.index), Name: r.name, Value: value, Want: want, Maybe: maybe})
}

// eachRow calls check for every row.
func eachRow[T any](v *dataCheck, file, what string, rows []T, code func(T) string, check func(row, T)) {
	for i, r := range rows {
		check(row{v, file, i, what + " " + strconv.Quote(code(r))}, r)
	}
}

// unread reports whether the cell of a column could not be read.
func (r row) unread(column string) bool {
	return len(r.v.unreadCells) > 0 && r.v.unreadCells[cell{r.file, r.index, column}]
}

// known asks for a code of another file, such as the area of a practice.
func (r row) known(what, code string, codes map[string]int, file string) bool {
	if _, ok := codes[code]; ok || r.v.unread[file] || r.unread(what) {
		return true
	}
	r.v.faults.addLazy("unknown "+what, r.file, func() Fault {
		f := Fault{File: r.file, Line: r.v.line(r.file, r.index), Name: r.name, Value: fmt.Sprintf("names the unknown %s %q", what, code),
			Want: "a code of " + file, Maybe: meant(code, slices.Sorted(maps.Keys(codes)))}
		if code == "" {
			f.Value = "names no " + what
			f.Maybe = ""
		}
		return f
	})
	return false
}

// within asks for low ≤ value ≤ high; what is the column.
func (r row) within(what string, value, low, high float64, maybe string) bool {
	if r.unread(what) {
		return false
	}
	if value >= low && value <= high {
		return true
	}
	want := fmt.Sprintf("%s to %s", plain(low), plain(high))
	switch {
	case math.IsInf(low, -1):
		want = "a number"
	case math.IsInf(high, 1):
		want = plain(low) + " or more"
	}
	r.v.fault(what, r, fmt.Sprintf("has %s %s", what, plain(value)), want, maybe)
	return false
}

func (r row) ifSet(what string, value *float64, low, high float64, maybe string) {
	if value != nil {
		r.within(what, *value, low, high, maybe)
	}
}

// ordered asks for low ≤ high where both are set, and neither negative.
func (r row) ordered(lowName string, low *int, highName string, high *int) {
	if r.unread(lowName) || r.unread(highName) {
		return
	}
	if low != nil && !r.within(lowName, float64(*low), 0, math.Inf(1), "") {
		return
	}
	if high != nil && !r.within(highName, float64(*high), 0, math.Inf(1), "") {
		return
	}
	if low != nil && high != nil && *low > *high {
		r.v.fault(lowName, r, fmt.Sprintf("has %s %d", lowName, *low), fmt.Sprintf("at most %s, %d", highName, *high), "the two are swapped")
	}
}

// at asks for coordinates within the bounds.
func (r row) at(lat, lon float64) {
	b := r.v.d.Bounds
	if b == (Bounds{}) {
		b = DefaultBounds()
	}
	inside := func(lat, lon float64) bool { return lat >= b.South && lat <= b.North && lon >= b.West && lon <= b.East }
	if inside(lat, lon) || !b.sound() || r.unread("lat") || r.unread("lon") {
		return
	}
	maybe := ""
	switch {
	case lat == 0 && lon == 0:
		maybe = "the place is not known"
	case inside(lon, lat):
		maybe = "latitude and longitude are swapped"
	case inside(lat, -lon):
		maybe = "the longitude has the wrong sign"
	case math.Abs(lat) > 1000 || math.Abs(lon) > 1000:
		maybe = "these are eastings and northings in metres"
	}
	r.v.fault("place outside the bounds", r, fmt.Sprintf("is at latitude %s, longitude %s", plain(lat), plain(lon)),
		fmt.Sprintf("latitude %s to %s, longitude %s to %s (bounds in instance.yaml)", plain(b.South), plain(b.North), plain(b.West), plain(b.East)), maybe)
}

// codeList asks for a list without repetition; a cell cannot say that it is
// empty.
func (r row) codeList(what string, codes []string) {
	if codes != nil && len(codes) == 0 {
		r.v.fault("empty list", r, "has an empty list of "+what+"s", "nil, the default, or one or more", "")
	}
	seen := map[string]bool{}
	for _, c := range codes {
		if seen[c] {
			r.v.fault(what+" twice", r, fmt.Sprintf("has %s %q twice", what, c), "each once", "")
		}
		seen[c] = true
	}
}

// checkCodes finds care models and kinds of site of d that s does not know.
func checkCodes(d *Data, s *Scenario, faults *faultList) {
	v := newDataCheck(d)
	v.faults = faults
	models, kinds := map[string]int{}, map[string]int{}
	for i, m := range s.Models {
		models[m.Code] = i
	}
	for kind := range s.Costs.Kinds {
		kinds[kind] = 0
	}
	modelKnown := func(r row, code string) {
		r.unknownCode("care model", code, models, "models of the scenario")
	}
	eachRow(v, "areas.csv", "area", d.Areas, func(a Area) string { return a.Code }, func(r row, a Area) {
		for _, m := range a.Models {
			modelKnown(r, m)
		}
		for _, counts := range []map[string]int{a.MinModel, a.MaxModel} {
			for _, m := range slices.Sorted(maps.Keys(counts)) {
				modelKnown(r, m)
			}
		}
		for _, m := range slices.Sorted(maps.Keys(a.Support)) {
			modelKnown(r, m)
		}
	})
	eachRow(v, "practices.csv", "practice", d.Practices, func(p Practice) string { return p.Code }, func(r row, p Practice) {
		for _, m := range p.Models {
			modelKnown(r, m)
		}
	})
	eachRow(v, "sites.csv", "site", d.Sites, func(s Site) string { return s.Code }, func(r row, site Site) {
		for _, m := range site.Models {
			modelKnown(r, m)
		}
		r.unknownCode("kind", site.Kind, kinds, "costs.kinds of the scenario")
	})
	eachRow(v, "tiers.csv", "tier", d.Tiers, tierName, func(r row, t Tier) { modelKnown(r, t.Model) })
}

// unknownCode is known for codes that the scenario defines.
func (r row) unknownCode(what, code string, codes map[string]int, where string) {
	if _, ok := codes[code]; ok {
		return
	}
	r.v.faults.addLazy("unknown "+what, r.file, func() Fault {
		known := slices.Sorted(maps.Keys(codes))
		return Fault{File: r.file, Line: r.v.line(r.file, r.index), Name: r.name, Value: fmt.Sprintf("names the unknown %s %q", what, code),
			Want: "one of " + strings.Join(known, ", ") + " (" + where + ")", Maybe: meant(code, known)}
	})
}

func tierName(t Tier) string { return t.Site + " " + t.Model + " " + t.Name }
