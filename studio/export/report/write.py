"""The report of a design, put together once for the PDF and for the page."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

from studio import __version__
from studio.analysis.engine import Checkpoint
from studio.export.formats.source import Source
from studio.export.report.content import Report
from studio.export.report.sections import sections
from studio.export.report.subject import Subject
from studio.text import language, mark, tr

_HALF = 0.5


_made: "WeakKeyDictionary[Source, tuple[tuple[Any, ...], Report]]" = WeakKeyDictionary()
"""The newest report of a source: the PDF and the page are about the same."""


def compose(source: Source, options: Mapping[str, Any], checkpoint: Checkpoint) -> Report:
    """The report in the language in use; drawn once for the PDF and the page of the same design.

    Raises
    ------
    ValueError
        Where the date is none, or there is no baseline of the name that is asked for.
    """
    asked = (language(), *(options[name] for name in ("baseline", "appendices", "date", "without")))
    known = _made.get(source)
    if known is None or known[0] != asked:
        known = _made[source] = (asked, _composed(source, options, checkpoint))
    return known[1]


def _composed(source: Source, options: Mapping[str, Any], checkpoint: Checkpoint) -> Report:
    day = _date(options["date"] or source.design.mission.epoch[:10])
    results = source.results(lambda share: checkpoint(_HALF * share))
    subject = Subject(source, results, lambda share: checkpoint(_HALF + 0.4 * min(share, 1.0)))
    design = source.design
    facts = (
        (tr(mark("Date")), "-".join((f"{day[0]:04d}", f"{day[1]:02d}", f"{day[2]:02d}"))),
        (tr(mark("Design hash")), subject.digest),
        (tr(mark("Made by")), f"Dawnline {__version__}"),
        (tr(mark("Epoch")), f"{design.mission.epoch} UTC"),
        (tr(mark("Frame")), tr(mark("true equator and equinox of date"))),
        (tr(mark("Money")), tr(mark("US dollars of {year}"), year=design.cost.price_year)),
    )
    about = tr(mark("Review of a constellation of solar-powered data centres in orbit"))
    found = sections(subject, options)
    notes = () if language() == "en" else (
        tr(mark("Sources, equations and the texts of the design are given as they were written.")),)  # fmt: skip
    return Report(design.title, about, facts, day, found, language(), notes)


def _date(typed: str) -> tuple[int, int, int]:
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        raise ValueError(tr(mark("“{date}” is not a date such as 2026-01-31"), date=typed[:40])) from None
    return day.year, day.month, day.day
