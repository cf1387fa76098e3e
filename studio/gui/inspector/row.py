"""One field of the design as a row: its name, its editor, where the value comes from, and what is wrong with it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QLabel, QMenu, QSizePolicy, QWidget

from studio.design import Design, DesignError, Issue
from studio.design.edit import typed_as
from studio.design.field import Field
from studio.design.requirement import Source
from studio.design.spread import Spread
from studio.gui.font_follower import with_font
from studio.gui.inspector.badge import Badge
from studio.gui.inspector.change import change
from studio.gui.inspector.label import FieldLabel
from studio.gui.inspector.place import FieldPlace, Place
from studio.gui.inspector.words import sentence, tooltip
from studio.gui.note_mark import NoteMark
from studio.gui.session import Session
from studio.gui.source_text import source_text
from studio.gui.value_text import typeset
from studio.text import tr

LABEL_COLUMN_EMS = 10.3
"""Width of the names in heights of the font: the same in every section, so that the editors line up."""


class FieldRow(QWidget):
    """The base of the rows; subclasses put an editor in and show values in it. It holds no value of its own.

    `path` is what the row is known by; `place` is where the value is, the field at that path unless told otherwise.
    """

    explain_requested = Signal(str)
    label_ems = LABEL_COLUMN_EMS
    """The width of its name, in heights of the font."""

    def __init__(
        self, session: Session, spec: Field, path: str, parent: QWidget | None = None, place: Place | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.spec = spec
        self.path = path
        self.place = place or FieldPlace(path)
        self._value: object = _Unset
        self._source: Source | None = None
        self._spread: Spread | None = None
        self._typed = ""
        """The expression that the value was typed as."""
        self._refusal = ""
        self._issues: tuple[Issue, ...] = ()
        self.setObjectName(f"row:{path}")

        em = self.fontMetrics().height()
        self.label = FieldLabel(tr(spec.label), self)
        with_font(self.label, self._size_label)
        self.label.clicked.connect(self.take_focus)
        self.badge = Badge(session.theme, self)
        self.spread_mark = QLabel(self)
        self.spread_mark.setObjectName(f"spread:{path}")
        self.spread_mark.setAutoFillBackground(True)  # over the end of a long name
        self.spread_mark.hide()
        self.note_mark = NoteMark(session.theme, self)
        self.note_mark.setObjectName(f"notes:{path}")
        self.message = QLabel(self)
        self.message.setWordWrap(True)
        self.message.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.message.setObjectName(f"message:{path}")
        self.message.hide()
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 1, 0, 1)
        self.grid.setHorizontalSpacing(round(em * 0.35))
        self.grid.setVerticalSpacing(1)
        self.grid.setColumnStretch(1, 1)
        self.grid.addWidget(self.label, 0, 0)
        self.grid.addWidget(self.spread_mark, 0, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.grid.addWidget(self.badge, 0, 3)
        self.grid.addWidget(self.note_mark, 0, 4)
        self.grid.addWidget(self.message, 2, 1, 1, 4)

    def narrow_label(self, ems: float) -> None:
        """Leave another width to the name than in the inspector."""
        self.label_ems = ems
        self._size_label()

    def _size_label(self) -> None:
        """All names have one width; one that is longer takes two lines."""
        wide = round(self.label.fontMetrics().height() * self.label_ems)
        self.label.setWordWrap(self.label.fontMetrics().horizontalAdvance(self.label.text()) > wide)
        self.label.setFixedWidth(wide)

    @property
    def editor(self) -> QWidget:
        """The widget that takes the keyboard."""
        raise NotImplementedError

    def show_value(self, value: Any) -> None:
        """Show the SI value; must not disturb what is being typed."""
        raise NotImplementedError

    @property
    def unit(self) -> str:
        """The unit that is shown."""
        return self.spec.unit

    def words(self) -> str:
        """What the search looks in."""
        return f"{tr(self.spec.label)} {self.path} {tr(self.spec.help)}".casefold()

    def value_of(self, design: Design) -> Any:
        return self.place.get(design)

    def refresh(self, design: Design) -> None:
        """Take over the value where it is another one than the one shown."""
        value = self.place.get(design)
        if value != self._value:
            self._value = value
            self.show_value(value)
            if self._typed:
                self.show_typed(design)

    def show_typed(self, design: Design) -> None:
        """Tell in the tooltip how the value was typed, where it was computed."""
        typed = typed_as(design, self.place.path)
        if typed != self._typed:
            self._typed = typed
            self.describe()

    def show_source(self, source: Source | None) -> None:
        if source != self._source:
            self._source = source
            self.badge.show_source(source)
            self.describe()

    def show_spread(self, spread: Spread | None) -> None:
        """Mark a field that the design states a spread for."""
        if spread != self._spread:
            self._spread = spread
            self.spread_mark.setText("±" if spread is not None else "")
            self.spread_mark.setVisible(spread is not None)
            text = ""
            if spread is not None:
                from studio.analysis.study.uncertainty.words import spread_text  # the window opens without it

                text = tr("Spread: {spread}", spread=typeset(spread_text(self.spec, spread)))
            self.spread_mark.setToolTip(text)
            self.spread_mark.setAccessibleName(text)

    def show_issues(self, issues: tuple[Issue, ...]) -> None:
        """Say beneath the editor what the checks find wrong with this field."""
        if issues != self._issues:
            self._issues = issues
            self._show_message()

    def show_applies(self, applies: bool) -> None:
        """Whether the field has any effect with the other choices as they are."""
        self.editor.setEnabled(applies)
        self.label.setEnabled(applies)

    def show_results(self, stage: str) -> None:
        """Take over what a stage has computed for this field, where it does."""

    def describe(self) -> None:
        """Renew the tooltip and what a screen reader says."""
        text = tooltip(self.spec, self.place.path, self.unit, self._source, self._typed)
        for widget in (self.label, self.editor):
            widget.setToolTip(text)
        self.badge.setToolTip(source_text(self._source) if self._source else "")
        self.editor.setAccessibleName(f"{tr(self.spec.label)} {self.unit}".strip())
        self.editor.setAccessibleDescription(tr(self.spec.help))

    def take_focus(self) -> None:
        self.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def apply(self, edit: Callable[[Design], Design], gesture: object = None) -> DesignError | None:
        """Change the design; a refusal is said beneath the editor until the next change."""
        refusal = change(self.session, self.place.path, self.spec.label, edit, gesture)
        self.show_refusal(refusal.text if refusal is not None else "")
        return refusal

    def apply_value(self, value: object, gesture: object = None) -> DesignError | None:
        return self.apply(lambda design: self.place.with_value(design, value), gesture)

    def show_refusal(self, text: str) -> None:
        if text != self._refusal:
            self._refusal = text
            self._show_message()

    @property
    def default(self) -> Any:
        """The value of a new design."""
        return self.place.default

    @property
    def can_reset(self) -> bool:
        """Whether a new design has a value here, and it counts."""
        return self.editor.isEnabled() and (self.spec.optional or self.default is not None)

    def reset(self) -> None:
        """Go back to the value of a new design."""
        self.apply_value(self.default)

    @property
    def explained(self) -> str:
        """What explains the value that is shown."""
        return self.place.path

    def quantity_at(self, place: object) -> str:
        """What explains the value, wherever in the row."""
        return self.explained

    def explain(self) -> None:
        self.explain_requested.emit(self.explained)

    def copy_path(self) -> None:
        QGuiApplication.clipboard().setText(self.place.path)

    def fill_menu(self, menu: QMenu) -> None:
        """Add what can be done with the field."""
        menu.addAction(tr("Explain"), self.explain)
        menu.addAction(tr("Add a note…"), lambda: self.session.note_requested.emit(self.place.path))
        menu.addAction(tr("Vary in a study"), lambda: self.session.vary_requested.emit(self.place.path))
        menu.addAction(tr("Reset to the default"), self.reset).setEnabled(self.can_reset)
        menu.addAction(tr("Copy path"), self.copy_path)

    def contextMenuEvent(self, event: Any) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill_menu(menu)
        menu.popup(event.globalPos())

    def _show_message(self) -> None:
        errors = any(issue.severity == "error" for issue in self._issues)
        lines = [self._refusal] if self._refusal else [issue.text for issue in self._issues]
        self.message.setProperty("look", "error" if self._refusal or errors else "warning")
        self.message.style().unpolish(self.message)
        self.message.style().polish(self.message)
        sign = "" if self._refusal or errors or not lines else "⚠ "
        self.message.setText("\n".join(sign + sentence(line) for line in lines))
        self.message.setVisible(bool(lines))


class _Unset:
    """Differs from every value a field can have."""
