"""The founding claim held against the open design: the answer in a sentence, and what it rests on."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from studio.analysis import Results
from studio.analysis.claims.backbone import Claim
from studio.document.claim import backbone_claim
from studio.gui.session import Session
from studio.gui.tasks import Tasks
from studio.gui.theme.lettered import lettered
from studio.gui.view import StageView
from studio.text import tr

_SIGNS = {"yes": "✔", "no": "✘", "open": "?"}


class ClaimView(StageView):
    """The answer is worked out beside the GUI: the cells that fly today are evaluated in the same orbit."""

    stages = ("optics", "cell", "radiation", "panel")
    pause_ms = 400

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName("panel-claim")
        self.setAccessibleName(tr("The founding claim"))
        self.claim: Claim | None = None
        self._of: tuple[object, ...] = ()
        """The keys of what the claim was answered from, or could not be answered from."""
        self._asked: tuple[object, ...] = ()
        self.tasks = Tasks(self, "claim")
        self.tasks.done.connect(self._take)
        self.tasks.failed.connect(self._fail)
        em = self.fontMetrics().height()
        page = QWidget()
        statement = QLabel(tr(
            "“Perovskite, ultra-thin heterojunction and tandem architectures as the backbone of orbital solar power”: "
            "is that true of this design?"
        ), page)  # fmt: skip
        statement.setProperty("look", "muted")
        self.summary = QLabel(page)
        self.summary.setObjectName("panel-claim-summary")
        lettered(self.summary)
        self.lines = QLabel(page)
        self.lines.setObjectName("panel-claim-lines")
        self.lines.setTextFormat(Qt.TextFormat.RichText)
        self.lines.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.lines.setAccessibleName(tr("Answers"))
        column = QVBoxLayout(page)
        column.setContentsMargins(em, round(em * 0.6), em, em)
        column.setSpacing(round(em * 0.6))
        for label in (statement, self.summary, self.lines):
            label.setWordWrap(True)
            column.addWidget(label)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)

    def draw(self) -> None:
        results: Results = self.session.results()
        self._asked = self._keys(results)
        self.tasks.run(lambda checkpoint, report: backbone_claim(results))

    @property
    def face(self) -> str:
        known = super().face
        if known != "fresh" or self._of == self._keys(self.session.results()):
            return known
        return "outdated" if self.claim is not None else "busy"

    def _keys(self, results: Results) -> tuple[object, ...]:
        """What the claim is answered from, as it was computed."""
        return tuple(results.outcomes[stage].key for stage in self.stages)

    def theme_changed(self) -> None:
        if self.claim is not None:
            self._write(self.claim)

    def _take(self, claim: Claim) -> None:
        self.claim, self._of = claim, self._asked
        self._write(claim)
        self._status_changed()

    def _fail(self, reason: str) -> None:
        self.claim, self._of = None, self._asked
        self.summary.setText(reason)
        self.lines.clear()
        self._status_changed()

    def _write(self, claim: Claim) -> None:
        colours = self.session.theme.colours
        tones = {"yes": colours.green, "no": colours.red, "open": colours.amber}
        rows = "".join(
            f"<tr><td style='color:{tones[line.verdict]}; padding-right:8px'><b>{_SIGNS[line.verdict]}</b></td>"
            f"<td style='padding-bottom:6px'><b>{escape(line.question)}</b><br>{escape(line.answer)}</td></tr>"
            for line in claim.lines
        )
        self.summary.setText(claim.summary)
        self.lines.setText(f"<table>{rows}</table>")
