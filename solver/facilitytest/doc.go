// Package facilitytest makes problems for tests: tiny ones in which every rule
// bites, with their optimum by enumeration; classic single-source problems; and
// large ones shaped like the planning of a capital. Only tests and benchmarks
// import it. Everything is drawn from the generator that is passed in, so a
// seed names an instance.
package facilitytest
