"""Random satellites about which random numbers vary, far beyond what is sensible: each as it is alone."""

import random
from typing import Any

import numpy as np
import pytest

from studio.analysis import RESULTS, evaluate
from studio.analysis.many import evaluate_many
from studio.analysis.many.setter import apply
from studio.analysis.sampling import QUICK
from studio.analysis.stages import STAGES
from studio.design import Design, DesignError, check
from studio.design.edit import field_at, get_value
from tests.analysis.many.fields import near, numbers_of
from tests.analysis.random_satellites import PARTS, random_satellite, random_value

DESIGNS = 5
NAMES = tuple(name for name, info in RESULTS.items() if info.kind in {"number", "integer", "text", "switch"}
              and "closure" not in name)  # fmt: skip  # what an iteration leaves is no result of the design
ITERATED = ("thermal.", "illumination.eclipse")
"""What comes out of an iteration, or of a table that begins where the longest revolution of a call does."""


def columns_about(r: random.Random, base: Design) -> dict[str, Any]:
    paths, found = list(numbers_of(base, (*PARTS, "stack"))), {}
    for path in r.sample(paths, r.choice((1, 3, 10))):
        spec, now = field_at(base, path), get_value(base, path)
        if r.random() < 0.5:
            found.update(near(base, [path], DESIGNS, r.randrange(1000), r.choice((0.01, 0.3))))
        else:
            drawn = [random_value(r, path.partition(".")[0], spec) for _ in range(DESIGNS)]
            found[path] = np.array([now if value is None else value for value in drawn])
    return found


@pytest.mark.parametrize("seed", range(24))
def test_each_is_as_it_is_alone(seed: int) -> None:
    r = random.Random(7_000_000 + seed)
    base = random_satellite(r)
    columns = columns_about(r, base)
    answer = evaluate_many(base, columns, NAMES, sampling=QUICK)
    for row in range(DESIGNS):
        values = {path: column[row].item() for path, column in columns.items()}
        try:
            design = apply(base, values)
        except DesignError:
            assert row in answer.failures
            continue
        if any(issue.severity == "error" for issue in check(design)):
            assert row in answer.failures
            continue
        results = evaluate(design, sampling=QUICK)
        failed = {f"{STAGES[stage].label}: {outcome.failure}" for stage, outcome in results.outcomes.items()
                  if not outcome.ok and not outcome.skipped}  # fmt: skip
        assert (answer.failures[row] in failed) if failed else (row not in answer.failures)
        for name in NAMES:
            alone, found = results.get(name), answer.columns[name][row]
            if alone is None:
                assert found is None or found != found, (row, name)
            elif isinstance(alone, str):
                assert found == alone, (row, name)
            else:
                tolerance = 1e-5 if name.startswith(ITERATED) else 1e-9
                assert float(found) == pytest.approx(float(alone), rel=tolerance, abs=1e-9), (row, name)
