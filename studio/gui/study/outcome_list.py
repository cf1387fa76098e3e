"""The results that a study asks for, as a list to tick: the whole of them, searched by typing."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio.analysis import RESULTS, STAGES
from studio.gui.study.draft import can_ask
from studio.gui.value_text import typeset
from studio.text import tr


class OutcomeList(QWidget):
    """`changed` carries the names that are ticked, in the order of the results."""

    changed = Signal(tuple)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.search = QLineEdit(self)
        self.search.setObjectName("study-outcome-search")
        self.search.setPlaceholderText(tr("Search results"))
        self.search.setAccessibleName(tr("Search results"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.usual = QToolButton(self)
        self.usual.setObjectName("study-outcome-usual")
        self.usual.setText(tr("Key figures"))
        self.usual.setToolTip(tr("Tick the key figures and what the requirements are about, and nothing else"))
        self.list = QListWidget(self)
        self.list.setObjectName("study-outcomes")
        self.list.setAccessibleName(tr("Results that are asked for"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._items: dict[str, QListWidgetItem] = {}
        for name, info in RESULTS.items():
            if can_ask(name):
                item = QListWidgetItem(tr(info.label))
                item.setData(Qt.ItemDataRole.UserRole, name)
                item.setToolTip(f"{name}\n{tr(STAGES[info.stage].label)}")
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable
                              | Qt.ItemFlag.ItemIsSelectable)  # fmt: skip
                item.setCheckState(Qt.CheckState.Unchecked)
                self._items[name] = item
                self.list.addItem(item)
        self.list.itemChanged.connect(lambda _: self._ticked())
        self.count = QLabel(self)
        self.count.setProperty("look", "muted")
        head = QHBoxLayout()
        head.addWidget(self.search, 1)
        head.addWidget(self.usual)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addWidget(self.count)

    def show_outcomes(self, names: tuple[str, ...]) -> None:
        """Tick these and no others."""
        self.list.blockSignals(True)
        for name, item in self._items.items():
            wanted = Qt.CheckState.Checked if name in names else Qt.CheckState.Unchecked
            if item.checkState() != wanted:
                item.setCheckState(wanted)
        self.list.blockSignals(False)
        self._count()

    @property
    def ticked(self) -> tuple[str, ...]:
        return tuple(name for name, item in self._items.items() if item.checkState() == Qt.CheckState.Checked)

    def _ticked(self) -> None:
        self._count()
        self.changed.emit(self.ticked)

    def _count(self) -> None:
        self.count.setText(tr("{some} of {all} results", some=typeset(f"{len(self.ticked)}"),
                              all=typeset(f"{len(self._items)}")))  # fmt: skip

    def _filter(self, typed: str) -> None:
        words = typed.casefold().split()
        for name, item in self._items.items():
            text = f"{item.text()} {name}".casefold()
            item.setHidden(not all(word in text for word in words))
