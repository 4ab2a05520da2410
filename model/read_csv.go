package model

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// cells is the row being read: its cells by column.
type cells struct {
	line   int
	index  map[string]int // of a column in record
	record []string
}

func (c *cells) text(column string) string {
	i, ok := c.index[column]
	if !ok {
		return ""
	}
	return strings.TrimSpace(c.record[i])
}

// readTable is the rows of a file, nil where it is missing. A row with a fault
// is kept, so that its code is known, and its faulty cells are marked as unread.
func readTable[T any](r *folderReader, t table[T], required bool) []T {
	text, ok := r.file(t.file)
	if !ok {
		if required && !r.unread[t.file] {
			r.unread[t.file] = true
			r.faults.add("file", Fault{File: t.file, Name: "the file", Value: "is missing", Want: "columns " + strings.Join(t.wantedColumns(), ", ")})
		}
		return nil
	}
	text = r.cleanText(t.file, text)
	if len(bytes.TrimSpace(text)) == 0 {
		r.unread[t.file] = true
		r.faults.add("file", Fault{File: t.file, Name: "the file", Value: "is empty", Want: "a header with columns " + strings.Join(t.wantedColumns(), ", ")})
		return nil
	}
	in := csv.NewReader(bytes.NewReader(text))
	in.FieldsPerRecord = -1
	in.ReuseRecord = true
	header, err := in.Read()
	if err != nil {
		r.unread[t.file] = true
		r.csvFault(t.file, err)
		return nil
	}
	width := len(header)
	index, models := t.readHeader(r, slices.Clone(header))
	if index == nil {
		r.unread[t.file] = true
		return nil
	}
	var rows []T
	shared := map[string]string{}
	lines := r.d.Origin.Lines[t.file]
	for {
		record, err := in.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			r.unread[t.file] = true
			r.csvFault(t.file, err)
			continue
		}
		line, _ := in.FieldPos(0)
		if len(record) != width {
			if !blank(record) {
				r.unread[t.file] = true
				r.widthFault(t.file, line, record, width, len(text) > 0 && text[len(text)-1] != '\n' && in.InputOffset() == int64(len(text)))
			}
			continue
		}
		if blank(record) {
			continue
		}
		c := cells{line, index, record}
		row := t.fresh
		for _, column := range t.readRow(r, &c, models, &row, shared) {
			r.unreadCells[cell{t.file, len(rows), column}] = true
		}
		rows = append(rows, row)
		lines = append(lines, line)
	}
	r.d.Origin.Lines[t.file] = lines
	if len(rows) == 0 && !required && !r.unread[t.file] {
		r.warnings.add("rows", Fault{File: t.file, Name: "the file", Value: "has a header but no rows", Want: "rows, or no file",
			Maybe: "the defaults for a missing file are meant; they are used"})
	}
	return rows
}

// readRow fills row from the cells and names the columns with a fault. Codes
// that occur again and again are kept once, in shared.
func (t *table[T]) readRow(r *folderReader, c *cells, models []modelColumn, row *T, shared map[string]string) (unread []string) {
	check := func(column, text, want string) {
		if want == "" {
			return
		}
		unread = append(unread, column)
		value := fmt.Sprintf("has %s %q", column, text)
		if text == "" {
			value = "has no " + column
		}
		r.faults.addLazy(column, t.file, func() Fault {
			return Fault{File: t.file, Line: c.line, Name: t.name(row), Value: value, Want: want, Maybe: numberMeant(text)}
		})
	}
	for _, col := range t.columns {
		text := c.text(col.name)
		if text == "" && col.need == filled {
			check(col.name, "", "one in every row")
			continue
		}
		field := col.field(row)
		if s, isText := field.(*string); isText {
			kept, seen := shared[text]
			if !seen {
				kept = strings.Clone(text)
				shared[kept] = kept
			}
			*s = kept
			continue
		}
		check(col.name, text, storeCell(field, text))
	}
	for _, m := range models {
		text := strings.TrimSpace(c.record[m.at])
		check(m.name, text, storeModelCell(t.models[m.prefix].field(row), m.code, text))
	}
	if t.finish != nil {
		t.finish(c, row)
	}
	if t.normal != nil {
		t.normal(row)
	}
	return unread
}

// cleanText is text without its byte-order mark, as UTF-8 with line feeds.
func (r *folderReader) cleanText(file string, text []byte) []byte {
	text = bytes.TrimPrefix(text, byteOrderMark)
	if !utf8.Valid(text) {
		r.faults.add("text", *notUTF8(file, text))
		if bytes.IndexByte(text, 0) >= 0 { // UTF-16: nothing more to find
			r.unread[file] = true
			return []byte("\x00")
		}
		text = bytes.ToValidUTF8(text, []byte("\ufffd"))
	}
	if bytes.IndexByte(text, '\n') < 0 {
		text = bytes.ReplaceAll(text, []byte("\r"), []byte("\n"))
	}
	return text
}

func (r *folderReader) csvFault(file string, err error) {
	fault := Fault{File: file, Name: "the text", Value: "is not CSV: " + err.Error()}
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		fault.Line = parse.Line
		fault.Value = "is not CSV: " + parse.Err.Error()
		if errors.Is(parse.Err, csv.ErrQuote) || errors.Is(parse.Err, csv.ErrBareQuote) {
			fault.Line = parse.StartLine
			fault.Value, fault.Want = `has a stray " in this row`, `a field with " in "...", each " of its own doubled`
			fault.Maybe = "the file is cut off, or a closing quotation mark is missing"
		}
	}
	r.faults.add("quotes", fault)
}

func (r *folderReader) widthFault(file string, line int, record []string, width int, last bool) {
	fault := Fault{File: file, Line: line, Name: "row " + fmt.Sprintf("%q", strings.Join(record, ",")), Value: fmt.Sprintf("has %d fields", len(record)),
		Want: fmt.Sprintf("%d, as the header has", width)}
	switch {
	case len(record) < width && last:
		fault.Maybe = "the file is cut off"
	case len(record) > width:
		fault.Maybe = `a comma stands in a field without "..." around it`
	}
	r.faults.add("fields", fault)
}

func blank(record []string) bool {
	return !slices.ContainsFunc(record, func(s string) bool { return strings.TrimSpace(s) != "" })
}
