"""The row of a number: typing with units, steps by keys and wheel, turning by drags, and a slider where it has one."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup, QContextMenuEvent, QFocusEvent, QFontMetrics
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget

from studio.catalogue import CatalogueError
from studio.catalogue.spread import shares
from studio.design.edit import typed_as
from studio.design.field import Field
from studio.design.quantity import NUMBER, TIME_OF_DAY, Unit
from studio.design.unit_kinds import kind_of
from studio.design.unit_text import display
from studio.gui.font_follower import in_ems, with_font
from studio.gui.inspector.change import Gesture
from studio.gui.inspector.place import Place
from studio.gui.inspector.quantity_edit import QuantityEdit
from studio.gui.inspector.row import FieldRow
from studio.gui.inspector.scale import Scale
from studio.gui.inspector.slider import FieldSlider
from studio.gui.inspector.useful import USEFUL, Span, Useful
from studio.gui.inspector.words import catalogue_entries
from studio.gui.session import Session
from studio.text import tr

SOLVED: dict[str, tuple[str, str]] = {
    "mission.inclination": ("orbit", "inclination"),
    "mission.raan": ("orbit", "raan"),
    "thermal.given_area": ("thermal", "radiator_area"),
    "thermal.target_temperature": ("thermal", "radiator_temperature"),
}
"""Fields that do not apply while a result takes their place: path → stage and name of that result."""

_FROM_CATALOGUE: dict[str, tuple[str, str, str]] = {
    "stack.cell_efficiency": ("cells", "stack.cell", "efficiency"),
    "stack.cell_temperature_coefficient": ("cells", "stack.cell", "temperature_coefficient"),
}
"""Fields that may be left empty: path → table, path of the id, and name of the number that then counts."""


class NumberRow(FieldRow):
    """Numbers, whole numbers, and numbers that may be left to the catalogue."""

    unit_changed = Signal()

    def __init__(
        self, session: Session, spec: Field, path: str, parent: QWidget | None = None, place: Place | None = None,
        useful: Useful | None = None,
    ) -> None:  # fmt: skip
        super().__init__(session, spec, path, parent, place)
        self._gesture = Gesture(session, self)
        self._drag_start: float | None = None
        self._own_unit = False
        """Whether somebody has chosen a unit for this field alone."""
        self._placeholder_of: object = None
        self.quantity = spec.quantity or NUMBER
        self.edit = _RowEdit(self)
        self.edit.setObjectName(f"edit:{path}")
        self.edit.committed.connect(self._commit)
        self.edit.restored.connect(self._restored)
        self.edit.stepped.connect(self._step)
        in_ems(self.edit, self.edit.setMinimumWidth, 4.5)
        self.grid.addWidget(self.edit, 0, 1)
        self.unit_button = self._make_unit_button()
        self.grid.addWidget(self.unit_button, 0, 2)
        self._useful = useful.span if useful is not None else USEFUL.get(path)
        self._typical = useful.typical if useful is not None else None
        self.slider = FieldSlider(self) if self._useful is not None else None
        if self.slider is not None:
            self.slider.setObjectName(f"slider:{path}")
            self.slider.setAccessibleName(tr(spec.label))
            self.slider.sliderPressed.connect(self._gesture.begin)
            self.slider.moved.connect(self._slide)
            self.slider.sliderReleased.connect(self._gesture.end)
            self.grid.addWidget(self.slider, 1, 1, 1, 2)
        self.label.set_scrubs(True)
        self.label.drag_began.connect(self._drag_began)
        self.label.dragged.connect(self._dragged)
        self.label.drag_ended.connect(self._drag_ended)
        self._use_scales()
        self.describe()
        if path.startswith("uncertainty."):
            self.edit.setPlaceholderText(self._text_of(_share_of(spec.name)))
        session.units.changed.connect(self.follow_units)

    @property
    def editor(self) -> QuantityEdit:
        return self.edit

    @property
    def unit(self) -> str:
        return self.edit.unit

    def show_value(self, value: Any) -> None:
        self.edit.show_value(value)
        self._show_solved()
        if self.slider is not None and value is not None:
            self.slider.show_number(self._working.from_si(value))

    def show_applies(self, applies: bool) -> None:
        super().show_applies(applies)
        self.label.set_scrubs(applies)
        self.unit_button.setEnabled(applies)
        if self.slider is not None:
            self.slider.setVisible(applies and self._useful is not None)
        self._show_solved()

    def show_results(self, stage: str) -> None:
        if self.path in SOLVED and SOLVED[self.path][0] == stage:
            self._show_solved()

    def refresh(self, design: Any) -> None:
        super().refresh(design)
        if self.path in _FROM_CATALOGUE and design.stack is not self._placeholder_of:
            self._placeholder_of = design.stack
            self.edit.setPlaceholderText(self._catalogue_text(design))

    def follow_units(self) -> None:
        """Numbers are shown in another way: in the unit of the project, unless this field was given one of its own."""
        self.use_unit(self.edit.unit if self._own_unit else self.spec.unit)

    def use_unit(self, unit: str) -> None:
        """Show the value in another unit from now on."""
        self.edit.use_unit(unit)
        self.unit_button.setText(self._unit_label(unit))
        self.unit_button.setFixedWidth(max(self.unit_button.minimumWidth(), self._unit_width()))
        self._use_scales()
        self._placeholder_of = None
        self.refresh(self.session.design)
        self._show_solved()
        self.describe()
        self.unit_changed.emit()

    def use_range(self, useful: Span | None) -> None:
        """Let the slider span another range (see `useful`), or hide it where there is none to span."""
        if self.slider is None or useful == self._useful:
            return
        self._useful = useful
        self.slider.setVisible(useful is not None and self.edit.isEnabledTo(self))
        self._use_scales()
        self.show_value(self.edit.value)

    def fill_menu(self, menu: QMenu) -> None:
        if len(self.quantity.units) > 1:
            self._fill_units(menu.addMenu(tr("Unit")))
        super().fill_menu(menu)
        menu.addAction(tr("Edit as it was typed"), self.type_again).setEnabled(bool(self._typed))
        menu.addAction(tr("Spread …"), self.open_spread).setEnabled(not self.path.startswith("uncertainty."))

    def open_spread(self) -> None:
        """Ask how far the number may be off."""
        from studio.gui.spread_dialog import SpreadDialog

        dialog = SpreadDialog(self.session, self.place.path, self.edit.unit, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @property
    def explained(self) -> str:
        solved = self.path in SOLVED and not self.edit.isEnabledTo(self)
        return ".".join(SOLVED[self.path]) if solved else self.place.path

    def type_again(self) -> None:
        """Put the expression that the value was typed as into the editor, to change it."""
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.setText(typed_as(self.session.design, self.place.path))
        self.edit.setModified(True)

    def leave(self) -> None:
        """The keyboard goes elsewhere: steps that follow are another undo step."""
        self._gesture.end()

    def open_units(self) -> None:
        """Open the menu of units, if there is a choice."""
        if len(self.quantity.units) > 1 and self.unit_button.isEnabled():
            self.unit_button.showMenu()

    @property
    def _working(self) -> Unit:
        # A clock time is shown in hours and minutes, and moved by whole minutes.
        symbol = "min" if self.quantity is TIME_OF_DAY else self.edit.unit
        return self.quantity.unit(symbol) or self.quantity.units[0]

    def _use_scales(self) -> None:
        unit, spec = self._working, self.spec
        known = self._typical if self._typical is not None else self.default
        typical = known if known is not None else spec.high or 1.0
        grain = 1.0 if spec.kind == "integer" or self.quantity is TIME_OF_DAY else 0.0
        low, high = spec.low if spec.low is not None else -1e30, spec.high if spec.high is not None else 1e30
        self._scale = Scale.of_bounds(unit.from_si(low), unit.from_si(high), unit.from_si(typical), grain)
        if self.slider is not None and self._useful is not None:
            first, last, soft = self._useful
            self.slider.use_scale(Scale(unit.from_si(first), unit.from_si(last), soft / unit.factor, grain))

    def _commit(self, typed: str) -> None:
        self._gesture.end()
        bare = self.edit.unit
        refusal = self.apply(lambda design: self.place.with_text(design, typed, bare))
        if refusal is None:
            self.edit.accept()
        else:
            self.edit.refuse()

    def _restored(self) -> None:
        self.show_refusal("")

    def _step(self, steps: float) -> None:
        start = self._current()
        if start is not None:
            self._move_to(self._scale.stepped(self._working.from_si(start), steps), self._gesture.step())

    def _slide(self, number: float) -> None:
        dragging = self.slider is not None and self.slider.isSliderDown()
        self._move_to(number, self._gesture.token if dragging else self._gesture.step())

    def _drag_began(self) -> None:
        self._drag_start = self._current()
        self._gesture.begin()

    def _dragged(self, pixels: float) -> None:
        if self._drag_start is not None:
            start = self._working.from_si(self._drag_start)
            self._move_to(self._scale.dragged(start, pixels), self._gesture.token)

    def _drag_ended(self) -> None:
        self._drag_start = None
        self._gesture.end()

    def _move_to(self, number: float, gesture: object) -> None:
        value: float = self._working.to_si(number)
        if self.spec.low is not None and self.spec.high is not None:
            value = min(max(value, self.spec.low), self.spec.high)  # the way back from a unit may end a hair outside
        if self.apply_value(round(value) if self.spec.kind == "integer" else value, gesture) is None:
            self.edit.accept()

    def _current(self) -> float | None:
        """The SI value that a step or a drag starts from; for an empty field the catalogue's."""
        value = self.edit.value
        return value if value is not None else self._catalogue_value(self.session.design)

    def _show_solved(self) -> None:
        if self.path not in SOLVED:
            return
        stage, name = SOLVED[self.path]
        table = self.session.table(stage)
        solved = not self.edit.isEnabledTo(self) and table is not None
        # The words need the room of the unit, which stands in the text then.
        self.unit_button.setVisible(not solved)
        self.grid.addWidget(self.edit, 0, 1, 1, 2 if solved else 1)
        if solved:
            value = display(getattr(table, name), self.quantity, self.edit.unit, 4)
            self.edit.show_text(tr("solved: {value}", value=value))
        else:
            self.edit.show_value(self.edit.value)

    def _catalogue_value(self, design: Any) -> float | None:
        if self.path not in _FROM_CATALOGUE:
            return None
        table, _, number = _FROM_CATALOGUE[self.path]
        entry = catalogue_entries(table).get(design.stack.cell)
        return getattr(entry, number).value if entry is not None else None

    def _catalogue_text(self, design: Any) -> str:
        return self._text_of(self._catalogue_value(design))

    def _text_of(self, value: float | None) -> str:
        """What an empty field says of the catalogue's value; None is one that is not known."""
        if value is None:
            return tr("from the catalogue")
        return tr("catalogue: {value}", value=self.edit.text_of(value))

    def _make_unit_button(self) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName(f"unit:{self.path}")
        button.setAccessibleName(tr("Unit of {name}", name=tr(self.spec.label)))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Alt+Down in the editor opens it: half as many tab stops
        button.setText(self._unit_label(self.edit.unit))
        # Editors line up; only a unit that would be cut off takes from its editor.
        with_font(button, lambda: button.setFixedWidth(
            max(round(button.fontMetrics().height() * 3.4), self._unit_width())))  # fmt: skip
        button.setProperty("look", "unit")
        if len(self.quantity.units) > 1:
            menu = QMenu(button)
            menu.aboutToShow.connect(self._renew_units)
            button.setMenu(menu)
            button.setToolTip(tr("Unit (Alt+Down)"))
        else:
            button.setEnabled(False)
        return button

    def _unit_width(self) -> int:
        """The room that the unit asks for, with the border of its button."""
        metrics = QFontMetrics(QApplication.font())  # that of the row may be about to change
        return metrics.horizontalAdvance(self._unit_label(self.edit.unit)) + metrics.height()

    def _renew_units(self) -> None:
        menu = self.unit_button.menu()
        menu.clear()
        for group in menu.findChildren(QActionGroup):  # of the actions that are gone, which it does not go with
            group.deleteLater()
        self._fill_units(menu)

    def _fill_units(self, menu: QMenu) -> None:
        group = QActionGroup(menu)
        for unit in self.quantity.units:
            action = menu.addAction(self._unit_label(unit.symbol) or tr("plain number"))
            action.setData(unit.symbol)
            action.setCheckable(True)
            action.setChecked(unit.symbol == self.edit.unit)
            group.addAction(action)
        group.triggered.connect(self._choose_unit)
        kind = kind_of(self.quantity, self.spec.usual)
        if kind is not None:
            menu.addSeparator()
            every = menu.addAction(tr("Show all of “{kind}” in {unit}", kind=tr(kind.label),
                                      unit=self._unit_label(self.edit.unit)))  # fmt: skip
            every.setObjectName("for-all")
            every.setEnabled(self.edit.unit in {kind.usual[0], *kind.choices} and self.edit.unit != self.spec.unit)
            every.triggered.connect(self._use_for_all)

    def _choose_unit(self, action: Any) -> None:
        self._own_unit = action.data() != self.spec.unit
        self.use_unit(action.data())

    def _use_for_all(self) -> None:
        kind = kind_of(self.quantity, self.spec.usual)
        if kind is not None:
            self._own_unit = False
            self.session.units.choose_one(kind.name, self.edit.unit)

    def _unit_label(self, symbol: str) -> str:
        return "hh:mm" if self.quantity is TIME_OF_DAY and symbol == "h" else symbol


def _share_of(confidence: str) -> float | None:
    """What the catalogue holds open by a confidence; None where it cannot be read, which the analysis will say."""
    try:
        return next(share for name, share in shares().items() if name == confidence)
    except CatalogueError:
        return None


class _RowEdit(QuantityEdit):
    """The row's editor; it passes on what belongs to the row."""

    def __init__(self, row: NumberRow) -> None:
        super().__init__(row.quantity, row.spec.unit, row.spec.kind == "integer", row)
        self._row = row

    def keyPressEvent(self, event: Any) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._row.open_units()
        elif event.key() == Qt.Key.Key_F2:
            self._row.explain()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addSeparator()
        self._row.fill_menu(menu)
        menu.popup(event.globalPos())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._row.leave()
