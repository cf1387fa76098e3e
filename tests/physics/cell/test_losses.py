"""The waterfall closes, no loss is a gain, and each one is what a simple case says."""

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.catalogue.spectrum import spectrum
from studio.physics.cell.detailed_balance import limit, radiative_saturation_current
from studio.physics.cell.diode import Diode, maximum_power
from studio.physics.cell.losses import Waterfall, waterfall
from studio.physics.cell.spectrum import bin_means, photon_current
from studio.physics.cell.tandem import series_maximum_power, without_series_resistance
from studio.physics.constants import ELEMENTARY_CHARGE, PLANCK, SPEED_OF_LIGHT

EV = ELEMENTARY_CHARGE
EDGES = np.linspace(200e-9, 2500e-9, 116)
CENTRES = 0.5 * (EDGES[1:] + EDGES[:-1])
OWNERS = (None, 0, None, 1, None)
"""Cover, top absorber, recombination layer, bottom absorber, rear contact."""


def stack(seed: int, leading: tuple[int, ...] = ()) -> dict[str, np.ndarray]:
    """Reflectance, transmittance and absorptances at random that add up to 1."""
    random = np.random.default_rng(seed)
    shares = random.exponential(1.0, (*leading, len(OWNERS) + 2, CENTRES.size))
    shares[..., 3, :] *= 5.0
    shares /= shares.sum(axis=-2, keepdims=True)
    return {"reflectance": shares[..., 0, :], "transmittance": shares[..., 1, :], "absorptance": shares[..., 2:, :]}


def books(seed: int, gaps: np.ndarray, collection: np.ndarray, ideality: float, series: float, shunt: float,
          temperature: float, leading: tuple[int, ...] = ()) -> tuple[Waterfall, Diode]:  # fmt: skip
    sun = spectrum("am0")
    bins = bin_means(sun.wavelength, sun.irradiance, EDGES)
    optics = stack(seed, leading)
    above = gaps[:, np.newaxis] <= PLANCK * SPEED_OF_LIGHT / CENTRES
    currents = photon_current(collection[:, np.newaxis] * above * optics["absorptance"][..., [1, 3], :], bins, EDGES)

    def diode(warm: float) -> Diode:
        first = 1000.0 * radiative_saturation_current(gaps, warm) ** (1.0 / ideality)
        return Diode(currents, first, ideality, 0.0, series, shunt, warm)

    cold = diode(298.15)
    ideal = without_series_resistance(cold)
    found = waterfall(
        irradiance_bins=bins, edges=EDGES, **optics, junction_of_layer=OWNERS, gaps=gaps, photocurrents=currents,
        own_power=maximum_power(ideal).power, ideal_power=series_maximum_power(ideal).power,
        rated_power=series_maximum_power(cold).power, delivered_power=series_maximum_power(diode(temperature)).power,
    )  # fmt: skip
    return found, cold


@given(
    st.integers(0, 10_000),
    st.tuples(st.floats(1.2, 2.5), st.floats(0.5, 1.2)),
    st.tuples(st.floats(0.0, 1.0), st.floats(0.0, 1.0)),
    st.floats(1.0, 2.0),
    st.one_of(st.just(0.0), st.floats(1e-6, 1e-3)),
    st.one_of(st.just(np.inf), st.floats(1e-2, 1e3)),
    st.floats(298.15, 420.0),
)
def test_losses_sum_to_the_sunlight_and_none_but_heat_is_negative(
    seed: int, gaps: tuple[float, float], collection: tuple[float, float], ideality: float, series: float,
    shunt: float, temperature: float,
) -> None:  # fmt: skip
    found, _ = books(seed, np.array(gaps) * EV, np.array(collection), ideality, series, shunt, temperature)
    assert found.lost() + found.delivered == pytest.approx(float(found.incident), abs=1e-9)
    for field in fields(found):
        if field.name == "temperature":
            continue  # heat opens a junction that blocks a string
        assert np.all(getattr(found, field.name) >= -1e-9), field.name


def test_sum_is_that_of_every_item() -> None:
    found, _ = books(5, np.array([1.7, 1.1]) * EV, np.array([0.9, 0.95]), 1.2, 1e-4, 1.0, 340.0)
    parts = [np.sum(getattr(found, field.name)) for field in fields(found)]
    assert sum(parts[1:]) == pytest.approx(float(parts[0]), abs=1e-9)
    assert min(parts) > 0.0


def test_an_opaque_ideal_cell_is_the_detailed_balance_limit() -> None:
    sun, gap = spectrum("am0"), 1.4 * EV
    edges = np.unique(np.concatenate([sun.wavelength, [PLANCK * SPEED_OF_LIGHT / gap]]))
    bins = bin_means(sun.wavelength, sun.irradiance, edges)
    centres = 0.5 * (edges[1:] + edges[:-1])
    above = (PLANCK * SPEED_OF_LIGHT / centres >= gap).astype(float)
    current = photon_current(above, bins, edges)[np.newaxis]
    diode = Diode(current, radiative_saturation_current(gap, 298.15), 1.0, 0.0, 0.0, np.inf, 298.15)
    own = maximum_power(diode).power
    found = waterfall(
        irradiance_bins=bins, edges=edges, reflectance=np.zeros_like(above), transmittance=1.0 - above,
        absorptance=above[np.newaxis], junction_of_layer=[0], gaps=[gap], photocurrents=current, own_power=own,
        ideal_power=own[0], rated_power=own[0],
    )  # fmt: skip
    assert found.delivered / found.incident == pytest.approx(
        float(limit(gap, sun.wavelength, sun.irradiance)), rel=1e-5
    )
    assert (found.reflection, found.temperature, found.mismatch, found.series_resistance) == (0.0, 0.0, 0.0, 0.0)
    assert found.transmission == pytest.approx(
        np.trapezoid(sun.irradiance, sun.wavelength) - found.thermalisation[0] - current[0] * gap / EV, rel=1e-6
    )
    assert found.collection == pytest.approx([0.0], abs=1e-9)


def test_one_colour_splits_into_gap_and_heat() -> None:
    edges, energy = np.array([499e-9, 501e-9]), PLANCK * SPEED_OF_LIGHT / 500e-9
    options = {"irradiance_bins": [5e10], "edges": edges, "reflectance": [0.1], "transmittance": [0.0],
               "absorptance": [[0.2], [0.7]], "junction_of_layer": [None, 0], "own_power": [20.0], "ideal_power": 20.0,
               "rated_power": 18.0, "delivered_power": 19.0}  # fmt: skip
    found = waterfall(**options, gaps=[0.8 * energy], photocurrents=[50.0 * EV / energy])
    assert found.incident == pytest.approx(100.0)
    assert found.reflection == pytest.approx(10.0)
    assert found.parasitic == pytest.approx([20.0, 0.0])
    assert found.thermalisation == pytest.approx([14.0])
    assert found.collection == pytest.approx([16.0])
    assert found.recombination == pytest.approx([20.0])
    assert (found.series_resistance, found.temperature) == pytest.approx((2.0, -1.0))
    blind = waterfall(**options, gaps=[1.01 * energy], photocurrents=[0.0])
    assert (blind.below_gap[0], blind.thermalisation[0]) == pytest.approx((70.0, 0.0))


def test_mismatch_is_nothing_where_the_currents_match() -> None:
    found, diode = books(3, np.array([1.6, 1.0]) * EV, np.array([1.0, 1.0]), 1.0, 0.0, np.inf, 298.15)
    assert found.mismatch > 1.0
    level = replace(diode, photocurrent=np.full(2, 200.0))
    own, series = maximum_power(level).power.sum(), series_maximum_power(level).power
    assert 0.0 <= own - series < 0.01 * own


def test_many_stacks_at_once() -> None:
    arguments = np.array([1.7, 1.1]) * EV, np.array([0.9, 0.95]), 1.2, 1e-4, 1.0, 340.0
    together, _ = books(11, *arguments, leading=(4, 3))
    assert together.parasitic.shape == (4, 3, 5)
    assert together.recombination.shape == (4, 3, 2)
    np.testing.assert_allclose(together.lost() + together.delivered, together.incident, atol=1e-9)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"reflectance": np.full(CENTRES.size, 0.3)}, "add up"),
        ({"junction_of_layer": (0, 1)}, "each layer"),
        ({"junction_of_layer": (None, 0, None, 2, None)}, "each layer"),
        ({"junction_of_layer": (None, 0, None, -1, None)}, "each layer"),
    ],
)
def test_books_that_cannot_close(change: dict, message: str) -> None:
    options = {"irradiance_bins": np.ones(CENTRES.size), "edges": EDGES, **stack(1), "junction_of_layer": OWNERS,
               "gaps": [1.7 * EV, 1.1 * EV], "photocurrents": [1.0, 1.0], "own_power": [1.0, 1.0], "ideal_power": 2.0,
               "rated_power": 2.0}  # fmt: skip
    assert waterfall(**options).delivered == 2.0
    with pytest.raises(ValueError, match=message):
        waterfall(**{**options, **change})
