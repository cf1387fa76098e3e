"""What the gaps of a tandem teach, in sentences: the light of space is bluer than that of the ground."""

from functools import lru_cache

import numpy as np

from studio.analysis.stack import rating
from studio.analysis.stack.electric import Junctions, gap_at
from studio.analysis.stack.grid import Sun, ground, space
from studio.design.junction import Terminals
from studio.design.unit_text import per_cent
from studio.physics.cell.detailed_balance import step_photocurrents
from studio.text import mark, tr

SHORT = 0.03
"""Share of current by which a junction must be shorter in space than on the ground to be named."""


def lessons(junctions: Junctions, names: tuple[str, ...], terminals: Terminals) -> tuple[str, ...]:
    """Sentences on the limits of these gaps in series; none for one junction, or gaps out of order."""
    if terminals != "series" or len(names) < 2:
        return ()
    # Gaps that are nearly the same may be in order at one temperature and out of it at another.
    suns = (space(), ground())
    warm = [gap_at(junctions, sun.temperature) for sun in suns]
    if any(np.any(np.diff(gaps) >= 0.0) for gaps in (junctions.band_gap, *warm)):
        return ()
    found = []
    above, below = (rating.limit(junctions, terminals, sun, opaque=True) for sun in suns)
    (limiting, short), (_, short_below) = (
        _short(tuple(map(float, gaps)), sun) for gaps, sun in zip(warm, suns, strict=True)
    )
    if short > short_below + SHORT:
        found.append(tr(
            mark("If every junction took all light above its gap, these gaps could give {above} in space and "
                 "{below} on the ground: in space {layer} is short of current, since sunlight is bluer there."),
            above=per_cent(above), below=per_cent(below), layer=names[limiting],
        ))  # fmt: skip
    alone = max((rating.limit_of_one(float(gap), space()), name) for gap, name in
                zip(junctions.band_gap, names, strict=True))  # fmt: skip
    if above < alone[0]:
        found.append(tr(
            mark("A tandem that opaque would be worse than {layer} alone: {above} against {alone}. The cells "
                 "above have to let light through, or need a wider gap."),
            layer=alone[1], above=per_cent(above), alone=per_cent(alone[0]),
        ))  # fmt: skip
    return tuple(found)


@lru_cache(maxsize=64)
def _short(gaps: tuple[float, ...], sun: Sun) -> tuple[int, float]:
    """The junction that limits an opaque stack of these gaps under this sun, and by which share it is short of the
    next."""
    currents = step_photocurrents(gaps, *sun.points)
    least, following = np.partition(currents, 1)[:2]
    return int(np.argmin(currents)), float(1.0 - least / following) if following > 0.0 else 0.0
