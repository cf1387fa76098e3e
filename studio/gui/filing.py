"""Opening, saving, recent files, the question about unsaved changes, autosave and recovery after a crash."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from studio.document import carrier, recent
from studio.document.error import FileError
from studio.document.recovery import Recovery
from studio.gui.background import Background
from studio.gui.guard import gui_only
from studio.gui.session import Session
from studio.text import tr

_AUTOSAVE_MS = 1500
SUFFIX = ".json"
LINKED = ".dawnline"
"""Another suffix of the same files: the one that installers link with the studio, since others open JSON too."""


class Filing(QObject):
    """What the File menu does; `told` carries a line for the status bar."""

    told = Signal(str)
    recent_changed = Signal()
    import_wanted = Signal(object)
    """A file was chosen that is not called as designs are: what it holds decides."""

    def __init__(self, session: Session, window: QWidget, recovery: Recovery | None = None) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._background = Background(self)
        self._recovery = recovery if recovery is not None else Recovery()
        self._left_behind = False
        self._modified = False
        self._autosave = QTimer(self)
        self._autosave.setSingleShot(True)
        self._autosave.setInterval(_AUTOSAVE_MS)
        self._autosave.timeout.connect(self._keep)
        session.file_changed.connect(self._changed)

    @property
    def title(self) -> str:
        """What the window's title says of the design."""
        document = self._session.document
        place = document.path.name if document.path else tr("not saved yet")
        return f"{self._session.design.title} — {place}"

    @gui_only
    def open(self, name_or_path: str | Path) -> bool:
        """Open a file or a preset, after asking about unsaved changes; False where nothing was opened."""
        if not self.may_leave():
            return False
        try:
            self._session.document.open(name_or_path)
        except FileError as error:
            QMessageBox.warning(self._window, tr("Cannot open"), str(error))
            if isinstance(name_or_path, Path):
                recent.forget(name_or_path)
                self.recent_changed.emit()
            return False
        self._note(name_or_path)
        self.told.emit(tr("Opened {title}", title=self._session.design.title))
        return True

    def ask_open(self) -> None:
        """Let the user choose a file to open."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, tr("Open a design"), str(self._folder()),
            ";;".join((both(tr("Designs and reports (*.json *.pdf *.html)")), _foreign_filter(), tr("All files (*)")))
        )
        if not name:
            return
        if Path(name).suffix.lower() in {SUFFIX, LINKED, *carrier.SUFFIXES}:
            self.open(Path(name))
        else:
            self.import_wanted.emit(Path(name))

    def save(self) -> bool:
        """Save to the file of the design, or ask for one."""
        path = self._session.document.path
        return self.save_to(path) if path is not None else self.ask_save()

    def ask_save(self) -> bool:
        """Let the user choose where to save."""
        stem = "".join(c if c.isalnum() or c in " -_" else "-" for c in self._session.design.title).strip() or "design"
        name, _ = QFileDialog.getSaveFileName(
            self._window, tr("Save the design"), str(self._folder() / f"{stem}{SUFFIX}"), both(tr("Designs (*.json)"))
        )
        if not name:
            return False
        path = Path(name)
        return self.save_to(path if path.suffix else path.with_suffix(SUFFIX))

    @gui_only
    def save_to(self, path: Path) -> bool:
        """Write the design; the old file stays whole where that fails, and the reason is shown."""
        try:
            self.write_to(path)
        except FileError as error:
            QMessageBox.warning(self._window, tr("Cannot save"), str(error))
            return False
        return True

    @gui_only
    def write_to(self, path: Path) -> None:
        """Write the design to the file that becomes its own; FileError where that fails."""
        self._session.document.save_as(path)
        self._note(path)
        self.told.emit(tr("Saved {name}", name=path.name))

    def may_leave(self) -> bool:
        """Ask what to do with unsaved changes; False where the user wants to stay."""
        if self._left_behind or not self._session.document.is_modified:
            return True
        box = QMessageBox(
            QMessageBox.Icon.Question,
            tr("Unsaved changes"),
            tr("Save the changes to “{title}” before it is closed?", title=self._session.design.title),
            QMessageBox.StandardButton.Save | QMessageBox.StandardButton.Discard | QMessageBox.StandardButton.Cancel,
            self._window,
        )
        box.setObjectName("unsaved-changes")
        box.setDefaultButton(QMessageBox.StandardButton.Save)
        answer = box.exec()
        box.deleteLater()
        if answer == QMessageBox.StandardButton.Save:
            return self.save()
        return answer == QMessageBox.StandardButton.Discard

    def beside(self, work: Callable[[], Any], then: Callable[[Any, Exception | None], None]) -> None:
        """Do file work beside the window; `then` is told the result or the error."""
        self._background.run(work, then)

    def offer_recovery(self, report: str = "") -> bool:
        """Offer what a crashed instance left; True where the user took it. `report` tells of the crash itself."""
        orphans = self._recovery.orphans()
        if not orphans:
            return False
        newest = orphans[0]
        for orphan in orphans[1:]:
            orphan.release()
        choice = self._asked_after_crash(newest.title, report) if report else self._asked(newest.title)
        if choice == "drop":
            newest.discard()
        elif choice == "take":
            if not self._recovery.adopt(newest):
                newest.release()
            self._session.document.recover(newest.design, newest.path)
            return True
        else:
            newest.release()
        return False

    def _asked_after_crash(self, title: str, report: str) -> str:
        from studio.gui.crash.dialog import CrashDialog

        choices = (("drop", tr("Discard")), ("later", tr("Not now")), ("take", tr("Continue")))
        dialog = CrashDialog(
            tr("Dawnline crashed the last time."),
            tr("Your unsaved changes to “{title}” were saved. Continue with them?", title=title),
            report, choices, self._window,
        )  # fmt: skip
        dialog.exec()
        dialog.deleteLater()
        return dialog.chosen

    def _asked(self, title: str) -> str:
        box = QMessageBox(
            QMessageBox.Icon.Information,
            tr("Unsaved work was found"),
            tr("Dawnline ended with unsaved changes to “{title}”. Continue with them?", title=title),
            QMessageBox.StandardButton.NoButton,
            self._window,
        )
        box.setObjectName("recovery")
        take = box.addButton(tr("Continue"), QMessageBox.ButtonRole.AcceptRole)
        later = box.addButton(tr("Not now"), QMessageBox.ButtonRole.RejectRole)
        drop = box.addButton(tr("Discard"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(take)
        box.setEscapeButton(later)
        box.exec()
        clicked = box.clickedButton()
        box.deleteLater()
        return "drop" if clicked is drop else "take" if clicked is take else "later"

    def keep_now(self) -> str:
        """Keep the unsaved work at once, from whichever thread; what became of it, in a sentence."""
        document = self._session.document
        if not document.is_modified:
            return tr("Nothing was unsaved.")
        if self._recovery.keep(document.design, document.path):
            return tr("Your unsaved work was saved; the next start of Dawnline offers it.")
        return tr("Your unsaved work could not be kept: save it to a file now if you can.")

    def leave_behind(self) -> None:
        """The studio ends after an error: no question is asked, and what is unsaved stays for the next start."""
        self._left_behind = True

    def close(self) -> None:
        """The studio ends: as it should, nothing is left to recover."""
        self._autosave.stop()
        self._background.close()
        if self._left_behind:
            self._recovery.leave()
        else:
            self._recovery.close()

    def hand_over(self) -> Recovery:
        """End, for another window that goes on with the same document: unsaved work is on the disk meanwhile."""
        self._autosave.stop()
        self._background.close()
        document = self._session.document
        if document.is_modified:
            self._recovery.keep(document.design, document.path)
        return self._recovery

    def _changed(self) -> None:
        self._window.setWindowTitle(f"{self.title}[*] — Dawnline")
        modified = self._modified = self._session.document.is_modified
        if modified != self._window.isWindowModified():  # told to every widget, and in a drag it stays so
            self._window.setWindowModified(modified)
        if modified:
            if not self._autosave.isActive():
                self._autosave.start()
        else:
            self._autosave.stop()
            # It may be done late: an error just after the next edit has the work kept before.
            self._background.run(lambda: self._recovery.clear(lambda: self._modified))

    def _keep(self) -> None:
        design, path = self._session.design, self._session.document.path
        if self._session.document.is_modified:
            self._background.run(lambda: self._recovery.keep(design, path), self._kept)

    def _kept(self, kept: bool | None, error: Exception | None) -> None:
        if error is not None or not kept:
            self.told.emit(tr("Unsaved work cannot be kept for recovery on this machine"))

    def _note(self, name_or_path: str | Path) -> None:
        self._background.run(lambda: recent.remember(name_or_path), self._noted)

    def _noted(self, _: object, error: Exception | None) -> None:
        self.recent_changed.emit()

    def _folder(self) -> Path:
        path = self._session.document.path
        return path.parent if path else Path.home()


def both(kinds: str) -> str:
    """The kinds of files to choose from, with designs under both of their suffixes."""
    return kinds.replace(f"*{SUFFIX}", f"*{SUFFIX} *{LINKED}")


def _foreign_filter() -> str:
    """Files of other tools, by the endings that they often have."""
    from studio.document.importing import KINDS

    suffixes = sorted({suffix for kind in KINDS for suffix in kind.suffixes} - {SUFFIX, *carrier.SUFFIXES})
    return f"{tr('Files of other tools')} ({' '.join(f'*{suffix}' for suffix in suffixes)})"
