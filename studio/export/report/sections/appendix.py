"""Where every number comes from: what is assumed, every field with its source, every result with its equation."""

from collections.abc import Iterator

from studio.analysis import RESULTS, STAGES
from studio.analysis.catalogue_source import catalogue_source, material_source
from studio.analysis.difference import SAID, Row, rows
from studio.design.requirement import Confidence, Source
from studio.export.report.content import Cell, Code, Section, Text, table
from studio.export.report.subject import Subject
from studio.text import mark, tr, tr_count

CONFIDENCES: dict[Confidence, str] = {
    "measured": mark("measured"),
    "published": mark("published"),
    "derived": mark("derived"),
    "assumed": mark("assumed"),
}
_NOT_FIELDS = frozenset({"sources", "spreads", "requirements", "claims", "review", ""})


def _rows(subject: Subject) -> Iterator[tuple[Row, Source | None]]:
    """Every field that has an effect and a value, with its source."""
    design = subject.design
    for row in rows((design, design)):  # beside itself, since items of lists are compared where two have them
        if row.part in _NOT_FIELDS or row.is_item or row.cells[0].state != "value":
            continue
        value = row.cells[0].value
        source = design.sources.get(row.path) or material_source(design, row.path, value)
        held = catalogue_source(design, row.spec, value) if row.spec is not None else None
        yield row, held if source is None else source


def assumptions(subject: Subject) -> Section:
    """The fields whose source says no more than that somebody assumed them."""
    found = [(row, source) for row, source in _rows(subject) if source is not None and source.confidence == "assumed"]
    about = tr_count("{count} number of the design is assumed.", "{count} numbers of the design are assumed.",
                     len(found))  # fmt: skip
    lines = table(tr(mark("Assumptions")), (tr(mark("Field")), tr(mark("Value")), tr(mark("Why"))),
                  ((row.label, row.cells[0].text, source.text) for row, source in found), (0.3, 0.18, 0.52), (),
                  small=True)  # fmt: skip
    return Section(tr(mark("Assumptions")), (Text(about), *lines))


def fields_section(subject: Subject) -> Section:
    """Every field with its value, its source and how far that is to be trusted, part by part."""
    parts: dict[str, list[tuple[Cell, ...]]] = {}
    for row, source in _rows(subject):
        told = tr(mark("no source is stated")) if source is None else _told(source)
        trust = tr(CONFIDENCES[source.confidence]) if source is not None else "–"
        parts.setdefault(row.part, []).append((row.label, Code(row.path), row.cells[0].text, told, trust))
    head = (tr(mark("Field")), tr(mark("Name")), tr(mark("Value")), tr(mark("Source")), tr(mark("Confidence")))
    within = tuple(
        Section(tr(SAID[part]), table(tr(mark("Fields: {part}"), part=tr(SAID[part])), head, lines,
                                      (0.2, 0.2, 0.13, 0.36, 0.11), small=True))
        for part, lines in parts.items())  # fmt: skip
    about = tr(mark("Every field of the design that has an effect, with its value and where that comes from."))
    return Section(tr(mark("Appendix: all fields and their sources")), (Text(about),), within)


def _told(source: Source) -> str:
    return f"{source.text} ({source.date})" if source.date else source.text


def results_section(subject: Subject) -> Section:
    """Every result with its equation and source, stage by stage."""
    head = (tr(mark("Result")), tr(mark("Value")), tr(mark("Equation")), tr(mark("Source")))
    within = []
    for stage, known in STAGES.items():
        names = [name for name in subject.results if RESULTS[name].stage == stage]
        lines = [(f"{tr(RESULTS[name].label)} ({name})", subject.text(name), Code(RESULTS[name].equation),
                  RESULTS[name].source) for name in names]  # fmt: skip
        label = tr(known.label)
        within.append(Section(label, table(tr(mark("Equations: {stage}"), stage=label), head, lines,
                                           (0.26, 0.14, 0.33, 0.27), small=True)))  # fmt: skip
    about = tr(mark("Every result of this report, with the equation that gives it and the source of that equation."))
    return Section(tr(mark("Appendix: all results, their equations and sources")), (Text(about),), tuple(within))
