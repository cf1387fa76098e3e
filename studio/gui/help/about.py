"""What there is to know of one field or one result, as rich text made from what they say of themselves."""

import contextlib
import html
import re

from studio.analysis import RESULTS, STAGES, Results
from studio.design import DesignError
from studio.design.edit import field_at
from studio.design.field import Field
from studio.design.quantity import NUMBER, Quantity
from studio.document.presets import presets
from studio.document.shipped import Range, field_range, result_range
from studio.gui.explain.facts import Facts, Link, facts_of
from studio.gui.inspector.words import bounds_text, option_label, sentence
from studio.gui.value_text import readable_text, typeset, value_text
from studio.text import mark, tr, tr_count

_MOST = 10
_SINGLE = ("number", "integer", "text", "switch")
_KINDS: dict[str, str] = {
    "switch": mark("yes or no"),
    "text": mark("any text"),
}


def about(results: Results, name: str) -> tuple[str, str]:
    """Title and rich text on the field or result called `name`, with links to what it has to do with.

    Raises
    ------
    DesignError
        Where nothing has that name.
    """
    if name in RESULTS:
        return tr(RESULTS[name].label), _about_result(results, name)
    spec = field_at(results.design, name)
    return tr(spec.label), _about_field(results, name, spec)


def _about_field(results: Results, path: str, spec: Field) -> str:
    facts = facts_of(results, path)
    quantity = spec.quantity or NUMBER
    parts = [_paragraph(html.escape(tr(spec.help)) or tr("A field of the design."))]
    rows = [(tr("In this design"), _value(facts, spec))]
    if allowed := _allowed(spec):
        rows.append((tr("It may be"), allowed))
    if spec.kind in {"number", "integer"} and (between := field_range(_general(path))) is not None:
        rows.append((tr("In the designs that ship"),
                     _range(between, quantity, spec.unit, whole=spec.kind == "integer")))  # fmt: skip
    if facts is not None:
        source = html.escape(facts.source) or tr("none is named: the value is this design's own choice")
        rows += [(tr("Source"), source), (tr("How it is known"), html.escape(facts.confidence))]
    parts.append(_table(rows))
    if facts is not None and facts.uses:
        parts.append(_list(tr("Results that follow from it directly"), results, facts.uses))
    parts.append(_ways(path, editable="[]" not in path))
    return "".join(parts)


def _about_result(results: Results, name: str) -> str:
    info, facts = RESULTS[name], facts_of(results, name)
    parts = [_paragraph(tr("A result of the stage “{stage}”.", stage=html.escape(tr(STAGES[info.stage].label))))]
    rows = [(tr("In this design"), _value(facts)),
            (tr("Equation"), html.escape(typeset(tr(info.equation))))]  # fmt: skip
    if (between := result_range(name)) is not None:
        rows.append((tr("In the designs that ship"),
                     _range(between, info.quantity, None, whole=info.kind == "integer")))  # fmt: skip
    if facts is not None:
        rows += [(tr("Source"), html.escape(facts.source)), (tr("How it is known"), html.escape(facts.confidence))]
    parts.append(_table(rows))
    if facts is not None and facts.inputs:
        parts.append(_list(tr("Follows from"), results, facts.inputs))
    if facts is not None and facts.uses:
        parts.append(_list(tr("Is used by"), results, facts.uses))
    parts.append(_ways(name, editable=False))
    return "".join(parts)


def _value(facts: Facts | None, spec: Field | None = None) -> str:
    if facts is None:
        return "–"
    text = f"{typeset(facts.number)} {facts.unit}".strip()
    if spec is not None and text in spec.choices:
        text = option_label(text)
    return f"<b>{html.escape(text)}</b>"


def _allowed(spec: Field) -> str:
    """What the field may be, in its unit."""
    if bounds := bounds_text(spec, spec.unit):
        return html.escape(typeset(bounds))
    if spec.choices:
        return html.escape(", ".join(option_label(str(choice)) for choice in spec.choices))
    if spec.catalogue:
        return tr("an entry of the catalogue")
    return tr(_KINDS[spec.kind]) if spec.kind in _KINDS else ""


def _range(between: Range, quantity: Quantity, unit: str | None, *, whole: bool) -> str:
    """“from … (design) to … (design)”, or the one value that all have."""
    def text(value: float) -> str:
        if whole:
            return typeset(f"{value:.0f}")
        return value_text(value, quantity, unit) if unit is not None else readable_text(value, quantity)

    low, high = html.escape(text(between.low)), html.escape(text(between.high))
    if low == high:
        shipped = tr_count("{count} design", "{count} designs", between.count)
        return tr("{value} in {designs}", value=low, designs=shipped)
    titles = {one.name: html.escape(tr(one.title)) for one in presets()}
    return tr("{low} ({lowest}) to {high} ({highest})", low=low, high=high,
              lowest=titles.get(between.lowest, between.lowest),
              highest=titles.get(between.highest, between.highest))  # fmt: skip


def _list(title: str, results: Results, links: tuple[Link, ...]) -> str:
    """The links, single values before series."""
    single = sorted(links, key=lambda link: link.name in RESULTS and RESULTS[link.name].kind not in _SINGLE)
    shown = "".join(
        f'<li><a href="name:{html.escape(link.name)}">{html.escape(link.label)}</a> '
        f"{html.escape(_link_text(results, link))}</li>"
        for link in single[:_MOST]
    )
    more = len(links) - _MOST
    rest = f"<li>{tr('and {count} more: Explain lists them', count=more)}</li>" if more > 0 else ""
    return f"<p><b>{title}</b></p><ul>{shown}{rest}</ul>"


def _link_text(results: Results, link: Link) -> str:
    if link.decided:
        with contextlib.suppress(DesignError):
            if link.text in field_at(results.design, link.name).choices:
                return option_label(link.text)
    return typeset(link.text)


def _ways(name: str, *, editable: bool) -> str:
    quoted = html.escape(name)
    ways = [f'<a href="explain:{quoted}">{tr("Explain it: equation, inputs, chain")}</a>']
    if editable:
        ways.append(f'<a href="edit:{quoted}">{tr("Edit it")}</a>')
    return f"<p>{' &nbsp; · &nbsp; '.join(ways)}</p><p><code>{quoted}</code></p>"


def _table(rows: list[tuple[str, str]]) -> str:
    lines = "".join(f'<tr><td style="padding-right: 12px">{what}</td><td>{sentence(text)}</td></tr>'
                    for what, text in rows if text)  # fmt: skip
    return f"<table cellpadding='2'>{lines}</table>"


def _paragraph(text: str) -> str:
    return f"<p>{text}</p>"


def _general(path: str) -> str:
    """The path with every place in a list left open: the range is that of all layers."""
    return re.sub(r"\[[^\]]*\]", "[]", path)
