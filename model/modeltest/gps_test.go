package modeltest

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"polyclinic/model"
)

// The row of gps shows the GPs and the room of the fullest open site whose tier
// limits them, never a site where the rule says nothing; its violation is the
// excess of all sites in whole GPs.
func TestGPsRowIsOfTheFullestSite(t *testing.T) {
	limited, broken := 0, 0
	for seed := range uint64(300) {
		c, in, doc := drawDocument(t, seed)
		w := &ruleWords{restated: restate(c.Data, in.Scenario), doc: doc, in: in}
		w.prepare()
		least, violation := math.Inf(1), 0.0
		for _, s := range doc.Sites {
			tier := w.tier[s.Site]
			if tier != nil && tier.GPs == 0 || w.moving[s.Model].Moves == "none" {
				continue
			}
			gps := w.each(nil, func(p *model.Practice, d *model.DocumentPractice) float64 {
				resident := d.Moves || metres(p.Lat, p.Lon, w.site[s.Site].Lat, w.site[s.Site].Lon) <= float64(w.s.Rules.Host.Within)
				return when(d.Site != nil && *d.Site == s.Site && resident, w.gps(p))
			})
			if tier == nil { // no size admits its practices: no room at all
				violation += math.Ceil(gps - 1e-9)
				continue
			}
			least = min(least, tier.GPs-gps)
			violation += math.Ceil(max(0, gps-tier.GPs) - 1e-9)
		}
		for _, row := range doc.Rules {
			if row.ID != "gps" {
				continue
			}
			require.InDelta(t, violation, float64(row.Violation), 1e-9, "seed %d %+v", seed, row)
			require.InDelta(t, float64(row.Limit-row.Value), float64(row.Slack), 2e-6)
			if math.IsInf(least, 1) {
				require.Empty(t, row.Site, "seed %d %+v", seed, row)
				continue
			}
			require.InDelta(t, least, float64(row.Slack), 2e-6, "seed %d %+v", seed, row)
			require.InDelta(t, w.tier[row.Site].GPs, float64(row.Limit), 2e-6, "seed %d %+v", seed, row)
			limited++
			if violation > 0 {
				broken++
			}
		}
	}
	require.Greater(t, limited, 50)
	require.Greater(t, broken, 3)
}
