package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"polyclinic/cmd/internal/report"
	"polyclinic/model"
	"polyclinic/model/nhs"
)

type importNHS struct {
	options nhs.Options
	openAt  string
	out     string
}

func newImportNHS() *cobra.Command {
	c := &importNHS{}
	cmd := &cobra.Command{
		Use:   "nhs FILE|FOLDER...",
		Short: "Make an instance of files as NHS, ONS and Ordnance Survey publish them",
		Long: `Import nhs reads ODS epraccur, numbers of patients registered (by practice, and by
practice and LSOA), postcode directories, LSOA populations and boundaries; what a
file is stands in its first lines. It writes an instance folder DIR and beside it
DIR-report.csv: everything dropped, guessed or doubtful.`,
		Example: "  polyclinic import nhs epraccur.csv gp-reg-pat-prac-all.csv codepo_ng.csv -o imported",
		Args:    arguments(1, -1, "at least one FILE or FOLDER"),
		RunE:    c.run,
	}
	flags := cmd.Flags()
	o := &c.options
	flags.StringVar(&o.Name, "name", "", "`NAME` of the instance")
	flags.StringVar(&c.openAt, "open-at", "", "practices open on this `DAY`, such as 2015-11-27")
	flags.StringArrayVar(&o.Areas, "area", nil, "keep this area or commissioner, by `CODE`; may be repeated")
	flags.StringArrayVar(&o.Practices, "practice", nil, "keep this practice, by `CODE`; may be repeated")
	flags.StringVar(&o.Within, "within", "", "keep practices inside the polygons of this boundary `FILE`, by a part of its name")
	flags.StringVar(&o.AreasBy, "areas-by", "", "`KIND` of areas: commissioner or boundary")
	flags.StringVar(&o.Boundary, "boundary", "", "boundary `FILE` of the areas, by a part of its name")
	flags.StringVar(&o.Lists, "lists", "", "`FILE` of list sizes to believe, by a part of its name")
	flags.Int64Var(&o.MinList, "min-list", 0, "drop practices with fewer than `N` patients (default 100)")
	flags.BoolVar(&o.KeepDormant, "keep-dormant", false, "keep dormant practices that have a list")
	flags.BoolVar(&o.NoGuessedPlaces, "no-guessed-places", false, "drop practices whose postcode is unknown")
	flags.BoolVar(&o.DropZonesOutside, "drop-zones-outside", false, "leave out zones outside the areas")
	flags.StringVarP(&c.out, "out", "o", "imported", "folder `DIR` for the instance")
	return cmd
}

func (c *importNHS) run(cmd *cobra.Command, paths []string) error {
	if c.openAt != "" {
		day, err := time.Parse(time.DateOnly, c.openAt)
		if err != nil {
			return usage("--open-at is %q, want a day such as 2015-11-27.", c.openAt)
		}
		c.options.OpenAt = day
	}
	if by := c.options.AreasBy; by != "" && by != "commissioner" && by != "boundary" {
		return usage("--areas-by is %q, want commissioner or boundary.", by)
	}
	files, err := nhs.Files(paths...)
	if err != nil {
		return usage("%v", err)
	}
	d, found, err := nhs.Import(files, c.options)
	if found != nil {
		err = errors.Join(err, found.WriteText(cmd.ErrOrStderr()))
	}
	if err != nil {
		return err
	}
	warnings, err := d.Validate()
	newNotes(cmd.ErrOrStderr(), &solveFlags{}).warn(warnings)
	if err != nil {
		return fmt.Errorf("the imported instance does not validate: %w", err)
	}
	if err := model.Write(c.out, d); err != nil {
		return usage("%v", err)
	}
	everything := filepath.Clean(c.out) + "-report.csv"
	if err := writeFolder(filepath.Dir(everything), []newFile{{filepath.Base(everything), found.WriteCSV}}); err != nil {
		return err
	}
	fmt.Fprintf(cmd.OutOrStdout(), "%s: %s, %s, %s in %s; all that was dropped, guessed or is doubtful in %s\n", d.Name,
		report.Plural(len(d.Practices), "practice", "practices"), report.Plural(len(d.Sites), "site", "sites"),
		report.Plural(len(d.Areas), "area", "areas"), c.out, everything)
	return nil
}
