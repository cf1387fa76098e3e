"""What a programme asks of the world's supplies, and what lines it orders when, as bars."""

import math
from typing import Any

from studio.analysis.factory.table import grouped, pieces, share_text
from studio.catalogue.supply import supplies
from studio.design.quantity import POWER
from studio.gui.charts.bars import Bar
from studio.gui.theme import Colours
from studio.gui.value_text import readable_text, result_text, typeset
from studio.text import mark, tr

_LEAST = 1e-3
"""Of what may be taken: the left end of the bars, which grow by decades."""
SUPPLY_HEADS = (mark("Supply"), mark("Most needed"), mark("Carries"), mark("Short from"))


def supply_bars(found: Any, colours: Colours) -> tuple[tuple[Bar, ...], float]:
    """A bar for each supply, what gives out first on top, and the place of the line that says how much may be taken."""
    rows = []
    for number, (name, need, power) in enumerate(zip(found.supply_names, found.needs, found.supply_power, strict=True)):
        over, most = need.limit(), float(need.share.max())
        rows.append((math.inf if over is None else over, -most / need.allowed, number, name, need, float(power)))
    rows.sort(key=lambda row: row[:3])
    top = max([-row[1] for row in rows], default=1.0)
    span = math.log10(max(top, 1.0) * 2.0 / _LEAST)
    bars = []
    for place, (over, taken, _, name, need, power) in enumerate(rows):
        first = place == 0 and over < math.inf
        short = tr("no year") if over == math.inf else f"{found.year[int(over)]:.0f}"
        most = float(need.share.max())
        carries = readable_text(power, POWER, 3)
        texts = (typeset(share_text(most)), carries, f"▲ {short}" if over < math.inf else short)
        tint = colours.red if first else colours.amber if over < math.inf else colours.green
        tip = tr("{name}: {most}; {allowed} % of it may be taken, which carries {power} a year. {source}",
                 name=name, most=typeset(share_text(most)), allowed=grouped(100.0 * need.allowed), power=carries,
                 source=_source(need.supply))  # fmt: skip
        end = math.log10(max(-taken, _LEAST) / _LEAST) / span
        label = tr("{name}: first", name=name) if first else name
        bars.append(Bar("programme.supply_shares", label, 0.0, end, tint, texts, strong=first, tip=tip))
    return tuple(bars), math.log10(1.0 / _LEAST) / span


def unknown_supplies(found: Any) -> str:
    """The supplies that are needed and of which nobody has published how much there is."""
    names = [tr(one.name) for one in supplies().values() if one.world is None]
    if not names or not found.glass_area:
        return ""
    return tr("No output of the world is published for: {names}.", names=", ".join(names))


def order_bars(found: Any, colours: Colours) -> tuple[Bar, ...]:
    """What is ordered in each year, as long as its price."""
    most = float(found.equipment_by_year.max()) or 1.0
    bars = []
    for year, lines, price in zip(found.year, found.lines_ordered_by_year, found.equipment_by_year, strict=True):
        texts = ("–", "–")
        if lines > 0.0:
            texts = (typeset(pieces(float(lines))), result_text("programme.equipment_spend", float(price), 3))
        bars.append(Bar("programme.lines_ordered_by_year", f"{year:.0f}", 0.0, float(price) / most, colours.series[2],
                        texts))  # fmt: skip
    return tuple(bars)


def _source(supply: Any) -> str:
    return f"{supply.world.source} ({supply.world.date})" if supply.world is not None else ""
