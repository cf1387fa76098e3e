"""Docks put where a workspace wants them."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QDockWidget

from studio.gui.places import DOCKS
from studio.gui.workspaces.table import Groups, Workspace

if TYPE_CHECKING:
    from studio.gui.window import MainWindow

Structure = tuple[tuple[str, bool, bool, Qt.DockWidgetArea], ...]

_SIDE, _WIDEST_SIDE, _LOW = 290, 440, 200
"""Pixels that a dock at a side takes at least and at most, and that one at the bottom takes at least."""
_SEPARATORS = 10
"""Pixels between docks and the centre."""
_ROOM_BESIDE = 430
"""Width of a plot from which two stand side by side; below it they are tabs."""


def arrange(window: "MainWindow", workspace: Workspace, size: QSize | None = None) -> None:
    """Put every dock where the workspace has it from the start; hide the others. The window gets that `size`."""
    size = window.size() if size is None else size
    width, height = size.width(), size.height()
    workspace = _fitted(window, workspace, size)
    left = _side(window, workspace.left, workspace.left_share * width)
    right = _side(window, workspace.right, workspace.right_share * width)
    take_out(window)
    if window.size() != size:
        window.resize(size)
    _fill(window, workspace.left, Qt.DockWidgetArea.LeftDockWidgetArea, beside=False)
    _fill(window, workspace.right, Qt.DockWidgetArea.RightDockWidgetArea, beside=False)
    beside = (width - left - right) // max(len(workspace.bottom), 1) >= _ROOM_BESIDE
    _fill(window, workspace.bottom, Qt.DockWidgetArea.BottomDockWidgetArea, beside=beside)
    shown = {key for edge in (workspace.left, workspace.right, workspace.bottom) for group in edge for key in group}
    for key, dock in window.docks.items():
        if key not in shown:
            window.addDockWidget(DOCKS[key][1], dock)
            dock.hide()
    sides = [(group[0], size) for edge, size in ((workspace.left, left), (workspace.right, right)) for group in edge]
    _resize(window, sides, Qt.Orientation.Horizontal)
    low = max(_LOW, round(height * workspace.bottom_share))
    _resize(window, [(key, low) for group in workspace.bottom for key in group], Qt.Orientation.Vertical)
    each = (width - left - right) // max(len(workspace.bottom), 1)
    _resize(window, [(group[0], each) for group in workspace.bottom], Qt.Orientation.Horizontal)


def take_out(window: "MainWindow") -> None:
    """Take all docks out of the window: Qt leaves the rows of tabs of those behind that are moved while in it."""
    for dock in window.docks.values():
        dock.setFloating(False)  # also of those that do not float: else some come back narrower than they can be
        window.removeDockWidget(dock)
    _lay_out(window)


def make_room(window: "MainWindow", key: str, room: QSize, before: QSize) -> None:
    """Put a dock that has just been shown where the window stays within `room`: behind another one, else above it.

    With large texts the docks of two sides, or one beside the centre, ask for more than a small screen has.
    """
    dock = window.docks[key]
    if dock.isFloating() or _fits(window, room):
        return
    area = window.dockWidgetArea(dock)
    others = [one for one in window.docks.values()
              if one is not dock and not one.isHidden() and not one.isFloating()
              and window.dockWidgetArea(one) not in (area, Qt.DockWidgetArea.BottomDockWidgetArea)]  # fmt: skip
    if others:
        window.tabifyDockWidget(others[0], dock)
    if not _fits(window, room):
        dock.setFloating(True)
        least = dock.minimumSizeHint()
        dock.resize(max(least.width(), _SIDE), max(least.height(), min(2 * dock.width(), window.height() // 2)))
        inside = window.tabs.mapToGlobal(QPoint(0, 0))
        right = area == Qt.DockWidgetArea.RightDockWidgetArea
        dock.move(inside.x() + (window.tabs.width() - dock.width() if right else 0), inside.y())
        _lay_out(window)
    dock.raise_()
    if not window.isMaximized() and not window.isFullScreen():
        window.resize(before)


def _fits(window: "MainWindow", room: QSize) -> bool:
    """Whether the window needs no more than that as its docks are now."""
    _lay_out(window)
    least = window.minimumSizeHint()
    return least.width() <= room.width() and least.height() <= room.height()


def _lay_out(window: "MainWindow") -> None:
    """Let the window know at once what its docks need."""
    layout = window.layout()
    if layout is not None:
        layout.activate()


def structure(window: "MainWindow") -> Structure:
    """Which docks are shown, and where: what a user changes, not what a layout settles by itself."""
    return tuple(
        (key, dock.isHidden(), dock.isFloating(), window.dockWidgetArea(dock)) for key, dock in window.docks.items()
    )


def shares(window: "MainWindow") -> dict[str, tuple[float, float]]:
    """Width and height of the docks that stand in the window, as shares of it."""
    width, height = max(window.width(), 1), max(window.height(), 1)
    return {
        key: (round(dock.width() / width, 4), round(dock.height() / height, 4))
        for key, dock in window.docks.items() if not dock.isHidden() and not dock.isFloating()
    }  # fmt: skip


def apply_shares(window: "MainWindow", found: dict[str, tuple[float, float]]) -> None:
    """Give docks the shares that they had in a window of another size."""
    here = [key for key in found if key in window.docks and not window.docks[key].isHidden()]
    sides, low = [], []
    for key in here:
        at_bottom = window.dockWidgetArea(window.docks[key]) in (
            Qt.DockWidgetArea.BottomDockWidgetArea, Qt.DockWidgetArea.TopDockWidgetArea)  # fmt: skip
        sides.append((key, round(found[key][0] * window.width())))
        if at_bottom:
            low.append((key, round(found[key][1] * window.height())))
    _resize(window, sides, Qt.Orientation.Horizontal)
    _resize(window, low, Qt.Orientation.Vertical)


def _fitted(window: "MainWindow", workspace: Workspace, size: QSize) -> Workspace:
    """The workspace as it fits into the window: what has no room at its edge stands behind what is at another.

    With large texts the docks of two sides, and those at the bottom, ask for more than a small screen has.
    """
    centre = window.tabs.minimumSizeHint()
    chrome = sum(bar.sizeHint().height() for bar in (window.menuBar(), window.bottom_bar, window.statusBar()))
    left, right, bottom = workspace.left, workspace.right, workspace.bottom
    low = max((window.docks[key].minimumSizeHint().height() for group in bottom for key in group), default=0)
    if bottom and centre.height() + low + chrome + _SEPARATORS > size.height() and (left or right):
        if right:
            right, bottom = _behind(right, bottom), ()
        else:
            left, bottom = _behind(left, bottom), ()
    sides = [_side(window, edge, 0.0) for edge in (left, right)]
    if left and right and sum(sides) + centre.width() + _SEPARATORS > size.width():
        left, right = _behind(left, right), ()
        sides = [_side(window, left, 0.0), 0]
    if sum(sides) + centre.width() + _SEPARATORS > size.width():
        left, right = (), ()  # a key brings each of them
    return replace(workspace, left=left, right=right, bottom=bottom)


def _behind(first: Groups, others: Groups) -> Groups:
    return ((*first[0], *(key for group in (*first[1:], *others) for key in group)),)


def _side(window: "MainWindow", edge: Groups, wished: float) -> int:
    """The width of the docks at a side, as wished where that is neither too little nor too much."""
    least = max((window.docks[key].minimumSizeHint().width() for group in edge for key in group), default=0)
    return max(_SIDE, least, min(round(wished), _WIDEST_SIDE)) if edge else 0


def _fill(window: "MainWindow", edge: Groups, area: Qt.DockWidgetArea, *, beside: bool) -> None:
    """Put the groups at an edge, side by side or, where there is no room for that, behind one another."""
    groups = [[window.docks[key] for key in group] for group in edge]
    if not beside and len(groups) > 1:
        groups = [[dock for group in groups for dock in group]]
    before: QDockWidget | None = None
    for group in groups:
        if before is None:
            window.addDockWidget(area, group[0])
        else:
            window.splitDockWidget(before, group[0], Qt.Orientation.Horizontal)
        before = group[0]
        for dock in group:
            dock.show()
        for first, second in pairwise(group):
            window.tabifyDockWidget(first, second)
        group[0].raise_()


def _resize(window: "MainWindow", sizes: Iterable[tuple[str, int]], along: Qt.Orientation) -> None:
    wanted = list(sizes)
    if wanted:
        window.resizeDocks([window.docks[key] for key, _ in wanted], [max(size, 1) for _, size in wanted], along)
