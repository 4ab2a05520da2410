package nhs

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"strings"
	"testing"

	"polyclinic/model"

	"github.com/stretchr/testify/require"
)

// A small made-up country on the National Grid: two commissioners (01A west,
// 02B east) of practices 700 m apart, a hundred a row, each with its own postcode.

// text is an input file from memory.
func text(name, content string) File {
	return File{Name: name, Open: func() (io.ReadCloser, error) { return unpack(io.NopCloser(strings.NewReader(content))) }}
}

func gzipped(t *testing.T, name, content string) File {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, err := w.Write([]byte(content))
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return text(name, b.String())
}

// row is a practice of the made-up epraccur.
type row struct {
	code, name, postcode, opened, closed, status, commissioner, setting string
}

func (r row) line() string {
	fields := make([]string, 27)
	fields[0], fields[1], fields[9], fields[10], fields[11] = r.code, r.name, r.postcode, r.opened, r.closed
	fields[12], fields[14], fields[25] = r.status, r.commissioner, r.setting
	for i, f := range fields {
		fields[i] = `"` + f + `"`
	}
	return strings.Join(fields, ",") + "\r\n"
}

func epraccurOf(rows []row) string {
	var b strings.Builder
	for _, r := range rows {
		b.WriteString(r.line())
	}
	return b.String()
}

// people is n ordinary practices, half of either commissioner, called after
// doctors where they are small.
func people(n int) []row {
	var rows []row
	for i := range n {
		r := row{code: fmt.Sprintf("A%05d", 81000+i), name: "THE SURGERY", postcode: postcodeOf(i), opened: "19740401", status: "A", commissioner: "01A", setting: "4"}
		if i >= n/2 {
			r.commissioner = "02B"
		}
		switch {
		case listOf(i) < 5000:
			r.name = "DR SMITH'S PRACTICE"
		case listOf(i) > 9000:
			r.name = "TOWN HEALTH CENTRE"
		}
		rows = append(rows, r)
	}
	return rows
}

func postcodeOf(i int) string { return fmt.Sprintf("NG%d %d%c%c", 1+i/100, i/10%10, 'A'+i%10, 'B') }

// listOf is 3,000 to 11,990, without any order along the line.
func listOf(i int) int { return 3000 + i*7919%900*10 }

func gridOf(i int) (east, north int) { return 440000 + i%100*700, 340000 + i/100*700 }

func codePointOf(n int) string {
	var b strings.Builder
	for i := range n {
		east, north := gridOf(i)
		fmt.Fprintf(&b, "\"%s\",10,%d,%d,\"E92000001\",\"\",\"\",\"\",\"E07000001\",\"E05000001\"\n", postcodeOf(i), east, north)
	}
	return b.String()
}

// listsOf is a gp-reg-pat-prac-all of n practices; size says how long each list is.
func listsOf(n int, size func(int) int) string {
	var b strings.Builder
	b.WriteString("PUBLICATION,EXTRACT_DATE,TYPE,CCG_CODE,ONS_CCG_CODE,CODE,POSTCODE,SEX,AGE,NUMBER_OF_PATIENTS\n")
	for i := range n {
		fmt.Fprintf(&b, "GP_PRAC_PAT_LIST,01JAN2021,GP,01A,E38000001,A%05d,%s,ALL,ALL,%d\n", 81000+i, postcodeOf(i), size(i))
	}
	return b.String()
}

// plainFiles is everything an instance of n practices needs.
func plainFiles(n int) []File {
	return []File{
		text("epraccur_2021-01-15.csv", epraccurOf(people(n))),
		text("gp-reg-pat-prac-all.csv", listsOf(n, listOf)),
		text("codepo_ng.csv", codePointOf(n)),
	}
}

// good imports what must be importable and valid.
func good(t *testing.T, o Options, files ...File) (*model.Data, *Report) {
	t.Helper()
	d, r, err := Import(files, o)
	require.NoError(t, err)
	_, err = d.Validate()
	require.NoError(t, err)
	return d, r
}

// bad imports what must fail and returns the message.
func bad(t *testing.T, o Options, files ...File) string {
	t.Helper()
	_, _, err := Import(files, o)
	var faults model.Faults
	require.ErrorAs(t, err, &faults)
	return err.Error()
}

// of is the subjects the report has under a class and reason.
func of(r *Report, class Class, reason string) []string {
	var subjects []string
	for _, i := range r.Items {
		if i.Class == class && strings.Contains(i.Reason, reason) {
			subjects = append(subjects, i.Subject)
		}
	}
	return subjects
}

// lists is list sizes by practice.
func lists(d *model.Data) map[string]int64 {
	sizes := map[string]int64{}
	for _, p := range d.Practices {
		sizes[p.Code] = p.List
	}
	return sizes
}

// living is registrations by practice and zone.
func living(d *model.Data) map[[2]string]int64 {
	rows := map[[2]string]int64{}
	for _, r := range d.Registered {
		rows[[2]string{r.Practice, r.Zone}] += r.Patients
	}
	return rows
}
