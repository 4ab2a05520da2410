package local

// stress raises the weights of the rows and sizes that a cycle left broken, and
// lets the others' relax; the next cycles keep them (breakout: Morris, AAAI 1993).
func (w *walk) stress() {
	s, p := w.s, w.p
	for r := range p.Rows {
		row := &p.Rows[r]
		act := s.Activity(int32(r))
		broken := row.Price == 0 && (act < row.Lower || act > row.Upper)
		w.rowStress[r] = stressed(w.rowStress[r], broken)
	}
	for o := range w.sizeStress {
		broken := s.IsOpen(int32(o)) && s.SizePenalty(int32(o)) > 0
		w.sizeStress[o] = stressed(w.sizeStress[o], broken)
	}
}

func stressed(x float64, broken bool) float64 {
	if broken {
		return min(x*stressUp, 1e6)
	}
	return max(1, x*stressDown)
}

const (
	stressUp   = 4.0
	stressDown = 0.8
)

// weigh sets all weights to x, in units of search.DemandPrice, times stress.
func (w *walk) weigh(x float64) {
	s := w.s
	x *= s.UnitPrice()
	s.SetWeights(weights(x))
	for r, f := range w.rowStress {
		if f > 1 && w.p.Rows[r].Price == 0 {
			s.SetRowWeight(int32(r), f*s.RowWeight(int32(r)))
		}
	}
	for o, f := range w.sizeStress {
		if f > 1 {
			s.SetSizeWeight(int32(o), f*s.SizeWeight(int32(o)))
		}
	}
}
