//go:build unix && !linux

package bench

import (
	"runtime"
	"syscall"
)

// peakMegabytes is the largest resident set that this process ever had.
func peakMegabytes() float64 {
	var use syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &use); err != nil {
		return 0
	}
	return megabytes(&use)
}

// megabytes of a peak: bytes in Darwin, kibibytes elsewhere.
func megabytes(use *syscall.Rusage) float64 {
	bytes := float64(use.Maxrss) * 1024
	if runtime.GOOS == "darwin" {
		bytes = float64(use.Maxrss)
	}
	return float64(int64(bytes/1e5)) / 10
}
