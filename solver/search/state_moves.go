package search

// Close empties a site and closes it. Its customers are left out and appended to
// bank, for the caller to place again.
func (s *State) Close(site int32, bank []int32) []int32 {
	o := s.option[site]
	if o < 0 {
		return bank
	}
	for len(s.members[o]) > 0 {
		i := s.members[o][len(s.members[o])-1]
		bank = append(bank, i)
		s.Shift(i, -1)
	}
	s.SetOption(site, -1)
	return bank
}

// Open opens an option: it closes the site's present option and every other that
// shares a tied customer with it, and moves the tied customers in. Customers who
// lose their place are left out and appended to bank.
func (s *State) Open(o int32, bank []int32) []int32 {
	p := s.p
	site := p.OptionSite[o]
	if s.option[site] == o {
		return bank
	}
	bank = s.Close(site, bank)
	if s.tiedStart == nil {
		s.SetOption(site, o)
		return bank
	}
	for _, a := range s.TiedTo(o) {
		i := p.ArcCustomer[a]
		for _, t := range s.TiedArcs(i) {
			if other := p.ArcOption[t]; other != o && s.IsOpen(other) {
				bank = s.Close(p.OptionSite[other], bank)
			}
		}
	}
	s.SetOption(site, o)
	for _, a := range s.TiedTo(o) {
		s.Shift(p.ArcCustomer[a], a)
	}
	return bank
}

// ChangeMode opens a site in another of its options and takes along every
// customer that has an arc there; the others are left out and appended to bank.
func (s *State) ChangeMode(o int32, bank []int32) []int32 {
	site := s.p.OptionSite[o]
	first := len(bank)
	bank = s.Close(site, bank)
	bank = s.Open(o, bank)
	kept := bank[:first]
	for _, i := range bank[first:] {
		switch {
		case s.arc[i] >= 0:
		case s.ArcTo(i, o) >= 0:
			s.Shift(i, s.ArcTo(i, o))
		default:
			kept = append(kept, i)
		}
	}
	return kept
}

// ArcTo is a customer's arc to an option, the tied one or the cheapest if it has
// several, or -1.
func (s *State) ArcTo(customer, o int32) int32 {
	p := s.p
	first, last := p.Arcs(customer)
	best := int32(-1)
	if s.sorted {
		for first < last {
			mid := int32(uint32(first+last) >> 1)
			if p.ArcOption[mid] < o {
				first = mid + 1
			} else {
				last = mid
			}
		}
		_, last = p.Arcs(customer)
	}
	for a := first; a < last; a++ {
		if p.ArcOption[a] != o {
			if s.sorted {
				break
			}
			continue
		}
		if p.Tied(a) {
			return a
		}
		if best < 0 || p.ArcCost[a] < p.ArcCost[best] {
			best = a
		}
	}
	return best
}
