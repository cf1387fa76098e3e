"""The page of the preferences on which keys are changed by pressing them."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from studio import atomic
from studio.document.error import FileError
from studio.document.ordinary import read_ordinary
from studio.gui.inspector.words import sentence
from studio.gui.keys.as_text import read, take, written
from studio.gui.keys.key_edit import KeyEdit
from studio.gui.keys.store import Keys
from studio.gui.keys.table import KeyTable
from studio.gui.menu_lines import plain
from studio.text import tr, tr_count

_LONGEST = 1 << 20
"""Bytes of a text of keys: all commands with their names and comments are a hundredth."""
_PORTABLE = QKeySequence.SequenceFormat.PortableText
_NATIVE = QKeySequence.SequenceFormat.NativeText


class KeysPage(QWidget):
    """Choose a line, press Enter, press the keys: who had them is named before they move."""

    def __init__(self, keys: Keys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keys-page")
        self._keys = keys
        self._wanted = ""
        self._name = ""
        self.table = KeyTable(keys, self)
        self.table.currentItemChanged.connect(lambda *_: self._show_current())
        self.table.itemDoubleClicked.connect(lambda *_: self.listen())
        self.table.entered_line.connect(self.listen)
        self.what = QLabel(self)
        self.what.setObjectName("keys-what")
        self.edit = KeyEdit(self)
        self.edit.setObjectName("keys-edit")
        self.edit.pressed.connect(self._pressed)
        self.edit.cancelled.connect(self._cancel)
        self.change = self._button("keys-change", tr("Change …"), self.listen)
        self.reset_one = self._button("keys-reset", tr("Reset"), self._reset_one)
        self.told = QLabel(self)
        self.told.setObjectName("keys-told")
        self.told.setWordWrap(True)
        self.take_over = self._button("keys-move", tr("Move it here"), self._move)
        self.keep = self._button("keys-keep", tr("Leave it"), self._cancel)
        self.write = self._button("keys-export", tr("Save as text …"), self._ask_export)
        self.read = self._button("keys-import", tr("Read from text …"), self._ask_import)
        self._lay_out()
        self._show_current()

    def _lay_out(self) -> None:
        em = self.fontMetrics().height()
        self.edit.setFixedWidth(13 * em)
        line = QHBoxLayout()
        line.addWidget(self.what, 1)
        for widget in (self.edit, self.change, self.reset_one):
            line.addWidget(widget)
        answer = QHBoxLayout()
        answer.addWidget(self.told, 1)
        answer.addWidget(self.take_over)
        answer.addWidget(self.keep)
        low = QHBoxLayout()
        low.addStretch(1)
        low.addWidget(self.write)
        low.addWidget(self.read)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addLayout(line)
        column.addLayout(answer)
        column.addLayout(low)

    def _button(self, name: str, text: str, run: object) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(run)
        return button

    def filter(self, typed: str) -> int:
        """Show the lines that fit what was typed; how many there are."""
        return self.table.filter(typed)

    def choose(self, name: str) -> None:
        """Bring the line of a command to the front, ready to be changed."""
        self.table.choose(name)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def listen(self) -> None:
        """Wait for the new keys of the current line."""
        if self.table.chosen is not None:
            self._say("")
            self.edit.clear()
            self.edit.setEnabled(True)
            self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _pressed(self, sequence: QKeySequence) -> None:
        chosen = self.table.chosen
        if chosen is None:
            return
        self.edit.setText(sequence.toString(_NATIVE) or tr("no key"))
        if reason := self._keys.refusal(sequence, chosen.name):
            self._say(sentence(reason), look="error")
            return
        self._name, self._wanted = chosen.name, sequence.toString(_PORTABLE)
        owner = self._keys.owner(self._wanted, besides=chosen.name)
        if owner is None:
            self._apply()
            return
        self._say(tr("{keys} belongs to “{other}”, which would have no key then.", keys=sequence.toString(_NATIVE),
                     other=plain(owner.action.text())), ask=True)  # fmt: skip
        self.take_over.setFocus(Qt.FocusReason.OtherFocusReason)

    def _move(self) -> None:
        self._apply()

    def _apply(self) -> None:
        try:
            self._keys.choose(self._name, self._wanted)
        except ValueError as refusal:
            self._say(sentence(str(refusal)), look="error")
            return
        self._say("")
        self._show_current()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _cancel(self) -> None:
        self._say("")
        self._show_current()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _reset_one(self) -> None:
        if self.table.chosen is not None:
            self._keys.reset(self.table.chosen.name)
            self._cancel()

    def reset_all(self) -> None:
        """Give every command its own key again."""
        self._keys.reset()
        self._show_current()
        self._say(tr("Every command has its own key again."))

    def _show_current(self) -> None:
        chosen = self.table.chosen
        able = chosen is not None
        for widget in (self.edit, self.change):
            widget.setEnabled(able)
        self.reset_one.setEnabled(chosen is not None and self._keys.is_changed(chosen.name))
        self._say("")
        if chosen is None:
            self.what.setText(tr("Choose a command to change its key."))
            self.edit.clear()
        else:
            self.what.setText(tr("Key of “{command}”", command=plain(chosen.action.text())))
            self.edit.setText(chosen.action.shortcut().toString(_NATIVE))

    def _say(self, text: str, *, look: str = "muted", ask: bool = False) -> None:
        self.told.setText(text)
        self.told.setProperty("look", look)
        self.told.style().unpolish(self.told)
        self.told.style().polish(self.told)
        for button in (self.take_over, self.keep):
            button.setVisible(ask)

    def _ask_export(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, tr("Save the keys"), str(Path.home() / "dawnline-keys.txt"),
                                              tr("Text (*.txt)"))  # fmt: skip
        if name:
            self.export_to(Path(name))

    def export_to(self, path: Path) -> None:
        """Write every key as text; the reason is told where that fails."""
        try:
            atomic.write_bytes(path, written(self._keys).encode())
        except OSError as error:
            self._say(tr("{name} could not be written: {reason}", name=path.name, reason=error.strerror or ""),
                      look="error")  # fmt: skip
            return
        self._say(tr("The keys were written to {name}.", name=path.name))

    def _ask_import(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, tr("Read keys"), str(Path.home()), tr("Text (*.txt);;All files (*)")
        )
        if name:
            self.import_from(Path(name))

    def import_from(self, path: Path) -> None:
        """Take over keys from a text; all of them or, where a line cannot be read, none."""
        try:
            asked = read(read_ordinary(path, _LONGEST).decode("utf-8"), self._keys)
        except FileError as refusal:
            self._say(str(refusal), look="error")
            return
        except UnicodeDecodeError:
            self._say(tr("{name} could not be read as text.", name=path.name), look="error")
            return
        except ValueError as refusal:
            self._say(f"{path.name}: {refusal}", look="error")
            return
        count = take(asked, self._keys)
        told = tr_count("{count} command has another key now.", "{count} commands have another key now.", count)
        if asked.unknown:
            told += " " + tr("Not known here: {names}", names=", ".join(asked.unknown[:5]))
        self._show_current()
        self._say(told)
