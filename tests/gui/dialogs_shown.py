"""Every dialog of the window and what lies over it, opened one after the other, for tests that look at all of them."""

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from unittest.mock import patch

from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QWidget

from studio.gui.window import MainWindow
from tests.gui.clipping import settle

_LOOK = 60.0
"""How long a look at what would be exported may take [s]."""


def dialogs(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """The name and the widget of each while it is open; it is closed when the next one is asked for."""
    for name in ("units", "note", "history", "close-design", "seek", "keep-baseline", "export", "export-everything",
                 "preferences", "keys", "formation", "orbit-picture", "orbit-film", "chain", "about"):  # fmt: skip
        before = set(QApplication.topLevelWidgets())
        with patch.object(QMessageBox, "exec", QMessageBox.show):  # a question would hold this test
            window.actions_by_name[name].trigger()
        settle()
        opened = [one for one in QApplication.topLevelWidgets() if one not in before and isinstance(one, QDialog)]
        assert opened, f"{name} opened nothing"
        yield from _pages(name, opened[-1])
        _close(opened[-1])
    for name, make in _others(window).items():
        dialog = make()
        dialog.show()
        settle()
        yield name, dialog
        _close(dialog)
    yield from _overlays(window)


def _pages(name: str, dialog: QDialog) -> Iterator[tuple[str, QWidget]]:
    from studio.gui.export.dialog import ExportDialog
    from studio.gui.preferences.dialog import PreferencesDialog

    if isinstance(dialog, ExportDialog):
        end = time.monotonic() + _LOOK
        while dialog._quiet.isActive() or dialog.exporter.busy:
            assert time.monotonic() < end, "there is nothing to look at yet"
            settle()
        settle()
    yield name, dialog
    if isinstance(dialog, PreferencesDialog):
        for row in range(dialog.list.count()):
            dialog.list.setCurrentRow(row)
            settle()
            yield f"{name} {row}", dialog


def _others(window: MainWindow) -> dict[str, Callable[[], QDialog]]:
    """Those that are opened from within a page or by an event."""
    from studio.gui.claims.own_dialog import OwnClaimDialog
    from studio.gui.compare.rows_dialog import RowsDialog
    from studio.gui.crash.dialog import CrashDialog
    from studio.gui.margins.dialog import RequirementDialog
    from studio.gui.panel.material_dialog import MaterialDialog
    from studio.gui.panel.optimise_dialog import OptimiseDialog
    from studio.gui.picture_dialog import SavePicture
    from studio.gui.review.policies_dialog import PoliciesDialog
    from studio.gui.review.sign_dialog import SignDialog
    from studio.gui.spread_dialog import SpreadDialog
    from studio.text import tr

    session = window.session
    assert session is not None
    requirement = session.design.requirements[0]
    return {
        "own claim": lambda: OwnClaimDialog(session, None, window),
        "requirement": lambda: RequirementDialog(session, requirement, window),
        "new requirement": lambda: RequirementDialog(session, None, window),
        "material": lambda: MaterialDialog(session, window),
        "optimise": lambda: OptimiseDialog(session, window),
        "picture of a plot": lambda: SavePicture(window.views["power"], "power", window),
        "policies": lambda: PoliciesDialog(session, window),
        "sign-off": lambda: SignDialog(session, None, window),
        "spread": lambda: SpreadDialog(session, "mission.altitude", "km", window),
        "rows of a study": lambda: RowsDialog(window.views["compare"].desk, Path("a.parquet"), window),
        "crash": lambda: CrashDialog(tr("Dawnline crashed the last time."), "", "-", (("close", tr("Close")),), window),
    }  # fmt: skip


def _overlays(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """What is shown over the window or beside it and is no dialog."""
    from studio.text import mark, tr

    session = window.session
    assert session is not None
    window.dialogs.find_anything("a")
    settle()
    palette = window.dialogs.palette()
    yield "palette", palette
    palette.close_palette()
    window.start.show()
    settle()
    assert window.start.sheet is not None
    yield "start page", window.start.sheet
    window.start.leave()
    session.notices.tell(tr(mark("Nothing computed yet")), "warning", details="-")
    settle()
    yield "message", window
    window.take_tour()
    settle()
    assert window.tour is not None
    yield "tour", window
    window.tour.end()
    for link in ("help:begin", "name:mission.altitude", "name:power.margin_eol"):
        window.help.open(link)
        settle()
        assert window.help.browser is not None
        yield f"help {link}", window.help.browser
    window.help.browser.close()
    for key in window.late.docks:
        window.late.show(key)
        settle()
        yield f"dock {key}", window.late.docks[key]
        window.late.toggle(key)


def _close(dialog: QWidget) -> None:
    with suppress(RuntimeError):  # some delete themselves
        dialog.close()
        dialog.deleteLater()
    settle()
