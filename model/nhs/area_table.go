package nhs

import "strings"

// areaTableRows is what tables of areas say: which area a commissioner belongs
// to, and what areas are called.
type areaTableRows struct {
	of    map[string]string // area by commissioner
	names map[string]string // by area
	order []string          // areas in file order
}

// readAreaTables reads files that name the commissioners of areas; a cell may
// hold several, separated by semicolons.
func (m *importer) readAreaTables() (areaTableRows, error) {
	table := areaTableRows{of: map[string]string{}, names: map[string]string{}}
	for _, in := range m.of(areaTable) {
		c := in.columns()
		area, name, commissioner := find(c, areaColumn...), find(c, areaNameColumn...), commissionerColumn(c)
		rows, err := in.walk(func(t *sheet) {
			code := strings.Clone(t.at(area))
			if code == "" {
				return
			}
			if _, known := table.names[code]; !known {
				table.names[code] = strings.Clone(t.at(name))
				table.order = append(table.order, code)
			}
			for part := range strings.SplitSeq(t.at(commissioner), ";") {
				part = strings.Clone(strings.TrimSpace(part))
				switch first, taken := table.of[part]; {
				case part == "":
				case taken && first != code:
					m.report.add(Item{Class: Doubtful, Reason: "commissioner of two areas: the first counts", Subject: "commissioner " + part, File: in.Name, Line: t.line,
						Detail: first + " and " + code})
				default:
					table.of[part] = code
				}
			}
		})
		if err != nil {
			return table, err
		}
		m.used(in, rows, "commissioners of areas")
	}
	return table, nil
}
