package html

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"polyclinic/cmd/internal/report/reporttest"
)

// phone shows a page in a frame of a telephone's width and writes down how wide
// what is in it came out.
const phone = `<!DOCTYPE html><p id="width"></p><iframe src="page.html" style="width:390px;height:1000px;border:0"></iframe>
<script>window.onload = () => { const page = document.querySelector("iframe").contentDocument.documentElement;
document.getElementById("width").textContent = page.scrollWidth + " of " + page.clientWidth; }</script>`

var widths = regexp.MustCompile(`<p id="width">(\d+) of (\d+)</p>`)

// The page of a plan does not move sideways on a telephone: a map, a wide table or
// a word without a break, such as a hash, keeps to the screen.
func TestPageFitsAPhone(t *testing.T) {
	browser, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("no chromium to lay a page out")
	}
	dir, err := os.MkdirTemp("", "phone") // the browser may still write to its profile when it has ended
	require.NoError(t, err)
	defer os.RemoveAll(dir)
	f := reporttest.Priced(t, 0)
	require.Len(t, f.Document.Instance.SHA256, 64)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "page.html"), []byte(render(t, f)), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "phone.html"), []byte(phone), 0o600))
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	out, err := exec.CommandContext(ctx, browser, "--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files",
		"--user-data-dir="+filepath.Join(dir, "profile"), "--virtual-time-budget=5000", "--dump-dom", filepath.Join(dir, "phone.html")).Output()
	found := widths.FindSubmatch(out)
	if err != nil || found == nil {
		t.Skipf("chromium does not lay pages out here: %v", err)
	}
	width, _ := strconv.Atoi(string(found[1]))
	screen, _ := strconv.Atoi(string(found[2]))
	assert.LessOrEqual(t, width, screen)
	assert.Greater(t, screen, 350)
}
