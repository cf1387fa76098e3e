"""A box that takes the keys that are pressed in it."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from studio.text import tr

_MODIFIERS = {Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr,
              Qt.Key.Key_Super_L, Qt.Key.Key_Super_R, Qt.Key.Key_CapsLock}  # fmt: skip


class KeyEdit(QLineEdit):
    """`pressed` carries the keys; Escape alone is `cancelled`, Backspace alone means no key."""

    pressed = Signal(QKeySequence)
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setPlaceholderText(tr("Press the new keys"))
        self.setAccessibleName(tr("Press the new keys; Escape keeps the old ones, Backspace takes them away"))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # while it listens, no command is called
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self.keyPressEvent(event)  # Tab too
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        bare = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        if key in _MODIFIERS:
            return
        if bare and key == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif bare and key in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}:
            self.pressed.emit(QKeySequence())
        else:
            modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            code = Qt.Key.Key_Tab if key == Qt.Key.Key_Backtab else Qt.Key(key)
            self.pressed.emit(QKeySequence(modifiers.value | code.value))
