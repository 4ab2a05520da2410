package model

import _ "embed"

// DocumentSchema is the JSON schema (2020-12) of plan.json, for those who read
// plans with other programs.
//
//go:embed plan.schema.json
var DocumentSchema []byte
