package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"github.com/spf13/viper"

	"polyclinic/model"
)

const (
	flagConfig = "config"
	configFile = "polyclinic.yaml"
	envPrefix  = "POLYCLINIC_"
)

// configure gives every flag that the command line left alone its value from the
// environment or the configuration file. It reports every fault at once.
func configure(root, cmd *cobra.Command) error {
	known := optionNames(root)
	env, faults := environment(os.Environ(), known)
	file, path, err := readConfig(cmd)
	if err != nil {
		return err
	}
	faults = append(faults, unknownKeys(file, path, known)...)
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if f.Changed || f.Name == flagConfig || !slices.Contains(known, f.Name) {
			return
		}
		if text, ok := env[f.Name]; ok {
			faults = append(faults, setOption(f, variable(f.Name), 0, listOf(f, text))...)
		} else if key, ok := keyOf(file, f.Name); ok {
			faults = append(faults, setOption(f, path, lineOf(path, key), valuesOf(f, file, key))...)
		}
	})
	if len(faults) > 0 {
		return model.Faults(faults)
	}
	return nil
}

// optionNames are the flags of all commands that a file or variable may set.
func optionNames(cmd *cobra.Command) []string {
	var names []string
	add := func(f *pflag.Flag) {
		if f.Name != "help" && f.Name != flagConfig && !slices.Contains(names, f.Name) {
			names = append(names, f.Name)
		}
	}
	cmd.LocalFlags().VisitAll(add)
	for _, c := range cmd.Commands() {
		for _, name := range optionNames(c) {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	slices.Sort(names)
	return names
}

// readConfig reads the file that --config names, else polyclinic.yaml where it
// exists.
func readConfig(cmd *cobra.Command) (*viper.Viper, string, error) {
	v := viper.New()
	v.SetConfigType("yaml")
	path, named := configFile, false
	if f := cmd.Flags().Lookup(flagConfig); f != nil && f.Value.String() != "" {
		path, named = f.Value.String(), true
	} else if text := os.Getenv(variable(flagConfig)); text != "" {
		path, named = text, true
	}
	text, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && !named:
		return v, path, nil
	case err != nil:
		return nil, path, usage("the file of options cannot be read: %v", err)
	}
	if err := v.ReadConfig(bytes.NewReader(text)); err != nil {
		return nil, path, usage("%s: %v", path, err)
	}
	return v, path, nil
}

func unknownKeys(file *viper.Viper, path string, known []string) []model.Fault {
	var out []model.Fault
	keys := make([]string, 0)
	for key := range file.AllSettings() {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, key := range keys {
		if slices.Contains(known, dashed(key)) {
			continue
		}
		fault := model.Fault{File: path, Line: lineOf(path, key), Name: fmt.Sprintf("option %q", key), Value: "is unknown", Want: "the name of a flag without its dashes"}
		if near := nearest(dashed(key), known); near != "" {
			fault.Maybe = near + " was meant"
		}
		out = append(out, fault)
	}
	return out
}

// environment returns the options that variables set, by flag name. A variable
// that is nearly an option's is a fault; others belong to somebody else.
func environment(environ, known []string) (map[string]string, []model.Fault) {
	env := map[string]string{}
	var faults []model.Fault
	for _, pair := range environ {
		name, value, _ := strings.Cut(pair, "=")
		if !strings.HasPrefix(name, envPrefix) {
			continue
		}
		key := dashed(strings.ToLower(strings.TrimPrefix(name, envPrefix)))
		switch {
		case key == flagConfig || key == "data":
		case slices.Contains(known, key):
			env[key] = value
		default:
			if near := nearest(key, known); near != "" {
				faults = append(faults, model.Fault{Name: "environment variable " + name, Value: "is unknown", Want: "POLYCLINIC_ and an option", Maybe: variable(near) + " was meant"})
			}
		}
	}
	return env, faults
}

// setOption sets a flag from somewhere else than the command line.
func setOption(f *pflag.Flag, where string, line int, values []string) []model.Fault {
	var faults []model.Fault
	for _, value := range values {
		if err := f.Value.Set(value); err != nil {
			faults = append(faults, model.Fault{File: where, Line: line, Name: "option " + f.Name, Value: fmt.Sprintf("is %q", value), Want: wantOf(f)})
		}
	}
	f.Changed = true
	return faults
}

func wantOf(f *pflag.Flag) string {
	switch f.Value.Type() {
	case "duration":
		return "a time such as 60s or 10m"
	case "bool":
		return "true or false"
	case "float64":
		return "a number"
	case "stringArray", "string":
		return "text"
	}
	return "a whole number"
}

// isList says whether a flag may be repeated.
func isList(f *pflag.Flag) bool { return f.Value.Type() == "stringArray" }

// listOf splits a variable's value where the flag may be repeated: at semicolons.
func listOf(f *pflag.Flag, text string) []string {
	if !isList(f) {
		return []string{text}
	}
	var out []string
	for part := range strings.SplitSeq(text, ";") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

func valuesOf(f *pflag.Flag, file *viper.Viper, key string) []string {
	if isList(f) {
		if text, ok := file.Get(key).(string); ok {
			return []string{text}
		}
		return file.GetStringSlice(key)
	}
	return []string{file.GetString(key)}
}

// keyOf finds the key that names a flag, with dashes or underscores.
func keyOf(file *viper.Viper, flag string) (string, bool) {
	for _, key := range []string{flag, strings.ReplaceAll(flag, "-", "_")} {
		if file.InConfig(key) {
			return key, true
		}
	}
	return "", false
}

// lineOf is the line of a key of the file, 0 if it is not found.
func lineOf(path, key string) int {
	text, err := os.ReadFile(path)
	if err != nil {
		return 0
	}
	for i, line := range strings.Split(string(text), "\n") {
		if name, _, found := strings.Cut(line, ":"); found && strings.EqualFold(strings.Trim(name, `"' `), key) {
			return i + 1
		}
	}
	return 0
}

func dashed(key string) string { return strings.ReplaceAll(key, "_", "-") }

func variable(flag string) string {
	return envPrefix + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}
