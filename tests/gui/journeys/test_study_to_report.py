"""From the sample study to a report: run, brushed, a point opened and held as a baseline, written and opened again."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint

from studio.design import get_value
from studio.document import read
from studio.gui.study.desk import StudyDesk
from tests.gui.journeys.hand import Hand

pytestmark = pytest.mark.journey

_PATH = "mission.altitude"


def test_a_point_of_the_sample_study_becomes_a_report(begin, tmp_path: Path) -> None:
    hand: Hand = begin(theme="light")
    session = hand.window.session
    begun = session.design
    hand.click("start-study")
    desk = StudyDesk.of(session)
    hand.wait(lambda: desk.state in {"done", "failed"})
    assert desk.state == "done", desk.reason
    assert desk.points.filled == 70

    # A rectangle swept over the plane leaves what lies in it, on every page.
    hand.page("study", "scatter")
    plane = hand.see("study-scatter-plane")
    page = hand.window.views["study"].pages.page("scatter")
    hand.wait(lambda: page.shown is not None)
    area = plane.box.sceneBoundingRect()
    begin_at = plane.mapFromScene(area.topLeft()) + QPoint(4, 4)
    end_at = plane.mapFromScene(area.center())
    hand.stroke(plane.viewport(), begin_at, end_at)
    hand.wait(lambda: desk.brush)
    left = np.flatnonzero(desk.mask())
    assert 0 < left.size < 70
    hand.page("study", "table")
    table = hand.see("study-table-rows")
    hand.wait(lambda: table.model().rowCount() == left.size)

    # The last of them is opened: the window computes what the study found.
    row = int(table.rows_model.rows[-1])
    hand.cell("study-table-rows", left.size - 1, twice=True)
    hand.wait(lambda: session.design != begun)
    assert get_value(session.design, _PATH) == desk.points.values(_PATH)[row]
    assert session.results()["orbit.period"] == pytest.approx(
        2 * np.pi * np.sqrt((6378137.0 + session.design.mission.altitude) ** 3 / 3.986004418e14), rel=1e-9)  # fmt: skip
    opened = session.design

    # Kept as a baseline; then changed, so that the report has a difference to tell.
    hand.menu("edit", "action-keep-baseline")
    hand.write("baseline-name", "From the study", enter=False)
    hand.agree("baseline-dialog")
    assert [one.name for one in session.design.baselines] == ["From the study"]
    hand.field("array.area", "150 m2")
    assert session.design.array.area == 150.0 != opened.array.area

    hand.page("review", "report")
    hand.choose("review-report-baseline", "From the study")
    path = tmp_path / "the report.pdf"
    with hand.naming(path):
        hand.click("review-report-write")
    hand.wait(path.exists)
    reported = session.design
    assert path.read_bytes().startswith(b"%PDF")
    assert read(path) == reported, "the report carries the design"

    hand.menu("edit", "action-undo")
    assert session.design != reported
    saved = tmp_path / "kept.json"
    with hand.naming(saved):
        hand.menu("file", "action-save-as")
    with hand.naming(path):
        hand.menu("file", "action-open")
    assert session.design == reported
    assert session.document.path is None, "a report is no file of the design"
