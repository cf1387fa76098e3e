"""The file or folder to write, typed or browsed for, and afterwards where it went."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from studio.export.formats import Format
from studio.text import tr


class TargetLine(QWidget):
    """`entered` where Enter was pressed in it: what is there is to be written."""

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._format: Format | None = None
        self.label = QLabel(self)
        self.path = QLineEdit(self)
        self.path.setObjectName("export-path")
        self.path.setAccessibleName(tr("File or folder to write"))
        self.path.returnPressed.connect(self.entered)
        self.label.setBuddy(self.path)
        self.browse = QPushButton(tr("&Browse…"), self)
        self.browse.setObjectName("export-browse")
        self.browse.setAutoDefault(False)
        self.browse.clicked.connect(lambda: self._browse())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.label)
        row.addWidget(self.path, 1)
        row.addWidget(self.browse)

    def use(self, format_: Format, folder: Path, stem: str) -> None:
        """Fit the name to the ending of `format_`; a folder and a name that were typed are kept."""
        before, self._format = self._format, format_
        self.label.setText(tr("Fol&der") if not format_.suffix else tr("&File"))
        typed = self.path.text().strip()
        if typed and before is not None:
            old = Path(typed)
            folder, stem = old.parent, old.name.removesuffix(before.suffix) or stem
        self.show_path(folder / f"{stem}{format_.suffix}")

    def show_path(self, path: Path) -> None:
        self.path.setText(str(path))
        self.path.setToolTip(str(path))

    @property
    def target(self) -> Path:
        """The path as it is typed, with the ending of the format where it has none.

        Raises
        ------
        ValueError
            Where nothing is typed, in one sentence.
        """
        typed = self.path.text().strip()
        if not typed:
            raise ValueError(tr("Type or browse for a place to write to."))
        path = Path(typed).expanduser()
        if not path.is_absolute():
            path = Path.home() / path
        if self._format is not None and self._format.suffix and path.name and not path.suffix and not _is_folder(path):
            path = path.with_name(path.name + self._format.suffix)
        return path

    def _browse(self) -> None:
        if self._format is None:
            return
        folder = not self._format.suffix
        kinds = tr("Folders (*)") if folder else f"{tr(self._format.title)} (*{self._format.suffix})"
        # The question before something is written over is asked once, when it is written.
        name, _ = QFileDialog.getSaveFileName(
            self, tr("Name of the new folder") if folder else tr("Name of the file"), self.path.text(), kinds,
            options=QFileDialog.Option.DontConfirmOverwrite)  # fmt: skip
        if name:
            self.show_path(Path(name))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


class WrittenLine(QWidget):
    """Where the last files went; hidden until there are some."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path: Path | None = None
        self.words = QLabel(self)
        self.words.setObjectName("export-written")
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.open_file = self._button("open", tr("&Open"), self._open)
        self.open_folder = self._button("open-folder", tr("Open fo&lder"), self._open_folder)
        self.copy = self._button("copy-path", tr("Copy &path"), self._copy)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.words, 1)
        for button in (self.open_file, self.open_folder, self.copy):
            row.addWidget(button)
        self.hide()

    def tell(self, words: str, path: Path, opens: Path | None) -> None:
        """Say what was written to `path`; `opens` is what Open opens, if anything."""
        self.path, self._opens = path, opens
        self.words.setText(words)
        self.open_file.setVisible(opens is not None)
        self.show()

    def _open(self) -> None:
        if self._opens is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._opens)))

    def _open_folder(self) -> None:
        if self.path is not None:
            folder = self.path if self.path.is_dir() else self.path.parent
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _copy(self) -> None:
        if self.path is not None:
            QGuiApplication.clipboard().setText(str(self.path))

    def _button(self, name: str, text: str, run: object) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(f"export-{name}")
        button.setAutoDefault(False)
        button.clicked.connect(run)
        return button
