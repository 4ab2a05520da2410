package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Files in the layouts of the NHS become an instance that solves, and check accepts
// the plan; what cannot be used is in the report, with its line.
func TestImportNHSToPlan(t *testing.T) {
	from, dir := t.TempDir(), t.TempDir()
	writeNHS(t, from)
	instance, plan := filepath.Join(dir, "imported"), filepath.Join(dir, "plan")
	out := execute(t, "import", "nhs", from, "--name", "two-towns", "--open-at", "2015-11-27", "-o", instance)
	require.Equal(t, exitOK, out.code, out.stdout+out.stderr)
	assert.Contains(t, out.stdout, "two-towns: 40 practices")
	assert.Contains(t, out.stdout, "2 areas in "+instance)
	doubts, err := os.ReadFile(instance + "-report.csv")
	require.NoError(t, err)
	assert.Contains(t, string(doubts), "A81040", "the closed practice is named")
	assert.Contains(t, string(doubts), "A81041", "so is the walk-in centre")
	planImported(t, instance, plan)
	d, _, err := openPlan(plan)
	require.NoError(t, err)
	assert.Equal(t, "two-towns", d.Instance.Name)
	assert.Len(t, d.Practices, 40)
}

// The NHS's own files, where they are at hand.
func TestImportRealNHSToPlan(t *testing.T) {
	root := os.Getenv("POLYCLINIC_DATA")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared")
	}
	from := filepath.Join(root, "data", "nhs-files")
	if _, err := os.Stat(from); err != nil {
		t.Skipf("no NHS files: %v", err)
	}
	dir := t.TempDir()
	instance := filepath.Join(dir, "imported")
	out := execute(t, "import", "nhs", from, "--open-at", "2015-11-27", "-o", instance)
	require.Equal(t, exitOK, out.code, out.stdout+out.stderr)
	assert.Contains(t, out.stdout, "32 areas")
	planImported(t, instance, filepath.Join(dir, "plan"))
}

// What is wrong with the options or the files is an input error that says so.
func TestImportNHSRefuses(t *testing.T) {
	from := t.TempDir()
	writeNHS(t, from)
	for _, c := range []struct {
		said string
		args []string
	}{
		{"want a day", []string{from, "--open-at", "yesterday"}},
		{"want commissioner or boundary", []string{from, "--areas-by", "region"}},
		{"nowhere", []string{filepath.Join(from, "nowhere")}},
		{`practice "A8100l"`, []string{from, "--practice", "A8100l", "--practice", "B00000"}},
		{`practice "B00000"`, []string{from, "--practice", "A8100l", "--practice", "B00000"}},
		{`Maybe "02B" is meant`, []string{from, "--area", "02b"}},
	} {
		dir := filepath.Join(t.TempDir(), "imported")
		out := execute(t, append(append([]string{"import", "nhs"}, c.args...), "-o", dir)...)
		assert.Equal(t, exitUsage, out.code, out.stdout+out.stderr)
		assert.Contains(t, out.stderr, c.said)
		assert.NoDirExists(t, dir)
	}
}

func planImported(t *testing.T, instance, plan string) {
	t.Helper()
	out := execute(t, "solve", instance, "--work-limit", "20000000", "--quiet", "-o", plan)
	require.Equal(t, exitOK, out.code, out.stdout+out.stderr)
	assertSchema(t, plan)
	out = execute(t, "check", instance, plan)
	assert.Equal(t, exitOK, out.code, out.stdout+out.stderr)
}

// writeNHS writes 40 practices of two commissioners on the National Grid, in rows
// of ten 700 m apart, with lists of 3,000 to 9,240; one more that is closed, and a
// walk-in centre.
func writeNHS(t *testing.T, dir string) {
	t.Helper()
	var practices, places strings.Builder
	lists := strings.Builder{}
	lists.WriteString("PUBLICATION,EXTRACT_DATE,TYPE,CCG_CODE,ONS_CCG_CODE,CODE,POSTCODE,SEX,AGE,NUMBER_OF_PATIENTS\n")
	const open = 40
	for i := range open + 2 {
		code, postcode, area := fmt.Sprintf("A%05d", 81000+i), fmt.Sprintf("NG1 %d%cB", i/10, 'A'+i%10), "01A"
		if i%open >= open/2 {
			area = "02B"
		}
		fields := make([]string, 27)
		fields[0], fields[1], fields[9], fields[10], fields[12], fields[14], fields[25] = code, "THE SURGERY", postcode, "19740401", "A", area, "4"
		size := 3000 + i*7%open*160
		switch {
		case i == open:
			fields[11], fields[12] = "20100331", "C"
		case i == open+1:
			fields[25] = "1"
		case size > 6000:
			fields[1] = "TOWN HEALTH CENTRE"
		default:
			fields[1] = "DR SMITH'S PRACTICE"
		}
		practices.WriteString(`"` + strings.Join(fields, `","`) + "\"\r\n")
		fmt.Fprintf(&places, "\"%s\",10,%d,%d,\"E92000001\",\"\",\"\",\"\",\"E07000001\",\"E05000001\"\n", postcode, 440000+i%10*700, 340000+i/10*700)
		if i < open {
			fmt.Fprintf(&lists, "GP_PRAC_PAT_LIST,01NOV2015,GP,%s,E38000001,%s,%s,ALL,ALL,%d\n", area, code, postcode, size)
		}
	}
	for name, text := range map[string]string{"epraccur.csv": practices.String(), "gp-reg-pat-prac-all.csv": lists.String(), "codepo_ng.csv": places.String()} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
	}
}
