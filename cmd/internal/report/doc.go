// Package report renders plans for people: text for a terminal, tables for a
// spreadsheet, maps. It computes nothing that plan.json does not hold or the
// instance does not say; the definitions of cost and rules are package model's.
//
// The command report goes another way, one package a step:
//
//	findings ─► tables ─► html, workbook, tidy
//	         └─────────► html (map and charts), geojson
//
// findings are figures, tables lay them out once for all forms, outline draws
// areas.
package report
