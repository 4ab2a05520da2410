package model

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// storeCell puts text into field (see column). An empty cell leaves it as it
// is. Otherwise it reports what was wanted, "" if all is well.
func storeCell(field any, text string) (want string) {
	if text == "" {
		return ""
	}
	switch f := field.(type) {
	case *string:
		*f = text
	case *[]string:
		*f = splitList(text)
	case *bool:
		b, ok := parseFlag(text)
		if !ok {
			return "1 or 0"
		}
		*f = b
	case *int, *int64:
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return "a whole number"
		}
		if i, ok := f.(*int); ok {
			*i = int(n)
		} else {
			*f.(*int64) = n
		}
	case *float64:
		n, ok := parseDecimal(text)
		if !ok {
			return "a number"
		}
		*f = n
	case **bool:
		return storeNew(f, text)
	case **int:
		return storeNew(f, text)
	case **int64:
		return storeNew(f, text)
	case **float64:
		return storeNew(f, text)
	default:
		panic("model: a column of unknown type")
	}
	return ""
}

func storeNew[V any](f **V, text string) (want string) {
	value := new(V)
	if want = storeCell(value, text); want == "" {
		*f = value
	}
	return want
}

// storeModelCell puts text into a map by care model.
func storeModelCell(field any, code, text string) (want string) {
	switch f := field.(type) {
	case *map[string]int:
		return storeInMap(f, code, text)
	case *map[string]float64:
		return storeInMap(f, code, text)
	}
	panic("model: a column of unknown type")
}

func storeInMap[V any](f *map[string]V, code, text string) (want string) {
	var value V
	if text == "" {
		return ""
	}
	if want = storeCell(&value, text); want == "" {
		if *f == nil {
			*f = map[string]V{}
		}
		(*f)[code] = value
	}
	return want
}

// cellText is the text of field, as storeCell reads it.
func cellText(field any) string {
	switch f := field.(type) {
	case *string:
		return *f
	case *[]string:
		return strings.Join(*f, ";")
	case *bool:
		if *f {
			return "1"
		}
		return "0"
	case *int:
		return strconv.Itoa(*f)
	case *int64:
		return strconv.FormatInt(*f, 10)
	case *float64:
		return plain(*f)
	case **bool:
		return textOrEmpty(*f)
	case **int:
		return textOrEmpty(*f)
	case **int64:
		return textOrEmpty(*f)
	case **float64:
		return textOrEmpty(*f)
	}
	panic("model: a column of unknown type")
}

func textOrEmpty[V any](value *V) string {
	if value == nil {
		return ""
	}
	return cellText(value)
}

// modelCells are the cells of a map by care model, by sorted code.
func modelCells(field any) (codes, texts []string) {
	switch f := field.(type) {
	case *map[string]int:
		for _, c := range slices.Sorted(maps.Keys(*f)) {
			codes, texts = append(codes, c), append(texts, strconv.Itoa((*f)[c]))
		}
	case *map[string]float64:
		for _, c := range slices.Sorted(maps.Keys(*f)) {
			codes, texts = append(codes, c), append(texts, plain((*f)[c]))
		}
	}
	return codes, texts
}

func splitList(text string) []string {
	var parts []string
	for _, p := range strings.Split(text, ";") {
		if p = strings.TrimSpace(p); p != "" {
			parts = append(parts, p)
		}
	}
	return parts
}

func parseFlag(text string) (value, ok bool) {
	switch strings.ToLower(text) {
	case "1", "true", "yes":
		return true, true
	case "0", "false", "no":
		return false, true
	}
	return false, false
}
