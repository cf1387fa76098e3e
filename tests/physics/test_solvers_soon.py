"""Solvers that must not only arrive but arrive soon: their guesses and slopes are right, not merely good enough.

A wrong slope or a bad guess is made up for by more steps, and no result would tell; how many there are does.
"""

import numpy as np
import pytest

from studio.physics import panel_two_node, thermal_network
from studio.physics.cell import tandem
from studio.physics.cell.tandem import series_maximum_power
from studio.physics.constants import STEFAN_BOLTZMANN
from studio.physics.fin import fin_efficiency
from studio.physics.orbit import eccentric_anomaly
from studio.physics.panel_thermal import periodic_panel_temperature
from studio.physics.thermal_network import Network, conduction, steady_temperature
from tests.physics.cell.reference import cells


def counted(monkeypatch: pytest.MonkeyPatch, place: object, name: str) -> list[int]:
    """A list that grows with each call of a function."""
    calls: list[int] = []
    original = getattr(place, name)

    def counting(*arguments: object, **named: object) -> object:
        calls.append(len(calls))
        return original(*arguments, **named)

    monkeypatch.setattr(place, name, counting)
    return calls


def test_fins_take_few_newton_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    fin_efficiency(0.1)  # weights that are solved for once
    for profile, most in ((0.05, 4), (1.0, 6), (50.0, 9), (199.0, 10)):
        calls = counted(monkeypatch, np.linalg, "solve")
        fin_efficiency(profile, 0.3)
        assert len(calls) <= most
        monkeypatch.undo()


def test_strings_of_junctions_take_few_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = counted(monkeypatch, tandem._String, "at")
    counts = []
    for seed in range(12):
        calls.clear()
        series_maximum_power(cells((3,), seed))
        counts.append(len(calls))
    assert np.mean(counts) < 9.0
    assert max(counts) < 20


@pytest.mark.parametrize(("e", "most"), [(0.0, 0), (0.01, 3), (0.3, 4), (0.9, 4)])
def test_keplers_equation_takes_few_steps(e: float, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = counted(monkeypatch, np, "cos")
    eccentric_anomaly(np.linspace(0.1, 6.2, 200), e)
    assert len(calls) <= most


def test_networks_take_few_newton_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    network = Network(np.ones(2), conduction(3, (0,), (1,), [40.0])[:2], conduction(3, (0, 1), (2, 2), [2.0, 1.0])[:2])
    calls = counted(monkeypatch, thermal_network.np.linalg, "solve")
    found = steady_temperature(network, [800.0, 100.0], [3.0])
    assert len(calls) <= 8
    assert STEFAN_BOLTZMANN * (2.0 * found[0] ** 4 + found[1] ** 4 - 3.0 * 3.0**4) == pytest.approx(900.0, rel=1e-9)


@pytest.mark.parametrize(("capacity", "conductance", "off"), [
    (1500.0, 30.0, 1.2), (6000.0, 8.0, 4.8), (20000.0, 2.0, 15.0)])  # fmt: skip
def test_the_guess_of_a_panel_is_near(capacity, conductance, off, monkeypatch: pytest.MonkeyPatch) -> None:
    """Within a small part of what the halves part by: what Newton's method then mends at once."""
    guessed = []
    original = panel_two_node.guess_stages

    def keeping(*arguments: object) -> object:
        found = original(*arguments)  # type: ignore[arg-type]
        guessed.append(np.array(found[1]))
        return found

    monkeypatch.setattr(panel_two_node, "guess_stages", keeping)
    steps = 96
    phase = (np.arange(steps) + 0.5) / steps
    sunlit = np.abs(phase - 0.5) > 0.18
    front, back = (1225.0 * sunlit + 40.0)[None], (60.0 + 90.0 * np.maximum(np.cos(2.0 * np.pi * phase), 0.0))[None]
    found = periodic_panel_temperature(
        front, back, electric_power=250.0 * sunlit[None], time_step=60.0, heat_capacity=capacity,
        conductance=conductance, emittance_front=0.85, emittance_back=0.6, temperature_coefficient=-0.003,
    )  # fmt: skip
    (end,) = guessed
    ends = np.stack((found.front, found.back))[:, 0]
    assert np.abs(end[..., 0] - ends).max() < off
    assert np.abs(ends[0] - ends[1]).max() > 5.0 * off
