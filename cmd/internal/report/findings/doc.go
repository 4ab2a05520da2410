// Package findings works out what a plan means: travel before and after, what
// trusts lose, how full sites are, who is left out and why, what it costs under
// low and high figures. It holds figures only; words and forms are for the
// packages that print them. Everything follows from plan.json and its instance by
// the definitions of package model.
//
// Index letters are those of package model: p practice, s site, a area, h
// hospital.
package findings
