// Package report renders plans for people: text for a terminal, tables for a
// spreadsheet, maps. It computes nothing that plan.json does not hold or the
// instance does not say; the definitions of cost and rules are package model's.
package report
