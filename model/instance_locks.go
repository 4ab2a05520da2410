package model

import "slices"

// lockTable is the locks by what they touch.
type lockTable struct {
	required  []requiredSite
	forbidden []bool    // [site]
	only      []int32   // [site] the model that it must open under, -1 any
	at        []int32   // [practice] the site it must join, -1 any
	model     []int32   // [practice] the model it must join under, -1 any
	stays     []bool    // [practice]
	not       [][]int32 // [practice] sites it must not join
	place     []*Lock   // [practice] the lock that sends it somewhere
	group     []int32   // [practice] its group of Together, -1 none
	groups    [][]int32 // practices kept together
	apart     []apartLock
}

type requiredSite struct {
	site, model int32 // model -1: any
	lock        *Lock
}

type apartLock struct {
	practices []int32
	lock      *Lock
}

func (c *compiler) compileLocks() {
	locks, err := ParseLocks(c.Scenario.Locks)
	if err != nil {
		if faults, ok := err.(Faults); ok {
			c.faults = append(c.faults, faults...)
		} else {
			c.fault(Fault{Name: "locks", Value: err.Error()})
		}
		return
	}
	for i := range locks {
		locks[i].Source = c.set[lockPath(locks[i].Text)].String()
	}
	c.Instance.Locks = locks
	t := &c.locks
	sites, practices := len(c.full.Sites), len(c.full.Practices)
	t.forbidden, t.only = make([]bool, sites), constants(sites, -1)
	t.at, t.model, t.group = constants(practices, -1), constants(practices, -1), constants(practices, -1)
	t.stays, t.not, t.place = make([]bool, practices), make([][]int32, practices), make([]*Lock, practices)
	for i := range locks {
		c.compileLock(&locks[i])
	}
	for p, g := range t.group {
		if g >= 0 {
			t.groups[g] = append(t.groups[g], int32(p))
		}
	}
	t.groups = slices.DeleteFunc(t.groups, func(g []int32) bool { return len(g) == 0 })
	for g, members := range t.groups {
		for _, p := range members {
			t.group[p] = int32(g)
		}
	}
}

func constants(n int, x int32) []int32 {
	out := make([]int32, n)
	for i := range out {
		out[i] = x
	}
	return out
}

func (c *compiler) compileLock(l *Lock) {
	t := &c.locks
	site, model := int32(-1), int32(-1)
	if l.Site != "" {
		site = c.codes.sites[l.Site]
	}
	if l.Model != "" {
		model = c.codes.models[l.Model]
	}
	var practices []int32
	for _, code := range l.Practices {
		practices = append(practices, c.codes.practices[code])
	}
	switch l.Kind {
	case SiteRequired:
		t.required = append(t.required, requiredSite{site, model, l})
		if model >= 0 {
			t.only[site] = model
		}
	case SiteForbidden:
		t.forbidden[site] = true
	case PracticeAt:
		t.at[practices[0]], t.place[practices[0]] = site, l
	case PracticeNotAt:
		t.not[practices[0]] = append(t.not[practices[0]], site)
	case PracticeStays:
		t.stays[practices[0]] = true
	case PracticeModel:
		t.model[practices[0]] = model
		if t.place[practices[0]] == nil {
			t.place[practices[0]] = l
		}
	case Together:
		t.join(practices)
	case Apart:
		t.apart = append(t.apart, apartLock{practices, l})
	}
}

// join merges the groups of practices into one.
func (t *lockTable) join(practices []int32) {
	g := int32(len(t.groups))
	t.groups = append(t.groups, nil)
	for _, p := range practices {
		old := t.group[p]
		t.group[p] = g
		for q := range t.group {
			if old >= 0 && t.group[q] == old {
				t.group[q] = g
			}
		}
	}
}

// allows says whether no lock forbids an arc by itself.
func (t *lockTable) allows(a *Arc) bool {
	s := a.Site
	return !t.forbidden[s] && (t.only[s] < 0 || t.only[s] == a.Model) && t.allowsPractice(a)
}

// allowsPractice asks the locks of the practice only.
func (t *lockTable) allowsPractice(a *Arc) bool {
	p, s := a.Practice, a.Site
	return !t.stays[p] &&
		(t.at[p] < 0 || t.at[p] == s) && (t.model[p] < 0 || t.model[p] == a.Model) && !slices.Contains(t.not[p], s)
}

// MayStay says whether no lock sends a practice to a site.
func (in *Instance) MayStay(p int32) bool { return in.locks.at[p] < 0 && in.locks.model[p] < 0 }

// Groups are the practices that locks keep together, each group in order.
func (in *Instance) Groups() [][]int32 { return in.locks.groups }

// SiteArea is the area in which a site stands.
func (in *Instance) SiteArea(s int32) int32 { return in.siteArea[s] }
