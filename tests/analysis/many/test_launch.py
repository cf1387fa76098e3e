"""The launches of many designs at once."""

import numpy as np
import pytest

from studio.design.quantity import YEAR
from studio.document import preset
from tests.analysis.many.agree import check_agreement
from tests.analysis.many.fields import changed, check_each_alone, check_stage

_START = preset("suncatcher-cluster")


@pytest.mark.parametrize("name", ["suncatcher-cluster", "starcloud-40mw", "filing-million", "ai1-120kw"])
def test_presets(name: str) -> None:
    check_stage(preset(name), "launch")


@pytest.mark.parametrize("choices", [
    {"launch.price_basis": "stated", "launch.cadence_basis": "stated", "launch.payload_basis": "stated"},
    {"launch.price_basis": "learning", "launch.charge": "launch", "launch.volume_basis": "stated"},
    {"launch.price_basis": "projected", "launch.reach": "computed", "launch.charge": "launch"},
    {"launch.vehicle": "new-glenn", "launch.price_basis": "stated"},
], ids=lambda choices: "-".join(map(str, choices.values())))  # fmt: skip
def test_choices(choices: dict[str, object]) -> None:
    check_stage(changed(_START, choices), "launch")


@pytest.mark.parametrize("assembly", ["whole", "pieces"])
@pytest.mark.parametrize("bay", ["catalogue", "stated"])
@pytest.mark.parametrize("charge", ["mass", "launch"])
def test_satellites_that_fit_and_that_do_not(assembly: str, bay: str, charge: str) -> None:
    base = changed(_START, {"launch.assembly": assembly, "launch.volume_basis": bay, "launch.charge": charge})
    columns = {"array.area": np.array([200.0, 2e3, 2e4, 8e4, 4e5, 3e6, 300.0, 5e4, 4e4]),
               "platform.mass": np.array([1e3, 1e3, 1e4, 1e3, 1e3, 1e5, 8e4, 4e5, 3e5]),
               "launch.bay_volume": np.geomspace(10.0, 1e5, 9),
               "geometry.bus_density": np.tile([1e4, 50.0, 1e4], 3)}  # fmt: skip
    answer = check_agreement(base, columns, ("launch",))
    limits = set(answer.columns["launch.limit"].tolist())
    assert limits >= ({"mass", "volume"} if assembly == "pieces" else {"mass", "too heavy"})


def test_orbits_that_no_vehicle_reaches_with_a_payload() -> None:
    base = changed(_START, {"launch.reach": "computed", "launch.assembly": "pieces"})
    columns = {"mission.altitude": np.array([5e5, 9e5, 1.5e6, 2e6]),
               "launch.stage_mass": np.array([0.0, 1e5, 5e5, 1e6])}  # fmt: skip
    answer = check_agreement(base, columns, ("launch",))
    assert np.isnan(answer.columns["launch.launches"]).any()
    assert np.isfinite(answer.columns["launch.launches"]).any()


def test_prices_that_are_reached_and_that_are_not() -> None:
    base = changed(_START, {"launch.price_basis": "learning"})
    columns = {"launch.target_price": np.array([50.0, 200.0, 1700.0, 2500.0, 200.0, 200.0]),
               "launch.price_floor": np.array([100.0, 100.0, 10.0, 10.0, 10.0, 10.0]),
               "launch.learning_rate": np.array([0.2, 0.2, 0.2, 0.2, 0.0, 0.3]),
               "launch.yearly_growth": np.array([0.1, -0.5, 0.0, 0.2, 0.1, -0.45]),
               "launch.year": np.array([2026, 2030, 2040, 2026, 2100, 2020])}  # fmt: skip
    answer = check_agreement(base, columns, ("launch",))
    years = answer.columns["launch.year_of_target"]
    assert np.isnan(years).any()
    assert np.isfinite(years).any()


def test_fleets_that_are_meant_for_no_time_and_that_are_never_complete() -> None:
    columns = {"mission.lifetime": np.array([0.0, 0.05, 1.0, 5.0]) * YEAR,
               "launch.flights_per_year": np.array([1.0, 2.0, 30.0, 1000.0]) / YEAR}  # fmt: skip
    base = changed(preset("filing-million"), {"launch.cadence_basis": "stated"})
    answer = check_agreement(base, columns, ("launch",))
    assert np.isnan(answer.columns["launch.fleet_share"][0])
    assert answer.columns["launch.fleet_share"][1] < 1.0


def test_each_number_alone() -> None:
    check_each_alone(_START, "launch")
