"""Which fields can be varied, between what bounds, and what has to be chosen first so that they count."""

import re
from dataclasses import dataclass

from studio.analysis.closing import Free, free_field
from studio.analysis.engine import evaluate
from studio.analysis.stages import RESULTS
from studio.design import Design, DesignError, Field, fields, get_value, set_value
from studio.design.edit import counts, field_at
from studio.design.option_words import option_label
from studio.design.quantity import NUMBER
from studio.design.unit_text import STEPPED, display, readable
from studio.text import mark, tr

_LAYER = re.compile(r"stack\.layers\[([^\[\]]+)\]\.")
_SIDES = {"stack.front": mark("Front"), "stack.back": mark("Back")}
_INSTEAD = {"launch.price": "launch.price_per_mass", "stack.price": "panel.price_per_area"}
"""Results that say what holds while the field does not count, or is empty."""
_PAID = {"stack.price": ("cost.array_from", "stack"),
         **dict.fromkeys(("launch.learning_rate", "launch.learning_price", "launch.learning_mass",
                          "launch.yearly_mass", "launch.yearly_growth", "launch.price_floor"),
                         ("launch.price_basis", "learning"))}  # fmt: skip
"""Choices by which a price that the design knows is also paid."""


@dataclass(frozen=True, slots=True)
class Variable:
    """A field with its bounds, in a design in which it counts; `chosen` says what had to be chosen for that."""

    design: Design
    free: Free
    spec: Field
    chosen: str = ""

    @property
    def path(self) -> str:
        return self.free.path

    @property
    def label(self) -> str:
        """What the field is called."""
        return field_name(self.path, self.spec)

    def words(self, value: float) -> str:
        """A value of the field as people read it."""
        return field_words(self.spec, value)

    def now(self, design: Design) -> float | None:
        """What holds for the field in `design`, in which it may not count; None where nothing says."""
        value = get_value(design, self.path)
        return taken_instead(design, self.path) if self.chosen or value is None else float(value)


def variable(design: Design, path: str, low: float | None = None, high: float | None = None) -> Variable:
    """The number field at `path`, to be varied from `low` to `high` [SI]; by default a hundredfold both ways.

    Where another choice of the design keeps it from counting, that choice is made.

    Raises
    ------
    DesignError
        Where there is no such field, it holds no number, or the bounds are not in order or beyond its own.
    """
    spec = field_at(design, path)
    if spec.kind not in {"number", "integer"}:
        raise DesignError(path, tr(mark("holds no number, so that it cannot be varied")))
    fitting, chosen = _choose(design, spec, path)
    try:
        free = free_field(fitting, path, low, high)
    except DesignError:
        if get_value(fitting, path) is not None:
            raise
        free = _unset(fitting, spec, path, low, high)
    return Variable(fitting, free, spec, chosen)


def numeric_fields(design: Design) -> tuple[Field, ...]:
    """Every field of `design` that holds a number and counts; those of layers are not among them."""
    return tuple(
        spec for spec in fields(Design)
        if spec.kind in {"number", "integer"} and "[]" not in spec.path and spec.low is not None
        and counts(design, spec) and get_value(design, spec.path) is not None
    )  # fmt: skip


def instead(path: str) -> str | None:
    """The result that says what holds while the field at `path` does not count, or is empty."""
    return _INSTEAD.get(path)


def taken_instead(design: Design, path: str) -> float | None:
    """What `design` takes for the field at `path` while that does not count, or is empty; None where nothing says."""
    name = instead(path)
    if name is None:
        return None
    found = evaluate(design, only=(RESULTS[name].stage,)).get(name)
    return None if found is None else float(found)


def field_name(path: str, spec: Field) -> str:
    """What a field is called, after the layer or the side of the panel to which it belongs."""
    layer, label = _LAYER.match(path), tr(spec.label)
    side = _SIDES.get(path.rpartition(".")[0])
    if layer is not None:
        return f"{layer[1]}: {label}"
    return label if side is None else f"{tr(side)}: {label}"


def field_words(spec: Field, value: float) -> str:
    """A value of a field as people read it."""
    quantity = spec.quantity or NUMBER
    if spec.kind == "integer":
        return f"{round(value)}"
    if quantity.name in STEPPED:
        return readable(value, quantity)
    return display(value, quantity, spec.unit or None, 4)


def _choose(design: Design, spec: Field, path: str, depth: int = 0) -> tuple[Design, str]:
    """`design` with what `spec` asks for, and the sentence on that."""
    asked = spec.when if spec.when is not None and not counts(design, spec) else _PAID.get(path)
    if asked is None or get_value(design, asked[0]) == asked[1]:
        return design, ""
    gate_path, wanted = asked
    gate = field_at(design, gate_path)
    value = wanted[0] if isinstance(wanted, tuple) else wanted
    if depth < 4:
        design, _ = _choose(design, gate, gate_path, depth + 1)
    sentence = tr(mark("“{label}” is taken as {value}, which it is not in this design."), label=tr(gate.label),
                  value=_plain(value))  # fmt: skip
    return set_value(design, gate_path, value), sentence


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return tr(mark("on")) if value else tr(mark("off"))
    return option_label(str(value))


def _unset(design: Design, spec: Field, path: str, low: float | None, high: float | None) -> Free:
    """The bounds of a field that has no value yet: those that are given, or about what holds instead of it."""
    if low is None or high is None:
        found = taken_instead(design, path)
        if found:
            return free_field(set_value(design, path, found), path, low, high)
        raise DesignError(path, tr(mark("has no value to begin from; give it one, or both bounds")))
    begun = set_value(design, path, round(low) if spec.kind == "integer" else low)
    return free_field(begun, path, low, high)
