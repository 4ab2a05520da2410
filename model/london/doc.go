// Package london makes instances: the built-in London of 2008, embedded in the
// binary, and random, national and continental ones for measurement.
//
// The 31 PCTs of London and Surrey PCT keep their published totals (published/),
// hospitals stand where they stand; small areas, practices, premises and other
// candidate sites are placed by a seeded generator that is calibrated to figures
// of the real ones (README.md). The same seed gives the same instance on every
// platform: positions are whole metres before they become coordinates of six
// decimals, and nothing is decided by unrounded sums of many terms.
//
// Index letters: a areas, i practices, z zones, j sites.
package london
