package model

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/goccy/go-yaml"
)

// Write writes d as an instance folder, whole or not at all: into a temporary
// folder beside dir that then takes its name. A dir that is there is replaced
// if it holds nothing but files of an instance.
func Write(dir string, d *Data) error {
	replace, err := replaceable(dir)
	if err != nil {
		return err
	}
	files, err := folderTexts(d)
	if err != nil {
		return err
	}
	parent := filepath.Dir(filepath.Clean(dir))
	if err := os.MkdirAll(parent, 0o777); err != nil {
		return err
	}
	temporary, err := os.MkdirTemp(parent, ".instance-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temporary)
	fresh, old := filepath.Join(temporary, "new"), filepath.Join(temporary, "old")
	if err := os.Mkdir(fresh, 0o777); err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := os.WriteFile(filepath.Join(fresh, name), files[name], 0o666); err != nil {
			return err
		}
	}
	if replace {
		if err := os.Rename(dir, old); err != nil {
			return err
		}
	}
	if err := os.Rename(fresh, dir); err != nil {
		if replace {
			return errors.Join(err, os.Rename(old, dir))
		}
		return err
	}
	return nil
}

// replaceable reports whether dir is there, and an error where it must not be
// replaced.
func replaceable(dir string) (bool, error) {
	entries, err := os.ReadDir(dir)
	if os.IsNotExist(err) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	for _, e := range entries {
		if !slices.Contains(folderFiles, e.Name()) {
			return false, fmt.Errorf("folder %s is not replaced: %s in it is no file of an instance", dir, e.Name())
		}
	}
	return true, nil
}

// folderTexts are the files of d by name.
func folderTexts(d *Data) (map[string][]byte, error) {
	files := map[string][]byte{}
	var err error
	if files["instance.yaml"], err = instanceText(d); err != nil {
		return nil, err
	}
	addTable(files, areaTable, d.Areas, true)
	addTable(files, practiceTable, d.Practices, true)
	addTable(files, zoneTable, d.Zones, false)
	addTable(files, registrationTable, d.Registered, false)
	addTable(files, siteTable, d.Sites, true)
	addTable(files, tierTable, d.Tiers, false)
	addTable(files, hospitalTable, d.Hospitals, false)
	addTable(files, travelTable, d.Travel, false)
	switch {
	case len(d.Base.Set)+len(d.Base.Lock) > 0: // a file holds no settings: all that they come to
		s, _, err := Resolve(nil, d.Base)
		if err != nil {
			return nil, err
		}
		if files["scenario.yaml"], err = s.YAML(); err != nil {
			return nil, err
		}
	case d.Base.Text != nil:
		files["scenario.yaml"] = d.Base.Text
	}
	return files, nil
}

func instanceText(d *Data) ([]byte, error) {
	text := yaml.MapSlice{{Key: "name", Value: d.Name}, {Key: "format", Value: formatKnown}}
	for _, item := range []yaml.MapItem{{Key: "description", Value: d.Description}, {Key: "source", Value: d.Source}, {Key: "date", Value: d.Date}} {
		if item.Value != "" {
			text = append(text, item)
		}
	}
	if len(d.Regimes) > 0 {
		var regimes yaml.MapSlice
		for _, name := range slices.Sorted(maps.Keys(d.Regimes)) {
			regimes = append(regimes, yaml.MapItem{Key: name, Value: d.Regimes[name]})
		}
		text = append(text, yaml.MapItem{Key: "regimes", Value: regimes})
	}
	if d.Bounds != (Bounds{}) {
		text = append(text, yaml.MapItem{Key: "bounds", Value: d.Bounds})
	}
	return yaml.Marshal(text)
}

// addTable adds a file for rows, with the columns in which some row says
// something.
func addTable[T any](files map[string][]byte, t table[T], rows []T, always bool) {
	if len(rows) == 0 && !always {
		return
	}
	var names []string
	var cell []func(*T) string
	for _, c := range t.columns {
		said := func(row T) bool { return cellText(c.field(&row)) != "" }
		if c.need != optional || slices.ContainsFunc(rows, said) {
			names = append(names, c.name)
			cell = append(cell, func(row *T) string { return cellText(c.field(row)) })
		}
	}
	for _, m := range t.models {
		for _, code := range modelsNamed(m, rows) {
			names = append(names, m.name+code)
			cell = append(cell, func(row *T) string {
				codes, texts := modelCells(m.field(row))
				if i := slices.Index(codes, code); i >= 0 {
					return texts[i]
				}
				return ""
			})
		}
	}
	var b bytes.Buffer
	out := csv.NewWriter(&b)
	_ = out.Write(names) // to memory
	record := make([]string, len(names))
	for i := range rows {
		for j := range cell {
			record[j] = cell[j](&rows[i])
		}
		_ = out.Write(record)
	}
	out.Flush()
	files[t.file] = b.Bytes()
}

// modelsNamed are the codes for which some row has a value, sorted.
func modelsNamed[T any](m column[T], rows []T) []string {
	var all []string
	for i := range rows {
		codes, _ := modelCells(m.field(&rows[i]))
		all = appendNew(all, codes)
	}
	slices.Sort(all)
	return all
}
