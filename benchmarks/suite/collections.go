package suite

// collection is a folder of public instances and how long one of them may take.
type collection struct {
	folder  string
	family  string
	seconds int
	quick   int // every quick-th instance is in the quick set
}

// collections are in the order in which they are reported: single-source
// capacitated location, its neighbours, and problems without capacities.
var collections = []collection{
	{"sscflp_gadegaard_small120", "holmberg", 10, 24},
	{"sscflp_holmberg", "holmberg", 60, 12},
	{"sscflp_diaz_fernandez", "diaz", 60, 10},
	{"sscflp_orlib", "holmberg", 60, 7},
	{"sscflp_yang", "holmberg", 600, 4},
	{"sscflp_gadegaard45", "holmberg", 600, 8},
	{"sscflp_kong_geo", "kong", 60, 4},
	{"sscflp_tbed1", "tbed1", 600, 4},
	{"gap", "gap", 60, 24},
	{"cpmp_orlib", "pmedcap", 60, 9},
	{"cpmp_ceselli160", "cpmp-matrix", 60, 12},
	{"cpmp_lorena", "lorena", 60, 3},
	{"pmed_orlib", "pmed", 60, 10},
	{"pmed_tsplib", "tsplib", 60, 9},
	{"ufl_ufllib", "ufl", 60, 12},
}

func familyOfFolder(folder string) (string, bool) {
	for _, c := range collections {
		if c.folder == folder {
			return c.family, true
		}
	}
	return "", false
}
