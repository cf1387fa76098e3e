"""What charts of results share: modes to choose from, numbers above, what to do where nothing applies, and
picture and data for the clipboard."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLayout, QToolButton, QVBoxLayout, QWidget

from studio.analysis import RESULTS
from studio.gui.absent import absent_label
from studio.gui.charts.figure_strip import FigureStrip, Shown
from studio.gui.more_button import more_button
from studio.gui.plots.chart import fill_surface
from studio.gui.plots.taking_out import PlotMenu
from studio.gui.session import Session
from studio.gui.value_text import result_text
from studio.gui.view import StageView
from studio.text import tr


class ChartView(StageView):
    """Subclasses fill `body`, and write `missing`, `show_tables` and `data`."""

    explain_requested = Signal(str)
    modes: tuple[tuple[str, str], ...] = ()
    """Name and label of each mode; none where there is but one."""

    def __init__(self, session: Session, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.mode = self.modes[0][0] if self.modes else ""
        self.mode_buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        self.head = QHBoxLayout()
        self.head.setSpacing(2)
        for mode, label in self.modes:
            self._add_mode(mode, tr(label))
        self.head.addStretch(1)
        self.menu = PlotMenu(self)
        more = more_button(f"{name}-more", tr("Picture and data of the chart"),
                           tr("Copy the picture or the data of the chart"), self.menu, self)  # fmt: skip
        self.head.addWidget(more)
        self.figures = FigureStrip(self, more)
        self.figures.explain_requested.connect(self.explain_requested)
        self.body = QWidget(self)
        self.absent = absent_label(f"{name}-absent", self)
        self.absent.hide()
        em = self.fontMetrics().height()
        column = QVBoxLayout(self)
        column.setContentsMargins(round(em * 0.4), round(em * 0.25), round(em * 0.4), round(em * 0.25))
        column.setSpacing(round(em * 0.2))
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        column.addLayout(self.head)
        column.addWidget(self.figures)
        column.addWidget(self.body, 1)
        column.addWidget(self.absent, 1)

    def missing(self) -> str:
        """Why there is nothing to show, and what to do about it; empty where there is."""
        raise NotImplementedError

    def show_tables(self) -> None:
        """Show the tables of `self.stages` in the mode that is chosen."""
        raise NotImplementedError

    def data(self) -> list[list[str]]:
        """What is shown, as rows of a table with its heading."""
        raise NotImplementedError

    def draw(self) -> None:
        sentence = self.missing()
        self.absent.setText(sentence)
        self.absent.setVisible(bool(sentence))
        self.body.setVisible(not sentence)
        self.figures.setVisible(not sentence)
        if not sentence:
            self.show_tables()

    def theme_changed(self) -> None:
        fill_surface(self)
        self.figures.use(self.session.theme.colours)

    def choose(self, mode: str) -> None:
        """Show another mode."""
        if mode != self.mode:
            self.mode = mode
            self.mode_buttons[mode].setChecked(True)
            self.request_draw()

    def copy_picture(self) -> None:
        """Put the picture on the clipboard."""
        self.menu.copy_picture()

    @property
    def has_data(self) -> bool:
        """Whether there are numbers to take."""
        return all(self.session.table(stage) is not None for stage in self.stages) and not self.missing()

    def ask_data(self) -> None:
        """Let the user say where the numbers go."""
        self.menu.ask_data()

    def save_data(self, path: Path) -> None:
        """Write the numbers as CSV, whole or not at all."""
        self.menu.save_data(path)

    def copy_data(self) -> None:
        """Put the numbers on the clipboard."""
        self.menu.copy_data()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        from studio.gui.explain.anywhere import offer

        offer(self.menu, self, event.globalPos())
        self.menu.popup(event.globalPos())

    def sizeHint(self) -> QSize:
        em = self.fontMetrics().height()
        return QSize(em * 30, em * 20)

    def minimumSizeHint(self) -> QSize:
        em = self.fontMetrics().height()
        return QSize(em * 14, em * 10)

    def explain(self, name: str) -> None:
        """Ask for the explanation of a result; of what is none, nothing is asked."""
        if name in RESULTS:
            self.explain_requested.emit(name)

    def _add_mode(self, mode: str, label: str) -> None:
        button = QToolButton(self)
        button.setObjectName(f"{self.objectName()}-{mode}")
        button.setText(label)
        button.setCheckable(True)
        button.setChecked(mode == self.mode)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.toggled.connect(lambda on: self.choose(mode) if on else None)
        self._group.addButton(button)
        self.head.addWidget(button)
        self.mode_buttons[mode] = button


def figure(name: str, value: float | str | None, label: str = "", digits: int = 3) -> tuple[Shown, ...]:
    """The result `name` as it is shown in a strip; nothing where it does not apply."""
    if value is None:
        return ()
    return (Shown(name, label or tr(RESULTS[name].label), result_text(name, value, digits)),)


def plain(number: float) -> str:
    """A number of the data for the clipboard."""
    return f"{number:.6g}"
