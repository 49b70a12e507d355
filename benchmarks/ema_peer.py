"""EMA Workbench 3 on the same model: `perform_experiments`, one process, one run a draw.

Run by a Python that has ema_workbench. Reads the drawn inputs and the levels expected, checks what
it found against them, and prints seconds a run for each round.
"""

from __future__ import annotations

import sys
import time
import types
import warnings
from pathlib import Path
from typing import Any

import numpy as np
from ema_workbench import (
    ArrayOutcome,
    IntegerParameter,
    Model,
    RealParameter,
    Sample,
    SequentialEvaluator,
    perform_experiments,
)

TOLERANCE = 1e-9


def loop(source: str) -> Any:
    """The function `run_one` without the imports of this product."""
    text = "import numpy as np\nfrom collections.abc import Mapping\nfrom typing import Any\n"
    module = types.ModuleType("loop")
    exec(text + source[source.index("def run_one") :], module.__dict__)
    return module.run_one


def main() -> None:
    """Run the experiments of each round."""
    warnings.simplefilter("ignore")
    given = dict(np.load(sys.argv[1]))
    given["months"] = int(given["months"])
    run_one = loop(Path(__file__).with_name("recursion.py").read_text(encoding="utf-8"))
    gains, expected = given.pop("gains"), given.pop("expected")
    draws = len(given["start"])
    names = [f"effort_{i}" for i in range(len(gains))]

    def relationship(draw: int, **efforts: float) -> dict[str, Any]:
        found = run_one(given, int(draw), np.array([efforts[name] for name in names]))
        return {"levels": found, "index": found @ given["importance"].T}

    model = Model("relationship", function=relationship)
    model.uncertainties = [IntegerParameter("draw", 0, draws - 1)]
    model.levers = [RealParameter(name, 0, 1) for name in names]
    model.outcomes = [ArrayOutcome("levels"), ArrayOutcome("index")]
    policy = Sample("weights", **dict(zip(names, gains.tolist(), strict=True)))
    for _ in range(int(sys.argv[2])):
        begun = time.thread_time()
        with SequentialEvaluator(model) as evaluator:
            experiments, outcomes = perform_experiments(
                model, scenarios=draws, policies=policy, evaluator=evaluator
            )
        seconds = (time.thread_time() - begun) / draws
        drawn = experiments["draw"].to_numpy().astype(int)
        error = np.abs(outcomes["levels"] - expected[drawn]).max()
        if error > TOLERANCE:
            raise SystemExit(f"the levels are off by {error} points")
        print(seconds, flush=True)


if __name__ == "__main__":
    main()
