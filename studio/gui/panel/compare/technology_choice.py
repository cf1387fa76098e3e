"""The choice of the technology: a whole stack that ships, with what is published of it and how sure that is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QToolButton, QWidget

from studio.design import Design, set_value
from studio.design.quantity import RATIO
from studio.design.unit_text import display
from studio.document.stack_text import with_technology
from studio.gui.inspector.badge import Badge
from studio.gui.inspector.words import sentence
from studio.gui.panel.compare.technology import (
    Fact,
    catalogue_technologies,
    computed_text,
    facts,
    is_as_shipped,
    warning_text,
)
from studio.gui.session import Session
from studio.gui.source_text import source_text
from studio.gui.theme.lettered import lettered
from studio.gui.wide_box import WideBox
from studio.text import tr

_MOST_FACTS = 6


class TechnologyChoice(QWidget):
    """Choosing a technology swaps the whole stack in one undo step; choosing the same again undoes its changes."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel-technology-choice")
        self._session = session
        self._shown: str | None = None
        em = self.fontMetrics().height()
        heading = QLabel(tr("Technology"), self)
        lettered(heading)
        self._known = catalogue_technologies()
        self.box: QComboBox = WideBox(self)
        self.box.setObjectName("panel-technology")
        self.box.setAccessibleName(tr("Technology"))
        self.box.addItem(tr("Own stack"), "")
        for id, one in self._known.items():
            self.box.addItem(f"{tr(one.name)} · {display(one.efficiency.value, RATIO, digits=3)} {one.spectrum}", id)
            self.box.setItemData(self.box.count() - 1, tr(one.architecture), Qt.ItemDataRole.ToolTipRole)
        self._listed = self.box.count()
        self.box.activated.connect(self._chosen)
        heading.setBuddy(self.box)
        self.architecture = self._label("panel-technology-architecture", "muted")
        self.changed = self._label("panel-technology-changed", "muted")
        self.computed = self._label("panel-technology-computed")
        self.warning = self._label("panel-technology-warning")
        self.message = self._label("panel-technology-message", "error")
        self.sources = QToolButton(self)
        self.sources.setObjectName("panel-technology-sources")
        self.sources.setText(tr("Sources"))
        self.sources.setCheckable(True)
        self.sources.setToolTip(tr("Show where each statement comes from"))
        self.sources.toggled.connect(self._show_sources)
        self.rows = tuple(_FactRow(session, self) for _ in range(_MOST_FACTS))
        grid = QGridLayout(self)
        grid.setContentsMargins(round(em * 0.5), round(em * 0.4), round(em * 0.2), round(em * 0.4))
        grid.setHorizontalSpacing(round(em * 0.5))
        grid.setVerticalSpacing(round(em * 0.25))
        grid.addWidget(heading, 0, 0, 1, 2)
        grid.addWidget(self.sources, 0, 2, Qt.AlignmentFlag.AlignRight)
        place = 1
        for widget in (self.box, self.architecture, self.changed, self.warning, self.computed):
            grid.addWidget(widget, place, 0, 1, 3)
            place += 1
        for row in self.rows:
            grid.addWidget(row.label, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(row.badge, place, 1, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(row.text, place, 2)
            grid.addWidget(row.source, place + 1, 2)
            place += 2
        grid.addWidget(self.message, place, 0, 1, 3)
        grid.setColumnStretch(2, 1)
        grid.setRowStretch(place + 1, 1)
        session.design_changed.connect(self.refresh)
        session.outcome_changed.connect(self._outcome_changed)
        session.theme.changed.connect(self._colour_warning)
        self._colour_warning()
        self.refresh()

    def refresh(self) -> None:
        """Take over the technology of the design; an id that the catalogue does not hold is shown as it is."""
        design = self._session.design
        chosen = design.stack.technology
        if chosen != self._shown:
            self._shown = chosen
            self._show_chosen(chosen)
        if not chosen:
            text = tr("A stack of your own. Choosing a technology replaces it; undo brings it back.")
        elif chosen not in self._known:
            text = tr("This technology is not in the catalogue.")
        elif is_as_shipped(design):
            text = ""
        else:
            text = tr("Changed since it was chosen: choose it again for the stack as it ships.")
        _show(self.changed, text)
        self._show_computed()

    def _show_chosen(self, chosen: str) -> None:
        while self.box.count() > self._listed:
            self.box.removeItem(self._listed)
        if self.box.findData(chosen) < 0:
            self.box.addItem(tr("{id} (not in the catalogue)", id=chosen), chosen)
        self.box.setCurrentIndex(self.box.findData(chosen))
        known = self._known.get(chosen)
        stated = facts(known) if known is not None else ()
        layers = tr("Layers: {architecture}", architecture=tr(known.architecture)) if known is not None else ""
        _show(self.architecture, layers)
        self.architecture.setToolTip(known.note if known is not None else "")
        for number, row in enumerate(self.rows):
            row.show_fact(stated[number] if number < len(stated) else None)
        self.sources.setVisible(bool(stated))
        self._show_sources()

    def _show_sources(self) -> None:
        for row in self.rows:
            row.source.setVisible(self.sources.isChecked() and bool(row.source.text()))

    def _show_computed(self) -> None:
        design = self._session.design
        known = self._known.get(design.stack.technology)
        if known is None:
            _show(self.computed, "")
            _show(self.warning, "")
            return
        results = self._session.results()
        failed = {stage for stage in ("cell", "panel") if self._session.failure(stage)}
        _show(self.computed, computed_text(known, design, {} if "cell" in failed else results))
        _show(self.warning, warning_text(known, {} if "panel" in failed else results))

    def _outcome_changed(self, stage: str) -> None:
        if stage in {"cell", "panel"}:
            self._show_computed()

    def _chosen(self, place: int) -> None:
        id = self.box.itemData(place)
        design = self._session.design
        if id == design.stack.technology and (not id or is_as_shipped(design)):
            return
        label = tr("Choose the technology") if id else tr("Call the stack one's own")
        refusal = self._session.edit(label, lambda design: _with(design, id))
        text = refusal.text if refusal is not None else ""
        _show(self.message, sentence(text))
        self.box.setCurrentIndex(self.box.findData(self._session.design.stack.technology))

    def _colour_warning(self) -> None:
        self.warning.setStyleSheet(f"color: {self._session.theme.colours.amber};")

    def _label(self, name: str, look: str = "") -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setWordWrap(True)
        if look:
            label.setProperty("look", look)
        return label


class _FactRow:
    """The widgets of one statement: what it is about, how sure it is, the statement, and its source below."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        self.label = QLabel(parent)
        self.label.setProperty("look", "muted")
        self.badge = Badge(session.theme, parent)
        self.text = QLabel(parent)
        self.text.setWordWrap(True)
        self.source = QLabel(parent)
        self.source.setWordWrap(True)
        self.source.setProperty("look", "muted")

    def show_fact(self, fact: Fact | None) -> None:
        for widget in (self.label, self.badge, self.text, self.source):
            widget.setVisible(fact is not None)
        self.badge.show_source(fact.source if fact is not None else None)
        lines = [source_text(fact.source), fact.note] if fact is not None else []
        source = "\n".join(line for line in lines if line)
        self.label.setText(fact.label if fact is not None else "")
        self.text.setText(fact.text if fact is not None else "")
        self.source.setText(source)
        for widget in (self.label, self.badge, self.text):
            widget.setToolTip(source)


def _with(design: Design, id: str) -> Design:
    return with_technology(design, id) if id else set_value(design, "stack.technology", "")


def _show(label: QLabel, text: str) -> None:
    if text != label.text():
        label.setText(text)
    label.setVisible(bool(text))
