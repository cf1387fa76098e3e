"""Passages through the shadow against the light that a satellite sees before and after, and against one another."""

from dataclasses import replace

import numpy as np
import pytest

from studio.physics.constants import DAY, R_EARTH
from studio.physics.eclipse import Passages, eclipse_passages, frozen_passage, nearest_passage
from studio.physics.illumination import PENUMBRA, UMBRA, visible_fraction
from studio.physics.orbit import MeanElements, position_velocity, secular_rates
from studio.physics.shadow import shadow_edges
from studio.physics.sun import sun_vector
from studio.physics.time import instant

EPOCH = instant("2026-03-05")
ORBITS = {
    "low": MeanElements(R_EARTH + 500e3, 0.0, 0.9, 1.0, 0.6, 2.0),
    "retrograde": MeanElements(R_EARTH + 800e3, 0.0, 2.2, 4.0, 0.0, 5.0),
    "geostationary": MeanElements(42_164e3, 0.0, 0.01, 0.2, 0.0, 1.0),
    "eccentric": MeanElements(8.4e6, 0.15, 1.1, 2.0, 0.4, 3.3),
    "far": MeanElements(1.2e8, 0.2, 0.409, 0.0, 1.0, 2.0),
    "molniya": MeanElements(26.5e6, 0.7, 1.107, 0.1, 4.7, 0.3),
}
TOGETHER = MeanElements(*(np.array(each) for each in zip(*(orbit.arrays() for orbit in ORBITS.values()), strict=True)))


def seen(elements: MeanElements, time: np.ndarray, *, oblate: bool = False) -> np.ndarray:
    sun, distance = sun_vector(EPOCH + time)
    return visible_fraction(position_velocity(elements, time)[0], sun, distance, oblate=oblate)


def whole(passages: Passages) -> np.ndarray:
    """(4, K) Edges of the passages that have all four."""
    edges = np.stack([np.reshape(edge, -1) for edge in passages])
    return edges[:, ~np.isnan(edges).any(axis=0)]


@pytest.mark.parametrize("oblate", [False, True])
@pytest.mark.parametrize("name", ORBITS)
def test_light_changes_at_every_edge_and_nowhere_else(name: str, oblate: bool) -> None:
    days, step = {"geostationary": (12, 20.0), "molniya": (12, 20.0), "far": (60, 60.0)}.get(name, (2, 8.0))
    passages = eclipse_passages(ORBITS[name], EPOCH, days * DAY, oblate=oblate)
    edges = whole(passages)
    time = np.arange(0.0, days * DAY, step)
    light = seen(ORBITS[name], time, oblate=oblate)
    for row, (least, sign) in enumerate(((1.0, -1), (0.0, -1), (0.0, 1), (1.0, 1))):
        bright = (light >= least) if least else (light > 0.0)
        flips = time[1:][np.diff(bright.astype(int)) == sign]
        kept = flips[(flips > 4000.0) & (flips < days * DAY - 4000.0)]
        mine = edges[row]
        assert kept.size > 2
        np.testing.assert_array_equal([np.sum((mine > t - step - 0.02) & (mine < t + 0.02)) for t in kept], 1)
        inner = mine[(mine > 4000.0) & (mine < days * DAY - 4000.0)]
        np.testing.assert_array_equal([np.sum((kept > t - 0.02) & (kept < t + step + 0.02)) for t in inner], 1)


@pytest.mark.parametrize("name", ORBITS)
def test_edges_are_exact_to_a_millisecond_for_half_a_year(name: str) -> None:
    edges = whole(eclipse_passages(ORBITS[name], EPOCH, 180 * DAY))[:, ::7]
    assert edges.shape[1] > 3
    for time, outside in zip(edges, (-1.0, -1.0, 1.0, 1.0), strict=True):
        lag = 2e-3 if name in ("low", "retrograde", "eccentric") else 0.05
        assert np.all(seen(ORBITS[name], time + outside * lag) > seen(ORBITS[name], time - outside * lag))


def test_orbits_together_are_those_alone() -> None:
    """Circles beside ellipses too, of which the perigee is told apart from the place along the orbit."""
    together = eclipse_passages(TOGETHER, EPOCH, 10 * DAY)
    for place, elements in enumerate(ORBITS.values()):
        alone = whole(eclipse_passages(elements, EPOCH, 10 * DAY))
        of_all = whole(Passages(*(edge[place] for edge in together)))
        # A circle beside an ellipse has its perigee turn as an ellipse's would: the same place along the orbit.
        np.testing.assert_allclose(of_all, alone, atol=2e-3)


def test_a_passage_belongs_to_the_time_that_its_middle_lies_in() -> None:
    elements = ORBITS["eccentric"]
    long = whole(eclipse_passages(elements, EPOCH, 2 * DAY))
    middles = 0.5 * (long[0] + long[3])
    for number in (3, 4):
        for lag, more in ((-1.0, 0), (1.0, 1)):
            short = whole(eclipse_passages(elements, EPOCH, float(middles[number]) + lag))
            np.testing.assert_allclose(short, long[:, : number + more], atol=1e-4)
    # The same orbit from a later epoch, around the middle of a passage.
    rates = secular_rates(*(np.array(x) for x in (elements.semi_major_axis, elements.eccentricity,
                                                  elements.inclination)))  # fmt: skip
    for lag, first in ((-1.0, 2), (1.0, 3)):
        later = float(middles[2]) + lag
        there = replace(
            elements,
            raan=elements.raan + float(rates.raan) * later,
            argument_of_perigee=elements.argument_of_perigee + float(rates.argument_of_perigee) * later,
            mean_anomaly=elements.mean_anomaly + float(rates.mean_anomaly) * later,
        )
        found = whole(eclipse_passages(there, EPOCH + later, float(middles[6]) + 1.0 - later))
        np.testing.assert_allclose(found + later, long[:, first:7], atol=1e-3)


@pytest.mark.parametrize("duration", [600.0, 5000.0, 40 * DAY])
def test_any_duration(duration: float) -> None:
    long = eclipse_passages(TOGETHER, EPOCH, 41 * DAY)
    found = eclipse_passages(TOGETHER, EPOCH, duration)
    for place in range(len(ORBITS)):
        edges = whole(Passages(*(edge[place] for edge in long)))
        middles = 0.5 * (edges[0] + edges[3])
        mine = whole(Passages(*(edge[place] for edge in found)))
        np.testing.assert_allclose(mine, edges[:, middles < duration], atol=1e-3)


@pytest.mark.parametrize("duration", [5000.0, 2 * DAY])
def test_a_passage_outside_the_time_has_no_edge_at_all(duration: float) -> None:
    """Nor does one that only begins in it: who looks at the exits alone is not told of others."""
    found = eclipse_passages(TOGETHER, EPOCH, duration)
    for entry, leave in ((found.penumbra_entry, found.penumbra_exit), (found.umbra_entry, found.umbra_exit)):
        np.testing.assert_array_equal(np.isnan(entry), np.isnan(leave))
        there = ~np.isnan(leave)
        assert np.all(there.sum(axis=-1) < there.shape[-1])  # each orbit has some before or after
        assert np.all(leave[there] > entry[there])
    middle = 0.5 * (found.penumbra_entry + found.penumbra_exit)
    assert np.nanmin(middle) >= 0.0
    assert np.nanmax(middle) < duration


def test_nearest_passages_are_the_next_ones() -> None:
    """Of each orbit after each time: as long as the first passage whose point opposite the Sun is still ahead."""
    times = np.array([0.3, 2.1, 3.7, 6.4]) * DAY
    limbs = (UMBRA, PENUMBRA)
    entry, leave = shadow_edges(nearest_passage(TOGETHER, EPOCH, times), limbs, oblate=False)
    assert entry.shape == (2, len(ORBITS), times.size)
    for place, elements in enumerate(ORBITS.values()):
        edges = whole(eclipse_passages(elements, EPOCH, 10 * DAY))
        alone = shadow_edges(nearest_passage(elements, EPOCH, times), limbs, oblate=False)
        for column, time in enumerate(times):
            np.testing.assert_allclose(leave[:, place, column] - entry[:, place, column],
                                       alone[1][:, column] - alone[0][:, column], atol=2e-3)  # fmt: skip
            # The point opposite the Sun, from which the edges are counted, lies that long after the first edge.
            opposite = edges[0] - alone[0][1, column]
            ahead = np.flatnonzero(opposite > time - 40.0)[0]
            length = edges[2, ahead] - edges[1, ahead], edges[3, ahead] - edges[0, ahead]
            np.testing.assert_allclose(alone[1][:, column] - alone[0][:, column], length, atol=5e-3)


@pytest.mark.parametrize("name", ["low", "eccentric", "molniya"])
def test_a_frozen_passage_is_that_of_an_orbit_held_still(name: str) -> None:
    elements = ORBITS[name]
    sun, distance = sun_vector(EPOCH)
    entry, leave = shadow_edges(frozen_passage(elements, sun, distance), (UMBRA, PENUMBRA), oblate=False)
    mean = np.linspace(0.0, 2.0 * np.pi, 400_001)
    held = replace(elements, mean_anomaly=mean)
    light = visible_fraction(position_velocity(held, 0.0)[0], sun, distance)
    axis, e, tilt = (np.array(x) for x in (elements.semi_major_axis, elements.eccentricity, elements.inclination))
    rates = secular_rates(axis, e, tilt)
    turning = rates.mean_anomaly + (rates.argument_of_perigee if elements.eccentricity == 0.0 else 0.0)
    for row, dark in enumerate((light <= 0.0, light < 1.0)):
        length = dark[1:].mean() * 2.0 * np.pi / turning
        assert float(np.squeeze(leave[row] - entry[row])) == pytest.approx(float(length), abs=0.2)
