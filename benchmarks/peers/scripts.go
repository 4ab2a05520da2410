package peers

import _ "embed"

//go:embed highs_wasm.js
var highsWasmScript string

//go:embed highs_scipy.py
var scipyScript string

// The versions, printed only if the module is there.
const (
	highsWasmVersion = `require("highs")().then(h => console.log("HiGHS-wasm", h.version.string))`
	scipyVersion     = `import scipy; from scipy.optimize import milp; print("scipy", scipy.__version__)`
)
