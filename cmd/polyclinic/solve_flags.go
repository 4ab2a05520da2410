package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"polyclinic/model"
	"polyclinic/solver"
)

// defaultTime is the time limit where neither time nor work is limited.
const defaultTime = 60 * time.Second

// defaultGap is the controllable gap at which a solve stops.
const defaultGap = 0.001

// methods are what --method takes.
var methods = []string{portfolio}

// portfolio is all methods together.
const portfolio = "portfolio"

// solveFlags say how long and how to solve.
type solveFlags struct {
	timeLimit time.Duration
	workLimit int64
	gap       float64
	threads   int
	seed      uint64
	method    string
	log       string
	quiet     bool

	timeGiven bool
}

func (s *solveFlags) register(flags *pflag.FlagSet) {
	flags.DurationVar(&s.timeLimit, "time-limit", 0, fmt.Sprintf("stop after this `TIME` (default %v without --work-limit; 0: no limit)", defaultTime))
	flags.Int64Var(&s.workLimit, "work-limit", 0, "stop after `N` units of work; the plan then depends on the seed, not on the machine")
	flags.Float64Var(&s.gap, "gap", defaultGap, "stop at this controllable gap, a `SHARE`; 0: at a proof of optimality")
	flags.IntVar(&s.threads, "threads", 0, "number of threads `N`; 0: all cores")
	flags.Uint64Var(&s.seed, "seed", 1, "random seed `S`")
	flags.StringVar(&s.method, "method", portfolio, "solve by `NAME`: "+strings.Join(methods, ", "))
	flags.StringVar(&s.log, "log", "text", "`FORM` of the progress on standard error: text or json")
	flags.BoolVar(&s.quiet, "quiet", false, "no progress and no warnings on standard error")
}

// check reports every option that makes no sense, with the faults that a command
// found in options of its own, and fills in the default time limit.
func (s *solveFlags) check(flags *pflag.FlagSet, own ...model.Fault) error {
	var faults model.Faults
	fault := func(name string, value any, want string) {
		faults = append(faults, optionFault(name, fmt.Sprintf("is %v", value), want))
	}
	if s.timeLimit < 0 {
		fault("time-limit", s.timeLimit, "0 or more")
	}
	if s.workLimit < 0 {
		fault("work-limit", s.workLimit, "0 or more")
	}
	if !(s.gap >= 0 && s.gap < 1) {
		fault("gap", s.gap, "a share from 0 to less than 1")
	}
	if s.threads < 0 {
		fault("threads", s.threads, "0 or more")
	}
	if s.log != "text" && s.log != "json" {
		fault("log", fmt.Sprintf("%q", s.log), "text or json")
	}
	if !slices.Contains(methods, s.method) {
		fault("method", fmt.Sprintf("%q", s.method), "one of "+strings.Join(methods, ", "))
	}
	if faults = append(faults, own...); len(faults) > 0 {
		return faults
	}
	s.timeGiven = flags.Changed("time-limit")
	if !s.timeGiven && s.workLimit == 0 {
		s.timeLimit = defaultTime
	}
	return nil
}

// optionFault is a fault of an option: value says what was given, with its verb.
func optionFault(name, value, want string) model.Fault {
	return model.Fault{Name: "option --" + name, Value: value, Want: want}
}

// options are the solver's, without start and observer.
func (s *solveFlags) options() solver.Options {
	return solver.Options{Seed: s.seed, Threads: s.threads, WorkLimit: s.workLimit, TimeLimit: s.timeLimit, Gap: s.gap}
}
