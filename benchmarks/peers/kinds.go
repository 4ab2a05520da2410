package peers

// kinds are the peers in the order of reports.
var kinds = []kind{highsNative, highsWasm, highsScipy, cbc, scip, glpk}
