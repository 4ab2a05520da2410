package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"golang.org/x/term"
)

// liveEvery is the least time between two redraws of the live line.
const liveEvery = 100 * time.Millisecond

// liveLine is the last line of a terminal, redrawn in place. A nil liveLine
// shows nothing.
type liveLine struct {
	out   *os.File
	shown bool
	drawn time.Time
}

// newLiveLine returns nil where out is no terminal.
func newLiveLine(out io.Writer) *liveLine {
	file, ok := out.(*os.File)
	if !ok || !term.IsTerminal(int(file.Fd())) {
		return nil
	}
	return &liveLine{out: file}
}

const eraseLine = "\r\x1b[K"

func (l *liveLine) show(text string) {
	if l == nil || time.Since(l.drawn) < liveEvery {
		return
	}
	if width, _, err := term.GetSize(int(l.out.Fd())); err == nil {
		if runes := []rune(text); width > 0 && len(runes) >= width {
			text = string(runes[:width-1])
		}
	}
	fmt.Fprint(l.out, eraseLine+text)
	l.shown, l.drawn = true, time.Now()
}

func (l *liveLine) clear() {
	if l != nil && l.shown {
		fmt.Fprint(l.out, eraseLine)
		l.shown = false
	}
}
