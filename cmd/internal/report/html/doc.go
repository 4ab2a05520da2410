// Package html writes reports as one file that needs nothing else: style, charts
// and map are inside, there are no scripts, and it prints. Every figure names the
// field of plan.json where it stands, or what it is worked out from; every chart
// has its table beside it.
package html
