"""What the checks across fields find wrong with the design, as lines that lead to the field."""

import html
import textwrap

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from studio.analysis import STAGES
from studio.design import Design, DesignError, Issue
from studio.design.edit import field_at
from studio.gui.session import Session
from studio.gui.theme import ROLES, Theme, dress
from studio.text import tr, tr_count

_MOST = 4
_LONG = 24
"""Letters from which on a word may be broken."""
_ANYWHERE = "\u200b"


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
            # A long word, such as the name of a layer, must not make the window wider.
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            label.linkActivated.connect(self.chosen)
            self._layout.addWidget(label)
            self._lines.append(label)
        for position, label in enumerate(self._lines):
            label.setText(lines[position] if position < len(lines) else "")
            label.setVisible(position < len(lines))
        edge = ROLES.red if any(issue.severity == "error" for issue in self._issues) else ROLES.amber
        dress(
            self,
            f"#issues {{ background: {ROLES.raised}; border: 1px solid {ROLES.line};"
            f" border-left: 3px solid {edge}; border-radius: 4px; }}"
        )
        self.setVisible(bool(lines))

    def _line(self, issue: Issue) -> str:
        colours = self._theme.colours
        sign, word, tone = (
            ("✕", tr("Error"), colours.red) if issue.severity == "error" else ("⚠", tr("Warning"), colours.amber)
        )
        name = _escaped(self._labels.get(issue.where, issue.where))
        return (
            f'<span style="color:{tone}"><b>{sign} {word}</b></span> '
            f'<a href="{html.escape(issue.where)}" style="color:{colours.accent}">{name}</a>: {_escaped(issue.text)}'
        )


def failures(session: Session) -> tuple[Issue, ...]:
    """Why stages have no result, where a field of the design is the reason; those that wait for others say nothing."""
    found: list[Issue] = []
    for stage, known in STAGES.items():
        reason = session.failure(stage)
        if not reason or any(session.status(need) == "failed" for need in known.needs):
            continue
        where = _blamed(session.design, reason)
        if where:
            found.append(Issue("error", where, reason.removeprefix(f"{where}: ")))
    return tuple(found)


def _blamed(design: Design, reason: str) -> str:
    """The field that a reason begins with, or nothing; the name of a layer may hold anything."""
    stems = (f"stack.layers[{layer.name}]." for layer in design.stack.layers)
    stem = next((stem for stem in stems if reason.startswith(stem)), "")
    where = stem + reason.removeprefix(stem).partition(": ")[0]
    try:
        field_at(design, where)
    except DesignError:
        return ""
    return where


def _escaped(text: str) -> str:
    """`text` as rich text that may break within words longer than a line."""
    words = (_ANYWHERE.join(textwrap.wrap(word, _LONG)) if len(word) > _LONG else word for word in text.split(" "))
    return html.escape(" ".join(words))
