"""The design, field by field, built from what the fields say of themselves."""

from operator import attrgetter
from typing import Any

import msgspec
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QScrollArea, QStyle, QVBoxLayout, QWidget

from studio.design import Design, DesignError, Issue
from studio.design.design import PARTS
from studio.design.edit import field_at
from studio.design.field import Field, applies, nested, struct_fields
from studio.gui.font_follower import with_font
from studio.gui.inspector.issues import IssueList, failures
from studio.gui.inspector.number_row import SOLVED, NumberRow
from studio.gui.inspector.option_row import CatalogueRow, ChoiceRow, SwitchRow
from studio.gui.inspector.row import FieldRow
from studio.gui.inspector.section import Section
from studio.gui.inspector.style import row_style
from studio.gui.inspector.text_row import LongTextRow, TextRow
from studio.gui.note_mark import notes_by_path
from studio.gui.session import Session
from studio.text import tr, tr_count

_IMPORTED = "fleet.imported"
"""What has no row here: it is shown on a page of its own."""
_ABOUT = "about"


class Inspector(QWidget):
    """Every field of the design with an editor, in sections; the layers are left to the panel's own view."""

    open_panel_requested = Signal()
    layer_requested = Signal(str)
    explain_requested = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspector")
        self.session = session
        self.rows: dict[str, FieldRow] = {}
        self.sections: dict[str, Section] = {}
        self._parts: dict[str, Any] = {}
        self._sources: Any = None
        self._spreads: Any = None
        self._display: Any = None
        self._notes: Any = None
        self._issues: tuple[Issue, ...] = ()
        self._wanted: FieldRow | None = None
        self.setStyleSheet(row_style())  # before there are rows that would be polished twice

        em = self.fontMetrics().height()
        self.search = _Search(self)
        self.search.textChanged.connect(self._filter)
        self.search.accepted.connect(self._focus_first)
        self._nothing = QLabel(tr("No field matches"), self)
        self._nothing.setProperty("look", "muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.hide()
        self.issue_list = IssueList(session.theme, self)
        self.issue_list.chosen.connect(self.focus_field)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget(self._scroll)
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(round(em * 0.3), 0, round(em * 0.5), em)
        self._column.setSpacing(0)
        self._build()
        self._column.addStretch(1)
        self._scroll.setWidget(content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(round(em * 0.4), round(em * 0.4), 0, 0)
        for widget in (self.search, self.issue_list, self._nothing, self._scroll):
            layout.addWidget(widget)
        self._fit()
        with_font(self._scroll, lambda: QTimer.singleShot(0, self, self._fit))  # when the rows have their new sizes

        self._marked: dict[str, tuple[Issue, ...]] = {}
        """What is said of each field, as its row shows it."""
        self._applying: dict[str, bool] = {}
        """Whether a field that depends on others has any effect, as its row shows it."""
        session.design_changed.connect(self._refresh)
        session.outcome_changed.connect(self._show_results)
        session.run_done.connect(self._check)
        session.units.changed.connect(self._check)
        self._refresh()

    def _fit(self) -> None:
        """Be at least as wide as the rows: they are scrolled up and down only."""
        content = self._scroll.widget()
        assert content is not None
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        self._scroll.setMinimumWidth(content.minimumSizeHint().width() + bar + 2 * self._scroll.frameWidth())

    def focus_search(self) -> None:
        """Put the keyboard into the search."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def focus_field(self, path: str) -> None:
        """Show the field at `path` and put the keyboard into its editor; layers are shown by the panel's view."""
        if path.startswith(("stack.layers", _IMPORTED)):
            self.layer_requested.emit(path)
            return
        row = self.rows.get(path)
        if row is None:
            return
        if row.isHidden():
            self.search.clear()
        section = self.sections[_ABOUT if "." not in path else path.split(".")[0]]
        if not section.is_open:
            section.set_open(True)
        row.take_focus()
        # A section that has just been opened gets its geometry with the next turn of the event loop.
        self._wanted = row
        QTimer.singleShot(0, self, self._scroll_to_wanted)

    def _scroll_to_wanted(self) -> None:
        if self._wanted is not None:
            self._scroll.ensureWidgetVisible(self._wanted, 0, self._scroll.viewport().height() // 4)
            self._wanted = None

    def _build(self) -> None:
        about = self._section(_ABOUT, tr("Design"))
        for name in ("title", "description"):
            spec = struct_fields(Design)[name]
            kind = LongTextRow if name == "description" else TextRow
            self._add(about, kind(self.session, spec, name, about))
        for part, title in PARTS.items():
            section = self._section(part, tr(title))
            holder = nested(Design, part)
            if holder is not None:
                self._fill(section, holder, part)

    def _section(self, part: str, title: str) -> Section:
        section = Section(part, title, self)
        self.sections[part] = section
        self._column.addWidget(section)
        return section

    def _fill(self, section: Section, holder: type[msgspec.Struct], part: str) -> None:
        for name, spec in struct_fields(holder, part).items():
            inner = nested(holder, name)
            if spec.hidden:
                continue
            if spec.kind == "list":
                if name != "layers":
                    continue  # what else there is a list of belongs to the layers
                section.end_heading()
                section.add_extra(self._panel_button(section))
            elif inner is not None:
                section.add_heading(tr(spec.label))
                self._fill(section, inner, spec.path)
            else:
                self._add(section, _make_row(self.session, spec, section))

    def _add(self, section: Section, row: FieldRow) -> None:
        row.explain_requested.connect(self.explain_requested)
        self.rows[row.path] = row
        section.add_row(row)

    def _panel_button(self, section: Section) -> QPushButton:
        self.panel_button = QPushButton(section)
        self.panel_button.setObjectName("open_panel")
        self.panel_button.clicked.connect(self.open_panel_requested)
        return self.panel_button

    def _refresh(self) -> None:
        """Take over what is new in the design: a part that is the very same object is not looked at."""
        design = self.session.design
        for part, section in self.sections.items():
            known = (design.title, design.description) if part == _ABOUT else getattr(design, part)
            if (part != _ABOUT and known is self._parts.get(part)) or known == self._parts.get(part):
                continue
            self._parts[part] = known
            for row in section.rows:
                row.refresh(design)
            if part == "stack":
                count = len(design.stack.layers)
                self.panel_button.setText(tr_count(
                    "Edit the one layer in the panel view", "Edit the {count} layers in the panel view", count,
                ))  # fmt: skip
        for row in self.rows.values():
            if row.spec.when is None:
                continue
            does = applies(row.spec.when, attrgetter(row.spec.when[0])(design))
            if does is not self._applying.get(row.path):
                self._applying[row.path] = does
                row.show_applies(does)
        if design.sources is not self._sources:
            self._sources = design.sources
            for path, row in self.rows.items():
                row.show_source(design.sources.get(path))
        if design.display is not self._display:
            self._display = design.display
            for row in self.rows.values():
                row.show_typed(design)
        if design.spreads is not self._spreads:
            self._spreads = design.spreads
            for path, row in self.rows.items():
                row.show_spread(design.spreads.get(path))
        if design.review.notes is not self._notes:
            self._notes = design.review.notes
            notes = notes_by_path(design)
            for path, row in self.rows.items():
                row.note_mark.show_notes(notes.get(path, ()))
        self._check()

    def _check(self) -> None:
        issues = (*failures(self.session), *self.session.issues())
        if issues == self._issues:
            return
        self._issues = issues
        labels = {_IMPORTED: tr("Imported element sets")}
        labels |= {issue.where: tr(self.rows[issue.where].spec.label) for issue in issues if issue.where in self.rows}
        labels |= {issue.where: _layer_label(self.session.design, issue.where) for issue in issues
                   if issue.where.startswith("stack.layers")}  # fmt: skip
        self.issue_list.show_issues(issues, labels)
        # In a drag they change with every step, and with them a row or two of a hundred.
        by_path: dict[str, tuple[Issue, ...]] = {}
        for issue in issues:
            by_path[issue.where] = (*by_path.get(issue.where, ()), issue)
        for path in {*self._marked, *by_path} & self.rows.keys():
            if by_path.get(path, ()) != self._marked.get(path, ()):
                self.rows[path].show_issues(by_path.get(path, ()))
        self._marked = by_path

    def _show_results(self, stage: str) -> None:
        for path, (solver, *_) in SOLVED.items():
            if solver == stage and path in self.rows:
                self.rows[path].show_results(stage)

    def _filter(self, text: str) -> None:
        words = text.casefold().split()
        found = sum(section.filter(words) for section in self.sections.values())
        self._nothing.setVisible(not found)

    def _focus_first(self) -> None:
        for row in self.rows.values():
            if not row.isHidden() and row.editor.isEnabled():
                row.take_focus()
                return


class _Search(QLineEdit):
    """Escape empties it; Enter and Down go to the first field that is left."""

    accepted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("search")
        self.setPlaceholderText(tr("Search fields (Ctrl+F)"))
        self.setAccessibleName(tr("Search fields"))
        self.setClearButtonEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down}:
            self.accepted.emit()
        else:
            super().keyPressEvent(event)


def _layer_label(design: Design, path: str) -> str:
    """A field of a layer as a person calls it: the layer's name, and the field's."""
    name = path.removeprefix("stack.layers").removeprefix("[").rpartition("].")[0]
    try:
        label = tr(field_at(design, path).label)
        return f"{name}: {label}" if name else label
    except DesignError:
        return name or path


def _make_row(session: Session, spec: Field, parent: QWidget) -> FieldRow:
    if spec.catalogue:
        return CatalogueRow(session, spec, spec.path, parent)
    kinds: dict[str, type[FieldRow]] = {
        "number": NumberRow, "integer": NumberRow, "switch": SwitchRow, "choice": ChoiceRow, "text": TextRow,
    }  # fmt: skip
    return kinds[spec.kind](session, spec, spec.path, parent)
