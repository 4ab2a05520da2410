package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// questionFile says what the answers of a folder are answers to.
const questionFile = "question.json"

// claimFolder makes a folder the question's, or refuses one that is another's.
func claimFolder(dir string, question any) error {
	free, err := isFree(dir, question)
	if err != nil || !free {
		return err
	}
	return writeFolder(dir, []newFile{{questionFile, func(w io.Writer) error {
		text, err := questionText(question)
		if err != nil {
			return err
		}
		_, err = w.Write(text)
		return err
	}}})
}

// isFree says whether a folder holds answers to no question yet; one that holds
// those to another is an error.
func isFree(dir string, question any) (bool, error) {
	text, err := questionText(question)
	if err != nil {
		return false, err
	}
	before, err := os.ReadFile(filepath.Join(dir, questionFile))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return true, nil
	case err != nil:
		return false, usage("output: %v", err)
	case !bytes.Equal(before, text):
		return false, usage("%q holds the answers to another question (%s differs), want another folder. Maybe an option, the scenario or the version of the program has changed.",
			dir, questionFile)
	}
	return false, nil
}

func questionText(question any) ([]byte, error) {
	text, err := json.MarshalIndent(question, "", " ")
	return append(text, '\n'), err
}
