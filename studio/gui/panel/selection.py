"""Which layer is selected: one object that the cross-section, the table and the mass bar share."""

from PySide6.QtCore import QObject, Signal

from studio.gui.session import Session


class Selection(QObject):
    """`index` counts from the Sun side; the selection stays on the layer it was on, wherever an edit moves that."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.index = 0
        self._name = session.design.stack.layers[0].name
        session.design_changed.connect(self._follow)

    @property
    def name(self) -> str:
        """The name of the selected layer."""
        return self._name

    def select(self, index: int) -> None:
        """Select the layer at `index`, or the nearest there is."""
        layers = self._session.design.stack.layers
        index = min(max(index, 0), len(layers) - 1)
        self._name = layers[index].name
        if index != self.index:
            self.index = index
            self.changed.emit()

    def _follow(self) -> None:
        names = [layer.name for layer in self._session.design.stack.layers]
        self.select(names.index(self._name) if self._name in names else self.index)
