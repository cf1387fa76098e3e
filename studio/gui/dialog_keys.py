"""F1, F2 and the chain of a value work in dialogs too, also in one that keeps the user from the window below it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QToolTip, QVBoxLayout, QWidget

from studio.text import tr

if TYPE_CHECKING:
    from studio.gui.window import MainWindow

_COMMANDS = ("help-context", "explain")
TOPICS = {
    "baseline-dialog": "review.changes", "note-dialog": "review.notes", "spread-dialog": "study.uncertainty",
    "units-dialog": "units", "compare-rows-dialog": "compare", "material-dialog": "panel.layer",
    "optimise-dialog": "panel.layer", "policies-dialog": "review.requirements", "sign-dialog": "review.sign",
    "requirement_dialog": "margins", "own-claim-dialog": "claims.statements", "close-design-dialog": "margins",
    "seek-dialog": "margins", "formation-dialog": "fleet.neighbours", "import-dialog": "files",
    "components-dialog": "files", "preferences": "units", "save-picture": "plots", "picture-dialog": "orbit",
    "film-dialog": "orbit", "chain_dialog": "explain",
}  # fmt: skip
"""What there is to read on a dialog as a whole, by its name."""


class DialogKeys(QObject):
    """Gives the keys to each dialog of the window when it is first used."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        window.keyboard_focus.moved.connect(self._focus_changed)

    def _focus_changed(self, new: QWidget | None) -> None:
        dialog = new.window() if new is not None else None
        # In Qt's own choice of files F2 renames one.
        if not isinstance(dialog, QDialog) or isinstance(dialog, QFileDialog) or not belongs(dialog, self._window):
            return
        known = dialog.actions()
        for name in _COMMANDS:
            action = self._window.actions_by_name[name]
            if action not in known:
                dialog.addAction(action)


def belongs(widget: QWidget, window: QWidget) -> bool:
    """Whether a window was opened from `window`, or from one that was."""
    one: QWidget | None = widget
    while one is not None and one is not window:
        one = one.parentWidget()
    return one is window


def holding(window: "MainWindow") -> QDialog | None:
    """The dialog that keeps the user from the window, where there is one: what is to be used stands above it."""
    dialog = QApplication.activeModalWidget()
    return dialog if isinstance(dialog, QDialog) and belongs(dialog, window) else None


def explain_above(window: "MainWindow", dialog: QDialog, name: str) -> None:
    """Show what a value is and where it comes from beside a dialog, which stays as it is."""
    from studio.gui.explain.panel import ExplainPanel

    assert window.session is not None
    shown = dialog.findChild(QDialog, "explain-above")
    if shown is None:
        shown = QDialog(dialog)
        shown.setObjectName("explain-above")
        shown.setWindowTitle(tr("Explain"))
        panel = ExplainPanel(window.session, shown)
        panel.setObjectName("explain-above-panel")
        panel.pin_button.hide()
        for signal in (panel.field_requested, panel.seek_requested, panel.chain_requested):
            signal.connect(lambda *_: held(shown))
        layout = QVBoxLayout(shown)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(panel)
        em = shown.fontMetrics().height()
        room = shown.screen().availableGeometry().size()
        shown.resize(min(24 * em, room.width()), min(36 * em, room.height()))
    found = shown.findChild(ExplainPanel)
    assert found is not None
    found.show_name(name)
    shown.show()
    shown.raise_()
    shown.activateWindow()


def held(widget: QWidget) -> None:
    """Say why what is asked for cannot be shown now."""
    QToolTip.showText(widget.mapToGlobal(QPoint(widget.width() // 4, widget.height() // 2)),
                      tr("Close the dialog below first: it holds the design."), widget)  # fmt: skip
