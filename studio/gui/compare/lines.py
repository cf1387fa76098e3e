"""The lines of the table: requirements, merits, results and fields of all columns, written beside the window."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import groupby
from typing import Any, Literal

import msgspec

from studio.analysis import RESULTS, STAGES, Results
from studio.analysis.bounds import bound_text
from studio.analysis.difference import SAID, Row, rows
from studio.analysis.judge import judge
from studio.analysis.merits import headline
from studio.analysis.result_difference import ResultRow, compare_results, same, signed_per_cent
from studio.design import Design
from studio.gui.inspector.words import catalogue_entries
from studio.gui.value_text import difference_text, result_text, result_unit, typeset
from studio.text import mark, printable_line, tr

Kind = Literal["heading", "verdict", "result", "field"]
Deltas = Literal["share", "difference", "both", "none"]
GROUPS: dict[str, str] = {
    "overview": mark("Merits and fields"),
    "merits": mark("Merits"),
    "results": mark("All results"),
    "fields": mark("Fields"),
    "all": mark("Everything"),
}
DELTAS: dict[Deltas, str] = {
    "share": mark("Per cent"),
    "difference": mark("Difference"),
    "both": mark("Difference and per cent"),
    "none": mark("Values only"),
}
BETTER, WORSE, MET, NEAR, MISSED = "▲", "▼", "✔", "!", "✘"
_LIGHTS = {"green": MET, "amber": NEAR, "red": MISSED, "unknown": "?"}
_INKS = {"green": 1, "amber": 2, "red": -1, "unknown": 0}
_LONGEST = 26


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `inks` are +1 better, −1 worse, 2 near a bound, 3 of no effect, 0 plain; `values` order the columns."""

    kind: Kind
    name: str
    label: str
    texts: tuple[str, ...] = ()
    inks: tuple[int, ...] = ()
    values: tuple[float | None, ...] = ()
    tip: str = ""
    strength: float = 0.0
    """The largest share by which a column differs from the reference."""
    full: tuple[str, ...] = ()
    """The texts where they are too long for a column."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be listed: of these designs, the one at `reference` being what the others are held against."""

    designs: tuple[Design, ...]
    results: tuple[Results | None, ...]
    reference: int = 0
    group: str = "overview"
    deltas: Deltas = "share"
    differing: bool = True
    strongest_first: bool = False


def lines_of(asked: Asked, checkpoint: Callable[[float], None]) -> tuple[Line, ...]:
    """All that is asked for, in its order; headings only over what is there."""
    found: list[Line] = []
    group = asked.group
    if group != "fields":
        found += _headed(tr("Requirements"), _verdicts(asked))
        checkpoint(0.2)
        for title, rows_of in _result_groups(asked, every=group in {"results", "all"}):
            found += _headed(title, [_result_line(row, asked) for row in rows_of])
        checkpoint(0.6)
    if group in {"overview", "fields", "all"}:
        shown = [row for row in rows(asked.designs) if row.differs or not asked.differing]
        for part, of_part in groupby(shown, key=lambda row: row.part):
            found += _headed(tr(SAID[part]), [_field_line(row, asked) for row in of_part])
    checkpoint(1.0)
    if asked.strongest_first:
        kept = [line for line in found if line.kind != "heading"]
        return tuple(sorted(kept, key=lambda line: -line.strength))
    return tuple(found)


def longest(lines: Sequence[Line], columns: int, most: int = 6) -> tuple[tuple[str, ...], ...]:
    """The texts that may be the widest: of the labels, then of each column."""
    sides = [[line.label for line in lines]]
    sides += [[line.texts[place] for line in lines if place < len(line.texts)] for place in range(columns)]
    return tuple(tuple(nlargest(most, side, key=len)) for side in sides)


def matching(lines: Sequence[Line], words: str) -> tuple[Line, ...]:
    """The lines whose name, label or texts hold all words typed, with their headings."""
    wanted = words.casefold().split()
    if not wanted:
        return tuple(lines)
    found: list[Line] = []
    heading: Line | None = None
    for line in lines:
        if line.kind == "heading":
            heading = line
            continue
        text = " ".join((line.name, line.label, heading.label if heading else "", *line.texts)).casefold()
        if all(word in text for word in wanted):
            if heading is not None and heading not in found:
                found.append(heading)
            found.append(line)
    return tuple(found)


def _headed(title: str, lines: Sequence[Line]) -> list[Line]:
    return [Line("heading", "", title), *lines] if lines else []


def _verdicts(asked: Asked) -> list[Line]:
    requirements = asked.designs[asked.reference].requirements
    verdicts = [
        judge(Results(msgspec.structs.replace(results.design, requirements=requirements), results.outcomes))
        if results is not None else None
        for results in asked.results
    ]  # fmt: skip
    found = []
    for place, requirement in enumerate(requirements):
        each = [one[place] if one is not None else None for one in verdicts]
        texts = tuple(
            "…" if one is None else f"{_LIGHTS[one.light]} {result_text(requirement.result, one.actual)}"
            for one in each)  # fmt: skip
        lights = {one.light for one in each if one is not None}
        if asked.differing and len(lights) < 2 and len(set(texts)) < 2:
            continue
        bound = bound_text(requirement, result_text, asked.designs[asked.reference])
        found.append(Line(
            "verdict", requirement.result, f"{printable_line(requirement.name)} {bound}", texts,
            tuple(0 if one is None else _INKS[one.light] for one in each),
            tuple(None if one is None else one.margin for one in each),
            tr("A requirement of the design that the others are held against. {met} met, {near} met with little "
               "margin, {missed} missed", met=MET, near=NEAR, missed=MISSED),
        ))  # fmt: skip
    return found


def _result_groups(asked: Asked, every: bool) -> Iterator[tuple[str, list[ResultRow]]]:
    known = [results for results in asked.results if results is not None]
    if not known:
        return
    wanted = () if every else headline(asked.designs[asked.reference].requirements)
    listed = [results if results is not None else Results(design, {}) for results, design in
              zip(asked.results, asked.designs, strict=True)]  # fmt: skip
    # The direction of what is better is that of the reference's requirements.
    first = Results(asked.designs[asked.reference], listed[0].outcomes)
    shown = [row for row in compare_results([first, *listed[1:]], wanted) if row.differs or not asked.differing]
    if not every:
        if shown:
            yield tr("Merits"), shown
        return
    for stage, of_stage in groupby(shown, key=lambda row: RESULTS[row.name].stage):
        yield tr(STAGES[stage].label), list(of_stage)


def _result_line(row: ResultRow, asked: Asked) -> Line:
    reference, info = asked.reference, RESULTS[row.name]
    texts, inks, strength = [], [], 0.0
    for place, value in enumerate(row.values):
        if asked.results[place] is None:
            texts.append("…")
            inks.append(0)
            continue
        text, verdict = result_text(row.name, value), row.verdict(place, reference)
        share = row.share(place, reference)
        if place != reference and value is not None:
            text = _with_delta(text, row.difference(place, reference), share, verdict, info, asked.deltas)
        strength = max(strength, abs(share) if share is not None else 0.0)
        texts.append(text)
        inks.append(verdict)
    return Line("result", row.name, row.label, tuple(texts), tuple(inks),
                tuple(float(value) if isinstance(value, int | float) else None for value in row.values),
                f"{tr(info.equation)}\n{row.name}", strength)  # fmt: skip


def _with_delta(
    text: str, difference: float | None, share: float | None, verdict: int, info: Any, deltas: Deltas
) -> str:  # fmt: skip
    arrow = {1: BETTER, -1: WORSE, 0: ""}[verdict]
    if difference is None or deltas == "none":
        return f"{text} {arrow}".rstrip()
    if same(difference, 0.0) or difference == 0.0:
        return f"{text}  ="
    absolute = difference_text(difference, info.quantity, result_unit(info, difference))
    pieces = [absolute] if share is None or deltas != "share" else []
    if share is not None and deltas != "difference":
        pieces.append(typeset(signed_per_cent(share)))
    return "  ".join(piece for piece in (text, " ".join(pieces), arrow) if piece)


def _field_line(row: Row, asked: Asked) -> Line:
    reference = asked.reference
    before = row.cells[reference].value
    texts, inks, values, strength = [], [], [], 0.0
    for place, cell in enumerate(row.cells):
        value = cell.value
        number = float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
        text = typeset(cell.text) if number is not None else _named(row, cell.value) or cell.text
        if place in row.moved:
            text = f"{text} ←"
        values.append(number)
        if place != reference and number not in {None, before} and isinstance(before, int | float) and before:
            share = (number - before) / abs(before)
            strength = max(strength, abs(share))
            if asked.deltas in {"share", "both"} and not row.is_item and not _offset(row):
                text = f"{text}  {typeset(signed_per_cent(share))}"
        texts.append(text)
        inks.append(3 if cell.state in {"idle", "absent", "unset"} else 0)
    strength = max(strength, 1.0 if row.differs and not any(value is not None for value in values) else 0.0)
    short = tuple(text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…" for text in texts)
    return Line("field", row.path, row.label, short, tuple(inks), tuple(values), row.path, strength, tuple(texts))


def _named(row: Row, value: object) -> str:
    """What the catalogue calls the entry that a field names; empty where it names none."""
    if row.spec is None or not row.spec.catalogue or not isinstance(value, str):
        return ""
    entry = catalogue_entries(row.spec.catalogue).get(value)
    return "" if entry is None else tr(str(entry.name))


def _offset(row: Row) -> bool:
    """Whether a share of the field's value says nothing: zero is a convention there."""
    quantity = row.spec.quantity if row.spec is not None else None
    return quantity is not None and quantity.name in {"temperature", "time_of_day"}
