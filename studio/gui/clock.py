"""The one clock of the window: a day of the season and a place in the orbit, which every view shows."""

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from studio.gui.guard import gui_only

DAY = 86400.0
SPEEDS = (1, 10, 60, 300, 1000, 5000, 20000, 100000)
_TICK_MS = 33


class Clock(QObject):
    """`day` counts from the epoch; `phase` is the share of the orbit since the ascending node, 0 to 1.

    `moved` is emitted for every change of time, `day_changed` only when another day is shown, `playing_changed`
    when it starts or stops. Moving the clock never recomputes anything: all days are already in the results.
    """

    moved = Signal()
    day_changed = Signal()
    playing_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.day = 0
        self.phase = 0.0
        self.days = 365
        self.day_step = 1
        self.period = 5870.0
        self.speed = 300
        self._within_day = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._elapsed = QElapsedTimer()

    @property
    def playing(self) -> bool:
        return self._timer.isActive()

    @property
    def time(self) -> float:
        """Seconds since the epoch of what is shown: the day's first orbit, at the phase."""
        return self.day * DAY + self.phase * self.period

    @property
    def elapsed(self) -> float:
        """Seconds since the epoch, running on from orbit to orbit while the clock plays."""
        return self.day * DAY + self._within_day

    @property
    def row(self) -> int:
        """The row of the season's maps that the day is shown by."""
        return self.day // self.day_step

    def set_orbit(self, period: float, days: int, day_step: int = 1) -> None:
        """Take over the period [s], the days of the season, and how many of them a row of its maps stands for."""
        self.period, self.days, self.day_step = period, max(days, 1), day_step
        if self.day >= self.days:
            self.set_day(self.days - 1)

    @gui_only
    def set_day(self, day: int) -> None:
        day = min(max(day, 0), self.days - 1)
        if day != self.day:
            self.day = day
            self.day_changed.emit()
            self.moved.emit()

    @gui_only
    def set_phase(self, phase: float) -> None:
        phase = phase % 1.0
        if phase != self.phase:
            self.phase = phase
            self._within_day = phase * self.period % DAY
            self.moved.emit()

    def set_speed(self, speed: int) -> None:
        self.speed = speed
        self.playing_changed.emit()

    @gui_only
    def play(self, on: bool) -> None:
        if on == self.playing:
            return
        if on:
            self._elapsed.start()
            self._timer.start()
        else:
            self._timer.stop()
        self.playing_changed.emit()

    @gui_only
    def advance(self, seconds: float) -> None:
        """Move on by `seconds` of simulated time, over orbits and days, round the end of the season."""
        self._within_day += seconds
        whole_days = int(self._within_day // DAY)
        self._within_day -= whole_days * DAY
        self.phase = (self.phase + seconds / self.period) % 1.0
        if whole_days:
            self.day = (self.day + whole_days) % self.days
            self.day_changed.emit()
        self.moved.emit()

    def _tick(self) -> None:
        self.advance(min(self._elapsed.restart(), 250) * 1e-3 * self.speed)
