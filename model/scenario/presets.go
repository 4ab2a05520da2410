package scenario

import (
	"fmt"
	"strings"

	"polyclinic/model"
)

// Preset is a named change over the defaults.
type Preset struct {
	Name  string
	About string // one line for a list
	make  func(d *model.Data) model.Overlay
}

// Presets are all of model.md §8, in its order.
func Presets() []Preset {
	return []Preset{
		{"framework-2007", "the Framework for Action as claimed: 40 % of outpatients shifted, every saving real", framework},
		{"sceptical", "no staff savings, no cost released in hospitals, buildings and running half as dear again", sceptical},
		{"free-choice", "no model needs to be present: every trust takes what is cheapest", text("rules: {range: {state: off}}")},
		{"full-range", "every model open somewhere in the capital (the default)", text("rules: {range: {state: hard, federated: 1, colocated: 1, merged: 1}}")},
		{"even-handed", "co-located and merged blocks as large and as dear to run as federated ones", evenHanded},
		{"first-wave", "every polyclinic already built is open", firstWave},
		{"draft", "at most one practice in twenty differs from the reference plan", draft},
	}
}

// Find returns the change of a preset. Spaces, underscores and capitals in its
// name do not matter. d is the instance that the change is for.
func Find(name string, d *model.Data) (model.Overlay, bool) {
	name = strings.NewReplacer(" ", "-", "_", "-").Replace(strings.ToLower(name))
	for _, p := range Presets() {
		if p.Name == name {
			o := p.make(d)
			o.Source = "preset " + p.Name
			o.Set = append([]string{"name=" + p.Name}, o.Set...)
			return o, true
		}
	}
	return model.Overlay{}, false
}

// Names are the names of all presets.
func Names() []string {
	var names []string
	for _, p := range Presets() {
		names = append(names, p.Name)
	}
	return names
}

func text(yaml string) func(*model.Data) model.Overlay {
	return func(*model.Data) model.Overlay { return model.Overlay{Text: []byte(yaml)} }
}

// framework takes the claims of 2007–08 at their word: hospitals release the
// whole tariff, and staff economies are at the top of their range (model.md §11).
// The 50,000 people of the Framework are what the tiers are built around.
func framework(*model.Data) model.Overlay {
	return model.Overlay{Text: []byte("costs: {outpatient_share: 0.40, release: 1, staff: {federated: 0, colocated: 5, merged: 5}}")}
}

// dearer is the high end of capital and running costs (model.md §11).
const dearer = 1.5

func sceptical(*model.Data) model.Overlay {
	o := model.Overlay{Text: []byte("costs: {release: 0, staff: {federated: 0, colocated: 0, merged: 0}}")}
	defaults := model.Defaults()
	for _, kind := range kindsInOrder(defaults.Tiers) {
		costs := defaults.Costs.Kinds[kind]
		o.Set = append(o.Set,
			fmt.Sprintf("costs.kinds.%s.block=%g", kind, dearer*costs.Block),
			fmt.Sprintf("costs.kinds.%s.space=%g", kind, dearer*costs.Space))
	}
	for _, t := range defaults.Tiers {
		o.Set = append(o.Set, fmt.Sprintf("tiers.%s.%s.%s.running=%g", t.Kind, t.Model, t.Tier, dearer*t.Running))
	}
	return o
}

func evenHanded(*model.Data) model.Overlay {
	var o model.Overlay
	tiers := model.Defaults().Tiers
	federated := map[[2]string]model.KindTier{}
	for _, t := range tiers {
		if t.Model == "federated" {
			federated[[2]string{t.Kind, t.Tier}] = t
		}
	}
	for _, t := range tiers {
		if f, ok := federated[[2]string{t.Kind, t.Tier}]; ok && t.Model != "federated" {
			path := fmt.Sprintf("tiers.%s.%s.%s.", t.Kind, t.Model, t.Tier)
			o.Set = append(o.Set, fmt.Sprintf("%sarea_m2=%g", path, f.AreaM2), fmt.Sprintf("%srunning=%g", path, f.Running))
		}
	}
	return o
}

func firstWave(d *model.Data) model.Overlay {
	var o model.Overlay
	for _, s := range d.Sites {
		if s.Kind == "polyclinic" {
			o.Lock = append(o.Lock, fmt.Sprintf("site %s required", s.Code))
		}
	}
	return o
}

func draft(d *model.Data) model.Overlay {
	const oneIn = 20
	most := (len(d.Practices) + oneIn - 1) / oneIn
	return model.Overlay{Text: []byte(fmt.Sprintf("rules: {stability: {state: hard, practices: %d}}", most))}
}

// kindsInOrder are the kinds of site that have tiers, as they are named.
func kindsInOrder(tiers []model.KindTier) []string {
	var kinds []string
	seen := map[string]bool{}
	for _, t := range tiers {
		if !seen[t.Kind] {
			seen[t.Kind] = true
			kinds = append(kinds, t.Kind)
		}
	}
	return kinds
}
