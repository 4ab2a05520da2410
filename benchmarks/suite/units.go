package suite

import (
	"fmt"
	"strconv"
	"strings"
)

// Units writes a cost in the file's own units, exactly and without trailing
// zeros.
func (in *Instance) Units(cost int64) string {
	sign := ""
	if cost < 0 {
		sign, cost = "-", -cost
	}
	whole := strconv.FormatInt(cost/in.Scale, 10)
	places := len(strconv.FormatInt(in.Scale, 10)) - 1
	fraction := strings.TrimRight(fmt.Sprintf("%0*d", max(places, 1), cost%in.Scale), "0")
	if fraction == "" {
		return sign + whole
	}
	return sign + whole + "." + fraction
}

// Cost reads a value in the file's own units, rounded to the nearest cost.
func (in *Instance) Cost(units string) (int64, error) {
	d, ok := parseDecimal(units)
	if ok {
		var cost int64
		if cost, ok = d.at(len(strconv.FormatInt(in.Scale, 10)) - 1); ok {
			return cost, nil
		}
	}
	return 0, fmt.Errorf("value is %q, want a number", units)
}
