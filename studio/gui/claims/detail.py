"""One statement in full: the verdicts, the numbers that lead on, what it rests on, and where that comes from."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from studio.analysis import RESULTS
from studio.analysis.claims import KINDS, Finding, Number
from studio.catalogue.case import published_cases
from studio.gui.claims.entry import LIGHTS, Entry
from studio.gui.elided_button import ElidedButton
from studio.gui.margins.light import light_colour
from studio.gui.quantity_role import PROPERTY
from studio.gui.source_text import CONFIDENCE
from studio.gui.theme import ROLES, Theme, dress
from studio.gui.value_text import readable_unit, result_text, typeset, value_text
from studio.text import tr

_SIGNS = {"holds": "✔", "holds only if": "△", "does not hold": "✘", "cannot be checked here": "?"}


class Numbers(QWidget):
    """Rows of numbers: one that is a result, a field or a published case is a button that leads there."""

    explain_requested = Signal(str)
    field_requested = Signal(str)
    case_requested = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._numbers: tuple[Number, ...] = ()
        self._rows: list[tuple[QPushButton, QLabel, QLabel]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(1)
        self._grid.setColumnStretch(0, 5)
        self._grid.setColumnStretch(1, 2)

    @property
    def numbers(self) -> tuple[Number, ...]:
        return self._numbers

    def show_numbers(self, numbers: Sequence[Number]) -> None:
        self._numbers = tuple(numbers)
        self.setVisible(bool(numbers))
        while len(self._rows) < len(numbers):
            self._add_row()
        for place, (button, plain, value) in enumerate(self._rows):
            number = numbers[place] if place < len(numbers) else None
            leads = number is not None and bool(number.result or number.field or number.case)
            button.setVisible(leads)
            plain.setVisible(number is not None and not leads)
            value.setVisible(number is not None)
            if number is not None:
                self._show_row(button, plain, value, number)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for number, (button, _, value) in zip(self._numbers, self._rows, strict=False):
            room = self.width() - value.width() - self._grid.horizontalSpacing() - button.fontMetrics().height() // 2
            shown = button.fontMetrics().elidedText(number.label, Qt.TextElideMode.ElideRight, max(room, 40))
            if shown != button.text():
                button.setText(shown)

    def _show_row(self, button: QPushButton, plain: QLabel, value: QLabel, number: Number) -> None:
        shown = _shown(number)
        button.setText(number.label)
        button.setObjectName(f"number:{number.result or number.field or number.case}")
        button.setToolTip("\n".join(text for text in (number.label, _origin(number)) if text))
        button.setAccessibleName(f"{number.label} {shown}")
        plain.setText(number.label)
        plain.setToolTip(_origin(number))
        for widget in (button, plain, value):
            widget.setProperty(PROPERTY, number.result or number.field)
        value.setText(shown)
        value.setToolTip(_origin(number))

    def _add_row(self) -> None:
        button, plain, value = ElidedButton(self), QLabel(self), QLabel(self)
        button.setProperty("look", "link")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        button.setAutoDefault(True)
        button.clicked.connect(self._clicked)
        plain.setWordWrap(True)
        value.setWordWrap(True)
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = len(self._rows)
        self._grid.addWidget(button, row, 0)
        self._grid.addWidget(plain, row, 0)
        self._grid.addWidget(value, row, 1)
        self._rows.append((button, plain, value))

    def _clicked(self) -> None:
        place = next(at for at, (button, *_) in enumerate(self._rows) if button is self.sender())
        number = self._numbers[place]
        if number.result:
            self.explain_requested.emit(number.result)
        elif number.field:
            self.field_requested.emit(number.field)
        else:
            self.case_requested.emit(number.case)


class Detail(QWidget):
    """Beside the list, or below it."""

    explain_requested = Signal(str)
    field_requested = Signal(str)
    case_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("claims-detail")
        self._theme = theme
        self._entry: Entry | None = None
        em = self.fontMetrics().height()
        self.title = self._label("claims-detail-title", "heading")
        self.said = self._label("claims-detail-said", "muted")
        self.general, self.here, self.evidence = (self._label(f"claims-detail-{name}") for name in
                                                  ("general", "here", "evidence"))  # fmt: skip
        self.general_numbers, self.here_numbers = Numbers(self), Numbers(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(em // 2, em // 3, em // 2, em)
        column.setSpacing(round(em * 0.4))
        for widget in (self.title, self.said, self.here, self.here_numbers, self.general, self.general_numbers,
                       self.evidence):  # fmt: skip
            column.addWidget(widget)
        column.addStretch(1)
        for numbers in (self.general_numbers, self.here_numbers):
            numbers.explain_requested.connect(self.explain_requested)
            numbers.field_requested.connect(self.field_requested)
            numbers.case_requested.connect(self.case_requested)
        self.show_entry(None)

    @property
    def entry(self) -> Entry | None:
        return self._entry

    def show_entry(self, entry: Entry | None) -> None:
        """Show a statement, or that none is chosen."""
        self._entry = entry
        if entry is None:
            self.title.setText(tr("No statement is shown: change the filter."))
            for label in (self.said, self.general, self.here, self.evidence):
                label.hide()
            self.general_numbers.show_numbers(())
            self.here_numbers.show_numbers(())
            return
        self.title.setText(f"{entry.key}  {entry.text}" if entry.statement else entry.text)
        if entry.statement is not None:
            said = tr("{who} ({date})", who=tr(entry.statement.said_by), date=entry.statement.date)
        else:
            said = entry.own.source if entry.own and entry.own.source else tr("No source is given.")
        self._show(self.said, said)
        self._show(self.general, self._finding(tr("As worded"), entry.general))
        self.general_numbers.show_numbers(entry.general.numbers if entry.general else ())
        self._show(self.here, self._finding(tr("This design"), entry.here))
        self.here_numbers.show_numbers(entry.here.numbers if entry.here else ())
        self._show(self.evidence, self._rests_on(entry))

    def theme_changed(self) -> None:
        """Take over the colours."""
        dress(
            self,
            f'QPushButton[look="link"] {{ background: transparent; border: 1px solid transparent; padding: 1px 2px;'
            f" text-align: left; color: {ROLES.accent}; }}"
            f' QPushButton[look="link"]:hover {{ text-decoration: underline; }}'
            f' QPushButton[look="link"]:focus {{ border-color: {ROLES.accent}; }}'
        )
        self.show_entry(self._entry)

    def _finding(self, about: str, finding: Finding | None) -> str:
        if finding is None:
            return ""
        tone = light_colour(LIGHTS[finding.kind], self._theme.colours)
        word = tr(KINDS[finding.kind])
        return (f"<b>{escape(about)}: <span style='color:{tone}'>{_SIGNS[finding.kind]} {escape(word)}</span></b><br>"
                f"{escape(finding.sentence)}")  # fmt: skip

    def _rests_on(self, entry: Entry) -> str:
        muted = self._theme.colours.muted
        if entry.statement is None:
            return ""
        parts = [f"<b>{escape(tr('What is checked'))}</b><br>{escape(tr(entry.statement.check))}"]
        if entry.statement.evidence:
            parts.append(f"<b>{escape(tr('Evidence'))}</b>")
        for one in entry.statement.evidence:
            origin = f"{one.source} ({one.date}; {tr(CONFIDENCE[one.confidence])})"
            parts.append(f"{escape(tr(one.text))}<br><span style='color:{muted}'>{escape(origin)}</span>")
        origins = (_origin(number) for finding in entry.findings for number in finding.numbers)
        if sources := [text for text in dict.fromkeys(origins) if text]:
            parts.append(f"<b>{escape(tr('Sources of the numbers'))}</b>")
            parts.append("<br>".join(f"<span style='color:{muted}'>{escape(text)}</span>" for text in sources))
        return "".join(f"<p style='margin: 0 0 6px 0'>{part}</p>" for part in parts)

    def _label(self, name: str, look: str = "") -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText if look else Qt.TextFormat.RichText)
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        if look:
            label.setProperty("look", look)
        return label

    def _show(self, label: QLabel, text: str) -> None:
        if label.text() != text:
            label.setText(text)
        label.setVisible(bool(text))


def _shown(number: Number) -> str:
    """The number as it is read in the window, money in the currency that is chosen."""
    if isinstance(number.value, str):
        return number.value
    if number.result:
        return result_text(number.result, number.value)
    if number.quantity is not None:
        return value_text(number.value, number.quantity, number.unit or readable_unit(number.value, number.quantity))
    return typeset(number.text)


def _origin(number: Number) -> str:
    """Where a number comes from, in words."""
    if number.result:
        known = RESULTS[number.result]
        return f"{tr(known.label)} = {tr(known.equation)}; {tr(known.source)}"
    if number.case:
        case = published_cases()[number.case]
        return f"{tr(case.title)}: {case.source} ({case.date})"
    return number.source
