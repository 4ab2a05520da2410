package nhs

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// directory is a postcode directory of the 40 practices' postcodes in one
// edition's columns; what a column holds is asked by its name.
func directory(header string, change func(i int, column, value string) string) string {
	columns := strings.Split(header, ",")
	var b strings.Builder
	b.WriteString(header + "\n")
	for i := range 40 {
		e, n := gridOf(i)
		lat, lon := fromGrid(float64(e), float64(n))
		fields := make([]string, len(columns))
		for k, c := range columns {
			switch c {
			case "pcd", "pcd7":
				fields[k] = fmt.Sprintf("%-7s", strings.ReplaceAll(postcodeOf(i), " ", ""))
			case "pcd2", "pcd8":
				fields[k] = fmt.Sprintf("%-8s", postcodeOf(i))
			case "pcds":
				fields[k] = postcodeOf(i)
			case "oseast1m":
				fields[k] = fmt.Sprint(e)
			case "osnrth1m":
				fields[k] = fmt.Sprintf("%07d", n)
			case "osgrdind":
				fields[k] = "1"
			case "lat":
				fields[k] = fmt.Sprintf("%.6f", lat)
			case "long":
				fields[k] = fmt.Sprintf("%.6f", lon)
			case "lsoa11", "lsoa21", "lsoa01":
				fields[k] = []string{west, east}[i*2/40]
			}
			fields[k] = `"` + change(i, c, fields[k]) + `"`
		}
		b.WriteString(strings.Join(fields, ",") + "\n")
	}
	return b.String()
}

func unchanged(_ int, _, value string) string { return value }

// Headers as published, shortened to the columns that matter and some others.
var editions = map[string]string{
	"NSPD 2008":  "pcd,pcd2,pcds,dointr,doterm,oscty,oslaua,osward,usertype,oseast1m,osnrth1m,osgrdind,oshlthau,pct,nuts,soa1",
	"ONSPD 2023": "pcd,pcd2,pcds,dointr,doterm,oscty,ced,oslaua,oseast1m,osnrth1m,osgrdind,pct,itl,lsoa01,oa11,lsoa11,sicbl,lat,long,imd,icb,oa21,lsoa21",
	"NSPL 2020":  "pcd,pcd2,pcds,dointr,doterm,usertype,oseast1m,osnrth1m,osgrdind,oa11,laua,nuts,lsoa11,ccg,lat,long,imd,stp",
	"NSPL 2025":  "pcd7,pcd8,pcds,dointr,doterm,usertype,oseast1m,osnrth1m,osgrdind,oa21,laua,itl,lsoa21,sicbl,bua24,lat,long,imd,icb",
}

// Protects every edition: the same places from each, within a metre.
func TestPostcodeDirectories(t *testing.T) {
	for name, header := range editions {
		t.Run(name, func(t *testing.T) {
			files := plainFiles(40)
			files[2] = text("directory.csv", directory(header, unchanged))
			d, r := good(t, Options{}, files...)
			require.Len(t, d.Practices, 40)
			for i, p := range d.Practices {
				e, n := gridOf(i)
				lat, lon := fromGrid(float64(e), float64(n))
				assert.Less(t, metres(lat, lon, p.Lat, p.Lon), 1.0)
			}
			assert.Empty(t, of(r, Guessed, "placed"))
		})
	}
}

// Code-Point pads with two spaces in one edition and writes one in another.
func TestCodePointSpelling(t *testing.T) {
	files := plainFiles(40)
	files[2] = text("codepo.csv", strings.ReplaceAll(codePointOf(40), " ", "  "))
	d, _ := good(t, Options{}, files...)
	assert.Len(t, d.Practices, 40)
}

// Postcodes that are blank, unknown, ended, poor or without a grid reference.
func TestPostcodeFaults(t *testing.T) {
	rows := people(40)
	rows[1].postcode = ""
	rows[2].postcode = "NG1 0ZZ"  // its sector has only ten
	rows[3].postcode = "rubbish"  // and the list file knows better
	rows[4].postcode = "ZZ99 9ZZ" // nowhere, nor there
	lists := strings.Replace(listsOf(40, listOf), "A81001,NG1 0BB", "A81001,", 1)
	lists = strings.Replace(lists, "A81002,NG1 0CB", "A81002,", 1)
	lists = strings.Replace(lists, "A81004,NG1 0EB", "A81004,ZZ99 9ZZ", 1)
	files := []File{
		text("epraccur_2021-01-15.csv", epraccurOf(rows)), text("gp-reg-pat-prac-all.csv", lists),
		text("ONSPD.csv", directory(editions["ONSPD 2023"], func(i int, column, value string) string {
			switch {
			case i == 5 && column == "doterm":
				return "201806"
			case i == 6 && column == "osgrdind":
				return "9"
			}
			return value
		})),
		text("choices.csv", "OrganisationCode,OrganisationName,Postcode,Latitude,Longitude\nA81001,X,,52.95,-1.40\n"),
	}
	d, r := good(t, Options{}, files...)
	assert.Len(t, d.Practices, 37)
	assert.Equal(t, []string{"practice A81002", "practice A81004", "practice A81006"}, of(r, Dropped, "place unknown"))
	assert.Equal(t, []string{"practice A81001"}, of(r, Guessed, "its coordinates in choices.csv"))
	assert.Equal(t, []string{"practice A81003"}, of(r, Guessed, "postcode in a list file"))
	assert.Equal(t, []string{"practice A81005"}, of(r, Doubtful, "postcode that had ended"))
	assert.Equal(t, []string{"file ONSPD.csv"}, of(r, Dropped, "without a grid reference"))
}

// An unknown postcode in a well-filled sector stands at the sector's mean,
// unless that is not wanted.
func TestSectorMean(t *testing.T) {
	files := plainFiles(40)
	rows := people(40)
	rows[2].postcode = "NG9 9ZZ"
	files[0] = text("epraccur_2021-01-15.csv", epraccurOf(rows))
	files[1] = text("gp-reg-pat-prac-all.csv", strings.Replace(listsOf(40, listOf), "A81002,NG1 0CB", "A81002,", 1))
	var extra strings.Builder
	for i := range fullSector {
		fmt.Fprintf(&extra, "\"NG9 9%cA\",10,%d,350000\n", 'A'+i, 450000+i)
	}
	extra.WriteString("\"NG9 9ZA\",90,0,0\n\"NG9 9ZB\",50,450000,350000\n")
	files[2] = text("codepo_ng.csv", codePointOf(40)+extra.String())
	d, r := good(t, Options{}, files...)
	assert.Equal(t, []string{"practice A81002"}, of(r, Guessed, "mean of its postcode sector"))
	lat, lon := fromGrid(450009, 350000)
	assert.Less(t, metres(lat, lon, d.Practices[2].Lat, d.Practices[2].Lon), 5.0)
	_, r = good(t, Options{NoGuessedPlaces: true}, files...)
	assert.Equal(t, []string{"practice A81002"}, of(r, Dropped, "place unknown"))
}

// A file of one region against practices of the country is an alarm.
func TestPostcodesOfAnotherRegion(t *testing.T) {
	files := plainFiles(40)
	files[2] = text("codepo_ng.csv", codePointOf(25))
	_, r := good(t, Options{}, files...)
	assert.NotEmpty(t, of(r, Alarm, "many practices cannot be found"))
}

// The edition nearest to the day counts where two place a postcode differently.
func TestPostcodeEditionOfTheYear(t *testing.T) {
	files := plainFiles(40)
	moved := strings.ReplaceAll(codePointOf(40), ",340000,", ",345000,")
	files[2] = text("codepo_2014-08.csv", moved)
	files = append(files, text("codepo_2021-02.csv", codePointOf(40)))
	d, _ := good(t, Options{}, files...)
	lat, _ := fromGrid(440000, 340000)
	assert.InDelta(t, lat, d.Practices[0].Lat, 1e-5)
}

func TestPostcodeShapes(t *testing.T) {
	for in, want := range map[string]string{"E1  1BB": "E11BB", "sw1a 1aa": "SW1A1AA", "EC1A1BB ": "EC1A1BB", "": "", "UNKNOWN": "", "E1": "", "12345": ""} {
		assert.Equal(t, want, postcode(in), in)
	}
	assert.Equal(t, "EC1A 1BB", spaced("EC1A1BB"))
}

// All spellings of dates met in the files, and dates in their names.
func TestDates(t *testing.T) {
	for in, want := range map[string]string{"20151127": "2015-11-27", "01JAN2021": "2021-01-01", "01May2022": "2022-05-01", "01/05/2025": "2025-05-01",
		"01-Apr-17": "2017-04-01", "2018-04-01": "2018-04-01", "201806": "2018-06-01"} {
		got, ok := parseDate(in)
		assert.True(t, ok, in)
		assert.Equal(t, want, dayOf(got), in)
	}
	for _, in := range []string{"", "-", "00000000", "ALL", "2018"} {
		_, ok := parseDate(in)
		assert.False(t, ok, in)
	}
	for in, want := range map[string]string{"epraccur_2015-11-27.csv": "2015-11-27", "gp-reg-pat-prac-all_2021-01.csv": "2021-01-01", "lsoa-male-female-apr-19.zip": "2019-04-01",
		"list_size_2014_15": "2015-01-01", "ONSPD_FEB_2023_UK.csv": "2023-02-01", "NSPL 2011.csv": "2011-01-01", "plain.csv": "unknown date"} {
		got, _ := dateInName(in)
		assert.Equal(t, want, dayOf(got), in)
	}
}
