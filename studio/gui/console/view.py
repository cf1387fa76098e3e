"""The console: what was run and what came of it above, what is typed below."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QMenu, QPlainTextEdit, QToolButton, QVBoxLayout, QWidget

from studio import __version__
from studio.document.error import FileError
from studio.document.files import read_bytes
from studio.gui.console.entry import Entry
from studio.gui.console.history import History
from studio.gui.console.host import WindowHost
from studio.gui.console.runner import Runner
from studio.gui.filing import Filing
from studio.gui.lettering import fixed_font
from studio.gui.session import Session
from studio.scripting import Names, ScriptError, Studio
from studio.scripting.examples import EXAMPLES
from studio.scripting.plot import Plot
from studio.text import mark, tr

_LINES = 5000
_PROMPT, _GOES_ON = ">>> ", "... "
_LOOK_MS = 40
_BUSY_MS = 300


class ConsoleView(QWidget):
    """Python on the live design. What runs has a thread of its own: the window goes on, and Stop interrupts it."""

    def __init__(self, session: Session, filing: Filing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("console")
        self.setAccessibleName(tr("Python console"))
        self._session = session
        self._plots = 0
        self.host = WindowHost(session, filing, self._show_plot, self)
        self.studio = Studio(self.host)
        self.names = Names(self.studio)
        self.names["input"] = _no_input
        self.runner = Runner(self.names, self)
        self.history = History()
        self.output = QPlainTextEdit(self)
        self.output.setObjectName("console-output")
        self.output.setAccessibleName(tr("What was run and what came of it"))
        self.output.setReadOnly(True)
        self.output.setUndoRedoEnabled(False)
        self.output.setFont(fixed_font())
        self.output.setMaximumBlockCount(_LINES)
        self.output.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.entry = Entry(self.names, self.history, self)
        self.entry.entered.connect(self.run)
        self.entry.interrupted.connect(self.interrupt)
        self.setFocusProxy(self.entry)
        self._lay_out()
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._take)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_BUSY_MS)
        self._slow.timeout.connect(self._show_busy)
        queued = Qt.ConnectionType.QueuedConnection
        self.runner.wrote.connect(self._wrote, queued)
        self.runner.finished.connect(self._finished, queued)
        self.host.advanced.connect(self._advanced, queued)
        session.theme.changed.connect(self._recolour)
        self._greet()

    def run(self, source: str) -> None:
        """Run what was typed, and show it as Python's own prompt does."""
        first, *rest = source.rstrip().split("\n")
        self._write("\n".join([_PROMPT + first, *(_GOES_ON + line for line in rest)]) + "\n", "typed")
        self._start(source, "")

    def run_file(self, path: Path) -> None:
        """Run a script from a file."""
        try:
            source = read_bytes(path).decode("utf-8-sig")
        except UnicodeDecodeError:
            self._session.notices.tell(tr("{name}: is not text in UTF-8", name=path.name), "error")
            return
        except FileError as error:
            self._session.notices.tell(str(error), "error")
            return
        self._write(f"{_PROMPT}{tr('running {name}', name=path.name)}\n", "typed")
        self._start(source, str(path))

    def ask_file(self) -> None:
        """Let the user choose a script."""
        name, _ = QFileDialog.getOpenFileName(self, tr("Run a script"), "", tr("Python scripts (*.py)"))
        if name:
            self.run_file(Path(name))

    def insert(self, name: str) -> None:
        """Put an example where Python is typed."""
        self.entry.put(EXAMPLES[name][1].rstrip())
        self.entry.setFocus()

    def interrupt(self) -> None:
        """Stop what runs."""
        self.runner.interrupt()

    def close_view(self) -> None:
        """Stop what runs, and keep what was typed."""
        self.host.crossing.close()
        self.runner.close()
        if self._slow.isActive():
            self._slow.stop()
        self._look.stop()
        self.history.save()

    def _start(self, source: str, name: str) -> None:
        self.entry.locked = True
        self.run_button.setEnabled(False)
        self._slow.start()
        self.runner.submit(source, name)

    def _wrote(self) -> None:
        if not self._look.isActive():
            self._look.start()

    def _take(self) -> None:
        for text, kind in self.runner.taken():
            self._write(text, kind)

    def _finished(self) -> None:
        self._look.stop()
        self._take()
        self._slow.stop()
        self.stop.setEnabled(False)
        self.state.setText("")
        self.run_button.setEnabled(True)
        self.entry.locked = False

    def _show_busy(self) -> None:
        self.stop.setEnabled(True)
        self.state.setText(tr("Running … the window goes on; Stop interrupts it"))

    def _advanced(self, share: float) -> None:
        if self.stop.isEnabled():
            self.state.setText(tr("Computing: {share} %", share=round(100 * share)))

    def _show_plot(self, plot: Plot) -> None:
        from studio.gui.console.plot_window import PlotWindow

        self._plots += 1
        PlotWindow(self._session, plot, self._plots, self).show()

    def _greet(self) -> None:
        self._write(
            tr(mark("Dawnline {version}, Python on the design that is open. It is your own code, with your own rights "
                    "on this machine.")
               , version=__version__) + "\n"
            + tr(mark("design, results, studio.set(\"mission.altitude\", \"650 km\"), studio.get(\"orbit.period\"), "
                      "sweep(…), plot(…), explain(…): help() lists all.")) + "\n", "muted")  # fmt: skip

    def _write(self, text: str, kind: str) -> None:
        bar = self.output.verticalScrollBar()
        at_end = bar.value() >= bar.maximum() - 2
        cursor = QTextCursor(self.output.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(text, self._format(kind))
        if at_end:
            bar.setValue(bar.maximum())

    def _format(self, kind: str) -> QTextCharFormat:
        colours = self._session.theme.colours
        made = QTextCharFormat()
        shade = {"error": colours.red, "typed": colours.accent, "muted": colours.muted}.get(kind, colours.text)
        made.setForeground(QColor(shade))
        made.setProperty(QTextCharFormat.Property.UserProperty, kind)
        return made

    def _recolour(self) -> None:
        """Give what is written already the colours of the new theme."""
        document = self.output.document()
        block = document.begin()
        while block.isValid():
            spans = [(one.fragment().position(), one.fragment().length(), one.fragment().charFormat())
                     for one in cast(Iterable[Any], block)]  # fmt: skip
            for position, length, form in spans:
                cursor = QTextCursor(document)
                cursor.setPosition(position)
                cursor.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
                cursor.setCharFormat(self._format(str(form.property(QTextCharFormat.Property.UserProperty))))
            block = block.next()

    def _lay_out(self) -> None:
        self.examples = QToolButton(self)
        self.examples.setObjectName("console-examples")
        self.examples.setText(tr("Insert example"))
        self.examples.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.examples)
        menu.setObjectName("console-examples-menu")
        for name, (title, _) in EXAMPLES.items():
            menu.addAction(tr(title), partial(self.insert, name))
        self.examples.setMenu(menu)
        self.script = self._button("script", tr("Run a script…"), self.ask_file)
        self.state = QLabel(self)
        self.state.setObjectName("console-state")
        self.state.setProperty("look", "muted")
        self.stop = self._button("stop", tr("Stop"), self.interrupt)
        self.stop.setEnabled(False)
        self.clear = self._button("clear", tr("Clear"), self.output.clear)
        self.run_button = self._button("run", tr("Run"), self.entry.enter)
        self.run_button.setToolTip(tr("Run what is typed (Ctrl+Return)"))
        em = self.fontMetrics().height()
        head = QHBoxLayout()
        head.setSpacing(round(em * 0.4))
        head.addWidget(self.examples)
        head.addWidget(self.script)
        head.addWidget(self.state, 1)
        head.addWidget(self.stop)
        head.addWidget(self.clear)
        foot = QHBoxLayout()
        foot.setSpacing(round(em * 0.4))
        prompt = QLabel(_PROMPT.strip(), self)
        prompt.setFont(fixed_font())
        prompt.setProperty("look", "muted")
        foot.addWidget(prompt)
        foot.addWidget(self.entry, 1)
        foot.addWidget(self.run_button, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[round(em * 0.4)] * 4)
        column.setSpacing(round(em * 0.3))
        column.addLayout(head)
        column.addWidget(self.output, 1)
        column.addLayout(foot)

    def _button(self, name: str, text: str, run: Any) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(f"console-{name}")
        button.setText(text)
        button.clicked.connect(lambda: run())
        return button


def _no_input(prompt: object = "") -> str:
    raise ScriptError(tr(mark("the console has no input(); give the value where it is used")))
