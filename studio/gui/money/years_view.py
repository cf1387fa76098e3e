"""Break-even by year: both prices along the learning curve of the launch price, with trends that can be changed."""

from dataclasses import fields
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDoubleSpinBox, QGridLayout, QLabel, QWidget

from studio.analysis.trade import ByYear, Trends, break_even_date
from studio.analysis.trade.breakeven import GROUND, SPACE
from studio.analysis.trade.trends import LABELS, LEAST, MOST
from studio.design import Design
from studio.gui.charts.two_curves import Curves, TwoCurves
from studio.gui.question import Question, Work
from studio.gui.session import Session
from studio.gui.value_text import result_text, typeset
from studio.text import tr

_PLAIN = """QDoubleSpinBox::up-button, QDoubleSpinBox::down-button, QDoubleSpinBox::up-arrow,
    QDoubleSpinBox::down-arrow { width: 0; height: 0; border: none; image: none; }
QDoubleSpinBox QLineEdit { border: none; padding: 0; background: transparent; }"""
"""The keys and the wheel do without buttons; the line within a box has no frame and no margin of its own."""


class YearsView(Question):
    """One line of changes a year, the curves, and below them everything that is taken for granted."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "breakeven-years", tr("Break-even by year"), parent)
        self.pair: tuple[str, str] = (SPACE, GROUND)
        self.changes: dict[str, QDoubleSpinBox] = {}
        grid = QGridLayout()
        for place, (name, label) in enumerate(LABELS.items()):
            words = QLabel(tr(label), self)
            words.setWordWrap(True)
            grid.addWidget(words, place // 2, 2 * (place % 2))
            grid.addWidget(self._change(name, tr(label)), place // 2, 2 * (place % 2) + 1)
        grid.setHorizontalSpacing(round(0.7 * self.fontMetrics().height()))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)
        self.head.addLayout(grid, 1)
        self.curves = TwoCurves(session, "breakeven-years-chart", tr("Orbit and ground by year"), self)
        self.granted = QLabel(self)
        self.granted.setObjectName("breakeven-years-granted")
        self.granted.setProperty("look", "muted")
        self.granted.setWordWrap(True)
        self.granted.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(self.curves, 1)
        self.body.addWidget(self.granted)

    def trends(self) -> Trends:
        """The changes as they are typed."""
        return Trends(**{name: round(box.value() / 100.0, 6) for name, box in self.changes.items()})

    def show_pair(self, space: str, ground: str) -> None:
        """Hold other results against each other."""
        if (space, ground) != self.pair:
            self.pair = space, ground
            self.request_draw()

    def question(self) -> object:
        return self.pair, self.trends()

    def work(self, design: Design) -> Work:
        (space, ground), trends = self.pair, self.trends()
        return lambda checkpoint: break_even_date(design, trends, space, ground, checkpoint=checkpoint)

    def show_answer(self, answer: Any) -> None:
        found: ByYear = answer
        self.tell(typeset(found.sentence(result_text)))
        dots: tuple[tuple[float, float, str], ...] = ()
        if found.crossing is not None:
            place = found.years.tolist().index(float(found.crossing))
            dots = ((float(found.crossing), float(found.space[place]), str(found.crossing)),)
        self.curves.show_curves(Curves(
            found.years, found.space, found.ground, found.name, (tr("In orbit"), tr("On the ground")),
            (found.name, found.other), tr("Year"), lambda value: f"{value:.0f}", False, dots, whole=True,
        ))  # fmt: skip
        self.granted.setText(tr("Taken for granted:") + " " + " ".join(found.assumptions))

    def theme_changed(self) -> None:
        self.curves.use_theme()
        super().theme_changed()

    def _change(self, name: str, label: str) -> QDoubleSpinBox:
        box = QDoubleSpinBox(self)
        box.setObjectName(f"breakeven-years-{name}")
        box.setAccessibleName(tr("{label}: change a year", label=label))
        box.setRange(100.0 * LEAST, 100.0 * MOST)
        box.setDecimals(1)
        box.setSingleStep(1.0)
        box.setValue(100.0 * getattr(Trends(), name))
        box.setSuffix(" " + tr("%/yr"))
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.setKeyboardTracking(False)
        box.setStyleSheet(_PLAIN)
        box.setFixedWidth(round(5.5 * self.fontMetrics().height()))
        box.valueChanged.connect(lambda _: self.request_draw())
        self.changes[name] = box
        assert name in {spec.name for spec in fields(Trends)}
        return box

