"""Satellites of other planes: each is what the design is when it is set on that orbit."""

import numpy as np
import pytest

from studio.analysis import evaluate
from studio.analysis.fleet.members import MOST, darkest_plane, member_design, members, planes_to_show
from studio.design import check, set_value
from studio.document import preset
from studio.physics.constants import R_EARTH
from studio.physics.fleet.planes import plane_of


@pytest.fixture(scope="module")
def filing():
    design = preset("filing-51600")
    return design, evaluate(design)


def test_the_first_plane_is_the_satellite_of_the_design(filing):
    design, results = filing
    layout = results.stage("fleet").layout
    own, flown = members(design, results.outcomes, layout, (-1, 0))
    power, panel, thermal = (results.stage(stage) for stage in ("power", "panel", "thermal"))
    assert own.array is power.array_map
    np.testing.assert_allclose(own.radiator, thermal.radiator_temperature_map, rtol=1e-12)
    # Set on the circle of the first plane by hand, without solving for the Sun, it meets the same.
    np.testing.assert_allclose(flown.light, own.light, atol=1e-9)
    np.testing.assert_allclose(flown.array, own.array, rtol=1e-9, atol=1e-6)
    np.testing.assert_allclose(flown.charge, own.charge, atol=1e-6)
    np.testing.assert_allclose(flown.panel, panel.temperature_front_map, rtol=1e-9)
    assert flown.number == layout.planes.number[0]


def test_a_plane_of_another_shell_is_the_design_at_its_altitude(filing):
    design, results = filing
    layout = results.stage("fleet").layout
    plane = 30
    (found,) = members(design, results.outcomes, layout, (plane,))
    altitude = float(layout.planes.axis[plane]) - R_EARTH
    by_hand = set_value(design, "mission.sun_synchronous", False)
    planes = layout.planes
    by_hand = set_value(by_hand, "mission.altitude", altitude)
    by_hand = set_value(by_hand, "mission.inclination", float(planes.inclination[plane]))
    by_hand = set_value(by_hand, "mission.raan", float(planes.raan[plane] % (2 * np.pi)))
    expected = evaluate(by_hand)
    np.testing.assert_allclose(found.array, expected.stage("power").array_map, rtol=1e-12)
    np.testing.assert_allclose(found.charge, expected.stage("power").state_of_charge_map, atol=1e-12)
    np.testing.assert_allclose(found.panel, expected.stage("panel").temperature_front_map, rtol=1e-12)
    # The radiator has a stated area, so it is the same on both orbits; its fins differ a little in efficiency.
    assert expected["thermal.radiator_area"] == results["thermal.radiator_area"]
    np.testing.assert_allclose(found.radiator, expected.stage("thermal").radiator_temperature_map, rtol=2e-3)


def test_what_is_shown_at_first_is_few_unlike_and_has_the_darkest(filing):
    for name in ("filing-51600", "gigawatt-27kw", "shell-30deg", "suncatcher-cluster"):
        design = filing[0] if name == "filing-51600" else preset(name)
        results = filing[1] if name == "filing-51600" else evaluate(design, only=("orbit", "fleet"))
        layout, epoch = results.stage("fleet").layout, results.stage("orbit").epoch
        shown = planes_to_show(layout, epoch)
        assert shown[0] == -1
        assert len(set(shown)) == len(shown) <= MOST
        darkest = darkest_plane(layout, epoch)
        assert darkest in shown or darkest == 0
        picked = len(layout.planes.axis) - 1
        if picked:
            assert planes_to_show(layout, epoch, (picked, 10**9))[1] == picked
        for plane in shown[1:]:
            assert not [one for one in check(member_design(design, layout.planes, plane)) if one.severity == "error"]
        if name == "filing-51600":
            assert {layout.names[int(layout.planes.shell[max(plane, 0)])] for plane in shown} == set(layout.names)


def test_the_darkest_plane_sees_no_more_than_the_others():
    design = preset("shell-30deg")
    results = evaluate(design)
    layout = results.stage("fleet").layout
    darkest = darkest_plane(layout, results.stage("orbit").epoch)
    found = members(design, results.outcomes, layout, (darkest, *range(0, len(layout.planes.axis), 5)))
    light = [one.light.mean() for one in found]
    assert light[0] <= min(light) + 2e-3, "the sample of days and a round Earth differ by less"
    assert plane_of(layout.planes, int(layout.planes.number[:3].sum())) == 3
