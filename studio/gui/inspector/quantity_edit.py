"""A line edit for one number with a unit: it reads what people type, and never loses what was refused."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from studio.design.quantity import NUMBER, TIME_OF_DAY, Quantity
from studio.design.unit_text import number_text

_NOTCH = 120


def clock_text(seconds: float) -> str:
    """A time of day as it is written on a clock: 06:00, or 06:00:30 where there are seconds."""
    total = round(seconds)
    hours, minutes, rest = total // 3600, total // 60 % 60, total % 60
    return f"{hours:02d}:{minutes:02d}" + (f":{rest:02d}" if rest else "")


class LineEdit(QLineEdit):
    """A line that is committed by Enter or by leaving it, and restored by Escape; refreshing never disturbs typing."""

    committed = Signal(str)
    restored = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = ""
        self._refused = False
        self.returnPressed.connect(self._commit)
        self.textEdited.connect(self._edited)

    @property
    def is_typing(self) -> bool:
        """Whether the text is what a person is typing or was refused, rather than the value."""
        return self.isModified() or self._refused

    def show_text(self, text: str) -> None:
        """Show the text of the value, unless something is being typed; a new value clears what was refused."""
        changed = text != self._known
        self._known = text
        if self._refused and changed and not self.hasFocus():
            self._set_refused(False)
            self.setModified(False)
        if not self.is_typing and self.text() != text:
            self.setText(text)
            self.setCursorPosition(0)

    def accept(self) -> None:
        """What was typed has become the value."""
        self._set_refused(False)
        self.setModified(False)
        self.setText(self._known)

    def refuse(self) -> None:
        """What was typed cannot be the value; it stays, marked as wrong."""
        self._set_refused(True)
        self.setModified(False)

    def restore(self) -> None:
        """Show the value again instead of what was typed."""
        self.accept()
        self.selectAll()
        self.restored.emit()

    def take_typed(self) -> None:
        """What was typed counts, as when the line is left."""
        if self.isModified():
            self._commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_typing:
            self.restore()
            event.accept()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and not self.isModified()
            and (event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo))
        ):
            # Nothing has been typed that could be taken back here: the keys mean the design.
            event.ignore()
            return False
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}:
            self._commit()

    def _commit(self) -> None:
        if self.isModified():
            self.committed.emit(self.text())
        elif not self._refused:
            self.selectAll()

    def _edited(self) -> None:
        if self._refused:
            self._set_refused(False)
            self.setModified(True)

    def _set_refused(self, refused: bool) -> None:
        if refused != self._refused:
            self.setProperty("look", "wrong" if refused else "")
            self.style().unpolish(self)
            self.style().polish(self)
        self._refused = refused


class QuantityEdit(LineEdit):
    """`stepped` tells how many steps the keys or the wheel went; the number is shown in `unit`."""

    stepped = Signal(float)

    def __init__(
        self, quantity: Quantity | None, unit: str, whole: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.quantity = quantity or NUMBER
        self.unit = unit
        self._whole = whole
        self._value: float | None = None
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def value(self) -> float | None:
        """The SI value that is held, whatever is being typed."""
        return self._value

    def show_value(self, value: float | None) -> None:
        self._value = value
        self.show_text(self.text_of(value))

    def use_unit(self, unit: str) -> None:
        self.unit = unit
        self.show_value(self._value)

    def text_of(self, value: float | None) -> str:
        """The number that stands for the SI value, without its unit; empty for a value that is left out."""
        if value is None:
            return ""
        if self.quantity is TIME_OF_DAY and self.unit == "h":
            return clock_text(value)
        chosen = self.quantity.unit(self.unit) or self.quantity.units[0]
        return number_text(value if self._whole else chosen.from_si(value), 12 if self._whole else 6)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        direction = {Qt.Key.Key_Up: 1.0, Qt.Key.Key_Down: -1.0}.get(Qt.Key(event.key()))
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if direction is None or alt or self.isReadOnly():
            super().keyPressEvent(event)
            return
        self._commit()
        self.stepped.emit(direction * _strength(event.modifiers()))
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not self.hasFocus() or self.isReadOnly():
            event.ignore()
            return
        # Some systems turn the wheel sideways while Shift is held.
        notches = (event.angleDelta().y() or event.angleDelta().x()) / _NOTCH
        self.stepped.emit(notches * _strength(event.modifiers()))
        event.accept()


def _strength(modifiers: Qt.KeyboardModifier) -> float:
    return 10.0 if modifiers & Qt.KeyboardModifier.ShiftModifier else 1.0
