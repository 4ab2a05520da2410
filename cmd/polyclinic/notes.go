package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"

	"polyclinic/model"
)

// notes is standard error: warnings, remarks and progress, in one form.
type notes struct {
	out    io.Writer
	quiet  bool
	format string // text or json
	warned map[string]bool
}

func newNotes(out io.Writer, s *solveFlags) *notes {
	return &notes{out: out, quiet: s.quiet, format: s.log}
}

// warn says each warning once: what reading finds, compiling finds again.
func (n *notes) warn(warnings model.Warnings) {
	if n.warned == nil {
		n.warned = map[string]bool{}
	}
	for _, w := range warnings {
		if text := w.String(); !n.warned[text] {
			n.warned[text] = true
			n.say(slog.LevelWarn, text)
		}
	}
}

func (n *notes) note(format string, args ...any) {
	n.say(slog.LevelInfo, fmt.Sprintf(format, args...))
}

func (n *notes) say(level slog.Level, text string) {
	switch {
	case n.quiet:
	case n.format == "json":
		newJSONLog(n.out, false).Log(context.Background(), level, text)
	case level == slog.LevelWarn:
		fmt.Fprintln(n.out, "warning: "+text)
	default:
		fmt.Fprintln(n.out, text)
	}
}

// progress starts the log of a solve; nil where there is to be none.
func (n *notes) progress(clock bool) *progress {
	if n.quiet {
		return nil
	}
	return newProgress(n.out, n.format, clock)
}
