package model

// LockKind says what a Lock fixes.
type LockKind int

// The kinds of lock, with the lines that state them (S site, M model, P, Q
// practices).
const (
	SiteRequired  LockKind = iota // site S required; site S required M
	SiteForbidden                 // site S forbidden
	PracticeAt                    // practice P at S
	PracticeNotAt                 // practice P not at S
	PracticeStays                 // practice P stays
	PracticeModel                 // practice P model M
	Together                      // together P Q …
	Apart                         // apart P Q …
)

// Lock is one line of `locks`, parsed.
type Lock struct {
	Kind      LockKind
	Site      string   // SiteRequired, SiteForbidden, PracticeAt, PracticeNotAt
	Model     string   // PracticeModel, and SiteRequired where it names one
	Practices []string // one, or two and more for Together and Apart
	Text      string   // the line as written
	Source    string   // where it stands, "file:line", for messages; may be ""
}
