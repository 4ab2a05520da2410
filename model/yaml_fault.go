package model

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

func (d *yamlDecoder) faultUnknownKey(p yamlPair, v reflect.Value, path string) {
	known := d.knownKeys(v)
	fault := Fault{File: d.file, Line: p.line, Name: fmt.Sprintf("key %q", join(path, p.key)), Value: "is unknown",
		Want: "one of " + strings.Join(known, ", "), Maybe: meant(p.key, known)}
	switch {
	case path == "rules" && slices.Contains([]string{"once", "size", "locks"}, p.key):
		fault.Value, fault.Want, fault.Maybe = "is always hard", "limits of size under tiers, locks under locks", ""
	case (path == "rules.reach" || path == "rules.host") && (p.key == "state" || p.key == "price"):
		fault.Value, fault.Want, fault.Maybe = "is not there: the rule is always hard", strings.Join(known, ", "), ""
	}
	d.faults.add(fault.Name, fault)
}

func (d *yamlDecoder) faultNotMapping(n ast.Node, v reflect.Value, path string) {
	fault := Fault{Name: path, Value: d.found(n), Want: "a mapping with keys " + strings.Join(d.knownKeys(v), ", ")}
	if path == "" {
		fault.Name = "the text"
	}
	if _, ok := fieldByKey(v, "state"); ok {
		if text, ok := scalarText(n); ok && stateKnown(State(text)) {
			fault.Maybe = fmt.Sprintf("%s.state is meant", path)
		}
	}
	d.fault(n, fault)
}

func stateKnown(s State) bool { return s == Hard || s == Off || s == Priced }

// found says what n is, with its verb.
func (d *yamlDecoder) found(n ast.Node) string {
	if text, ok := scalarText(n); ok {
		return fmt.Sprintf("is %q", text)
	}
	if _, ok := mappingPairs(n); ok {
		return "is a mapping"
	}
	if _, ok := n.(*ast.SequenceNode); ok {
		return "is a list"
	}
	return "is neither a value nor a list nor a mapping"
}

// wantedType says what v holds.
func wantedType(v reflect.Value) string {
	switch v.Kind() {
	case reflect.Pointer:
		return wantedType(reflect.New(v.Type().Elem()).Elem())
	case reflect.Bool:
		return "true or false"
	case reflect.Int, reflect.Int64:
		return "a whole number"
	case reflect.Float64:
		return "a number"
	case reflect.String:
		return "text"
	case reflect.Slice:
		return "a list"
	}
	return "a mapping"
}

// parseDecimal reads a plain decimal number, with or without an exponent; no
// hexadecimal, infinity or underscores.
func parseDecimal(text string) (float64, bool) {
	if strings.Trim(text, "0123456789+-.eE") != "" {
		return 0, false
	}
	f, err := strconv.ParseFloat(text, 64)
	return f, err == nil
}

// numberMeant guesses what a text that should have been a number is.
func numberMeant(text string) string {
	if share, ok := strings.CutSuffix(text, "%"); ok {
		if f, ok := parseDecimal(strings.TrimSpace(share)); ok {
			return fmt.Sprintf("%s is meant", strconv.FormatFloat(f/100, 'g', -1, 64))
		}
	}
	if decimal := strings.Replace(text, ",", ".", 1); len(text)-strings.IndexByte(text, ',') != 4 {
		if _, ok := parseDecimal(decimal); ok && decimal != text {
			return fmt.Sprintf("%s is meant", decimal)
		}
	}
	bare := strings.NewReplacer(",", "", "£", "", " ", "", "_", "", "\u00a0", "").Replace(text)
	if _, ok := parseDecimal(bare); ok && bare != text {
		return fmt.Sprintf("%s is meant", bare)
	}
	if f, ok := parseDecimal(text); ok && f == math.Trunc(f) {
		return fmt.Sprintf("%s is meant", plain(f))
	}
	return ""
}
