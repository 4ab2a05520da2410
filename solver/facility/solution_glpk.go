package facility

import (
	"strconv"
	"strings"
)

// glpkRaw reads the output of glpsol -w: "s mip rows columns status objective",
// then "j number value". Columns have numbers only, those of the model file.
func (f *solutionParser) glpkRaw() {
	f.none = "no line begins with s"
	for k, line := range f.lines {
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		switch words[0] {
		case "s":
			f.glpkStatus(k+1, words)
		case "j":
			if len(words) < 3 {
				f.fault(k+1, "the file is cut off", "%q, want j, number and value", line)
				continue
			}
			value := words[2]
			if len(value) == 1 && value >= "a" && len(words) > 3 { // a basic solution has a status letter first
				value = words[3]
			}
			number := int(f.number(k+1, words[1])) - 1
			f.entries = append(f.entries, entry{line: k + 1, number: number, value: f.number(k+1, value)})
		}
	}
	if f.none == "" && len(f.entries) < f.columns {
		f.short(f.columns - len(f.entries))
	}
}

// glpkStatus reads the line of sizes and status: o optimal, f feasible, n none,
// u undefined.
func (f *solutionParser) glpkStatus(line int, words []string) {
	if len(words) < 6 {
		f.fault(line, "the file is cut off", "%q, want sizes, status and objective", strings.Join(words, " "))
		return
	}
	f.columns = int(f.number(line, words[3]))
	f.lastNumber(words[len(words)-1])
	f.none = ""
	if status := words[4]; status != "o" && status != "f" {
		f.none = "glpsol says status " + status
	}
}

// glpkTable reads the output of glpsol -o: a long name stands on a line of its
// own, its value on the next; integers are marked with *, basic solutions with
// two letters.
func (f *solutionParser) glpkTable() {
	inColumns := false
	var waiting string // a name whose value is on the next line
	for k, line := range f.lines {
		words := strings.Fields(line)
		switch {
		case strings.HasPrefix(line, "Status:"):
			if strings.Contains(line, "UNDEFINED") || strings.Contains(line, "EMPTY") || strings.Contains(line, "INFEASIBLE") {
				f.none = strings.Join(words, " ")
				return
			}
		case strings.HasPrefix(line, "Columns:") && len(words) > 1:
			f.columns = int(f.number(k+1, words[1]))
		case strings.HasPrefix(line, "Objective:"):
			for n, w := range words {
				if w == "=" && n+1 < len(words) {
					f.lastNumber(words[n+1])
				}
			}
		case strings.Contains(line, "Column name"):
			inColumns = true
		case !inColumns || strings.HasPrefix(line, "---"):
		case len(words) == 0:
			inColumns = false
		case waiting != "":
			f.named(k+1, waiting, firstNumber(words))
			waiting = ""
		case len(words) == 1:
			f.fault(k+1, "the file is cut off", "%q, want number, name and value", words[0])
		case len(words) == 2:
			waiting = words[1]
		default:
			f.named(k+1, words[1], firstNumber(words[2:]))
		}
	}
	if f.none == "" && len(f.entries) < f.columns {
		f.short(f.columns - len(f.entries))
	}
}

func firstNumber(words []string) string {
	for _, w := range words {
		if _, err := strconv.ParseFloat(w, 64); err == nil {
			return w
		}
	}
	return strings.Join(words, " ")
}
