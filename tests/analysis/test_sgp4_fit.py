"""Elements for SGP4: those of one satellite serve its shell, and what they are rounded to."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.analysis.ephemeris import fleet_satellites
from studio.analysis.sgp4_fit import MESSAGE, TWO_LINES, Sgp4Elements, drag_term, fit_satellites
from studio.design.edit import set_value
from studio.document.presets import preset
from studio.physics.constants import DAY


def test_elements_of_one_satellite_serve_its_whole_shell() -> None:
    design = preset("filing-51600")
    chosen = [fleet_satellites(design, [index])[0] for index in (0, 211, 422, 633)]
    assert len({float(np.asarray(one.elements.semi_major_axis)) for one in chosen}) == 1
    together = fit_satellites(design, chosen, DAY)
    for one, of_shell in zip(chosen, together, strict=True):
        (alone,) = fit_satellites(design, [one], DAY)
        assert of_shell.satellite == one
        assert alone.rms <= of_shell.rms * (1.0 + 1e-6)
        assert of_shell.rms < 1.02 * alone.rms


def test_members_of_a_cluster_keep_their_places() -> None:
    design = set_value(preset("suncatcher-cluster"), "constellation.cluster_radius", 300.0)
    chosen = fleet_satellites(design, "all")
    found = fit_satellites(design, chosen, DAY)
    first = [one.elements.record() for one in found]
    for hours in (0.0, 5.3, 24.0):
        places = [1e3 * np.array(one.sgp4(one.jdsatepoch, one.jdsatepochF + hours / 24.0)[1]) for one in first]
        apart = min(np.linalg.norm(a - b) for i, a in enumerate(places) for b in places[:i])
        assert 90.0 < apart < 300.0  # a step of 100 m, breathing by a factor of two


def test_deep_space_is_fitted_satellite_by_satellite() -> None:
    design = preset("ai1-120kw")
    for path, value in (("mission.altitude", 35_786e3), ("mission.sun_synchronous", False),
                        ("mission.inclination", 0.9), ("constellation.pattern", "walker"),
                        ("constellation.planes", 3), ("constellation.satellites_per_plane", 2)):  # fmt: skip
        design = set_value(design, path, value)
    chosen = fleet_satellites(design, "all")
    for one, found in zip(chosen, fit_satellites(design, chosen, DAY), strict=True):
        assert found == fit_satellites(design, [one], DAY)[0]


@settings(max_examples=10)
@given(altitude=st.floats(300e3, 2000e3), degrees=st.floats(0.0, 180.0), node=st.floats(0.0, 6.28))
def test_elements_are_those_of_an_orbit_and_rounded(altitude: float, degrees: float, node: float) -> None:
    design = preset("ai1-120kw")
    for path, value in (("mission.altitude", altitude), ("mission.sun_synchronous", False),
                        ("mission.inclination", np.radians(degrees)), ("mission.raan", node)):  # fmt: skip
        design = set_value(design, path, value)
    for digits in (TWO_LINES, MESSAGE):
        (found,) = fit_satellites(design, fleet_satellites(design), 20_000.0, digits)
        one = found.elements
        assert found.rms <= found.largest < 12e3
        assert 0.0 <= one.inclination <= 180.0
        assert one.inclination == pytest.approx(degrees, abs=0.2)
        assert all(0.0 <= angle < 360.0 for angle in (one.node, one.perigee, one.anomaly))
        for value, places in ((one.motion, digits.motion), (one.eccentricity, digits.eccentricity),
                              (one.node, digits.angle), (one.epoch, digits.epoch)):  # fmt: skip
            assert round(value, places) == value


@pytest.mark.parametrize("deceleration", [1e-9, 1e-7, 1e-5])
def test_drag_term_grows_with_drag(deceleration: float) -> None:
    low = Sgp4Elements(27_760.0, 15.2, 1e-3, 97.0, 10.0, 90.0, 270.0)
    assert drag_term(low, 2.0 * deceleration) == pytest.approx(2.0 * drag_term(low, deceleration), rel=0.05)
    assert drag_term(low, deceleration) > 0.0


def test_no_drag_has_no_drag_term() -> None:
    assert drag_term(Sgp4Elements(27_760.0, 15.2, 1e-3, 97.0, 10.0, 90.0, 270.0), 0.0) == 0.0
