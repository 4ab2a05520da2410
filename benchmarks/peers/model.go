package peers

import (
	"os"

	"polyclinic/solver/facility"
)

// format is a file format of programs.
type format struct {
	extension string
	write     func(*facility.Program, *os.File) error
}

var (
	mps  = format{".mps", func(g *facility.Program, f *os.File) error { return g.WriteMPS(f) }}
	json = format{".json", func(g *facility.Program, f *os.File) error { return g.WriteJSON(f) }}
)

func (f format) save(path string, g *facility.Program) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := f.write(g, file); err != nil {
		file.Close()
		return err
	}
	return file.Close()
}
