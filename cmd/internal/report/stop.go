package report

// StopReason is why a search stopped, as a clause: the time was up. Its argument
// is the stop of plan.json (solver.Stop); "" is that of a plan that was imported.
func StopReason(stop string) string {
	switch stop {
	case "proved":
		return "nothing is left to prove"
	case "gap":
		return "the gap is small enough"
	case "time":
		return "the time was up"
	case "work":
		return "the work limit was reached"
	case "spent":
		return "nothing was left to try"
	case "cancelled":
		return "it was interrupted"
	}
	return "of a reason that was not recorded"
}
