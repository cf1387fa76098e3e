"""The files opened lately: name, folder and date, those that are gone said so; each can be taken off the list."""

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from studio.document import recent
from studio.gui.background import Background
from studio.text import tr

_MOST = 8


class RecentList(QWidget):
    """`chosen` carries a path; `removed` says that one was taken off the list."""

    chosen = Signal(object)
    removed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("start-recent")
        self.setAccessibleName(tr("Files opened lately"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self.rows: dict[Path, QPushButton] = {}
        self._shown: list[QWidget] = []
        self._background = Background(self)

    def fill(self) -> None:
        """Look, beside the window, which files there are and how old each is: a folder may be on a slow machine."""
        self._background.run(_looked, self._take)

    def close_list(self) -> None:
        """Wait for what is looked up."""
        self._background.close()

    def _take(self, found: "list[tuple[Path, float | None]] | None", error: Exception | None) -> None:
        for widget in self._shown:
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._shown, self.rows = [], {}
        for path, changed in found or []:
            self._add(path, changed)
        if not self.rows:
            nothing = QLabel(tr("None yet: designs that you save or open are listed here."), self)
            nothing.setProperty("look", "muted")
            nothing.setWordWrap(True)
            self._show(nothing)

    def _add(self, path: Path, changed: float | None) -> None:
        line = QWidget(self)
        open_it = QPushButton(path.name, line)
        open_it.setObjectName(f"start-recent:{path.name}")
        open_it.setProperty("look", "link")
        open_it.setCursor(Qt.CursorShape.PointingHandCursor)
        open_it.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        open_it.setToolTip(str(path))
        open_it.setStyleSheet("text-align: left;")
        when = tr("is not there any more") if changed is None else f"{datetime.fromtimestamp(changed):%Y-%m-%d %H:%M}"
        about = QLabel(line)
        about.setProperty("look", "muted")
        about.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        about.setTextFormat(Qt.TextFormat.PlainText)
        about.setText(f"{when} · {_short(path.parent)}")
        about.setToolTip(str(path.parent))
        open_it.setEnabled(changed is not None)
        open_it.setAccessibleName(f"{path.name}, {when}, {path.parent}")
        open_it.clicked.connect(partial(self._choose, path))
        drop = QToolButton(line)
        drop.setObjectName(f"start-forget:{path.name}")
        drop.setText("×")
        drop.setToolTip(tr("Take it off the list; the file stays"))
        drop.setAccessibleName(tr("Take {name} off the list", name=path.name))
        drop.clicked.connect(partial(self._forget, path))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(open_it)
        words.addWidget(about)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(words, 1)
        row.addWidget(drop)
        self.rows[path] = open_it
        self._show(line)

    def _show(self, widget: QWidget) -> None:
        self._column.addWidget(widget)
        self._shown.append(widget)
        widget.show()

    def _choose(self, path: Path) -> None:
        self.chosen.emit(path)

    def _forget(self, path: Path) -> None:
        recent.forget(path)
        self.removed.emit()
        self.fill()


def _looked() -> list[tuple[Path, float | None]]:
    found: list[tuple[Path, float | None]] = []
    for path in recent.recent_files()[:_MOST]:
        try:
            found.append((path, path.stat().st_mtime))
        except (OSError, ValueError):
            found.append((path, None))
    return found


def _short(folder: Path) -> str:
    try:
        return f"~/{folder.relative_to(Path.home())}".rstrip("/.")
    except (ValueError, RuntimeError):
        return str(folder)
