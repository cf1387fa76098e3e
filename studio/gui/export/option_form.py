"""What may be chosen about a format, as a form: switches, choices and numbers with units."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QFormLayout, QLabel, QVBoxLayout, QWidget

from studio.export.formats import Format, Option
from studio.gui.inspector.quantity_edit import LineEdit
from studio.gui.told import tell
from studio.gui.wide_box import WideBox
from studio.text import tr


class OptionForm(QWidget):
    """The options of one format; `changed` where a value that is allowed was chosen, or one was refused.

    `known` has texts that options, by their names, may take in this design: they are offered while typing.
    """

    changed = Signal()

    def __init__(
        self, format_: Format, chosen: dict[str, Any], parent: QWidget | None = None,
        known: Mapping[str, Sequence[str]] = MappingProxyType({}),
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._known = known
        self._chosen = chosen
        self._refused: set[str] = set()
        self.rows: dict[str, QWidget] = {}
        self.faults: dict[str, QLabel] = {}
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setVerticalSpacing(round(self.fontMetrics().height() * 0.3))
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for option in format_.options:
            chosen.setdefault(option.name, option.default)
            field = self._field(option)
            field.setObjectName(f"export-option:{option.name}")
            field.setAccessibleName(tr(option.label))
            field.setToolTip(tr(option.help) if option.help else tr(option.label))
            fault = QLabel(self)
            fault.setObjectName(f"export-fault:{option.name}")
            fault.setWordWrap(True)
            fault.hide()
            self.rows[option.name], self.faults[option.name] = field, fault
            both = QWidget(self)
            column = QVBoxLayout(both)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(2)
            column.addWidget(field)
            column.addWidget(fault)
            if isinstance(option.default, bool):
                form.addRow(both)
            else:
                label = QLabel(tr(option.label), self)
                label.setToolTip(field.toolTip())
                label.setBuddy(field)
                form.addRow(label, both)

    @property
    def refused(self) -> bool:
        """Whether something is typed that cannot be a value."""
        return bool(self._refused)

    def _field(self, option: Option) -> QWidget:
        value = self._chosen[option.name]
        if isinstance(option.default, bool):
            box = QCheckBox(tr(option.label), self)
            box.setChecked(bool(value))
            box.toggled.connect(lambda on: self._take(option, on))
            return box
        if option.choices:
            return self._choice(option, value)
        return self._line(option, value)

    def _choice(self, option: Option, value: Any) -> QComboBox:
        box = WideBox(self)
        for one, title in option.choices:
            box.addItem(tr(title), one)
        box.setCurrentIndex(max(box.findData(value), 0))
        box.activated.connect(lambda _: self._take(option, box.currentData()))
        return box

    def _line(self, option: Option, value: Any) -> LineEdit:
        line = LineEdit(self)
        line.show_text(option.shown(value))
        if texts := self._known.get(option.name):
            completer = QCompleter(list(texts), line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            line.setCompleter(completer)
            line.setPlaceholderText(", ".join(texts))
        line.committed.connect(lambda typed: self._read(option, line, typed))
        line.restored.connect(lambda: self._accept(option))
        return line

    def _read(self, option: Option, line: LineEdit, typed: str) -> None:
        try:
            value = option.read(typed)
        except ValueError as error:
            line.refuse()
            self._refused.add(option.name)
            tell(self.faults[option.name], str(error).removeprefix(f"{option.name}: "), error=True)
            self.faults[option.name].show()
            self.changed.emit()
            return
        line.show_text(option.shown(value))
        line.accept()
        self._accept(option)
        self._take(option, value)

    def _accept(self, option: Option) -> None:
        if option.name in self._refused:
            self._refused.discard(option.name)
            self.faults[option.name].hide()
            self.changed.emit()

    def _take(self, option: Option, value: Any) -> None:
        if self._chosen[option.name] != value:
            self._chosen[option.name] = value
            self.changed.emit()


def language_box(parent: QWidget, current: str, chosen: Callable[[str], None]) -> QComboBox:
    """The languages in which files are written."""
    box = WideBox(parent)
    box.setObjectName("export-language")
    box.setAccessibleName(tr("Language of what is written"))
    box.setToolTip(tr("Language of what is written"))
    for code, name in (("en", "English"), ("zh_CN", "简体中文")):
        box.addItem(name, code)
    box.setCurrentIndex(max(box.findData(current), 0))
    box.activated.connect(lambda _: chosen(str(box.currentData())))
    return box
