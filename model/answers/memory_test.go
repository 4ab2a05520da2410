package answers

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"polyclinic/model"
	"polyclinic/model/modeltest"
)

// shelf keeps searches in memory, and interrupts after so many.
type shelf struct {
	kept   map[string]*Kept
	saved  []string // by this run
	cancel context.CancelFunc
	last   int // cancel after this many; 0: never
}

func (s *shelf) Find(name string, _ *model.Instance) (*Kept, error) { return s.kept[name], nil }

func (s *shelf) Save(name string, _ *model.Instance, k *Kept) error {
	own := *k
	if k.Plan != nil {
		own.Plan = k.Plan.Clone()
	}
	s.kept[name] = &own
	if s.saved = append(s.saved, name); len(s.saved) == s.last {
		s.cancel()
	}
	return nil
}

// interrupted asks with an empty shelf, is stopped after every number of searches
// in turn, and asks again: what is missing is searched, nothing else, and both
// runs together come to what a whole run does.
func interrupted[A any](t *testing.T, ask func(ctx context.Context, m Memory) (A, error)) (searches int) {
	t.Helper()
	shelved := &shelf{kept: map[string]*Kept{}}
	want, err := ask(t.Context(), shelved)
	require.NoError(t, err)
	all := shelved.saved
	for n := 1; n < len(all); n++ {
		ctx, cancel := context.WithCancel(t.Context())
		s := &shelf{kept: map[string]*Kept{}, cancel: cancel, last: n}
		_, err := ask(ctx, s)
		require.Equal(t, all[:n], s.saved, "an interrupted search is not kept, %v", err)
		s.saved, s.last = nil, 0
		got, err := ask(t.Context(), s)
		require.NoError(t, err)
		require.Equal(t, all[n:], s.saved)
		require.Equal(t, want, got)
	}
	return len(all)
}

// Alternatives go on where they were after an interruption between any two
// searches.
func TestAlternativesGoOnWhereTheyWere(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(43, 1))
	searches := 0
	for range 6 {
		_, base := possibleCase(t, r, modeltest.Shape{Practices: 4, Sites: 2, Zones: 5})
		q := AlternativesQuestion{Count: 3, Most: MostExpensive(base.Objective, 1), Practices: 1}
		searches += interrupted(t, func(ctx context.Context, m Memory) (*Alternatives, error) {
			a, err := FindAlternatives(ctx, base, q, little, m)
			return withoutResults(a), err
		})
	}
	assert.Greater(t, searches, 8)
}

// withoutResults leaves out what is not kept: the solver's own account.
func withoutResults(a *Alternatives) *Alternatives {
	if a == nil {
		return nil
	}
	for _, x := range a.Found {
		x.Result, x.Map = nil, nil
	}
	if a.End != nil {
		a.End.Result, a.End.Map = nil, nil
	}
	return a
}

// So do plans for uncertain costs.
func TestCasesGoOnWhereTheyWere(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(53, 1))
	searches, asked := 0, 0
	for asked < 3 {
		c, _ := possibleCase(t, r, modeltest.Shape{Practices: 4, Sites: 2, Zones: 5})
		cases := casesOf(t, c)
		if cases == nil {
			continue
		}
		o := UncertainOptions{Effort: little, Alternatives: 1, Tilts: 2}
		if _, err := PlanForCases(t.Context(), cases, o); err != nil {
			continue
		}
		asked++
		searches += interrupted(t, func(ctx context.Context, m Memory) (*Uncertain, error) {
			o.Memory = m
			return PlanForCases(ctx, cases, o)
		})
	}
	assert.Greater(t, searches, 15)
}

// A kept plan that is not the one that was found is refused, whether it breaks a
// rule or only costs something else.
func TestChangedSearchesAreRefused(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(44, 1))
	refused := map[bool]int{}
	for refused[false] == 0 || refused[true] == 0 {
		_, base := possibleCase(t, r, modeltest.Shape{Practices: 4, Sites: 2, Zones: 5})
		q := AlternativesQuestion{Count: 1, Most: MostExpensive(base.Objective, 1), Practices: 1}
		s := &shelf{kept: map[string]*Kept{}}
		found, err := FindAlternatives(t.Context(), base, q, little, s)
		require.NoError(t, err)
		if len(found.Found) == 0 {
			continue
		}
		for _, p := range []*model.Plan{base.Plan, model.NewPlan(base.In)} {
			k := *s.kept["alternative-1"]
			k.Plan = p
			_, err = FindAlternatives(t.Context(), base, q, little, &shelf{kept: map[string]*Kept{"alternative-1": &k}})
			var changed *ChangedSearch
			require.ErrorAs(t, err, &changed)
			require.Equal(t, "alternative-1", changed.Name)
			refused[slices.ContainsFunc(p.Places, func(x model.Place) bool { return x.Site >= 0 })]++
		}
	}
}
