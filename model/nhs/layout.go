package nhs

import (
	"errors"
	"io"
	"regexp"
	"strings"
	"time"
)

// layout is what a file turns out to be.
type layout int

const (
	unknown layout = iota
	epraccur
	otherODS // egpcur, ebranchs: the same 27 fields, nothing here needs them
	patientLists
	registrations
	wideRegistrations
	postcodeDirectory // ONSPD, NSPL, NSPD
	codePoint
	zoneTable // centroids or populations of LSOAs
	areaTable // commissioners and the areas they belong to
	boundaries
	siteTable
	hospitalTable
	practicePlaces // NHS Choices: coordinates of practices
)

var layoutNames = [...]string{"not recognised", "ODS epraccur (practices)", "ODS file that is not needed", "numbers of patients by practice",
	"numbers of patients by practice and LSOA", "numbers of patients by practice and LSOA, wide", "postcode directory", "Code-Point Open",
	"centroids or populations of LSOAs", "commissioners of areas", "boundaries", "candidate sites", "hospitals", "places of practices"}

func (l layout) String() string { return layoutNames[l] }

// input is a file whose layout is known.
type input struct {
	File
	layout layout
	skip   int // records before the first record of data (or the GeoJSON's none)
	date   time.Time
	head   []string // the header record; nil where the layout has none
	report *Report
}

const sniffed = 25 // records looked at; published files carry up to 15 lines of titles

// sniff decides from the first records what a file is.
func sniff(f File) (input, error) {
	in := input{File: f}
	in.date, _ = dateInName(f.Name)
	lower := strings.ToLower(f.Name)
	if strings.HasSuffix(lower, "json") || strings.HasSuffix(lower, "json.gz") {
		return in, sniffJSON(&in)
	}
	if !delimited(lower) {
		return in, nil
	}
	t, err := open(f)
	if err != nil {
		return in, err
	}
	defer t.close()
	for i := range sniffed {
		more, err := t.next()
		if err != nil {
			return in, err
		}
		if !more {
			break
		}
		if i < 5 { // the first record may be the one that is broken
			if in.layout = headless(t); in.layout != unknown {
				return in, nil
			}
		}
		if in.layout = layoutOf(columnsOf(t.record), len(t.record)); in.layout != unknown {
			in.skip = i + 1
			for j := range t.record {
				in.head = append(in.head, t.at(j))
			}
			return in, nil
		}
	}
	return in, nil
}

func delimited(lowerName string) bool {
	for _, ext := range []string{".csv", ".txt", ".tsv", ".csv.gz", ".txt.gz"} {
		if strings.HasSuffix(lowerName, ext) {
			return true
		}
	}
	return false
}

// sniffJSON accepts a GeoJSON by the first kilobyte.
func sniffJSON(in *input) error {
	r, err := in.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	head := make([]byte, 1024)
	n, err := io.ReadFull(r, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && err != io.EOF {
		return err
	}
	if strings.Contains(string(head[:n]), `"FeatureCollection"`) {
		in.layout = boundaries
	}
	return nil
}

var (
	odsCode    = regexp.MustCompile(`^[A-Z0-9]{3,9}$`)
	practiceID = regexp.MustCompile(`^[A-Z][A-Z0-9]\d{4}$|^[A-Z]\d{5}$`)
	lsoaID     = regexp.MustCompile(`^[EWS]01\d{6}$`)
	eightDigit = regexp.MustCompile(`^\d{8}$`)
	digits     = regexp.MustCompile(`^\d+$`)
)

// headless knows the layouts without a header from their first record.
func headless(t *sheet) layout {
	switch n := len(t.record); {
	case n == epraccurFields && odsCode.MatchString(t.at(0)) && eightDigit.MatchString(t.at(10)):
		if len(t.at(0)) <= 6 {
			return epraccur
		}
		return otherODS
	case n >= 4 && n <= 20 && postcode(t.at(0)) != "" && digits.MatchString(t.at(1)) && numeric(t.at(2)) && numeric(t.at(3)):
		return codePoint
	}
	return unknown
}

// Columns by their aliases, as plain() writes them. Every release renames some.
var (
	practiceColumn = []string{"practicecode", "gppracticecode", "organisationcode", "orgcode", "practice", "code"}
	lsoaColumn     = []string{"lsoacode", "lsoa11cd", "lsoa21cd", "lsoa01cd", "lsoa11", "lsoa21", "lsoa2011code", "lsoa2021code", "lsoa", "zone", "geographycode", "areacode"}
	listColumn     = []string{"numberofpatients", "totalall", "listsize", "numberofpatientsregisteredatthegppractice", "registeredpatients", "totalpatients", "patients"}
	countColumn    = []string{"numberofpatients", "allpatients", "patients", "totalall"}
	maleColumn     = []string{"malepatients"}
	femaleColumn   = []string{"femalepatients"}
	latColumn      = []string{"lat", "latitude"}
	lonColumn      = []string{"long", "lon", "longitude", "lng"}
	eastColumn     = []string{"oseast1m", "easting", "eastings", "east1m", "bngeasting", "bnge", "x"}
	northColumn    = []string{"osnrth1m", "northing", "northings", "north1m", "bngnorthing", "bngn", "y"}
	pcdColumn      = []string{"pcds", "pcd", "pcd2", "pcd7", "pcd8"}
	areaColumn     = []string{"pctcode", "pct", "areacode", "area", "icbcode"}
	areaNameColumn = []string{"pctname", "areaname", "name", "icbname"}
	patientsByYear = regexp.MustCompile(`^listsize\d{4,8}$`)
)

// layoutOf knows the layouts with a header; n is the number of columns.
func layoutOf(c map[string]int, n int) layout {
	has := func(aliases []string) bool { return find(c, aliases...) >= 0 }
	place := has(latColumn) && has(lonColumn) || has(eastColumn) && has(northColumn)
	practice := has(practiceColumn[:5])
	switch {
	case has(pcdColumn) && place:
		return postcodeDirectory
	case c["nameofformervariable"] > 0 || wideHeader(c, n):
		return wideRegistrations
	case practice && has(lsoaColumn[:10]) && (has(countColumn) || has(maleColumn) && has(femaleColumn)):
		return registrations
	case place && (findPrefix(c, "acute") >= 0 || has([]string{"trust"})):
		return hospitalTable
	case place && has([]string{"kind", "type"}) && has([]string{"site", "code"}):
		return siteTable
	case find(c, "extractdate", "listsize") >= 0 && has(practiceColumn) && has(listColumn) || practice && has(listColumn) || practice && hasYears(c):
		return patientLists
	case practice && place:
		return practicePlaces
	case !practice && commissionerColumn(c) >= 0 && has(areaColumn):
		return areaTable
	case has(lsoaColumn) && (place || populationColumn(c) >= 0), has([]string{"code"}) && place && find(c, "population") >= 0:
		return zoneTable
	}
	return unknown
}

func hasYears(c map[string]int) bool {
	for key := range c {
		if patientsByYear.MatchString(key) {
			return true
		}
	}
	return false
}

// wideHeader is a matrix: most headings are practices or LSOAs.
func wideHeader(c map[string]int, n int) bool {
	if n < 4 {
		return false
	}
	codes := 0
	for key := range c {
		upper := strings.ToUpper(key)
		if practiceID.MatchString(upper) || lsoaID.MatchString(upper) {
			codes++
		}
	}
	return codes >= 3 && 2*codes > n
}

// commissionerColumn is the column that names the commissioners of an area:
// successor_ccg_2013, ccg_code, sub_icb_location_code.
func commissionerColumn(c map[string]int) int {
	if i := find(c, "ccgcode", "ccg", "commissionercode", "commissioner", "subicblocationcode", "subicbcode"); i >= 0 {
		return i
	}
	return findPrefix(c, "successorccg")
}

// populationColumn is the column of all people, of the latest year where there
// are several.
func populationColumn(c map[string]int) int {
	if i := find(c, "population", "allages", "allpeople", "totalpopulation", "allpersons", "total", "all"); i >= 0 {
		return i
	}
	best := -1
	for _, key := range sortedKeys(c) {
		if strings.HasPrefix(key, "population") || strings.HasPrefix(key, "allages") {
			best = c[key]
		}
	}
	return best
}
