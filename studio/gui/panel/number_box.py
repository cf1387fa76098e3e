"""One number of the stack beside the picture: its sign, a line to type in, and where it helps a slider."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from studio.design import DesignError, get_value, set_text, set_value
from studio.design.edit import field_at
from studio.design.quantity import NUMBER
from studio.gui.inspector.change import Gesture, change
from studio.gui.inspector.quantity_edit import QuantityEdit
from studio.gui.inspector.scale import Scale
from studio.gui.inspector.slider import FieldSlider
from studio.gui.session import Session
from studio.gui.source_text import source_text
from studio.text import tr


class NumberBox(QWidget):
    """The field at `path`; `said` carries why it was refused, or nothing."""

    said = Signal(str)

    def __init__(
        self, session: Session, path: str, label: str, *, unit: str = "", slider: bool = False,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._session = session
        self._path = path
        self._gesture = Gesture(session, self)
        self._spec = field_at(session.design, path)
        quantity = self._spec.quantity or NUMBER
        self._unit = quantity.unit(unit) or quantity.units[0]
        low, high = self._spec.low or 0.0, self._spec.high if self._spec.high is not None else 1.0
        self._scale = Scale(self._unit.from_si(low), self._unit.from_si(high))
        em = self.fontMetrics().height()
        self.label = QLabel(label, self)
        self.edit = QuantityEdit(quantity, unit, parent=self)
        self.edit.setObjectName(f"panel-edit:{path}")
        self.edit.setMinimumWidth(round(em * 3.1))
        self.edit.setMaximumWidth(round(em * (5 if slider else 9)))
        self.edit.setAccessibleName(f"{tr(self._spec.label)} {unit}".strip())
        self.edit.committed.connect(self._commit)
        self.edit.stepped.connect(self._step)
        self.edit.restored.connect(self._restored)
        self.label.setBuddy(self.edit)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(round(em * 0.3))
        layout.addWidget(self.label)
        layout.addWidget(self.edit)
        if unit:
            layout.addWidget(QLabel(unit, self))
        self.slider: FieldSlider | None = None
        if slider:
            self.slider = FieldSlider(self)
            self.slider.setObjectName(f"panel-slider:{path}")
            self.slider.setAccessibleName(tr(self._spec.label))
            self.slider.setMinimumWidth(round(em * 2.4))
            self.slider.use_scale(self._scale)
            self.slider.sliderPressed.connect(self._gesture.begin)
            self.slider.moved.connect(self._slide)
            self.slider.sliderReleased.connect(self._gesture.end)
            layout.addWidget(self.slider, 1)
        else:
            layout.addStretch(1)
        session.design_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the value of the design; what is being typed is left alone."""
        value = get_value(self._session.design, self._path)
        self.edit.show_value(value)
        if self.slider is not None and value is not None:
            self.slider.show_number(self._unit.from_si(value))
        lines = [tr(self._spec.label), tr(self._spec.help)]
        if source := self._session.design.sources.get(self._path):
            lines.append(tr("Source: {source}", source=source_text(source)))
        tip = "\n".join(lines)
        if tip != self.edit.toolTip():
            for widget in (self.label, self.edit):
                widget.setToolTip(tip)

    def show_placeholder(self, text: str) -> None:
        """What stands in the line while the field is empty."""
        if text != self.edit.placeholderText():
            self.edit.setPlaceholderText(text)

    def _commit(self, typed: str) -> None:
        self._gesture.end()
        path, bare = self._path, self._unit.symbol
        refusal = change(self._session, path, self._spec.label, lambda design: set_text(design, path, typed, bare))
        if refusal is None:
            self.edit.accept()
        else:
            self.edit.refuse()
        self._say(refusal)

    def _step(self, steps: float) -> None:
        value = get_value(self._session.design, self._path)
        if value is not None:
            self._move(self._scale.stepped(self._unit.from_si(value), steps), self._gesture.step())

    def _slide(self, number: float) -> None:
        down = self.slider is not None and self.slider.isSliderDown()
        self._move(number, self._gesture.token if down else self._gesture.step())

    def _move(self, number: float, gesture: object) -> None:
        path, value = self._path, self._unit.to_si(number)
        refusal = change(
            self._session, path, self._spec.label, lambda design: set_value(design, path, value), gesture
        )
        if refusal is not None:
            self.refresh()
        elif self.edit.is_typing:
            self.edit.accept()
        self._say(refusal)

    def _restored(self) -> None:
        self.said.emit("")

    def _say(self, refusal: DesignError | None) -> None:
        self.said.emit(refusal.text if refusal is not None else "")
