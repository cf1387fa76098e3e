"""The cards of the shipped designs, in as many columns as there is room for; the arrow keys walk over them."""

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractScrollArea, QSizePolicy, QWidget

from studio.document.presets import presets
from studio.document.shipped import figures
from studio.gui.start.card import PresetCard
from studio.gui.theme import Theme
from studio.text import tr

_LEAST_EMS = 15.5
_GAP_EMS = 0.8
_Key = Qt.Key


class Cards(QWidget):
    """`chosen` carries the name of a preset."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("start-cards")
        self.setAccessibleName(tr("Designs that ship"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        known = figures()
        self.cards = [PresetCard(preset, known.get(preset.name, {}), theme, self) for preset in presets()]
        for card in self.cards:
            card.clicked.connect(self._clicked)
        self.columns = 1
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self.place)
        self._loading = QTimer(self, interval=0)
        self._loading.timeout.connect(self._load_one)

    def write(self) -> None:
        """Write the figures anew."""
        for card in self.cards:
            card.write()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._loading.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._again.start()  # once the words have their new size, too

    def sizeHint(self) -> QSize:
        return QSize(round(self.fontMetrics().height() * _LEAST_EMS * 3.2), self.minimumHeight())

    def place(self) -> None:
        """Put the cards into rows, each as high as its highest."""
        if not self.cards:
            return
        em = self.fontMetrics().height()
        gap = round(em * _GAP_EMS)
        most = max(1, (self.width() + gap) // (round(em * _LEAST_EMS) + gap))
        # On a large screen the cards grow until they fill it, rather than leave half of it empty.
        room = self._room() - 3 * em
        for self.columns in (*range(max(1, most // 2), most), most):
            wide = (self.width() - gap * (self.columns - 1)) // self.columns
            rows = [self.cards[first : first + self.columns] for first in range(0, len(self.cards), self.columns)]
            heights = [max(card.set_width(wide) for card in row) for row in rows]
            total = sum(heights) + gap * (len(rows) - 1)
            if total <= room:
                break
        top = 0
        for row, high in zip(rows, heights, strict=True):
            for place, card in enumerate(row):
                card.setGeometry(place * (wide + gap), top, wide, high)
            top += high + gap
        self.setMinimumHeight(total)

    def place_soon(self) -> None:
        """Put them anew once everything around them has its place."""
        self._again.start()

    def _room(self) -> int:
        """The height of what can be seen at once."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, QAbstractScrollArea):
            around = around.parentWidget()
        return around.viewport().height() if around is not None else self.height()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = next((place for place, card in enumerate(self.cards) if card.hasFocus()), None)
        steps = {_Key.Key_Right: 1, _Key.Key_Left: -1, _Key.Key_Down: self.columns, _Key.Key_Up: -self.columns}
        key = _Key(event.key())
        if at is not None and key in steps:
            to = at + steps[key]
            if 0 <= to < len(self.cards):
                self.cards[to].setFocus(Qt.FocusReason.TabFocusReason)
        elif at is not None and key in {_Key.Key_Return, _Key.Key_Enter}:
            self.cards[at].click()
        else:
            super().keyPressEvent(event)

    def _clicked(self) -> None:
        card = self.sender()
        if isinstance(card, PresetCard):
            self.chosen.emit(card.preset.name)

    def _load_one(self) -> None:
        """One picture in each turn of the event loop."""
        waiting = next((card for card in self.cards if not card.has_picture), None)
        if waiting is None:
            self._loading.stop()
            return
        waiting.load_picture()
        if not waiting.has_picture:  # damaged or gone: the card does without
            self._loading.stop()
