"""Recording what is done in the window as a Python script, and the undo history as one."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from studio.gui.folder import show_folder
from studio.gui.session import Session
from studio.gui.writing import write_text
from studio.text import tr

if TYPE_CHECKING:
    from studio.gui.window import MainWindow
    from studio.scripting import Recorder


class Recording(QObject):
    """Follows the document from `start` to `stop`; what else is done is told by `session.acted`."""

    def __init__(self, session: Session, window: "MainWindow") -> None:
        super().__init__(window)
        self._session, self._window = session, window
        self.recorder: Recorder | None = None
        session.file_changed.connect(self._note)
        session.acted.connect(self._add)

    def toggle(self, on: bool) -> None:
        """Begin to record, or end it and ask where the script is to go."""
        if on:
            self.start()
        elif self.recorder is not None:
            self.ask()

    def start(self) -> None:
        """Record from here on."""
        from studio.scripting import Recorder

        self.recorder = Recorder(self._session.document)
        self._session.notices.tell(tr("Recording: what you do is written down as Python until you stop it."))

    def ask(self) -> None:
        """End it; where no place is chosen, the script goes to the clipboard."""
        script = self.stop()
        name, _ = QFileDialog.getSaveFileName(self._window, tr("Save the recording"), "recording.py",
                                              tr("Python scripts (*.py)"))  # fmt: skip
        if not name:
            QGuiApplication.clipboard().setText(script)
            self._session.notices.tell(tr("The recording is on the clipboard."))
            return
        path = Path(name if name.endswith(".py") else f"{name}.py")
        words, wrong = write_text(path, script)
        if wrong:
            QGuiApplication.clipboard().setText(script)
            self._session.notices.tell(tr("{words} The recording is on the clipboard.", words=f"{words}."), "error")
            return
        self._session.notices.tell(tr("Recorded: {name}. The command “dawnline run” and the console run it.",
                                      name=path.name),
                                   offer=tr("Show the folder"), take=lambda: show_folder(path))  # fmt: skip

    def stop(self) -> str:
        """End it; the script."""
        recorder, self.recorder = self.recorder, None
        return recorder.script() if recorder is not None else ""

    def copy_history(self) -> None:
        """Put the undo history on the clipboard, as a script."""
        from studio.scripting import history_script

        QGuiApplication.clipboard().setText(history_script(self._session.document))
        self._session.notices.tell(tr("The undo history is on the clipboard as Python."))

    def _note(self) -> None:
        if self.recorder is not None:
            self.recorder.note()

    def _add(self, line: str) -> None:
        if self.recorder is not None:
            self.recorder.add(line)
