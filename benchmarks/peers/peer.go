package peers

import (
	"context"
	"os/exec"
	"slices"
	"strings"
	"time"
)

// Peer is another solver that is installed here.
type Peer struct {
	Name    string
	Version string // as the program prints it
	path    string
	kind    kind
}

// kind is how one solver is found, asked and understood.
type kind struct {
	name     string
	product  string   // what the reports call it; of several kinds the first that is found stands for it
	asked    bool     // takes part only if it is named
	programs []string // names or paths, the first that works
	version  []string // arguments that make it print its version
	line     string   // how the version's line begins
	format   format   // of the model
	args     func(t task) []string
	parser   func() parser
	script   string // a program or options, saved beside the model
}

// task is what a run is given.
type task struct {
	model, script string // paths
	answer        string // where to write the solution
	limit         float64
	threads       int
}

// parser takes the lines of a log. What it knows stays in the outcome.
type parser interface {
	line(text string, o *Outcome)
}

// Find lists the peers of the given names that are installed, all without
// names, in the order of the table.
func Find(ctx context.Context, names ...string) []Peer {
	var out []Peer
	for _, k := range kinds {
		if len(names) > 0 && !slices.Contains(names, k.name) {
			continue
		}
		for _, program := range k.programs {
			if path, version, ok := k.find(ctx, program); ok {
				out = append(out, Peer{k.name, version, path, k})
				break
			}
		}
	}
	return out
}

// Default is what takes part when nobody is named, one kind of each product, and
// the products of which none is installed.
func Default(ctx context.Context) (found []Peer, missing []string) {
	all := Find(ctx)
	seen := map[string]bool{}
	for _, k := range kinds {
		if k.asked || seen[k.product] {
			continue
		}
		seen[k.product] = true
		at := slices.IndexFunc(all, func(p Peer) bool { return p.kind.product == k.product })
		if at < 0 {
			missing = append(missing, k.product)
			continue
		}
		found = append(found, all[at])
	}
	return found, missing
}

// Names lists every peer that is known, installed or not.
func Names() []string {
	var out []string
	for _, k := range kinds {
		out = append(out, k.name)
	}
	return out
}

// find runs the program for its version.
func (k kind) find(ctx context.Context, program string) (path, version string, ok bool) {
	path, err := exec.LookPath(program)
	if err != nil {
		return "", "", false
	}
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	// The status is of no interest: some programs end with an error after
	// printing their version. A missing module prints other lines.
	text, _ := exec.CommandContext(ctx, path, k.version...).CombinedOutput()
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, k.line) {
			return path, strings.TrimSpace(line), true
		}
	}
	return "", "", false
}
