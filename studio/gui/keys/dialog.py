"""Help → Keyboard: every key, to search, to copy and to print."""

import html

from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from studio.gui.keys.store import Keys
from studio.gui.keys.table import KeyTable
from studio.text import tr, tr_count


class KeysDialog(QDialog):
    """Lists the keys; changing them is a page of the preferences, one button away."""

    def __init__(self, keys: Keys, change: object, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("help")
        self.setWindowTitle(tr("Keyboard"))
        em = self.fontMetrics().height()
        self.search = QLineEdit(self)
        self.search.setObjectName("help-keys-search")
        self.search.setPlaceholderText(tr("Search commands and keys"))
        self.search.setAccessibleName(tr("Search commands and keys"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.table = KeyTable(keys, self)
        self.table.setObjectName("help-keys")
        self.table.setColumnHidden(2, True)
        self.told = QLabel(self)
        self.told.setProperty("look", "muted")
        self.copy_button = QPushButton(tr("Copy as text"), self)
        self.copy_button.setObjectName("help-keys-copy")
        self.copy_button.clicked.connect(self.copy)
        self.print_button = QPushButton(tr("Print …"), self)
        self.print_button.setObjectName("help-keys-print")
        self.print_button.clicked.connect(self._print)
        self.change_button = QPushButton(tr("Change keys …"), self)
        self.change_button.setObjectName("help-keys-change")
        self.change_button.clicked.connect(self.accept)
        self.change_button.clicked.connect(change)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, parent=self)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(tr("Close"))
        buttons.rejected.connect(self.reject)
        low = QHBoxLayout()
        for widget in (self.copy_button, self.print_button, self.change_button):
            widget.setAutoDefault(False)
            low.addWidget(widget)
        low.addWidget(self.told, 1)
        low.addWidget(buttons)
        column = QVBoxLayout(self)
        column.addWidget(self.search)
        column.addWidget(self.table, 1)
        column.addLayout(low)
        room = parent.screen().availableGeometry()
        self.resize(min(46 * em, room.width() * 9 // 10), min(40 * em, room.height() * 8 // 10))
        self._filter("")
        self.search.setFocus()

    def _filter(self, typed: str) -> None:
        count = self.table.filter(typed)
        self.told.setText(tr_count("{count} line", "{count} lines", count) if count else tr("Nothing fits."))

    def copy(self) -> None:
        """Put the lines that are shown on the clipboard, columns parted by tabs."""
        QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in self.table.rows()) + "\n")

    def document(self) -> QTextDocument:
        """The lines that are shown as a page to print."""
        parts, place = [f"<h2>{html.escape(tr('Keyboard'))}</h2><table cellspacing='0' cellpadding='3'>"], ""
        for where, does, keys in self.table.rows():
            if where != place:
                place = where
                parts.append(f"<tr><td colspan='2'><b>{html.escape(where)}</b></td></tr>")
            parts.append(f"<tr><td>{html.escape(does)}</td><td>{html.escape(keys)}</td></tr>")
        document = QTextDocument(self)
        document.setHtml("".join(parts) + "</table>")
        return document

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # rarely asked for

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self).exec() == QDialog.DialogCode.Accepted:
            self.document().print_(printer)
