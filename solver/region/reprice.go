package region

import "slices"

// Reprice looks for better multipliers of the coupling rows than mu, as the
// pools see it: it maximises, row by row,
//
//	Σ regions min over choices (cost − μ·acts) + Σ rows μ·limit,
//
// an upper estimate of the bound that the regions could prove at μ. base is what
// the rows count besides the regions. It returns new multipliers and the
// estimates at mu and at them, in the whole's units.
func (s *Split) Reprice(pools []*Pool, mu, base []int64, shift uint) (better []int64, before, after int64) {
	d := pricing{split: s, pools: pools, mu: slices.Clone(mu), base: base, shift: shift, acts: make([]int64, len(base))}
	before = d.value()
	best, after := slices.Clone(d.mu), before
	for range 3 {
		for k := range s.Coupling {
			if !slices.Contains(s.Counts.Rows, k) {
				d.climb(k)
			}
		}
		if v := d.value(); v > after {
			after = v
			copy(best, d.mu)
		}
	}
	return best, before >> shift, after >> shift
}

type pricing struct {
	split *Split
	pools []*Pool
	mu    []int64
	base  []int64
	acts  []int64 // of the choices that are least at mu
	shift uint
}

// value is the estimate at mu, scaled; it leaves the activities in acts.
func (d *pricing) value() int64 {
	copy(d.acts, d.base)
	total, picks := d.split.cheapest(d.pools, d.mu, d.shift)
	for k, at := range picks {
		for r, a := range d.pools[k].Choices[at].Acts {
			d.acts[r] += a
		}
	}
	for k, r := range d.split.Coupling {
		row := &d.split.Problem.Rows[r]
		switch mu := d.mu[r]; {
		case mu > 0:
			total += mu * (row.Lower - d.base[k])
		case mu < 0:
			total += mu * (row.Upper - d.base[k])
		}
	}
	return total
}

// climb moves one multiplier to where its row's activity crosses its limit, by
// doubling steps and then halving the interval.
func (d *pricing) climb(k int) {
	r := d.split.Coupling[k]
	row := &d.split.Problem.Rows[r]
	limit := int64(1) << 50
	if row.Price > 0 {
		limit = row.Price << d.shift / max(1, row.Unit)
	}
	// slope > 0: the estimate grows with the multiplier
	slope := func(mu int64) int {
		d.mu[r] = mu
		d.value()
		switch {
		case mu > 0 && d.acts[k] < row.Lower || mu <= 0 && d.acts[k] < row.Lower:
			return 1
		case mu < 0 && d.acts[k] > row.Upper || mu >= 0 && d.acts[k] > row.Upper:
			return -1
		case mu > 0 && d.acts[k] > row.Lower:
			return -1
		case mu < 0 && d.acts[k] < row.Upper:
			return 1
		}
		return 0
	}
	from := d.mu[r]
	way := slope(from)
	if way == 0 {
		return
	}
	near, far := from, from
	for step := max(1, from/64, -from/64); ; step *= 2 {
		far = min(limit, max(-limit, near+int64(way)*step))
		if near != 0 && (near < 0) != (far < 0) {
			far = 0
		}
		if far == near || slope(far) != way {
			break
		}
		near = far
	}
	for far-near > 1 || near-far > 1 {
		mid := near + (far-near)/2
		if slope(mid) == way {
			near = mid
		} else {
			far = mid
		}
	}
	d.mu[r] = near
	atNear := d.value()
	d.mu[r] = far
	if d.value() < atNear {
		d.mu[r] = near
	}
}
