// Package answers answers questions about plans: what if something changes
// (WhatIf), how plans differ (Compare), what a rule costs (PriceRule), what the
// full range costs and whom (PriceRange), what every area gives up (Regrets), why
// a practice is not elsewhere (WhyNot), why no plan exists (WhyImpossible), what
// is traded for what (TraceFrontier), which near-best plans really differ
// (FindAlternatives), and which one is good under all of several sets of costs
// (PlanForCases).
//
// Every sum comes with what is proven of it: a price is the difference of two
// optima, of which each is known between a bound and a plan, so a price is an
// Interval. Questions about one place are asked of a corner: the practices and
// sites around it are decided again, to a proof where possible, while the rest of
// the plan stays as it is. Questions of which the rules know nothing are asked of a
// side: the whole problem with further rows, or other costs.
//
// Functions return figures; words are the business of the reports. Work limits
// make every answer repeatable.
package answers
