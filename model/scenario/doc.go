// Package scenario holds the presets that come with the program, and tells two
// scenarios apart. A scenario is an ordered list of changes (model.Overlay) over
// the defaults; a preset is one such change with a name.
package scenario
