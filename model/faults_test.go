package model

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "rewrite the wanted messages of testdata/faults")

// soundFolder is a small instance without a fault; every case changes some of
// its files.
var soundFolder = map[string]string{
	"instance.yaml":     "name: small\nformat: 1\n",
	"areas.csv":         "code,name,population,regime,models,neighbours\nA1,North,60000,london,,A2\nA2,South,40000,surrey,,A1\n",
	"practices.csv":     "code,name,area,lat,lon,list_size\nP1,Oak Road,A1,51.60,-0.15,9000\nP2,\"Elm, Lane\",A1,51.61,-0.16,8000\nP3,Ash Street,A2,51.40,-0.20,7000\n",
	"zones.csv":         "code,area,lat,lon,population,deprivation\nZ1,A1,51.60,-0.15,20000,12.5\nZ2,A2,51.41,-0.21,15000,\n",
	"registrations.csv": "practice,zone,patients\nP1,Z1,9000\nP2,Z1,5000\nP2,Z2,3000\nP3,Z2,7000\n",
	"sites.csv":         "code,name,area,lat,lon,kind\nS1,Oak Centre,A1,51.60,-0.15,health_centre\nS2,Ash Hospital,A2,51.40,-0.20,hospital\n",
	"hospitals.csv":     "code,name,lat,lon,acute\nH1,General,51.50,-0.10,1\nH2,Cottage,51.42,-0.22,0\n",
}

// Each file of testdata/faults is one fault, or a few that must come together:
// the files it changes, what a command line adds (set, lock), and every message
// word for word. Messages are what a planner repairs an input by; none may get
// vaguer, lose its line, or vanish unnoticed. Rewrite with -update, and read.
func TestFaultsOfInput(t *testing.T) {
	cases, err := filepath.Glob("testdata/faults/*.txt")
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(cases), 35)
	for _, path := range cases {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txt"), func(t *testing.T) {
			text, err := os.ReadFile(path)
			require.NoError(t, err)
			about, sections := splitSections(string(text))
			got := messagesOf(sections)
			if *update {
				require.NoError(t, os.WriteFile(path, []byte(joinSections(about, sections, got)), 0o644))
				return
			}
			require.NotEmpty(t, got, "no message at all")
			assert.Equal(t, last(sections, "want"), got)
		})
	}
}

// section is a part of a case: a file, or set, lock or want.
type section struct{ name, text string }

func splitSections(text string) (about string, sections []section) {
	about = text
	for i, part := range strings.Split("\n"+text, "\n-- ") {
		if i == 0 {
			about = strings.TrimPrefix(part, "\n")
			continue
		}
		name, body, _ := strings.Cut(part, " --\n")
		sections = append(sections, section{name, body + "\n"})
	}
	if n := len(sections); n > 0 {
		sections[n-1].text = strings.TrimSuffix(sections[n-1].text, "\n")
	}
	return about, sections
}

func joinSections(about string, sections []section, want string) string {
	var b strings.Builder
	b.WriteString(about + "\n")
	for _, s := range sections {
		if s.name != "want" {
			b.WriteString("-- " + s.name + " --\n" + s.text)
		}
	}
	return b.String() + "-- want --\n" + want
}

func last(sections []section, name string) string {
	text := ""
	for _, s := range sections {
		if s.name == name {
			text = s.text
		}
	}
	return text
}

// messagesOf reads the folder and compiles the scenario, as every command does.
// In a file, \xNN stands for a byte, \r for a carriage return, and a last line
// "\c" for no line end after the line before; an empty file is a missing one.
func messagesOf(sections []section) string {
	folder := fstest.MapFS{}
	for name, text := range soundFolder {
		folder["small/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	var o Overlay
	for _, s := range sections {
		lines := strings.Split(strings.TrimSuffix(s.text, "\n"), "\n")
		switch s.name {
		case "want":
		case "set":
			o.Set = lines
		case "lock":
			o.Lock = lines
		case "overlay.yaml":
			o.Source, o.Text = s.name, []byte(s.text)
		case "only":
			folder = fstest.MapFS{}
			for _, name := range lines {
				folder["small/"+name] = &fstest.MapFile{Data: []byte("x\n")}
			}
		default:
			text := strings.TrimSuffix(s.text, "\n\\c\n")
			text = strings.NewReplacer(`\r`, "\r", `\xe9`, "\xe9", `\xff\xfe`, "\xff\xfe", `\x00`, "\x00", `\x03\x04`, "\x03\x04").Replace(text)
			folder["small/"+s.name] = &fstest.MapFile{Data: []byte(text)}
			if s.text == "\\missing\n" {
				delete(folder, "small/"+s.name)
			}
			if s.text == "\\empty\n" {
				folder["small/"+s.name] = &fstest.MapFile{}
			}
		}
	}
	d, warnings, err := Read(folder, "small")
	if err == nil {
		var more Warnings
		_, more, err = New(d, o)
		for _, w := range more {
			if !containsFault(warnings, w) {
				warnings = append(warnings, w)
			}
		}
	}
	var b strings.Builder
	if err != nil {
		b.WriteString(err.Error() + "\n")
	}
	for _, w := range warnings {
		b.WriteString("warning: " + w.String() + "\n")
	}
	return b.String()
}

func containsFault(list Warnings, f Fault) bool {
	for _, w := range list {
		if w == f {
			return true
		}
	}
	return false
}

// The folder that all cases change has no fault of its own.
func TestSoundFolderIsSound(t *testing.T) {
	assert.Empty(t, messagesOf(nil))
}
