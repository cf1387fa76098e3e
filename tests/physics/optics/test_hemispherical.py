"""Hemispherical properties against closed forms, and the spectral weights against the integral of Planck's law."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

from studio.physics.constants import BOLTZMANN, PLANCK, SPEED_OF_LIGHT
from studio.physics.optics.hemispherical import hemispherical_absorptance, normal_weighted, planck_weight
from studio.physics.optics.stack_light import stack_light

THERMAL = np.geomspace(1e-6, 300e-6, 400)


def diffuse_fresnel_reflectance(n: float) -> float:
    """Of a dielectric half space for diffuse light, integrated in closed form (S. Q. Duntley, J. Opt. Soc. Am. 32,
    1942; J. W. T. Walsh, 1926).
    """
    return (
        0.5
        + (n - 1.0) * (3.0 * n + 1.0) / (6.0 * (n + 1.0) ** 2)
        + n**2 * (n**2 - 1.0) ** 2 / (n**2 + 1.0) ** 3 * math.log((n - 1.0) / (n + 1.0))
        - 2.0 * n**3 * (n**2 + 2.0 * n - 1.0) / ((n**2 + 1.0) * (n**4 - 1.0))
        + 8.0 * n**4 * (n**4 + 1.0) / ((n**2 + 1.0) * (n**4 - 1.0) ** 2) * math.log(n)
    )


def emittance(index: complex, nodes: int = 6, temperature: float = 300.0) -> float:
    """Of a half space: a slab that no light crosses."""
    weight = planck_weight(THERMAL, temperature)
    return float(hemispherical_absorptance(np.full((1, THERMAL.size), index), [1e6], (False,), THERMAL, weight,
                                           nodes=nodes))  # fmt: skip


def test_glass_emits_what_it_does_not_reflect() -> None:
    assert diffuse_fresnel_reflectance(1.5) == pytest.approx(0.0918, abs=5e-5)  # the published value
    assert 1.0 - emittance(1.5 + 1e-5j) == pytest.approx(0.0918, abs=5e-5)


@pytest.mark.parametrize("n", [1.2, 1.5, 2.0, 3.5])
def test_opaque_dielectric_meets_the_closed_form(n: float) -> None:
    assert 1.0 - emittance(n + 1e-5j) == pytest.approx(diffuse_fresnel_reflectance(n), abs=2e-5)
    assert 1.0 - emittance(n + 1e-5j, nodes=24) == pytest.approx(diffuse_fresnel_reflectance(n), abs=1e-8)


def metal_emittance(n: float, k: float) -> float:
    """Hemispherical emittance of a half space in which light runs straight down, n² + k² ≫ 1.

    The integrals over μ of 2μ A with A = 4nμ/((n + μ)² + k²) for s and 4nμ/((nμ + 1)² + (kμ)²) for p light.
    """
    size = n**2 + k**2
    s = 1.0 - n * math.log1p((1.0 + 2.0 * n) / size) + (n**2 - k**2) / k * math.atan2(k, size + n)
    p = 1.0 - n / size * math.log1p(2.0 * n + size) + (n**2 - k**2) / (k * size) * math.atan2(k, 1.0 + n)
    return 4.0 * n * (s + p / size)


@pytest.mark.parametrize("index", [20.0 + 30.0j, 80.0 + 100.0j, 200.0 + 200.0j])
def test_polished_metal_meets_the_closed_form(index: complex) -> None:
    expected = metal_emittance(index.real, index.imag)
    assert emittance(index, nodes=48) == pytest.approx(expected, rel=2e-3)
    assert emittance(index) == pytest.approx(emittance(index, nodes=48), rel=5e-3)


def test_good_conductor_emits_a_third_more_than_along_its_normal() -> None:
    # M. Jakob, "Heat Transfer", 1949: hemispherical over normal emittance goes to 4/3 where n and k grow large.
    index = 4000.0 + 4000.0j
    normal = 1.0 - stack_light([[index]], [1.0], (False,), [1e-5]).reflectance[0]
    assert emittance(index, nodes=200) / normal == pytest.approx(4.0 / 3.0, abs=5e-3)


def test_black_surface_takes_all() -> None:
    assert emittance(1.0 + 1e-9j) == pytest.approx(1.0, abs=1e-9)


def test_stacks_broadcast() -> None:
    random, waves = np.random.default_rng(1), np.linspace(5e-6, 15e-6, 9)
    index, behind = random.uniform(1.2, 3.0, (4, 2, 9)) + 0.1j, random.uniform(1.0, 2.0, (4, 9))
    thickness, path = random.uniform(1e-6, 1e-5, (3, 1, 2)), np.array([1.0, 2.0])
    weight = planck_weight(waves, [250.0, 300.0, 350.0, 400.0])
    together = hemispherical_absorptance(index, thickness, (True, False), waves, weight, exit_index=behind,
                                         path_factor=path)  # fmt: skip
    assert together.shape == (3, 4)
    for one, two in np.ndindex(3, 4):
        alone = hemispherical_absorptance(index[two], thickness[one, 0], (True, False), waves, weight[two],
                                          exit_index=behind[two], path_factor=path)  # fmt: skip
        assert together[one, two] == pytest.approx(float(alone), abs=1e-13)


def test_planck_weight_is_the_share_of_the_integral() -> None:
    waves = np.geomspace(1e-6, 500e-6, 4001)
    weight = planck_weight(waves, 300.0)
    for edge in (5e-6, 10e-6, 50e-6):
        reduced = PLANCK * SPEED_OF_LIGHT / (BOLTZMANN * edge * 300.0)
        share = quad(lambda x: x**3 / math.expm1(x), reduced, 200.0)[0] * 15.0 / math.pi**4
        assert np.sum(weight[waves < edge]) == pytest.approx(share, abs=2e-3)
    assert float(normal_weighted(waves, weight)) == pytest.approx(
        # ⟨λ⟩ = (h c/k T) ∫ x² dx/(eˣ − 1)/∫ x³ dx/(eˣ − 1), less the tail beyond the grid
        PLANCK * SPEED_OF_LIGHT / (BOLTZMANN * 300.0) * 2.404113806 * 15.0 / math.pi**4, rel=5e-3)  # fmt: skip


@given(st.floats(1.0, 6000.0))
def test_planck_weights_sum_to_one_at_every_temperature(temperature: float) -> None:
    weight = planck_weight(THERMAL, [temperature, 300.0])
    assert weight.shape == (2, THERMAL.size)
    assert np.all(np.isfinite(weight) & (weight >= 0.0))
    np.testing.assert_allclose(weight.sum(axis=-1), 1.0, rtol=1e-12)


def test_senseless_spectrum_is_refused() -> None:
    for waves in ([1e-6], [2e-6, 1e-6], [0.0, 1e-6], 1e-6):
        with pytest.raises(ValueError, match="must rise"):
            planck_weight(waves, 300.0)
    with pytest.raises(ValueError, match="temperature"):
        planck_weight(THERMAL, [300.0, 0.0])
    with pytest.raises(ValueError, match="weights of a spectrum"):
        normal_weighted([1.0, 2.0], [0.0, 0.0])


def test_what_passes_is_not_absorbed() -> None:
    """Of a thin absorbing film that much light crosses, the mean over the hemisphere by another quadrature."""
    index, thickness, wave = [[1.6 + 0.05j]], [2e-6], [1e-6]

    def taken(mu: float) -> float:
        light = stack_light(index, thickness, (False,), wave, angle=math.acos(mu))
        return 2.0 * mu * float(1.0 - light.reflectance[0] - light.transmittance[0])

    assert stack_light(index, thickness, (False,), wave).transmittance[0] > 0.2
    expected = quad(taken, 0.0, 1.0, epsabs=1e-7)[0]
    assert hemispherical_absorptance(index, thickness, (False,), wave, [1.0]) == pytest.approx(expected, abs=2e-4)
    assert 0.2 < expected < 0.8


def test_six_angles_unless_said() -> None:
    one, other = emittance(3.0 + 0.1j), emittance(3.0 + 0.1j, nodes=7)
    default = float(hemispherical_absorptance(np.full((1, THERMAL.size), 3.0 + 0.1j), [1e6], (False,), THERMAL,
                                              planck_weight(THERMAL, 300.0)))  # fmt: skip
    assert default == one != other


def test_ends_of_a_grid_stand_for_half_of_a_step() -> None:
    """The trapezoidal rule, where a hot body radiates as λ⁻⁴ (Rayleigh and Jeans)."""
    waves = np.linspace(1.0, 1.01, 11)
    weight = planck_weight(waves, 1e7)
    steps = np.array([0.5, *np.ones(9), 0.5]) * waves**-4.0
    np.testing.assert_allclose(weight, steps / steps.sum(), rtol=1e-6)
    np.testing.assert_allclose(planck_weight([1.0, 1.01], 1e7), [0.5, 0.5], rtol=0.03)
