"""What has the keyboard now, told to whoever follows it about the windows of the studio."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class KeyboardFocus(QObject):
    """`moved` carries the widget that has been given the keyboard, or None where none can be used that has it."""

    moved = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._changed)

    def close(self) -> None:
        """Tell nothing any more."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.disconnect(self._changed)

    def _changed(self, _: QWidget | None, new: QWidget | None) -> None:
        # Of a widget that is there and has the keyboard, the Python object was once found taken for deleted: PySide
        # makes what a method without arguments returns the child of whatever was asked, and deletes it with that.
        self.moved.emit(new if new is not None and isValid(new) else None)
