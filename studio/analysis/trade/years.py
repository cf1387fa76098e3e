"""When orbit costs what the ground does: both prices year by year, and the year in which they meet."""

from collections.abc import Callable
from dataclasses import dataclass

from studio.analysis.engine import evaluate
from studio.analysis.result import FloatArray, read_only
from studio.analysis.stages import RESULTS
from studio.analysis.trade.breakeven import GROUND, SPACE, check_pair
from studio.analysis.trade.model import Model
from studio.analysis.trade.trends import FIRST, LAST, Trends, assumptions, in_year
from studio.analysis.trade.words import Words, result_words
from studio.design import Design, set_value
from studio.design.check import refuse
from studio.text import mark, tr

_PRICE = "launch.price_per_mass"


@dataclass(frozen=True, slots=True, eq=False)
class ByYear:
    """`years` (Y,) with the two results `space` (Y,), `ground` (Y,) and the launch price (Y,) in each [SI].

    `crossing` is the first year in which space is no dearer, None where there is none up to the last; `gaps` are
    years that could not be computed, with the reason. `floor` is what space would be in the last year with launches
    for nothing, None where that could not be computed.
    """

    name: str
    other: str
    years: FloatArray
    space: FloatArray
    ground: FloatArray
    launch_price: FloatArray
    crossing: int | None
    returns: int | None
    """The first year after the crossing in which space is dearer again."""
    floor: float | None
    gaps: tuple[tuple[int, str], ...]
    assumptions: tuple[str, ...]

    @property
    def last(self) -> int:
        return int(self.years[-1])

    def sentence(self, words: Words = result_words) -> str:
        """The year, or how far apart the two still are at the end, in a sentence or two."""
        name, other = tr(RESULTS[self.name].label), tr(RESULTS[self.other].label)
        first, last = float(self.space[0] / self.ground[0]), float(self.space[-1] / self.ground[-1])
        about = {"name": name, "other": other, "year": self.crossing, "first": int(self.years[0]), "last": self.last}
        if self.crossing == about["first"]:
            text = tr(mark("“{name}” is no more than “{other}” from the beginning, in {first}."), **about)
        elif self.crossing is not None:
            place = int(self.years.tolist().index(self.crossing))
            text = tr(mark("“{name}” comes down to “{other}” in {year}, with launches at {price}."), **about,
                      price=words(_PRICE, float(self.launch_price[place])))  # fmt: skip
        else:
            text = tr(mark("“{name}” does not come down to “{other}” before {last}: it is {ratio} times as much in "
                           "{first} and {then} times in {last}."), **about, ratio=_ratio(first), then=_ratio(last))
            if self.floor is not None and self.floor > self.ground[-1]:
                text += " " + tr(mark("Launch is not what holds it up: with launches for nothing it would still be "
                                      "{ratio} times."), ratio=_ratio(self.floor / float(self.ground[-1])))  # fmt: skip
        if self.returns is not None:
            text += " " + tr(mark("It is dearer again from {year} on."), year=self.returns)
        if self.gaps:
            year, reason = self.gaps[0]
            text += " " + tr(mark("{count} years could not be computed; the first, {year}: {reason}."),
                             count=len(self.gaps), year=year, reason=reason.rstrip("."))  # fmt: skip
        return text


def break_even_date(
    design: Design,
    trends: Trends | None = None,
    result: str = SPACE,
    against: str = GROUND,
    first: int = FIRST,
    last: int = LAST,
    checkpoint: Callable[[float], None] | None = None,
) -> ByYear:
    """The year in which `result` comes down to `against`, with both in every year.

    Parameters
    ----------
    design
        Its numbers hold for the year `first`; its launch price follows its learning curve.
    trends
        Yearly changes of prices and masses; by default there are none.
    result, against
        Names of results that are single numbers of one quantity.
    first, last
        Calendar years.
    checkpoint
        Called with the share done before each evaluation; what it raises ends the work.

    Raises
    ------
    ValueError
        Where a result is none, the two are of different quantities, the years are not in order, or no year can be
        computed.
    """
    refuse(design)
    check_pair(result, against)
    if not 2020 <= first < last <= 2100:
        raise ValueError(tr(mark("{first} to {last} are no years from 2020 to 2100 in order"), first=first, last=last))
    trends = trends or Trends()
    satellites = evaluate(design, only=("constellation",)).get("constellation.satellites")
    model = Model(in_year(design, first, first, trends, satellites), [result, against, _PRICE], checkpoint)
    rows: list[tuple[float, float, float, float]] = []
    gaps: list[tuple[int, str]] = []
    for year in range(first, last + 1):
        reading = model.of(in_year(design, year, first, trends, satellites), (year - first) / (last - first + 1))
        space, ground = reading.get(result), reading.get(against)
        if space is None or ground is None:
            gaps.append((year, reading.reason))
        else:
            rows.append((float(year), space, ground, reading.values.get(_PRICE, 0.0)))
    if not rows:
        raise ValueError(gaps[0][1])
    crossing = next((int(year) for year, space, ground, _ in rows if space <= ground), None)
    returns = next((int(year) for year, space, ground, _ in rows
                    if crossing is not None and year > crossing and space > ground), None)  # fmt: skip
    columns = [read_only(column) for column in zip(*rows, strict=True)]
    return ByYear(result, against, columns[0], columns[1], columns[2], columns[3], crossing, returns,
                  _floor(model, design, int(rows[-1][0]), first, trends, satellites, result), tuple(gaps),
                  assumptions(design, trends))  # fmt: skip


def _floor(
    model: Model, design: Design, year: int, first: int, trends: Trends, satellites: float | None, result: str
) -> float | None:
    """The result of that year with launches for nothing."""
    free = in_year(design, year, first, trends, satellites)
    free = set_value(set_value(free, "launch.price_basis", "stated"), "launch.price", 0.0)
    return model.of(free, 1.0).get(result)


def _ratio(value: float) -> str:
    return f"{value:.3g}"
