"""Formulas at published or hand-made values where none of their arguments is one, and along the right axis."""

import math

import numpy as np
import pytest

from studio.physics.battery_life import remaining_capacity
from studio.physics.conductor import METALS, resistivity
from studio.physics.constants import J2, R_EARTH, STEFAN_BOLTZMANN
from studio.physics.constellation import ring_approach, ring_count, shell_separation
from studio.physics.degradation import JULIAN_YEAR, mean_remaining_factor, remaining_factor
from studio.physics.electric import chain_power
from studio.physics.free_molecular import plate_drag_coefficient
from studio.physics.heat import COSMIC_BACKGROUND, absorbed_flux
from studio.physics.loop import nusselt_number
from studio.physics.market import area_price_per_power, exchange, market_value, share
from studio.physics.orbit import secular_rates
from studio.physics.probability import triangular_share
from studio.physics.radiator import radiator_area, radiator_flux, sink_temperature
from studio.physics.relative_motion import reference_orbit


def test_copper_and_aluminium_when_warm() -> None:
    """IEC 60028: 0.00393 of the resistance at 20 °C for each kelvin; grade 1350: 0.00403."""
    assert resistivity(METALS["copper"], 343.15) / 1.7241e-8 == pytest.approx(1.1965)
    assert resistivity(METALS["aluminium"], 343.15) * 0.61 / 1.7241e-8 == pytest.approx(1.2015)


def test_chains_side_by_side_multiply_along_themselves() -> None:
    found = chain_power([1000.0, 200.0], [[0.9, 0.5, 0.8], [0.5, 0.5, 1.0]])
    np.testing.assert_allclose(found, [[900.0, 450.0, 360.0], [100.0, 50.0, 50.0]])


def test_money_is_divided_by_what_the_other_costs() -> None:
    """700 yuan at 7 yuan for a dollar are 100 dollars."""
    assert exchange(700.0, 7.0) == pytest.approx(100.0)
    assert market_value(3.0, 4.0) == 12.0
    assert share(3.0, 4.0) == 0.75
    assert area_price_per_power(680.5, 0.25, 1361.0) == pytest.approx(2.0)


def test_deep_space_is_as_cold_as_cobe_found_it() -> None:
    assert abs(COSMIC_BACKGROUND - 2.7255) < 6e-4  # Fixsen 2009: 2.72548 ± 0.00057 K


def test_both_kinds_of_light_warm_a_face() -> None:
    assert absorbed_flux(0.5, 0.8, direct=100.0, albedo=40.0, infrared=60.0) == pytest.approx(118.0)
    assert absorbed_flux(0.5, 0.8, direct=100.0) == pytest.approx(50.0)


def test_the_sink_of_a_radiator_rejects_nothing_and_is_as_cold_as_space_in_the_dark() -> None:
    assert sink_temperature(0.0, [0.9, 0.8], space_temperature=40.0) == pytest.approx(40.0)
    sink = sink_temperature([5.0, 80.0], [0.9, 0.8], space_temperature=60.0)
    np.testing.assert_allclose(1.7 * STEFAN_BOLTZMANN * (sink**4 - 60.0**4), [5.0, 80.0])
    assert radiator_flux(sink, [0.9, 0.8], environment=np.array([5.0, 80.0]), sink_temperature=60.0) == pytest.approx(
        0.0, abs=1e-9)  # fmt: skip
    assert radiator_area(5.0, 0.25) == 20.0


@pytest.mark.parametrize(("e", "tilt"), [(0.0, 1.7), (0.1, 0.9), (0.7, 1.1), (0.74, 0.4)])
def test_secular_rates_are_those_of_the_textbook(e: float, tilt: float) -> None:
    """Vallado, "Fundamentals of Astrodynamics", 4th edition, equations 9-37, 9-39 and 9-41, as they stand there."""
    axis = 26.6e6
    mean = math.sqrt(3.986004418e14 / axis**3)
    p = axis * (1.0 - e * e)
    factor = 3.0 * mean * R_EARTH**2 * J2 / p**2
    found = secular_rates(axis, e, tilt)
    assert found.raan == pytest.approx(-factor / 2.0 * math.cos(tilt), rel=1e-9)
    assert found.argument_of_perigee == pytest.approx(factor / 4.0 * (4.0 - 5.0 * math.sin(tilt) ** 2), rel=1e-9)
    anomaly = -factor / 4.0 * math.sqrt(1.0 - e * e) * (3.0 * math.sin(tilt) ** 2 - 2.0)
    assert found.mean_anomaly - mean == pytest.approx(anomaly, rel=1e-6)


def test_shells_at_one_latitude_rise_and_fall_together() -> None:
    """The least distance of two shells, against their radii at every latitude that both reach."""
    heights, tilts = R_EARTH + np.array([500e3, 530e3, 900e3]), np.array([0.9, 1.3, 0.4])
    found = shell_separation(heights, tilts)
    for pair in range(2):
        a, b = slice(pair, pair + 1), slice(pair + 1, pair + 2)
        reach = min(tilts[a][0], tilts[b][0])
        latitudes = np.linspace(0.0, reach, 400)
        radii = []
        for axis, tilt in ((heights[a], tilts[a]), (heights[b], tilts[b])):
            u = np.arcsin(np.clip(np.sin(latitudes) / np.sin(tilt), -1.0, 1.0))
            radii.append(reference_orbit(axis, tilt, u).radius)
        assert found[pair] == pytest.approx(float(np.min(radii[1] - radii[0])), abs=0.05)
    oval = shell_separation(heights, tilts, 0.001)
    np.testing.assert_allclose(found - oval, 0.001 * (heights[1:] + heights[:-1]))


def test_neighbours_of_a_ring_are_a_chord_apart() -> None:
    for number in (2, 3, 40):
        chord = 2.0 * 7e6 * math.sin(math.pi / number)
        assert ring_approach(7e6, 1.0, number) == pytest.approx(chord, rel=1e-9)
    np.testing.assert_allclose(ring_approach([7e6, 8e6], 1.0, [4.0, 6.0]), [7e6 * math.sqrt(2.0), 8e6], rtol=1e-9)
    assert ring_count(7e6, math.tau * 7e6 / 12.0) == 12
    assert ring_count(7e6, math.tau * 7e6 / 11.999) == 11
    assert ring_count(7e6, 1e9) == 1


def test_what_a_year_leaves() -> None:
    rate = 0.05 / JULIAN_YEAR
    assert remaining_factor(rate, 3.0 * JULIAN_YEAR) == pytest.approx(0.95**3)
    mean = mean_remaining_factor(rate, 3.0 * JULIAN_YEAR)
    assert mean == pytest.approx((0.95**3 - 1.0) / (3.0 * math.log(0.95)))
    assert mean_remaining_factor(0.0, JULIAN_YEAR) == 1.0
    # A rate that gains, as of cells that are annealed.
    assert remaining_factor(-rate, 2.0 * JULIAN_YEAR) == pytest.approx(1.05**2)


def test_a_plate_in_free_molecular_flow_by_the_textbook() -> None:
    """Bird, "Molecular Gas Dynamics", 1994, equation 7.71, at a right angle and obliquely, both faces, diffuse."""
    for cosine, ratio, temperature in ((1.0, 5.0, 0.3), (0.4, 2.5, 0.8), (0.05, 7.0, 0.5)):
        s = ratio * cosine
        by_hand = (2.0 / math.sqrt(math.pi) / ratio * math.exp(-s * s)
                   + cosine * (2.0 + 1.0 / ratio**2) * math.erf(s)
                   + math.sqrt(math.pi) * cosine**2 / ratio * math.sqrt(temperature))  # fmt: skip
        assert plate_drag_coefficient(cosine, ratio, temperature) == pytest.approx(by_hand, rel=1e-9)


def test_thousands_of_plates_are_each_alone() -> None:
    """Many are given to another error function than few."""
    cosines = np.linspace(-1.0, 1.0, 2001)
    many = plate_drag_coefficient(cosines, 6.0, 0.4)
    some = [float(plate_drag_coefficient(each, 6.0, 0.4)) for each in cosines[::200]]
    np.testing.assert_allclose(many[::200], some, rtol=1e-12)


def test_gnielinski_by_hand() -> None:
    """Water at Re = 20,000, Pr = 6: f = (0.79 ln 20000 − 1.64)⁻² = 0.02616, Nu = 139."""
    f = (0.79 * math.log(2e4) - 1.64) ** -2
    by_hand = f / 8.0 * (2e4 - 1000.0) * 6.0 / (1.0 + 12.7 * math.sqrt(f / 8.0) * (6.0 ** (2.0 / 3.0) - 1.0))
    assert nusselt_number(2e4, 6.0) == pytest.approx(by_hand, rel=1e-12)
    assert by_hand == pytest.approx(139.0, rel=0.02)


def test_the_shares_of_a_triangle() -> None:
    """Kotz and van Dorp, "Beyond Beta", 2004, equation 1.6: (x − a)²/((b − a)(m − a)) below the mode."""
    assert triangular_share(3.0, 1.0, 4.0, 9.0) == pytest.approx(4.0 / 24.0)
    assert triangular_share(4.0, 1.0, 4.0, 9.0) == pytest.approx(3.0 / 8.0)
    assert triangular_share(7.0, 1.0, 4.0, 9.0) == pytest.approx(1.0 - 4.0 / 40.0)
    assert triangular_share(0.0, 1.0, 4.0, 9.0) == 0.0
    assert triangular_share(9.5, 1.0, 4.0, 9.0) == 1.0
    assert triangular_share(2.0, 2.0, 2.0, 5.0) == pytest.approx(0.0)
    assert triangular_share(5.0, 2.0, 5.0, 5.0) == pytest.approx(1.0)


def test_what_a_battery_keeps() -> None:
    """Two years that use a tenth of the cycles each, of which all would take 30 %, and 2 % a year by age alone."""
    kept = {"damage_rate": 0.1, "calendar_rate": 0.02, "end_of_life_capacity": 0.7}
    assert remaining_capacity(2.0, **kept) == pytest.approx(0.9)
    assert remaining_capacity(2.0, **kept, ageing_factor=1.5) == pytest.approx(0.85)
    np.testing.assert_allclose(remaining_capacity([0.0, 10.0, 30.0], **kept), [1.0, 0.5, 0.0])
