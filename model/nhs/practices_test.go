package nhs

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Protects the whole way through on the least that a user must have.
func TestImportOfThreePlainFiles(t *testing.T) {
	d, r := good(t, Options{Name: "made-up"}, plainFiles(40)...)
	assert.Equal(t, "made-up", d.Name)
	assert.Equal(t, "2021-01-15", d.Date)
	require.Len(t, d.Practices, 40)
	assert.Equal(t, int64(listOf(7)), lists(d)["A81007"])
	require.Len(t, d.Areas, 2)
	assert.Equal(t, "02B", d.Practices[20].Area)
	lat, lon := fromGrid(440000+7*700, 340000)
	assert.InDelta(t, lat, d.Practices[7].Lat, 1e-6)
	assert.InDelta(t, lon, d.Practices[7].Lon, 1e-6)
	assert.Empty(t, of(r, Dropped, ""))
	assert.Empty(t, of(r, Alarm, ""))
}

// Each row is one reason for which ODS rows are no practices of the day.
func TestRowsThatAreNoOpenPractice(t *testing.T) {
	cases := []struct {
		reason string
		change func(*row)
		o      Options
	}{
		{"another prescribing setting", func(r *row) { r.setting = "25" }, Options{}},
		{"closed", func(r *row) { r.status, r.closed = "C", "20200331" }, Options{}},
		{"closed, the day is not stated", func(r *row) { r.status = "C" }, Options{}},
		{"dormant, though it has a list", func(r *row) { r.status = "D" }, Options{}},
		{"proposed", func(r *row) { r.status = "P" }, Options{}},
		{"opened later", func(r *row) { r.opened = "20210401" }, Options{}},
		{"opened later", func(r *row) { r.opened = "20200401" }, Options{OpenAt: time.Date(2019, 1, 1, 0, 0, 0, 0, time.UTC)}},
		{"code that stands twice", func(r *row) { r.code = "A81000" }, Options{}},
		{"no commissioner", func(r *row) { r.commissioner = "" }, Options{}},
		{"no list size", func(r *row) { r.code = "Z99999" }, Options{}},
	}
	for _, c := range cases {
		t.Run(c.reason, func(t *testing.T) {
			rows := people(40)
			c.change(&rows[3])
			files := plainFiles(40)
			files[0] = text("epraccur_2021-01-15.csv", epraccurOf(rows))
			d, r := good(t, c.o, files...)
			assert.Len(t, d.Practices, 39)
			assert.Equal(t, []string{"practice " + rows[3].code}, of(r, Dropped, c.reason))
		})
	}
}

// A practice that closed after the day asked for was open then, and a dormant
// one may be asked to stay.
func TestPracticesThatWereOpenThen(t *testing.T) {
	rows := people(40)
	rows[3].status, rows[3].closed = "C", "20200331"
	rows[4].status = "D"
	files := plainFiles(40)
	files[0] = text("epraccur_2021-01-15.csv", epraccurOf(rows))
	d, _ := good(t, Options{OpenAt: time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC), KeepDormant: true}, files...)
	assert.Len(t, d.Practices, 40)
	assert.Equal(t, "2020-01-01", d.Date)
}

func TestEditionNearestToTheDay(t *testing.T) {
	old := people(40)
	old[0].name = "OLD NAME"
	files := append(plainFiles(40), text("epraccur_2014-01.csv", epraccurOf(old)))
	d, _ := good(t, Options{}, files...)
	assert.NotEqual(t, "OLD NAME", d.Practices[0].Name)
	d, r := good(t, Options{OpenAt: time.Date(2014, 6, 1, 0, 0, 0, 0, time.UTC)}, files...)
	assert.Equal(t, "OLD NAME", d.Practices[0].Name)
	assert.NotEmpty(t, of(r, Doubtful, "another year"))
}

// An unquoted comma shifts a row: the row goes, with its line; a file of them
// is refused.
func TestMalformedRows(t *testing.T) {
	files := plainFiles(40)
	lines := strings.SplitAfter(epraccurOf(people(40)), "\r\n")
	lines[5] = strings.Replace(lines[5], `"THE SURGERY"`, `THE, SURGERY, LONG, LANE`, 1)
	lines[5] = strings.Replace(lines[5], `"DR SMITH'S PRACTICE"`, `DR, SMITH, LONG, LANE`, 1)
	lines[5] = strings.Replace(lines[5], `"TOWN HEALTH CENTRE"`, `TOWN, HEALTH, LONG, LANE`, 1)
	files[0] = text("epraccur_2021-01-15.csv", strings.Join(lines, ""))
	d, r := good(t, Options{}, files...)
	assert.Len(t, d.Practices, 39)
	require.Len(t, of(r, Dropped, "not 27 fields"), 1)
	for i := range lines[1:20] {
		lines[i+1] = `"A1","x"` + "\r\n"
	}
	files[0] = text("epraccur_2021-01-15.csv", strings.Join(lines, ""))
	assert.Contains(t, bad(t, Options{}, files...), "epraccur_2021-01-15.csv:2: the row has 2 fields, want 27. Maybe a comma stands unquoted in a name.")
}

// Latin-1, byte-order mark, bare newlines, gzip and other separators change
// nothing but the bytes.
func TestEncodings(t *testing.T) {
	rows := people(40)
	rows[1].name = "CAF\xc9 ROYALE SURGERY" // É in Latin-1
	plain := epraccurOf(rows)
	for name, file := range map[string]File{
		"latin-1":         text("epraccur_2021-01-15.csv", plain),
		"byte-order mark": text("epraccur_2021-01-15.csv", "\xef\xbb\xbf"+plain),
		"newlines":        text("epraccur_2021-01-15.csv", strings.ReplaceAll(plain, "\r\n", "\n")),
		"gzip":            gzipped(t, "epraccur_2021-01-15.csv.gz", plain),
		"semicolons":      text("epraccur_2021-01-15.csv", strings.ReplaceAll(plain, ",", ";")),
		"not sign":        text("epraccur_2021-01-15.csv", strings.ReplaceAll(strings.ReplaceAll(plain, `"`, ""), ",", "\xac")),
	} {
		t.Run(name, func(t *testing.T) {
			files := plainFiles(40)
			files[0] = file
			d, r := good(t, Options{}, files...)
			require.Len(t, d.Practices, 40)
			assert.Equal(t, "CAFÉ ROYALE SURGERY", d.Practices[1].Name)
			assert.Equal(t, name != "not sign", len(of(r, Guessed, "Windows-1252")) == 1)
		})
	}
}

// A stray quote must not swallow the rest of a file in silence.
func TestQuoteThatIsNotClosed(t *testing.T) {
	files := plainFiles(40)
	lines := strings.SplitAfter(strings.ReplaceAll(codePointOf(2000), `"`, ""), "\n")
	lines[9] = `"` + lines[9]
	files[2] = text("codepo.csv", strings.Join(lines, ""))
	assert.Contains(t, bad(t, Options{}, files...), "codepo.csv:9: the file breaks after this line: a quote on line 10 is not closed")

	files = plainFiles(40)
	rows := strings.SplitAfter(epraccurOf(people(40)), "\r\n")
	rows[9] = strings.Replace(rows[9], `"A81009"`, `"A81009`, 1) // swallows the next field
	files[0] = text("epraccur_2021-01-15.csv", strings.Join(rows, ""))
	d, r := good(t, Options{}, files...)
	assert.Len(t, d.Practices, 39)
	assert.Len(t, of(r, Dropped, "not 27 fields"), 1)
	files[0] = text("epraccur_2021-01-15.csv", "broken,row\r\n"+strings.Join(rows, ""))
	d, _ = good(t, Options{}, files...)
	assert.Len(t, d.Practices, 39)
}

// What is missing is said in one line, with what would do.
func TestMissingFiles(t *testing.T) {
	files := plainFiles(40)
	assert.Contains(t, bad(t, Options{}, files[1], files[2]), "hold no list of practices, want ODS epraccur")
	assert.Contains(t, bad(t, Options{}, files[0], files[2]), "hold no list sizes")
	assert.Contains(t, bad(t, Options{}, files[0], files[1]), "hold no places")
	nobodys := people(40)
	for i := range nobodys {
		nobodys[i].commissioner = ""
	}
	assert.Contains(t, bad(t, Options{}, text("epraccur_2021-01-15.csv", epraccurOf(nobodys)), files[1], files[2]), "leaves no practice")
	cut := text("epraccur_2021-01-15.csv.gz", "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03not deflate")
	assert.Contains(t, bad(t, Options{}, cut, files[1], files[2]), "Maybe the download is incomplete")
}
