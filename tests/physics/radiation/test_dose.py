"""The total dose against the published case, between its nodes, and beyond them."""

import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.catalogue.dose import dose_table
from studio.physics import orbit
from studio.physics.radiation.dose import dose

CASE = json.loads((Path(__file__).parents[2] / "data" / "radiation_dose.json").read_text(encoding="utf-8"))
TILTS = np.radians([30.0, 82.0])


def found(altitude, degrees, shielding, tilts=TILTS):
    known = dose_table()
    return dose(altitude, np.radians(degrees), shielding, known.altitude, tilts, known.shielding, known.year)


@pytest.mark.parametrize(("name", "krad"), CASE["krad_per_year_5mm"].items())
def test_published_case(name, krad):
    orbit_name, altitude = name.split("_")
    height = 1e3 * float(altitude)
    tilt = math.degrees(float(orbit.sun_synchronous_inclination(orbit.semi_major_axis(height), 0.0)))
    here = found(height, 30.0 if orbit_name == "i30" else tilt, 5e-3, np.radians([30.0, 180.0 - tilt]))
    assert here / 10.0 == pytest.approx(krad, rel=0.001)  # the case allows 15 %


@pytest.mark.parametrize(("name", "krads"), CASE["krad_in_5_years"].items())
def test_published_five_years(name, krads):
    orbit_name, altitude = name.split("_")
    degrees = 30.0 if orbit_name == "i30" else 98.0
    here = 5.0 * found(1e3 * float(altitude), degrees, np.array([2e-3, 5e-3, 10e-3])) / 10.0
    # The two tables of the source are rounded apart: a tenth of a krad is up to 6 % of the smallest.
    np.testing.assert_allclose(here, krads, rtol=0.061)


@given(st.floats(500e3, 2000e3), st.floats(0.0, 180.0), st.floats(2e-3, 10e-3), st.floats(2e-3, 10e-3))
def test_thicker_shields_let_less_through(altitude, degrees, one, other):
    thin, thick = sorted((one, other))
    assert found(altitude, degrees, thick) <= found(altitude, degrees, thin) * (1.0 + 1e-12)


@given(st.floats(500e3, 2000e3), st.floats(0.0, 180.0), st.floats(2e-3, 10e-3))
def test_between_the_nodes_lies_between_their_values(altitude, degrees, shielding):
    known = dose_table()
    low = np.clip(np.searchsorted(known.altitude, altitude) - 1, 0, 4)
    thin = np.clip(np.searchsorted(known.shielding, shielding) - 1, 0, 1)
    corner = known.year[:, low:low + 2, thin:thin + 2]  # fmt: skip
    here = float(found(altitude, degrees, shielding))
    assert corner.min() * (1.0 - 1e-9) <= here <= corner.max() * (1.0 + 1e-9)
    assert here == pytest.approx(float(found(altitude, 180.0 - degrees, shielding)), rel=1e-6)


def test_the_edge_of_the_table_holds_and_nonsense_is_refused():
    assert found(300e3, 98.0, 5e-3) == found(500e3, 98.0, 5e-3)
    assert found(900e3, 98.0, 50e-3) == found(900e3, 98.0, 10e-3)
    with pytest.raises(ValueError, match="positive thickness"):
        found(900e3, 98.0, 0.0)
    with pytest.raises(ValueError, match="between 0 and 180"):
        found(900e3, 200.0, 5e-3)


def test_a_dose_that_is_a_power_and_an_exponential_comes_back_everywhere():
    """Straight in the logarithm over altitude, logarithm of the shielding and inclination: exact between all nodes."""
    heights, shields, tilts = np.array([4e5, 6e5, 1.1e6]), np.array([1e-3, 2e-3, 7e-3]), np.array([0.3, 1.4])

    def law(height, shield, tilt):
        return 3.0 * np.exp(2e-6 * height - 0.7 * tilt) * (shield / 1e-3) ** -1.3

    table = law(heights[None, :, None], shields[None, None, :], tilts[:, None, None])
    height, shield = np.array([[4.5e5], [6e5], [1e6]]), np.array([1.5e-3, 2e-3, 5e-3, 7e-3])
    for tilt in (0.3, 0.9, 1.4):
        for same in (tilt, np.pi - tilt):
            here = dose(height, same, shield, heights, tilts, shields, table)
            np.testing.assert_allclose(here, law(height, shield, tilt), rtol=1e-12)
    # Outside the edge holds, on either side of each axis.
    wide = dose([1e5, 5e6, 5e5], [0.0, np.pi / 2, 0.1], [1e-4, 1.0, 2e-3], heights, tilts, shields, table)
    held = law(np.array([4e5, 1.1e6, 5e5]), np.array([1e-3, 7e-3, 2e-3]), np.array([0.3, 1.4, 0.3]))
    np.testing.assert_allclose(wide, held, rtol=1e-12)
    for tilt in (0.0, np.pi):
        assert dose(5e5, tilt, 2e-3, heights, tilts, shields, table) == pytest.approx(held[2], rel=1e-12)
    for wrong in (-1e-9, np.pi + 1e-9):
        with pytest.raises(ValueError, match="between 0 and 180"):
            dose(5e5, [0.5, wrong], 2e-3, heights, tilts, shields, table)
    with pytest.raises(ValueError, match="positive thickness"):
        dose(5e5, 0.5, [2e-3, -1e-9], heights, tilts, shields, table)
