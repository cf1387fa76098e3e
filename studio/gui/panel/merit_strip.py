"""The figures that a panel is judged by, always in sight while a hand drags: new, at end of life, warm."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLayout, QWidget

from studio.analysis import RESULTS, Results
from studio.analysis.result import FloatArray
from studio.gui.panel.compare import figures
from studio.gui.session import Session
from studio.gui.value_text import result_text
from studio.gui.view import StageView
from studio.text import mark, tr

_PAIRS = (
    (mark("W/m² new → end"), ("panel.power_density_operating_bol", "panel.power_density_operating_eol")),
    (mark("W/kg new → end"), ("panel.specific_power_operating_bol", "panel.specific_power_operating_eol")),
    (mark("Efficiency AM0"), ("panel.efficiency_cell",)),
    (mark("Cells in sunlight"), ("panel.temperature",)),
    (mark("Current match"), ("panel.current_surplus",)),
    (mark("Mass"), ("panel.areal_mass",)),
    (mark("Left at the end"), ("panel.remaining_factor",)),
    (mark("Price per watt"), ("panel.cost_per_watt",)),
)
_CELL_EMS = 9.5


class MeritStrip(StageView):
    """Clicking a figure, or Enter on it, asks for its explanation."""

    stages = figures.STAGES
    explain_requested = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName("panel-merits")
        self.setAccessibleName(tr("Figures of merit"))
        self._em = self.fontMetrics().height()
        self.figures = {names[0]: _Figure(tr(title), names, self) for title, names in _PAIRS}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(round(self._em * 0.3), 2, round(self._em * 0.3), 2)
        self._grid.setHorizontalSpacing(round(self._em * 0.6))
        self._grid.setVerticalSpacing(0)
        self._grid.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._columns = 0
        self._arrange(2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(max(2, int(self.width() / (self._em * _CELL_EMS))))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(self._em * 2 * _CELL_EMS), self._grid.minimumSize().height())

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def _show_face(self) -> None:
        """A box of words has no room here: why there is nothing stands in the tooltip, and over the pages."""
        super()._show_face()
        for label in self._veil.findChildren(QLabel):
            self.setToolTip(label.text())
            label.hide()

    def draw(self) -> None:
        results = self.session.results()
        for figure in self.figures.values():
            figure.name_unit()
            figure.show_text(figure_text(results, figure.names))

    def _arrange(self, columns: int) -> None:
        columns = min(columns, len(self.figures))
        columns = -(-len(self.figures) // -(-len(self.figures) // columns))  # rows of one length
        if columns == self._columns:
            return
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 0)
        self._columns = columns
        for place, figure in enumerate(self.figures.values()):
            self._grid.addWidget(figure, place // columns, place % columns)
            self._grid.setColumnStretch(place % columns, 1)
        self.updateGeometry()


def figure_text(results: Results, names: tuple[str, ...]) -> str:
    """One figure, or two with an arrow between and one unit; a dash where it does not apply."""
    if names[0] == "panel.current_surplus":
        limiting, surplus = results.get("panel.limiting_junction"), results.get(names[0])
        if limiting is None or surplus is None:
            return "–"
        return tr(mark("{limiting} −{short:.1f} %"), limiting=limiting, short=100.0 * _short(surplus))
    texts = [result_text(name, results.get(name)) for name in names]
    if len(texts) == 1 or results.get(names[0]) is None:
        return texts[0]
    unit = RESULTS[names[0]].unit
    return f"{texts[0].removesuffix(unit).rstrip()} → {texts[1]}"


def _short(surplus: FloatArray) -> float:
    """How much less current the weakest junction has than the strongest."""
    most = float(max(surplus))
    return most / (1.0 + most)


class _Figure(QWidget):
    def __init__(self, title: str, names: tuple[str, ...], strip: MeritStrip) -> None:
        super().__init__(strip)
        self.names = names
        self._strip = strip
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setObjectName(f"panel-merit:{names[0]}")
        self._title = QLabel(title, self)
        self._title.setProperty("look", "muted")
        self.value = QLabel("–", self)
        font = self.value.font()
        font.setBold(True)
        self.value.setFont(font)
        self._text = title
        for label in (self._title, self.value):
            label.setMinimumWidth(0)
        column = QGridLayout(self)
        column.setContentsMargins(0, 0, 0, 1)
        column.setVerticalSpacing(0)
        column.addWidget(self._title, 0, 0)
        column.addWidget(self.value, 1, 0)
        self.setToolTip("\n".join([*(tr(RESULTS[name].label) for name in names), tr("Click or press Enter for where it "
                                                                                    "comes from")]))  # fmt: skip

    def quantity_at(self, place: object) -> str:
        """What explains the figure, wherever in it."""
        return self.names[-1]

    def name_unit(self) -> None:
        """Let a title that is a unit name the one that is shown."""
        info = RESULTS[self.names[0]]
        words = self._text.replace(info.usual, info.unit) if info.usual else self._text
        if words != self._title.text():
            self._title.setText(words)

    def show_text(self, text: str) -> None:
        if text != self.value.text():
            self.value.setText(text)
            self.setAccessibleName(f"{self._title.text()}: {text}")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self._strip.explain_requested.emit(self.names[-1])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._strip.explain_requested.emit(self.names[-1])
        else:
            super().keyPressEvent(event)
