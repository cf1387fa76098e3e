"""The fields of the design, its results and its layers as things to find."""

from collections.abc import Iterator
from functools import cache, partial
from typing import TYPE_CHECKING, Any

import numpy as np

from studio.analysis import RESULTS, ResultInfo
from studio.design import Design, DesignError, get_value
from studio.design.design import PARTS
from studio.design.field import Field, fields
from studio.design.quantity import NUMBER
from studio.design.unit_text import display
from studio.gui.inspector.words import catalogue_entries, entry_label, option_label
from studio.gui.palette.entry import Entry, More
from studio.gui.palette.match import Text
from studio.gui.value_text import result_text, result_unit, typeset, value_text
from studio.text import tr

if TYPE_CHECKING:
    from studio.gui.window import MainWindow


def lists_of(design: Design) -> tuple[object, ...]:
    """The parts of a design whose number of fields may change."""
    return (design.stack.layers, design.fleet, design.requirements, design.claims, design.stack.materials,
            design.baselines)  # fmt: skip


def field_paths(design: Design) -> Iterator[tuple[str, Field]]:
    """Every field that the design has now, those of each item of its lists included."""
    for spec in fields(Design):
        if not spec.hidden:
            for path in _each(design, spec.path):
                yield path, spec


def _each(design: Design, path: str) -> Iterator[str]:
    if "[]" not in path:
        yield path
        return
    head, _, tail = path.partition("[]")
    part = tail.removeprefix(".").rpartition(".")[0]
    for position, item in enumerate(get_value(design, head)):
        if not part or getattr(item, part, None) is not None:
            yield f"{head}[{position}]{tail}"


def field_entries(window: "MainWindow") -> list[Entry]:
    """An entry for every field of the open design, and for every layer."""
    assert window.session is not None
    design = window.session.design
    found = [_field(window, design, path, spec) for path, spec in field_paths(design)]
    for position, layer in enumerate(design.stack.layers):
        path = f"stack.layers[{position}].thickness"
        place = tr("Layer {number} of the stack", number=position + 1)
        text = Text(layer.name, "", place, layer.material)
        show = partial(window.focus_field, path)
        found.append(Entry("layer", layer.name, text, show, tr("select it"), partial(_shown, window, path)))
    return found


def _field(window: "MainWindow", design: Design, path: str, spec: Field) -> Entry:
    label, english = tr(spec.label), spec.label
    item = _item_name(design, path)
    title = f"{item}: {label}" if item else label
    part = PARTS.get(path.partition(".")[0].partition("[")[0], "")
    place = f"{tr(part)} · {path}" if part else path
    text = Text(title, f"{item}: {english}" if item else english, place, f"{tr(spec.help)} {tr(part)}")
    return Entry("field", path, text, partial(go_to_field, window, path), tr("go to the field"),
                 partial(_shown, window, path), more=partial(_field_more, window, path))  # fmt: skip


def _item_name(design: Design, path: str) -> str:
    """What the item of a list is called that a field belongs to."""
    if "[" not in path:
        return ""
    item = get_item(design, path)
    for name in ("name", "title", "statement", "result", "id"):
        if isinstance(found := getattr(item, name, None), str) and found:
            return found[:40]
    return path.partition("]")[0] + "]"


def get_item(design: Design, path: str) -> Any:
    """The item of a list that the field at `path` belongs to."""
    head, _, rest = path.partition("[")
    return get_value(design, head)[int(rest.partition("]")[0])]


def go_to_field(window: "MainWindow", path: str) -> None:
    """Show where a field is edited."""
    head, _, rest = path.partition("[")
    if head == "requirements":
        window._raise("margins")
        window.views["margins"].edit_requirement(int(rest.partition("]")[0]))  # type: ignore[attr-defined]
    elif head == "claims":
        window.tab_page("claims", "statements")()
    elif head == "baselines":
        window.show_comparison()
    elif head == "stack.materials":
        window.with_panel(lambda view: view.show_page("layers"))
    else:
        window.focus_field(path)


def shown_unit(window: "MainWindow", path: str, spec: Field) -> str:
    """The unit in which the inspector shows a field now."""
    rows = getattr(window.views.get("design"), "rows", {})
    return str(rows[path].unit) if path in rows else spec.unit


def field_text(spec: Field, value: Any, unit: str) -> str:
    """The value of a field in words, with its unit."""
    if value is None:
        return tr("not set")
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if spec.kind == "choice":
        return option_label(str(value))
    if spec.catalogue:
        entries = catalogue_entries(spec.catalogue)
        return entry_label(spec.catalogue, entries[value]) if value in entries else str(value)
    if isinstance(value, int | float):
        return typeset(display(value, spec.quantity or NUMBER, unit))
    return str(value).partition("\n")[0]


def _shown(window: "MainWindow", path: str) -> str:
    assert window.session is not None
    try:
        value = get_value(window.session.design, path)
    except DesignError:
        return ""
    spec = _specs()[_general(path)]
    if path.startswith(("requirements[", "claims[")) and isinstance(value, float):
        judged = getattr(get_item(window.session.design, path), "result", "")
        if judged in RESULTS and not path.endswith(".warn"):
            return result_text(judged, value)
    return field_text(spec, value, shown_unit(window, path, spec))


def _general(path: str) -> str:
    head, bracket, rest = path.partition("[")
    return f"{head}[]{rest[rest.index(']') + 1 :]}" if bracket else path


@cache
def _specs() -> dict[str, Field]:
    return {spec.path: spec for spec in fields(Design)}


def _field_more(window: "MainWindow", path: str) -> More:
    more: More = [(tr("Explain"), partial(window.explain, path)),
                  (tr("Help"), partial(window.help.open, f"name:{path}"))]  # fmt: skip
    if window.session is not None and "[" not in path:
        more.append((tr("Vary in a study"), partial(window.session.vary_requested.emit, path)))
    return [*more, (tr("Copy path"), partial(_copy, path))]


def result_entries(window: "MainWindow") -> list[Entry]:
    """An entry for every result there is."""
    return [_result(window, info) for info in RESULTS.values()]


def _result(window: "MainWindow", info: ResultInfo) -> Entry:
    text = Text(tr(info.label), info.label, info.name, tr(info.equation))
    return Entry("result", info.name, text, partial(window.explain, info.name), tr("explain it"),
                 partial(result_value, window, info), more=partial(_result_more, window, info))  # fmt: skip


def result_value(window: "MainWindow", info: ResultInfo) -> str:
    """What a result is now; of a series the least and the most."""
    assert window.session is not None
    value = window.session.results().get(info.name)
    if value is None:
        return tr("does not apply")
    if isinstance(value, str | int | float):
        return result_text(info.name, value)
    if isinstance(value, tuple) and all(isinstance(one, str) for one in value):
        return ", ".join(value[:3])
    numbers = np.ravel(np.asarray(value, dtype=float))
    numbers = numbers[np.isfinite(numbers)]
    if not numbers.size:
        return "–"
    low, high = float(numbers.min()), float(numbers.max())
    unit = result_unit(info, low, high)
    ends = value_text(low, info.quantity, unit), value_text(high, info.quantity, unit)
    return ends[0] if ends[0] == ends[1] else f"{ends[0]} … {ends[1]}"


def _result_more(window: "MainWindow", info: ResultInfo) -> More:
    more: More = []
    if info.kind in {"number", "integer"}:
        more.append((tr("Require …"), partial(_require, window, info.name)))
        more.append((tr("Find the value of a field that gives it …"), partial(window.dialogs.seek, info.name)))
    more += [(tr("Show in Compare"), partial(_compare, window, info)),
             (tr("Help"), partial(window.help.open, f"name:{info.name}")),
             (tr("Copy value"), lambda: _copy(result_value(window, info))),
             (tr("Copy name"), partial(_copy, info.name))]  # fmt: skip
    return more


def _require(window: "MainWindow", name: str) -> None:
    window._raise("margins")
    window.views["margins"].add_requirement(name)  # type: ignore[attr-defined]


def _compare(window: "MainWindow", info: ResultInfo) -> None:
    window.tab_page("compare", "side")()
    page = window.views["compare"].pages.page("side")  # type: ignore[attr-defined]
    page.search.setText(tr(info.label))


def _copy(text: str) -> None:
    from PySide6.QtGui import QGuiApplication

    QGuiApplication.clipboard().setText(text)


def same_lists(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    """Whether the lists are the very same objects."""
    return len(one) == len(other) and all(a is b for a, b in zip(one, other, strict=True))
