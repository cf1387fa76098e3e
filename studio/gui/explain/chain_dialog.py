"""The window with the chain of a number: how deep, where back, and the picture of it."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QMenu, QSpinBox, QToolButton, QVBoxLayout

from studio.gui.explain.chain_graph import graph_of
from studio.gui.explain.chain_view import ChainView
from studio.gui.explain.history import History
from studio.gui.more_button import more_button
from studio.gui.theme.lettered import lettered
from studio.text import tr

if TYPE_CHECKING:
    from studio.gui.window import MainWindow

_UP, _DOWN, _DEEPEST = 2, 1, 30


class ChainDialog(QDialog):
    """Stays beside the window and follows the design; a click on a node puts it in the middle."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        assert window.session is not None
        self.setObjectName("chain_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._window, self.session = window, window.session
        self._history = History()
        self._opened: set[str] = set()
        self.view = ChainView(self.session, self)
        self.view.chosen.connect(self.show_name)
        self.view.opened.connect(self._open)
        self.back_button = self._tool("chain_back", tr("Back (Alt+Left)"), self.go_back)
        self.back_button.setArrowType(Qt.ArrowType.LeftArrow)
        self.forward_button = self._tool("chain_forward", tr("Forward (Alt+Right)"), self.go_forward)
        self.forward_button.setArrowType(Qt.ArrowType.RightArrow)
        self.title = QLabel(self)
        lettered(self.title)
        self.up, self.down = self._depth("chain_up", tr("Steps to the left"), _UP), self._depth(
            "chain_down", tr("Steps to the right"), _DOWN)  # fmt: skip
        self.fit_button = self._tool("chain_fit", tr("Show all (0)"), self.view.fit)
        self.fit_button.setText(tr("Fit"))
        self.explain_button = self._tool("chain_explain", tr("Show what is in the middle in the Explain dock"),
                                         lambda: self._window.explain(self._history.shown))  # fmt: skip
        self.explain_button.setText(tr("Explain"))
        menu = QMenu(self)
        menu.addAction(tr("Copy picture"), lambda: QGuiApplication.clipboard().setImage(self.view.image()))
        menu.addAction(tr("Save picture…"), self.ask_picture)
        self.more = more_button("chain-more", tr("Picture of the chain"), tr("Copy or save the picture"), menu, self)
        self.told = QLabel(self)
        self.told.setObjectName("chain_told")
        self.told.setProperty("look", "muted")
        head = QHBoxLayout()
        for widget in (self.back_button, self.forward_button, self.title):
            head.addWidget(widget)
        head.addStretch(1)
        for text, box in ((tr("Follows from"), self.up), (tr("Used by"), self.down)):
            label = QLabel(text, self)
            label.setBuddy(box)
            head.addWidget(label)
            head.addWidget(box)
        for button in (self.fit_button, self.explain_button, self.more):
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        column.addWidget(self.told)
        self.session.run_done.connect(self._renew)
        self.session.design_changed.connect(self._renew)
        self.session.status_changed.connect(self._renew)
        self.session.currency.changed.connect(self._renew)
        self.session.theme.changed.connect(self.view.update)
        self.resize(min(1100, window.width() - 60), min(680, window.height() - 80))

    def show_name(self, name: str) -> None:
        """Put `name` in the middle."""
        if self._history.show(name):
            self._opened.clear()
        self._refresh()

    def go_back(self) -> None:
        if self._history.back():
            self._opened.clear()
            self._refresh()

    def go_forward(self) -> None:
        if self._history.forward():
            self._opened.clear()
            self._refresh()

    @property
    def shown(self) -> str:
        """What is in the middle."""
        return self._history.shown

    def save_picture(self, path: Path) -> None:
        """Write the drawing, as SVG or as PNG by the end of the name."""
        files = self._window.picture_files
        if path.suffix.lower() == ".svg":
            files.write_lines(path, self.view.sheet(), self.view.accessibleName(), self.view.draw_sheet)
        else:
            files.write_image(path, self.view.image())

    def ask_picture(self) -> None:
        """Let the user say where the picture goes."""
        start = str(Path.home() / f"chain-{self.shown}.svg")
        name, _ = QFileDialog.getSaveFileName(self, tr("Save picture"), start, tr("Pictures (*.svg *.png)"))
        if name:
            self.save_picture(Path(name))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() == Qt.Key.Key_Left and alt:
            self.go_back()
        elif event.key() == Qt.Key.Key_Right and alt:
            self.go_forward()
        else:
            super().keyPressEvent(event)

    def _open(self, group: str) -> None:
        self._opened.add(group)
        self._refresh()

    def _refresh(self) -> None:
        name = self._history.shown
        if not name:
            return
        graph = graph_of(name, self.up.value(), self.down.value(), frozenset(self._opened))
        self.view.show_graph(graph)
        label = self._window.anywhere.label(name)
        self.setWindowTitle(tr("Chain: {label}", label=label))
        self.title.setText(label)
        self.back_button.setEnabled(bool(self._history.before))
        self.forward_button.setEnabled(bool(self._history.after))
        words = tr("✎ is decided in the design. A click puts a number in the middle; the wheel zooms, a drag moves.")
        if graph.hidden:
            words = tr("{count} more are further up or down.", count=graph.hidden) + " " + words
        self.told.setText(words)

    def _renew(self, *_: object) -> None:
        if self.isVisible():
            self.view.renew()

    def _depth(self, name: str, title: str, value: int) -> QSpinBox:
        box = QSpinBox(self)
        box.setObjectName(name)
        box.setAccessibleName(title)
        box.setToolTip(title)
        box.setRange(0, _DEEPEST)
        box.setValue(value)
        box.valueChanged.connect(lambda _: self._refresh())
        return box

    def _tool(self, name: str, tip: str, run: object) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.clicked.connect(lambda: run())  # type: ignore[operator]
        return button


def show_chain(window: "MainWindow", name: str) -> ChainDialog:
    """Show the chain of `name`, in the window that is open for that."""
    dialog = window.findChild(ChainDialog)
    if dialog is None:
        dialog = ChainDialog(window)
    dialog.show_name(name)
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
    return dialog
