"""Computing the trapped particles of the orbit exactly, from the menu to the design."""

import time

import pytest
from PySide6.QtWidgets import QProgressDialog, QPushButton

from studio.analysis.exact_flux import ExactFlux
from studio.gui.panel import exact_radiation
from tests.gui.panel_tab import make_panel, settle


def test_the_models_themselves_are_asked_and_the_answer_is_one_undo_step(qtbot) -> None:
    view = make_panel(qtbot, "perovskite-hjt-650km")
    before = view.session.results()["environment.fluence_1mev_year"]
    with qtbot.waitSignal(view.exact.said, timeout=60_000) as said:
        view.exact.ask()
    assert "AE8 and AP8" in said.args[0]
    assert view.session.design.ageing.exact_flux.startswith("orbit 650000.0 ")
    settle()
    after = view.session.results()["environment.fluence_1mev_year"]
    assert after == pytest.approx(before, rel=0.1)
    assert after != before
    view.session.undo()
    assert view.session.design.ageing.exact_flux == ""
    view.session.redo()
    view.exact.forget()
    assert view.session.design.ageing.exact_flux == ""


def test_it_can_be_cancelled(qtbot, monkeypatch: pytest.MonkeyPatch) -> None:
    def slowly(altitude: float, inclination: float, checkpoint) -> ExactFlux:
        while True:
            time.sleep(0.01)
            checkpoint(0.5)

    monkeypatch.setattr(exact_radiation, "exact_trapped_flux", slowly)
    view = make_panel(qtbot, "perovskite-hjt-650km")
    view.exact.ask()
    with qtbot.waitSignal(view.exact.tasks.stopped):
        view.findChild(QProgressDialog).findChild(QPushButton).click()
    view.exact.tasks.close()
    assert view.session.design.ageing.exact_flux == ""


def test_without_the_package_one_sentence_says_what_is_missing(qtbot, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object) -> ExactFlux:
        raise ValueError("the exact fluxes need the optional extra “radiation”: pip install dawnline[radiation]")

    monkeypatch.setattr(exact_radiation, "exact_trapped_flux", missing)
    view = make_panel(qtbot, "perovskite-hjt-650km")
    with qtbot.waitSignal(view.exact.said) as said:
        view.exact.ask()
    assert "dawnline[radiation]" in said.args[0]
