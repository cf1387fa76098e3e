"""The sites: every derived number is computed anew, and the defaults that were taken from them still follow."""

import statistics

import numpy as np
import pytest

from studio.catalogue.site import site, sites
from studio.catalogue.spectrum import spectrum
from studio.catalogue.yield_claim import yield_claims
from studio.design.ground import Ground
from studio.design.quantity import YEAR
from studio.physics.clear_sky import clear_sky_year


@pytest.mark.parametrize("id", sites())
def test_the_clear_sky_of_a_site_is_what_pvlib_computes(id):
    known = site(id)
    found = clear_sky_year(known.latitude.value, known.longitude.value, known.altitude.value,
                           known.air_temperature.value, known.mount)  # fmt: skip
    assert known.clear_sky_yield.value == pytest.approx(found.specific_yield, rel=2e-3)
    assert known.clear_sky_irradiation.value == pytest.approx(found.irradiation, rel=2e-3)
    assert known.worst_month.value == pytest.approx(found.worst_month, abs=2e-3)


@pytest.mark.parametrize("id", sites())
def test_no_site_yields_more_than_its_clear_sky(id):
    known = site(id)
    assert 0.3 < known.panel_yield / known.clear_sky_yield.value < 1.0
    assert known.panel_yield < 0.35 * YEAR


@pytest.mark.parametrize("id", sites())
def test_a_source_says_what_it_is(id):
    known = site(id)
    for number in (known.specific_yield, known.altitude, known.air_temperature):
        assert number.source.startswith("Assumed") == (number.confidence == "assumed")


def test_an_own_place_keeps_the_share_that_the_sites_keep():
    shares = [known.panel_yield / known.clear_sky_yield.value for known in sites().values()]
    assert Ground().clear_sky_share == pytest.approx(statistics.median(shares), abs=0.005)


def test_the_spectral_ratio_is_that_of_the_photons_silicon_can_use():
    per_watt = {}
    for id in ("am0", "am1.5g"):
        light = spectrum(id)
        seen = light.wavelength <= 1107e-9
        photons = np.trapezoid((light.irradiance * light.wavelength)[seen], light.wavelength[seen])
        per_watt[id] = photons / light.total
    assert Ground().spectral_ratio == pytest.approx(per_watt["am0"] / per_watt["am1.5g"], abs=5e-4)


def test_published_ratios_have_an_end_and_run_upwards():
    assert len(yield_claims()) >= 7
    for claim in yield_claims().values():
        ends = [end.value for end in (claim.low, claim.high) if end is not None]
        assert ends
        assert ends == sorted(ends)
