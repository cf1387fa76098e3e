"""Report: what it will look like, which of its sections are in, and the button that writes it."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from studio.export.formats import find_format
from studio.export.report.names import SECTIONS
from studio.gui.export.exporter import Exporter, Made, Request
from studio.gui.export.preview import Preview
from studio.gui.review.page import ReviewPage
from studio.gui.session import Session
from studio.gui.theme.lettered import lettered
from studio.gui.wide_box import WideBox
from studio.text import language, tr

_QUIET_MS = 600
"""A report takes seconds: it is made again when the hand rests."""
_FORMS = {"pdf": "PDF", "html": "HTML"}


class ReportPage(ReviewPage):
    """The preview follows the switches and the design; what was looked at is what is written."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "report", tr("Report"), parent)
        self.exporter = Exporter(session, self)
        self.exporter.made.connect(self._take)
        self.exporter.failed.connect(self._fail)
        self.exporter.idle.connect(self._idle)
        self.exporter.told.connect(lambda text: self.say(text))
        self._shown: Request | None = None
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.timeout.connect(self.look)
        em = self.fontMetrics().height()
        self.form = self._box("form", tr("Form"), [(tr("PDF"), "pdf"), (tr("Page for a browser"), "html")])
        self.language = self._box("language", tr("Language"), [("English", "en"), ("简体中文", "zh_CN")])
        self.language.setCurrentIndex(max(self.language.findData(language()), 0))
        self.baseline = self._box("baseline", tr("Compare with the baseline"), [])
        self.switches: dict[str, QCheckBox] = {}
        for name, title in (*SECTIONS.items(), ("appendices", "")):
            box = QCheckBox(tr(title) if title else tr("All fields and equations"), self)
            box.setObjectName(f"review-report-section:{name}")
            box.setChecked(name != "appendices")
            box.toggled.connect(lambda _: self._later())
            self.switches[name] = box
        self.write = self.button("write", tr("Write the report…"), self.ask_file)
        self.stop = self.button("stop", tr("Stop"), self.exporter.cancel)
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        self.progress.setMaximumHeight(round(em * 0.6))
        self.progress.setAccessibleName(tr("How much of the report is made"))
        self.exporter.progressed.connect(lambda share: self.progress.setValue(round(1000 * share)))
        self.preview = Preview(session, self)
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, round(em * 0.5), 0)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        for title, widget in ((tr("Form"), self.form), (tr("Language"), self.language),
                              (tr("Compare with the baseline"), self.baseline)):  # fmt: skip
            form.addRow(title, widget)
        column.addLayout(form)
        heading = QLabel(tr("Sections"), left)
        lettered(heading)
        column.addWidget(heading)
        for box in self.switches.values():
            column.addWidget(box)
        column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setObjectName("review-report-choices")
        scroll.setWidget(left)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFixedWidth(round(em * 17))
        scroll.setHorizontalScrollBarPolicy(scroll.horizontalScrollBarPolicy().ScrollBarAlwaysOff)
        both = QHBoxLayout()
        both.addWidget(scroll)
        both.addWidget(self.preview, 1)
        self.body.addLayout(both, 1)
        self.body.addWidget(self.progress)
        self.body.addLayout(self.row(self.status, self.stop, self.write))
        self.body.setStretchFactor(both, 1)
        self.status.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._idle()

    def refresh(self) -> None:
        names = [one.name for one in self.design.baselines]
        known = [self.baseline.itemData(place) for place in range(self.baseline.count())]
        if known != ["", *names, "none"]:
            before = self.baseline.currentData()
            self.baseline.blockSignals(True)
            self.baseline.clear()
            self.baseline.addItem(tr("the newest"), "")
            for name in names:
                self.baseline.addItem(name, name)
            self.baseline.addItem(tr("none"), "none")
            self.baseline.setCurrentIndex(max(self.baseline.findData(before), 0))
            self.baseline.blockSignals(False)
        if self._shown is None or self._shown != self._request():
            self._later()

    def options(self) -> dict[str, Any]:
        """What is chosen, as the format takes it."""
        out = [name for name, box in self.switches.items() if name in SECTIONS and not box.isChecked()]
        return {"without": ",".join(out), "appendices": self.switches["appendices"].isChecked(),
                "baseline": str(self.baseline.currentData() or "")}  # fmt: skip

    def look(self) -> None:
        """Make the report, to look at."""
        if not self.isVisible():
            return
        if self.outdated:
            self._later()
            return
        request = self._request()
        self.preview.show_face("busy" if self._shown is None else "outdated", tr("The report is being made …"))
        self.progress.show()
        self.stop.setEnabled(True)
        self.exporter.make(request)

    def ask_file(self) -> None:
        """Let the user say where the report goes."""
        suffix = find_format(self.form.currentData()).suffix
        path = self.session.document.path
        start = (path.parent if path else Path.home()) / f"{path.stem if path else 'report'}{suffix}"
        name, _ = QFileDialog.getSaveFileName(self, tr("Write the report"), str(start),
                                              f"{tr('Report')} (*{suffix})")  # fmt: skip
        if name:
            target = Path(name)
            self.write_to(target if target.suffix else target.with_name(target.name + suffix), over=bool(target.suffix))

    def write_to(self, target: Path, *, over: bool = True) -> None:
        """Write the report to `target`."""
        self.stop.setEnabled(True)
        self.progress.show()
        self.exporter.write(self._request(), target, over=over)

    def close_view(self) -> None:
        """Stop what is being made."""
        self._quiet.stop()
        self.exporter.close()

    def _request(self) -> Request:
        path = self.session.document.path
        return self.exporter.request(find_format(self.form.currentData()), self.options(),
                                     self.language.currentData(), path.stem if path else "report")  # fmt: skip

    def _box(self, name: str, title: str, choices: list[tuple[str, str]]) -> QComboBox:
        box = WideBox(self)
        box.setObjectName(f"review-report-{name}")
        box.setAccessibleName(title)
        for text, data in choices:
            box.addItem(text, data)
        box.currentIndexChanged.connect(lambda _: self._later())
        return box

    def _later(self) -> None:
        if self.isVisible():
            if self._shown is not None:
                self.preview.show_face("outdated", tr("The report is being made …"))
            self._quiet.start(_QUIET_MS)

    def _take(self, made: Made) -> None:
        self._shown = made.request
        self.preview.show_look(made.look)
        self.say(made.look.said)

    def _fail(self, reason: str) -> None:
        self.say(reason, True)
        self.preview.show_face("failed", reason)
        self._idle()

    def _idle(self) -> None:
        self.progress.hide()
        self.progress.setValue(0)
        self.stop.setEnabled(False)
