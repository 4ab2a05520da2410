package nhs

import (
	"cmp"
	"fmt"
	"math"
	"regexp"
	"slices"

	"gonum.org/v1/gonum/stat"
)

// comparison is how two sources of list sizes agree on the practices they share.
type comparison struct {
	n    int
	rank float64 // Spearman's rank correlation
	near int     // lists within a tenth of each other
}

// String is the evidence in words.
func (c comparison) String() string {
	return fmt.Sprintf("rank correlation %.2f over %d practices, %d lists within a tenth of each other", c.rank, c.n, c.near)
}

func compare(a, b *listSource) comparison { return compareOn(a, b, common(a, b)) }

// common is the practices with patients in both, by code.
func common(a, b *listSource) []string {
	var codes []string
	for code, n := range a.sizes {
		if n > 0 && b.sizes[code] > 0 {
			codes = append(codes, code)
		}
	}
	slices.Sort(codes)
	return codes
}

func compareOn(a, b *listSource, codes []string) comparison {
	c := comparison{n: len(codes)}
	if c.n < 2 {
		return c
	}
	x, y := make([]float64, c.n), make([]float64, c.n)
	for i, code := range codes {
		x[i], y[i] = float64(a.sizes[code]), float64(b.sizes[code])
		if near(x[i], y[i]) {
			c.near++
		}
	}
	c.rank = stat.Correlation(ranks(x), ranks(y), nil)
	if math.IsNaN(c.rank) { // all equal
		c.rank = 0
	}
	return c
}

func near(x, y float64) bool { return math.Abs(x-y) <= 0.1*max(x, y) }

// ranks gives equal values the mean of their ranks.
func ranks(values []float64) []float64 {
	order := make([]int, len(values))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(values[a], values[b]) })
	out := make([]float64, len(values))
	for i := 0; i < len(order); {
		j := i
		for j < len(order) && values[order[j]] == values[order[i]] {
			j++
		}
		for _, k := range order[i:j] {
			out[k] = float64(i+j-1) / 2
		}
		i = j
	}
	return out
}

const farthestShift = 50 // rows

// shifted looks for the join that went wrong: a number of rows by which the
// figures of a, in its own order, stand off those of b.
func shifted(a, b *listSource) string {
	best, bestShare := 0, 0.0
	for k := -farthestShift; k <= farthestShift; k++ {
		hits, tried := 0, 0
		for i, code := range a.order {
			if i+k < 0 || i+k >= len(a.order) {
				continue
			}
			if x, y := a.sizes[code], b.sizes[a.order[i+k]]; x > 0 && y > 0 {
				tried++
				if near(float64(x), float64(y)) {
					hits++
				}
			}
		}
		if tried >= comparable && float64(hits) > bestShare*float64(tried) {
			best, bestShare = k, float64(hits)/float64(tried)
		}
	}
	if bestShare < 0.4 || best == 0 {
		return ""
	}
	if best > 0 {
		return fmt.Sprintf("; the figures are those of the practice %s further down", plural(best, "row"))
	}
	return fmt.Sprintf("; the figures are those of the practice %s further up", plural(-best, "row"))
}

// nameTest is the evidence within one source: practices called a centre or a
// group have longer lists than those called after a doctor. In England the
// logarithms of the lists differ by half a standard deviation (9.6 standard
// errors on the lists of 2021), in London by nearly one; where the lists belong
// to other practices they do not differ.
type nameTest struct {
	doctors, centres int
	errors           float64 // difference of the means, in standard errors
	expected         float64 // what half a standard deviation would give
}

var (
	doctorName = regexp.MustCompile(`\bDRS?\b`)
	centreName = regexp.MustCompile(`CENTRE|CENTER|GROUP|\bCTR\b`)
)

func (m *importer) testNames(s *listSource) nameTest {
	var doctors, centres []float64
	for _, p := range m.practices {
		n := s.sizes[p.code]
		switch {
		case n < smallList || p.status != "A":
		case doctorName.MatchString(p.name):
			doctors = append(doctors, math.Log(float64(n)))
		case centreName.MatchString(p.name):
			centres = append(centres, math.Log(float64(n)))
		}
	}
	t := nameTest{doctors: len(doctors), centres: len(centres)}
	if t.doctors < 2 || t.centres < 2 {
		return t
	}
	meanD, varD := stat.MeanVariance(doctors, nil)
	meanC, varC := stat.MeanVariance(centres, nil)
	if e := math.Sqrt(varD/float64(t.doctors) + varC/float64(t.centres)); e > 0 {
		t.errors = (meanC - meanD) / e
	}
	t.expected = 0.5 / math.Sqrt(1/float64(t.doctors)+1/float64(t.centres))
	return t
}

func (t nameTest) passes() bool { return t.errors >= 2.5 }

// fails needs enough names of both kinds to expect a difference at all.
func (t nameTest) fails() bool { return t.expected >= 2.5 && t.errors < 1 }

// String is the evidence in words.
func (t nameTest) String() string {
	return fmt.Sprintf("lists of the %d practices called centre or group exceed those of the %d called after a doctor by %.1f standard errors, where about %.0f or more are usual",
		t.centres, t.doctors, t.errors, t.expected)
}

// remark adds the evidence of the names where it speaks against the file.
func (t nameTest) remark() string {
	if !t.fails() {
		return ""
	}
	return "; " + t.String()
}
