"""What differs between designs as a text that can be read in a review: plain, Markdown or HTML; and as plain data."""

import html
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import msgspec

from studio.analysis.difference import SAID, Row, differences
from studio.analysis.engine import Results
from studio.analysis.judge import judge
from studio.analysis.merits import headline
from studio.analysis.result_difference import ResultRow, compare_results
from studio.analysis.stages import RESULTS, STAGES
from studio.design import Design
from studio.text import mark, printable_line, tr, tr_count

_WIDTH = 120
_ARROW = {1: "▲", -1: "▼", 0: ""}
_LIGHTS = {"green": "✔", "amber": "!", "red": "✘", "unknown": "?"}


@dataclass(frozen=True, slots=True)
class Review:
    """Designs with their names, what differs, and the results that were asked for; the first is the reference."""

    names: tuple[str, ...]
    rows: tuple[Row, ...]
    results: tuple[ResultRow, ...] = ()
    verdicts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """By name of a requirement of the reference, whether each design meets it."""


def review(
    names: Sequence[str], designs: Sequence[Design], found: Sequence[Results] = (), *, every: bool = False
) -> Review:  # fmt: skip
    """Compare `designs`; with `found`, their results as well: the merits, or `every` one that differs."""
    rows = differences(designs)
    shown = tuple(printable_line(name) for name in names)
    if not found:
        return Review(shown, rows)
    wanted = () if every else headline(designs[0].requirements)
    results = tuple(row for row in compare_results(found, wanted) if row.differs or not every)
    asked = designs[0].requirements
    judged = [judge(Results(msgspec.structs.replace(one.design, requirements=asked), one.outcomes)) for one in found]
    verdicts = tuple((printable_line(each.name), tuple(_LIGHTS[one[place].light] for one in judged))
                     for place, each in enumerate(asked))  # fmt: skip
    return Review(shown, rows, results, verdicts)


def plain_text(found: Review, width: int = _WIDTH) -> str:
    """For a terminal or a mail: columns where they have room, one design a line where not."""
    lines = [*_heads(found), ""]
    for title, table in tables(found):
        lines += [title, *_plain_table(table, width), ""]
    return "\n".join(lines).rstrip()


def markdown(found: Review) -> str:
    """For a review on a web page: a table for each part."""
    lines = [f"# {_escaped(_title(found))}", ""]
    lines += [f"- **{letter}**: {_escaped(name)}" for letter, name in zip(_letters(found), found.names, strict=True)]
    lines += ["", _said(found), ""]
    for title, (head, *body) in tables(found):
        lines += [f"## {_escaped(title)}", "", _line(head), _line(["---"] * len(head)), *map(_line, body), ""]
    return "\n".join(lines).rstrip() + "\n"


def as_html(found: Review) -> str:
    """A page by itself."""
    parts = [f"<h1>{html.escape(_title(found))}</h1>", "<ul>"]
    parts += [f"<li><b>{letter}</b>: {html.escape(name)}</li>"
              for letter, name in zip(_letters(found), found.names, strict=True)]  # fmt: skip
    parts += ["</ul>", f"<p>{html.escape(_said(found))}</p>"]
    for title, (head, *body) in tables(found):
        parts += [f"<h2>{html.escape(title)}</h2>", "<table>", _html_row(head, "th")]
        parts += [_html_row(cells, "td") for cells in body]
        parts.append("</table>")
    style = ("body{font-family:sans-serif;margin:2em}table{border-collapse:collapse}"
             "td,th{border:1px solid #999;padding:3px 8px;text-align:left;vertical-align:top}")  # fmt: skip
    return (f"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{html.escape(_title(found))}"
            f"</title><style>{style}</style></head><body>\n" + "\n".join(parts) + "\n</body></html>\n")  # fmt: skip


def as_object(found: Review) -> dict[str, Any]:
    """Plain data: SI values, what does not apply is absent."""
    count = len(found.names)
    shown: dict[str, Any] = {
        "designs": list(found.names),
        "differences": [
            {
                "path": row.path, "part": row.part, "label": row.label,
                "unit": row.spec.quantity.si if row.spec and row.spec.quantity else "",
                "values": [_cell_object(row, place) for place in range(count)],
            }
            for row in found.rows
        ],
    }  # fmt: skip
    if found.results:
        shown["results"] = [
            {
                "name": row.name, "label": row.label, "unit": RESULTS[row.name].quantity.si, "better": row.better,
                "values": [{
                    "value": row.values[place], "text": row.text(place),
                    **({"difference": row.difference(place)} if place and row.difference(place) is not None else {}),
                } for place in range(count)],
            }
            for row in found.results
        ]  # fmt: skip
        shown["requirements"] = [{"name": name, "met": [light in "✔!" for light in lights]}
                                 for name, lights in found.verdicts]  # fmt: skip
    return shown


def _cell_object(row: Row, place: int) -> dict[str, Any]:
    cell = row.cells[place]
    shown = {"state": cell.state, "text": cell.text, "change": row.change(place)}
    if cell.state == "value" and not row.is_item:
        shown["value"] = msgspec.to_builtins(cell.value)
    return shown


def _title(found: Review) -> str:
    return tr(mark("Differences between {count} designs"), count=len(found.names))


def _letters(found: Review) -> list[str]:
    return [letter(place) for place in range(len(found.names))]


def letter(place: int) -> str:
    """A, B, … Z, AA, AB …: what a column is called where its name is too long."""
    text = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        text = chr(65 + rest) + text
    return text


def _said(found: Review) -> str:
    if found.rows:
        text = tr_count(mark("{count} difference."), mark("{count} differences."), len(found.rows))
    else:
        text = tr(mark("The designs do not differ in any field that has an effect."))
    if any(row.better for row in found.results):
        text += " " + tr(mark("▲ is better than A, ▼ worse."))
    return text


def _heads(found: Review) -> Iterator[str]:
    yield _title(found)
    for one, name in zip(_letters(found), found.names, strict=True):
        yield f"  {one}  {name}"
    yield _said(found)


def tables(found: Review) -> Iterator[tuple[str, list[list[str]]]]:
    """Title and lines of each table, its heading first."""
    letters = _letters(found)
    for part, group in groupby(found.rows, key=lambda row: row.part):
        body = [[row.label, *(_cell_text(row, place) for place in range(len(letters)))] for row in group]
        yield tr(SAID[part]), [[tr(mark("Field")), *letters], *body]
    for stage, of_stage in groupby(found.results, key=lambda row: RESULTS[row.name].stage):
        body = [[row.label, *(_result_text(row, place) for place in range(len(letters)))] for row in of_stage]
        yield tr(mark("Results: {stage}"), stage=tr(STAGES[stage].label)), [[tr(mark("Result")), *letters], *body]
    if found.verdicts:
        head = [tr(mark("Requirement of {letter}"), letter=letters[0]), *letters]
        yield tr(mark("Requirements met")), [head, *([name, *lights] for name, lights in found.verdicts)]


def _cell_text(row: Row, place: int) -> str:
    return f"{row.cells[place].text} ←" if place in row.moved else row.cells[place].text


def _result_text(row: ResultRow, place: int) -> str:
    if place == 0:
        return row.text(0)
    arrow = _ARROW[row.verdict(place)]
    pieces = (row.text(place), row.difference_text(place), arrow)
    return "  ".join(piece for piece in pieces if piece)


def _plain_table(table: list[list[str]], width: int) -> list[str]:
    widths = [max(len(line[column]) for line in table) for column in range(len(table[0]))]
    if sum(widths) + 2 * len(widths) <= width:
        return ["  " + "  ".join(f"{text:{wide}}" for text, wide in zip(line, widths, strict=True)).rstrip()
                for line in table]  # fmt: skip
    head, *body = table
    lines = []
    for label, *texts in body:
        lines += textwrap.wrap(label, width - 2, initial_indent="  ", subsequent_indent="    ")
        for name, text in zip(head[1:], texts, strict=True):
            lines += textwrap.wrap(text, width, initial_indent=f"    {name:3} ", subsequent_indent=" " * 8,
                                   break_on_hyphens=False)  # fmt: skip
    return lines


def _escaped(text: str) -> str:
    for sign in "\\`*_[]<>|#":
        text = text.replace(sign, f"\\{sign}")
    return text


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(text if text == "---" else _escaped(text) for text in cells) + " |"


def _html_row(cells: Sequence[str], kind: str) -> str:
    return "<tr>" + "".join(f"<{kind}>{html.escape(text)}</{kind}>" for text in cells) + "</tr>"
