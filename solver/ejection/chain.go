package ejection

// A chain has up to length customers, of different options: each takes the place of
// the next, and the last goes where the first was or where there is room. Of each
// length the breadth most promising are made longer.
const (
	length  = 7
	breadth = 20
)

// link is a customer at the end of a chain, without a place.
type link struct {
	i    int32
	in   int32   // arc by which the one before takes its place
	back int32   // link of the one before, -1: none
	sum  float64 // value of the chain so far, each customer at its regret, but for what the first option gains
}

// lack is what the load of an option costs where customers cost their regret: room at
// its worth, or what is beyond capacity at its price less that worth.
func (s *state) lack(o int32, load int64) float64 {
	room := s.capacity[o] - load
	if room < 0 {
		return (s.worth[o] - s.price[o]) * float64(room)
	}
	return s.worth[o] * float64(room)
}

// regret is what an arc and the room that it takes are worth beyond the least of its
// customer's.
func (s *state) regret(a int32) float64 { return s.key(a) - s.least[s.p.ArcCustomer[a]] }

// improveByChain moves the best chain that begins with a customer, if it lowers the
// value.
func (s *state) improveByChain(i int32) bool {
	home := s.option(i)
	last, a, _ := s.chain(i)
	if last < 0 {
		return false
	}
	for at := last; at >= 0; {
		l := s.links[at]
		s.move(l.i, a)
		s.touch(s.option(l.i))
		a, at = l.in, l.back
	}
	s.touch(home)
	return true
}

// chain finds the best chain that begins with a customer: its last link, that one's
// arc, and how much less the value is; -1 if no chain lowers it.
func (s *state) chain(first int32) (last, arc int32, delta float64) {
	p := s.p
	home := s.option(first)
	load := s.load[home] - p.ArcDemand[s.arc[first]]
	was, left := s.lack(home, s.load[home]), s.lack(home, load)
	last, delta = -1, -1e-6
	better := func(at int, a int32, d float64) {
		if d < delta {
			last, arc, delta = int32(at), a, d
		}
	}
	s.links = append(s.links[:0], link{first, -1, -1, -s.regret(s.arc[first])})
	work := int64(0)
	for depth, begin := 1, 0; depth <= length && begin < len(s.links); depth++ {
		end := len(s.links)
		for at := begin; at < end; at++ {
			l := s.links[at]
			if depth > 1 {
				if a := s.find(l.i, home); a >= 0 {
					better(at, a, l.sum+s.regret(a)+s.lack(home, load+p.ArcDemand[a])-was)
				}
			}
			for _, a := range s.options(l.i) {
				o := p.ArcOption[a]
				work++
				sum := l.sum + s.regret(a) - s.lack(o, s.load[o])
				if o == home || sum-was >= delta || s.passes(int32(at), o) {
					continue
				}
				full := s.load[o] + p.ArcDemand[a]
				better(at, a, sum+s.lack(o, full)+left-was)
				if depth == length {
					continue
				}
				work += int64(len(s.members[o]))
				for _, k := range s.members[o] {
					b := s.arc[k]
					if d := sum - s.regret(b) + s.lack(o, full-p.ArcDemand[b]); d-was < delta {
						s.extend(end, link{k, a, int32(at), d})
					}
				}
			}
		}
		begin = end
	}
	s.budget.Spend(work)
	return last, arc, delta
}

// passes says whether a customer of an option is in the chain that ends at a link.
func (s *state) passes(at, o int32) bool {
	for ; at >= 0; at = s.links[at].back {
		if s.option(s.links[at].i) == o {
			return true
		}
	}
	return false
}

// extend keeps a link if it is among the breadth best from an index on.
func (s *state) extend(begin int, l link) {
	if len(s.links) < begin+breadth {
		s.links = append(s.links, l)
		return
	}
	worst := begin
	for k := begin + 1; k < len(s.links); k++ {
		if s.links[k].sum > s.links[worst].sum {
			worst = k
		}
	}
	if l.sum < s.links[worst].sum {
		s.links[worst] = l
	}
}
