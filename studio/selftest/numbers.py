"""One design evaluated, and its results beside those that were stored when this version was made."""

import json
import math
from collections.abc import Iterator, Mapping
from typing import Any

from studio import resource
from studio.selftest.check import Check, Wrong
from studio.text import mark, tr

PRESET = "perovskite-hjt-650km"
"""Its panel is computed layer by layer, so that every stage has something to do."""
TOLERANCE = 1e-6
"""Relative; processors and their libraries round the last digits differently."""
RESIDUALS = {"thermal.energy_closure": 1e-3}
"""What is nothing but rounding, so that no digit of it is the same elsewhere, and how much of it may be [its unit]."""


def checks() -> Iterator[Check]:
    yield Check(tr(mark("Evaluation")), _evaluated)


def values() -> dict[str, float]:
    """Every result of the design that is one number."""
    from studio.analysis import RESULTS, evaluate
    from studio.document.presets import preset

    results = evaluate(preset(PRESET))
    wanted = (name for name, info in RESULTS.items() if info.kind in {"number", "integer"})
    numbers = {name: results.get(name) for name in wanted}
    return {name: float(value) for name, value in numbers.items() if value is not None and math.isfinite(value)}


def different(found: Mapping[str, float], stored: Mapping[str, float]) -> list[str]:
    """The names of what is not the same."""
    same = {name for name in found.keys() & stored.keys()
            if math.isclose(found[name], stored[name], rel_tol=TOLERANCE,
                            abs_tol=RESIDUALS.get(name, 1e-300))}  # fmt: skip
    return sorted((found.keys() | stored.keys()) - same)


def stored() -> dict[str, Any]:
    """The file of the stored results."""
    found: dict[str, Any] = json.loads(resource.path("selftest", "evaluation.json").read_text(encoding="utf-8"))
    return found


def _evaluated() -> str:
    kept = stored()["results"]
    wrong = different(values(), kept)
    if wrong:
        raise Wrong(tr(mark("{count} of {all} results are not those that were stored: {names}"), count=len(wrong),
                       all=len(kept), names=", ".join(wrong[:3])))  # fmt: skip
    return tr(mark("{count} results of “{preset}” are as stored, to {tolerance:.0e}"), count=len(kept), preset=PRESET,
              tolerance=TOLERANCE)  # fmt: skip
