package suite

import (
	"fmt"
	"strings"
)

// family is one layout of files.
type family struct {
	name    string
	about   string
	read    func(*text, Request) *layout // nil after a fault
	p       pUse
	several bool // a file may hold several problems
}

type pUse int

const (
	noP     pUse = iota
	pInFile      // the request may say otherwise
	pWanted      // the request must say
)

var families = []family{
	{name: "holmberg", read: readHolmberg, about: "single-source CFLP: Holmberg, Yang, Gadegaard, OR-Library in that layout"},
	{name: "diaz", read: readDiaz, about: "single-source CFLP: Díaz & Fernández, customers first"},
	{name: "tbed1", read: readTbed1, about: "single-source CFLP: Avella & Boccia, costs per unit"},
	{name: "kong", read: readKong, about: "single-source CFLP on real geography: Kong"},
	{name: "gap", read: readGap, several: true, about: "generalised assignment"},
	{name: "pmed", read: readPmed, p: pInFile, about: "p-median on a graph: OR-Library"},
	{name: "tsplib", read: readTsplib, p: pWanted, about: "p-median on the points of TSPLIB"},
	{name: "pmedcap", read: readPmedcap, p: pInFile, several: true, about: "capacitated p-median: OR-Library"},
	{name: "lorena", read: readLorena, p: pInFile, about: "capacitated p-median: Lorena & Senne"},
	{name: "cpmp-matrix", read: readCpmpMatrix, p: pInFile, about: "capacitated p-median by a matrix: Ceselli"},
	{name: "ufl", read: readUfl, about: "uncapacitated location: UflLib"},
	{name: "orlib-cap", read: readOrlibCap, about: "uncapacitated location in OR-Library's cap layout"},
}

// Families lists the names that Request.Family may have.
func Families() []string {
	var names []string
	for _, f := range families {
		names = append(names, f.name)
	}
	return append(names, Planning)
}

// About describes every family, one a line, for help texts.
func About() string {
	var b strings.Builder
	for _, f := range families {
		fmt.Fprintf(&b, "  %-12s %s\n", f.name, f.about)
	}
	fmt.Fprintf(&b, "  %-12s %s\n", Planning, "an instance folder of polyclinic, london-2008, or england (8,000 practices)")
	return b.String()
}

func familyByName(name string) (family, error) {
	for _, f := range families {
		if f.name == name {
			return f, nil
		}
	}
	return family{}, fmt.Errorf("family is %q, want one of %s", name, strings.Join(Families(), ", "))
}
