"""Edges of the shadow against a satellite, a node, a perigee and a Sun that turn by rotations, thousands of times too
fast, so that every term of their motion within a passage is seen."""

import math
from typing import NamedTuple

import numpy as np
import pytest
from scipy.optimize import brentq

from studio.physics import shadow
from studio.physics.constants import AU, R_EARTH, R_SUN, SUN_SYNCHRONOUS_RATE
from studio.physics.illumination import PENUMBRA, POLAR_STRETCH, UMBRA
from studio.physics.shadow import Passage, depth, passage, shadow_edges

OBLIQUITY = 0.409


class Scene(NamedTuple):
    """An orbit and a Sun at ψ = 0, and how they move."""

    axis: float
    e: float
    tilt: float
    azimuth: float
    longitude: float
    """Of the Sun on the ecliptic, which tells its height and how fast that changes [rad]."""
    node_rate: float = 0.0
    perigee_rate: float = 0.0
    anomaly: float = 0.0

    def sun(self, t: float) -> np.ndarray:
        """Unit vector in axes that do not turn: x to the node at t = 0."""
        there = self.longitude + SUN_SYNCHRONOUS_RATE * t
        x, y, z = math.cos(there), math.cos(OBLIQUITY) * math.sin(there), math.sin(OBLIQUITY) * math.sin(there)
        begin = math.atan2(math.cos(OBLIQUITY) * math.sin(self.longitude), math.cos(self.longitude))
        turn = self.azimuth - begin
        return np.array([x * math.cos(turn) - y * math.sin(turn), x * math.sin(turn) + y * math.cos(turn), z])

    @property
    def latitude(self) -> float:
        """Argument of latitude opposite the Sun [rad]."""
        sun = self.sun(0.0)
        return math.atan2(-(sun[1] * math.cos(self.tilt) + sun[2] * math.sin(self.tilt)), -sun[0])

    @property
    def motion(self) -> float:
        return math.sqrt(3.986004418e14 / self.axis**3)

    def satellite(self, t: float) -> np.ndarray:
        """By Kepler's equation, from a true anomaly at t = 0."""
        root = math.sqrt((1.0 - self.e) / (1.0 + self.e))
        first = 2.0 * math.atan2(root * math.sin(self.anomaly / 2), math.cos(self.anomaly / 2))
        mean = first - self.e * math.sin(first) + self.motion * t
        e_anomaly = brentq(lambda x: x - self.e * math.sin(x) - mean, mean - 1.0, mean + 1.0, xtol=1e-14)
        true = 2.0 * math.atan2(math.sin(e_anomaly / 2) / root, math.cos(e_anomaly / 2))
        radius = self.axis * (1.0 - self.e * math.cos(e_anomaly))
        u = self.latitude + true - self.anomaly + self.perigee_rate * t
        node = self.node_rate * t
        level, up = math.sin(u) * math.cos(self.tilt), math.sin(u) * math.sin(self.tilt)
        return radius * np.array([math.cos(u) * math.cos(node) - level * math.sin(node),
                                  math.cos(u) * math.sin(node) + level * math.cos(node), up])  # fmt: skip

    def passage(self) -> Passage:
        sun, step = self.sun(0.0), 1e-3 / SUN_SYNCHRONOUS_RATE
        before, after = self.sun(-step), self.sun(step)
        turned = math.atan2(after[1], after[0]) - math.atan2(before[1], before[0])
        rates = ((turned + math.pi) % math.tau - math.pi) / (2.0 * step), (after[2] - before[2]) / (2.0 * step)
        one = np.ones(1)
        return passage(
            (self.axis * one, self.e * one, self.tilt * one), (self.anomaly * one, self.latitude * one),
            (self.node_rate * one, self.perigee_rate * one, self.motion * one),
            (self.azimuth * one, sun[2] * one, AU * one), (rates[0] * one, rates[1] * one),
        )  # fmt: skip

    def outside(self, t: float, limb: float, oblate: bool) -> float:
        """Angle between the centres of Earth and Sun less that at which the Earth touches a point of its disk [rad]."""
        stretch = np.array([1.0, 1.0, POLAR_STRETCH if oblate else 1.0])
        place, sun = self.satellite(t) * stretch, self.sun(t) * AU * stretch
        return touching(place, sun, limb)


def touching(place: np.ndarray, sun: np.ndarray, limb: float) -> float:
    """Angle between the centres of Earth and Sun less that at which the limbs touch [rad], from places [m]."""
    to_sun = sun - place
    far, near = float(np.linalg.norm(to_sun)), float(np.linalg.norm(place))
    across = float(np.linalg.norm(np.cross(-place, to_sun)))
    apart = math.atan2(across, float(-place @ to_sun))
    return apart - math.asin(R_EARTH / near) - limb * math.asin(R_SUN / far)


STILL = [
    Scene(7.0e6, 0.0, 1.71, 3.0, 0.4),
    Scene(42.164e6, 0.0, 0.05, 0.3, 3.2),
    Scene(7.6e6, 0.08, 0.9, 2.0, 1.0, anomaly=0.7),
    Scene(26.5e6, 0.72, 1.107, 0.2, 0.3, anomaly=2.6),
    Scene(24.0e6, 0.72, 1.107, 0.3, 3.4, anomaly=-0.6),
    Scene(9.0e6, 0.2, 2.6, 6.1, 5.9, anomaly=-1.9),
]
DRIFTING = [
    Scene(7.0e6, 0.0, 1.71, 3.0, 0.4, 9e-7, 0.0),
    Scene(7.4e6, 0.0, 0.9, 1.2, 2.4, -1.5e-6, 0.0),
    Scene(7.6e6, 0.08, 0.9, 2.0, 1.0, 1.1e-6, -2e-6, 0.7),
    Scene(9.0e6, 0.2, 2.6, 6.1, 5.9, -1.3e-6, 3e-6, -1.9),
]


@pytest.mark.parametrize("oblate", [False, True])
@pytest.mark.parametrize("scene", STILL + DRIFTING)
def test_edges_are_where_the_limbs_touch(scene: Scene, oblate: bool) -> None:
    entry, leave = shadow_edges(scene.passage(), (UMBRA, PENUMBRA), oblate=oblate)
    assert entry[1, 0] < entry[0, 0] < leave[0, 0] < leave[1, 0]
    # Left out are the roundness of the stretched Sun, and third orders of what turns thousands of times too fast.
    slack = 2e-8 if scene.node_rate else 5e-9
    for row, limb in enumerate((UMBRA, PENUMBRA)):
        for time in (float(entry[row, 0]), float(leave[row, 0])):
            assert scene.outside(time, limb, oblate) == pytest.approx(0.0, abs=slack)


@pytest.mark.parametrize("oblate", [False, True])
@pytest.mark.parametrize("scene", STILL + DRIFTING)
def test_depth_is_that_of_places(scene: Scene, oblate: bool) -> None:
    """Behind the Earth less the threshold, in stretched space, at times told by Kepler's equation."""
    psi = np.linspace(-1.4, 1.4, 9)
    found = depth(scene.passage(), psi, np.zeros(1), oblate=oblate)
    elapsed = np.broadcast_to(found.elapsed, psi.shape)
    for value, time in zip(found.value, elapsed, strict=True):
        stretch = np.array([1.0, 1.0, POLAR_STRETCH if oblate else 1.0])
        place, sun = scene.satellite(float(time)) * stretch, scene.sun(float(time)) * stretch
        length = float(np.linalg.norm(sun))
        sine = R_EARTH / (AU * length)
        height = math.sqrt(max(float(place @ place) - R_EARTH**2, 0.0))
        expected = -float(place @ sun) / length - (math.sqrt(1.0 - sine * sine) * height - R_EARTH * sine)
        turned = max(SUN_SYNCHRONOUS_RATE, abs(scene.node_rate), abs(scene.perigee_rate)) * abs(float(time))
        assert value == pytest.approx(expected, abs=1e-3 + scene.axis * turned**3)


@pytest.mark.parametrize("scene", STILL)
def test_slope_and_pace_are_derivatives(scene: Scene) -> None:
    p, psi, step = scene.passage(), np.linspace(-1.4, 1.4, 9), 1e-5
    here, low, high = (depth(p, psi + lag, np.zeros(1), oblate=False) for lag in (0.0, -step, step))
    slope = (high.value - low.value) / (2.0 * step)
    np.testing.assert_allclose(np.broadcast_to(here.slope, psi.shape), slope, rtol=6e-3, atol=1e-3 * scene.axis)
    pace = np.broadcast_to((high.elapsed - low.elapsed) / (2.0 * step), psi.shape)
    np.testing.assert_allclose(np.broadcast_to(here.pace, psi.shape), pace, rtol=1e-7)


def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many places were looked at, each time."""
    asked: list[int] = []

    def counting(p: Passage, psi: np.ndarray, limb: np.ndarray, *, oblate: bool) -> shadow.Depth:
        asked.append(int(np.broadcast(psi, limb).size))
        return depth(p, psi, limb, oblate=oblate)

    monkeypatch.setattr(shadow, "depth", counting)
    return asked


@pytest.mark.parametrize(("scene", "most"), [(STILL[0], 2), (STILL[1], 2), (STILL[2], 5), (STILL[3], 6), (STILL[5], 5)])
def test_few_steps_lead_to_an_edge(scene: Scene, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a circle under a Sun at rest the first guess is the edge; of an ellipse Newton's steps soon are."""
    asked = counted(monkeypatch)
    shadow_edges(scene.passage(), (PENUMBRA,), oblate=False)
    looking = 0 if scene.e == 0.0 else 6  # for the deepest point
    assert len(asked) - looking - 1 <= 2 * most


@pytest.mark.parametrize(("e", "anomaly", "last"), [(0.0, 0.0, 0.7930), (0.3, 2.0, 0.5128), (0.6, 2.5, 0.2424)])
def test_a_shadow_that_is_only_grazed_is_found(e, anomaly, last, monkeypatch: pytest.MonkeyPatch) -> None:
    """Planes turned ever further from the Sun: edges draw together until there are none, and none is lost before."""
    asked = counted(monkeypatch)
    lengths = []
    for beta in last + np.linspace(-0.03, 0.005, 36):
        scene = Scene(9.0e6 / (1.0 - e), e, math.pi / 2, math.pi + beta, 0.0, anomaly=anomaly)
        asked.clear()
        entry, leave = shadow_edges(scene.passage(), (PENUMBRA,), oblate=False)
        assert len(asked) < 60
        deepest = depth(scene.passage(), np.linspace(-1.57, 1.57, 20_001), np.ones(1), oblate=False).value.max()
        lengths.append(float(leave[0, 0] - entry[0, 0]))
        assert (lengths[-1] > 0.0) == (deepest > 0.0) or abs(deepest) < 1.0
    seen = np.array(lengths)[~np.isnan(lengths)]
    assert 20 < seen.size < 36
    assert np.all(np.diff(seen) < 0.0)


def test_passages_in_a_table_are_those_alone() -> None:
    scenes = [scene for scene in STILL + DRIFTING if scene.e]
    alone = [shadow_edges(scene.passage(), (UMBRA, 0.0, PENUMBRA), oblate=True) for scene in scenes]
    table = Passage(*(np.stack(fields).reshape(len(scenes), 1)
                      for fields in zip(*(scene.passage() for scene in scenes), strict=True)))  # fmt: skip
    entry, leave = shadow_edges(table, (UMBRA, 0.0, PENUMBRA), oblate=True)
    assert entry.shape == (3, len(scenes), 1)
    for place, (first, last) in enumerate(alone):
        np.testing.assert_allclose(entry[:, place], first, atol=1e-6)
        np.testing.assert_allclose(leave[:, place], last, atol=1e-6)


GRAZING = [(0.0, 0.0, False), (0.0, 0.0, True), (0.05, 1.0, False), (0.3, 2.0, True), (0.6, 2.5, False),
           (0.7, 5.9, True)]  # fmt: skip


@pytest.mark.parametrize(("e", "anomaly", "oblate"), GRAZING)
def test_edges_that_nearly_meet_are_roots(e: float, anomaly: float, oblate: bool) -> None:
    """Planes so far from the Sun that the limb is passed by some metres: Newton's steps alone lead out of the bracket,
    or halve what is left, and the bracket is halved instead. The roots are those of another search."""
    psi, limb = np.linspace(-1.55, 1.55, 1501), np.ones(1)

    def turned(beta: float) -> Passage:
        return Scene(9.0e6 / (1.0 - e), e, math.pi / 2, math.pi + beta, 0.3, anomaly=anomaly).passage()

    def values(p: Passage) -> np.ndarray:
        return depth(p, psi, limb, oblate=oblate).value

    betas = np.linspace(0.02, 1.4, 30)
    last = max(beta for beta in betas if values(turned(beta)).max() > 0.0)
    for metres in (30.0, 1e3):
        beta = brentq(lambda b, m=metres: values(turned(b)).max() - m, last, last + 0.1, xtol=1e-7)
        p = turned(beta)
        deepest = psi[values(p).argmax()]
        found = np.concatenate(shadow_edges(p, (PENUMBRA,), oblate=oblate))[:, 0]
        for end, time in zip((-1.55, 1.55), found, strict=True):
            root = brentq(lambda x, p=p: depth(p, np.array([x]), limb, oblate=oblate).value[0], end, deepest,
                          xtol=1e-12)  # fmt: skip
            there = depth(p, np.array([root]), limb, oblate=oblate)
            # The last step in ψ is below 10⁻⁶: a bracket is left no wider.
            assert time == pytest.approx(float(there.elapsed[0]), abs=1e-6 * float(there.pace[0]))


def test_the_first_guess_is_the_edge_of_a_circle_through_the_deepest_point() -> None:
    """At that height the limb of a sphere touches the Sun's there; else it is the middle of what the edge lies in."""
    random = np.random.default_rng(3)
    met = {True: 0, False: 0}
    for _ in range(30):
        e, near = random.uniform(0.0, 0.7), R_EARTH + 10.0 ** random.uniform(5.4, 7.2)
        scene = Scene(near / (1.0 - e), e, *random.uniform(0.0, 3.1, 2), random.uniform(0.0, 6.28),
                      anomaly=random.uniform(0.0, 6.28))  # fmt: skip
        p, inside, limb = scene.passage(), random.uniform(-0.6, 0.6, 1), random.choice([UMBRA, PENUMBRA], 1)
        time = float(depth(p, inside, limb, oblate=False).elapsed[0])
        radius = float(np.linalg.norm(scene.satellite(time)))
        up = scene.satellite(0.0) / np.linalg.norm(scene.satellite(0.0))
        ahead = np.cross([0.0, -math.sin(scene.tilt), math.cos(scene.tilt)], up)

        def outside(angle: float, scene: Scene = scene, limb: float = float(limb[0]), radius: float = radius,
                    up: np.ndarray = up, ahead: np.ndarray = ahead) -> float:  # fmt: skip
            place = radius * (math.cos(angle) * up + math.sin(angle) * ahead)
            return touching(place, AU * scene.sun(0.0), limb)

        for side in (-1.0, 1.0):
            guess = float(shadow._first_guess(p, inside, side, limb)[0])
            low, high = sorted((float(inside[0]), side * math.pi / 2))
            assert low < guess < high
            if outside(0.0) > 0.0:  # in sight everywhere at that height
                continue
            edge = brentq(outside, 0.0, side * math.pi / 2, xtol=1e-13)
            met[low < edge < high] += 1
            expected = edge if low < edge < high else 0.5 * (low + high)
            assert guess == pytest.approx(expected, abs=1e-8)
    assert min(met.values()) >= 5


def many(count: int) -> Passage:
    """A table of circles and ellipses of all heights under the Sun at all heights over their planes."""
    random = np.random.default_rng(20)
    scenes = []
    for place in range(count):
        e = 0.0 if place % 3 == 0 else random.uniform(0.0, 0.75)
        near = R_EARTH + 10.0 ** random.uniform(5.3, 7.3)
        scenes.append(Scene(near / (1.0 - e), e, random.uniform(0.0, 3.1), *random.uniform(0.0, 6.28, 2),
                            anomaly=random.uniform(0.0, 6.28) if e else 0.0))  # fmt: skip
    return Passage(*(np.concatenate(fields).reshape(count // 2, 2)
                     for fields in zip(*(scene.passage() for scene in scenes), strict=True)))  # fmt: skip


@pytest.mark.parametrize("oblate", [False, True])
def test_a_passage_has_edges_exactly_where_it_gets_behind_the_cone(oblate: bool) -> None:
    """All at once, against every place of each: the many that meet no shadow take none of those that do."""
    table, limbs = many(80), (UMBRA, 0.3, PENUMBRA)
    entry, leave = shadow_edges(table, limbs, oblate=oblate)
    assert entry.shape == leave.shape == (3, 40, 2)
    whole = Passage(*(field[..., None] for field in table))
    psi = np.linspace(-np.pi / 2, np.pi / 2, 1001)
    for row, limb in enumerate(limbs):
        every = depth(whole, psi, np.array([limb]), oblate=oblate)
        deepest = every.value.max(axis=-1)
        told = np.abs(deepest) > 1e-6 * table.semi_major_axis  # the deepest point is looked for to 10⁻³
        assert told.mean() > 0.95
        np.testing.assert_array_equal(np.isnan(entry[row])[told], (deepest <= 0.0)[told])
        np.testing.assert_array_equal(np.isnan(entry[row]), np.isnan(leave[row]))
        elapsed = np.broadcast_to(every.elapsed, every.value.shape)
        for place in np.argwhere(~np.isnan(entry[row])):
            there = tuple(place)
            for time in (entry[row][there], leave[row][there]):
                value = np.interp(time, elapsed[there], every.value[there])
                # Linear between places 3 mrad apart: curvature leaves 10⁻⁵ of the axis, near a perigee some.
                assert abs(value) < 1e-4 * table.semi_major_axis[there]
            assert entry[row][there] < elapsed[there][every.value[there].argmax()] < leave[row][there]


@pytest.mark.parametrize("ahead", [-1.0, 1.0])
@pytest.mark.parametrize(("e", "anomaly"), [(0.68, 0.845), (0.81, 1.415), (0.66, 1.419)])
def test_a_shadow_met_only_near_the_perigee_is_found_on_either_side(e: float, anomaly: float, ahead: float) -> None:
    """Up to 0.7 from the point opposite the Sun, where the orbit is out of the shadow; flown either way round."""
    axis, psi = 1.03 * R_EARTH / (1.0 - e), np.linspace(-np.pi / 2, np.pi / 2, 4001)
    met = []
    for beta in np.linspace(0.5, 1.3, 17):
        p = Scene(axis, e, math.pi / 2, math.pi + beta, 0.0, anomaly=ahead * anomaly).passage()
        dark = psi[depth(p, psi, np.zeros(1), oblate=False).value > 0.0]
        entry, leave = (float(edge[0, 0]) for edge in shadow_edges(p, (0.0,), oblate=False))
        assert (entry < leave) == (dark.size > 0)
        met.extend(sorted(dark, key=abs)[:1])  # the place nearest to the point opposite the Sun, if there is any
    assert 7 <= len(met) < 17
    assert max(met, key=abs) * -ahead > 0.4


def test_what_cannot_meet_a_shadow_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """The Sun 80° over the plane of a low orbit; of two others beside it as many looks are made as without it."""
    asked = counted(monkeypatch)
    high = Scene(7.0e6, 0.0, math.pi / 2, math.pi + 1.4, 0.0)
    entry, leave = shadow_edges(high.passage(), (UMBRA, PENUMBRA), oblate=True)
    assert np.isnan(entry).all()
    assert np.isnan(leave).all()
    assert sum(asked) == 0
    scenes = (Scene(7.0e6, 0.0, math.pi / 2, math.pi + 0.4, 0.0), high, Scene(8.0e6, 0.0, 1.0, 3.0, 0.2))
    counts = []
    for some in ((0, 2), (0, 1, 2)):
        asked.clear()
        shadow_edges(Passage(*(np.concatenate(fields) for fields in zip(*(scenes[k].passage() for k in some),
                                                                        strict=True))),
                     (UMBRA, PENUMBRA), oblate=True)  # fmt: skip
        counts.append(list(asked))
    assert counts[0] == counts[1]
