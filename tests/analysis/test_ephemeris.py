"""States over a span: where the studio flies its satellites, and how fast."""

import astropy.units as u
import numpy as np
import pytest
from astropy.coordinates import GCRS, TEME, CartesianRepresentation
from astropy.time import Time
from hypothesis import given
from hypothesis import strategies as st

from studio.analysis import evaluate
from studio.analysis.ephemeris import Satellite, ephemeris, fleet_satellites, instants
from studio.analysis.fleet.layout import layout
from studio.design import Design
from studio.design.edit import set_value
from studio.document.presets import preset
from studio.physics.cluster import cluster_positions
from studio.physics.constants import DAY
from studio.physics.constellation import Slots, constellation_positions
from studio.physics.fleet.planes import expand
from studio.physics.fleet.reference import positions
from studio.physics.frames import FRAMES, Frame, in_frame, rotation
from studio.physics.orbit import MeanElements, elements_at, orbit_normal, position_velocity, secular_state
from studio.physics.time import instant
from tests.physics.reference import quiet_astropy


def edited(design: Design, **values: object) -> Design:
    for path, value in values.items():
        design = set_value(design, path.replace("__", "."), value)
    return design


ECCENTRIC = edited(preset("shell-30deg"), mission__altitude=6000e3, mission__eccentricity=0.3,
                   mission__argument_of_perigee=1.2)  # fmt: skip


@given(e=st.floats(0.0, 0.8), tilt=st.floats(0.0, np.pi), node=st.floats(0.0, 6.28), perigee=st.floats(0.0, 6.28),
       mean=st.floats(0.0, 6.28), time=st.floats(0.0, 10.0 * DAY))  # fmt: skip
def test_velocity_is_the_derivative_of_the_position(
    e: float, tilt: float, node: float, perigee: float, mean: float, time: float
) -> None:
    elements = MeanElements(42e6, e, tilt, node, perigee, mean)
    position, velocity = secular_state(elements, time)
    steps = np.array([-2.0, -1.0, 1.0, 2.0])
    near, _ = position_velocity(elements, time + steps)
    assert velocity == pytest.approx((np.array([1.0, -8.0, 8.0, -1.0]) / 12.0) @ near, abs=1e-5)
    assert np.array_equal(position, position_velocity(elements, time)[0])


@pytest.mark.parametrize("design", [preset("ai1-120kw"), ECCENTRIC], ids=["circle", "ellipse"])
def test_first_satellite_flies_the_orbit_of_the_results(design: Design) -> None:
    results = evaluate(design)
    orbit = results.stage("orbit")
    found = ephemeris(design, fleet_satellites(design), frame="TOD", duration=DAY, step=600.0)
    assert found.epoch == orbit.epoch
    assert found.positions[0] == pytest.approx(position_velocity(orbit.elements, found.elapsed)[0], abs=1e-6)


def test_eccentric_constellation_flies_as_it_is_drawn() -> None:
    design = edited(ECCENTRIC, constellation__pattern="walker", constellation__planes=3, constellation__phasing=1,
                    constellation__satellites_per_plane=4)  # fmt: skip
    results = evaluate(design)
    orbit, flock = results.stage("orbit"), results.stage("constellation")
    found = ephemeris(design, fleet_satellites(design, "all"), frame="TOD", duration=3600.0, step=600.0)
    slots = Slots(np.zeros(12, dtype=np.int64), flock.raan_offsets, flock.phase_offsets)
    drawn = constellation_positions(orbit.elements, slots, found.elapsed)
    assert found.positions == pytest.approx(np.swapaxes(drawn, 0, 1), abs=1e-5)


def test_fleet_flies_as_its_planes_do() -> None:
    design = preset("filing-51600")
    planes = layout(design, instant(design.mission.epoch)).planes
    chosen = fleet_satellites(design, [0, 1, 777, planes.satellites - 1])
    found = ephemeris(design, chosen, frame="TOD", start=5.0 * DAY, duration=0.0)
    drawn = np.empty((planes.satellites, 3))
    positions(expand(planes), 5.0 * DAY, drawn)
    assert found.positions[:, 0] == pytest.approx(drawn[[0, 1, 777, planes.satellites - 1]], abs=1e-4)


def test_members_of_a_cluster_fly_about_its_centre() -> None:
    design = preset("suncatcher-cluster")
    results = evaluate(design)
    orbit, flock = results.stage("orbit"), results.stage("constellation")
    found = ephemeris(design, fleet_satellites(design, "all"), frame="TOD", duration=6000.0, step=300.0)
    now = elements_at(orbit.elements, found.elapsed)
    centre, _ = position_velocity(orbit.elements, found.elapsed)
    drawn = cluster_positions(flock.lattice, np.add(now.argument_of_perigee, now.mean_anomaly), centre,
                              orbit_normal(now.raan, now.inclination))  # fmt: skip
    assert found.positions == pytest.approx(np.swapaxes(drawn, 0, 1), abs=1e-6)
    fine = ephemeris(design, found.satellites, frame="TOD", duration=4.0, step=1.0)
    slope = np.einsum("k,nkj->nj", np.array([1.0, -8.0, 0.0, 8.0, -1.0]) / 12.0, fine.positions)
    assert fine.velocities[:, 2] == pytest.approx(slope, abs=1e-6)


def test_satellites_are_counted_plane_after_plane_and_named_apart() -> None:
    design = preset("filing-51600")
    first = fleet_satellites(design, "planes", 1000)
    planes = layout(design, instant(design.mission.epoch)).planes
    assert len(first) == len(planes.axis)
    assert [one.index for one in first] == [0, *np.cumsum(planes.number)[:-1]]
    assert len({one.name for one in first}) == len(first)
    assert first[1].name == "P2-S1"


@pytest.mark.parametrize(("which", "told"), [("all", "51,600 satellites are more than the 1,000"), ([51_600],
                         "there is no satellite 51601: the design has 51,600"), ([-1], "no satellite 0")])  # fmt: skip
def test_what_is_not_there_or_too_many_is_refused(which: object, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        fleet_satellites(preset("filing-51600"), which, 1000)  # type: ignore[arg-type]


@given(start=st.floats(0.0, 1e8), steps=st.integers(0, 50), step=st.floats(0.1, 1e4), share=st.floats(0.0, 0.99))
def test_instants_hold_beginning_and_end(start: float, steps: int, step: float, share: float) -> None:
    times = instants(start, (steps + share) * step, step)
    assert times[0] == start
    assert times[-1] == pytest.approx(start + (steps + share) * step, abs=2e-6)
    assert np.all(np.diff(times) > 0.0)
    assert np.all(np.diff(times) <= step * (1.0 + 1e-6))


@given(time=st.floats(0.0, 2e9), x=st.floats(-1e7, 1e7), y=st.floats(-1e7, 1e7))
def test_frames_are_rotations_that_hardly_turn(time: float, x: float, y: float) -> None:
    for frame in FRAMES:
        matrix = rotation(frame, time)
        assert matrix @ matrix.T == pytest.approx(np.eye(3), abs=1e-14)
        assert np.linalg.det(matrix) == pytest.approx(1.0)
        instants_ = time + np.arange(0.0, 9000.0, 500.0)
        place = np.broadcast_to(np.array([x, y, 7e6]), (len(instants_), 3))
        turned, speed = in_frame(frame, instants_, place, np.zeros_like(place))
        assert turned == pytest.approx(np.einsum("tij,tj->ti", rotation(frame, instants_), place), abs=1e-3)
        assert np.abs(speed).max() < 1e-3  # 50″ a year and the nodding at ten thousand kilometres


@pytest.mark.parametrize("date", ["2026-01-01T00:00:00", "2026-08-01T12:00:00", "2036-03-03T03:03:03"])
def test_frame_of_sgp4_is_that_of_astropy(date: str) -> None:
    time = instant(date)
    vector = np.array([5e6, -4e6, 3e6])
    with quiet_astropy():
        moment = Time(date, scale="utc")
        moment.delta_ut1_utc = 0.0
        there = TEME(CartesianRepresentation(vector * u.m), obstime=moment).transform_to(GCRS(obstime=moment))
    celestial = there.cartesian.xyz.to_value(u.m)
    of_date = rotation("TEME", time).T @ vector
    assert rotation("GCRF", time) @ of_date == pytest.approx(celestial, abs=0.01)


def test_unknown_frame_is_named() -> None:
    with pytest.raises(ValueError, match="“B1950” is not a frame; there are EME2000"):
        rotation("B1950", 0.0)  # type: ignore[arg-type]


def test_precession_since_the_epoch_of_j2000() -> None:
    # Lieske 1977 as in the Explanatory Supplement: general precession in right ascension m = 4612.4″ a century.
    frame: Frame = "EME2000"
    century = 36525.0 * DAY
    pole_of_date = rotation(frame, 0.26 * century) @ np.array([0.0, 0.0, 1.0])
    assert np.degrees(np.arcsin(pole_of_date[0])) * 3600.0 == pytest.approx(2004.3 * 0.26, abs=10.0)  # n, and nutation


def test_satellite_is_named_by_plane_and_place() -> None:
    assert Satellite(5, "Main", 2, 3, MeanElements(7e6, 0.0, 1.0, 0.0)).name == "P2-S3"
