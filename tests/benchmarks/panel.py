"""How fast a panel follows an edit, on this machine: `python tests/benchmarks/panel.py`.

One layer of the tandem preset changes: optics, J–V, end of life and merits. Then ten thousand variants of that stack in
one call. Prints one line a figure. Nothing here passes or fails: machines differ.
"""

import statistics
import time
from collections.abc import Callable

import numpy as np

from studio.analysis import evaluate
from studio.analysis.stack.merits import Place, merits_of
from studio.analysis.stack.variants import merits
from studio.design import Design, set_value
from studio.document import preset

PRESET, LAYER, VARIANTS = "perovskite-hjt-650km", "cover", 10_000
PATH = f"stack.layers[{LAYER}].thickness"
TARGET = 8.0
"""Milliseconds from an edit of the stack to optics, J–V, end of life and merits."""


def medians(run: Callable[[int], dict[str, float]], count: int = 60) -> dict[str, float]:
    """Milliseconds of each part, in the middle of `count` runs."""
    run(0)
    rows = [run(number) for number in range(1, count + 1)]
    return {name: statistics.median(row[name] for row in rows) for name in rows[0]}


def main() -> None:
    design = preset(PRESET)
    results = evaluate(design)

    def edited(number: int) -> Design:
        return set_value(design, PATH, 100e-6 * (1.0 + 1e-4 * number))

    def stages(number: int) -> dict[str, float]:
        found = evaluate(edited(number), results.outcomes)
        return {name: 1e3 * outcome.seconds for name, outcome in found.outcomes.items()}

    parts = medians(stages)
    quick = parts["optics"] + parts["cell"] + parts["radiation"]

    def figures(number: int) -> dict[str, float]:
        stack = edited(number).stack
        began = time.perf_counter()
        merits_of(Place.of(results), [stack])
        return {"merits": 1e3 * (time.perf_counter() - began)}

    alone = medians(figures)["merits"]
    print(f"edit of a {len(design.stack.layers)}-layer tandem, {results['optics.wavelength'].size} wavelengths")
    for name in ("optics", "cell", "radiation", "panel", "power"):
        print(f"  stage {name:40} {parts[name]:8.2f} ms")
    print(f"  optics, J–V and end of life                    {quick:8.2f} ms   target, with merits, {TARGET:.0f} ms")
    print(f"  every merit of one stack without the stages    {alone:8.2f} ms")
    gaps = edited(0)

    def one_more(path: str, values: np.ndarray) -> float:
        began = time.perf_counter()
        merits(gaps, results, path, values)
        return time.perf_counter() - began

    for path, values in ((PATH, np.geomspace(5e-6, 3e-4, VARIANTS)),
                         ("stack.layers[perovskite].thickness", np.geomspace(2e-7, 1.5e-6, VARIANTS))):  # fmt: skip
        seconds = min(one_more(path, values) for _ in range(2))
        print(f"{VARIANTS:,} variants of {path}: {seconds:6.2f} s, {1e3 * seconds / VARIANTS:6.3f} ms a stack")


if __name__ == "__main__":
    main()
