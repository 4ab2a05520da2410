// Package model is the planning problem: which GP practice joins which
// polyclinic site under which care model, what that costs whom, and which rules
// a plan must keep.
//
// The way through it is
//
//	files ─ Read ─► Data ─ New ─► *Instance ─ Check, Cost ◄─ *Plan
//
// Data is what a person wrote: editable, in the units of the files (pounds,
// minutes, shares). New validates it, copies it and derives everything else;
// after that an Instance never changes and all goroutines may share it.
// Check and Cost are the only definitions of feasibility and of cost; whatever
// is faster elsewhere is held to them by tests.
//
// Index letters: p practice, s site, m care model, k size tier, z zone, a area,
// h hospital. Whole numbers carry their unit in their type: Pence, Metres,
// Patients.
package model
