package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"polyclinic/cmd/internal/batch"
)

// batchProgress shows how far a batch has come: a bar on a terminal, else a
// line at every twentieth part.
type batchProgress struct {
	out  io.Writer // nil: nothing is shown
	live *liveLine
	last int // part of the last line
}

func newBatchProgress(out io.Writer, quiet bool) *batchProgress {
	if quiet {
		return &batchProgress{}
	}
	return &batchProgress{out: out, live: newLiveLine(out), last: -1}
}

const (
	barWidth   = 24
	lineShares = 20 // lines where there is no terminal
)

func (b *batchProgress) observe(p batch.Progress) {
	if b.out == nil {
		return
	}
	if b.live != nil {
		filled := barWidth
		if p.Total > 0 {
			filled = barWidth * p.Done / p.Total
		}
		b.live.show(fmt.Sprintf("[%s%s] %s", strings.Repeat("#", filled), strings.Repeat("-", barWidth-filled), batchWords(p)))
		return
	}
	part := lineShares
	if p.Total > 0 {
		part = lineShares * p.Done / p.Total
	}
	if part != b.last {
		fmt.Fprintln(b.out, batchWords(p))
		b.last = part
	}
}

func (b *batchProgress) close() { b.live.clear() }

func batchWords(p batch.Progress) string {
	text := fmt.Sprintf("%d of %d done", p.Done, p.Total)
	if p.Failed > 0 {
		text += fmt.Sprintf(", %d without a plan", p.Failed)
	}
	if p.Known && p.Done < p.Total {
		text += fmt.Sprintf(", %v left", p.Left.Round(time.Second))
	}
	return text
}
