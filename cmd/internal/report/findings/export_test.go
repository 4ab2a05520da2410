package findings

import "polyclinic/model/answers"

// Central is the plan under its own figures, without the other cases.
func Central(f *Findings) *Case { return f.priced(answers.CentralCase, f.In) }
