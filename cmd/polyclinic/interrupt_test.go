package main

import (
	"bufio"
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// interruptWhen starts the program, waits for a line of its log that holds some
// words, sends it the first Ctrl-C, and returns its exit status.
func interruptWhen(t *testing.T, words string, args ...string) int {
	t.Helper()
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), asProgram+"=1")
	log, err := cmd.StderrPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	deadline := time.AfterFunc(60*time.Second, func() { cmd.Process.Kill() })
	defer deadline.Stop()
	seen := false
	lines := bufio.NewScanner(log)
	for lines.Scan() {
		if !seen && strings.Contains(lines.Text(), words) {
			seen = true
			require.NoError(t, cmd.Process.Signal(os.Interrupt))
		}
	}
	_, err = io.Copy(io.Discard, log)
	require.NoError(t, err)
	err = cmd.Wait()
	require.True(t, seen, "the log never said %q", words)
	if err == nil {
		return exitOK
	}
	var failed *exec.ExitError
	require.ErrorAs(t, err, &failed)
	return failed.ExitCode()
}

// The first Ctrl-C stops and writes the best plan so far, and the plan says so.
func TestFirstInterruptWritesTheBestPlan(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "plan")
	code := interruptWhen(t, `"objective"`, "solve", small(t), "--gap", "0", "--time-limit", "0", "--log", "json", "-o", dir)
	assert.Equal(t, exitOK, code)
	d, _, err := openPlan(dir)
	require.NoError(t, err)
	assert.Equal(t, "cancelled", d.Status.Stop)
	assert.Equal(t, exitOK, execute(t, "check", small(t), dir).code)
}

// Interrupted before any plan there is nothing to write, and the status says so.
func TestInterruptedWithNothingToWrite(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	dir := filepath.Join(t.TempDir(), "plan")
	var stdout, stderr strings.Builder
	code := run(ctx, []string{"solve", small(t), "--time-limit", "10s", "-o", dir}, strings.NewReader(""), &stdout, &stderr)
	assert.Equal(t, exitInterrupted, code, stdout.String()+stderr.String())
	assert.NoDirExists(t, dir)
}

// The first Ctrl-C ends the context, the second quits at once.
func TestSecondInterruptQuits(t *testing.T) {
	quit := make(chan struct{})
	ctx, stop := interruptible(context.Background(), func() { close(quit) })
	defer stop()
	self, err := os.FindProcess(os.Getpid())
	require.NoError(t, err)
	require.NoError(t, self.Signal(os.Interrupt))
	<-ctx.Done()
	select {
	case <-quit:
		t.Fatal("quit after one interrupt")
	default:
	}
	require.NoError(t, self.Signal(os.Interrupt))
	<-quit
}
