package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"runtime/debug"

	"polyclinic/model"
)

// The exit statuses of every subcommand.
const (
	exitOK          = 0
	exitInternal    = 1   // a fault of the program, or of the machine
	exitUsage       = 2   // bad input or usage
	exitInfeasible  = 3   // proven: no plan exists
	exitNothing     = 4   // nothing found within the limit
	exitRejected    = 5   // check or verify rejected what it was given
	exitInterrupted = 130 // interrupted with nothing to write, or before all plans of a search were found
)

// status is an error that ends the program with a code; err may be nil where
// everything has been said already.
type status struct {
	code int
	err  error
}

func (s *status) Error() string {
	if s.err == nil {
		return fmt.Sprintf("exit status %d", s.code)
	}
	return s.err.Error()
}

func (s *status) Unwrap() error { return s.err }

// usage is an error of what the user wrote.
func usage(format string, args ...any) error {
	return &status{exitUsage, fmt.Errorf(format, args...)}
}

// run is the whole program: it executes the arguments and returns the exit
// status. Cancelling ctx is the first Ctrl-C.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) (code int) {
	defer func() {
		if fault := recover(); fault != nil {
			fmt.Fprintf(stderr, "polyclinic: internal error: %v\n%s", fault, debug.Stack())
			code = exitInternal
		}
	}()
	root := newRoot()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	return exitCode(root.ExecuteContext(ctx), stderr)
}

// exitCode prints an error, all faults at once, and says which status it means.
func exitCode(err error, stderr io.Writer) int {
	if err == nil {
		return exitOK
	}
	var (
		s      *status
		coded  interface{ ExitCode() int } // of the commands of bench
		faults model.Faults
		code   = exitInternal
	)
	switch {
	case errors.As(err, &s):
		code = s.code
		if s.err == nil {
			return code
		}
	case errors.As(err, &faults):
		code = exitUsage
	case errors.As(err, &coded):
		code = coded.ExitCode()
	}
	if errors.As(err, &faults) {
		fmt.Fprintln(stderr, err)
		return code
	}
	prefix := "polyclinic: "
	var file *fs.PathError // a full disk is not the program's fault
	if code == exitInternal && !errors.As(err, &file) {
		prefix += "internal error: "
	}
	fmt.Fprintf(stderr, "%s%v\n", prefix, err)
	return code
}
