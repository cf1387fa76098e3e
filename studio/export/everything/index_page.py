"""The page at the front of the folder with everything: what is in it for whom, and what could not be written."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from studio import __version__, resource
from studio.analysis import RESULTS, Results, judge
from studio.analysis.judge import Verdict
from studio.design import Design
from studio.export.everything.audiences import AUDIENCES
from studio.export.everything.opens_with import opens_with
from studio.export.formats.format import Format
from studio.export.summary import compared, typeset, value_text
from studio.text import language, tr

if TYPE_CHECKING:
    from jinja2 import Template

SUMS = "SHA256SUMS"
_MOST_FILES = 8
"""Files of one format that are named one by one; of more, the rest is counted."""


_SIGNS = {"<=": "≤", ">=": "≥"}


@dataclass(frozen=True, slots=True)
class Written:
    """What one format gave: its files by their names in the folder, and what must be said about them."""

    format: Format
    files: Mapping[str, bytes]
    notes: tuple[str, ...]


FIGURES = (
    "constellation.satellites", "constellation.array_power", "mass.satellite", "orbit.inclination", "orbit.period",
    "illumination.sunlit_fraction_year", "panel.efficiency_eol", "power.array_eol", "power.margin_eol",
    "thermal.radiator_area", "payload.accelerators", "launch.launches", "cost.satellite", "cost.capex",
    "cost.accelerator_hour",
)  # fmt: skip
"""Results that the page begins with."""


def index_page(results: Results, written: Mapping[str, Written], refused: Mapping[str, tuple[Format, str]]) -> str:
    """The HTML of the page; `refused` are the formats that were not written, each with the reason."""
    design = results.design
    formats = {name: one.format for name, one in written.items()}
    sections = [
        {"name": who.name, "title": tr(who.title), "about": tr(who.about),
         "entries": [_entry(written[one.name]) for one in own]}
        for who in AUDIENCES if (own := who.formats(formats))
    ]  # fmt: skip
    return _template().render(
        language=language().replace("_", "-"), title=design.title, sections=sections,
        description=design.description.split("\n")[0],
        figures=[(tr(RESULTS[name].label), typeset(value_text(results[name], name)))
                 for name in FIGURES if name in results],
        requirements=[_requirement(one, design) for one in judge(results)],
        refused=[{"title": tr(one.title), "reason": reason} for one, reason in refused.values()],
        words={
            "lead": tr("Written by Dawnline {version}.", version=__version__),
            "epoch": tr("The orbits begin on {date} UTC.", date=design.mission.epoch),
            "figures": tr("At a glance"), "requirements": tr("Requirements"), "money": tr(
                "Money is in US dollars of {year}.", year=design.cost.price_year),
            "not_met": tr("not met"), "refused": tr("Not in this folder"),
            "sums": tr("To check that nothing was changed or lost: sha256sum -c {name}, in this folder.", name=SUMS),
        },
    )  # fmt: skip


def _requirement(one: Verdict, design: Design) -> tuple[str, str, str]:
    """Whether a requirement is met, what it is called, and the value beside what is asked for."""
    wanted = one.requirement
    said = {"green": tr("met"), "amber": tr("met, narrowly"), "red": tr("not met")}.get(one.light, tr("unknown"))
    if one.actual is None or wanted.result not in RESULTS:
        return said, tr(wanted.name), one.reason
    actual, bound = compared(one, design)
    return said, tr(wanted.name), f"{actual} {bound}"


def size_text(count: int) -> str:
    """A number of bytes as a person reads it."""
    if count < 1000:
        return f"{count} B"
    unit, size = next(((unit, size) for unit, size in (("kB", 1e3), ("MB", 1e6)) if count < 999.5 * size), ("GB", 1e9))
    return f"{count / size:.{0 if count >= 99.5 * size else 1}f} {unit}"


def _entry(one: Written) -> dict[str, Any]:
    shown = sorted(one.files)[:_MOST_FILES]
    return {
        "title": tr(one.format.title), "about": tr(one.format.about), "notes": one.notes,
        "rest": tr("and {count} more files", count=len(one.files) - len(shown)) if len(one.files) > len(shown) else "",
        "files": [{"name": name, "size": size_text(len(one.files[name])), "with": opens_with(name)} for name in shown],
    }  # fmt: skip


@lru_cache(maxsize=1)
def _template() -> "Template":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    # What people typed as titles and notes is text, never markup.
    room = Environment(loader=FileSystemLoader(resource.path("export")), autoescape=True, undefined=StrictUndefined,
                       trim_blocks=True, lstrip_blocks=True)  # fmt: skip
    return room.get_template("index.html")
