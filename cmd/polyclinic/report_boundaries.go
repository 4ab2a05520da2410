package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/paulmach/orb"

	"polyclinic/cmd/internal/report/outline"
	"polyclinic/model"
)

// shapes are the boundaries of every area, nil where no file is given.
func (c *reportCommand) shapes(in *model.Instance) ([]orb.MultiPolygon, error) {
	if c.boundaries == "" {
		return nil, nil
	}
	var codes []string
	for i := range in.Data.Areas {
		codes = append(codes, in.Data.Areas[i].Code)
	}
	f, err := os.Open(c.boundaries)
	if err != nil {
		return nil, usage("--boundaries: %v", err)
	}
	defer f.Close()
	shapes, unknown, err := outline.Boundaries(f, codes)
	switch {
	case err != nil:
		return nil, usage("--boundaries %q: %v", c.boundaries, err)
	case len(unknown) > 0:
		const named = 5
		missing := strings.Join(unknown[:min(named, len(unknown))], ", ")
		if n := len(unknown) - named; n > 0 {
			missing += fmt.Sprintf(" and %d more", n)
		}
		return nil, usage("--boundaries %q has no polygon for %s, want one for every area. Maybe the code stands in no property of its own.", c.boundaries, missing)
	}
	return shapes, nil
}
