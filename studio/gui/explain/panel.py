"""One number explained: what it is, how it follows from others, from where, and how far it can be trusted."""

import html
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
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
from studio.gui.explain.history import History
from studio.gui.explain.links import Links
from studio.gui.explain.put_in import with_values
from studio.gui.explain.source_links import anchors
from studio.gui.font_follower import in_ems
from studio.gui.session import Session
from studio.gui.theme import ROLES, dress
from studio.gui.theme.lettered import lettered
from studio.gui.value_text import typeset
from studio.text import tr

_TRAIL_SHOWN = 3


class ExplainPanel(QWidget):
    """Shows one result or design field, and leads to what it follows from and to what follows from it."""

    field_requested = Signal(str)
    seek_requested = Signal(str)
    pin_requested = Signal(str)
    chain_requested = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("explain")
        self.session = session
        self._history = History()
        self._facts: Facts | None = None
        self._units: dict[str, str] = {}
        em = self.fontMetrics().height()

        self.back_button = self._arrow("explain_back", Qt.ArrowType.LeftArrow, tr("Back"), "Alt+Left", self.go_back)
        self.forward_button = self._arrow("explain_forward", Qt.ArrowType.RightArrow, tr("Forward"), "Alt+Right",
                                          self.go_forward)  # fmt: skip
        self.trail = QLabel(self)
        self.trail.setObjectName("explain_trail")
        self.trail.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.trail.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse)
        self.trail.linkActivated.connect(self._go_to)
        self.copy_button = self._tool("explain_copy", tr("Copy"), tr("Copy the explanation as text"), self.copy)
        copies = QMenu(self.copy_button)
        copies.addAction(tr("Copy as text"), self.copy)
        copies.addAction(tr("Copy the equation as LaTeX"), self._copy_latex)
        copies.addAction(tr("Copy the name"), lambda: QGuiApplication.clipboard().setText(self.shown))
        self.copy_button.setMenu(copies)
        self.copy_button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self.pin_button = self._tool("explain_pin", tr("Pin"), tr("Keep this explanation in a window of its own"),
                                     lambda: self.pin_requested.emit(self.shown))  # fmt: skip
        top = QHBoxLayout()
        top.setSpacing(2)
        for button in (self.back_button, self.forward_button):
            top.addWidget(button)
        top.addWidget(self.trail, 1)
        for button in (self.pin_button, self.copy_button):
            top.addWidget(button)

        self.heading = _wrapped(self, "heading")
        self.value = QLabel(self)
        self.value.setObjectName("explain_value")
        lettered(self.value, "figure")
        self.value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.unit = QComboBox(self)
        self.unit.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)  # each number has other units
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
        self.source_links = _wrapped(self, "")
        self.source_links.setObjectName("explain_source_links")
        self.source_links.setTextFormat(Qt.TextFormat.RichText)
        self.source_links.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.source_links.setOpenExternalLinks(True)
        self.confidence = _wrapped(self, "")
        self.edit_button = QPushButton(tr("Edit in the inspector"), self)
        self.edit_button.setObjectName("explain_edit")
        self.edit_button.clicked.connect(self._edit)
        self.seek_button = QPushButton(tr("Find a value …"), self)
        self.seek_button.setObjectName("explain_seek")
        self.seek_button.setToolTip(tr("Find the value of a field that gives a wanted value of this"))
        self.seek_button.clicked.connect(self._seek)
        self.chain_button = QPushButton(tr("Chain …"), self)
        self.chain_button.setObjectName("explain_chain")
        self.chain_button.setToolTip(tr("What it follows from and what uses it, as a graph"))
        self.chain_button.clicked.connect(lambda: self.chain_requested.emit(self.shown))
        # Bars bring a library for plots, which nothing else here needs.
        from studio.gui.explain.sensitivity_view import SensitivityView

        self.sensitivity = SensitivityView(session, self)
        self.sensitivity.field_chosen.connect(self.field_requested)
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
        buttons = QHBoxLayout()
        for wide in (self.edit_button, self.seek_button, self.chain_button):
            buttons.addWidget(wide)
        buttons.addStretch(1)
        column.addLayout(buttons)
        self._put_in_title = _part(self, tr("With the values of this design"))
        for title, widget in ((_part(self, tr("Equation")), self.equation), (self._put_in_title, self.put_in),
                              (_part(self, tr("Source")), self.source),
                              (_part(self, tr("Confidence")), self.confidence)):  # fmt: skip
            column.addWidget(title)
            column.addWidget(widget)
            if widget is self.source:
                column.addWidget(self.source_links)
        column.addWidget(self.sensitivity)
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
        in_ems(self, self.setMinimumWidth, 18)

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
        return self._history.shown

    def show_name(self, name: str) -> None:
        """Explain the result or design field `name`; Back returns to the one before."""
        if self._history.show(name):
            self._refresh()

    def go_back(self) -> None:
        """Explain what was explained before."""
        if self._history.back():
            self._refresh()

    def go_forward(self) -> None:
        """Explain again what Back has left."""
        if self._history.forward():
            self._refresh()

    def copy(self) -> None:
        """Put the explanation on the clipboard as text."""
        if self._facts is not None:
            QGuiApplication.clipboard().setText(plain_text(self._facts))

    def _copy_latex(self) -> None:
        self.equation.copy_latex()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() == Qt.Key.Key_Backspace or (event.key() == Qt.Key.Key_Left and alt):
            self.go_back()
        elif event.key() == Qt.Key.Key_Right and alt:
            self.go_forward()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.BackButton:
            self.go_back()
        elif event.button() == Qt.MouseButton.ForwardButton:
            self.go_forward()
        else:
            super().mousePressEvent(event)

    def _refresh(self) -> None:
        self._stale = False
        name = self.shown
        facts = facts_of(self.session.results(), name, self._units.get(name)) if name else None
        for button in (self.copy_button, self.pin_button):
            button.setEnabled(facts is not None)
        self._body.setVisible(facts is not None)
        self.back_button.setEnabled(bool(self._history.before))
        self.forward_button.setEnabled(bool(self._history.after))
        if facts is None:
            self._facts = None
            self.heading.setText(
                tr("There is nothing called “{name}”", name=name) if name
                else tr("Click any number to see where it comes from")
            )  # fmt: skip
            self._show_trail()
            return
        self.sensitivity.show_name(facts.name)
        if facts == self._facts:
            return
        old = self._facts
        is_other = old is None or (old.name, old.units, old.unit) != (facts.name, facts.units, facts.unit)
        self._facts = facts
        self.heading.setText(facts.label)
        self.value.setText(typeset(facts.number) if facts.units else facts.number)
        self.value.setAccessibleName(f"{facts.label} {facts.number} {facts.unit}")
        if is_other:
            self._fill_units(facts)
            self._show_trail()
        self.name.setText(facts.name)
        self.equation.show_equation(facts.equation)
        self._show_put_in(facts)
        self.source.setText(facts.source or tr("no source is named"))
        self._show_source_links()
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

    def _show_source_links(self) -> None:
        text = anchors(self._facts.source if self._facts is not None else "", self.session.theme.colours.accent)
        self.source_links.setText(text)
        self.source_links.setVisible(bool(text))

    def _lead(self, name: str) -> None:
        """Explain a value that was clicked in the equation."""
        self.show_name(name)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._refresh()
            self.sensitivity.follow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_trail()

    def _follow(self, *_: object) -> None:
        """Take over what is new, or once it is seen again: behind another dock it would only slow a drag."""
        self._stale = not self.isVisible()
        if not self._stale:
            self._refresh()
            self.sensitivity.follow()

    def _show_state(self) -> None:
        """Say beside the name when the value is older than the design."""
        if self._facts is None:
            return
        state = self.session.status(self._facts.stage) if self._facts.stage else "fresh"
        words = {"fresh": "", "running": tr("computing …"), "outdated": tr("out of date"), "failed": tr("failed"),
                 "not_run": tr("not computed")}[state]  # fmt: skip
        reason = self.session.failure(self._facts.stage) if state == "failed" else ""
        words = f"{words}: {reason}" if reason else words
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
        before, accent = self._history.before, self.session.theme.colours.accent
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
        dress(
            self,
            f'QLabel[look="part"] {{ color: {ROLES.muted}; padding: 6px 0px 0px 0px; border: none; }}'
            f' QToolButton[look="section"], QToolButton[look="section"]:checked {{ background: transparent;'
            f" border: none; color: {ROLES.muted}; padding: 6px 0px 2px 0px; }}"
            f' QToolButton[look="section"]:hover, QToolButton[look="section"]:focus {{ color: {ROLES.accent}; }}'
            f' QPushButton[look="link"] {{ background: transparent; border: 1px solid transparent; padding: 1px 0px;'
            f" color: {ROLES.accent}; text-align: left; border-radius: 3px; }}"
            f' QPushButton[look="link"]:hover {{ text-decoration: underline; }}'
            f' QPushButton[look="link"]:focus {{ border-color: {ROLES.accent}; }}'
        )
        self._show_trail()
        self.equation.update()
        self.put_in.update()
        self._show_source_links()
        self.sensitivity.renew()

    def _arrow(self, name: str, kind: Qt.ArrowType, words: str, keys: str, run: Callable[[], None]) -> QToolButton:
        button = self._tool(name, "", f"{words} ({keys})", run)
        button.setArrowType(kind)
        button.setAccessibleName(words)
        return button

    def _tool(self, name: str, text: str, tip: str, run: Callable[[], None]) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setText(text)
        button.setToolTip(tip)
        button.clicked.connect(lambda: run())
        return button


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
