# Solves the arrays of a program by scipy.optimize.milp and prints the log of
# HiGHS, and writes the solution, if any, as HiGHS does:
# highs_scipy.py MODEL SECONDS ANSWER
import json
import sys

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix


def limits(numbers, without):
    return np.array([without if v is None else v for v in numbers], dtype=float)


with open(sys.argv[1]) as file:
    m = json.load(file)
matrix = csr_matrix((m["data"], m["indices"], m["indptr"]), shape=m["shape"], dtype=float)
result = milp(
    c=np.array(m["c"], dtype=float),
    integrality=m["integrality"],
    bounds=Bounds(limits(m["lb"], -np.inf), limits(m["ub"], np.inf)),
    constraints=LinearConstraint(matrix, limits(m["row_lb"], -np.inf), limits(m["row_ub"], np.inf)),
    options={"disp": True, "time_limit": float(sys.argv[2]), "mip_rel_gap": 0.0},
)
if result.x is not None:
    with open(sys.argv[3], "w") as file:
        print("# Primal solution values\nFeasible\n# Columns", len(result.x), file=file)
        for name, value in zip(m["columns"], result.x):
            print(name, value, file=file)
