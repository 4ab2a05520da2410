package model

import "strings"

func (r *RangeRule) modelKey(key string) (*map[string]int, string) { return &r.N, key }

func (r *RangeRule) modelPrefixes() []string { return []string{""} }

func (r *AreaRule) modelKey(key string) (*map[string]int, string) {
	if code, ok := strings.CutPrefix(key, "min_"); ok {
		return &r.MinModel, code
	}
	if code, ok := strings.CutPrefix(key, "max_"); ok {
		return &r.MaxModel, code
	}
	return nil, ""
}

func (r *AreaRule) modelPrefixes() []string { return []string{"min_", "max_"} }
