package nhs

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Codes that are asked for and that nobody has are named all at once, each with the
// code most like it; a code that is there but no GP practice's is told apart.
func TestUnknownCodesAreNamedAtOnce(t *testing.T) {
	rows := people(40)
	rows[3].setting = "25"
	files := plainFiles(40)
	files[0] = text("epraccur_2021-01-15.csv", epraccurOf(rows))
	said := bad(t, Options{Practices: []string{"A81004", "A8100S", "ZZZZZZ", "A81003", "ZZZZZZ"}, Areas: []string{"01B", "02B", "London"}}, files...)
	lines := strings.Split(strings.TrimSpace(said), "\n")
	require.Len(t, lines, 5, said)
	for i, want := range []string{
		`practice "A8100S" is asked for, but is not in epraccur, want the codes of GP practices. Maybe "A81000" is meant.`,
		`practice "ZZZZZZ" is asked for, but is not in epraccur, want the codes of GP practices.`,
		`practice "A81003" is asked for, but its prescribing setting is "25", want GP practices, setting 4.`,
		`area "01B" is asked for, but no practice and no file of areas has it, want areas or commissioners that practices have. Maybe "01A" is meant.`,
		`area "London" is asked for, but no practice and no file of areas has it, want areas or commissioners that practices have. Maybe the code is of another year`,
	} {
		assert.True(t, strings.HasPrefix(lines[i], want), "%s\nwant %s", lines[i], want)
	}
	assert.True(t, strings.HasSuffix(lines[1], "practices."), "nothing is like it")
}

// A practice that is asked for and known, but cannot be used, is in the summary with
// the reason.
func TestAskedForButLeftOut(t *testing.T) {
	rows := people(40)
	rows[3].status, rows[3].closed = "C", "20200331"
	files := plainFiles(40)
	files[0] = text("epraccur_2021-01-15.csv", epraccurOf(rows))
	d, r := good(t, Options{Practices: []string{"A81004", "A81003", "A81005", "A81006", "A81030"}, Areas: []string{"01A"}}, files...)
	assert.Len(t, d.Practices, 3)
	assert.Contains(t, r.Summary, "Asked for, but left out: A81003 (closed), A81030 (commissioner outside the areas).")
	_, r = good(t, Options{}, files...)
	assert.NotContains(t, strings.Join(r.Summary, ""), "Asked for")
}
