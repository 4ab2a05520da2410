package suite

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// text is a file as the numbers and words between white space. Reading goes on
// after a fault, so that all are reported at once.
type text struct {
	file   string
	tokens []token
	next   int
	faults faults
	more   int  // faults beyond the first maxFaults
	short  bool // the file ended too early: said once
}

type token struct {
	text string
	line int
}

const maxFaults = 20

const familyMaybe = "the file is of another family"

func openText(path string) (*text, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("%w. Maybe the path is relative to another folder", err)
	}
	return newText(filepath.Base(path), content), nil
}

func newText(file string, content []byte) *text {
	t := &text{file: file}
	content = bytes.TrimPrefix(content, []byte("\xef\xbb\xbf"))
	line := 0
	for row := range strings.Lines(string(content)) {
		line++
		for field := range strings.FieldsSeq(row) {
			t.tokens = append(t.tokens, token{field, line})
		}
	}
	return t
}

// fault records one thing that is wrong at the token read last.
func (t *text) fault(name, value, want, maybe string) {
	line := 1
	if at := min(t.next, len(t.tokens)) - 1; at >= 0 {
		line = t.tokens[at].line
	}
	t.record(fault(t.file, line, name, value, want, maybe))
}

// faultOfAll records one that has no line.
func (t *text) faultOfAll(name, value, want string) {
	t.record(fault(t.file, 0, name, value, want, ""))
}

func (t *text) record(fault string) {
	if len(t.faults) == maxFaults {
		t.more++
		return
	}
	t.faults = append(t.faults, fault)
}

// err is every fault, or nil.
func (t *text) err() error {
	switch {
	case len(t.faults) == 0:
		return nil
	case t.more > 0:
		return fmt.Errorf("%w\n%s: and %d more", t.faults, t.file, t.more)
	}
	return t.faults
}

// left says how many tokens have not been read.
func (t *text) left() int { return len(t.tokens) - t.next }

// has says whether n more numbers are there, and records a fault if not.
func (t *text) has(n int, what string) bool {
	if t.left() >= n {
		return true
	}
	if !t.short {
		t.short = true
		left := t.left()
		t.next = len(t.tokens)
		t.fault(what, fmt.Sprintf("has %d numbers up to the end of the file", left), fmt.Sprint(n), "the file is cut off, or is of another family")
	}
	return false
}

// decimals reads n numbers; what names them in the singular.
func (t *text) decimals(n int, what string) []decimal {
	if !t.has(n, what) {
		return nil
	}
	out := make([]decimal, n)
	for k := range out {
		word := t.word()
		d, ok := parseDecimal(word)
		if !ok {
			t.fault(numbered(what, k, n), fmt.Sprintf("is %q", word), "a number of at most 18 digits", familyMaybe)
		}
		out[k] = d
	}
	return out
}

// amounts reads n numbers that are not negative.
func (t *text) amounts(n int, what string) []decimal {
	if !t.has(n, what) {
		return nil
	}
	out := make([]decimal, n)
	for k := range out {
		word := t.word()
		d, ok := parseDecimal(word)
		if !ok || d.digits < 0 {
			t.fault(numbered(what, k, n), fmt.Sprintf("is %q", word), "a number from 0 up", familyMaybe)
			d = decimal{}
		}
		out[k] = d
	}
	return out
}

// whole reads n whole numbers from low to high.
func (t *text) whole(n int, what string, low, high int64) []int64 {
	if !t.has(n, what) {
		return nil
	}
	out := make([]int64, n)
	for k := range out {
		word := t.word()
		d, ok := parseDecimal(word)
		if !ok || d.places > 0 || d.digits < low || d.digits > high {
			t.fault(numbered(what, k, n), fmt.Sprintf("is %q", word), fmt.Sprintf("a whole number from %d to %d", low, high), familyMaybe)
			d = decimal{digits: low}
		}
		out[k] = d.digits
	}
	return out
}

// count reads one dimension, 0 after a fault.
func (t *text) count(what string) int {
	before := len(t.faults)
	n := t.whole(1, what, 1, maxDimension)
	if len(n) == 0 || len(t.faults) > before {
		return 0
	}
	return int(n[0])
}

// maxDimension is the largest number of sites, customers or nodes.
const maxDimension = 1_000_000

func (t *text) word() string {
	t.next++
	return t.tokens[t.next-1].text
}

// peek is the next word, or "".
func (t *text) peek() string {
	if t.left() == 0 {
		return ""
	}
	return t.tokens[t.next].text
}

// skipLine leaves the rest of the line of the next token unread.
func (t *text) skipLine() {
	if t.left() == 0 {
		return
	}
	for line := t.tokens[t.next].line; t.left() > 0 && t.tokens[t.next].line == line; {
		t.next++
	}
}

// end wants nothing but words after the last number.
func (t *text) end() {
	if len(t.faults) > 0 || t.left() == 0 {
		return
	}
	if _, ok := parseDecimal(t.peek()); ok {
		left := t.left()
		t.next++
		t.fault("the file", fmt.Sprintf("goes on with %d numbers", left), "its end", familyMaybe)
	}
}

func numbered(what string, k, n int) string {
	if n == 1 {
		return what
	}
	return fmt.Sprintf("%s %d of %d", what, k+1, n)
}
