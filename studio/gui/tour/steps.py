"""The steps of the tour: from a first drag to two designs side by side."""

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication, QDialog

from studio.analysis import judge
from studio.design import Design, DesignError, get_value, set_value
from studio.design.edit import field_at
from studio.gui.tour.step import Entry, Step, Target
from studio.text import mark, tr

if TYPE_CHECKING:
    from studio.gui.window import MainWindow

ALTITUDE, AREA = "mission.altitude", "array.area"
CLOSE_DIALOG = "close-design-dialog"
_LIFTED, _SHRUNK = 150e3, 0.5
_CHANGED = 0.2
"""By so much of itself the array has to shrink for the step to be done."""


def _field_row(path: str) -> Any:
    def found(window: "MainWindow") -> Target | None:
        row = getattr(window.views.get("design"), "rows", {}).get(path)
        return Target(row) if row is not None else None

    return found


def _view(key: str) -> Any:
    return lambda window: Target(window.views[key]) if key in window.views else None


def _to_field(path: str) -> Any:
    return lambda window: window.focus_field(path)


def _with(window: "MainWindow", path: str, value: float) -> None:
    """Change one field as the inspector would, in one step to undo."""
    session = window.session
    assert session is not None
    spec = field_at(session.design, path)
    low, high = spec.low or 0.0, spec.high if spec.high is not None else value
    session.edit(tr(spec.label), lambda design: set_value(design, path, min(max(value, low), high)))


def _number(design: Design, path: str) -> float:
    try:
        return float(get_value(design, path))
    except (DesignError, TypeError):
        return 0.0


def _lift(window: "MainWindow") -> None:
    assert window.session is not None
    _with(window, ALTITUDE, _number(window.session.design, ALTITUDE) + _LIFTED)


def _shrink(window: "MainWindow") -> None:
    assert window.session is not None
    _with(window, AREA, _number(window.session.design, AREA) * _SHRUNK)


def _altitude_changed(window: "MainWindow", entry: Entry) -> bool:
    assert window.session is not None
    return _number(window.session.design, ALTITUDE) != _number(entry.design, ALTITUDE)


def _area_shrunk(window: "MainWindow", entry: Entry) -> bool:
    assert window.session is not None
    return _number(window.session.design, AREA) < (1.0 - _CHANGED) * _number(entry.design, AREA)


def _clock_moved(window: "MainWindow", entry: Entry) -> bool:
    assert window.session is not None
    return window.session.clock.elapsed != entry.time


def _next_time(window: "MainWindow") -> None:
    assert window.session is not None
    clock = window.session.clock
    clock.set_phase((clock.phase + 0.25) % 1.0)


def _requirements(window: "MainWindow") -> Any:
    return getattr(window.views.get("margins"), "table", None)


def _missed(window: "MainWindow") -> int:
    """The row of the first requirement that is missed; the first of all where none is."""
    assert window.session is not None
    lights = [verdict.light for verdict in judge(window.session.results())]
    return lights.index("red") if "red" in lights else 0


def _to_light(window: "MainWindow") -> None:
    window._raise("margins")
    table = _requirements(window)
    if table is not None and table.rowCount():
        table.setCurrentCell(_missed(window), 0)
        table.setFocus()


def _light(window: "MainWindow") -> Target | None:
    table = _requirements(window)
    if table is None or not table.rowCount():
        return None
    row = table.model().index(_missed(window), 0)
    rect = table.visualRect(row)
    rect.setRight(table.viewport().width() - 1)
    return Target(table.viewport(), rect)


def explained(window: "MainWindow") -> str:
    """The name of what the Explain panel shows."""
    return str(getattr(window.views.get("explain"), "shown", ""))


def _explains_result(window: "MainWindow", entry: Entry) -> bool:
    now = explained(window)
    assert window.session is not None
    required = {one.result for one in window.session.design.requirements}
    return bool(now) and (now in required or not required) and _in_front(window, "explain")


def _explain_light(window: "MainWindow") -> None:
    assert window.session is not None
    required = window.session.design.requirements
    window.explain(required[_missed(window)].result if required else "power.margin_eol")


def _in_front(window: "MainWindow", dock: str) -> bool:
    return window.docks[dock].isVisible() and not window.docks[dock].visibleRegion().isEmpty()


def _links(window: "MainWindow") -> Target | None:
    links = getattr(window.views.get("explain"), "inputs", None)
    return Target(links) if links is not None else None


def _went_on(window: "MainWindow", entry: Entry) -> bool:
    """Another number is explained, or its field has the focus in the inspector."""
    focused = QApplication.focusWidget()
    inspector = window.views.get("design")
    in_field = focused is not None and inspector is not None and inspector.isAncestorOf(focused)
    return explained(window) != entry.explained or in_field


def _go_on(window: "MainWindow") -> None:
    links = getattr(window.views.get("explain"), "inputs", None)
    if links is not None and links.links:
        link = links.links[0]
        (links.field_chosen if link.decided else links.chosen).emit(link.name)


def _menu(name: str) -> Any:
    def found(window: "MainWindow") -> Target:
        bar = window.menuBar()
        return Target(bar, bar.actionGeometry(window.menus[name].menuAction()))

    return found


def _close_target(window: "MainWindow") -> Target | None:
    dialog: Any = window.findChild(QDialog, CLOSE_DIALOG)
    if dialog is not None and dialog.isVisible():
        return Target(dialog.use if dialog.closing is not None else dialog.start)
    return _menu("edit")(window)


def _closed(window: "MainWindow", entry: Entry) -> bool:
    assert window.session is not None
    document = window.session.document
    return document.position > entry.position and document.undo_label == tr("Close the design")


def _close(window: "MainWindow") -> None:
    dialog: Any = window.findChild(QDialog, CLOSE_DIALOG)
    if dialog is None:
        window.dialogs.close_design()
        dialog = window.findChild(QDialog, CLOSE_DIALOG)
    dialog.tasks.done.connect(lambda _: dialog.apply())
    dialog.start.click()


def _technology(window: "MainWindow") -> Target | None:
    view: Any = window.views.get("panel")
    return Target(view.technology.box) if view is not None else None


def _to_technology(window: "MainWindow") -> None:
    window.with_panel(lambda view: view.show_page("cell"))
    view: Any = window.views.get("panel")
    if view is not None:
        view.technology.box.setFocus()


def _technology_chosen(window: "MainWindow", entry: Entry) -> bool:
    assert window.session is not None
    return window.session.design.stack != entry.design.stack


def _choose_technology(window: "MainWindow") -> None:
    view: Any = window.views.get("panel")
    assert window.session is not None
    if view is None:
        return
    box, now = view.technology.box, window.session.design.stack.technology
    wanted = next(place for place in range(box.count()) if box.itemData(place) not in {"", now})
    box.setCurrentIndex(wanted)
    box.activated.emit(wanted)


def _tab(key: str) -> Any:
    def found(window: "MainWindow") -> Target:
        bar = window.tabs.tabBar()
        place = next(at for at in range(bar.count()) if bar.tabData(at) == key)
        return Target(bar, bar.tabRect(place))

    return found


def _tab_is(key: str) -> Any:
    return lambda window, entry: window.tabs.tabBar().tabData(window.tabs.currentIndex()) == key


def _undone(window: "MainWindow", entry: Entry) -> bool:
    assert window.session is not None
    return window.session.document.position < entry.position


def _undo(window: "MainWindow") -> None:
    assert window.session is not None
    window.session.undo()


STEPS: tuple[Step, ...] = (
    Step("welcome", mark("Two minutes"), mark(
        "You will change a design, see what breaks, mend it, and compare. Everything here is real, and each change is "
        "one step of Undo. This bubble goes on when you have done what it says.")),
    Step("altitude", mark("Change the orbit"), mark(
        "Drag the slider, or the name Altitude itself. Orbit, eclipse, power and temperature follow while your hand "
        "moves."), _field_row(ALTITUDE), _to_field(ALTITUDE), _altitude_changed, _lift),
    Step("time", mark("Look at one moment"), mark(
        "This is one orbit of the day that is shown. Click somewhere in the plot: all views go to that moment."),
        _view("power"), lambda window: window._raise("power"), _clock_moved, _next_time),
    Step("area", mark("Break it"), mark(
        "Make the array too small: type half of this area and press Enter."),
        _field_row(AREA), _to_field(AREA), _area_shrunk, _shrink),
    Step("light", mark("See what breaks"), mark(
        "A requirement that is missed has a red light, and says by how much. Click its light, or press F2 on the "
        "line, to see where the number comes from."), _light, _to_light, _explains_result, _explain_light),
    Step("chain", mark("Ask further"), mark(
        "Every number has an equation, a source, and the numbers that it follows from. Click one of these to go up the "
        "chain."), _links, lambda window: window._raise("explain"), _went_on, _go_on),
    Step("close", mark("Mend it"), mark(
        "Edit → Close the design searches for values that meet all requirements at once. Open it, press “Close the "
        "design”, and then “Apply”."), _close_target, lambda window: window._raise("margins"), _closed, _close),
    Step("cell", mark("Try another cell"), mark(
        "Choose another technology: the whole panel is exchanged, layer by layer."),
        _technology, _to_technology, _technology_chosen, _choose_technology),
    Step("season", mark("See the whole year"), mark(
        "Open the tab Season: every day of the year and every place in the orbit on one map."),
        _tab("season"), done=_tab_is("season"), show=lambda window: window.show_tab("season")),
    Step("undo", mark("Take it back"), mark(
        "Nothing is lost by trying: press Ctrl+Z, or take Undo from the menu Edit."),
        _menu("edit"), done=_undone, show=_undo),
    Step("compare", mark("Side by side"), mark(
        "Open the tab Compare: designs, baselines and study points stand beside the open one."),
        _tab("compare"), done=_tab_is("compare"), show=lambda window: window.show_tab("compare")),
    Step("end", mark("That is the studio"), mark(
        "F1 tells of whatever has the focus, F2 explains a number, and the start page (Alt+Home) has more designs and "
        "a sample study. What the tour has changed can be put back with one click.")),
)  # fmt: skip
"""In their order."""
