package nhs

import (
	"archive/zip"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// Two LSOAs: every practice has a third of its patients in the first, the rest
// in the second.
const (
	west = "E01000001"
	east = "E01000002"
)

func parts(i int) (inWest, inEast int) { return listOf(i) / 3, listOf(i) - listOf(i)/3 }

func zonesFile() File {
	return text("lsoa.csv", "LSOA11CD,LSOA11NM,X,Y,All Ages\n"+west+",West,445000,341000,\"1,636\"\n"+east+",East,455000,341000,1700\n")
}

// tall is a release as one row for each practice and LSOA.
func tall(header string, line func(code, lsoa string, patients int) string) string {
	b := strings.Builder{}
	b.WriteString(header + "\n")
	for i := range 40 {
		w, e := parts(i)
		code := fmt.Sprintf("A%05d", 81000+i)
		b.WriteString(line(code, west, w) + line(code, east, e))
	}
	return b.String()
}

// layouts are the shapes in which patients by practice and LSOA have been
// published since 2014, all saying the same.
func layouts() map[string][]File {
	sexed := func(header string) func(string, string, int) string {
		return func(code, lsoa string, n int) string {
			return fmt.Sprintf("GP_PRAC_PAT_LIST,01Apr2020,%s,\"THE SURGERY, HIGH STREET\",%s,ALL,%d\n", code, lsoa, n)
		}
	}
	oneSex := func(sex string, share func(int) int) string {
		return tall("PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,LSOA_CODE,SEX,NUMBER_OF_PATIENTS", func(code, lsoa string, n int) string {
			return fmt.Sprintf("GP,01-Apr-17,%s,X,%s,%s,%d\n", code, lsoa, sex, share(n))
		})
	}
	men, women := func(n int) int { return n / 2 }, func(n int) int { return n - n/2 }
	alt := func(header string) string {
		return tall(header, func(code, lsoa string, n int) string {
			return fmt.Sprintf("%s,X,%s,%d,%d,%d\n", code, lsoa, men(n), women(n), n)
		})
	}
	var practicesDown, zonesDown, blocks strings.Builder
	practicesDown.WriteString("PRACTICE_CODE,PRACTICE_NAME," + west + "," + east + ",NO2011,E01000009\n")
	blocks.WriteString("PRACTICE_CODE,PRACTICE_NAME,NAME OF FORMER VARIABLE,COL1,COL2\n")
	zonesDown.WriteString("LSOA_CODE")
	for i := range 40 {
		w, e := parts(i)
		code := fmt.Sprintf("A%05d", 81000+i)
		fmt.Fprintf(&practicesDown, "%s,X,%d,%d,,0\n", code, w, e)
		fmt.Fprintf(&blocks, "%s,X,LSOA_CODE,%s,%s\n%s,X,Male Patients,%d,%d\n%s,X,Female Patients,%d,%d\n%s,X,All Patients,%d,%d\n",
			code, west, east, code, men(w), men(e), code, women(w), women(e), code, w, e)
		zonesDown.WriteString("," + code)
	}
	for k, lsoa := range []string{west, east} {
		zonesDown.WriteString("\n" + lsoa)
		for i := range 40 {
			w, e := parts(i)
			fmt.Fprintf(&zonesDown, ",%d", []int{w, e}[k])
		}
	}
	return map[string][]File{
		"2014 wide, practices down": {text("gp-reg-patients-lsoa-jan-2014.csv", practicesDown.String())},
		"2014 wide, LSOAs down":     {text("gp-reg-patients-lsoa-jan-2014.csv", zonesDown.String())},
		"2014 wide, four rows":      {text("gp-reg-patients-lsoa-oct-2014.csv", blocks.String())},
		"2014-16 alt tall":          {text("alt.csv", alt("PRACTICE_CODE,ORG_NAME,LSOA_CODE,Male Patients,Female Patients,All Patients"))},
		"2016 alt tall":             {text("alt.csv", alt("PRACTICE_CODE,NAME,LSOA_CODE,MALE_PATIENTS,FEMALE_PATIENTS,ALL_PATIENTS"))},
		"alt tall, lower case":      {text("alt.csv", alt("practice_code,name,lsoa_code,male patients,female patients,all patients"))},
		"2017 all":                  {text("all.csv", tall("PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,LSOA_CODE,SEX,NUMBER_OF_PATIENTS", sexed("")))},
		"2018 all":                  {text("all.csv", tall("PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,LSOA_CODE,SEX,Number of Patients", sexed("")))},
		"2019 all":                  {text("all.csv", tall("PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,LSOA_CODE,SEX,Number of patients", sexed("")))},
		"men and women":             {text("male.csv", oneSex("MALE", men)), text("female.csv", oneSex("FEMALE", women))},
		"all, men and women": {text("lsoa-all.csv", oneSex("ALL", func(n int) int { return n })), text("lsoa-female.csv", oneSex("FEMALE", women)),
			text("lsoa-male.csv", oneSex("MALE", men))},
	}
}

// Protects every layout since 2014: the same patients, whichever release.
func TestRegistrationLayouts(t *testing.T) {
	for name, release := range layouts() {
		t.Run(name, func(t *testing.T) {
			files := append(append(plainFiles(40), zonesFile()), release...)
			d, _ := good(t, Options{}, files...)
			require.Len(t, d.Zones, 2)
			rows := living(d)
			require.Len(t, rows, 80)
			for i := range 40 {
				w, e := parts(i)
				code := fmt.Sprintf("A%05d", 81000+i)
				assert.Equal(t, int64(w), rows[[2]string{code, west}], code)
				assert.Equal(t, int64(e), rows[[2]string{code, east}], code)
			}
		})
	}
}

func TestOneSexAloneIsRefused(t *testing.T) {
	release := layouts()["men and women"]
	assert.Contains(t, bad(t, Options{}, append(plainFiles(40), release[0])...), "counts one sex only")
}

// Lists may come from the registrations alone, unmatched patients included, and
// two releases are not added up.
func TestListsFromRegistrationsAlone(t *testing.T) {
	files := plainFiles(40)
	release := layouts()["2018 all"][0]
	content := mustText(t, release) + fmt.Sprintf("GP,01Apr2020,A81002,X,NO2011,ALL,%d\nGP,01Apr2020,A81002,X,W01001234,ALL,5\n", 100)
	older := strings.ReplaceAll(content, "01Apr2020", "01APR2018")
	d, r := good(t, Options{}, files[0], files[2], zonesFile(), text("all.csv", content), text("older.csv", older))
	assert.Equal(t, int64(listOf(2)+105), lists(d)["A81002"])
	rows := living(d)
	assert.Equal(t, int64(listOf(2)+105), rows[[2]string{"A81002", west}]+rows[[2]string{"A81002", east}], "patients without a place are spread")
	assert.Equal(t, []string{"LSOA NO2011", "LSOA W01001234"}, of(r, Guessed, "LSOA without a place"))
}

// A release of another year than the list is brought to it, and said so.
func TestRegistrationsAreBroughtToTheList(t *testing.T) {
	files := plainFiles(40)
	files[1] = text("gp-reg-pat-prac-all.csv", listsOf(40, func(i int) int { return listOf(i) * 3 / 2 }))
	d, r := good(t, Options{}, append(append(files, zonesFile()), layouts()["2018 all"]...)...)
	sums := map[string]int64{}
	for _, row := range d.Registered {
		sums[row.Practice] += row.Patients
	}
	assert.Equal(t, lists(d), sums)
	assert.Len(t, of(r, Doubtful, "brought to the list"), 40)
}

// Protects the sum and the fairness of whole numbers: each within one of its
// exact share.
func TestSpread(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		shares := rapid.SliceOfN(rapid.Int64Range(0, 5000), 1, 40).Draw(t, "shares")
		list := rapid.Int64Range(0, 50_000).Draw(t, "list")
		total := int64(0)
		for _, s := range shares {
			total += s
		}
		got := spread(shares, list)
		sum := int64(0)
		for i, n := range got {
			sum += n
			if d := n*total - shares[i]*list; d <= -total && total > 0 || d >= total && total > 0 {
				t.Fatalf("share %d of %v gets %d of %d", i, shares, n, list)
			}
		}
		if total > 0 && sum != list {
			t.Fatalf("parts sum to %d, want %d", sum, list)
		}
	})
}

// Releases come in zip archives, and postcode directories with a copy by area.
func TestZipArchives(t *testing.T) {
	folder := t.TempDir()
	f, err := os.Create(filepath.Join(folder, "release.zip"))
	require.NoError(t, err)
	w := zip.NewWriter(f)
	for name, content := range map[string]string{
		"Data/ONSPD_FEB_2023_UK.csv": "whole", "Data/multi_csv/ONSPD_FEB_2023_UK_AB.csv": "part", "User Guide/guide.pdf": "no", "Data/": "",
	} {
		member, err := w.Create(name)
		require.NoError(t, err)
		_, err = member.Write([]byte(content))
		require.True(t, err == nil || content == "")
	}
	require.NoError(t, w.Close())
	require.NoError(t, f.Close())
	files, err := Files(folder)
	require.NoError(t, err)
	require.Len(t, files, 1)
	assert.Equal(t, "release.zip/Data/ONSPD_FEB_2023_UK.csv", files[0].Name)
	assert.Equal(t, "whole", mustText(t, files[0]))
	_, err = Files(filepath.Join(folder, "absent"))
	assert.Error(t, err)
}
