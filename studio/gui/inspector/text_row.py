"""The rows of free text: one line, or a few."""

from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from studio.design.field import Field
from studio.design.requirement import Source
from studio.gui.font_follower import in_ems, with_font
from studio.gui.inspector.place import Place
from studio.gui.inspector.quantity_edit import LineEdit
from studio.gui.inspector.row import FieldRow
from studio.gui.session import Session


class TextRow(FieldRow):
    """One line of text."""

    def __init__(
        self, session: Session, spec: Field, path: str, parent: QWidget | None = None, place: Place | None = None
    ) -> None:
        super().__init__(session, spec, path, parent, place)
        self.edit = LineEdit(self)
        self.edit.setObjectName(f"edit:{path}")
        self.edit.committed.connect(self._commit)
        self.edit.restored.connect(self._restored)
        # A time without its last digit is another time.
        with_font(self.edit, self._size_edit)
        self.badge.hide()
        self.grid.addWidget(self.edit, 0, 1, 1, 2)
        self.describe()

    def _size_edit(self) -> None:
        metrics = self.edit.fontMetrics()
        self.edit.setMinimumWidth(metrics.horizontalAdvance("8888-88-88T88:88:88") + round(1.25 * metrics.height()))

    @property
    def editor(self) -> LineEdit:
        return self.edit

    def show_value(self, value: Any) -> None:
        self.edit.show_text(value)

    def show_source(self, source: Source | None) -> None:
        super().show_source(source)
        self.badge.setVisible(source is not None)  # a text can use the room

    def _commit(self, typed: str) -> None:
        text = typed.strip()
        if self.apply(lambda design: self.place.with_text(design, text)) is None:
            self.edit.accept()
        else:
            self.edit.refuse()

    def _restored(self) -> None:
        self.show_refusal("")


class _Lines(QPlainTextEdit):
    """Committed by leaving it or by Ctrl+Enter, restored by Escape."""

    committed = Signal()
    restored = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and control:
            self.committed.emit()
        elif event.key() == Qt.Key.Key_Escape and self.document().isModified():
            self.restored.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and not self.document().isModified()
            and (event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo))
        ):
            event.ignore()
            return False
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}:
            self.committed.emit()


class LongTextRow(FieldRow):
    """A few lines of text."""

    def __init__(
        self, session: Session, spec: Field, path: str, parent: QWidget | None = None, place: Place | None = None
    ) -> None:
        super().__init__(session, spec, path, parent, place)
        self.lines = _Lines(self)
        self.lines.setObjectName(f"edit:{path}")
        self.lines.setTabChangesFocus(True)
        in_ems(self.lines, self.lines.setFixedHeight, 4.2)
        self.lines.committed.connect(self._commit)
        self.lines.restored.connect(self._restore)
        self.grid.addWidget(self.lines, 1, 0, 1, 4)
        self.describe()

    @property
    def editor(self) -> _Lines:
        return self.lines

    def show_value(self, value: Any) -> None:
        if not self.lines.document().isModified() and self.lines.toPlainText() != value:
            self.lines.setPlainText(value)

    def _commit(self) -> None:
        if not self.lines.document().isModified():
            return
        text = self.lines.toPlainText()
        if self.apply(lambda design: self.place.with_text(design, text)) is None:
            self.lines.document().setModified(False)

    def _restore(self) -> None:
        self.lines.setPlainText(self.value_of(self.session.design))
        self.show_refusal("")
