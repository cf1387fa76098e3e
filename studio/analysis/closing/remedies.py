"""What could be freed as well: fields that bring a requirement nearer on which nothing that is free acts."""

import math
from collections.abc import Callable, Sequence

import numpy as np

from studio.analysis.bounds import margins, results_needed
from studio.analysis.closing.free import Free, free_field
from studio.analysis.many import evaluate_many
from studio.analysis.reach import chain_fields
from studio.analysis.stages import RESULTS
from studio.design import Design, DesignError, get_value
from studio.design.edit import counts, field_at
from studio.design.requirement import Requirement

_PLACES = (0.0, 0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95, 1.0)
"""Where each field is tried, of its range: what acts on a requirement may do so in the middle alone."""
_GIVEN = "environment."
"""What the Sun and the Earth are like is nobody's choice."""
_NAMED = 3
_NEARER = 0.02
"""By this share of what is missed a field has to bring it nearer."""


def remedies(
    design: Design, requirement: Requirement, free: Sequence[str], checkpoint: Callable[[float], None] | None = None
) -> tuple[str, ...]:
    """Paths of the few fields, none of them `free`, that alone bring `requirement` nearer than it is, the best first.

    Those that meet it come in the order in which its equations name them, the others by how near they bring it.
    """
    tried = _candidates(design, requirement, free)
    if not tried:
        return ()
    rows = 1 + len(_PLACES) * len(tried)
    columns = {}
    for position, one in enumerate(tried):
        value = get_value(design, one.path)
        column = np.full(rows, value, dtype=np.int64 if one.whole else np.float64)
        first = 1 + len(_PLACES) * position
        column[first : first + len(_PLACES)] = [one.value(place) for place in _PLACES]
        columns[one.path] = column
    names = [name for name in results_needed(requirement) if name in RESULTS]
    answer = evaluate_many(design, columns, names, checkpoint=checkpoint)
    apart = np.broadcast_to(margins(requirement, design, {name: answer.columns[name] for name in names}), (rows,))
    now = float(apart[0])
    found = []
    for position, one in enumerate(tried):
        first = 1 + len(_PLACES) * position
        reached = apart[first : first + len(_PLACES)]
        best = float(np.max(reached, where=np.isfinite(reached), initial=-math.inf))
        if best >= 0.0 or best > now + _NEARER * abs(now):
            found.append((min(best, 0.0), -position, one.path))
    return tuple(path for _, _, path in sorted(found, reverse=True)[:_NAMED])


def _candidates(design: Design, requirement: Requirement, free: Sequence[str]) -> list[Free]:
    """The numbers of the chain that leads to the result, the nearest to it first."""
    found: list[Free] = []
    for path in chain_fields(requirement.result):
        if path in free or "[]" in path or path.startswith(_GIVEN):
            continue
        try:
            spec = field_at(design, path)
            if spec.kind in {"number", "integer"} and not spec.hidden and counts(design, spec):
                found.append(free_field(design, path))
        except DesignError:
            continue
    return found
