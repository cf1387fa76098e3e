"""The journey of a panel maker, by mouse in the real window with the real worker thread.

Open the perovskite tandem at 650 km, swap the top gap, thin the cover, watch the figures move under the hand, pin the
stack against heterojunction silicon and the triple junction, and read off which wins, with the source of each number.
"""

import json
import subprocess
import sys

import pytest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from studio.design.quantity import ELECTRONVOLT
from studio.document import write
from studio.gui.panel.compare.figures import FIGURES
from studio.gui.window import MainWindow
from studio.jobs.live import LiveWorker
from tests.gui.test_journey import drag, settle

pytestmark = pytest.mark.journey
WATCHED = ("panel.areal_mass", "panel.temperature", "panel.power_density_operating_eol", "panel.remaining_factor")


def choose(window: MainWindow, qtbot: QtBot, technology: str) -> None:
    box: QComboBox = window.views["panel"].technology.box
    place = box.findData(technology)
    box.setCurrentIndex(place)
    box.activated.emit(place)
    settle(window, qtbot)
    assert window.session.design.stack.technology == technology


def test_the_founding_question_is_answered_in_the_window(make_window, qtbot: QtBot, tmp_path) -> None:
    window: MainWindow = make_window("perovskite-hjt-650km", worker=LiveWorker, size=(1600, 1000))
    session, panel = window.session, window.views["panel"]
    settle(window, qtbot)
    window.actions_by_name["tab-panel"].trigger()
    assert session.design.mission.altitude == 650e3
    panel.compare.bar.pin_button.click()
    shipped = session.results()

    def moved(path: str, pixels: int) -> dict[str, list[object]]:
        """What the figures say during the drag of the slider of a field."""
        panel.show_field(path)
        settle(window, qtbot)
        row = panel.layer.rows[path.partition("].")[2]]
        seen: dict[str, list[object]] = {name: [] for name in (*WATCHED, "panel.current_surplus")}

        def watch(stage: str) -> None:
            if stage == "panel" and row.slider.isSliderDown():
                for name, values in seen.items():
                    value = session.results()[name]
                    values.append(value if isinstance(value, float) else tuple(value))

        session.outcome_changed.connect(watch)
        steps = len(session.document.history)
        drag(row.slider, pixels)
        session.outcome_changed.disconnect(watch)
        settle(window, qtbot)
        assert len(session.document.history) == steps + 1
        return seen

    gaps = moved("stack.layers[perovskite].junction.band_gap", -25)
    assert session.design.stack.layers[8].junction.band_gap < 1.66 * ELECTRONVOLT
    assert len(set(gaps["panel.current_surplus"])) >= 2, "the match of the currents moves while the hand does"
    assert session.results()["panel.limiting_junction"] == "silicon", "a narrower top leaves the bottom short of light"
    assert shipped["panel.limiting_junction"] == "perovskite"

    covers = moved("stack.layers[cover].thickness", -30)
    for name in WATCHED:
        assert len(set(covers[name])) >= 2, f"{name} moves while the hand does"
    assert session.results()["panel.areal_mass"] < shipped["panel.areal_mass"]
    assert session.results()["panel.remaining_factor"] < shipped["panel.remaining_factor"]

    panel.compare.bar.pin_button.click()
    choose(window, qtbot, "hjt-50um")
    panel.compare.bar.pin_button.click()
    choose(window, qtbot, "gainp-gaas-ge")
    panel.compare.bar.pin_button.click()
    panel.show_page("compare")
    settle(window, qtbot)
    pins = panel.compare.pins.all
    assert [pin.letter for pin in pins] == ["A", "B", "C", "D"]

    # Which wins in W/kg, in $/W and after ten years: as the bars say, and as the figures are.
    assert panel.compare.years.value() == 10
    compare = panel.compare
    shots = {pin.letter: pin.snapshot for pin in pins}
    lightest = max(shots, key=lambda letter: shots[letter].values["panel.specific_power_operating_bol"])
    lasting = max(shots, key=lambda letter: shots[letter].life.electric[-1])
    assert lightest in compare.by_mass.bars.winners
    assert lasting in compare.late_by_area.bars.winners
    assert (lightest, lasting) == ("C", "D"), "thin silicon by mass, the triple junction after ten years"
    prices = {one.letter: one for one in compare.by_price.bars.entries}
    cheapest = min("CD", key=lambda letter: shots[letter].values["panel.cost_per_watt"])
    assert cheapest in compare.by_price.bars.winners
    assert all(prices[letter].value is None and prices[letter].reason for letter in "AB"), "no price is invented"

    # Every number leads to its source.
    explain = window.views["explain"]
    for figure in FIGURES:
        if figure.name in session.results():
            panel.explain_requested.emit(figure.name)
            settle(window, qtbot)
            assert explain.shown == figure.name
            assert explain.source.text(), figure.name

    # The same from the command line.
    path = tmp_path / "thinned.json"
    assert not panel.compare.pins.restore("B")
    settle(window, qtbot)
    write(path, session.design)
    told = subprocess.run(
        [sys.executable, "-m", "studio", "compare", str(path), "--stack", "gainp-gaas-ge", "--json"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    mine, theirs = (one["results"] for one in json.loads(told.stdout))
    for name in (*WATCHED, "panel.specific_power_operating_bol"):
        assert mine[name] == shots["B"].values[name], name
        assert theirs[name] == shots["D"].values[name], name
