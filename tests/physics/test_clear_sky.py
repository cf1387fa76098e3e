"""The clear year against pvlib's own model chain, which joins the same published models by another way."""

import math

import numpy as np
import pandas
import pytest
from pvlib.location import Location
from pvlib.modelchain import ModelChain
from pvlib.pvsystem import Array, FixedMount, PVSystem, SingleAxisTrackerMount

from studio.physics.clear_sky import clear_sky_year


def chained(latitude: float, altitude: float, celsius: float, mount: str, east: float = 0.0) -> pandas.DataFrame:
    """Sunlight on the plane [W/m²] and power per rated watt, hour by hour from midnight by the mean Sun of the site."""
    begin = pandas.Timestamp("2025-01-01 00:30", tz="UTC") - pandas.Timedelta(days=east / 360.0)
    times = pandas.date_range(begin, periods=8760, freq="h")
    site = Location(latitude, east, "UTC", altitude)
    held = (FixedMount(abs(latitude), 180.0 if latitude >= 0.0 else 0.0) if mount == "tilted"
            else SingleAxisTrackerMount(max_angle=60.0, backtrack=False))  # fmt: skip
    array = Array(held, albedo=0.2, module_parameters={"pdc0": 1.0, "gamma_pdc": -0.0034},
                  temperature_model_parameters={"u0": 25.0, "u1": 6.84})  # fmt: skip
    chain = ModelChain(PVSystem([array], inverter_parameters={"pdc0": 1.0}), site, aoi_model="no_loss",
                       spectral_model="no_loss", temperature_model="faiman", transposition_model="haydavies",
                       losses_model="no_loss")  # fmt: skip
    weather = site.get_clearsky(times, model="simplified_solis", aod700=0.1, precipitable_water=1.0)
    chain.run_model(weather.assign(temp_air=celsius, wind_speed=1.0))
    light = chain.results.total_irrad["poa_global"].fillna(0.0)
    return pandas.DataFrame({"light": light, "power": chain.results.dc.fillna(0.0)}, index=times)


@pytest.mark.filterwarnings("ignore:DatetimeIndex.dayofyear is deprecated")
@pytest.mark.parametrize(("latitude", "altitude", "celsius", "mount"), [
    (48.0, 500.0, 9.0, "tilted"), (-23.0, 2400.0, 14.0, "tilted"), (31.0, 0.0, 25.0, "tracking")])
def test_a_clear_year_is_that_of_the_model_chain(latitude, altitude, celsius, mount) -> None:
    expected = chained(latitude, altitude, celsius, mount)
    found = clear_sky_year(math.radians(latitude), 0.0, altitude, celsius + 273.15, mount)
    year = 365.25 * 86400.0
    assert found.irradiation == pytest.approx(expected.light.mean() * year, rel=1e-3)
    assert found.specific_yield == pytest.approx(expected.power.mean() * year, rel=1e-3)
    days = np.arange(8760) * 12 // 8760
    weakest = expected.power.groupby(days).mean().min() / expected.power.mean()
    assert found.worst_month == pytest.approx(weakest, rel=2e-3)


@pytest.mark.filterwarnings("ignore:DatetimeIndex.dayofyear is deprecated")
def test_west_of_greenwich_the_year_begins_later() -> None:
    """At the polar circle six hours in December are some per cent of the little light that its weakest month has."""
    expected = chained(67.0, 100.0, 15.0, "tilted", -90.0)
    found = clear_sky_year(math.radians(67.0), math.radians(-90.0), 100.0, 288.15, "tilted")
    assert found.specific_yield == pytest.approx(expected.power.mean() * 365.25 * 86400.0, rel=1e-3)
    months = expected.power.groupby(np.arange(8760) * 12 // 8760).mean()
    assert found.worst_month == pytest.approx(months.min() / expected.power.mean(), rel=1e-2)


def test_the_sun_of_the_site_makes_its_day() -> None:
    """Any longitude has the same year but for how far the Sun moves through the seasons in half a day."""
    here, there = (clear_sky_year(0.7, east, 100.0, 288.0, "tilted") for east in (0.0, math.pi))
    assert there.specific_yield == pytest.approx(here.specific_yield, rel=2e-5)
    assert there.worst_month == pytest.approx(here.worst_month, rel=5e-3)


def test_the_ends_of_the_earth_are_on_it() -> None:
    for place in ((math.pi / 2, 0.0, 0.0, 250.0), (-math.pi / 2, -2 * math.pi, -500.0, 200.0),
                  (0.1, 2 * math.pi, 9000.0, 350.0)):  # fmt: skip
        assert clear_sky_year(*place, "tilted").specific_yield > 0.0


@pytest.mark.parametrize(("place", "word"), [
    ((1.58, 0.0, 0.0, 280.0), "latitude"), ((-1.58, 0.0, 0.0, 280.0), "latitude"),
    ((0.5, 6.3, 0.0, 280.0), "longitude"), ((0.5, -6.3, 0.0, 280.0), "longitude"),
    ((0.5, 0.0, -501.0, 280.0), "above the sea"), ((0.5, 0.0, 9001.0, 280.0), "above the sea"),
    ((0.5, 0.0, 0.0, 199.0), "air"), ((0.5, 0.0, 0.0, 351.0), "air"),
    ((math.nan, 0.0, 0.0, 280.0), "latitude"), ((0.5, 0.0, 0.0, math.nan), "air"),
])  # fmt: skip
def test_other_places_are_refused(place, word) -> None:
    with pytest.raises(ValueError, match=word):
        clear_sky_year(*place, "tilted")
