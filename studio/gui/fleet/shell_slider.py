"""The altitude of one shell under the hand: dragged, everything follows, and one drag is one undo step."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget

from studio.design import set_value
from studio.design.unit_text import join, number_text
from studio.gui.inspector.change import Gesture
from studio.gui.session import Session
from studio.text import tr

_LOW_KM, _HIGH_KM = 200, 3000
_STEP_KM, _PAGE_KM = 5, 50


class ShellSlider(QWidget):
    """`refused` says why an altitude was not taken, or nothing when it was."""

    refused = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shell-slider")
        self._session = session
        self._gesture = Gesture(session, self)
        self._path, self._name = "", ""
        self._label, self._value = QLabel(self), QLabel(self)
        self._value.setMinimumWidth(self._value.fontMetrics().horizontalAdvance("88888.8 km"))
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setAccessibleName(tr("Altitude"))
        self.slider.setRange(_LOW_KM, _HIGH_KM)
        self.slider.setSingleStep(_STEP_KM)
        self.slider.setPageStep(_PAGE_KM)
        self.slider.setMinimumWidth(8 * self.fontMetrics().height())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for widget, stretch in ((self._label, 0), (self.slider, 1), (self._value, 0)):
            row.addWidget(widget, stretch)
        self.slider.sliderPressed.connect(self._gesture.begin)
        self.slider.sliderReleased.connect(self._gesture.end)
        self.slider.valueChanged.connect(self._moved)
        session.design_changed.connect(self._refresh)
        self.hide()

    def show_shell(self, position: int | None) -> None:
        """Move this further shell from now on, or the main constellation where there is no position."""
        shells = self._session.design.fleet.shells
        if position is not None and position >= len(shells):
            self.hide()
            return
        self._name = tr("Main") if position is None else shells[position].name
        self._path = "mission.altitude" if position is None else f"fleet.shells[{position}].altitude"
        self._label.setText(tr("Altitude of {name}", name=self._name))
        self.slider.setAccessibleName(self._label.text())
        self.show()
        self._refresh()

    def _altitude(self) -> float:
        design = self._session.design
        if self._path == "mission.altitude":
            return design.mission.altitude
        position = int(self._path.split("[")[1].split("]")[0])
        return design.fleet.shells[position].altitude if position < len(design.fleet.shells) else 0.0

    def _refresh(self) -> None:
        if not self._path:
            return
        altitude = self._altitude()
        self._value.setText(join(number_text(round(altitude / 1e3, 1)), "km"))
        self.slider.blockSignals(True)
        self.slider.setValue(round(altitude / 1e3))
        self.slider.blockSignals(False)

    def _moved(self, kilometres: int) -> None:
        path = self._path
        token = self._gesture.token if self.slider.isSliderDown() else self._gesture.step()
        label = tr("Altitude of {name}", name=self._name)
        refusal = self._session.edit(label, lambda design: set_value(design, path, kilometres * 1e3), token)
        self.refused.emit("" if refusal is None else refusal.text)
        if refusal is not None:
            self._refresh()
