package batch

import (
	"sync"

	"polyclinic/model"
)

// compiled keeps the instance that was made last: neighbours in a grid often
// differ in their seed alone, and an instance never changes.
type compiled struct {
	mu   sync.Mutex
	last *instance
}

// instance is a scenario compiled once, by the first who asks.
type instance struct {
	sync.Once
	key      string
	in       *model.Instance
	warnings model.Warnings
	err      error
}

// of makes the instance of a key, unless it is the last that was made.
func (c *compiled) of(key string, data *model.Prepared, overlays []model.Overlay) (*model.Instance, model.Warnings, error) {
	c.mu.Lock()
	if c.last == nil || c.last.key != key {
		c.last = &instance{key: key}
	}
	x := c.last
	c.mu.Unlock()
	x.Do(func() { x.in, x.warnings, x.err = data.New(overlays...) })
	return x.in, x.warnings, x.err
}
