// Package plan translates: an instance into the facility problem that the
// solver solves, and solutions back into plans.
//
//	Instance ─ Formulate ─► *facility.Problem, *Map
//	facility.Solution ─ Map.Interpret ─► *model.Plan ─ Map.Solution ─► facility.Solution
//
// A practice, or practices that locks keep together, is a customer; its patients
// are the demand, the practices the count, and GPs the weight where the rule gps
// is hard. A site under a care model is an option, its tiers the steps. Every
// model.Row is a side row with the same whole coefficients. The objective of a
// formulated plan is the model's, to the penny, and what one definition forbids
// the other forbids.
//
// Where the rule area-choice is priced, a site pays once however many of its
// practices lack permission. Such an option is there twice: clean, for those who
// have it, and at the price, for all.
package plan
