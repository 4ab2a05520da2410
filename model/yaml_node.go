package model

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

var byteOrderMark = []byte("\ufeff")

// parseYAML is the one document of text, nil where it holds nothing but
// comments.
func parseYAML(file string, text []byte) (ast.Node, *Fault) {
	text = bytes.TrimPrefix(text, byteOrderMark)
	if !utf8.Valid(text) {
		return nil, notUTF8(file, text)
	}
	parsed, err := parser.ParseBytes(text, 0)
	if err != nil {
		fault := &Fault{File: file, Name: "text", Value: "is not YAML: " + err.Error()}
		var syntax yaml.Error
		if errors.As(err, &syntax) {
			fault.Line = syntax.GetToken().Position.Line
			fault.Value = "is not YAML: " + syntax.GetMessage()
		}
		return nil, fault
	}
	var root ast.Node
	for _, doc := range parsed.Docs {
		if doc.Body == nil {
			continue
		}
		if root != nil {
			return nil, &Fault{File: file, Line: nodeLine(doc.Body), Name: "a second document", Value: "begins here",
				Want: "one", Maybe: `a line "---" stands between two scenarios`}
		}
		root = doc.Body
	}
	return root, nil
}

// notUTF8 is the fault of text that is not UTF-8, at its first such line.
func notUTF8(file string, text []byte) *Fault {
	if bytes.HasPrefix(text, []byte{0xff, 0xfe}) || bytes.HasPrefix(text, []byte{0xfe, 0xff}) {
		return &Fault{File: file, Name: "text", Value: "is UTF-16", Want: "UTF-8", Maybe: `it was saved as "Unicode text"`}
	}
	if bytes.HasPrefix(text, []byte("PK\x03\x04")) {
		return &Fault{File: file, Name: "the file", Value: "is a workbook or an archive", Want: "text", Maybe: "an .xlsx was renamed: save the sheet as CSV (UTF-8)"}
	}
	for i, line := range bytes.Split(text, []byte("\n")) {
		if !utf8.Valid(line) {
			return &Fault{File: file, Line: i + 1, Name: "text", Value: "is not UTF-8", Want: "UTF-8",
				Maybe: "it was saved as Latin-1 or Windows-1252"}
		}
	}
	return nil
}

func nodeLine(n ast.Node) int {
	if t := n.GetToken(); t != nil && t.Position != nil {
		return t.Position.Line
	}
	return 0
}

type yamlPair struct {
	key   string
	line  int
	value ast.Node
}

// mappingPairs are the keys and values of n, false where it is no mapping.
func mappingPairs(n ast.Node) ([]yamlPair, bool) {
	var values []*ast.MappingValueNode
	switch n := n.(type) {
	case *ast.MappingNode:
		values = n.Values
	case *ast.MappingValueNode:
		values = []*ast.MappingValueNode{n}
	default:
		return nil, false
	}
	pairs := make([]yamlPair, len(values))
	for i, v := range values {
		pairs[i] = yamlPair{key: v.Key.GetToken().Value, line: nodeLine(v.Key), value: v.Value}
	}
	return pairs, true
}

// scalarText is n as it was written, so that the code 5E1 stays a code; false
// where n is a list or a mapping.
func scalarText(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.StringNode, *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode, *ast.NullNode:
		return n.GetToken().Value, true
	case *ast.LiteralNode:
		return strings.TrimSpace(n.Value.GetToken().Value), true
	case *ast.TagNode:
		return scalarText(n.Value)
	}
	return "", false
}

func isNull(n ast.Node) bool {
	_, null := n.(*ast.NullNode)
	return null || n == nil
}
