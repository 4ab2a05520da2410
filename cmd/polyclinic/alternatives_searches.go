package main

import (
	"crypto/sha256"
	"encoding/hex"

	"polyclinic/cmd/internal/report"
	"polyclinic/model"
	"polyclinic/model/answers"
)

// endFolder holds the search that found no alternative within the cost, with the
// plan that it found beyond.
const endFolder = "end"

// alternativesAsked is question.json: what the searches of a folder were made for.
// How many are wanted is no part of it: each search is the same whatever comes
// after.
type alternativesAsked struct {
	Version   string         `json:"version"`
	Instance  string         `json:"instance"`
	Plan      string         `json:"plan"` // SHA-256 of what it says of itself
	Most      model.Pence    `json:"most"`
	Practices int            `json:"practices"`
	Sites     int            `json:"sites"`
	Options   map[string]any `json:"options"`
}

// searches is the folder of the question; one that is another's is an error.
func (c *alternativesCommand) searches(base *solvedPlan, q answers.AlternativesQuestion) (*searchFolder, error) {
	plan := *base.document
	plan.Options, plan.Statistics = nil, nil // how and when it was found
	text, err := plan.Encode()
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(text)
	asked := alternativesAsked{version(), base.In.SHA256, hex.EncodeToString(sum[:]), q.Most, q.Practices, q.Sites, c.lasting()}
	_, err = isFree(c.out, asked)
	return &searchFolder{
		dir: c.out, asked: asked, flags: &c.solveFlags,
		places: func(name string) []string { return []string{name, endFolder} },
		choose: func(name string, k *answers.Kept) string {
			if k.Plan == nil || model.Pence(k.Cost) > q.Most {
				return endFolder
			}
			return name
		},
		under: func(*model.Instance, *answers.Kept) (*model.Instance, *model.Pence) {
			return base.In, boundOf(base.Solved)
		},
	}, err
}

// notedSearches says on standard error what is found.
type notedSearches struct {
	*searchFolder
	log  *notes
	most model.Pence
}

// Save keeps a search and says what it costs.
func (s *notedSearches) Save(name string, in *model.Instance, k *answers.Kept) error {
	if k.Plan != nil && model.Pence(k.Cost) <= s.most {
		s.log.note("%s: %s a year", name, report.Sterling(model.Pence(k.Cost)))
	}
	return s.searchFolder.Save(name, in, k)
}
