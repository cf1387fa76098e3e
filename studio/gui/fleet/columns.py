"""The columns of the table of shells: what each shows and whether it counts for a shell."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from studio.design.field import Field, struct_fields
from studio.design.fleet import Shell
from studio.design.shell_edit import SUN_SYNCHRONOUS
from studio.design.unit_text import number_text, per_cent
from studio.gui.inspector.quantity_edit import clock_text
from studio.gui.value_text import typeset
from studio.text import mark, tr

NONE = "–"


@dataclass(frozen=True, slots=True)
class Column:
    """`field` of a shell, or empty where the studio computes it."""

    name: str
    title: str
    field: str = ""
    unit: str = ""
    counts: Callable[[Shell], bool] = lambda shell: True

    @property
    def heading(self) -> str:
        return f"{tr(self.title)}\n{self.unit or ' '}"


def _walker(shell: Shell) -> bool:
    return shell.pattern == "walker"


COLUMNS: tuple[Column, ...] = (
    Column("name", mark("Shell"), "name"),
    Column("satellites", mark("Satellites")),
    Column("sunlit", mark("Sunlit"), "", "%"),
    Column("darkest", mark("Worst day"), "", "%"),
    Column("pattern", mark("Pattern"), "pattern"),
    Column("altitude", mark("Altitude"), "altitude", "km"),
    Column("inclination", mark("Inclination"), "inclination", "°"),
    Column("ltan", mark("Node at"), "ltan", "hh:mm"),
    Column("planes", mark("Planes"), "planes", counts=_walker),
    Column("per_plane", mark("Each"), "satellites_per_plane", counts=_walker),
    Column("node_spread", mark("Over"), "node_spread", "°", _walker),
    Column("phasing", mark("Phasing"), "phasing", counts=_walker),
    Column("spacing", mark("Spacing"), "spacing", "km", lambda shell: not _walker(shell)),
    Column("radius", mark("Radius"), "radius", "km", lambda shell: shell.pattern == "cluster"),
    Column("copies", mark("Copies"), "copies"),
    Column("copy_spacing", mark("Step"), "copy_spacing", "km", lambda shell: shell.copies > 1),
)


def spec(column: Column) -> Field:
    return struct_fields(Shell)[column.field]


def shell_text(shell: Shell, column: Column) -> str:
    """What a cell shows, as it can be typed in again."""
    if not column.counts(shell):
        return NONE
    value: Any = getattr(shell, column.field)
    if column.field == "inclination" and shell.sun_synchronous:
        return SUN_SYNCHRONOUS
    if column.field == "ltan":
        return clock_text(value)
    if isinstance(value, str):
        return value
    kind = spec(column)
    if kind.kind == "integer" or kind.quantity is None:
        return number_text(value)
    unit = kind.quantity.unit(column.unit)
    return number_text(value if unit is None else unit.from_si(value))


def found_text(column: Column, satellites: float | None, sunlit: float | None, darkest: float | None) -> str:
    """What a computed cell shows."""
    if satellites is None or sunlit is None or darkest is None:
        return "…"
    if column.name == "satellites":
        return typeset(str(round(satellites)))
    return per_cent(sunlit if column.name == "sunlit" else darkest).removesuffix("%").strip()
