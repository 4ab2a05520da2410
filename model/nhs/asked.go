package nhs

import (
	"fmt"
	"slices"
	"strings"

	"polyclinic/model"
)

// checkAsked names every practice and every area that was asked for by a code
// that no file has.
func (m *importer) checkAsked() error {
	var faults model.Faults
	known := make([]string, 0, len(m.practices))
	for _, p := range m.practices {
		known = append(known, p.code)
	}
	slices.Sort(known)
	for _, code := range once(m.o.Practices) {
		if m.byCode[code] != nil {
			continue
		}
		f := model.Fault{Name: fmt.Sprintf("practice %q", code), Value: "is asked for, but is not in epraccur", Want: "the codes of GP practices", Maybe: model.Meant(code, known)}
		if setting, ok := m.otherSetting[code]; ok {
			f.Value, f.Maybe = fmt.Sprintf("is asked for, but its prescribing setting is %q", setting), ""
			f.Want = "GP practices, setting " + strings.Join(m.o.Settings, " or ")
		}
		faults = append(faults, f)
	}
	areas := m.knownAreas()
	for _, code := range once(m.o.Areas) {
		if _, found := slices.BinarySearch(areas, code); found {
			continue
		}
		f := model.Fault{Name: fmt.Sprintf("area %q", code), Value: "is asked for, but no practice and no file of areas has it", Want: "areas or commissioners that practices have", Maybe: model.Meant(code, areas)}
		if f.Maybe == "" {
			f.Maybe = "the code is of another year: PCTs to 2013, CCGs to 2022, sub-ICB locations since"
		}
		faults = append(faults, f)
	}
	if faults == nil {
		return nil
	}
	return faults
}

// knownAreas are the codes of areas and of commissioners, sorted.
func (m *importer) knownAreas() []string {
	codes := slices.Clone(m.table.order)
	for commissioner := range m.table.of {
		codes = append(codes, commissioner)
	}
	for _, p := range m.practices {
		if p.commissioner != "" {
			codes = append(codes, p.commissioner)
		}
	}
	if m.byBoundary {
		for _, s := range m.areaLayer.shapes {
			codes = append(codes, s.code)
		}
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}

// once is a list without what stands in it twice.
func once(codes []string) []string {
	var out []string
	for _, c := range codes {
		if !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

// missingAsked says which practices that were asked for are not in the instance,
// and why.
func (m *importer) missingAsked() {
	reasons := map[string]string{}
	for _, i := range m.report.Items {
		if i.Class == Dropped {
			reasons[i.Subject] = i.Reason
		}
	}
	var out []string
	for _, code := range once(m.o.Practices) {
		if p := m.byCode[code]; !slices.Contains(m.practices, p) {
			out = append(out, fmt.Sprintf("%s (%s)", code, reasons[p.subject()]))
		}
	}
	if len(out) > 0 {
		m.report.sum("Asked for, but left out: %s.", strings.Join(out, ", "))
	}
}
