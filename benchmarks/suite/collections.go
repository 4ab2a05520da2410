package suite

import "time"

// collection is a folder of public instances and how long one of them may take.
type collection struct {
	folder  string
	family  string
	seconds int
	quick   []quick // in the quick set
}

// quick is an instance of the quick set.
type quick struct {
	name     string
	ablation int64 // limit of work; 0: not in the ablation
	embedded bool  // with both embeddings, too
}

// quickLimit is the limit of a run in the quick set. Instances of two sizes are
// chosen that a run of this length can tell something of.
const quickLimit = 10 * time.Second

// collections are in the order in which they are reported: single-source
// capacitated location, its neighbours, and problems without capacities.
var collections = []collection{
	{"sscflp_gadegaard_small120", "holmberg", 10, []quick{{name: "10_20_4.txt"}, {name: "30_60_8.txt"}}},
	{"sscflp_holmberg", "holmberg", 60, []quick{{name: "p19", embedded: true}, {name: "p55", ablation: 100_000_000}}},
	{"sscflp_diaz_fernandez", "diaz", 60, []quick{{name: "p16"}, {name: "p46", ablation: 40_000_000}}},
	{"sscflp_orlib", "holmberg", 60, []quick{{name: "p1", embedded: true}, {name: "p22"}}},
	{"sscflp_yang", "holmberg", 600, []quick{{name: "p1"}, {name: "p9"}}},
	{"sscflp_gadegaard45", "holmberg", 600, []quick{{name: "50-100-2_1.dat"}, {name: "60-300-5_1.dat"}}},
	{"sscflp_kong_geo", "kong", 60, []quick{{name: "zya1"}, {name: "zya5"}}},
	{"sscflp_tbed1", "tbed1", 600, []quick{{name: "i300_1"}, {name: "i300_6", ablation: 400_000_000}}},
	{"gap", "gap", 60, []quick{{name: "chu1997/c05100", ablation: 100_000_000}, {name: "chu1997/d05100"}}},
	{"cpmp_orlib", "pmedcap", 60, []quick{{name: "pmedcap1#1"}, {name: "pmedcap1#10"}}},
	{"cpmp_ceselli160", "cpmp-matrix", 60, []quick{{name: "p550-1"}, {name: "p10100-14"}}},
	{"cpmp_lorena", "lorena", 60, []quick{{name: "SJC1"}, {name: "SJC2"}}},
	{"pmed_orlib", "pmed", 60, []quick{{name: "pmed1", ablation: 100_000_000}, {name: "pmed11"}}},
	{"pmed_tsplib", "tsplib", 60, []quick{{name: "rl1304 p=5"}, {name: "rl1304 p=100"}}},
	{"ufl_ufllib", "ufl", 60, []quick{{name: "BildeKrarup/B/B1.1"}, {name: "KoerkelGhosh-sym/250/a/gs250a-1"}}},
}

func familyOfFolder(folder string) (string, bool) {
	for _, c := range collections {
		if c.folder == folder {
			return c.family, true
		}
	}
	return "", false
}
