"""One number explained: what it is, how it follows from others, from where, and how far it can be trusted."""

import html

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio.analysis import RESULTS
from studio.gui.explain.equation import EquationView
from studio.gui.explain.facts import Facts, facts_of, plain_text
from studio.gui.explain.links import Links
from studio.gui.explain.put_in import with_values
from studio.gui.session import Session
from studio.text import tr

_TRAIL_SHOWN = 3


class ExplainPanel(QWidget):
    """Shows one result or design field, and leads to what it follows from and to what follows from it."""

    field_requested = Signal(str)
    seek_requested = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("explain")
        self.session = session
        self._trail: list[str] = []
        self._facts: Facts | None = None
        self._units: dict[str, str] = {}
        em = self.fontMetrics().height()

        self.back_button = QToolButton(self)
        self.back_button.setObjectName("explain_back")
        self.back_button.setArrowType(Qt.ArrowType.LeftArrow)
        self.back_button.setToolTip(tr("Back (Alt+Left)"))
        self.back_button.setAccessibleName(tr("Back"))
        self.back_button.clicked.connect(self.go_back)
        self.trail = QLabel(self)
        self.trail.setObjectName("explain_trail")
        self.trail.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.trail.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse)
        self.trail.linkActivated.connect(self._go_to)
        self.copy_button = QPushButton(tr("Copy as text"), self)
        self.copy_button.setObjectName("explain_copy")
        self.copy_button.clicked.connect(self.copy)
        top = QHBoxLayout()
        top.addWidget(self.back_button)
        top.addWidget(self.trail, 1)
        top.addWidget(self.copy_button)

        self.heading = _wrapped(self, "heading")
        self.value = QLabel(self)
        self.value.setObjectName("explain_value")
        self.value.setProperty("look", "figure")
        self.value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.unit = QComboBox(self)
        self.unit.setObjectName("explain_unit")
        self.unit.setAccessibleName(tr("Unit"))
        self.unit.activated.connect(self._choose_unit)
        self.name = _wrapped(self, "muted")
        figure = QHBoxLayout()
        figure.addWidget(self.value)
        figure.addWidget(self.unit)
        figure.addStretch(1)

        self.equation = EquationView(session.theme, "explain_equation", tr("Equation"), self)
        self.put_in = EquationView(session.theme, "explain_put_in", tr("With the values of this design"), self)
        self.put_in.activated.connect(self._lead)
        self.source = _wrapped(self, "")
        self.confidence = _wrapped(self, "")
        self.edit_button = QPushButton(tr("Edit in the inspector"), self)
        self.edit_button.setObjectName("explain_edit")
        self.edit_button.clicked.connect(self._edit)
        self.seek_button = QPushButton(tr("Find a value …"), self)
        self.seek_button.setObjectName("explain_seek")
        self.seek_button.setToolTip(tr("Find the value of a field that gives a wanted value of this"))
        self.seek_button.clicked.connect(self._seek)
        self.inputs = Links(self)
        self.inputs.setObjectName("explain_inputs")
        self.uses = Links(self)
        self.uses.setObjectName("explain_uses")
        self._inputs_title, self._uses_title = _part(self, tr("Follows from")), _part(self, tr("Is used by"))
        for links in (self.inputs, self.uses):
            links.chosen.connect(self.show_name)
            links.field_chosen.connect(self.field_requested)

        content = QWidget(self)
        column = QVBoxLayout(content)
        column.setContentsMargins(round(em * 0.6), round(em * 0.4), round(em * 0.6), em)
        column.setSpacing(round(em * 0.25))
        column.addWidget(self.heading)
        self._body = QWidget(content)
        column.addWidget(self._body)
        column.addStretch(1)
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(round(em * 0.25))
        column.addLayout(figure)
        column.addWidget(self.name)
        column.addWidget(self.edit_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.seek_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._put_in_title = _part(self, tr("With the values of this design"))
        for title, widget in ((_part(self, tr("Equation")), self.equation), (self._put_in_title, self.put_in),
                              (_part(self, tr("Source")), self.source),
                              (_part(self, tr("Confidence")), self.confidence)):  # fmt: skip
            column.addWidget(title)
            column.addWidget(widget)
        for label, links in ((self._inputs_title, self.inputs), (self._uses_title, self.uses)):
            column.addWidget(label)
            column.addWidget(links)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(round(em * 0.3), round(em * 0.3), round(em * 0.3), 0)
        layout.addLayout(top)
        layout.addWidget(scroll)
        self.setMinimumWidth(round(em * 18))

        self._stale = False
        # A chain reaches over many stages: once a walk is through, not with each of them.
        session.run_done.connect(self._follow)
        session.design_changed.connect(self._follow)
        session.status_changed.connect(self._show_state)
        session.theme.changed.connect(self._restyle)
        session.currency.changed.connect(self._follow)
        self._restyle()
        self._refresh()

    @property
    def shown(self) -> str:
        """The name that is explained; empty before the first."""
        return self._trail[-1] if self._trail else ""

    def show_name(self, name: str) -> None:
        """Explain the result or design field `name`; Back returns to the one before."""
        if name == self.shown:
            return
        if name in self._trail:
            del self._trail[self._trail.index(name) :]
        self._trail.append(name)
        self._refresh()

    def go_back(self) -> None:
        """Explain what was explained before."""
        if len(self._trail) > 1:
            self._trail.pop()
            self._refresh()

    def copy(self) -> None:
        """Put the explanation on the clipboard as text."""
        if self._facts is not None:
            QGuiApplication.clipboard().setText(plain_text(self._facts))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() == Qt.Key.Key_Backspace or (event.key() == Qt.Key.Key_Left and alt):
            self.go_back()
        else:
            super().keyPressEvent(event)

    def _refresh(self) -> None:
        self._stale = False
        name = self.shown
        facts = facts_of(self.session.results(), name, self._units.get(name)) if name else None
        self.copy_button.setEnabled(facts is not None)
        self._body.setVisible(facts is not None)
        self.back_button.setEnabled(len(self._trail) > 1)
        if facts is None:
            self._facts = None
            self.heading.setText(
                tr("There is nothing called “{name}”", name=name) if name
                else tr("Click any number to see where it comes from")
            )  # fmt: skip
            self._show_trail()
            return
        if facts == self._facts:
            return
        old = self._facts
        is_other = old is None or (old.name, old.units, old.unit) != (facts.name, facts.units, facts.unit)
        self._facts = facts
        self.heading.setText(facts.label)
        self.value.setText(facts.number)
        self.value.setAccessibleName(f"{facts.label} {facts.number} {facts.unit}")
        if is_other:
            self._fill_units(facts)
            self._show_trail()
        self.name.setText(facts.name)
        self.equation.show_equation(facts.equation)
        self._show_put_in(facts)
        self.source.setText(facts.source or tr("no source is named"))
        self.confidence.setText(facts.confidence)
        self.edit_button.setVisible(bool(facts.field))
        info = RESULTS.get(facts.name)
        self.seek_button.setVisible(info is not None and info.kind in {"number", "integer"})
        self._inputs_title.setVisible(bool(facts.inputs))
        self._uses_title.setVisible(bool(facts.uses))
        self.inputs.show_links(facts.inputs)
        self.uses.show_links(facts.uses)
        self._show_state()

    def _show_put_in(self, facts: Facts) -> None:
        found = with_values(facts) if facts.stage else None
        self._put_in_title.setVisible(found is not None)
        self.put_in.setVisible(found is not None)
        if found is not None:
            self.put_in.show_equation(found[1], found[0])

    def _lead(self, name: str) -> None:
        """Explain a value that was clicked in the equation."""
        self.show_name(name)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_trail()

    def _follow(self, *_: object) -> None:
        """Take over what is new, or once it is seen again: behind another dock it would only slow a drag."""
        self._stale = not self.isVisible()
        if not self._stale:
            self._refresh()

    def _show_state(self) -> None:
        """Say beside the name when the value is older than the design."""
        if self._facts is None:
            return
        state = self.session.status(self._facts.stage) if self._facts.stage else "fresh"
        words = {"fresh": "", "running": tr("computing …"), "outdated": tr("out of date"), "failed": tr("failed"),
                 "not_run": tr("not computed")}[state]  # fmt: skip
        self.name.setText(f"{self._facts.name} — {words}" if words else self._facts.name)

    def _fill_units(self, facts: Facts) -> None:
        self.unit.clear()
        for symbol in facts.units:
            self.unit.addItem(symbol or tr("plain number"), symbol)
        self.unit.setCurrentIndex(self.unit.findData(facts.unit))
        self.unit.setVisible(len(facts.units) > 1 or bool(facts.unit))

    def _choose_unit(self, position: int) -> None:
        self._units[self.shown] = self.unit.itemData(position)
        self._refresh()

    def _show_trail(self) -> None:
        """As many of the last steps as there is room for."""
        before, accent = self._trail[:-1], self.session.theme.colours.accent
        for count in range(min(len(before), _TRAIL_SHOWN), -1, -1):
            shown = before[len(before) - count :]
            plain = [name.rpartition(".")[2] for name in shown]
            more = "… › " if len(before) > count else ""
            if self.fontMetrics().horizontalAdvance(more + " › ".join(plain) + " ›") <= self.trail.width():
                break
        links = [f'<a href="{html.escape(name)}" style="color:{accent}">{html.escape(words)}</a>'
                 for name, words in zip(shown, plain, strict=True)] if before else []  # fmt: skip
        self.trail.setText(more + " › ".join(links) + (" ›" if links else "") if before else "")

    def _go_to(self, name: str) -> None:
        self.show_name(name)

    def _edit(self) -> None:
        if self._facts is not None:
            self.field_requested.emit(self._facts.field)

    def _seek(self) -> None:
        if self._facts is not None:
            self.seek_requested.emit(self._facts.name)

    def _restyle(self) -> None:
        colours = self.session.theme.colours
        self.setStyleSheet(
            f'QLabel[look="part"] {{ color: {colours.muted}; padding: 6px 0px 0px 0px; border: none; }}'
            f' QPushButton[look="link"] {{ background: transparent; border: 1px solid transparent; padding: 1px 0px;'
            f" color: {colours.accent}; text-align: left; border-radius: 3px; }}"
            f' QPushButton[look="link"]:hover {{ text-decoration: underline; }}'
            f' QPushButton[look="link"]:focus {{ border-color: {colours.accent}; }}'
        )
        self._show_trail()
        self.equation.update()
        self.put_in.update()


def _wrapped(parent: QWidget, look: str) -> QLabel:
    label = QLabel(parent)
    label.setWordWrap(True)
    label.setProperty("look", look)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _part(parent: QWidget, text: str) -> QLabel:
    label = QLabel(text, parent)
    label.setProperty("look", "part")
    label.setIndent(0)
    return label
