"""Opening, saving, recent files, the question about unsaved changes, autosave and recovery after a crash."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from studio.design import Design
from studio.document import carrier, files, recent
from studio.document.error import FileError
from studio.document.presets import open_marked
from studio.document.recovery import Recovery
from studio.document.turns import ChangedOutsideError
from studio.gui.background import Background
from studio.gui.guard import gui_only
from studio.gui.keeping import Keeping
from studio.gui.patience import GivenUpError, wait_for
from studio.gui.session import Session
from studio.gui.typed import forget_typed, take_typed
from studio.text import tr

_T = TypeVar("_T")
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
        self._waiting = False
        self.keeping = Keeping(self._recovery, self._unsaved, self)
        self.keeping.told.connect(self.told)
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
        if self._waiting or not self.may_leave():
            return False
        sentence = tr("Opening {name} …", name=Path(name_or_path).name)
        try:
            self._session.document.take(*self._beside(lambda _: open_marked(name_or_path), sentence))
        except GivenUpError:
            return False
        except FileError as error:
            QMessageBox.warning(self._window, tr("Cannot open"), str(error))
            if isinstance(name_or_path, Path):
                recent.forget(name_or_path)
                self.recent_changed.emit()
            return False
        forget_typed(self._window)
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
    def save_to(self, path: Path, *, over: bool = False) -> bool:
        """Write the design; the old file stays whole where that fails, and the reason is shown. `over` is as below."""
        if self._waiting:  # a save that is not through yet
            return False
        try:
            self.write_to(path, over=over)
        except ChangedOutsideError:
            return self._save_changed(path)
        except FileError as error:
            QMessageBox.warning(self._window, tr("Cannot save"), str(error))
            return False
        return True

    @gui_only
    def write_to(self, path: Path, *, over: bool = False) -> None:
        """Write the design to the file that becomes its own; FileError where that fails.

        A file that another program changed meanwhile is replaced only where it is to be written `over`.
        """
        if self._waiting:
            raise FileError(path.name, tr("cannot be saved: another file is still being written"))
        take_typed(self._window)
        document = self._session.document
        design, mark = document.design, "" if over else document.mark_for(path)
        try:
            mark = self._beside(lambda wanted: files.write(path, design, mark, wanted),
                                tr("Saving {name} …", name=path.name))  # fmt: skip
        except GivenUpError:
            raise FileError(path.name, tr("was not saved: the wait for it was ended")) from None
        document.saved(path, design, mark)
        self._note(path)
        self.told.emit(tr("Saved {name}", name=path.name))

    def _save_changed(self, path: Path) -> bool:
        """Ask what to do with a file that another program changed since it was opened."""
        box = QMessageBox(
            QMessageBox.Icon.Warning,
            tr("Changed by another program"),
            tr("{name} was changed by another program since you opened it. Replace it with your design?",
               name=path.name),
            QMessageBox.StandardButton.Cancel,
            self._window,
        )  # fmt: skip
        box.setObjectName("changed-outside")
        elsewhere = box.addButton(tr("Save under another name…"), QMessageBox.ButtonRole.AcceptRole)
        replace = box.addButton(tr("Replace"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(elsewhere)
        box.exec()
        clicked = box.clickedButton()
        box.deleteLater()
        if clicked is elsewhere:
            return self.ask_save()
        return clicked is replace and self.save_to(path, over=True)

    def _beside(self, work: Callable[[Callable[[], bool]], _T], sentence: str) -> _T:
        self._waiting = True
        try:
            return wait_for(work, sentence, self._background, self._window)
        finally:
            self._waiting = False

    def may_leave(self) -> bool:
        """Ask what to do with unsaved changes; False where the user wants to stay."""
        take_typed(self._window)
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
        for path in self._recovery.damaged:
            self.told.emit(tr("Unsaved work of an earlier session is damaged and cannot be read; it was kept as {path}",
                              path=path))  # fmt: skip
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
            self._session.document.recover(newest.design, newest.path, newest.mark)
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
        if not self._session.document.is_modified:
            return tr("Nothing was unsaved.")
        if self.keeping.now():
            return tr("Your unsaved work was saved; the next start of Dawnline offers it.")
        return tr("Your unsaved work could not be kept: save it to a file now if you can.")

    def leave_behind(self) -> None:
        """The studio ends after an error: no question is asked, and what is unsaved stays for the next start."""
        self._left_behind = True

    def close(self) -> None:
        """The studio ends: as it should, nothing is left to recover."""
        self.keeping.stop()
        self._background.close()
        if self._left_behind:
            self._recovery.leave()
        else:
            self._recovery.close()

    def hand_over(self) -> Recovery:
        """End, for another window that goes on with the same document: unsaved work is on the disk meanwhile."""
        self.keeping.stop()
        self._background.close()
        self.keeping.now()
        return self._recovery

    def _changed(self) -> None:
        self._window.setWindowTitle(f"{self.title}[*] — Dawnline")
        modified = self._session.document.is_modified
        if modified != self._window.isWindowModified():  # told to every widget, and in a drag it stays so
            self._window.setWindowModified(modified)
        self.keeping.changed(modified)

    def _unsaved(self) -> tuple[Design, Path | None, str] | None:
        document = self._session.document
        return (document.design, document.path, document.mark) if document.is_modified else None

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
