"""The pins as buttons: pin the present stack, and for each pin a menu to restore, rename, compare with or remove it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from studio.gui.inspector.words import sentence
from studio.gui.panel.compare.pins import LETTERS, Pin, Pins
from studio.gui.session import Session
from studio.gui.theme.lettered import lettered
from studio.text import mark, tr

_MENU = (
    ("restore", mark("Restore the stack")),
    ("rename", mark("Rename …")),
    ("refer", mark("Write changes against it")),
    ("remove", mark("Remove")),
)


class PinBar(QWidget):
    """A line with the title and the buttons, and below it what was refused or has to be known."""

    rename_requested = Signal(str)

    def __init__(self, session: Session, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._pins = Pins.of(session)
        em = self.fontMetrics().height()
        heading = QLabel(title, self)
        lettered(heading)
        self.pin_button = QPushButton(tr("Pin"), self)
        self.pin_button.setObjectName("panel-pin")
        self.pin_button.setAccessibleName(tr("Pin this stack"))
        self.pin_button.setToolTip(tr("Keep these figures and the stack beside those of what you change next"))
        self.pin_button.clicked.connect(self.pin)
        self.chips: dict[str, QToolButton] = {letter: self._chip(letter) for letter in LETTERS}
        self.message = _wrapped(self, "panel-pin-message", "error")
        self.note = _wrapped(self, "panel-pin-note", "muted")
        self.line = QHBoxLayout()
        self.line.setSpacing(round(em * 0.25))
        self.line.addWidget(heading, 1)
        self.line.addWidget(self.pin_button)
        self._second = QHBoxLayout()
        self._second.setSpacing(round(em * 0.25))
        self._second.addStretch(1)
        self._one_line: bool | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(round(em * 0.2))
        layout.addLayout(self.line)
        layout.addLayout(self._second)
        layout.addWidget(self.message)
        layout.addWidget(self.note)
        self._pins.changed.connect(self.refresh)
        session.design_changed.connect(self._show_note)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place([chip for chip in self.chips.values() if not chip.isHidden()])

    def pin(self) -> None:
        """Keep the present stack, or say why that cannot be."""
        self.say(self._pins.add())

    def say(self, text: str) -> None:
        self.message.setText(sentence(text))
        self.message.setVisible(bool(text))

    def refresh(self) -> None:
        pins = {letter: self._pins.get(letter) for letter in self.chips}
        # Where a button does not fit beside the title it must not even come there: the window would grow for it.
        self._place([self.chips[letter] for letter, pin in pins.items() if pin is not None])
        for letter, chip in self.chips.items():
            pin = pins[letter]
            chip.setVisible(pin is not None)
            if pin is not None:
                self._describe(chip, pin)
        self.say("")
        self._show_note()

    def menu_action(self, letter: str, name: str) -> QAction:
        """One entry in the menu of a pin: "restore", "rename", "refer" or "remove"."""
        return next(action for action in self.chips[letter].menu().actions() if action.data() == name)

    def _place(self, shown: list[QToolButton]) -> None:
        """The buttons of the pins beside the title, or below it where there is no room for those `shown`."""
        chips = sum(chip.sizeHint().width() + self.line.spacing() for chip in shown)
        one_line = self._least_width() + chips <= self.width()
        if one_line == self._one_line:
            return
        self._one_line = one_line
        for chip in self.chips.values():
            (self._second if one_line else self.line).removeWidget(chip)
            if one_line:
                self.line.insertWidget(self.line.count() - 1, chip)
            else:
                self._second.insertWidget(self._second.count() - 1, chip)

    def _least_width(self) -> int:
        """What the first line takes without the buttons of the pins."""
        items = [item for place in range(self.line.count()) if (item := self.line.itemAt(place)) is not None]
        others = [item for item in items if item.widget() not in self.chips.values()]
        return sum(item.minimumSize().width() + self.line.spacing() for item in others)

    def _chip(self, letter: str) -> QToolButton:
        chip = QToolButton(self)
        chip.setObjectName(f"panel-pin-{letter}")
        chip.setText(f"{letter}  ")  # room for the arrow of the menu
        chip.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        menu = QMenu(chip)
        for name, text in _MENU:
            action = menu.addAction(tr(text))
            action.setData(name)
            action.setCheckable(name == "refer")
        menu.triggered.connect(lambda action: self._run(letter, action.data()))
        chip.setMenu(menu)
        chip.hide()
        return chip

    def _describe(self, chip: QToolButton, pin: Pin) -> None:
        chip.setAccessibleName(tr("Pinned stack {title}", title=pin.title))
        chip.setToolTip(tr("{title}: restore, rename, compare with or remove it", title=pin.title))
        self.menu_action(pin.letter, "refer").setChecked(pin.letter == self._pins.reference)

    def _run(self, letter: str, name: str) -> None:
        if name == "restore":
            self.say(self._pins.restore(letter))
        elif name == "rename":
            self.rename_requested.emit(letter)
        elif name == "remove":
            self._pins.remove(letter)
            self.pin_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._pins.refer_to(letter)
            self.refresh()  # the mark of the menu, where it was set already

    def _show_note(self) -> None:
        letters = ", ".join(pin.letter for pin in self._pins.elsewhere())
        text = tr("{letters}: in another orbit, environment or array than now.", letters=letters) if letters else ""
        if text != self.note.text():
            self.note.setText(text)
        self.note.setVisible(bool(text))


def _wrapped(parent: QWidget, name: str, look: str) -> QLabel:
    label = QLabel(parent)
    label.setObjectName(name)
    label.setProperty("look", look)
    label.setWordWrap(True)
    label.hide()
    return label
