"""Points of a study as columns of the Compare tab."""

from collections.abc import Iterable
from functools import partial

import numpy as np
from PySide6.QtWidgets import QMenu

from studio.gui.compare.desk import CompareDesk
from studio.gui.study.desk import StudyDesk
from studio.text import tr, tr_count

MOST = 20
"""Points that are compared at once: more columns than that nobody reads."""


def meant(desk: StudyDesk) -> list[int]:
    """The points that "Compare" is about: those that are brushed where they are few, else the current one."""
    points = desk.points
    if points is None or not points.filled:
        return []
    if desk.brush:
        brushed = np.flatnonzero(desk.mask())
        if 0 < brushed.size <= MOST:
            return [int(row) for row in brushed]
    return [desk.current] if desk.current >= 0 else []


def said(rows: list[int]) -> str:
    """What a menu or a button calls it."""
    if len(rows) == 1:
        return tr("Compare point {row}", row=rows[0])
    return tr_count("Compare {count} point", "Compare {count} points", len(rows))


def compare(desk: StudyDesk, rows: Iterable[int]) -> None:
    """Let points stand in columns of the Compare tab, and have that shown; one that is there is not added again."""
    points, columns = desk.points, CompareDesk.of(desk.session)
    wanted = list(dict.fromkeys(rows))
    if points is None or not wanted:
        desk.told.emit(tr("Choose a point of the study first, or brush {most} points at most.", most=MOST), True)
        return
    study = points.path.name if points.path is not None else points.design.title or tr("Untitled")
    for row in wanted[:MOST]:
        name = tr("{study}, point {row}", study=study, row=row)
        added = columns.add("study", name, points.key_of(row), points.later(row), str(points.path or ""))
        if not added and columns.full:
            break  # which it has told
    desk.compare_wanted.emit()


def fill_menu(menu: QMenu, desk: StudyDesk, rows: list[int], listed: list[int] | None = None) -> None:
    """What can be done with some points, and with all that are `listed` where they are few."""
    if len(rows) == 1:
        menu.addAction(tr("Open point {row}", row=rows[0]), partial(desk.open_point, rows[0]))
    if rows:
        action = menu.addAction(said(rows), partial(compare, desk, rows))
        action.setEnabled(len(rows) <= MOST)
    if listed and 1 < len(listed) <= MOST and set(listed) != set(rows):
        menu.addAction(tr("Compare all {count} listed points", count=len(listed)), partial(compare, desk, listed))
