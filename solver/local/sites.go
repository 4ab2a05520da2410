package local

import (
	"math"
	"slices"
)

// tryChange runs a compound change of sites, then places the customers it left
// in the bank, settles the neighbourhood, and keeps or undoes the whole.
func (w *walk) tryChange(change func() bool) {
	before, mark := w.s.Value(), w.s.Mark()
	w.bank = w.bank[:0]
	if !change() {
		w.s.UndoTo(mark)
		return
	}
	w.placeBank()
	w.settle(mark)
	if !w.accepts(w.s.Value() - before) {
		w.s.UndoTo(mark)
	}
}

// randomOpen draws an open site, now and then a broken one, or -1.
func (w *walk) randomOpen() int32 {
	open := w.s.OpenSites()
	if len(open) == 0 {
		return -1
	}
	if o := w.brokenOption(); o >= 0 {
		return w.p.OptionSite[o]
	}
	return open[w.rng.IntN(len(open))]
}

// candidate draws an option at a closed site near a customer, or -1.
func (w *walk) candidate(i int32) int32 {
	first, last := w.p.Arcs(i)
	n := int(last - first)
	if n == 0 {
		return -1
	}
	best := int32(-1)
	rounds := w.candidates
	if w.rng.IntN(4) == 0 {
		rounds = 1
	}
	for range 12 {
		a := w.near[int(first)+w.rank(n)]
		o := w.p.ArcOption[a]
		w.budget.Spend(1)
		if w.s.Option(w.p.OptionSite[o]) >= 0 {
			continue
		}
		if best < 0 || w.better(o, best) {
			best = o
		}
		if rounds--; rounds <= 0 {
			break
		}
	}
	return best
}

// guidedCandidates are the closed options compared before one is tried, where a
// relaxation guides: 3 is worse by a quarter on TBED1.
const guidedCandidates = 8

// better says whether to try to open a rather than b.
func (w *walk) better(a, b int32) bool {
	if w.often != nil && math.Abs(w.often[a]-w.often[b]) > 0.01 {
		return w.often[a] > w.often[b]
	}
	return w.worth[a] < w.worth[b]
}

// randomLoser draws an open site, one that the relaxation opens seldom more
// often, or -1.
func (w *walk) randomLoser() int32 {
	j := w.randomOpen()
	if j < 0 || w.often == nil || w.rng.IntN(4) == 0 {
		return j
	}
	for range 2 {
		if k := w.randomOpen(); w.often[w.s.Option(k)] < w.often[w.s.Option(j)] {
			j = k
		}
	}
	return j
}

func (w *walk) closeSite() {
	w.tryChange(func() bool {
		j := w.randomLoser()
		if j < 0 {
			return false
		}
		w.bank = w.s.Close(j, w.bank)
		return true
	})
}

func (w *walk) openSite() {
	w.tryChange(func() bool {
		o := w.candidate(w.customer())
		if o < 0 {
			return false
		}
		w.bank = w.s.Open(o, w.bank)
		w.attract(o)
		return true
	})
}

// swapSite closes a site and opens another near one of its customers.
func (w *walk) swapSite() {
	w.tryChange(func() bool {
		j := w.randomLoser()
		if j < 0 {
			return false
		}
		members := w.s.Members(w.s.Option(j))
		if len(members) == 0 {
			return false
		}
		o := w.candidate(members[w.rng.IntN(len(members))])
		if o < 0 {
			return false
		}
		w.bank = w.s.Close(j, w.bank)
		w.bank = w.s.Open(o, w.bank)
		return true
	})
}

func (w *walk) changeMode() {
	w.tryChange(func() bool {
		j := w.randomOpen()
		if j < 0 {
			return false
		}
		first, last := w.p.Options(j)
		if last-first < 2 {
			return false
		}
		o := first + int32(w.rng.IntN(int(last-first)))
		if o == w.s.Option(j) {
			return false
		}
		w.bank = w.s.ChangeMode(o, w.bank)
		return true
	})
}

// rebuild closes two to four neighbouring sites and opens about as many, some of
// them again, before their customers are placed anew.
func (w *walk) rebuild() {
	w.tryChange(func() bool {
		s, p := w.s, w.p
		j := w.randomOpen()
		if j < 0 {
			return false
		}
		w.sites = append(w.sites[:0], s.Option(j))
		want := 2 + w.rng.IntN(3)
		members := s.Members(s.Option(j))
		if len(members) == 0 {
			return false
		}
		for range 8 {
			a := w.openArc(members[w.rng.IntN(len(members))])
			if a < 0 {
				continue
			}
			if o := p.ArcOption[a]; !slices.Contains(w.sites, o) {
				w.sites = append(w.sites, o)
			}
			if len(w.sites) == want {
				break
			}
		}
		for _, o := range w.sites {
			w.bank = s.Close(p.OptionSite[o], w.bank)
		}
		if len(w.bank) == 0 {
			return false
		}
		opened := len(w.sites) - 1 + w.rng.IntN(3)
		for range opened {
			var o int32
			if w.rng.IntN(2) == 0 {
				o = w.sites[w.rng.IntN(len(w.sites))]
				if s.Option(p.OptionSite[o]) >= 0 {
					continue
				}
			} else if o = w.candidate(w.bank[w.rng.IntN(len(w.bank))]); o < 0 {
				continue
			}
			w.bank = s.Open(o, w.bank)
		}
		return true
	})
}
