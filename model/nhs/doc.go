// Package nhs turns files as the NHS, the ONS and Ordnance Survey publish them
// into the data of an instance: ODS epraccur, numbers of patients by practice
// and by practice and LSOA, postcode directories, LSOA centroids and
// populations, boundaries.
//
// Import looks at the first lines of every file to learn what it is; names of
// files matter only where two editions of one thing must be told apart. What it
// drops, guesses or doubts stands in the Report, item by item.
//
// The stages, in order:
//
//	sniff ─► practices ─► registrations ─► lists (and whether to believe them)
//	      ─► postcodes ─► areas ─► zones ─► sites ─► model.Data
//
// Large files (2.6 million postcodes, 900,000 registrations) are streamed and
// only what practices and LSOAs need is kept.
package nhs
