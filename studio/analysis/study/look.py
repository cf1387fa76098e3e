"""How closely the points of a study look at the year, as its reader is told."""

from studio.analysis.study.plan import Plan
from studio.text import mark, tr

FIRST_LOOK = mark("A first look: a few days of the year stand for all. Most figures lie within 1 % of those of the "
                  "open design, heat and radiators within 5 %; margins, what a battery lasts and energy that finds no "
                  "use can be further off. A point that is opened is computed finely.")  # fmt: skip
FINE_LOOK = mark("Every point is computed as finely as the open design.")


def look_words(plan: Plan) -> str:
    """How near the figures of a study are to those that its designs show when they are opened."""
    return tr(FIRST_LOOK if plan.fidelity == "quick" else FINE_LOOK)
