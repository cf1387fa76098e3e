"""What layers add up to."""

import numpy as np
import pytest

from studio.physics.stack import (
    areal_heat_capacity,
    areal_mass,
    half_conductance,
    interface_depths,
    layer_areal_mass,
    thermal_resistance,
)

THICKNESS = np.array([25e-6, 20e-6, 110e-6, 50e-6])  # glass, adhesive, silicon, polyimide
DENSITY = np.array([2500.0, 1080.0, 2329.0, 1420.0])
HEAT = np.array([800.0, 1200.0, 700.0, 1090.0])
CONDUCTIVITY = np.array([1.0, 0.2, 150.0, 0.12])


def test_sums_by_hand() -> None:
    assert areal_mass(THICKNESS, DENSITY) == pytest.approx(0.0625 + 0.0216 + 0.25619 + 0.071)
    capacity = 0.0625 * 800.0 + 0.0216 * 1200.0 + 0.25619 * 700.0 + 0.071 * 1090.0
    assert areal_heat_capacity(THICKNESS, DENSITY, HEAT) == pytest.approx(capacity)
    resistance = 25e-6 + 1e-4 + 110e-6 / 150.0 + 50e-6 / 0.12
    assert thermal_resistance(THICKNESS, CONDUCTIVITY) == pytest.approx(resistance)
    np.testing.assert_allclose(interface_depths(THICKNESS), [0.0, 25e-6, 45e-6, 155e-6, 205e-6])


def test_half_a_slab_lies_between_the_middles_of_its_halves() -> None:
    assert half_conductance([0.02], [0.5]) == pytest.approx(0.5 / 0.01)


def test_coverage_scales_the_mass() -> None:
    np.testing.assert_allclose(
        layer_areal_mass(THICKNESS, DENSITY, [1.0, 1.0, 0.9, 1.0]),
        layer_areal_mass(THICKNESS, DENSITY) * [1.0, 1.0, 0.9, 1.0],
    )


def test_heat_cannot_be_stopped_altogether() -> None:
    with pytest.raises(ValueError, match="must be positive"):
        thermal_resistance(THICKNESS, [1.0, 0.0, 1.0, 1.0])


def test_shapes_broadcast() -> None:
    scale = np.array([[[1.0]], [[2.0]]])
    thickness = THICKNESS * scale * np.array([[1.0], [1.5], [3.0]])
    assert layer_areal_mass(thickness, DENSITY).shape == (2, 3, 4)
    for whole in (
        areal_mass(thickness, DENSITY),
        areal_heat_capacity(thickness, DENSITY, HEAT),
        thermal_resistance(thickness, CONDUCTIVITY),
        1.0 / half_conductance(thickness, CONDUCTIVITY),
    ):
        assert whole.shape == (2, 3)
        np.testing.assert_allclose(whole, whole[0, 0] * np.array([[1.0, 1.5, 3.0], [2.0, 3.0, 6.0]]), rtol=1e-13)
    assert interface_depths(thickness).shape == (2, 3, 5)
