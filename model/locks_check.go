package model

import (
	"fmt"
	"slices"
	"strings"
)

// placedLock is a lock with the place it was written at.
type placedLock struct {
	Lock
	at place
}

// lockCheck finds locks that name unknown codes and locks that contradict each
// other, whatever the rules and costs.
type lockCheck struct {
	*scenarioCheck
	locks  []placedLock
	groups lockGroups
}

func checkLocks(c *scenarioCheck) {
	l := lockCheck{scenarioCheck: c}
	for _, line := range c.s.Locks {
		at := c.set[lockPath(line)]
		lock, fault := parseLock(line)
		if fault != nil {
			fault.File, fault.Line = at.file, at.line
			c.faults.add("lock", *fault)
			continue
		}
		lock.Source = at.String()
		l.locks = append(l.locks, placedLock{lock, at})
	}
	l.codes()
	l.groups = groupLocks(l.locks)
	l.sites()
	l.practices()
	l.siteModels()
	l.apart()
}

// String is file:line, "" for nowhere.
func (p place) String() string {
	if p.line > 0 {
		return fmt.Sprintf("%s:%d", p.file, p.line)
	}
	return p.file
}

func (l *lockCheck) lockFault(k placedLock, value, want, maybe string) {
	l.faults.add("lock", Fault{File: k.at.file, Line: k.at.line, Name: fmt.Sprintf("lock %q", k.Text), Value: value, Want: want, Maybe: maybe})
}

// contradict blames the later of two locks; via are the lines that keep their
// practices together.
func (l *lockCheck) contradict(first, second placedLock, via []placedLock, want string) {
	value := "contradicts " + quoteLock(first)
	if len(via) > 0 {
		lines := make([]string, len(via))
		for i, v := range via {
			lines[i] = quoteLock(v)
		}
		value += " by way of " + strings.Join(lines, ", ")
	}
	l.lockFault(second, value, want, "")
}

func quoteLock(k placedLock) string {
	if k.Source == "" {
		return fmt.Sprintf("%q", k.Text)
	}
	return fmt.Sprintf("%q (%s)", k.Text, k.Source)
}

// codes: every code is known, and no practice stands twice in a line.
func (l *lockCheck) codes() {
	models := l.modelCodes()
	var sites, practices []string
	if l.data != nil {
		for _, s := range l.data.Sites {
			sites = append(sites, s.Code)
		}
		for _, p := range l.data.Practices {
			practices = append(practices, p.Code)
		}
	}
	siteKnown, practiceKnown := codeSet(sites), codeSet(practices)
	for _, k := range l.locks {
		if k.Model != "" && !slices.Contains(models, k.Model) {
			l.lockFault(k, fmt.Sprintf("names the unknown care model %q", k.Model), "one of "+strings.Join(models, ", "), meant(k.Model, models))
		}
		if k.Site != "" && l.data != nil && !siteKnown[k.Site] {
			l.lockFault(k, fmt.Sprintf("names the unknown site %q", k.Site), "a code of sites.csv", meant(k.Site, sites))
		}
		seen := map[string]bool{}
		for _, p := range k.Practices {
			if l.data != nil && !practiceKnown[p] {
				l.lockFault(k, fmt.Sprintf("names the unknown practice %q", p), "a code of practices.csv", meant(p, practices))
			}
			if seen[p] {
				l.lockFault(k, fmt.Sprintf("names practice %q twice", p), "different practices", "")
			}
			seen[p] = true
		}
	}
}

func codeSet(codes []string) map[string]bool {
	set := make(map[string]bool, len(codes))
	for _, c := range codes {
		set[c] = true
	}
	return set
}

// sites: none is required and forbidden, or required under two models.
func (l *lockCheck) sites() {
	bySite := map[string][]placedLock{}
	for _, k := range l.locks {
		if k.Kind != SiteRequired && k.Kind != SiteForbidden {
			continue
		}
		for _, earlier := range bySite[k.Site] {
			switch {
			case earlier.Kind != k.Kind:
				l.contradict(earlier, k, nil, "a site required or forbidden, not both")
			case earlier.Model != "" && k.Model != "" && earlier.Model != k.Model:
				l.contradict(earlier, k, nil, "one care model a site")
			}
		}
		bySite[k.Site] = append(bySite[k.Site], k)
	}
}

// practices: what the locks of one group of practices say fits together, and
// fits the sites they name.
func (l *lockCheck) practices() {
	for _, group := range l.groups.locks {
		for i, k := range group {
			for _, earlier := range group[:i] {
				if want := quarrel(earlier.Lock, k.Lock); want != "" {
					l.contradict(earlier, k, l.groups.between(earlier.Practices[0], k.Practices[0]), want)
				}
			}
		}
	}
	for _, k := range l.locks {
		if k.Kind != SiteForbidden {
			continue
		}
		for _, other := range l.locks {
			if other.Kind == PracticeAt && other.Site == k.Site {
				l.contradict(k, other, nil, "the site open")
			}
		}
	}
}

// quarrel says what two locks of practices that share one place should have
// agreed on, "" where they agree.
func quarrel(a, b Lock) string {
	if a.Kind > b.Kind {
		a, b = b, a
	}
	switch {
	case a.Kind == PracticeAt && b.Kind == PracticeAt && a.Site != b.Site:
		return "one place for a practice"
	case a.Kind == PracticeAt && b.Kind == PracticeNotAt && a.Site == b.Site:
		return "a practice at a site or not, not both"
	case a.Kind == PracticeAt && b.Kind == PracticeStays:
		return "a practice that stays, or one at a site"
	case a.Kind == PracticeStays && b.Kind == PracticeModel:
		return "a practice that stays, or one in a care model"
	case a.Kind == PracticeModel && b.Kind == PracticeModel && a.Model != b.Model:
		return "one care model for a practice"
	}
	return ""
}

// siteModels: locks that fix the model of one site, directly or through
// practices fixed to it, agree, and the lists of permitted models allow them.
func (l *lockCheck) siteModels() {
	demands := map[string][]placedLock{}
	demand := func(site string, k placedLock) {
		for _, earlier := range demands[site] {
			bySites := earlier.Kind == SiteRequired && k.Kind == SiteRequired // reported by sites
			sameGroup := earlier.Kind == PracticeModel && k.Kind == PracticeModel &&
				l.groups.root(earlier.Practices[0]) == l.groups.root(k.Practices[0]) // reported by practices
			if earlier.Model != k.Model && !bySites && !sameGroup {
				l.contradict(earlier, k, nil, fmt.Sprintf("one care model at site %s, where their practices are fixed", site))
			}
		}
		demands[site] = append(demands[site], k)
		l.permitted(site, k)
	}
	for _, k := range l.locks {
		if k.Kind == SiteRequired && k.Model != "" {
			demand(k.Site, k)
		}
	}
	for _, group := range l.groups.locks {
		site := slices.IndexFunc(group, func(k placedLock) bool { return k.Kind == PracticeAt })
		for _, k := range group {
			if k.Kind != PracticeModel {
				continue
			}
			if site >= 0 {
				demand(group[site].Site, k)
			}
			l.permittedPractice(k)
		}
	}
}

// permitted: sites.csv lets site open under the model of k.
func (l *lockCheck) permitted(site string, k placedLock) {
	if l.data == nil {
		return
	}
	i := slices.IndexFunc(l.data.Sites, func(s Site) bool { return s.Code == site })
	if i < 0 {
		return
	}
	if models := l.data.Sites[i].Models; models != nil && !slices.Contains(models, k.Model) {
		l.lockFault(k, fmt.Sprintf("asks for %s at site %s, whose models are %s", k.Model, site, strings.Join(models, ", ")), "one of them", "")
	}
}

// permittedPractice: practices.csv lets the practice join under the model of k.
func (l *lockCheck) permittedPractice(k placedLock) {
	if l.data == nil {
		return
	}
	i := slices.IndexFunc(l.data.Practices, func(p Practice) bool { return p.Code == k.Practices[0] })
	if i < 0 {
		return
	}
	if models := l.data.Practices[i].Models; models != nil && !slices.Contains(models, k.Model) {
		l.lockFault(k, fmt.Sprintf("asks for %s, but the practice's models are %s", k.Model, strings.Join(models, ", ")), "one of them", "")
	}
}

// apart: practices kept apart are not kept together, nor fixed to one site.
func (l *lockCheck) apart() {
	at := map[string]placedLock{} // by group
	for _, group := range l.groups.locks {
		if i := slices.IndexFunc(group, func(k placedLock) bool { return k.Kind == PracticeAt }); i >= 0 {
			at[l.groups.root(group[i].Practices[0])] = group[i]
		}
	}
	for _, k := range l.locks {
		if k.Kind != Apart {
			continue
		}
		groups, sites := map[string]string{}, map[string]placedLock{}
		for _, p := range slices.Compact(slices.Sorted(slices.Values(k.Practices))) {
			root := l.groups.root(p)
			if q, ok := groups[root]; ok {
				via := l.groups.between(q, p)
				l.contradict(via[0], k, via[1:], "practices kept together or apart, not both")
				continue
			}
			groups[root] = p
			fixed, ok := at[root]
			if !ok {
				continue
			}
			if other, ok := sites[fixed.Site]; ok {
				l.lockFault(k, fmt.Sprintf("contradicts %s and %s", quoteLock(other), quoteLock(fixed)), "practices at two sites", "")
			}
			sites[fixed.Site] = fixed
		}
	}
}
