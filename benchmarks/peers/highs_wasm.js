// Solves an MPS file by the npm package highs, prints its log, and writes the
// solution, if any, as HiGHS does: highs_wasm.js MODEL SECONDS ANSWER
const fs = require("fs");
require("highs")({ print: (line) => console.log(line) }).then((highs) => {
  const model = highs.createModel({ format: "mps", data: fs.readFileSync(process.argv[2]) });
  model.options.set("time_limit", Number(process.argv[3]));
  model.options.set("mip_rel_gap", 0);
  model.options.set("mip_abs_gap", 0.999);
  model.run();
  if (model.info.get("primal_solution_status") !== highs.constants.solutionStatus.feasible) return;
  const values = Array.from(model.getSolution().colValue, (v, k) => `${model.getColName(k)} ${v}\n`);
  fs.writeFileSync(process.argv[4], `# Primal solution values\nFeasible\n# Columns ${values.length}\n${values.join("")}`);
});
