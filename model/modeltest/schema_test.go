package modeltest

import (
	"bytes"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"polyclinic/model"
)

// The schema takes every plan that is written, whatever the rules' states, and
// no plan with a field left out, added or of another type.
func TestSchemaOfPlans(t *testing.T) {
	plans := planSchema(t)
	for seed := range uint64(100) {
		_, _, doc := drawDocument(t, seed)
		text, err := doc.Encode()
		require.NoError(t, err)
		require.NoError(t, plans.Validate(treeOf(t, text)), "seed %d", seed)
		if seed > 0 {
			continue
		}
		for _, c := range []struct{ old, changed string }{
			{`"patients_moved":`, `"patients_carried":`},
			{`"moves": false`, `"moves": 0`},
			{`"solution": "feasible"`, `"solution": "none"`},
			{`"verified": true`, `"verified": false`},
			{`"objective": `, `"objective": 0.5, "was": `},
			{`"cash": {`, `"cash": {"consultants": 0,`},
			{`"discount": `, `"discuont": `},
		} {
			changed := strings.Replace(string(text), c.old, c.changed, 1)
			require.NotEqual(t, string(text), changed, c.old)
			assert.Error(t, plans.Validate(treeOf(t, []byte(changed))), c.changed)
		}
	}
}

func planSchema(t testing.TB) *jsonschema.Schema {
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(model.DocumentSchema))
	require.NoError(t, err)
	compiler := jsonschema.NewCompiler()
	require.NoError(t, compiler.AddResource("plan.schema.json", document))
	schema, err := compiler.Compile("plan.schema.json")
	require.NoError(t, err)
	return schema
}
