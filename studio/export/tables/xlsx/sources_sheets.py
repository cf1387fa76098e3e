"""Where the numbers come from, what is assumed, and the statements of the article with their verdicts."""

from collections import defaultdict

from studio.analysis import Results
from studio.analysis.claims import KINDS, Judged, judge_own, judge_statements
from studio.analysis.engine import Checkpoint
from studio.design import Design
from studio.design.unit_text import display
from studio.export.tables.lines import Line, field_lines, requirement_lines, result_lines
from studio.export.tables.xlsx.book import Book
from studio.text import mark, tr

_LISTED = 6
"""Results that a source names; of more, how many."""


def sources_sheet(book: Book, results: Results, name: str) -> None:
    """The source of every field that has one, those of the catalogue, and those of the results."""
    sheet = book.sheet(name, (46.0, 40.0, 90.0, 13.0, 13.0), head=3, columns=1)
    sheet.title(tr(mark("Sources")), tr(mark("Fields of the design first, then equations and data of the results.")))
    sheet.heads(tr(mark("Of")), tr(mark("What it is")), tr(mark("Source")), tr(mark("Confidence")), tr(mark("Date")))
    design = results.design
    for line in (*field_lines(design), *requirement_lines(design)):
        for text, confidence, date in ((line.source, line.confidence, line.date), (line.held, "", "")):
            if text:
                for column, told in enumerate((line.name, line.label, text, confidence, date)):
                    sheet.text(column, told, "wrap")
                sheet.row += 1
    named: dict[str, list[Line]] = defaultdict(list)
    for line in result_lines(results):
        named[line.source].append(line)
    for source, lines in named.items():
        names = [line.name for line in lines]
        more = tr(mark("and {count} more"), count=len(names) - _LISTED) if len(names) > _LISTED else ""
        sheet.text(0, ", ".join([*names[:_LISTED], *([more] if more else [])]), "wrap")
        sheet.text(1, tr(mark("Results")))
        sheet.text(2, source, "wrap")
        sheet.text(3, "derived")
        sheet.row += 1


def assumptions_sheet(book: Book, results: Results, name: str) -> None:
    """Every number and choice that has an effect and that no source stands behind."""
    sheet = book.sheet(name, (42.0, 42.0, 30.0, 90.0), head=3, columns=1)
    sheet.title(tr(mark("Assumptions")), tr(mark(
        "Fields that have an effect and are assumed: by the design, or because nobody gave a source.")))  # fmt: skip
    sheet.heads(tr(mark("Field")), tr(mark("What it is")), tr(mark("Value")), tr(mark("Said about it")))
    for line in field_lines(results.design):
        if line.confidence == "assumed" and line.counts and "." in line.name and (line.value is not None or line.text):
            value = line.text if line.value is None else display(line.value, line.quantity, line.unit.symbol)
            for column, told in enumerate((line.name, line.label, value, line.source or line.held)):
                sheet.text(column, told, "wrap")
            sheet.row += 1


def claims_sheet(
    book: Book, results: Results, incumbent: Design | None, name: str, checkpoint: Checkpoint
) -> None:  # fmt: skip
    """The statements with the verdict as they are worded and for this design, then those of the design's own.

    `incumbent` is the design with the cells that fly today.
    """
    sheet = book.sheet(name, (7.0, 60.0, 26.0, 18.0, 60.0, 18.0, 60.0), head=3, columns=1)
    sheet.title(tr(mark("Claims")), tr(mark("Statements about data centres in orbit, held against this design.")))
    sheet.heads("", tr(mark("Statement")), tr(mark("Said by")), tr(mark("As worded")), tr(mark("Why")),
                tr(mark("This design")), tr(mark("Why")))  # fmt: skip
    for judged in judge_statements(results, incumbent, checkpoint):
        for column, told in enumerate(_words(judged)):
            sheet.text(column, told, "wrap")
        sheet.row += 1
    for own in judge_own(results):
        told_own = ("", own.claim.statement, own.claim.source, "", "", tr(KINDS[own.here.kind]), own.here.sentence)
        for column, told in enumerate(told_own):
            sheet.text(column, told, "wrap")
        sheet.row += 1


def _words(judged: Judged) -> tuple[str, ...]:
    statement, here = judged.statement, judged.here
    said = f"{tr(statement.said_by)} ({statement.date})"
    return (statement.id, tr(statement.statement), said, tr(KINDS[judged.general.kind]), judged.general.sentence,
            tr(KINDS[here.kind]) if here else "", here.sentence if here else "")  # fmt: skip
