"""Pages to choose from by buttons that take as many rows as they need: a dozen of them fit where tabs would scroll."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QSplitter, QStackedWidget, QToolButton, QVBoxLayout, QWidget


class Pages(QWidget):
    """One page at a time, beside what stands in `room` already; `changed` carries the name of the one shown."""

    changed = Signal(str)

    def __init__(self, room: QSplitter, *, name: str, title: str, parent: QWidget | None = None) -> None:
        """`name` begins the object names, `title` is what a screen reader says of the buttons."""
        super().__init__(parent)
        self.setObjectName(f"{name}-pages")
        self.bar = _Bar(name, title, self)
        self.stack = _Stack(self)
        room.addWidget(self.stack)
        self._names: list[str] = []
        self._later: dict[str, Callable[[], QWidget]] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(room, 1)

    def add(self, name: str, title: str, page: QWidget) -> None:
        """Put a page behind the others; the keyboard goes from its button into it."""
        self._names.append(name)
        self.bar.add(name, title).clicked.connect(lambda: self.show_page(name))
        self.stack.addWidget(page)
        if len(self._names) == 1:
            self.show_page(name)

    def add_later(self, name: str, title: str, make: Callable[[], QWidget]) -> None:
        """Put a page behind the others that is made when it is first asked for: a window opens the sooner."""
        self._later[name] = make
        self.add(name, title, QWidget(self.stack))

    def set_corner(self, widget: QWidget) -> None:
        """Put a small widget at the right end of the first row of buttons."""
        self.bar.set_corner(widget)

    def names(self) -> list[str]:
        """The pages that can be chosen, in order."""
        return [name for name in self._names if name not in self.bar.away]

    @property
    def current(self) -> str:
        return self._names[self.stack.currentIndex()]

    def page(self, name: str) -> QWidget:
        place = self._names.index(name)
        page = self.stack.widget(place)
        assert page is not None
        if name in self._later:
            made = self._later.pop(name)()
            current = self.stack.currentIndex()
            self.stack.removeWidget(page)
            page.deleteLater()
            self.stack.insertWidget(place, made)
            self.stack.setCurrentIndex(current)
            return made
        return page

    def show_page(self, name: str) -> None:
        """Bring a page to the front."""
        self.page(name)
        self.stack.setCurrentIndex(self._names.index(name))
        self.bar.buttons[name].setChecked(True)
        self.changed.emit(name)

    def offer(self, name: str, possible: bool) -> None:
        """Show the button of a page or hide it; what is shown makes way."""
        self.bar.offer(name, possible)
        if not possible and self.current == name:
            self.show_page(self.names()[0])


def to_page(widget: QWidget, name: str) -> None:
    """Show another of the pages among which `widget` stands."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, Pages):
            above.show_page(name)
            return
        above = above.parentWidget()


class _Stack(QStackedWidget):
    """Content with little room, whatever the largest page would like: each scrolls or draws itself smaller."""

    def minimumSizeHint(self) -> QSize:
        em = self.fontMetrics().height()
        return QSize(em * 14, em * 12)


class _Bar(QWidget):
    """The buttons, in rows; arrow keys go from one to its neighbour, as in any group of buttons."""

    def __init__(self, name: str, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self._name = name
        self.buttons: dict[str, QToolButton] = {}
        self.away: set[str] = set()
        """Names of the buttons that are not offered."""
        self._group = QButtonGroup(self)
        self._corner: QWidget | None = None
        self._gap = round(self.fontMetrics().height() * 0.15)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def add(self, name: str, title: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(f"{self._name}-page:{name}")
        button.setText(title)
        button.setCheckable(True)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setProperty("look", "page")
        self._group.addButton(button)
        self.buttons[name] = button
        self._arrange()
        return button

    def set_corner(self, widget: QWidget) -> None:
        widget.setParent(self)
        self._corner = widget
        self._arrange()

    def offer(self, name: str, possible: bool) -> None:
        self.away = self.away - {name} if possible else self.away | {name}
        self.buttons[name].setVisible(possible)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.height())

    def _arrange(self) -> None:
        if self.width() < self.fontMetrics().height() * 10:
            return  # not laid out yet: a row for each button would ask for more height than there is
        x = y = row = taken = 0
        if self._corner is not None:
            size = self._corner.sizeHint()
            self._corner.setGeometry(QRect(self.width() - size.width() - self._gap, 0, size.width(), size.height()))
            row, taken = size.height(), size.width() + 2 * self._gap
        for name, button in self.buttons.items():
            if name in self.away:
                continue
            size = button.sizeHint()
            if x and x + size.width() > self.width() - taken:
                x, y, row, taken = 0, y + row + self._gap, 0, 0
            button.setGeometry(QRect(x, y, size.width(), size.height()))
            x += size.width() + self._gap
            row = max(row, size.height())
        if self.height() != y + row:
            self.setFixedHeight(y + row)
