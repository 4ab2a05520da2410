// Package modeltest makes tiny instances for tests, in which every rule bites,
// and finds their best plan by enumeration. Everything is drawn from the
// generator that is passed in, so a seed names a case.
package modeltest
