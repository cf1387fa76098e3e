"""The storage that orbits ask for, against the darkness that they have."""

import msgspec
import pytest

from studio.analysis.storage_claim import storage_by_orbit
from studio.design import set_value
from studio.document import preset

START = preset("suncatcher-cluster")


def test_what_is_drawn_is_the_darkness_through_the_losses() -> None:
    chain = START.power.distribution_efficiency * START.battery.discharge_efficiency
    for orbit in storage_by_orbit(START):
        # The light is that of 120 steps of an orbit: an edge is known to one of them.
        step = 720.0 if orbit.name == "geostationary" else 60.0
        assert abs(orbit.drawn * chain - orbit.eclipse) <= step
        assert orbit.within_limit == pytest.approx(orbit.drawn / START.battery.depth_of_discharge_limit)
        assert orbit.nameplate >= orbit.within_limit


def test_the_orbit_of_the_design_comes_first_whatever_its_array() -> None:
    small = msgspec.structs.replace(START, array=msgspec.structs.replace(START.array, area=1.0))
    first, *_ = storage_by_orbit(small)
    same = next(orbit for orbit in storage_by_orbit(START)[1:] if orbit.name == "dawn–dusk, 650 km")
    assert first.drawn == pytest.approx(same.drawn, rel=1e-9)
    assert (first.days, first.lost) == (same.days, same.lost)


def test_the_highest_dawn_dusk_orbit_needs_none_and_geostationary_most() -> None:
    by_name = {orbit.name: orbit for orbit in storage_by_orbit(START)}
    assert by_name["dawn–dusk, 1,400 km"].nameplate == 0.0
    assert max(by_name.values(), key=lambda orbit: orbit.drawn).name == "geostationary"
    assert by_name["550 km, 30°"].lost > 0.3 > 0.06 > by_name["dawn–dusk, 500 km"].lost


def test_progress_is_told_and_can_stop() -> None:
    told: list[float] = []

    def stop(share: float) -> None:
        told.append(share)
        if share > 0.3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        storage_by_orbit(START, stop)
    assert told == sorted(told)
    assert len(told) < 9


def test_a_satellite_without_load_is_told_so() -> None:
    idle = set_value(set_value(START, "payload.power", 0.0), "platform.power", 0.0)
    with pytest.raises(ValueError, match="without any load"):
        storage_by_orbit(idle)


def test_a_load_that_no_battery_carries_in_an_orbit_is_told_so() -> None:
    """A gigawatt on panels that follow the Sun about one axis only: the largest array that may be is too small."""
    design = preset("filing-88000")
    for path, value in (("platform.power", 1e9), ("array.packing_factor", 0.124), ("mission.attitude", "one_axis")):
        design = set_value(design, path, value)
    with pytest.raises(ValueError, match="no battery is large enough"):
        storage_by_orbit(design)
