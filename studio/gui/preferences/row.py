"""One preference as a line of a page: its name, its editor, what it is for, and the way back to the default."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QLineEdit, QToolButton, QWidget

from studio.gui.preferences.entries import Preference
from studio.gui.preferences.store import Preferences
from studio.text import tr


class PreferenceRow(QWidget):
    """Follows the preference: what is chosen elsewhere is shown at once."""

    def __init__(self, preferences: Preferences, preference: Preference, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"preference-row:{preference.name}")
        self.preference = preference
        self._preferences = preferences
        em = self.fontMetrics().height()
        self.editor = self._make_editor()
        self.editor.setObjectName(f"preference:{preference.name}")
        self.editor.setAccessibleName(tr(preference.label))
        self.editor.setAccessibleDescription(tr(preference.about))
        self.editor.setMinimumWidth(14 * em)
        self.label = QLabel(tr(preference.label), self)
        self.label.setBuddy(self.editor)
        self.label.setWordWrap(True)
        self.label.setStyleSheet("font-weight: 600;")
        about = tr(preference.about)
        if preference.restart:
            about = f"{about} {tr('Shown after a restart.')}"
        self.about = QLabel(about, self)
        self.about.setWordWrap(True)
        self.about.setProperty("look", "muted")
        self.standard = QLabel(self)
        self.standard.setProperty("look", "muted")
        self.standard.setText(tr("Default: {value}", value=words_of(preference, preference.default)))
        self.back = QToolButton(self)
        self.back.setObjectName(f"preference-reset:{preference.name}")
        self.back.setText(tr("Reset"))
        self.back.setAccessibleName(tr("Reset {preference}", preference=tr(preference.label)))
        self.back.clicked.connect(lambda: preferences.reset(preference.name))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, em)
        grid.setHorizontalSpacing(em)
        grid.setVerticalSpacing(round(em * 0.2))
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.label, 0, 0)
        grid.addWidget(self.editor, 0, 1)
        grid.addWidget(self.back, 0, 2)
        grid.addWidget(self.about, 1, 0)
        grid.addWidget(self.standard, 1, 1, 1, 2, Qt.AlignmentFlag.AlignTop)
        preferences.changed.connect(self._changed)
        self.refresh()

    def fits(self, words: list[str]) -> bool:
        """Whether every word stands in what is said here, in English or as it is shown."""
        one = self.preference
        inside = " ".join((one.name, one.label, tr(one.label), one.about, tr(one.about),
                           *(f"{text} {tr(text)}" for _, text in one.choices))).casefold()  # fmt: skip
        return all(word in inside for word in words)

    def refresh(self) -> None:
        """Show the value in force."""
        value = self._preferences.value(self.preference.name)
        editor = self.editor
        if isinstance(editor, QCheckBox):
            editor.setChecked(value is True)
            editor.setText(tr("on") if value else tr("off"))
        elif isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(value))
        elif isinstance(editor, QLineEdit) and editor.text() != value:
            editor.setText(str(value))
        self.back.setEnabled(value != self.preference.default)

    def _changed(self, name: str) -> None:
        if name == self.preference.name:
            self.refresh()

    def _make_editor(self) -> QWidget:
        one = self.preference
        if isinstance(one.default, bool):
            box = QCheckBox(self)
            box.clicked.connect(lambda on: self._preferences.choose(one.name, bool(on)))
            return box
        if one.choices:
            choice = QComboBox(self)
            choice.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            for value, text in one.choices:
                choice.addItem(tr(text), value)
            choice.activated.connect(lambda at: self._preferences.choose(one.name, choice.itemData(at)))
            return choice
        line = QLineEdit(self)
        line.editingFinished.connect(lambda: self._typed(line))
        return line

    def _typed(self, line: QLineEdit) -> None:
        self._preferences.choose(self.preference.name, line.text())
        self.refresh()  # what it cannot be is not kept


def words_of(preference: Preference, value: str | bool) -> str:
    """A value as it is shown."""
    if isinstance(value, bool):
        return tr("on") if value else tr("off")
    return tr(dict(preference.choices).get(value, value)) or tr("nothing")
