package findings

import "polyclinic/model"

// Claim is the saving that NHS London announced, in pence a year (model.md §1).
const Claim model.Pence = 1_400_000_000 * model.PencePerPound

// BridgeLine is a step from what is saved to the claim, in pence a year; costs are
// negative.
type BridgeLine struct {
	Name   string
	Field  string // in plan.json; "" where it is none of its parts
	Saving [3]model.Pence
	Total  bool // of the lines before it
}

// Claimed is the name of the bridge's last line.
const Claimed = "claimed"

// Bridge leads from the plan's cash lines to the claimed saving: gross savings,
// what they cost, what is left, and what nobody has explained.
func (f *Findings) Bridge() []BridgeLine {
	line := func(name, field string, of func(c *Case) model.Pence) BridgeLine {
		b := BridgeLine{Name: name, Field: field}
		for k := range f.Cases {
			b.Saving[k] = of(&f.Cases[k])
		}
		return b
	}
	part := func(name string, p model.Part) BridgeLine {
		return line(name, "costs.cash."+p.String(), func(c *Case) model.Pence { return -c.Accounts.Total[p] })
	}
	net := line("saved in all", "costs.cash", func(c *Case) model.Pence { return -c.Accounts.Total.Cash() })
	net.Total = true
	gap := line("unexplained", "", func(c *Case) model.Pence { return Claim + c.Accounts.Total.Cash() })
	claim := line(Claimed, "", func(*Case) model.Pence { return Claim })
	claim.Total = true
	return []BridgeLine{
		line("hospital care no longer bought", "", func(c *Case) model.Pence { return c.Outpatients.Bought }),
		line("hospital costs that stay", "", func(c *Case) model.Pence { return -c.Outpatients.Stranded }),
		line("community clinics instead", "", func(c *Case) model.Pence { return -c.Outpatients.Clinics }),
		part("staff economies", model.Staff),
		part("network and governance", model.Overhead),
		part("premises of practices that move, less rent", model.Premises),
		part("transition", model.Transition),
		part("shared blocks, running", model.BlockRunning),
		part("shared blocks, capital", model.BlockCapital),
		net,
		gap,
		claim,
	}
}
