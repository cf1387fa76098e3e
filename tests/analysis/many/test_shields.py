"""What particles do behind shields between those that many stacks share, against the very shields."""

import numpy as np
import pytest

from studio.analysis.stack.particles import Damage, damage, damage_of_many, particles, particles_of
from studio.catalogue.radiation import damage_curves
from studio.design.quantity import YEAR

_SHIELDS = np.geomspace(0.02, 40.0, 60)
_KINDS = tuple(name for name in Damage.__slots__)


@pytest.mark.parametrize(("altitude", "inclination"), [(5e5, 0.9), (6.5e5, 1.707), (1.4e6, 1.0)])
@pytest.mark.parametrize("curve", ["azur-3g30c", "hjt-si", "perovskite-1j"])
def test_between_shields(curve: str, altitude: float, inclination: float) -> None:
    curves = damage_curves()
    named = curves.get(curve) or next(one for one in curves.values() if one.coefficients == "GaAs")
    found = particles(altitude, inclination, 5.0 * YEAR, 0.9, 0.6)
    exact, between = damage(found, named, _SHIELDS), damage_of_many(found, named, _SHIELDS)
    for kind in _KINDS:
        straight, whole = getattr(between, kind), getattr(exact, kind)
        some = whole > 1e-3 * whole.max()
        np.testing.assert_allclose(straight[some], whole[some], rtol=2e-2, err_msg=kind)
        assert not some.any() or np.sqrt(np.mean((straight[some] / whole[some] - 1.0) ** 2)) < 4e-3
    np.testing.assert_allclose(between.fluence, exact.fluence, rtol=1e-2)


def test_at_the_ends() -> None:
    found, curve = particles(6.5e5, 1.707, 5.0 * YEAR, 0.9, 0.6), damage_curves()["hjt-si"]
    bare, thick = damage_of_many(found, curve, np.array([0.0, 1e5])).fluence
    assert bare == pytest.approx(float(damage(found, curve, np.zeros(1)).fluence[0]), rel=1e-12)
    assert 0.0 <= thick < 1e-6 * bare


def test_orbits_and_shields_of_many_designs() -> None:
    curve, random = damage_curves()["hjt-si"], np.random.default_rng(7)
    altitude, inclination = random.uniform(4e5, 2e6, 6), random.uniform(0.0, np.pi, 6)
    confidence, share = random.uniform(0.5, 0.95, 6), np.array([0.0, 0.2, 0.5, 0.7, 1.0, 0.6])
    lifetime, shield = random.uniform(0.5, 12.0, 6) * YEAR, random.uniform(0.05, 3.0, (6, 2))
    many = damage(particles_of(altitude, inclination, lifetime, confidence, share), curve, shield)
    for row in range(6):
        one = particles(*(float(each[row]) for each in (altitude, inclination, lifetime, confidence, share)))
        alone = damage(one, curve, shield[row])
        for kind in _KINDS:
            np.testing.assert_allclose(getattr(many, kind)[row], getattr(alone, kind), rtol=1e-12)
