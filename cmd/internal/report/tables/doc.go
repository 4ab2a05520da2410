// Package tables lays findings out as tables, once for every form: web page,
// workbook and CSV. A cell is a string, a whole number, a sum of pence, a float or
// nil; its column says how it is read. Every column says where in plan.json its
// figures stand, or what they are worked out from.
package tables
