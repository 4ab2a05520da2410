// Solves an MPS file by the npm package highs and prints its log:
// highs_wasm.js MODEL SECONDS
const fs = require("fs");
require("highs")({ print: (line) => console.log(line) }).then((highs) => {
  const model = highs.createModel({ format: "mps", data: fs.readFileSync(process.argv[2]) });
  model.options.set("time_limit", Number(process.argv[3]));
  model.options.set("mip_rel_gap", 0);
  model.options.set("mip_abs_gap", 0.999);
  model.run();
});
