"""Every step of the work by its name, done and undone; a click goes to any of them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from studio.gui.session import Session
from studio.text import tr, tr_count


class HistoryDialog(QDialog):
    """Stays open beside the work and follows it; arrows choose a step, Enter or a click goes there."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("history")
        self.setWindowTitle(tr("History"))
        self._session = session
        em = self.fontMetrics().height()
        self.told = QLabel(self)
        self.told.setObjectName("history-told")
        self.told.setProperty("look", "muted")
        self.told.setWordWrap(True)
        self.list = QListWidget(self)
        self.list.setObjectName("history-list")
        self.list.setAccessibleName(tr("Steps, the oldest first"))
        self.list.setWordWrap(True)
        self.list.itemClicked.connect(self._go)
        self.list.itemActivated.connect(self._go)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, parent=self)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(tr("Close"))
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.told)
        column.addWidget(self.list, 1)
        column.addWidget(buttons)
        self.resize(24 * em, 26 * em)
        session.file_changed.connect(self._refresh)
        session.theme.changed.connect(self._refresh)
        self._refresh()
        self.list.setFocus()

    def _refresh(self) -> None:
        document = self._session.document
        labels = [tr("As it was opened"), *document.history]
        while self.list.count() > len(labels):
            self.list.takeItem(self.list.count() - 1)
        while self.list.count() < len(labels):
            self.list.addItem(QListWidgetItem())
        colours = self._session.theme.colours
        for position, label in enumerate(labels):
            item = self.list.item(position)
            font = QFont(self.list.font())
            font.setBold(position == document.position)
            font.setItalic(position > document.position)
            sign = "●" if position == document.position else "○" if position > document.position else "✓"
            item.setText(f"{sign}  {label}")
            item.setFont(font)
            item.setForeground(QColor(colours.muted if position > document.position else colours.text))
            undone = tr("undone") if position > document.position else ""
            now = tr("now") if position == document.position else ""
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(one for one in (label, now, undone) if one))
        self.list.setCurrentRow(document.position)
        count = len(labels) - 1
        self.told.setText(
            tr_count("{count} step. Click one to go there; nothing is lost until something else is changed.",
                     "{count} steps. Click one to go there; nothing is lost until something else is changed.", count)
            if count else tr("Nothing has been changed yet. Each change will stand here as a step to go back to.")
        )  # fmt: skip

    def _go(self, item: QListWidgetItem) -> None:
        self._session.go_to_step(self.list.row(item))
