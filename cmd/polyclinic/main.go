// Command polyclinic plans polyclinics: which practice joins which site under
// which care model, what that costs whom, and how much better any other plan
// could be. One file per subcommand; see the README for the way through.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := interruptible(context.Background(), func() { os.Exit(exitInterrupted) })
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// interruptible returns a context that the first Ctrl-C (or a polite request to
// terminate) ends; the second calls quit.
func interruptible(parent context.Context, quit func()) (ctx context.Context, stop func()) {
	ctx, cancel := context.WithCancel(parent)
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	done := make(chan struct{})
	go func() {
		defer close(done)
		if _, open := <-signals; !open {
			return
		}
		cancel()
		if _, open := <-signals; open {
			quit()
		}
	}()
	return ctx, func() {
		signal.Stop(signals)
		close(signals)
		<-done
		cancel()
	}
}
