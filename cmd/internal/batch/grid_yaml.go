package batch

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"polyclinic/model"
)

// parse is the document of text, nil, with a fault, where there is not one.
func (r *gridReader) parse(text []byte) ast.Node {
	file, err := parser.ParseBytes(text, 0)
	if err != nil {
		line, value := 0, err.Error()
		var syntax yaml.Error
		if errors.As(err, &syntax) {
			line, value = syntax.GetToken().Position.Line, syntax.GetMessage()
		}
		r.fault(line, "the grid", "is not YAML: "+value, "", "")
		return nil
	}
	var root ast.Node
	for _, doc := range file.Docs {
		if doc.Body == nil {
			continue
		}
		if root != nil {
			r.fault(lineOf(doc.Body), "a second document", "begins here", "one", "")
			return nil
		}
		root = doc.Body
	}
	if root == nil {
		r.fault(0, "the grid", "is empty", "name, instance, vary or list", "")
	}
	return root
}

type pair struct {
	key   string
	line  int
	value ast.Node
}

// mapping calls do for every entry of n whose key is known (nil: any).
func (r *gridReader) mapping(n ast.Node, name string, known []string, do func(pair)) {
	pairs, ok := pairsOf(n)
	if !ok {
		want := "a mapping"
		if known != nil {
			want += " with keys " + strings.Join(known, ", ")
		}
		r.fault(lineOf(n), name, "is no mapping", want, "")
		return
	}
	for _, p := range pairs {
		if known != nil && !slices.Contains(known, p.key) {
			r.fault(p.line, fmt.Sprintf("key %q of %s", p.key, name), "is unknown", "one of "+strings.Join(known, ", "), model.Meant(p.key, known))
			continue
		}
		do(p)
	}
}

func pairsOf(n ast.Node) ([]pair, bool) {
	var values []*ast.MappingValueNode
	switch n := n.(type) {
	case *ast.MappingNode:
		values = n.Values
	case *ast.MappingValueNode:
		values = []*ast.MappingValueNode{n}
	default:
		return nil, false
	}
	var out []pair
	for _, v := range values {
		out = append(out, pair{v.Key.GetToken().Value, lineOf(v.Key), v.Value})
	}
	return out, true
}

// text is a value as it was written, so that the code 5E1 stays a code.
func (r *gridReader) text(n ast.Node, name string) string {
	switch n := n.(type) {
	case *ast.StringNode, *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return n.GetToken().Value
	case *ast.LiteralNode:
		return strings.TrimSpace(n.Value.GetToken().Value)
	}
	r.fault(lineOf(n), name, "is no text", "one value", "")
	return ""
}

// texts is a list of values, or one.
func (r *gridReader) texts(n ast.Node, name string) []string {
	list, ok := n.(*ast.SequenceNode)
	if !ok {
		return []string{r.text(n, name)}
	}
	var out []string
	for _, entry := range list.Values {
		out = append(out, r.text(entry, name))
	}
	return out
}

func lineOf(n ast.Node) int {
	if n == nil || n.GetToken() == nil || n.GetToken().Position == nil {
		return 0
	}
	return n.GetToken().Position.Line
}
