"""Conductors against Ohm's law done by hand, and against published wire."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.physics.conductor import METALS, conductor_mass, conductor_section, resistivity


def test_a_square_millimetre_of_copper_has_its_published_resistance_and_mass() -> None:
    """IEC 60028: 1/58 Ω of a metre of one mm² at 20 °C, which weighs 8.89 g."""
    copper = METALS["copper"]
    assert resistivity(copper, 293.15) / 1e-6 == pytest.approx(1.0 / 58.0, rel=1e-4)
    assert conductor_mass(1e-6, 0.5, copper.density) == pytest.approx(8.89e-3)


def test_aluminium_is_half_as_heavy_for_the_same_resistance() -> None:
    """61 % of the conductivity and 2703 kg/m³: 0.498 of the mass of copper."""
    masses = {}
    for name, metal in METALS.items():
        section = conductor_section(1e4, 100.0, 10.0, 0.02, resistivity(metal, 293.15))
        masses[name] = conductor_mass(section, 10.0, metal.density)
    assert masses["aluminium"] / masses["copper"] == pytest.approx(2703.0 / 8890.0 / 0.61, rel=1e-9)


POSITIVE = st.floats(1e-2, 1e4)


@given(POSITIVE, POSITIVE, POSITIVE, st.floats(1e-4, 0.5))
def test_the_loss_is_the_share_that_was_asked_for(power: float, voltage: float, length: float, share: float) -> None:
    rho = float(resistivity(METALS["copper"], 333.15))
    section = conductor_section(power, voltage, length, share, rho)
    resistance = rho * 2.0 * length / section
    assert (power / voltage) ** 2 * resistance == pytest.approx(share * power, rel=1e-9)
    assert conductor_section(power, 10.0 * voltage, length, share, rho) == pytest.approx(section / 100.0, rel=1e-9)


def test_impossible_conductors_are_refused() -> None:
    with pytest.raises(ValueError, match="a loss that they may have"):
        conductor_section(1e3, 50.0, 1.0, 0.0, 1.7e-8)
    with pytest.raises(ValueError, match="so low a temperature"):
        resistivity(METALS["copper"], [300.0, 20.0])


def test_shapes_broadcast() -> None:
    volts, metres = np.array([28.0, 50.0, 100.0]), np.array([[1.0], [10.0]])
    section = conductor_section(1e3, volts, metres, 0.01, 1.7e-8)
    assert section.shape == conductor_mass(section, metres, 8890.0).shape == (2, 3)
