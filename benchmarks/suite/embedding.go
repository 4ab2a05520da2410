package suite

import (
	"fmt"
	"strings"
)

// embedding puts a problem of one mode into one of several modes whose optimum
// is known to be the same.
type embedding struct {
	name      string
	modes     int
	everyMode bool  // at least one site open in every mode
	percent   int64 // each further mode costs this much more
}

// embeddings: triplicate has three identical modes of which each must occur; the
// optimum is unchanged where it opens three sites or more. dominated has three
// modes of which the later ones cost more everywhere.
var embeddings = []embedding{
	{name: "", modes: 1},
	{name: "triplicate", modes: 3, everyMode: true},
	{name: "dominated", modes: 3, percent: 10},
}

func embeddingByName(name string) (embedding, error) {
	var names []string
	for _, e := range embeddings {
		if e.name == name {
			return e, nil
		}
		if e.name != "" {
			names = append(names, e.name)
		}
	}
	return embedding{}, fmt.Errorf("embedding is %q, want %s", name, strings.Join(names, " or "))
}

func (e embedding) fixed(cost int64, mode int) int64 { return e.dearer(cost, mode, 1) }

func (e embedding) cost(cost int64, mode int) int64 { return e.dearer(cost, mode, 0) }

// dearer adds percent per mode, rounded up, and something where that is nothing.
func (e embedding) dearer(cost int64, mode int, least int64) int64 {
	if e.percent == 0 || mode == 0 {
		return cost
	}
	size := max(cost, -cost)
	return cost + int64(mode)*max(least, (size*e.percent+99)/100)
}
