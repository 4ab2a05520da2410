package ejection

// hold keeps a customer where it is until release.
func (x *Search) hold(i int32) {
	if s := x.s; !s.held[i] {
		s.held[i] = true
		s.holding = append(s.holding, i)
	}
}

func (x *Search) release() {
	s := x.s
	for _, i := range s.holding {
		s.held[i] = false
	}
	s.holding = s.holding[:0]
}

// changePlaces sends one to three customers elsewhere. Pushes hold them there; chains
// find more where they may be taken back in parts.
func (x *Search) changePlaces() {
	s := x.s
	i := int32(x.rng.IntN(len(s.arc)))
	for range 1 + x.rng.IntN(3) {
		from, a := s.option(i), x.elsewhere(i)
		if a < 0 {
			return
		}
		s.move(i, a)
		if !s.chains {
			x.hold(i)
		}
		s.touch(from)
		to := s.option(i)
		s.touch(to)
		members := s.members[to]
		i = members[x.rng.IntN(len(members))]
		if s.held[i] {
			return
		}
	}
}

// elsewhere draws an arc to one of the open options that a customer looks at, each
// half as often as the one before, or -1.
func (x *Search) elsewhere(i int32) int32 {
	s := x.s
	pick, seen := int32(-1), 0
	for _, a := range s.options(i) {
		if a == s.arc[i] {
			continue
		}
		pick = a
		if seen++; seen == push || x.rng.IntN(2) == 0 {
			break
		}
	}
	return pick
}

// choice says whether there is any of sites.
func (x *Search) choice() bool { return x.limits.Least < len(x.s.isOpen) && !x.fixed }

// changeSites closes a site and opens one near, or does one of the two where their
// number is free.
func (x *Search) changeSites() {
	s, p := x.s, x.s.p
	near := s.option(int32(x.rng.IntN(len(s.arc))))
	opens, closes := x.kind()
	o := int32(-1)
	if opens {
		if o = x.closed(near); o < 0 {
			return
		}
		s.turn(o)
		s.budget.Spend(int64(len(s.callers[o])))
		for _, a := range s.callers[o] {
			s.await(p.ArcCustomer[a])
		}
	}
	x.bank = x.bank[:0]
	if closes {
		x.bank = append(x.bank, s.members[near]...)
		s.turn(near)
	}
	for _, k := range x.bank {
		s.move(k, -1)
	}
	for _, k := range x.bank {
		if !s.settle(k) {
			s.undo()
			return
		}
		s.touch(s.option(k))
	}
}

// closed draws a closed site that is promising for a customer of an open one, or -1.
func (x *Search) closed(o int32) int32 {
	s, p := x.s, x.s.p
	i := s.members[o][x.rng.IntN(len(s.members[o]))]
	first, last := p.Arcs(i)
	reach := min(int(last-first), 2*len(s.isOpen)/len(s.open)+8)
	for range 8 {
		if near := p.ArcOption[s.near[int(first)+x.rng.IntN(reach)]]; !s.isOpen[near] {
			return near
		}
	}
	return -1
}

// kind draws whether a change opens a site and closes one.
func (x *Search) kind() (opens, closes bool) {
	n := len(x.s.open)
	if x.limits.Least < x.limits.Most {
		switch x.rng.IntN(4) {
		case 0:
			return true, !x.limits.Admit(n + 1)
		case 1:
			return !x.limits.Admit(n - 1), true
		}
	}
	return true, true
}
