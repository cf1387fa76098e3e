"""What is not known exactly: the numbers with a spread, of the design's own or by how far their source is trusted."""

from studio.analysis.study.uncertainty.uncertain import uncertain_numbers
from studio.analysis.study.uncertainty.words import spread_words
from studio.export.report.content import Section, Text, table
from studio.export.report.subject import Subject
from studio.text import mark, tr, tr_count

_ORIGINS = {"design": mark("stated"), "confidence": mark("by confidence"), "field": mark("of the field")}


def uncertainty(subject: Subject) -> Section:
    """Numbers that the design states a spread for are listed; those that bring one are counted."""
    numbers = uncertain_numbers(subject.design)
    if not numbers:
        return Section(tr(mark("Uncertainty")), (Text(tr(mark("Every number of the design is taken as exact."))),))
    stated = [one for one in numbers if one.path in subject.design.spreads]
    said = [Text(tr_count(
        "{count} number of the design is not known exactly. Every figure of this report is computed at its value.",
        "{count} numbers of the design are not known exactly. Every figure of this report is computed at their "
        "values.", len(numbers)) + " " + tr(mark(
            "How far the results may be off, and which numbers they hang on most, is what an uncertainty study "
            "computes.")))]  # fmt: skip
    if not stated:
        said.append(Text(tr(mark("The design states no spread of its own: each number has one by how far its source is "
                                 "to be trusted."))))  # fmt: skip
    rows = table(
        tr(mark("Spreads that the design states")), (tr(mark("Field")), tr(mark("Spread")), tr(mark("Source"))),
        ((tr(one.field.label), spread_words(one), one.spread.source or "–") for one in stated), (0.34, 0.3, 0.36),
        small=True)  # fmt: skip
    return Section(tr(mark("Uncertainty")), (*said, *rows))
