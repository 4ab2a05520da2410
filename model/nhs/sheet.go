package nhs

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// sheet streams the records of a delimited text file: comma, semicolon, tab,
// vertical bar, tilde or the byte 0xAC; UTF-8 with or without a byte-order mark,
// UTF-16 with one, else Windows-1252 byte by byte.
type sheet struct {
	name   string
	reader *csv.Reader
	closer io.Closer
	record []string
	line   int   // of record
	offset int64 // where record ends
	latin  int   // fields that were not UTF-8
}

const headBytes = 1 << 16

// open starts at the first record of f.
func open(f File) (*sheet, error) {
	raw, err := f.Open()
	if err != nil {
		return nil, err
	}
	buffered := bufio.NewReaderSize(raw, headBytes)
	head, err := buffered.Peek(headBytes)
	if err != nil && err != io.EOF {
		raw.Close()
		return nil, err
	}
	var text io.Reader = buffered
	switch {
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		buffered.Discard(3)
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")):
		text = transform.NewReader(buffered, unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder())
	case separator(head) == '¬' && bytes.IndexByte(head, 0xC2) < 0:
		text = charmap.Windows1252.NewDecoder().Reader(buffered)
	}
	r := csv.NewReader(text)
	r.Comma = separator(head)
	r.FieldsPerRecord = -1
	r.LazyQuotes = true
	r.ReuseRecord = true
	return &sheet{name: f.Name, reader: r, closer: raw}, nil
}

// separator is the candidate that stands most often in the first line that has
// any; a comma where none has.
func separator(head []byte) rune {
	candidates := []struct {
		text string
		sep  rune
	}{{",", ','}, {";", ';'}, {"\t", '\t'}, {"|", '|'}, {"~", '~'}, {"\xac", '¬'}}
	for line := range bytes.SplitSeq(head, []byte("\n")) {
		best, most := ',', 0
		for _, c := range candidates {
			if n := bytes.Count(line, []byte(c.text)); n > most {
				best, most = c.sep, n
			}
		}
		if most > 0 {
			return best
		}
	}
	return ','
}

// longestRow is the bytes of a row that is no longer one: lax quoting lets a
// stray quote swallow what follows.
const longestRow = 1 << 16

// next reads a record into t.record; false at the end. The strings stay valid,
// the slice does not.
func (t *sheet) next() (bool, error) {
	record, err := t.reader.Read()
	if errors.Is(err, io.EOF) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	if end := t.reader.InputOffset(); end-t.offset > longestRow && len(record) < 1000 {
		line, _ := t.reader.FieldPos(len(record) - 1)
		return false, fmt.Errorf("a quote on line %d is not closed", line)
	}
	t.offset = t.reader.InputOffset()
	t.record = record
	t.line, _ = t.reader.FieldPos(0)
	return true, nil
}

// columnsOf names the columns of a header: lower case, letters and digits only,
// so that "Number of Patients" and NUMBER_OF_PATIENTS are one.
func columnsOf(record []string) map[string]int {
	columns := make(map[string]int, len(record))
	for i, field := range record {
		if key := plain(field); key != "" {
			if _, taken := columns[key]; !taken {
				columns[key] = i
			}
		}
	}
	return columns
}

// plain is a heading without case, spaces and punctuation.
func plain(heading string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(heading) {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// find is the column of the first of the aliases that the header has, or -1.
func find(columns map[string]int, aliases ...string) int {
	for _, a := range aliases {
		if i, ok := columns[a]; ok {
			return i
		}
	}
	return -1
}

// findPrefix is the first column, by name, whose heading begins with one of the
// prefixes: hasu_2010.
func findPrefix(columns map[string]int, prefixes ...string) int {
	for _, prefix := range prefixes {
		for _, key := range sortedKeys(columns) {
			if strings.HasPrefix(key, prefix) {
				return columns[key]
			}
		}
	}
	return -1
}

// at is field i of the record, trimmed, as UTF-8; "" where the record is short
// or i is -1.
func (t *sheet) at(i int) string {
	if i < 0 || i >= len(t.record) {
		return ""
	}
	field := strings.TrimSpace(t.record[i])
	if utf8.ValidString(field) {
		return field
	}
	t.latin++
	decoded, err := charmap.Windows1252.NewDecoder().String(field)
	if err != nil {
		return strings.ToValidUTF8(field, "?")
	}
	return decoded
}

func (t *sheet) close() { t.closer.Close() }
