"""What the pages of the Study tab that show points have in common: the brush above, and their faces."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from studio.analysis.study import look_words
from studio.gui.absent import Absent
from studio.gui.inspector.words import sentence
from studio.gui.more_button import more_button
from studio.gui.pages import to_page
from studio.gui.plots.chart import fill_surface
from studio.gui.session import Session
from studio.gui.study import comparing
from studio.gui.study.brush import limit_text
from studio.gui.study.desk import StudyDesk
from studio.gui.study.sample_run import start_sample
from studio.gui.study.taking_out import TakingOut
from studio.gui.value_text import typeset
from studio.gui.view import StageView
from studio.text import mark, tr

_FACE_MS = 150
_PROMISES: dict[str, str] = {
    "scatter": mark("Here every point of a study is a dot: price against power per mass, say, with the front of those "
                    "that no other beats."),
    "parallel": mark("Here every point of a study is a line across its fields and results: brush an axis to see what "
                     "goes with what."),
    "map": mark("Here a result is drawn over two fields that vary, with contours, and what breaks a requirement "
                "hatched."),
    "table": mark("Here the points of a study stand as rows, to sort, to filter and to open as the design."),
}  # fmt: skip
"""What would be to see on each page."""


class StudyPage(StageView):
    """Subclasses put what they draw into `body` and write `show_points`, called while there are points to show."""

    def __init__(self, session: Session, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName(f"study-{name}")
        self.setAccessibleName(title)
        self.desk = StudyDesk.of(session)
        em = self.fontMetrics().height()
        self.banner = QLabel(self)
        self.banner.setObjectName(f"study-{name}-banner")
        self.banner.setWordWrap(True)
        self.banner.hide()
        self.bar = BrushBar(self.desk, f"study-{name}", self)
        self.taking_out = TakingOut(self, self.desk, f"study-{name}")
        self.bar.add_menu(self.taking_out.menu)
        self.body = QWidget(self)
        self.absent = Absent(f"study-{name}-absent", self)
        self.absent.offer("sample", tr("Run a sample study"), self._sample)
        self.absent.offer("setup", tr("Set up a study"), lambda: to_page(self, "setup"))
        self._promise = tr(_PROMISES[name]) if name in _PROMISES else ""
        column = QVBoxLayout(self)
        column.setContentsMargins(round(em * 0.4), round(em * 0.25), round(em * 0.4), round(em * 0.25))
        column.setSpacing(round(em * 0.25))
        column.addWidget(self.banner)
        column.addWidget(self.bar)
        column.addWidget(self.body, 1)
        column.addWidget(self.absent, 1)
        desk = self.desk
        desk.study_changed.connect(self.study_changed)
        for signal in (desk.study_changed, desk.rows_changed, desk.brush_changed, desk.run_changed):
            signal.connect(self.request_draw)
        # The points stay as they are while the design is dragged: only whether it is one of them is looked at again.
        self._face_soon = QTimer(self, singleShot=True)
        self._face_soon.timeout.connect(self._design_settled)
        session.design_changed.connect(self._design_moved)
        self._refresh_face()
        self.theme_changed()

    def show_points(self) -> None:
        """Draw the points of `self.desk`."""
        raise NotImplementedError

    def study_changed(self) -> None:
        """It is another study: fill the boxes with its columns."""

    def missing(self) -> str:
        """Why there is nothing to show of these points; empty where there is."""
        return ""

    @property
    def face(self) -> str:
        return self.desk.face

    def draw(self) -> None:
        self._refresh_face()
        if not self.body.isHidden():
            self.show_points()

    def theme_changed(self) -> None:
        fill_surface(self)

    def sizeHint(self) -> QSize:
        em = self.fontMetrics().height()
        return QSize(em * 30, em * 20)

    def minimumSizeHint(self) -> QSize:
        em = self.fontMetrics().height()
        return QSize(em * 14, em * 10)

    def _design_moved(self) -> None:
        if self.isVisible() and not self._face_soon.isActive():
            self._face_soon.start(_FACE_MS if self.rests else 0)

    def _design_settled(self) -> None:
        if self.isVisible():
            self._refresh_face()
            StageView._show_face(self)

    def _status_changed(self) -> None:
        """Nothing: the stages of the open design are not what is shown here."""

    def _show_face(self) -> None:
        self._refresh_face()

    def _sample(self) -> None:
        if refusal := start_sample(self.desk):
            self.absent.setText(sentence(refusal))

    def _refresh_face(self) -> None:
        desk, points = self.desk, self.desk.points
        some = points is not None and points.filled > 0
        words, empty = "", False
        if not some:
            empty = desk.state != "failed" and desk.face != "busy"
            none = tr("No study yet: choose what to vary under “Set up” and run it, or open an earlier one.")
            words = desk.reason if desk.state == "failed" else {
                "busy": tr("The first points are on their way …"),
            }.get(desk.face, f"{self._promise}\n\n{none}".strip())
        elif why := self.missing():
            words = why
        self.absent.setText(sentence(words))
        self.absent.show_offers(empty)
        self.absent.setVisible(bool(words))
        self.body.setVisible(not words)
        self.bar.setVisible(some)
        self.bar.refresh()
        told, colour = "", self.session.theme.colours.amber
        if some and desk.state == "failed":
            told, colour = desk.reason, self.session.theme.colours.red
        elif points is not None and some and not desk.belongs:
            told = tr("This study began with another design, “{title}”: to open one of its points replaces the one "
                      "that is open now.", title=points.design.title)  # fmt: skip
        self.banner.setText(sentence(told))
        self.banner.setVisible(bool(told))
        self.banner.setStyleSheet(f"color: {colour};")


class BrushBar(QWidget):
    """How many points are brushed, and each limit with a way to take it off."""

    def __init__(self, desk: StudyDesk, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._name = desk, name
        self._chips: dict[str, QToolButton] = {}
        self._words: dict[str, str] = {}
        self.count = QLabel(self)
        self.count.setObjectName(f"{name}-count")
        self.count.setProperty("look", "muted")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._row.addWidget(self.count)
        self._row.addStretch(1)
        self.meeting = self._button("requirements", tr("Meets the requirements"), desk.limit_to_requirements)
        self.meeting.setToolTip(tr("Brush the points that meet the requirements of the study's design"))
        self.clear = self._button("clear", tr("Clear the brush"), desk.clear_brush)
        self.compare = self._button("compare", tr("Compare"), lambda: comparing.compare(desk, comparing.meant(desk)))
        desk.current_changed.connect(self.refresh)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def add_menu(self, menu: QMenu) -> None:
        """Put a menu at the right end."""
        self._row.addWidget(more_button(
            f"{self._name}-more", tr("Picture and data of the study"),
            tr("Copy or save the picture, or the data of the points that are brushed"), menu, self))  # fmt: skip

    def refresh(self) -> None:
        desk, points = self._desk, self._desk.points
        if points is None:
            return
        limits = desk.brush.limits
        if limits:
            text = tr("{some} of {all} points", some=typeset(f"{int(desk.mask().sum())}"),
                      all=typeset(f"{points.count}"))  # fmt: skip
        elif points.filled < points.count:
            text = tr("{some} of {all} points", some=typeset(f"{points.filled}"), all=typeset(f"{points.count}"))
        else:
            text = tr("{all} points", all=typeset(f"{points.count}"))
        if points.failures:
            text += tr(", {count} failed", count=typeset(f"{len(points.failures)}"))
        if points.plan.fidelity == "quick":
            text += tr(", a first look")
        self.count.setToolTip(look_words(points.plan))
        self.count.setText(text)
        for name in [name for name in self._chips if name not in limits]:
            chip = self._chips.pop(name)
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        for name, limit in limits.items():
            words = limit_text(points.column(name), limit)
            self._words[name] = words
            if name not in self._chips:
                chip = self._button(f"limit:{name}", "", partial(desk.limit, {name: None}))
                self._row.removeWidget(chip)
                self._row.insertWidget(1 + len(self._chips), chip)
                self._chips[name] = chip
            chip = self._chips[name]
            chip.setToolTip(tr("{limit}: a click takes this limit off", limit=words))
            chip.setAccessibleName(tr("Take off the limit {limit}", limit=words))
        results = {one.result for one in points.design.requirements}
        self.meeting.setVisible(not limits and bool(results & set(points.outcomes)))
        self.clear.setVisible(bool(limits))
        rows = comparing.meant(desk)
        self.compare.setEnabled(bool(rows))
        self.compare.setText(comparing.said(rows) if rows else tr("Compare"))
        self.compare.setToolTip(tr("Put the brushed points, {most} at most, or else the current point into columns of "
                                   "the Compare tab (Ctrl+Shift+D)", most=comparing.MOST))  # fmt: skip
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Write on the chips what there is room for: the count and the buttons come first."""
        if not self._chips:
            return
        metrics, em = self.fontMetrics(), self.fontMetrics().height()
        taken = metrics.horizontalAdvance(self.count.text()) + 5 * em  # the menu at the right end as well
        buttons = (self.meeting, self.clear, self.compare)
        taken += sum(button.sizeHint().width() for button in buttons if not button.isHidden())
        room = (self.width() - taken) // len(self._chips) - round(2.2 * em)
        for name, chip in self._chips.items():
            words = metrics.elidedText(self._words[name], Qt.TextElideMode.ElideMiddle, min(max(room, em), 14 * em))
            chip.setText(f"{words} ✕")

    def _button(self, name: str, text: str, run: Callable[[], Any]) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(f"{self._name}-{name}")
        button.setText(text)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(lambda: run())
        self._row.addWidget(button)
        return button
