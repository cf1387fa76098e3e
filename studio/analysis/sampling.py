"""How finely a year is looked at: each of its days and orbits for one design, some of them for a study of thousands."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sampling:
    """Rows of the season's maps and cells of an orbit; `every_revolution` finds the shadow's edges on each orbit."""

    day_step: int = 2
    """Days between the rows of every map."""
    phases: int = 120
    """Cells of an orbit."""
    every_revolution: bool = True
    """Whether passages through the shadow are those of every revolution, or of one on each day."""
    exact_shields: bool = True
    """Whether what a particle does is computed behind the very shield, or between shields that many stacks share."""


FINE = Sampling()
"""The live design."""
QUICK = Sampling(day_step=15, phases=48, every_revolution=False, exact_shields=False)
"""A study's first look; what it finds is computed again as the live design is."""
SAMPLINGS = {"fine": FINE, "quick": QUICK}
