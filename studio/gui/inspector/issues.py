"""What the checks across fields find wrong with the design, as lines that lead to the field."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from studio.design import Issue
from studio.gui.theme import Theme
from studio.text import tr, tr_count

_MOST = 4


class IssueList(QFrame):
    """Errors first, as the checks give them; hidden while there is nothing to say."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("issues")
        self._theme = theme
        self._issues: tuple[Issue, ...] = ()
        self._labels: dict[str, str] = {}
        self._lines: list[QLabel] = []
        self._layout = QVBoxLayout(self)
        self._layout.setSpacing(2)
        theme.changed.connect(self._write)
        self.hide()

    @property
    def issues(self) -> tuple[Issue, ...]:
        return self._issues

    def show_issues(self, issues: tuple[Issue, ...], labels: dict[str, str]) -> None:
        """`labels`: path → the name that the field goes by."""
        if issues != self._issues:
            self._issues, self._labels = issues, labels
            self._write()

    def _write(self) -> None:
        lines = [self._line(issue) for issue in self._issues[:_MOST]]
        if len(self._issues) > _MOST:
            lines.append(tr_count("and {count} more", "and {count} more", len(self._issues) - _MOST))
        while len(self._lines) < len(lines):
            label = QLabel(self)
            label.setWordWrap(True)
            label.setOpenExternalLinks(False)
            label.linkActivated.connect(self.chosen)
            self._layout.addWidget(label)
            self._lines.append(label)
        for position, label in enumerate(self._lines):
            label.setText(lines[position] if position < len(lines) else "")
            label.setVisible(position < len(lines))
        colours = self._theme.colours
        edge = colours.red if any(issue.severity == "error" for issue in self._issues) else colours.amber
        self.setStyleSheet(
            f"#issues {{ background: {colours.raised}; border: 1px solid {colours.line};"
            f" border-left: 3px solid {edge}; border-radius: 4px; }}"
        )
        self.setVisible(bool(lines))

    def _line(self, issue: Issue) -> str:
        colours = self._theme.colours
        sign, word, tone = (
            ("✕", tr("Error"), colours.red) if issue.severity == "error" else ("⚠", tr("Warning"), colours.amber)
        )
        name = self._labels.get(issue.where, issue.where)
        return (
            f'<span style="color:{tone}"><b>{sign} {word}</b></span> '
            f'<a href="{issue.where}" style="color:{colours.accent}">{name}</a>: {_escaped(issue.text)}'
        )


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
