package nhs

import (
	"fmt"

	"polyclinic/model"
)

// distribute turns the release into registrations of the instance: patients of
// LSOAs without a place are spread over their practice's other LSOAs, and the
// whole is brought to the practice's list.
func (b *zoneBuilder) distribute() {
	r := b.registered
	lines := make([]map[int32]int64, len(r.practices.codes))
	own := map[string]int{}
	for i, p := range b.practices {
		own[p.code] = i
	}
	for i, p := range r.practice {
		if _, ours := own[r.practices.codes[p]]; !ours {
			continue
		}
		if lines[p] == nil {
			lines[p] = map[int32]int64{}
		}
		lines[p][r.zone[i]] += int64(r.patients[i])
	}
	lost := make([]int64, len(r.zones.codes))
	for _, p := range b.practices {
		n, ok := r.practices.number[p.code]
		if !ok || lines[n] == nil {
			b.report.add(Item{Class: Guessed, Reason: "no registrations: patients counted at the practice's own place", Subject: p.subject(), Detail: p.name, Patients: p.list})
			continue
		}
		b.distributeOne(p, lines[n], lost)
	}
	for z, n := range lost {
		if n > 0 {
			b.report.add(Item{Class: Guessed, Reason: "LSOA without a place: its patients are spread over their practices' others", Subject: "LSOA " + r.zones.codes[z], File: r.name, Patients: n})
		}
	}
}

func (b *zoneBuilder) distributeOne(p *practice, line map[int32]int64, lost []int64) {
	var at []int
	var shares []int64
	total := int64(0)
	for _, z := range sortedKeys(line) {
		code := b.registered.zones.codes[z]
		total += line[z]
		i, ok := b.zone(code)
		if !ok {
			lost[z] += line[z]
			continue
		}
		at, shares = append(at, i), append(shares, line[z])
	}
	item := Item{Subject: p.subject(), File: b.registered.name, Patients: p.list}
	if len(at) == 0 {
		item.Class, item.Reason = Guessed, "no registrations in a known LSOA: patients counted at the practice's own place"
		b.report.add(item)
		return
	}
	if ratio := float64(total) / float64(p.list); ratio < 0.8 || ratio > 1.25 {
		item.Class, item.Reason = Doubtful, "registrations brought to the list, a fifth or more away"
		item.Detail = fmt.Sprintf("%d registered, %d on the list", total, p.list)
		b.report.add(item)
	}
	for k, n := range spread(shares, p.list) {
		if n == 0 {
			continue
		}
		code := b.zones[at[k]].Code
		b.rows = append(b.rows, model.Registration{Practice: p.code, Zone: code, Patients: n})
		b.registeredIn[at[k]] += n
		if b.byRegistration[code] == nil {
			b.byRegistration[code] = map[string]int64{}
		}
		b.byRegistration[code][p.area] += n
	}
}

// zone is the index of an LSOA among the zones, made one where it has a place.
func (b *zoneBuilder) zone(code string) (int, bool) {
	if i, ok := b.at[code]; ok {
		return i, i >= 0
	}
	lat, lon, how := b.place(code)
	if how == "" {
		b.at[code] = -1
		return 0, false
	}
	if area, known := b.areaOf(code, lat, lon); b.o.DropZonesOutside && known && !b.inAreas[area] {
		b.at[code] = -1
		return 0, false
	}
	return b.add(code, lat, lon, how), true
}
