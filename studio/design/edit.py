"""Pure edits: a design, a path and a value make another design, or a DesignError that says what is wrong."""

import math
import re
from functools import cache
from typing import Any, cast

import msgspec

from studio.design.design import Design
from studio.design.display import MAX_TYPED, Typed
from studio.design.error import DesignError
from studio.design.expression import Names
from studio.design.field import Field, applies, fields, nested, struct_fields
from studio.design.panel import MAX_LAYERS, Layer
from studio.design.quantity import NUMBER, Quantity
from studio.design.requirement import Source
from studio.design.unit_text import display, is_computed, number_text, parse
from studio.text import tr

_LONGEST_PATH = 400
"""No path of a field is longer; to take an endless one apart would take time that grows with its square."""
_STEP = re.compile(r"([A-Za-z_]\w*)((?:\[[^\[\]]{1,60}\])?)")
_LAYER = re.compile(r"stack\.layers\[([^\[\]]+)\]\.([\w.]+)")
_SWITCH = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}


def get_value(design: Design, path: str) -> Any:
    """The value at `path` ("mission.altitude", "stack.layers[cover].thickness")."""
    value: Any = design
    for name, index in _steps(path):
        value = _child(value, name, path)
        if index is not None:
            value = value[_position(value, index, path)]
    return value


def set_value(design: Design, path: str, value: object) -> Design:
    """`design` with the SI `value` at `path`.

    Raises
    ------
    DesignError
        Where the path does not exist or the field cannot hold the value.
    """
    edited = cast(Design, _replace(design, _steps(path), path, value))
    if edited == design:
        return design
    # A number typed by hand no longer comes from where the old one did.
    stale = {key for key in source_keys(design, path) if key in edited.sources}
    if not stale:
        return edited
    kept = {key: source for key, source in edited.sources.items() if key not in stale}
    return msgspec.structs.replace(edited, sources=kept)


def source_keys(design: Design, path: str) -> tuple[str, ...]:
    """The keys under which the source of a field may be kept: a layer's by its name, which stays when it moves."""
    position = _LAYER.fullmatch(path)
    if position is None:
        return (path,)
    layers = design.stack.layers
    layer = layers[_position(layers, position[1], path)]
    return (f"stack.layers[{layer.name}].{position[2]}", path)


def source_of(design: Design, path: str) -> Source | None:
    """Where the value of a field comes from, or None where nobody said."""
    return next((design.sources[key] for key in source_keys(design, path) if key in design.sources), None)


def set_text(design: Design, path: str, typed: str, bare: str | None = None) -> Design:
    """`design` with what a person typed at `path`; a bare number is in `bare`, or in SI."""
    edited = set_value(design, path, read_text(field_at(design, path), path, typed, bare, names_of(design, path)))
    value = get_value(edited, path)
    if isinstance(value, bool) or not isinstance(value, int | float) or not is_computed(typed):
        return edited
    kept = {key: one for key, one in edited.display.typed.items() if typed_as(edited, key)}
    if len(kept) >= MAX_TYPED or abs(value) > 1e300:
        return edited
    note = Typed(typed.strip(), float(value))
    display = msgspec.structs.replace(edited.display, typed=kept | {source_keys(edited, path)[0]: note})
    return msgspec.structs.replace(edited, display=display)


def typed_as(design: Design, path: str) -> str:
    """The expression that the value at `path` was typed as; empty where it was not, or has changed since."""
    try:
        keys, value = source_keys(design, path), get_value(design, path)
    except DesignError:
        return ""
    note = next((design.display.typed[key] for key in keys if key in design.display.typed), None)
    return note.words if note is not None and note.value == value else ""


def names_of(design: Design, path: str) -> Names:
    """What a name in an expression stands for that is typed at `path`: a number of the design, now.

    A name is the path of a field, or the last step of one: of a field beside the one that is edited, or of the only
    one that has it.
    """

    def found(name: str) -> tuple[float, Quantity] | None:
        holder, _, _ = path.rpartition(".")
        paths = [f"{holder}.{name}", name] if holder else [name]
        paths += _unique(name) if "." not in name else []
        for one in paths:
            try:
                spec, value = field_at(design, one), get_value(design, one)
            except DesignError:
                continue
            if spec.kind in {"number", "integer"} and value is not None:
                return float(value), spec.quantity or NUMBER
        return None

    return found


@cache
def _unique(name: str) -> tuple[str, ...]:
    """The path of the one field called so that is not in a list; none where there are several."""
    paths = [spec.path for spec in fields(Design) if spec.name == name and "[]" not in spec.path]
    return tuple(paths) if len(paths) == 1 else ()


def field_at(design: Design, path: str) -> Field:
    """The metadata of the field at `path`."""
    steps = _steps(path)
    holder: Any = design
    for name, index in steps[:-1]:
        holder = _child(holder, name, path)
        if index is not None:
            holder = holder[_position(holder, index, path)]
    name, index = steps[-1]
    _child(holder, name, path)
    if index is not None:
        raise DesignError(path, tr("names a whole item of a list, not one of its fields"))
    return struct_fields(type(holder))[name]


def counts(design: Design, spec: Field) -> bool:
    """Whether a field has any effect with the other choices of `design` as they are."""
    return spec.when is None or applies(spec.when, get_value(design, spec.when[0]))


def read_text(
    spec: Field, path: str, typed: str, bare: str | None = None, names: Names | None = None
) -> object:
    """The SI value that `typed` means for the field; DesignError where it means none."""
    try:
        if spec.optional and not typed.strip():
            return None
        if spec.kind in {"number", "integer"}:
            value = parse(typed, spec.quantity or NUMBER, bare, names)
            if spec.kind == "integer":
                if value != int(value):
                    raise ValueError(tr("“{typed}” is not a whole number", typed=typed.strip()))
                return int(value)
            return value
        if spec.kind == "switch":
            if typed.strip().lower() not in _SWITCH:
                raise ValueError(tr("“{typed}” is neither true nor false", typed=typed.strip()))
            return _SWITCH[typed.strip().lower()]
    except ValueError as error:
        raise DesignError(path, str(error)) from None
    if spec.kind in {"choice", "text"}:
        return typed
    raise DesignError(path, tr("is not a single value; edit the fields inside it"))


def checked(spec: Field, path: str, value: object) -> object:
    """`value` as the field holds it; DesignError with one sentence where it does not."""
    if value is None and spec.optional:
        return None
    if spec.kind == "number":
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise DesignError(path, tr("{value} is not a number", value=_shown(value)))
        return _within(spec, path, _real(path, value))
    if spec.kind == "integer":
        if isinstance(value, bool) or not isinstance(value, int):
            raise DesignError(path, tr("{value} is not a whole number", value=_shown(value)))
        _within(spec, path, _real(path, value))
        return value
    if spec.kind == "switch" and not isinstance(value, bool):
        raise DesignError(path, tr("{value} is neither true nor false", value=_shown(value)))
    if spec.kind in {"choice", "text"} and not isinstance(value, str):
        raise DesignError(path, tr("{value} is not a text", value=_shown(value)))
    if spec.kind == "choice" and value not in spec.choices:
        raise DesignError(path, tr("“{value}” is none of {choices}", value=value, choices=", ".join(spec.choices)))
    if spec.kind == "text":
        length = len(cast(str, value))
        if spec.longest is not None and length > spec.longest:
            text = tr("the text has {length} characters, at most {longest} fit", length=length, longest=spec.longest)
            raise DesignError(path, text)
        if length < spec.shortest:
            raise DesignError(path, tr("the text needs at least {shortest} characters", shortest=spec.shortest))
    return value


def _real(path: str, value: float) -> float:
    try:
        return float(value)
    except OverflowError:
        raise DesignError(path, tr("the number is too large")) from None


def _within(spec: Field, path: str, value: float) -> float:
    if not math.isfinite(value):
        raise DesignError(path, tr("{value} is not a finite number", value=value))
    if spec.low is not None and value < spec.low:
        shown, bound = _told_apart(spec, value, spec.low)
        raise DesignError(path, tr("{value} is below {bound}", value=shown, bound=bound))
    if spec.high is not None and value > spec.high:
        shown, bound = _told_apart(spec, value, spec.high)
        raise DesignError(path, tr("{value} is above {bound}", value=shown, bound=bound))
    return value


def _told_apart(spec: Field, value: float, bound: float) -> tuple[str, str]:
    """Both with their unit, in as many digits as it takes to see that they differ."""
    for digits in (6, 9, 12, 17):
        shown, limit = _with_unit(spec, value, digits), _with_unit(spec, bound, digits)
        if shown != limit:
            break
    return shown, limit


def _with_unit(spec: Field, value: float, digits: int) -> str:
    return display(value, spec.quantity, spec.unit, digits) if spec.quantity else number_text(value, digits)


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 40 else text[:37] + "…"


def _steps(path: str) -> list[tuple[str, str | None]]:
    steps: list[tuple[str, str | None]] = []
    if len(path) > _LONGEST_PATH:
        raise DesignError(path[:80], tr("is not a path such as mission.altitude or stack.layers[cover].thickness"))
    for piece in re.split(r"\.(?![^\[]*\])", path):
        match = _STEP.fullmatch(piece)
        if match is None:
            raise DesignError(path[:80], tr("is not a path such as mission.altitude or stack.layers[cover].thickness"))
        steps.append((match[1], match[2][1:-1] if match[2] else None))
    return steps


def steps_of(design: Design, path: str) -> list[tuple[str, int | None]]:
    """The names along `path`, each with the position in a list that it takes; DesignError where it does not exist."""
    found: list[tuple[str, int | None]] = []
    holder: Any = design
    for name, index in _steps(path):
        holder = _child(holder, name, path)
        position = None if index is None else _position(holder, index, path)
        if position is not None:
            holder = holder[position]
        found.append((name, position))
    return found


def _child(holder: Any, name: str, path: str) -> Any:
    if holder is None:
        raise DesignError(path, tr("there is nothing that could have a “{name}”", name=name))
    if not isinstance(holder, msgspec.Struct) or name not in holder.__struct_fields__:
        raise DesignError(path, tr("there is no “{name}”", name=name))
    return getattr(holder, name)


def _position(items: Any, index: str, path: str) -> int:
    if not isinstance(items, tuple):
        raise DesignError(path, tr("only lists take an index"))
    for position, item in enumerate(items):
        if getattr(item, "name", None) == index:
            return position
    if index.isascii() and index.isdigit() and int(index) < len(items):
        return int(index)
    raise DesignError(path, tr("there is no item “{index}” among {count}", index=index, count=len(items)))


def _replace(holder: Any, steps: list[tuple[str, str | None]], path: str, value: object) -> Any:
    (name, index), rest = steps[0], steps[1:]
    current = _child(holder, name, path)
    if index is not None:
        if not rest:
            raise DesignError(path, tr("names a whole item of a list, not one of its fields"))
        position = _position(current, index, path)
        item = _replace(current[position], rest, path, value)
        fresh: object = (*current[:position], item, *current[position + 1 :])
    elif rest:
        fresh = _replace(current, rest, path, value)
    elif nested(type(holder), name) is not None:
        raise DesignError(path, tr("is not a single value; edit the fields inside it"))
    else:
        fresh = checked(struct_fields(type(holder))[name], path, value)
    return msgspec.structs.replace(holder, **{name: fresh})


def replace_layers(design: Design, layers: tuple[Layer, ...]) -> Design:
    """`design` with other layers, which must be 1 to MAX_LAYERS with names of their own."""
    if not 1 <= len(layers) <= MAX_LAYERS:
        text = tr("a stack has 1 to {most} layers, not {count}", most=MAX_LAYERS, count=len(layers))
        raise DesignError("stack.layers", text)
    names = [layer.name for layer in layers]
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise DesignError("stack.layers", tr("two layers are called “{name}”", name=twice))
    return msgspec.structs.replace(design, stack=msgspec.structs.replace(design.stack, layers=layers))


def unique_name(design: Design, wanted: str) -> str:
    """`wanted`, or `wanted 2`, `wanted 3` … where a layer already has that name."""
    taken = {layer.name for layer in design.stack.layers}
    stem, number = wanted[:54], 2
    name = stem
    while name in taken:
        name, number = f"{stem} {number}", number + 1
    return name


def insert_layer(design: Design, position: int, layer: Layer) -> Design:
    """`design` with `layer` before the layer now at `position`, renamed where its name is taken."""
    layers = design.stack.layers
    fresh = msgspec.structs.replace(layer, name=unique_name(design, layer.name))
    return replace_layers(design, (*layers[:position], fresh, *layers[position:]))


def duplicate_layer(design: Design, position: int) -> Design:
    """`design` with a second copy of the layer at `position` behind it."""
    return insert_layer(design, position + 1, design.stack.layers[position])


def remove_layer(design: Design, position: int) -> Design:
    """`design` without the layer at `position`; the last one stays."""
    layers = design.stack.layers
    return replace_layers(design, (*layers[:position], *layers[position + 1 :]))


def move_layer(design: Design, source: int, target: int) -> Design:
    """`design` with the layer at `source` taken out and put back at index `target`."""
    layers = list(design.stack.layers)
    layers.insert(target, layers.pop(source))
    return replace_layers(design, tuple(layers))


def rename_layer(design: Design, position: int, name: str) -> Design:
    """`design` with another name for one layer, which no other layer may have."""
    spec = struct_fields(Layer)["name"]
    path = f"stack.layers[{position}].name"
    fresh = cast(str, checked(spec, path, name))
    layers = design.stack.layers
    layer = msgspec.structs.replace(layers[position], name=fresh)
    return replace_layers(design, (*layers[:position], layer, *layers[position + 1 :]))


def set_layer(design: Design, position: int, layer: Layer) -> Design:
    """`design` with another layer at `position`."""
    layers = design.stack.layers
    return replace_layers(design, (*layers[:position], layer, *layers[position + 1 :]))
