"""How sure a design is: its numbers drawn within their spreads, what drives its results, and what probably holds."""

from studio.analysis.study.uncertainty.chance import Chance
from studio.analysis.study.uncertainty.draw import METHODS, Method
from studio.analysis.study.uncertainty.drivers import Drivers, drivers
from studio.analysis.study.uncertainty.indices import Index, Indices, sobol_indices
from studio.analysis.study.uncertainty.monte_carlo import (
    ASSUMPTION,
    Band,
    Judged,
    MonteCarlo,
    Summary,
    known_numbers,
    monte_carlo,
)
from studio.analysis.study.uncertainty.uncertain import Default, Uncertain, default_spread, uncertain_numbers

__all__ = [
    "ASSUMPTION", "METHODS", "Band", "Chance", "Default", "Drivers", "Index", "Indices", "Judged", "Method",
    "MonteCarlo", "Summary", "Uncertain", "default_spread", "drivers", "known_numbers", "monte_carlo",
    "sobol_indices", "uncertain_numbers",
]  # fmt: skip
