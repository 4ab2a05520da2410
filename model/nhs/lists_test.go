package nhs

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// tableOf is a list file of another maker: code and one column of sizes.
func tableOf(name, header string, n int, size func(int) int) File {
	var b strings.Builder
	b.WriteString(header + "\n")
	for i := range n {
		fmt.Fprintf(&b, "A%05d,%d\n", 81000+i, size(i))
	}
	return text(name, b.String())
}

// nearly is the same lists some years on.
func nearly(i int) int { return listOf(i) + i%7*30 - 90 }

// Every heading that list sizes have been published under.
func TestHeadingsOfListSizes(t *testing.T) {
	for _, header := range []string{
		"CODE,NUMBER_OF_PATIENTS,EXTRACT_DATE,", "GP_PRACTICE_CODE,TOTAL_ALL", "gp_practice_code,total_all", "Practice Code,List Size",
		"practice_code,list_size_2019_20", "Organisation Code,Number of patients registered at the GP practice", "\xef\xbb\xbfPRACTICE_CODE,Number of Patients",
	} {
		t.Run(header, func(t *testing.T) {
			files := plainFiles(40)
			files[1] = tableOf("lists.csv", header, 40, listOf)
			d, _ := good(t, Options{}, files...)
			assert.Equal(t, int64(listOf(11)), lists(d)["A81011"])
		})
	}
}

// Rows of one sex or of other organisations are not lists; sizes may be text.
func TestRowsThatAreNoLists(t *testing.T) {
	files := plainFiles(40)
	content := listsOf(40, listOf)
	content += "GP_PRAC_PAT_LIST,01JAN2021,GP,01A,E38000001,A81003,NG1 0DB,MALE,ALL,7\nGP_PRAC_PAT_LIST,01JAN2021,CCG,01A,E38000001,A81004,,ALL,ALL,7\n"
	content = strings.Replace(content, fmt.Sprintf(",ALL,ALL,%d\n", listOf(5)), ",ALL,ALL,-\n", 1)
	files[1] = text("gp-reg-pat-prac-all.csv", content)
	d, r := good(t, Options{}, files...)
	assert.Equal(t, int64(listOf(3)), lists(d)["A81003"])
	assert.Equal(t, int64(listOf(4)), lists(d)["A81004"])
	assert.Equal(t, []string{"practice A81005"}, of(r, Dropped, "no list size"))
}

// A title over the header, as spreadsheets saved as csv have it.
func TestTitlesOverTheHeader(t *testing.T) {
	files := plainFiles(40)
	files[1] = text("qof.csv", "Quality and Outcomes Framework,\n,\nPractice code,List size\n"+strings.SplitN(mustText(t, tableOf("x.csv", "h", 40, listOf)), "\n", 2)[1])
	d, _ := good(t, Options{}, files...)
	assert.Len(t, d.Practices, 40)
}

func mustText(t *testing.T, f File) string {
	t.Helper()
	var b strings.Builder
	r, err := f.Open()
	require.NoError(t, err)
	buf := make([]byte, 1<<20)
	for {
		n, err := r.Read(buf)
		b.Write(buf[:n])
		if err != nil {
			return b.String()
		}
	}
}

// Lists of one patient go, small and huge ones are remarked on.
func TestOddLists(t *testing.T) {
	files := plainFiles(40)
	files[1] = text("gp-reg-pat-prac-all.csv", listsOf(40, func(i int) int {
		switch i {
		case 1:
			return 1
		case 2:
			return 181
		case 3:
			return 78_000
		case 4:
			return 110_443
		}
		return listOf(i)
	}))
	d, r := good(t, Options{}, files...)
	assert.Len(t, d.Practices, 38)
	assert.Equal(t, []string{"practice A81001"}, of(r, Dropped, "fewer than 100"))
	assert.Equal(t, []string{"practice A81004"}, of(r, Dropped, "more than 100000"))
	assert.Equal(t, []string{"practice A81002"}, of(r, Doubtful, "fewer than 1000"))
	assert.Equal(t, []string{"practice A81003"}, of(r, Doubtful, "more than 70000"))
	d, _ = good(t, Options{MinList: 1}, files...)
	assert.Equal(t, int64(1), lists(d)["A81001"])
}

// The source nearest in time counts, and gaps are filled from the next.
func TestSourceNearestInTime(t *testing.T) {
	files := plainFiles(40)
	content := listsOf(40, listOf)
	content = strings.Replace(content, ",A81006,", ",B81006,", 1)
	files[1] = text("gp-reg-pat-prac-all.csv", content)
	files = append(files, tableOf("qof.csv", "practice_code,list_size_2013_14", 40, nearly))
	d, r := good(t, Options{}, files...)
	assert.Equal(t, int64(listOf(5)), lists(d)["A81005"])
	assert.Equal(t, int64(nearly(6)), lists(d)["A81006"])
	assert.Equal(t, []string{"practice A81006"}, of(r, Guessed, "another date or file"))
	d, _ = good(t, Options{Lists: "qof"}, files...)
	assert.Equal(t, int64(nearly(5)), lists(d)["A81005"])
}

// The published bad example was joined to the wrong rows: with two files that
// agree it is set aside, and the way it went wrong is found.
func TestShiftedListsAreSetAside(t *testing.T) {
	shift := func(i int) int { return nearly((i + 3) % 80) }
	files := append(plainFiles(80),
		tableOf("qof.csv", "practice_code,list_size_2019_20", 80, nearly),
		tableOf("mapped.csv", "Organisation Code,Number of patients", 80, shift))
	d, r := good(t, Options{}, files...)
	assert.Equal(t, int64(listOf(5)), lists(d)["A81005"])
	require.Equal(t, []string{"file mapped.csv"}, of(r, Alarm, "file set aside"))
	assert.Contains(t, r.Groups()[0].Items[0].Detail, "those of the practice 3 rows further down")
	for _, f := range r.Files {
		assert.Equal(t, f.Name == "mapped.csv", f.Use == "set aside", f.Name)
	}
	d, r = good(t, Options{Lists: "mapped"}, files...)
	assert.Equal(t, int64(shift(5)), lists(d)["A81005"], "a planner's word counts")
	assert.NotEmpty(t, of(r, Alarm, "used, as asked"))
}

// Two files alone that contradict each other: the names decide where they can,
// else it is an error that names both.
func TestTwoFilesThatContradictEachOther(t *testing.T) {
	shuffled := rand.New(rand.NewPCG(2, 1)).Perm(300)
	wrong := tableOf("mapped.csv", "code,list_size", 300, func(i int) int { return listOf(shuffled[i]) })
	files := append(plainFiles(300), wrong)
	_, r := good(t, Options{}, files...)
	assert.Equal(t, []string{"file mapped.csv"}, of(r, Alarm, "file set aside"))

	rows := people(300)
	for i := range rows {
		rows[i].name = "THE SURGERY"
	}
	files[0] = text("epraccur_2021-01-15.csv", epraccurOf(rows))
	message := bad(t, Options{}, files...)
	assert.Contains(t, message, "gp-reg-pat-prac-all.csv: column NUMBER_OF_PATIENTS does not belong to the same practices as mapped.csv")
	assert.Contains(t, message, "mapped.csv: column list_size does not belong to the same practices as gp-reg-pat-prac-all.csv")
	_, r = good(t, Options{Lists: "gp-reg"}, files...)
	assert.NotEmpty(t, of(r, Alarm, "used, as asked"))
}

// One file alone whose lists have nothing to do with the practices' names.
func TestNamesSpeakAgainstALoneFile(t *testing.T) {
	files := plainFiles(300)
	_, r := good(t, Options{}, files...)
	assert.Empty(t, of(r, Alarm, ""))
	shuffled := rand.New(rand.NewPCG(2, 1)).Perm(300)
	files[1] = tableOf("mapped.csv", "code,list_size", 300, func(i int) int { return listOf(shuffled[i]) })
	_, r = good(t, Options{}, files...)
	assert.Equal(t, []string{"file mapped.csv"}, of(r, Alarm, "may not belong"))
}

// A row lost half-way shifts the rest: the file as a whole still agrees.
func TestRunOfShiftedLists(t *testing.T) {
	files := append(plainFiles(400), tableOf("qof.csv", "practice_code,list_size", 400, func(i int) int {
		if i >= 300 {
			return nearly((i + 1) % 400)
		}
		return nearly(i)
	}))
	_, r := good(t, Options{}, files...)
	runs := of(r, Alarm, "run of list sizes")
	require.NotEmpty(t, runs)
	for _, i := range r.Items {
		if strings.Contains(i.Reason, "run of list sizes") {
			var from int
			_, err := fmt.Sscanf(i.Detail, "A%d", &from)
			require.NoError(t, err)
			assert.InDelta(t, 81300, from, runLength, "the run begins where the row was lost")
		}
	}
}

// Postcodes beside the lists that are other practices' say that rows moved.
func TestPostcodesBesideTheLists(t *testing.T) {
	files := plainFiles(40)
	content := strings.ReplaceAll(listsOf(40, listOf), "NG1 0", "NG1 9")
	files[1] = text("gp-reg-pat-prac-all.csv", content)
	_, r := good(t, Options{}, files...)
	assert.NotEmpty(t, of(r, Alarm, "postcodes in a list file"))
	assert.Len(t, of(r, Doubtful, "another postcode in the list file"), 10)
}

// Spearman's coefficient by its textbook form, 1 - 6 Σd²/(n³-n), without ties.
func TestRankCorrelation(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 1))
	for range 50 {
		n := 2 + rng.IntN(30)
		a, b := &listSource{sizes: map[string]int64{}}, &listSource{sizes: map[string]int64{}}
		x, y := rng.Perm(n), rng.Perm(n)
		squares := 0
		for i := range n {
			code := fmt.Sprint(i)
			a.sizes[code], b.sizes[code] = int64(10+x[i]), int64(1000+3*y[i])
			squares += (x[i] - y[i]) * (x[i] - y[i])
		}
		assert.InDelta(t, 1-6*float64(squares)/float64(n*n*n-n), compare(a, b).rank, 1e-12)
	}
	assert.Equal(t, []float64{0, 1.5, 1.5, 3}, ranks([]float64{1, 5, 5, 9}))
}
