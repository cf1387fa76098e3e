"""Solvers that must not only arrive but arrive soon: their guesses and slopes are right, not merely good enough.

A wrong slope or a bad guess is made up for by more steps, and no result would tell; how many there are does.
"""

import numpy as np
import pytest

from studio.physics import panel_guess, panel_quasi_steady, panel_steps, panel_two_node, thermal_network
from studio.physics.cell import tandem
from studio.physics.cell.tandem import series_maximum_power
from studio.physics.constants import STEFAN_BOLTZMANN
from studio.physics.fin import fin_efficiency
from studio.physics.orbit import eccentric_anomaly
from studio.physics.panel_thermal import PanelOrbit, periodic_panel_temperature
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


def lit(steps: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Heat of the front and of the back, and power, of one orbit with a shadow."""
    phase = (np.arange(steps) + 0.5) / steps
    sunlit = np.abs(phase - 0.5) > 0.18
    front, back = 1225.0 * sunlit + 40.0, 60.0 + 90.0 * np.maximum(np.cos(2.0 * np.pi * phase), 0.0)
    return front[None], back[None], 250.0 * sunlit[None]


def in_orbit(panel: tuple[float, ...], steps: int) -> PanelOrbit:
    """A panel of some heat capacity, conductance, emittances and temperature coefficient."""
    capacity, conductance, front_side, back_side, coefficient = panel
    front, back, power = lit(steps)
    return periodic_panel_temperature(
        front, back, electric_power=power, time_step=5760.0 / steps, heat_capacity=capacity, conductance=conductance,
        emittance_front=front_side, emittance_back=back_side, temperature_coefficient=coefficient,
    )  # fmt: skip


@pytest.mark.parametrize(("panel", "plate", "halves"), [
    ((1500.0, 120.0, 0.85, 0.6, -0.003), (20.5, 1.4), 0.056), ((4000.0, 400.0, 0.9, 0.2, -0.003), (19.0, 1.2), 0.043),
    ((300.0, 60.0, 0.3, 0.8, -0.004), (20.5, 1.8), 0.47), ((20.0, 60.0, 0.85, 0.6, -0.002), (12.5, 0.88), 0.07),
    ((9000.0, 900.0, 0.8, 0.8, 0.0), (12.5, 0.25), 1e-3)])  # fmt: skip
def test_the_guess_of_a_panel_whose_halves_meet_soon_is_near(
    panel: tuple[float, ...], plate: tuple[float, float], halves: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two corrections of the mean of both halves [K], and hardly one of each half, a tenth above what they are."""
    of_plate, of_halves = [], []
    solver = panel_quasi_steady.QuasiSteadySolver
    correct_plate, correct_halves = solver._correct_plate, solver._correct_halves

    def plate_kept(self: panel_quasi_steady.QuasiSteadySolver, *arguments: object, **named: object) -> None:
        correct_plate(self, *arguments, **named)  # type: ignore[arg-type]
        of_plate.append(np.abs(self._change[0]).max())

    def halves_kept(*arguments: object) -> np.ndarray:
        largest = correct_halves(*arguments)  # type: ignore[arg-type]
        of_halves.append(largest.max())
        return largest

    monkeypatch.setattr(solver, "_correct_plate", plate_kept)
    monkeypatch.setattr(solver, "_correct_halves", halves_kept)
    in_orbit(panel, 96)
    assert len(of_plate) == 2
    assert np.all(np.array(of_plate) < plate)
    assert of_halves[0] < halves
    assert len(of_halves) <= 2
    assert of_halves[-1] < 0.08


@pytest.mark.parametrize(("panel", "change", "off"), [
    ((1500.0, 30.0, 0.85, 0.6, -0.003), (26.5, 3.0), 1.15), ((6000.0, 8.0, 0.85, 0.6, -0.003), (26.0, 3.1), 4.4),
    ((20000.0, 2.0, 0.85, 0.6, -0.003), (19.0, 0.8), 14.5), ((3000.0, 30.0, 0.9, 0.2, -0.004), (43.5, 6.3, 0.16), 2.2),
    ((200.0, 2.0, 0.3, 0.8, -0.002), (41.0, 5.3, 0.11), 26.5)])  # fmt: skip
def test_the_guess_of_both_stages_of_a_panel_is_near(
    panel: tuple[float, ...], change: tuple[float, ...], off: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two or three corrections of the one node [K], then what both halves are off, a tenth above what they are."""
    guessed, changes = [], []
    guess, correction = panel_two_node.guess_stages, panel_guess._correction

    def keeping(*arguments: object) -> object:
        found = guess(*arguments)  # type: ignore[arg-type]
        guessed.extend(np.array(each)[..., 0] for each in found)
        return found

    def correcting(*arguments: object) -> object:
        found = correction(*arguments)  # type: ignore[arg-type]
        changes.append(np.abs(found[1]).max())
        return found

    monkeypatch.setattr(panel_two_node, "guess_stages", keeping)
    monkeypatch.setattr(panel_guess, "_correction", correcting)
    found = in_orbit(panel, 96)
    assert len(changes) == len(change)
    assert np.all(np.array(changes) < change)
    end, mean = np.stack((found.front, found.back))[:, 0], np.stack((found.front_mean, found.back_mean))[:, 0]
    first = end + (mean - end) * np.sqrt(2.0)  # the mean lies between both stages, 1/√2 of the way to the first
    for ours, right in zip(guessed, (first, end), strict=True):
        assert np.abs(ours - right).max() < off


@pytest.mark.parametrize(("panel", "most"), [
    ((1500.0, 30.0, 0.85, 0.6, -0.003), (1.2, 0.005)), ((6000.0, 8.0, 0.85, 0.6, -0.003), (4.4, 0.06)),
    ((200.0, 2.0, 0.3, 0.8, -0.002), (28.5, 2.1, 0.013)),
    ((20.0, 0.3, 0.8, 0.8, 0.0), (43.5, 13.0, 1.0, 0.005))])  # fmt: skip
def test_corrections_of_both_halves_fall_with_their_square(
    panel: tuple[float, ...], most: tuple[float, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    changes = []
    correct = panel_steps.LinearSystem.correct

    def correcting(*arguments: object) -> None:
        correct(*arguments)  # type: ignore[arg-type]
        changes.append(max(np.abs(each).max() for each in arguments[-2:]))  # type: ignore[call-overload]

    monkeypatch.setattr(panel_steps.LinearSystem, "correct", correcting)
    in_orbit(panel, 96)
    assert len(changes) == len(most)
    assert np.all(np.array(changes) < most)
