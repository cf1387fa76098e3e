"""How finely a year is looked at: each of its days and orbits for one design, some of them for a study of thousands."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sampling:
    """Rows of the season's maps and cells of an orbit."""

    day_step: int = 2
    """Days that each row of the maps stands for."""
    phases: int = 120
    """Cells of an orbit."""
    by_beta: bool = False
    """Whether the rows are not days in their order but few that stand for equal shares of all, chosen by the beta
    angle; passages through the shadow are then those of one revolution of each day, and not of every one."""
    exact_shields: bool = True
    """Whether what a particle does is computed behind the very shield, or between shields that many stacks share."""


FINE = Sampling()
"""The live design."""
QUICK = Sampling(day_step=31, by_beta=True, exact_shields=False)
"""A study's first look; what it finds is computed again as the live design is. The orbit has as many cells as there:
what the battery and the radiator meet is over within a cell or two of the shadow's edge."""
SAMPLINGS = {"fine": FINE, "quick": QUICK}
