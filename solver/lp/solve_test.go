//go:build cgo

package lp

import (
	"context"
	"math"
	"math/rand/v2"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// twoProducts is max 3a + 5b, a <= 4, 2b <= 12, 3a + 2b <= 18: 36 at (2, 6)
// with prices 0, 3/2, 1. Ours minimises, so signs turn.
func twoProducts() *Problem {
	p := &Problem{RowLower: []float64{-Inf, -Inf, -Inf}, RowUpper: []float64{4, 12, 18}}
	p.Append(-3, 0, Inf, []int32{0, 2}, []float64{1, 3})
	p.Append(-5, 0, Inf, []int32{1, 2}, []float64{2, 2})
	return p
}

func TestKnownProgram(t *testing.T) {
	for name, solve := range map[string]func(*Model, context.Context) (Status, error){"dual": (*Model).Dual, "primal": (*Model).Primal} {
		m := load(t, twoProducts())
		status, err := solve(m, background)
		require.NoError(t, err, name)
		require.Equal(t, Optimal, status, name)
		assert.InDelta(t, -36, m.Objective(), 1e-9, name)
		assert.InDeltaSlice(t, []float64{2, 6}, m.ColumnValues(nil), 1e-9, name)
		assert.InDeltaSlice(t, []float64{0, -1.5, -1}, m.RowDuals(nil), 1e-9, name)
		assert.InDeltaSlice(t, []float64{0, 0}, m.ReducedCosts(nil), 1e-9, name)
		assert.InDeltaSlice(t, []float64{2, 12, 18}, m.RowActivity(nil), 1e-9, name)
		assert.Positive(t, m.Iterations(), name)
		assert.Positive(t, m.Work(), name)
	}
}

// A model without rows or without columns is a legal model: a master problem
// starts like that.
func TestEmptyModels(t *testing.T) {
	m := load(t, &Problem{})
	status, err := m.Dual(background)
	require.NoError(t, err)
	assert.Equal(t, Optimal, status)

	m = load(t, &Problem{RowLower: []float64{1}, RowUpper: []float64{Inf}})
	status, err = m.Dual(background)
	require.NoError(t, err)
	require.Equal(t, Infeasible, status, "a row that wants 1 and has no column")
	require.Len(t, m.Ray(nil), 1)
	assert.Positive(t, m.Ray(nil)[0])

	p := &Problem{}
	p.Append(2, -3, 5, nil, nil)
	p.Append(-1, 0, 7, nil, nil)
	m = load(t, p)
	status, err = m.Primal(background)
	require.NoError(t, err)
	require.Equal(t, Optimal, status)
	assert.InDelta(t, -13, m.Objective(), 1e-12, "2·(-3) - 7")
}

// Crossing bounds come from branching; they are an answer, not an error.
func TestCrossingBoundsAreInfeasible(t *testing.T) {
	m := load(t, twoProducts())
	m.SetColumnBounds([]int32{0}, []float64{2}, []float64{1})
	status, err := m.Dual(background)
	require.NoError(t, err)
	assert.Equal(t, Infeasible, status)
	assert.Equal(t, []float64{0, 0, 0}, m.Ray(nil))
	m.SetColumnBounds([]int32{0}, []float64{0}, []float64{Inf})
	status, err = m.Dual(background)
	require.NoError(t, err)
	assert.Equal(t, Optimal, status)
}

// Whatever is done to a live model, it must agree with a model built from
// nothing: added and deleted rows and columns, bounds, costs, bases.
func TestChangesAgreeWithAFreshModel(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 1))
	seen := map[Status]int{}
	for range 150 {
		p := randomProblem(r, 6+r.IntN(8), 8+r.IntN(12), r.IntN(4) > 0, r.IntN(2) == 0)
		m := load(t, p)
		var basis Basis
		for step := range 6 {
			switch r.IntN(5) {
			case 0:
				j := r.IntN(len(p.Cost))
				p.Cost[j] += float64(r.IntN(100_001) - 50_000)
				m.SetCost([]int32{int32(j)}, []float64{p.Cost[j]})
			case 1:
				j := r.IntN(len(p.Cost))
				p.Lower[j], p.Upper[j] = 0, float64(r.IntN(4))
				m.SetColumnBounds([]int32{int32(j)}, p.Lower[j:j+1], p.Upper[j:j+1])
			case 2:
				i := r.IntN(len(p.RowLower))
				p.RowLower[i], p.RowUpper[i] = -Inf, float64(r.IntN(30))
				m.SetRowBounds([]int32{int32(i)}, p.RowLower[i:i+1], p.RowUpper[i:i+1])
			case 3:
				rows, values := []int32{0, int32(len(p.RowLower) - 1)}, []float64{1, 2}
				p.Append(float64(r.IntN(1000)), 0, 10, rows, values)
				m.AddColumn(p.Cost[len(p.Cost)-1], 0, 10, rows, values)
			case 4:
				m.SetBasis(basis) // an old one, too short or too long
			}
			how := []func(*Model, context.Context) (Status, error){(*Model).Dual, (*Model).Primal}[step%2]
			status, err := how(m, background)
			require.NoError(t, err)
			fresh := load(t, p)
			want, err := fresh.Dual(background)
			require.NoError(t, err)
			seen[want]++
			if status == Optimal || want == Optimal {
				require.Equal(t, want, status)
				assert.InEpsilon(t, fresh.Objective()+1e9, m.Objective()+1e9, 1e-9)
			}
			basis = m.Basis()
		}
	}
	assert.Greater(t, seen[Optimal], 100)
	assert.Greater(t, seen[Infeasible], 20)
	assert.Greater(t, seen[Unbounded], 5)
}

func TestDeletedRowsAndColumns(t *testing.T) {
	m := load(t, twoProducts())
	column := m.AddColumn(-100, 0, 1, []int32{0, 1, 2}, []float64{1, 1, 1})
	row := m.AddRow(-Inf, 3, []int32{1, 0}, []float64{1, 1})
	status, err := m.Primal(background)
	require.NoError(t, err)
	require.Equal(t, Optimal, status)
	assert.Less(t, m.Objective(), -100.0)
	m.DeleteRows([]int32{int32(row)})
	m.DeleteColumns([]int32{int32(column)})
	assert.Equal(t, [3]int{3, 2, 4}, [3]int{m.NumRows(), m.NumColumns(), m.NumNonzeros()})
	status, err = m.Dual(background)
	require.NoError(t, err)
	require.Equal(t, Optimal, status)
	assert.InDelta(t, -36, m.Objective(), 1e-9)
}

// A solve that starts from a good basis must not start over: this is what the
// binding cannot do and column generation lives on.
func TestWarmStartSavesIterations(t *testing.T) {
	p := medianProblem(rand.New(rand.NewPCG(5, 2)), 60, 15)
	m := load(t, p)
	status, err := m.Dual(background)
	require.NoError(t, err)
	require.Equal(t, Optimal, status)
	cold, basis := m.Iterations(), m.Basis()
	require.Greater(t, cold, 100)

	m.SetColumnBounds([]int32{0}, []float64{1}, []float64{1}) // open one site
	_, err = m.Dual(background)
	require.NoError(t, err)
	assert.Less(t, m.Iterations(), cold/2)

	m.SetColumnBounds([]int32{0}, []float64{0}, []float64{1})
	m.SetBasis(basis)
	_, err = m.Dual(background)
	require.NoError(t, err)
	assert.Zero(t, m.Iterations(), "back at the old basis nothing is left to do")

	other := load(t, p)
	other.SetBasis(basis)
	_, err = other.Dual(background)
	require.NoError(t, err)
	assert.Zero(t, other.Iterations(), "a basis carries over to an equal model")
}

func TestIterationLimitStopsAndGoesOn(t *testing.T) {
	m := load(t, medianProblem(rand.New(rand.NewPCG(5, 3)), 40, 10))
	whole := load(t, medianProblem(rand.New(rand.NewPCG(5, 3)), 40, 10))
	_, err := whole.Dual(background)
	require.NoError(t, err)

	m.SetIterationLimit(20)
	slices := 0
	for status := Stopped; status == Stopped; slices++ {
		status, err = m.Dual(background)
		require.NoError(t, err)
		require.LessOrEqual(t, m.Iterations(), 21)
	}
	assert.Greater(t, slices, 2)
	assert.Equal(t, Optimal, m.Status())
	assert.InDelta(t, whole.Objective(), m.Objective(), 1e-6)
}

// A node of a branch and bound ends as soon as it is dear enough.
func TestObjectiveLimit(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 4))
	m := load(t, medianProblem(r, 60, 15))
	_, err := m.Dual(background)
	require.NoError(t, err)
	optimum := m.Objective()

	m.SetBasis(Basis{})
	m.SetObjectiveLimit(optimum * 0.8)
	status, err := m.Dual(background)
	require.NoError(t, err)
	assert.Equal(t, ObjectiveLimit, status)

	m.SetObjectiveLimit(optimum * 1.1)
	status, err = m.Dual(background)
	require.NoError(t, err)
	assert.Equal(t, Optimal, status)
}

// Cancellation must end a solve within a second. The program is large enough
// to run for several seconds on this package's tests' machine.
func TestCancellation(t *testing.T) {
	m := load(t, medianProblem(rand.New(rand.NewPCG(5, 5)), 400, 200))
	for name, solve := range map[string]func(*Model, context.Context) (Status, error){"dual": (*Model).Dual, "primal": (*Model).Primal} {
		m.SetBasis(Basis{})
		ctx, cancel := context.WithTimeout(background, 300*time.Millisecond)
		start := time.Now()
		status, err := solve(m, ctx)
		took := time.Since(start)
		cancel()
		require.NoError(t, err, name)
		if status == Optimal {
			t.Skip("solved before the deadline")
		}
		assert.Equal(t, Stopped, status, name)
		assert.Less(t, took, 1300*time.Millisecond, name)
	}
	ctx, cancel := context.WithCancel(background)
	cancel()
	status, err := m.Dual(ctx)
	require.NoError(t, err)
	assert.Equal(t, Stopped, status, "cancelled before the start")
}

// Models of different goroutines must not disturb each other.
func TestParallelModels(t *testing.T) {
	want := make([]float64, 4)
	for k := range want {
		m := load(t, medianProblem(rand.New(rand.NewPCG(7, uint64(k))), 30, 10))
		_, err := m.Dual(background)
		require.NoError(t, err)
		want[k] = m.Objective()
	}
	var group sync.WaitGroup
	got := make([][]float64, len(want))
	for k := range want {
		group.Go(func() {
			for range 20 {
				m, _ := New()
				p := medianProblem(rand.New(rand.NewPCG(7, uint64(k))), 30, 10)
				m.AddRows(&Rows{Lower: p.RowLower, Upper: p.RowUpper, Starts: make([]int32, len(p.RowLower)+1)})
				m.AddColumns(&p.Columns)
				if status, err := m.Dual(background); status != Optimal || err != nil {
					return
				}
				got[k] = append(got[k], m.Objective())
				m.Close()
			}
		})
	}
	group.Wait()
	for k := range want {
		require.Len(t, got[k], 20)
		for _, objective := range got[k] {
			assert.Equal(t, want[k], objective)
		}
	}
}

// 10,000 solves, with a new model now and then, must not grow the process.
func TestNoLeak(t *testing.T) {
	if testing.Short() {
		t.Skip("10,000 solves are not short")
	}
	r := rand.New(rand.NewPCG(5, 6))
	solve := func(models int) {
		for range models {
			p := randomProblem(r, 30, 60, r.IntN(3) > 0, r.IntN(2) == 0)
			m, err := New()
			require.NoError(t, err)
			m.AddRows(&Rows{Lower: p.RowLower, Upper: p.RowUpper, Starts: make([]int32, len(p.RowLower)+1)})
			m.AddColumns(&p.Columns)
			for range 10 {
				j := int32(r.IntN(60))
				m.SetColumnBounds([]int32{j}, []float64{0}, []float64{float64(r.IntN(5))})
				_, err := m.Dual(background)
				require.NoError(t, err)
				m.Basis()
				m.Ray(nil)
			}
			m.Close()
			m.Close()
		}
		runtime.GC()
	}
	solve(200)
	before := residentBytes(t)
	solve(1000)
	grown := residentBytes(t) - before
	assert.Less(t, grown, 4<<20, "at most 4 MiB in 10,000 solves")
}

// A forgotten model is freed by the garbage collector, never under a running
// solve.
func TestForgottenModels(t *testing.T) {
	p := medianProblem(rand.New(rand.NewPCG(5, 8)), 20, 6)
	for range 200 {
		m, err := New()
		require.NoError(t, err)
		m.AddRows(&Rows{Lower: p.RowLower, Upper: p.RowUpper, Starts: make([]int32, len(p.RowLower)+1)})
		m.AddColumns(&p.Columns)
		go runtime.GC()
		status, err := m.Dual(background)
		require.NoError(t, err)
		require.Equal(t, Optimal, status)
	}
}

func TestWrongUsePanics(t *testing.T) {
	m := load(t, twoProducts())
	assert.Panics(t, func() { m.AddColumn(0, 0, 1, []int32{3}, []float64{1}) }, "no such row")
	assert.Panics(t, func() { m.AddColumn(0, 0, 1, []int32{1, 1}, []float64{1, 1}) }, "a row twice")
	assert.Panics(t, func() { m.AddRow(0, 1, []int32{0}, []float64{math.NaN()}) }, "not a number")
	assert.Panics(t, func() { m.DeleteColumns([]int32{0, 0}) }, "deleted twice")
	assert.Panics(t, func() { m.SetColumnBounds([]int32{0}, []float64{math.NaN()}, []float64{1}) })
	m.Close()
	assert.Panics(t, func() { m.Objective() }, "closed")
}
