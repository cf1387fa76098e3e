"""What has changed since a baseline."""

from studio.analysis.judge import Light
from studio.export.difference import review, tables
from studio.export.report.content import Cell, Section, Sign, Text, table
from studio.export.report.sections.overview import LIGHTS
from studio.export.report.subject import Subject
from studio.text import mark, tr

NEWEST, NONE = "", "none"
_SIGNS: dict[str, Light] = {"✔": "green", "!": "amber", "✘": "red", "?": "unknown"}


def changes(subject: Subject, wanted: str) -> Section:
    """Against the newest baseline, the one called `wanted`, or none.

    Raises
    ------
    ValueError
        Where the design has no baseline of that name.
    """
    known = subject.source.baselines
    if wanted not in {NEWEST, NONE} and wanted not in known:
        raise ValueError(tr(mark("there is no baseline “{name}”{hint}"), name=wanted[:60], hint=(
            tr(mark("; there are {names}"), names=", ".join(known)) if known
            else tr(mark("; the design has none")))))  # fmt: skip
    if wanted == NONE or not known:
        return Section("")
    name = wanted or list(known)[-1]
    from studio.analysis import evaluate

    before = evaluate(known[name], checkpoint=subject.checkpoint)
    found = review((name, subject.design.title), (known[name], subject.design), (before, subject.results))
    about = tr(mark("A is the baseline “{name}”, B this design. ▲ is better than the baseline, ▼ worse."), name=name)
    blocks = [one for title, (head, *body) in tables(found)
              for one in table(title, head, map(_told, body), (0.4, 0.3, 0.3), small=True)]  # fmt: skip
    return Section(tr(mark("Changes since the baseline “{name}”"), name=name), (Text(about), *blocks))


def _told(row: list[str]) -> tuple[Cell, ...]:
    """A row whose verdicts are words as elsewhere in the report."""
    label, *cells = row
    return label, *(Sign(_SIGNS[cell], tr(LIGHTS[_SIGNS[cell]])) if cell in _SIGNS else cell for cell in cells)
