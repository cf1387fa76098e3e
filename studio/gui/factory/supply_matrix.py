"""The supply chain as a table of stages and countries with the companies in it; a click, or Enter, chooses one."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from studio.analysis.supply import Coverage, Presence, Risk, StageRisk
from studio.catalogue.company import COUNTRIES, STAGES, Company, Country, Stage
from studio.catalogue.concentration import share_of
from studio.design.unit_text import per_cent
from studio.gui.factory.company_card import MATURITIES
from studio.gui.plots.curve import faded
from studio.gui.theme import Theme
from studio.text import mark, tr

RISK_WORDS: dict[Risk, str] = {
    "none": mark("■ nobody delivers"),
    "one_company": mark("▲ one company"),
    "one_country": mark("△ one country"),
    "fine": "",
}
_WIDE_EMS = 105
"""From this width on every country has its column; with less, all but two share one."""
_OWN: tuple[Country, ...] = ("CN", "US")
_MOVES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ROWS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


@dataclass(frozen=True, slots=True)
class Chip:
    """A company in its cell."""

    frame: QRectF
    text: str
    presence: Presence


@dataclass(frozen=True, slots=True)
class Row:
    """A stage, where it lies, and how it is called and warned of."""

    stage: Stage
    top: float
    height: float
    risk: Risk
    on_pathway: bool
    share: str
    """How much of the world's output China makes, where that is known."""


class SupplyMatrix(QWidget):
    """`activated` carries the id of a company."""

    activated = Signal(str)
    moved = Signal(QRectF)
    """Where the chip is that the keys have moved to."""

    def __init__(self, theme: Theme, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._coverage: Coverage | None = None
        self._risks: tuple[StageRisk, ...] = ()
        self._stages: tuple[Stage, ...] = ()
        self.company = ""
        self.current = 0
        self.chips: tuple[Chip, ...] = ()
        self.rows: tuple[Row, ...] = ()
        self.columns: tuple[tuple[str, float, float], ...] = ()
        """Title, left edge and width of each."""

    def show_map(self, coverage: Coverage, risks: tuple[StageRisk, ...], pathway: tuple[Stage, ...]) -> None:
        """Show this map; the stages of `pathway` stand out, or all where there is none."""
        if (coverage, risks, pathway) == (self._coverage, self._risks, self._stages):
            return
        self._coverage, self._risks, self._stages = coverage, risks, pathway
        said = (f"{tr(STAGES[one.stage])}: {tr(RISK_WORDS[one.risk])}" for one in risks if one.risk != "fine")
        self.setAccessibleDescription("; ".join(said))
        self._arrange()

    def choose(self, company: str) -> None:
        """Mark every chip of a company."""
        if company != self.company:
            self.company = company
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def sizeHint(self) -> QSize:
        return QSize(40 * self.fontMetrics().height(), self.minimumHeight())

    def _places(self) -> list[tuple[str, tuple[Country, ...]]]:
        assert self._coverage is not None
        known = {country for _, country in self._coverage.cells}
        others = tuple(country for country in COUNTRIES if country in known and country not in _OWN)
        if self.width() >= _WIDE_EMS * self.fontMetrics().height():
            return [(tr(COUNTRIES[one]), (one,)) for one in (*_OWN, *others)]
        return [*((tr(COUNTRIES[one]), (one,)) for one in _OWN), (tr("Elsewhere"), others)]

    def _arrange(self) -> None:
        if self._coverage is None or self.width() < 8 * self.fontMetrics().height():
            return
        metrics = QFontMetricsF(self.font())
        em = metrics.height()
        bold = QFont(self.font())
        bold.setBold(True)
        widest = max(QFontMetricsF(bold).horizontalAdvance(tr(words)) for words in STAGES.values())
        label = min(widest + 1.3 * em, 0.32 * self.width())
        places = self._places()
        weights = [max(sum(len(self._coverage.at(stage, one)) for one in those) for stage in STAGES) ** 0.5 + 0.6
                   for _, those in places]  # fmt: skip
        room, left, columns = self.width() - label, label, []
        for (title, _), weight in zip(places, weights, strict=True):
            width = room * weight / sum(weights)
            columns.append((title, left, width))
            left += width
        chips: list[Chip] = []
        rows: list[Row] = []
        top = 1.5 * em
        for risk in self._risks:
            share = share_text(risk.stage)
            heights = [(1.5 + 1.1 * ((risk.risk != "fine") + bool(share))) * em]
            for (_, those), (_, x, width) in zip(places, columns, strict=True):
                found = [one for place in those for one in self._coverage.at(risk.stage, place)]
                placed, height = self._flow(found, len(those) > 1, QRectF(x, top, width - 0.3 * em, 0.0), metrics)
                chips += placed
                heights.append(height)
            rows.append(Row(risk.stage, top, max(heights), risk.risk, not self._stages or risk.stage in self._stages,
                            share))
            top += max(heights)
        self.chips, self.rows, self.columns = tuple(chips), tuple(rows), tuple(columns)
        self.current = min(self.current, max(len(chips) - 1, 0))
        height = round(top + 0.3 * em)
        if self.minimumHeight() != height:
            self.setMinimumHeight(height)
        self.update()

    def _flow(
        self, found: list[Presence], named: bool, room: QRectF, metrics: QFontMetricsF
    ) -> tuple[list[Chip], float]:
        """The chips of one cell in lines, and the height they take."""
        em = metrics.height()
        placed: list[Chip] = []
        x, y, line = room.left(), room.top() + 0.15 * em, 1.3 * em
        for one in found:
            text = chip_text(one) + (f" · {one.company.country}" if named else "")
            width = min(metrics.horizontalAdvance(text) + 0.8 * em, room.width())
            if x > room.left() and x + width > room.right():
                x, y = room.left(), y + line
            placed.append(Chip(QRectF(x, y, width, 1.15 * em), text, one))
            x += width + 0.3 * em
        return placed, (y + line - room.top() + 0.1 * em) if placed else 0.0

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, metrics = self._theme.colours, QFontMetricsF(self.font())
        em = metrics.height()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bold = QFont(self.font())
        bold.setBold(True)
        painter.setPen(QColor(colours.muted))
        for title, x, width in self.columns:
            painter.drawText(QRectF(x, 0.0, width, 1.4 * em), int(Qt.AlignmentFlag.AlignVCenter), title)
        warning = {"none": colours.red, "one_company": colours.amber, "one_country": colours.amber, "fine": ""}
        for row in self.rows:
            painter.setOpacity(1.0 if row.on_pathway else 0.35)
            painter.setPen(QPen(QColor(colours.line), 1.0))
            painter.drawLine(QPointF(0.0, row.top), QPointF(float(self.width()), row.top))
            if row.on_pathway and self._stages:
                painter.fillRect(QRectF(0.0, row.top + 2.0, 3.0, row.height - 4.0), QColor(colours.accent))
            left = QRectF(0.5 * em, row.top + 0.15 * em, self._label_width - 0.7 * em, 1.2 * em)
            painter.setFont(bold if row.on_pathway and self._stages else self.font())
            painter.setPen(QColor(colours.text))
            words = QFontMetricsF(painter.font()).elidedText(
                tr(STAGES[row.stage]), Qt.TextElideMode.ElideRight, left.width())  # fmt: skip
            painter.drawText(left, int(Qt.AlignmentFlag.AlignVCenter), words)
            painter.setFont(self.font())
            if row.risk != "fine":
                painter.setPen(QColor(warning[row.risk]))
                painter.drawText(left.translated(0.0, 1.1 * em), int(Qt.AlignmentFlag.AlignVCenter),
                                 metrics.elidedText(tr(RISK_WORDS[row.risk]), Qt.TextElideMode.ElideRight,
                                                    left.width()))  # fmt: skip
            if row.share:
                painter.setPen(QColor(colours.muted))
                painter.drawText(left.translated(0.0, 1.1 * em * (1 + (row.risk != "fine"))),
                                 int(Qt.AlignmentFlag.AlignVCenter),
                                 metrics.elidedText(row.share, Qt.TextElideMode.ElideRight, left.width()))  # fmt: skip
        on_pathway = {row.stage: row.on_pathway for row in self.rows}
        for position, chip in enumerate(self.chips):
            painter.setOpacity(1.0 if on_pathway[chip.presence.stage] else 0.35)
            self._paint_chip(painter, chip, position == self.current and self.hasFocus(), metrics)
        painter.end()

    @property
    def _label_width(self) -> float:
        return self.columns[0][1] if self.columns else 0.0

    def _paint_chip(self, painter: QPainter, chip: Chip, focused: bool, metrics: QFontMetricsF) -> None:
        colours, one = self._theme.colours, chip.presence
        chosen = one.company.id == self.company
        tint = colours.accent if chosen or focused else colours.muted if one.stopped else colours.line
        line = QPen(QColor(tint), 2.0 if chosen or focused else 1.2)
        if one.maturity == "announced":
            line.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(line)
        filled = one.maturity == "production" and not one.stopped
        painter.setBrush(faded(colours.series[1], 0.28) if filled else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(chip.frame.adjusted(0.5, 0.5, -0.5, -0.5), 4.0, 4.0)
        font = QFont(self.font())
        font.setStrikeOut(one.stopped)
        painter.setFont(font)
        painter.setPen(QColor(colours.text if one.delivers else colours.muted))
        inner = chip.frame.adjusted(0.35 * metrics.height(), 0.0, -0.3 * metrics.height(), 0.0)
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignCenter),
                         metrics.elidedText(chip.text, Qt.TextElideMode.ElideRight, inner.width() + 1.0))  # fmt: skip
        painter.setFont(self.font())

    def chip_at(self, place: QPointF) -> int:
        """The chip under a place, or −1."""
        return next((at for at, chip in enumerate(self.chips) if chip.frame.contains(place)), -1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        position = self.chip_at(event.position())
        if event.button() != Qt.MouseButton.LeftButton or position < 0:
            event.ignore()
            return
        self.current = position
        self.activated.emit(self.chips[position].presence.company.id)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self.chip_at(event.position()) >= 0
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if not self.chips:
            super().keyPressEvent(event)
        elif key in _MOVES:
            self._go(min(max(self.current + _MOVES[key], 0), len(self.chips) - 1))
        elif key in _ROWS:
            self._go(self._neighbour(_ROWS[key]))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.activated.emit(self.chips[self.current].presence.company.id)
        else:
            super().keyPressEvent(event)

    def _neighbour(self, direction: int) -> int:
        """The chip nearest in the next line up or down."""
        here = self.chips[self.current].frame.center()
        beyond = [(abs(chip.frame.center().y() - here.y()), abs(chip.frame.center().x() - here.x()), at)
                  for at, chip in enumerate(self.chips) if (chip.frame.center().y() - here.y()) * direction > 1.0]
        return min(beyond)[2] if beyond else self.current

    def _go(self, position: int) -> None:
        self.current = position
        self.moved.emit(self.chips[position].frame)
        self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            position = self.chip_at(QPointF(event.pos()))
            words = chip_help(self.chips[position].presence) if position >= 0 else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)


def share_text(stage: Stage) -> str:
    """How much of the world's output of a stage China makes; empty where no figure is at hand."""
    known = share_of(stage, "CN")
    if known is None:
        return ""
    words = tr("China above {share}") if known.at_least else tr("China {share}")
    return words.format(share=per_cent(known.share.value))


def chip_text(one: Presence) -> str:
    """The name of a company with the signs of what there is to know: ⚠ in distress, ° only in the article."""
    return ("⚠ " if one.company.in_distress else "") + tr(one.company.name) + ("" if one.independent else " °")


def full_name(company: Company) -> str:
    """Its name in the language in use and, where that is another one, in Chinese."""
    name = tr(company.name)
    return name if company.chinese_name in name else f"{name} {company.chinese_name}"


def chip_help(one: Presence) -> str:
    """What is said of a chip when the pointer rests on it."""
    role = one.company.role(one.stage)
    assert role is not None
    words = [full_name(one.company),
             f"{tr(STAGES[one.stage])}: {tr(MATURITIES[one.maturity])}", f"{role.source} ({role.date})"]  # fmt: skip
    if one.stopped:
        words.append(tr("stopped by the export control of this scenario"))
    if not one.independent:
        words.append(tr("only the article says so"))
    return "\n".join(words)
