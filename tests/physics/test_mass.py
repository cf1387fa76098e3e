"""Mass roll-up and specific power."""

import json
from pathlib import Path

import numpy as np
import pytest

from studio.physics.mass import dry_mass, mass_share, specific_power

CASES = json.loads((Path(__file__).parents[1] / "data" / "power_cases.json").read_text(encoding="utf-8"))


def test_margins_on_items_and_on_the_whole() -> None:
    assert dry_mass([100.0, 50.0, 10.0], [0.05, 0.1, 0.2], 0.2) == pytest.approx((105.0 + 55.0 + 12.0) * 1.2)


def test_shares_add_up() -> None:
    shares = mass_share([100.0, 50.0, 50.0], [0.0, 0.2, 0.0])
    np.testing.assert_allclose(shares, [100.0 / 210.0, 60.0 / 210.0, 50.0 / 210.0])


def test_published_specific_powers() -> None:
    panel, satellite = CASES["panel_satellite"], CASES["v2mini"]
    assert specific_power(panel["power"], panel["mass"]) == pytest.approx(panel["specific_power"], rel=1e-6)
    assert specific_power(satellite["power"], satellite["mass"]) == pytest.approx(satellite["specific_power"], abs=0.05)


def test_nothing_has_no_specific_power() -> None:
    with pytest.raises(ValueError, match="positive mass"):
        specific_power(1e3, [1.0, 0.0])
    with pytest.raises(ValueError, match="nothing has any mass"):
        mass_share([0.0, 0.0], 0.1)


def test_shapes_broadcast() -> None:
    items = np.arange(1.0, 25.0).reshape(2, 3, 4)
    margins = np.array([0.05, 0.1, 0.2, 0.3])
    masses, shares = dry_mass(items, margins, np.array([0.1, 0.2, 0.3])), mass_share(items, margins)
    assert masses.shape == (2, 3)
    assert masses[1, 2] == pytest.approx(float(dry_mass(items[1, 2], margins, 0.3)))
    assert shares.shape == (2, 3, 4)
    np.testing.assert_allclose(shares.sum(axis=-1), 1.0)
    assert specific_power(np.array([[1e3], [2e3]]), np.array([1.0, 2.0, 4.0])).shape == (2, 3)
