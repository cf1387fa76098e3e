"""Side by side: requirements, merits, results and fields of every design in a column."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QHBoxLayout, QLineEdit, QMenu, QToolButton, QWidget

from studio.gui.compare.grid import REFERENCE, Grid, Head, columns_text
from studio.gui.compare.lines import BETTER, DELTAS, GROUPS, WORSE, Asked, Line, lines_of, longest, matching
from studio.gui.compare.page import ComparePage
from studio.gui.drawing import Drawing
from studio.gui.more_button import more_button
from studio.gui.session import Session
from studio.gui.writing import write_text
from studio.text import tr


class TablePage(ComparePage):
    """Enter or a double click on a line leads to its field, or to where its result comes from."""

    pause_ms = 200
    explain_requested = Signal(str)
    field_requested = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "side", tr("Designs side by side"), parent)
        self.grid = Grid(session.theme, self)
        self._lines: tuple[Line, ...] = ()
        self._heads: tuple[Head, ...] = ()
        self._longest: tuple[tuple[str, ...], ...] = ()
        self.group = self._box("group", tr("What is listed"), GROUPS)
        self.deltas = self._box("deltas", tr("How differences are written"), DELTAS)
        self.differing = QCheckBox(tr("Differences only"), self)
        self.differing.setObjectName("compare-differing")
        self.differing.setChecked(True)
        self.strongest = QCheckBox(tr("Largest first"), self)
        self.strongest.setObjectName("compare-strongest")
        self.strongest.setToolTip(tr("Order the lines by how much a design differs from the one they are held against"))
        self.search = QLineEdit(self)
        self.search.setObjectName("compare-search")
        self.search.setPlaceholderText(tr("Search"))
        self.search.setAccessibleName(tr("Search the lines"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _: self._show())
        self.sort = QToolButton(self)
        self.sort.setObjectName("compare-sort")
        self.sort.setText(tr("Order by line"))
        self.sort.setToolTip(tr("Order the designs by the line under the keys; again: the other way round"))
        self.sort.clicked.connect(self.order_by_line)
        self._falling = False
        menu = QMenu(self)
        menu.addAction(tr("Copy data"), self.copy_data)
        menu.addAction(tr("Copy picture"), lambda: QGuiApplication.clipboard().setPixmap(self.grid.grab()))
        menu.addAction(tr("Save as CSV…"), self.ask_csv)
        menu.addAction(tr("Save picture…"), lambda: self.ask_picture(self.grid))
        self.more = more_button("compare-more", tr("Picture and data of the table"), tr("Copy or save the table"), menu,
                                self)  # fmt: skip
        self.grid.chosen.connect(self._choose)
        self.grid.opened.connect(self._open)
        self.grid.menu_asked.connect(self.bar.pop_up)
        self.grid.ordered.connect(self.desk.order)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.grid)
        delete.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        delete.activated.connect(lambda: self.desk.remove(self.desk.current))
        for box in (self.group, self.deltas):
            box.currentIndexChanged.connect(lambda _: self.request_draw())
        for check in (self.differing, self.strongest):
            check.toggled.connect(lambda _: self.request_draw())
        self.drawing = Drawing(self, "compare-table")
        self.drawing.made.connect(self._take)
        self.drawing.tasks.failed.connect(lambda reason: self._tell(reason, True))
        head = QHBoxLayout()
        head.setSpacing(4)
        for widget in (self.group, self.deltas, self.differing):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self.more)
        second = QHBoxLayout()
        second.setSpacing(4)
        second.addWidget(self.search, 1)
        second.addWidget(self.strongest)
        second.addWidget(self.sort)
        self.body.addLayout(head)
        self.body.addLayout(second)
        self.body.addWidget(self.grid, 1)
        self.theme_changed()

    def theme_changed(self) -> None:
        super().theme_changed()
        if hasattr(self, "grid"):
            self.grid.names.viewport().update()
            self.grid.table.viewport().update()

    def show_columns(self) -> None:
        desk = self.desk
        known = desk.known()
        numbers = [entry.number for entry, _ in known]
        reference = numbers.index(desk.reference) if desk.reference in numbers else 0
        heads = tuple(
            Head(entry.number, desk.title(entry), desk.origin(entry), place == reference, entry.note)
            for place, (entry, _) in enumerate(known)
        )  # fmt: skip
        asked = Asked(
            tuple(found.design for _, found in known if found.design is not None),
            tuple(found.results for _, found in known), reference, self.group.currentData(),
            self.deltas.currentData(), self.differing.isChecked() and len(known) > 1, self.strongest.isChecked(),
        )  # fmt: skip

        def make(checkpoint: Callable[[float], None]) -> Any:
            lines = lines_of(asked, checkpoint)
            return heads, lines, longest(lines, len(heads))

        self.drawing.ask(make)

    def legend(self) -> str:
        return tr("{better} better, {worse} worse than {reference}.", better=BETTER, worse=WORSE, reference=REFERENCE)

    def order_by_line(self) -> None:
        """Put the columns in the order of their values in the line under the keys."""
        line = self.grid.line
        if line is None or not any(value is not None for value in line.values):
            self._tell(tr("Choose a line with numbers first."), False)
            return
        numbers = [head.number for head in self._heads]
        ranked = [(value, number) for value, number in zip(line.values, numbers, strict=True) if value is not None]
        ranked.sort(key=lambda pair: -pair[0] if self._falling else pair[0])
        self._falling = not self._falling
        self.desk.order([number for _, number in ranked])

    def copy_data(self) -> None:
        """Put the table on the clipboard, columns parted by tabs, as spreadsheets take them."""
        rows = columns_text(self._heads, self.shown)
        QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in rows) + "\n")

    def ask_csv(self) -> None:
        """Let the user say where the table goes."""
        name, _ = QFileDialog.getSaveFileName(self, tr("Save the comparison"), str(Path.home() / "comparison.csv"),
                                              tr("Tables (*.csv)"))  # fmt: skip
        if name:
            self.save_csv(Path(name))

    def save_csv(self, path: Path) -> None:
        """Write what is listed as comma-separated values."""
        import csv
        import io

        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(columns_text(self._heads, self.shown))
        self._tell(*write_text(path, text.getvalue()))

    @property
    def shown(self) -> tuple[Line, ...]:
        """The lines that are listed."""
        return self.grid.model.lines

    def _take(self, made: Any) -> None:
        self._heads, self._lines, self._longest = made
        self._show()

    def _show(self) -> None:
        lines = matching(self._lines, self.search.text())
        if not lines and self._heads:
            words = tr("Nothing holds these words.") if self._lines else tr("The designs do not differ in any of this.")
            lines = (Line("heading", "", words),)
        self.grid.show_lines(self._heads, lines, self._longest)

    def _choose(self, number: int) -> None:
        self.desk.choose(number)
        self.bar.refresh()

    def _open(self, line: Line) -> None:
        if line.kind in {"result", "verdict"}:
            self.explain_requested.emit(line.name)
        elif not line.name.startswith(("requirements[", "claims[", "sources[", "spreads[", "title", "description")):
            self.field_requested.emit(line.name)

    def _box(self, name: str, title: str, entries: dict[Any, str]) -> QComboBox:
        box = QComboBox(self)
        box.setObjectName(f"compare-{name}")
        box.setAccessibleName(title)
        box.setToolTip(title)
        for key, text in entries.items():
            box.addItem(tr(text), key)
        return box


