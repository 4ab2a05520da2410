package main

import (
	"errors"
	"fmt"

	"github.com/spf13/pflag"
)

// nearest is the known name that differs least from a misspelt one, or "" where
// none is close.
func nearest(name string, known []string) string {
	best, least := "", max(2, len(name)/3)+1
	for _, k := range known {
		if d := editDistance(name, k); d < least {
			best, least = k, d
		}
	}
	return best
}

// maybe is a closing sentence that proposes the nearest known name.
func maybe(name string, known []string) string {
	if near := nearest(name, known); near != "" {
		return fmt.Sprintf(" Maybe %q was meant.", near)
	}
	return ""
}

// editDistance counts the letters to insert, delete or replace.
func editDistance(a, b string) int {
	x, y := []rune(a), []rune(b)
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		before := row[0]
		row[0] = i + 1
		for j := range y {
			replace := before
			if x[i] != y[j] {
				replace++
			}
			before = row[j+1]
			row[j+1] = min(row[j]+1, row[j+1]+1, replace)
		}
	}
	return row[len(y)]
}

func asNotExist(err error, target **pflag.NotExistError) bool { return errors.As(err, target) }
