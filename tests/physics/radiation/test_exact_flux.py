"""Fluxes computed anew: with the models where they are installed, with a stand-in everywhere."""

import importlib.util
import sys
import types
import warnings

import numpy as np
import pytest

from studio.analysis.exact_flux import exact_trapped_flux
from studio.catalogue.radiation import damage_coefficients, ranges, trapped
from studio.physics.radiation.equivalent_fluence import electron_fluence, proton_fluence
from tests.physics.radiation.published import MIL, electrons, protons


class Cancelled(Exception):
    pass


def test_without_the_package_one_sentence_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "aep8", None)
    with pytest.raises(ValueError, match=r"optional extra “radiation”: pip install dawnline\[radiation\]") as caught:
        exact_trapped_flux(650e3, 1.7)
    assert "\n" not in str(caught.value)


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """A model whose flux is the cosine of the latitude squared times 1/E, and nothing within 30° of a meridian."""

    class Model:
        def geomagnetic_coordinates(self, place, time):
            x, y, z = (value.to_value("m") for value in place.geocentric)
            radius = np.sqrt(x**2 + y**2 + z**2)
            return np.where(np.abs(np.arctan2(y, x)) < np.pi / 6, np.nan, 1.0 - (z / radius) ** 2), radius

        def integral_flux_for_geomagnetic_coordinates(self, shell, strength, energy):
            return types.SimpleNamespace(value=shell / energy.to_value("MeV"))

    module = types.ModuleType("aep8")
    module.model = lambda particle, solar: Model()
    monkeypatch.setitem(sys.modules, "aep8", module)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import astropy.coordinates  # noqa: F401


@pytest.mark.usefixtures("stand_in")
def test_averages_are_those_of_the_orbit() -> None:
    found = exact_trapped_flux(650e3, np.radians(60.0))
    energy = found.electron_energy / 1.602176634e-13
    mean = 1.0 - 0.5 * np.sin(np.radians(60.0)) ** 2  # of cos² latitude over the phase
    np.testing.assert_allclose(found.electron_flux, 1e4 * 5.0 / 6.0 * mean / energy, rtol=1e-3)
    assert found.proton_flux.shape == trapped().proton_energy.shape


@pytest.mark.usefixtures("stand_in")
def test_progress_is_told_and_what_is_raised_ends_the_work() -> None:
    told: list[float] = []
    exact_trapped_flux(650e3, 1.0, told.append)
    assert told[0] == 0.0
    assert told[-1] == 1.0
    assert told == sorted(told)
    assert len(told) > 5

    def cancel(share: float) -> None:
        if share > 0.4:
            raise Cancelled

    with pytest.raises(Cancelled):
        exact_trapped_flux(650e3, 1.0, cancel)


if importlib.util.find_spec("aep8"):  # not made for every platform

    @pytest.mark.parametrize(
        ("altitude", "inclination"), [(575.0, 97.7), (530.0, 53.0), (1500.0, 75.0), (6500.0, 52.0), (31_000.0, 0.0)]
    )
    def test_the_table_gives_what_the_models_give_between_its_nodes(altitude: float, inclination: float) -> None:
        exact = exact_trapped_flux(1e3 * altitude, np.radians(inclination))
        cell, cover = damage_coefficients()["GaAs"], MIL * np.array([1.0, 3.0, 6.0])

        def fluence(electron, proton):
            return electron_fluence(exact.electron_energy, electron, cover, cell, ranges()) + proton_fluence(
                exact.proton_energy, proton, cover, cell, ranges()
            )

        np.testing.assert_allclose(
            fluence(electrons(altitude, inclination), protons(altitude, inclination)),
            fluence(exact.electron_flux, exact.proton_flux),
            rtol=0.03,
        )
