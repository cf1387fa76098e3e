"""What was published beside what the studio computes, and whether they agree."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from studio.analysis.cases.table import COMPUTATIONS
from studio.catalogue.case import Case, Figure, published_cases
from studio.catalogue.table import find
from studio.numerals import set_count
from studio.text import mark, tr

Verdict = Literal["reproduced", "flagged", "differs"]
VERDICTS: dict[Verdict, str] = {
    "reproduced": mark("reproduced"),
    "flagged": mark("discrepancy flagged, as intended"),
    "differs": mark("differs"),
}

UNIT_WORDS = (
    mark("bn USD"), mark("bn yuan"), mark("bn yuan/GW"), mark("million"), mark("million USD"),
    mark("per doubling of yearly volume"), mark("yuan"), mark("yuan/W"),
)  # fmt: skip
"""The units of published figures that are words of a language; the others are symbols everywhere."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One published figure and ours, both in the published unit."""

    case: Case
    figure: Figure
    ours: float
    by: tuple[str, ...]
    """The functions, or the stages, that computed ours."""

    @property
    def difference(self) -> float:
        """Ours less the published value."""
        return self.ours - self.figure.value

    @property
    def tolerance(self) -> float:
        """The largest difference that counts as none, in the published unit."""
        return self.figure.tolerance.around(self.figure.value)

    @property
    def verdict(self) -> Verdict:
        """Whether the figure is reproduced; one that is known to be wrong must not be."""
        # The rounding of the last digit of a tolerance is no difference.
        agrees = abs(self.difference) <= self.tolerance * (1.0 + 1e-9)
        if self.figure.compare == "discrepancy":
            return "differs" if agrees else "flagged"
        return "reproduced" if agrees else "differs"

    @property
    def note(self) -> str:
        """What is to be said of the figure, with both numbers in their places."""
        texts = {"{ours}": self.ours, "{published}": self.figure.value}
        note = tr(self.figure.note)
        for name, value in texts.items():
            note = note.replace(name, f"{_three_digits(value)} {tr(self.figure.unit)}".rstrip())
        return note


def _three_digits(value: float) -> str:
    """`value` to three digits, written out where it has no more than six before the point."""
    rounded = float(f"{value:.3g}")
    return set_count(rounded) if 100.0 <= abs(rounded) < 1e6 else f"{rounded:.3g}"


def compare(id: str) -> tuple[Comparison, ...]:
    """The figures of one published system, computed and compared.

    Raises
    ------
    CatalogueError
        Where there is no case called `id`.
    """
    case = find(published_cases(), id, mark("there is no case “{id}”; nearest are {nearest}"))
    computation = COMPUTATIONS[case.id]
    ours = computation.run(case.inputs)
    return tuple(
        Comparison(case, figure, float(ours[figure.id]) / figure.factor, computation.by) for figure in case.figures
    )


def compare_all(ids: Iterable[str] = ()) -> Iterator[Comparison]:
    """Every figure of the systems called `ids`, or of all, as each is computed."""
    for id in ids or published_cases():
        yield from compare(id)
