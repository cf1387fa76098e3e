"""Where Python is typed: one line that grows, with history, completion, and Enter that knows when a block ends."""

import codeop

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QCompleter, QPlainTextEdit, QWidget

from studio.gui.console.completion import completions
from studio.gui.console.history import History
from studio.gui.lettering import fixed_font
from studio.scripting import Names
from studio.text import tr

_MOST_LINES = 10
_INDENT = "    "


class Entry(QPlainTextEdit):
    """`entered` carries what is to be run."""

    entered = Signal(str)
    interrupted = Signal()

    def __init__(self, names: Names, history: History, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("console-entry")
        self.setAccessibleName(tr("Python to run"))
        self.setPlaceholderText(tr("Python; Tab completes, ↑ and ↓ go through what was typed"))
        self.setFont(fixed_font())
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._names, self.history = names, history
        self._model = QStringListModel(self)
        self.completer = QCompleter(self._model, self)
        self.completer.setWidget(self)
        self.completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        popup = self.completer.popup()
        assert popup is not None
        self.popup = popup
        self.popup.setFont(self.font())
        self.popup.setObjectName("console-completions")
        self.completer.activated[str].connect(self._complete_with)  # type: ignore[index]
        self.document().contentsChanged.connect(self._fit)
        self._word = ""
        self.locked = False
        """Whether something runs: what is typed meanwhile waits."""
        self._fit()

    def source(self) -> str:
        """What is typed."""
        return self.toPlainText()

    def put(self, text: str) -> None:
        """Replace what is typed, with the caret at its end; it can be undone."""
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.setTextCursor(cursor)

    def enter(self) -> None:
        """Run what is typed."""
        source = self.source()
        if self.locked or not source.strip():
            return
        self.history.add(source.rstrip())
        self.clear()
        self.entered.emit(source)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self.popup.isVisible():
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
                self._complete_with(self.popup.currentIndex().data() or self._model.stringList()[0])
                self.popup.hide()
                return
            if key == Qt.Key.Key_Escape:
                self.popup.hide()
                return
        if self.locked and event.matches(QKeySequence.StandardKey.Copy) and not self.textCursor().hasSelection():
            self.interrupted.emit()
            return
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier or (plain and self._ends()):
                self.enter()
            else:
                self._new_line()
            return
        if key == Qt.Key.Key_Tab and plain:
            self.complete()
            return
        if plain and key == Qt.Key.Key_Up and self.textCursor().blockNumber() == 0:
            self._show(self.history.before(self.source()))
            return
        if plain and key == Qt.Key.Key_Down and self.textCursor().blockNumber() == self.blockCount() - 1:
            self._show(self.history.after())
            return
        super().keyPressEvent(event)
        if self.popup.isVisible():
            self._offer()

    def complete(self) -> None:
        """Complete the word before the caret; at the start of a line, indent."""
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        if not before.strip():
            cursor.insertText(_INDENT)
            return
        self._word, found = completions(before, self._names)
        if not found:
            return
        common = _common(found)
        if len(found) == 1 or len(common) > len(self._word):
            self._complete_with(common)
        if len(found) > 1:
            self._offer()

    def _offer(self) -> None:
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        self._word, found = completions(before, self._names)
        popup = self.popup
        if not found:
            popup.hide()
            return
        self._model.setStringList(found)
        area = self.cursorRect()
        area.setWidth(popup.sizeHintForColumn(0) + popup.verticalScrollBar().sizeHint().width() + 8)
        self.completer.complete(area)
        popup.setCurrentIndex(self.completer.completionModel().index(0, 0))

    def _complete_with(self, text: str) -> None:
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        word, _ = completions(before, self._names)
        cursor.insertText(text[len(word) :])
        self.setTextCursor(cursor)

    def _ends(self) -> bool:
        """Whether Enter runs what is typed: a block runs at an empty line, as Python's own prompt has it."""
        source = self.source()
        if not self.textCursor().atEnd():
            return "\n" not in source
        try:
            whole = codeop.compile_command(source, "<console>", "exec") is not None
        except (SyntaxError, ValueError, OverflowError):
            return True  # running it says what is wrong
        last = source.rsplit("\n", 1)[-1]
        return whole and ("\n" not in source or not last.strip() or not last[0].isspace())

    def _new_line(self) -> None:
        cursor = self.textCursor()
        line = cursor.block().text()[: cursor.positionInBlock()]
        indent = line[: len(line) - len(line.lstrip())] + (_INDENT if line.rstrip().endswith(":") else "")
        cursor.insertText(f"\n{indent}")

    def _show(self, text: str | None) -> None:
        if text is not None:
            self.put(text)

    def _fit(self) -> None:
        lines = min(max(self.blockCount(), 1), _MOST_LINES)
        margins = self.contentsMargins()  # with what the style sheet leaves around the text
        frame = round(2 * self.document().documentMargin()) + margins.top() + margins.bottom() + 4
        bar = self.horizontalScrollBar().sizeHint().height() if self.horizontalScrollBar().maximum() else 0
        # Below the most lines all are seen: a bar would only stand in the way.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff if self.blockCount() <= _MOST_LINES
                                        else Qt.ScrollBarPolicy.ScrollBarAsNeeded)  # fmt: skip
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + frame + bar)


def _common(words: list[str]) -> str:
    first, last = min(words), max(words)
    same = next((i for i, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), min(len(first), len(last)))
    return first[:same]
