"""What the pages of the Review tab share: they are written anew when the design or its results changed, if seen."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from studio.analysis import STAGES, Results
from studio.design import Design
from studio.gui.guard import gui_only
from studio.gui.session import Session
from studio.gui.theme import Colours
from studio.gui.told import tell
from studio.gui.wrapping import WrappingRow
from studio.text import tr

_PAUSE_MS = 120
"""Least time between two rounds while a hand is on a slider."""


class ReviewPage(QWidget):
    """Subclasses put their parts into `body` and write `refresh`; `teach` stands where there is nothing yet."""

    explain_requested = Signal(str)
    field_requested = Signal(str)

    def __init__(self, session: Session, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"review-{name}")
        self.setAccessibleName(title)
        self.session, self.name = session, name
        em = self.fontMetrics().height()
        self.status = QLabel(self)
        self.status.setObjectName(f"review-{name}-status")
        self.status.setWordWrap(True)
        self.status.setProperty("look", "muted")
        self.empty = QLabel(self)
        self.empty.setObjectName(f"review-{name}-empty")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setProperty("look", "muted")
        self.empty.setMargin(em)
        self.empty.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.empty.hide()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(round(em * 0.6), round(em * 0.4), round(em * 0.6), round(em * 0.4))
        self.body.setSpacing(round(em * 0.35))
        self._icons: dict[object, QIcon] = {}
        self._waited = ""
        """What was last said of results that are on their way."""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._refresh_now)
        session.design_changed.connect(self.request_refresh)
        session.run_done.connect(self.request_refresh)
        session.status_changed.connect(self.request_refresh)
        session.theme.changed.connect(self.request_refresh)
        session.currency.changed.connect(self.request_refresh)

    @property
    def design(self) -> Design:
        return self.session.design

    def results(self) -> Results:
        """The last good results, without those of a stage that has failed since: nothing rests on what was."""
        found = self.session.results()
        good = {name: one for name, one in found.outcomes.items() if not self.session.failure(name)}
        return Results(found.design, good)

    def refresh(self) -> None:
        """Write everything anew."""
        raise NotImplementedError

    @gui_only
    def request_refresh(self, *_: object) -> None:
        """Write everything anew soon, once."""
        if self.isVisible():
            rest = _PAUSE_MS if self.outdated else 0
            if not self._soon.isActive() or rest < self._soon.remainingTime():
                self._soon.start(rest)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _refresh_now(self) -> None:
        if self.isVisible():
            self.refresh()

    def say(self, text: str, error: bool = False) -> None:
        """Tell beneath the page what came of a command."""
        tell(self.status, text, error)

    def edit(self, label: str, edit: Callable[[Design], Design], done: str = "") -> bool:
        """Change the design in one undo step; a refusal is told on the page. Whether it was changed."""
        refusal = self.session.edit(label, edit)
        self.say(refusal.text if refusal is not None else done, refusal is not None)
        return refusal is None

    @property
    def outdated(self) -> bool:
        """Whether a result is still to come: a note or a signature makes none outdated."""
        return any(self.session.status(stage) in {"outdated", "running", "not_run"} for stage in STAGES)

    def waiting(self) -> str:
        """What to say while results are on their way; empty where all is fresh."""
        if self.outdated:
            return tr("The results are being computed; what is shown may be of the design before.")
        return ""

    def say_waiting(self) -> None:
        """Say that results are on their way, and take it back when they are there; another message stays."""
        words = self.waiting()
        if words or self.status.text() == self._waited:
            self.say(words)
            self._waited = words

    def icon(self, key: object, make: Callable[[Colours, int, float], QIcon]) -> QIcon:
        """The icon called `key`, painted once for each look of the window."""
        look = (key, self.session.theme.colours, self.fontMetrics().height(), self.devicePixelRatioF())
        if look not in self._icons:
            self._icons[look] = make(*look[1:])
        return self._icons[look]

    def button(self, name: str, text: str, run: Callable[[], object], tip: str = "") -> QPushButton:
        """A button of the page, with a name."""
        made = QPushButton(text, self)
        made.setObjectName(f"review-{self.name}-{name}")
        made.setToolTip(tip)
        made.setAutoDefault(False)
        made.clicked.connect(lambda: run())
        return made

    def row(self, *parts: QWidget | None) -> QHBoxLayout:
        """Parts side by side; None is room between them."""
        line = QHBoxLayout()
        line.setSpacing(round(self.fontMetrics().height() * 0.3))
        for part in parts:
            line.addStretch(1) if part is None else line.addWidget(part)
        return line

    def wrap(self, *buttons: QWidget) -> WrappingRow:
        """Buttons in as many lines as they need."""
        return WrappingRow(round(self.fontMetrics().height() * 0.3)).add(*buttons)

    def teach(self, words: str, hide: Sequence[QWidget]) -> None:
        """Show `words` in place of the parts that have nothing to show; those, where there are no words."""
        self.empty.setText(words)
        self.empty.setVisible(bool(words))
        for part in hide:
            part.setVisible(not words)
