package facility_test

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"polyclinic/solver/facility"
	"polyclinic/solver/facilitytest"
)

// Protects that a row called impossible is, by enumeration, all by itself: also
// where the reason is that sites cannot be filled or are too small.
func TestImpossibleRowsAre(t *testing.T) {
	found, unfilled, cramped := 0, 0, 0
	for seed := range uint64(6000) {
		rng := rand.New(rand.NewPCG(seed, 31))
		p := facilitytest.Tiny(rng)
		steps := append([]facility.Step(nil), p.Steps...)
		for k := range steps {
			switch seed % 3 {
			case 1: // large minima
				steps[k].MinDemand *= 1 + rng.Int64N(4)
				steps[k].MaxDemand = max(steps[k].MaxDemand, steps[k].MinDemand)
			case 2: // little room
				steps[k].MaxDemand = max(steps[k].MinDemand, steps[k].MaxDemand/(1+rng.Int64N(6)))
			}
		}
		q := *p
		q.Steps = steps
		for _, r := range facility.Impossible(&q) {
			found++
			alone := q
			alone.Rows = append([]facility.Row(nil), q.Rows...)
			for k := range alone.Rows {
				if k != int(r) {
					alone.Rows[k].Lower, alone.Rows[k].Upper = -facility.Infinity, facility.Infinity
				}
			}
			_, _, ok := facilitytest.BruteForce(&alone)
			require.False(t, ok, "seed %d row %d (%s)", seed, r, q.Rows[r].Name)
			low, high := facility.Utmost(&q)
			if high[r] >= q.Rows[r].Lower && low[r] <= q.Rows[r].Upper {
				cramped++
			} else if low, high = utmostOfAll(&q); high[r] >= q.Rows[r].Lower && low[r] <= q.Rows[r].Upper {
				unfilled++
			}
		}
	}
	t.Logf("%d rows, %d because nothing can be filled, %d for want of room", found, unfilled, cramped)
	require.Greater(t, unfilled, 20)
	require.Greater(t, cramped, 20)
}

// utmostOfAll is Utmost where every step can be filled.
func utmostOfAll(p *facility.Problem) (low, high []int64) {
	q := *p
	q.Steps = append([]facility.Step(nil), p.Steps...)
	for k := range q.Steps {
		q.Steps[k] = facility.Step{MaxDemand: facility.Infinity, MaxCount: facility.Unbounded}
	}
	return facility.Utmost(&q)
}

// Protects that no solution uses a step that is called unfillable.
func TestUnfillableStepsDoNotOpen(t *testing.T) {
	some := 0
	for seed := range uint64(300) {
		rng := rand.New(rand.NewPCG(seed, 32))
		p := facilitytest.Tiny(rng)
		shut := p.Unfillable()
		for k, s := range shut {
			if !s {
				continue
			}
			some++
			q := *p // no rows, and a reward for opening so, and so alone
			q.Rows, q.ArcTerms, q.OutTerms, q.StepTerms = nil, facility.Terms{}, facility.Terms{}, facility.Terms{}
			q.Steps = append([]facility.Step(nil), p.Steps...)
			o := p.StepOption[k]
			for l := p.StepStart[o]; l < p.StepStart[o+1]; l++ {
				q.Steps[l] = p.Steps[k]
			}
			for j := range q.Steps {
				q.Steps[j].Cost = 0
				if p.StepOption[j] == o {
					q.Steps[j].Cost = -1_000_000_000
				}
			}
			best, _, ok := facilitytest.BruteForce(&q)
			require.False(t, ok && best.Option[p.OptionSite[o]] == o, "seed %d step %d", seed, k)
		}
	}
	require.Greater(t, some, 50)
}
