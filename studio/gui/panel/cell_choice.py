"""Where the electricity comes from: a cell of the catalogue and what overrides it, or the junctions in the layers."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QWidget,
)

from studio.catalogue import Sourced
from studio.design import set_value
from studio.design.edit import field_at
from studio.design.quantity import RATIO, TEMPERATURE_COEFFICIENT
from studio.design.requirement import source_of
from studio.design.unit_text import display
from studio.gui.inspector.words import option_label, sentence
from studio.gui.panel.edits import with_cell
from studio.gui.panel.number_box import NumberBox
from studio.gui.panel.words import areal_mass_text, catalogue_cells, thickness_text
from studio.gui.session import Session
from studio.gui.source_text import source_text
from studio.gui.theme.lettered import lettered
from studio.gui.wide_box import WideBox
from studio.text import tr

_ELECTRICAL = "stack.electrical"


class CellChoice(QWidget):
    """Choosing a cell is one undo step with the thickness and mass that it gives to the cell layer."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        em = self.fontMetrics().height()
        heading = QLabel(tr("Solar cell"), self)
        lettered(heading)
        self.box = WideBox(self)
        self.box.setObjectName("panel-cell")
        self.box.setAccessibleName(tr("Solar cell"))
        self._cells = catalogue_cells()
        for id, cell in self._cells.items():
            self.box.addItem(f"{tr(cell.name)} · {display(cell.efficiency.value, RATIO, digits=4)}", id)
            self.box.setItemData(self.box.count() - 1, self._tip(id), Qt.ItemDataRole.ToolTipRole)
        self.box.activated.connect(self._chosen)
        heading.setBuddy(self.box)
        self.facts = QLabel(self)
        self.facts.setObjectName("panel-cell-facts")
        self.facts.setWordWrap(True)
        self.facts.setProperty("look", "muted")
        self.efficiency = NumberBox(session, "stack.cell_efficiency", tr("Efficiency"), unit="%", parent=self)
        self.coefficient = NumberBox(
            session, "stack.cell_temperature_coefficient", tr("Temperature coefficient"), unit="%/K", parent=self
        )
        wide = max(box.label.sizeHint().width() for box in (self.efficiency, self.coefficient))
        for box in (self.efficiency, self.coefficient):
            box.label.setMinimumWidth(wide)
            box.said.connect(self._say)
        self.origin = _OriginSwitch(session, self)
        self.origin.said.connect(self._say)
        self.from_layers = QLabel(self)
        self.from_layers.setObjectName("panel-cell-from-layers")
        self.from_layers.setWordWrap(True)
        self.from_layers.setProperty("look", "muted")
        self.message = QLabel(self)
        self.message.setObjectName("panel-cell-message")
        self.message.setProperty("look", "error")
        self.message.setWordWrap(True)
        self.message.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(round(em * 0.5), round(em * 0.4), round(em * 0.2), round(em * 0.4))
        grid.setVerticalSpacing(round(em * 0.35))
        self._sheet = (self.box, self.facts, self.efficiency, self.coefficient)
        rows = (heading, self.origin, *self._sheet, self.from_layers, self.message)
        for row, widget in enumerate(rows):
            grid.addWidget(widget, row, 0)
        grid.setRowStretch(len(rows), 1)
        session.design_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Take over the cell of the design; an id that the catalogue does not hold is shown as it is."""
        self._show_origin()
        chosen = self._session.design.stack.cell
        while self.box.count() > len(self._cells):
            self.box.removeItem(len(self._cells))
        if self.box.findData(chosen) < 0:
            self.box.addItem(tr("{id} (not in the catalogue)", id=chosen), chosen)
        self.box.setCurrentIndex(self.box.findData(chosen))
        cell = self._cells.get(chosen)
        text = tr("This cell is not in the catalogue: both numbers below are needed.")
        if cell is not None:
            text = tr(
                "{technology}, {thickness}, {mass}. {source}", technology=tr(cell.technology),
                thickness=thickness_text(cell.thickness.value), mass=areal_mass_text(cell.areal_mass.value),
                source=_line(cell.efficiency),
            )  # fmt: skip
            efficiency = display(cell.efficiency.value, RATIO, "%", 4).removesuffix(" %")
            coefficient = display(cell.temperature_coefficient.value, TEMPERATURE_COEFFICIENT, "%/K", 4)
            self.efficiency.show_placeholder(tr("{value} (catalogue)", value=efficiency))
            self.coefficient.show_placeholder(tr("{value} (catalogue)", value=coefficient.removesuffix(" %/K")))
        else:
            self.efficiency.show_placeholder("")
            self.coefficient.show_placeholder("")
        if text != self.facts.text():
            self.facts.setText(text)
            self.box.setToolTip(self._tip(chosen))

    def _show_origin(self) -> None:
        stack = self._session.design.stack
        by_layers = stack.electrical == "layers"
        for widget in self._sheet:
            widget.setVisible(not by_layers)
        self.from_layers.setVisible(by_layers)
        names = [layer.name for layer in stack.layers if layer.junction is not None]
        text = tr("No layer has a junction yet: without one the layers give no electricity.")
        if names:
            text = tr("Optics and J–V curve of the junctions in {names}.", names=", ".join(names))
        if text != self.from_layers.text():
            self.from_layers.setText(text)

    def _tip(self, id: str) -> str:
        cell = self._cells.get(id)
        if cell is None:
            return ""
        lines = [f"{tr(cell.name)}: {tr(cell.technology)}"]
        for label, number in (
            (tr("Efficiency"), cell.efficiency), (tr("Temperature coefficient"), cell.temperature_coefficient),
            (tr("Mass per area"), cell.areal_mass), (tr("Thickness"), cell.thickness),
        ):  # fmt: skip
            lines.append(f"{label}: {_line(number)}")
        return "\n".join([*lines, cell.note] if cell.note else lines)

    def _chosen(self, place: int) -> None:
        cell = self.box.itemData(place)
        if cell == self._session.design.stack.cell:
            return
        refusal = self._session.edit(tr("Choose the cell"), lambda design: with_cell(design, cell))
        self._say(refusal.text if refusal is not None else "")
        self.refresh()

    def _say(self, text: str) -> None:
        self.message.setText(sentence(text))
        self.message.setVisible(bool(text))


def _line(number: Sourced) -> str:
    return source_text(source_of(number))


class _OriginSwitch(QWidget):
    """Two ways: the data sheet of a cell, or the layers."""

    said = Signal(str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        spec = field_at(session.design, _ELECTRICAL)
        self.setToolTip(tr(spec.help))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(QLabel(tr(spec.label), self))
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QToolButton] = {}
        for option in spec.choices:
            button = QToolButton(self)
            button.setText(option_label(option))
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.setObjectName(f"panel-electrical-{option}")
            button.setAccessibleName(f"{tr(spec.label)}: {option_label(option)}")
            button.clicked.connect(lambda _checked=False, option=option: self._choose(option))
            self._group.addButton(button)
            self.buttons[option] = button
            line.addWidget(button)
        line.addStretch(1)
        session.design_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        self.buttons[self._session.design.stack.electrical].setChecked(True)

    def _choose(self, option: str) -> None:
        if option != self._session.design.stack.electrical:
            label = tr("Take the electricity from: {origin}", origin=option_label(option))
            refusal = self._session.edit(label, lambda design: set_value(design, _ELECTRICAL, option))
            self.said.emit(refusal.text if refusal is not None else "")
        self.refresh()
