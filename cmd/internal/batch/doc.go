// Package batch plans many scenarios of one instance on one machine or many,
// and puts the results in one table.
//
// A Grid (a file) expands to a Manifest, one Row per scenario. Every row has a
// hash of all that its result depends on: instance, resolved scenario, options
// and program. A result is a folder under that hash, which appears whole or not
// at all; so a run that was killed, begun again, or shared by several machines
// does what is missing, and nothing twice that it can see was done.
//
// The package does not solve: the command line lends it a Solve.
package batch
