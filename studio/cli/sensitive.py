"""`dawnline explain … --sensitivity`: how a result changes with each field that reaches it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from studio.cli.failure import Unusable
from studio.cli.loading import print_json
from studio.cli.progress import with_progress
from studio.design import Design
from studio.text import tr

if TYPE_CHECKING:
    from studio.analysis.sensitivity import Effect, Sensitivity


def tell_sensitivity(design: Design, name: str, *, as_json: bool) -> None:
    """Compute and print what moves the result `name`."""
    from studio.analysis.sensitivity import sensitivity

    try:
        found = with_progress(name, lambda tell: sensitivity(design, name, checkpoint=tell))
    except ValueError as error:
        raise Unusable(str(error)) from None
    if as_json:
        print_json(sensitivity_object(found))
        return
    for line in _lines(found):
        click.echo(line)


def sensitivity_object(found: "Sensitivity") -> dict[str, Any]:
    """Everything that was found, numbers in SI."""
    from studio.analysis import RESULTS

    info = RESULTS[found.name]
    return {
        "name": found.name, "label": tr(info.label), "value": found.base, "unit": info.quantity.si,
        "effects": [_effect_object(one) for one in found.effects],
        "without_effect": list(found.still), "left_out": dict(found.left), "evaluations": found.evaluations,
    }  # fmt: skip


def _effect_object(effect: "Effect") -> dict[str, Any]:
    shown: dict[str, Any] = {
        "path": effect.path, "label": effect.label, "kind": effect.kind, "value": effect.value,
        "unit": effect.field.quantity.si if effect.field.quantity else "",
    }  # fmt: skip
    for side, tried, at in (("low", effect.low, effect.at_low), ("high", effect.high, effect.at_high)):
        if tried is not None:
            shown[side] = tried
        if at is not None:
            shown[f"at_{side}"] = at
    for key, number in (("slope", effect.slope), ("elasticity", effect.elasticity)):
        if number is not None:
            shown[key] = number
    shown |= {"change": effect.change, "for": effect.step_words}
    if effect.kind in {"share", "unit"}:
        shown["per"] = effect.per
    return {**shown, "reason": effect.reason} if effect.reason else shown


def _lines(found: "Sensitivity") -> Iterator[str]:
    from studio.analysis import RESULTS
    from studio.export.summary import quantity_text

    info = RESULTS[found.name]
    yield f"{tr(info.label)} ({found.name}) = {quantity_text(found.base, info.quantity, info.unit)}"
    if not found.effects:
        yield tr("No field moves it.")
    else:
        head = (tr("Field"), tr("Change of the field"), tr("Change of the result"), tr("% per %"))
        yield f"{head[0]:48} {head[1]:>22} {head[2]:>24} {head[3]:>9}"
    for one in found.effects:
        elasticity = "" if one.elasticity is None else f"{one.elasticity:+.3f}"
        yield f"{_cut(f'{one.path}', 48):48} {_cut(one.step_words, 22):>22} {_change(one, found):>24} {elasticity:>9}"
        if one.reason:
            yield f"    {one.reason}"
    yield tr("{count} fields do not move it; {left} have no value to move; {designs} designs were computed.",
             count=len(found.still), left=len(found.left), designs=found.evaluations)  # fmt: skip


def _change(effect: "Effect", found: "Sensitivity") -> str:
    from studio.analysis import RESULTS
    from studio.design.unit_text import number_text

    info = RESULTS[found.name]
    unit = info.quantity.unit(info.unit) or info.quantity.units[0]
    amount = effect.change / unit.factor
    return f"{'+' if amount >= 0 else '-'}{number_text(abs(float(f'{amount:.4g}')), 4)} {unit.symbol}".strip()


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1]}…"
