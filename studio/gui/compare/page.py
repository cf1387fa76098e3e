"""What the pages of the Compare tab share: the buttons above, a line that tells, and the faces of the open design."""

from pathlib import Path

from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from studio.analysis import STAGES
from studio.gui.compare.column_bar import ColumnBar, said_count
from studio.gui.compare.desk import CompareDesk
from studio.gui.picture_dialog import ask_picture
from studio.gui.picture_files import PictureFiles
from studio.gui.plots.chart import fill_surface
from studio.gui.session import Session
from studio.gui.told import tell
from studio.gui.view import StageView
from studio.text import tr


class ComparePage(StageView):
    """Drawn anew when the open design has new results, and when the columns change. Subclasses fill `body`."""

    stages = ("orbit",)

    def __init__(self, session: Session, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName(f"compare-{name}")
        self.setAccessibleName(title)
        self.desk = CompareDesk.of(session)
        em = self.fontMetrics().height()
        self.told = QLabel(self)
        self.told.setObjectName(f"compare-{name}-told")
        self.told.setProperty("look", "muted")
        self.told.setWordWrap(True)
        self.told.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.bar = ColumnBar(self.desk, f"compare-{name}-bar", self.told, self)
        self.body = QVBoxLayout()
        self.body.setSpacing(round(em * 0.25))
        column = QVBoxLayout(self)
        column.setContentsMargins(round(em * 0.4), round(em * 0.3), round(em * 0.4), round(em * 0.3))
        column.setSpacing(round(em * 0.25))
        column.addWidget(self.bar)
        column.addLayout(self.body, 1)
        self.desk.changed.connect(self.request_draw)
        self.desk.computed.connect(lambda _: self.request_draw())
        self.desk.busy_changed.connect(self._count)
        self.desk.told.connect(self._tell)
        self.picture_files = PictureFiles(self)
        self.picture_files.told.connect(self._tell)
        session.run_done.connect(lambda _: self.request_draw())
        session.settled.connect(self._status_changed)

    @property
    def face(self) -> str:
        """Outdated while any result of the open design is; what failed in one design is told in its column."""
        state = super().face
        if state in {"fresh", "outdated"}:
            behind = any(self.session.status(stage) in {"outdated", "running"} for stage in STAGES)
            return "outdated" if behind else "fresh"
        return state

    def theme_changed(self) -> None:
        fill_surface(self)

    def draw(self) -> None:
        self._count()
        self.bar.refresh()
        self.show_columns()

    def show_columns(self) -> None:
        """Show the columns as they are known now."""
        raise NotImplementedError

    def legend(self) -> str:
        """What the signs of the page mean."""
        return ""

    def ask_picture(self, widget: QWidget) -> None:
        """Ask how large a picture of `widget` is to be, and where to."""
        ask_picture(widget, "comparison")

    def save_picture(self, widget: QWidget, path: Path) -> None:
        """Write what `widget` shows as a PNG."""
        self.picture_files.write(path, widget)

    def _count(self) -> None:
        failures = [f"{self.desk.title(entry)}: {found.failure}" for entry in self.desk.entries
                    if (found := self.desk.found(entry.number)).failure]  # fmt: skip
        if len(self.desk.entries) == 1:
            words = tr("Only the open design: add presets, files, baselines or points of a study to compare it with.")
        else:
            words = " ".join((said_count(self.desk) + ".", self.legend()))
        self._tell("\n".join((words, *failures)), bool(failures))

    def _tell(self, text: str, wrong: bool) -> None:
        tell(self.told, text, wrong)
