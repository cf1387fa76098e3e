"""The rows as lines of a terminal and of a Markdown table."""

from collections.abc import Iterable, Mapping

from studio.cli.bench.row import Row, Timing
from studio.text import mark, tr

_WIDTHS = (16, 26, 26, 10, 9, 6)


def terminal_head() -> str:
    """The names of the columns."""
    names = (mark("row"), mark("studio"), mark("peer"), mark("ratio"), mark("wanted"), mark("met"))
    return "\n" + _columns(tuple(tr(name) for name in names))


def table_line(row: Row) -> str:
    """A row in columns."""
    return _columns((row.name, figure(row.ours, row.unit), _peer(row), ratio(row), wanted(row), _met(row)))


def note(row: Row) -> str:
    """What a row is about, how accurate it was found, and what differs."""
    parts = [f"{row.name}: {row.what}."]
    if row.accuracy is not None:
        said = mark("{what}: {found} (allowed {allowed}).") if row.accuracy.holds else mark(
            "{what}: {found}, and only {allowed} is allowed: there is no ratio.")  # fmt: skip
        unit = f" {row.accuracy.unit}" if row.accuracy.unit else ""
        parts.append(tr(said, what=_capital(tr(row.accuracy.of)), found=f"{row.accuracy.found:.2g}{unit}",
                        allowed=f"{row.accuracy.allowed:.2g}{unit}"))  # fmt: skip
    parts.extend(part for part in (row.differs, row.missing and f"{row.missing}.") if part)
    return " ".join(parts)


def markdown_table(rows: Iterable[Row], machine: Mapping[str, str]) -> str:
    """A table for a page, with the machine above it and the notes below."""
    known = list(rows)
    head = (mark("Row"), mark("Studio"), mark("Peer"), mark("Ratio"), mark("Wanted"), mark("Accuracy found"))
    lines = ["; ".join(f"{key} {value}" for key, value in machine.items()), "",
             "| " + " | ".join(tr(name) for name in head) + " |", "|" + " --- |" * len(head)]  # fmt: skip
    for row in known:
        accuracy = "" if row.accuracy is None else f"{row.accuracy.found:.2g} {row.accuracy.unit}".strip()
        cells = (row.what, figure(row.ours, row.unit), _peer(row), ratio(row), wanted(row), accuracy)
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join([*lines, "", *(f"- {note(row)}" for row in known)])


def figure(found: Timing | None, unit: str) -> str:
    """A median with its spread, in few words."""
    if found is None:
        return "–"
    short = {"million satellite-steps a second": "M/s", "frames a second": "fps"}.get(unit, unit)
    short = short.replace(" a second", "/s")
    return f"{number(found.median)} {short} ±{100.0 * found.spread:.0f} %"


def number(value: float) -> str:
    """Three digits, or all before the point."""
    if value >= 1000.0:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def ratio(row: Row) -> str:
    return "–" if row.ratio is None else f"{number(row.ratio)} ×"


def wanted(row: Row) -> str:
    parts = [] if row.target is None else [f"≥ {number(row.target)} ×"]
    if row.limit is not None:
        parts.append(f"{'≥' if row.more_is_better else '≤'} {number(row.limit)}")
    return ", ".join(parts)


def _peer(row: Row) -> str:
    if not row.peer:
        return ""
    return f"{row.peer}: {figure(row.theirs, row.unit).partition(' ±')[0]}"


def _met(row: Row) -> str:
    return {True: tr(mark("yes")), False: tr(mark("no")), None: ""}[row.meets]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _columns(cells: tuple[str, ...]) -> str:
    return "  ".join(f"{cell:{width}}" for cell, width in zip(cells, _WIDTHS, strict=True)).rstrip()
