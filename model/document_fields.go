package model

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// CheckDocumentText is CheckDocument of what ReadDocument made of a text, and of
// the text itself: ReadDocument passes over fields that it does not know, takes
// the last of two of one name and zero for those that are missing or null; here
// each is a fault.
func CheckDocumentText(in *Instance, d *Document, text []byte) Faults {
	return append(documentFields(text, d), CheckDocument(in, d)...)
}

func documentFields(text []byte, d *Document) Faults {
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.UseNumber()
	f := &fieldReader{dec: dec}
	has := f.value("")
	if f.err == nil && dec.More() {
		f.add("the file", "goes on after its closing brace", "nothing more")
	}
	if f.err != nil {
		f.add("the file", "is not a plan: "+f.err.Error(), "JSON as `polyclinic solve` writes it")
		return f.faults
	}
	f.compare("", has, generic(d))
	return f.faults
}

// fieldReader reads JSON token by token, so that no field is lost.
type fieldReader struct {
	dec    *json.Decoder
	err    error
	faults Faults
}

func (f *fieldReader) add(name, value, want string) {
	f.faults = append(f.faults, Fault{File: "plan.json", Name: name, Value: value, Want: want})
}

func (f *fieldReader) token() json.Token {
	t, err := f.dec.Token()
	if err != nil && f.err == nil {
		f.err = err
	}
	return t
}

func (f *fieldReader) value(path string) any {
	switch t := f.token(); t {
	case json.Delim('{'):
		object := map[string]any{}
		for f.err == nil && f.dec.More() {
			key, _ := f.token().(string)
			at := joined(path, key)
			if _, again := object[key]; again {
				f.add(at, "is there twice", "each field once")
			}
			object[key] = f.value(at)
		}
		f.token()
		return object
	case json.Delim('['):
		list := []any{}
		for f.err == nil && f.dec.More() {
			list = append(list, f.value(fmt.Sprintf("%s[%d]", path, len(list))))
		}
		f.token()
		return list
	default:
		return t
	}
}

func joined(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// compare holds the fields of a text to those of the document as it is written.
// Lists are alike in order and length, for one was read from the other.
func (f *fieldReader) compare(path string, has, want any) {
	if has == nil && want != nil { // read as 0, false or nothing
		f.add(path, "is null", kindOf(want))
		return
	}
	switch w := want.(type) {
	case map[string]any:
		h, _ := has.(map[string]any)
		f.compareFields(path, h, w)
	case []any:
		h, _ := has.([]any)
		for i := range w {
			if i < len(h) {
				f.compare(fmt.Sprintf("%s[%d]", path, i), h[i], w[i])
			}
		}
	}
}

func (f *fieldReader) compareFields(path string, has, want map[string]any) {
	known := slices.Sorted(maps.Keys(want))
	for _, key := range known {
		if _, ok := has[key]; ok {
			f.compare(joined(path, key), has[key], want[key])
		} else {
			f.add(joined(path, key), "is missing", "a value, or null where there is none")
		}
	}
	for _, key := range slices.Sorted(maps.Keys(has)) {
		_, ok := want[key]
		if ok || has[key] == nil {
			continue
		}
		f.faults = append(f.faults, Fault{File: "plan.json", Name: joined(path, key), Value: "is not a field of a plan",
			Want: "one of " + strings.Join(known, ", "), Maybe: meant(key, known)})
	}
}

// textFault says in a planner's words why a text is no document.
func textFault(text []byte, err error) Fault {
	fault := Fault{File: "plan.json", Name: "the file", Value: "is not a plan: " + err.Error(), Want: "JSON as `polyclinic solve` writes it",
		Maybe: "it was cut short or edited by hand"}
	at := int64(-1)
	var wrongType *json.UnmarshalTypeError
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &wrongType):
		at = wrongType.Offset
		fault.Name = wrongType.Field
		fault.Value, fault.Want = "is "+article(wrongType.Value), kindInWords(wrongType.Type.Kind().String())
	case errors.As(err, &syntax):
		at = syntax.Offset
	}
	if at >= 0 && at <= int64(len(text)) {
		fault.Line = 1 + bytes.Count(text[:at], []byte("\n"))
	}
	return fault
}

func article(value string) string {
	switch {
	case strings.HasPrefix(value, "number "):
		return strings.TrimPrefix(value, "number ")
	case value == "array" || value == "object":
		return "an " + value
	case value == "bool":
		return "true or false"
	}
	return "a " + value
}

// kindOf is what a value of a document is, in words.
func kindOf(value any) string {
	switch value.(type) {
	case json.Number:
		return kindInWords("float")
	case map[string]any:
		return kindInWords("map")
	case []any:
		return kindInWords("slice")
	}
	return kindInWords(fmt.Sprintf("%T", value))
}

func kindInWords(kind string) string {
	switch {
	case strings.HasPrefix(kind, "int"):
		return "a whole number"
	case strings.HasPrefix(kind, "float"):
		return "a number"
	case kind == "bool":
		return "true or false"
	case kind == "slice":
		return "a list"
	case kind == "map" || kind == "struct":
		return "an object"
	}
	return "a " + kind
}
