"""The time bar: play and speed, the place in the orbit, and the day of the season."""

from PySide6.QtCore import QPointF, QRectF, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QPolygonF
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QSlider, QToolButton, QWidget

from studio.design.quantity import MINUTE
from studio.design.unit_text import join
from studio.gui.clock import SPEEDS
from studio.gui.dates import day_date
from studio.gui.font_follower import in_ems, with_font
from studio.gui.session import Session
from studio.numerals import set_decimals
from studio.text import tr

_PHASES = 10_000
"""Places of the phase slider; its last one is just short of the next orbit."""


class TimeBar(QWidget):
    """Shows the session's clock and sets it; it holds no time of its own."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("time_bar")
        self.session = session
        self.play = QToolButton(self)
        self.play.setObjectName("play")
        self.play.setCheckable(True)
        self.play.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.speed = QComboBox(self)
        self.speed.setObjectName("speed")
        self.speed.setAccessibleName(tr("Speed"))
        self.speed.setToolTip(tr("Simulated seconds in one second"))
        for factor in SPEEDS:
            self.speed.addItem(tr("{factor}×", factor=f"{factor:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")), factor)
        self.phase = self._slider("phase", tr("Time in the orbit, from the ascending node"))
        self.phase.setRange(0, _PHASES - 1)
        self.phase.setSingleStep(_PHASES // 500)
        self.phase.setPageStep(_PHASES // 20)
        self.day = self._slider("day", tr("Day of the season, from the epoch"))
        self.day.setPageStep(30)
        self.phase_text, self.day_text = QLabel(self), QLabel(self)
        self.phase_text.setObjectName("phase_text")
        self.day_text.setObjectName("day_text")
        self.life_text = QLabel(self)
        self.life_text.setObjectName("life_text")
        self.life_text.setProperty("look", "muted")
        self.life_text.setToolTip(tr("The year of the life that the plots over the orbit and the season show"))
        self.worst = self._button("worst_day", tr("Worst day"), tr("Show the day with the least power, or sunlight"))
        self.first = self._button("first_day", tr("First day"), tr("Show the day of the epoch"))
        self._lay_out()
        self.play.toggled.connect(session.clock.play)
        self.speed.activated.connect(self._set_speed)
        self.phase.valueChanged.connect(self._set_phase)
        self.day.valueChanged.connect(session.clock.set_day)
        self.worst.clicked.connect(self._show_worst)
        self.first.clicked.connect(self._show_first)
        session.clock.moved.connect(self._show_time)
        session.life.moved.connect(self._show_time)
        session.clock.playing_changed.connect(self._show_playing)
        session.outcome_changed.connect(self._outcome_changed)
        session.design_changed.connect(self._show_time)
        session.units.changed.connect(self._show_time)
        session.theme.changed.connect(self._show_playing)
        self._show_playing()
        self._show_time()

    def _slider(self, name: str, title: str) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal, self)
        slider.setObjectName(name)
        slider.setAccessibleName(title)
        slider.setToolTip(title)
        in_ems(slider, slider.setMinimumWidth, 7)
        return slider

    def _button(self, name: str, text: str, help: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setText(text)
        button.setToolTip(help)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def _lay_out(self) -> None:
        with_font(self.phase_text, lambda: _wide(self.phase_text, "8888.8 / 8888.8 min"))
        with_font(self.day_text, lambda: _wide(self.day_text, "8888-88-88"))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.setSpacing(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for widget, stretch in (
            (self.play, 0), (self.speed, 0), (QLabel(tr("Orbit"), self), 0), (self.phase, 3), (self.phase_text, 0),
            (QLabel(tr("Day"), self), 0), (self.day, 4), (self.day_text, 0), (self.life_text, 0),
            (self.worst, 0), (self.first, 0),
        ):  # fmt: skip
            row.addWidget(widget, stretch)

    def _set_speed(self, place: int) -> None:
        self.session.clock.set_speed(self.speed.itemData(place))

    def _set_phase(self, place: int) -> None:
        self.session.clock.set_phase(place / _PHASES)

    def _show_first(self) -> None:
        self.session.clock.set_day(0)

    def _show_worst(self) -> None:
        table = self.session.table("power") or self.session.table("illumination")
        if table is not None:
            self.session.clock.set_day(table.worst_day)

    def _outcome_changed(self, stage: str) -> None:
        if stage in {"illumination", "power"}:
            self._show_time()

    def _show_time(self) -> None:
        clock = self.session.clock
        # The clock has already moved: the sliders follow it and must not set it again, rounded to their steps.
        with QSignalBlocker(self.phase):
            self.phase.setValue(round(clock.phase * _PHASES))
        with QSignalBlocker(self.day):
            self.day.setRange(0, clock.days - 1)
            self.day.setValue(clock.day)
        here, period = (set_decimals(f"{time / MINUTE:.1f}") for time in (clock.phase * clock.period, clock.period))
        self.phase_text.setText(f"{here} / {join(period, 'min')}")
        self.day_text.setText(day_date(self.session.design.mission.epoch, clock.day))
        self.life_text.setText(self.session.life.text)
        known = self.session.table("power") or self.session.table("illumination")
        self.worst.setEnabled(known is not None)

    def _show_playing(self) -> None:
        clock = self.session.clock
        with QSignalBlocker(self.play):
            self.play.setChecked(clock.playing)
        words = tr("Pause") if clock.playing else tr("Play")
        self.play.setAccessibleName(words)
        self.play.setToolTip(words)
        colours = self.session.theme.colours
        self.play.setIcon(_icon(clock.playing, colours.on_accent if clock.playing else colours.text,
                                self.devicePixelRatioF()))  # fmt: skip
        self.speed.setCurrentIndex(self.speed.findData(clock.speed))


def _icon(pause: bool, colour: str, ratio: float) -> QIcon:
    """A triangle, or two bars, in one colour: the style's own icons are dark on dark."""
    size = QSize(16, 16)
    pixmap = QPixmap(size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    if pause:
        painter.drawRect(QRectF(3, 2, 3.5, 12))
        painter.drawRect(QRectF(9.5, 2, 3.5, 12))
    else:
        painter.drawPolygon(QPolygonF([QPointF(4, 2), QPointF(14, 8), QPointF(4, 14)]))
    painter.end()
    return QIcon(pixmap)


def _wide(label: QLabel, text: str) -> None:
    """Give a label room for such a text."""
    label.setMinimumWidth(label.fontMetrics().horizontalAdvance(text) + 4)
