"""The key figures of the panel, live, beside those of stacks that were pinned."""

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.gui.panel.compare import figures
from studio.gui.panel.compare.figures_model import FiguresModel
from studio.gui.panel.compare.figures_table import FiguresTable
from studio.gui.panel.compare.pin_bar import PinBar
from studio.gui.panel.compare.pins import Pins, snapshot
from studio.gui.session import Session
from studio.gui.view import StageView
from studio.text import tr


class KeyFigures(StageView):
    """Clicking a figure, or Enter on it, asks for its explanation."""

    stages = figures.STAGES
    explain_requested = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        em = self.fontMetrics().height()
        self.pins = Pins.of(session)
        self.bar = PinBar(session, tr("Key figures"), self)
        self.model = FiguresModel(session.theme, self.pins, self)
        self.table = FiguresTable(self.model, self, whole=True)
        self.table.chosen.connect(self._explain)
        self.table.renamed.connect(self.pins.rename)
        self.bar.rename_requested.connect(self.table.rename)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(round(em * 0.6), round(em * 0.4), round(em * 0.6), round(em * 0.4))
        layout.setSpacing(round(em * 0.3))
        layout.addWidget(self.bar)
        layout.addWidget(self.table)
        layout.addStretch(1)

    def draw(self) -> None:
        self.model.show_now(snapshot(self.session))

    def theme_changed(self) -> None:
        self.model.repaint()

    def _explain(self, index: QModelIndex) -> None:
        figure = self.model.figure_at(index.row())
        if figure is not None:
            self.explain_requested.emit(figure.name)
