"""The points of a search as the file of a study: opened, drawn and verified as those of any other."""

from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from studio.analysis.study import Factor, Plan
from studio.analysis.study.optimise import Optimum
from studio.analysis.study.optimise.space import Space
from studio.jobs.study.parts import Parts, cannot_write, discard
from studio.jobs.study.table import Study
from studio.jobs.study.work import BatchAnswer

_ROWS = 4096
"""Points that are written at once."""


def keep(found: Optimum, path: Path) -> None:
    """Write every point that the search computed quickly to the file at `path`, in the order in which they came.

    Raises
    ------
    ValueError
        With one sentence, where it cannot be written.
    """
    points, problem = found.points, found.problem
    columns = Space(problem.factors).columns(points.places)
    factors = tuple(_listed(factor, columns[factor.path]) for factor in problem.factors)
    study = Study.of(found.base, Plan(factors, problem.outcomes, "list", seed=problem.seed))
    try:
        _write(found, path, study)
    except OSError as error:
        raise ValueError(cannot_write(path, error)) from None


def _write(found: Optimum, path: Path, study: Study) -> None:
    points, problem = found.points, found.problem
    parts = Parts(path, study)
    try:
        for number, start in enumerate(range(0, points.count, _ROWS)):
            stop = min(start + _ROWS, points.count)
            table = np.array([points.result(name)[start:stop] for name in problem.outcomes])
            failures = {row - start: points.failures[row] for row in range(start, stop) if row in points.failures}
            parts.add(BatchAnswer(number, start, stop, table, {}, failures, tuple(points.digests[start:stop])))
        parts.join()
    except BaseException:
        parts.close()
        discard(path)  # a search cannot be continued: nothing half written stays
        raise


def _listed(factor: Factor, column: Any) -> Factor:
    """The factor with the value of each point."""
    if factor.values:
        order = tuple(next(place for place, known in enumerate(factor.values) if known is value or known == value)
                      for value in column)  # fmt: skip
        return msgspec.structs.replace(factor, order=order)
    values = tuple(round(value) if factor.whole else value for value in column.tolist())
    return Factor(factor.path, whole=factor.whole, values=values)
