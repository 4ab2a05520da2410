//go:build !unix

package bench

import "runtime"

// peakMegabytes is what the Go runtime took from the system; other libraries'
// memory is not seen here.
func peakMegabytes() float64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.Sys/1e5) / 10
}
