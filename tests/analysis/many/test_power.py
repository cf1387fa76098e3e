"""The power system and the radiator of many designs at once, against each of them alone.

The smallest battery is found to 1e-9 of its size, so that two ways to it may differ by twice that.
"""

import numpy as np
import pytest

from studio import catalogue
from studio.analysis import evaluate
from studio.analysis.many import evaluate_many
from studio.analysis.many.setter import apply
from studio.analysis.sampling import FINE, QUICK
from studio.design import Design, set_value
from studio.document import preset
from tests.analysis.many.agree import check_agreement
from tests.analysis.many.sample import about, varied

STAGES = ("power", "thermal")
FOUND = 3e-9
ORBIT = {"mission.altitude": (4.5e5, 1.5e6), "mission.ltan": (3.0 * 3600.0, 9.0 * 3600.0)}
OF_POWER = ("array.area", "power.regulator_efficiency", "power.distribution_efficiency", "power.bus_voltage",
            "power.conductor_loss_share", "power.conductor_temperature", "battery.energy",
            "battery.depth_of_discharge_limit", "battery.charge_efficiency", "battery.discharge_efficiency",
            "battery.max_charge_rate", "battery.max_discharge_rate", "battery.fade", "battery.specific_energy",
            "payload.power", "payload.overhead", "platform.power")  # fmt: skip
OF_HEAT = ("thermal.target_temperature", "thermal.radiator_emittance", "thermal.radiator_absorptance",
           "thermal.fin_efficiency", "thermal.radiator_areal_mass", "thermal.junction_rise", "thermal.junction_limit",
           "thermal.coolant_rise", "thermal.flow_velocity", "thermal.loop_length", "thermal.component_pressure",
           "thermal.pump_efficiency", "thermal.tube_pitch", "thermal.tube_length", "thermal.tube_diameter",
           "environment.albedo", "environment.earth_infrared")  # fmt: skip
OF_PARTS = ("thermal.fin_thickness", "thermal.fin_conductivity", "thermal.fin_density", "thermal.tube_wall",
            "thermal.package_power", "thermal.junction_resistance", "thermal.interface_resistance",
            "thermal.plate_resistance")  # fmt: skip
OF_PROFILE = ("payload.duty", "payload.idle_share", "payload.eclipse_load_fraction", "payload.demand_mean",
              "payload.demand_swing", "payload.demand_crest")  # fmt: skip


def with_values(base: Design, **values: object) -> Design:
    for path, value in values.items():
        base = set_value(base, path.replace("__", "."), value)
    return base


def everything(base: Design, *more: str, count: int = 16, seed: int = 1) -> dict[str, np.ndarray]:
    ranges = about(base, (*OF_POWER, *OF_HEAT, *more)) | {"thermal.target_temperature": (300.0, 345.0)}
    return varied(base, ORBIT | ranges, count, seed=seed)


@pytest.mark.parametrize("sampling", [FINE, QUICK])
def test_everything_varied(sampling: object) -> None:
    base = preset("suncatcher-cluster")
    check_agreement(base, everything(base, count=10), STAGES, sampling=sampling, tolerance=FOUND)


@pytest.mark.parametrize("profile", ["training", "inference"])
def test_loads_that_change_through_the_orbit(profile: str) -> None:
    base = with_values(preset("shell-500km-eclipse"), payload__profile=profile, mission__sun_synchronous=True)
    columns = everything(base, *OF_PROFILE, "payload.cycles_per_orbit")
    columns["payload.cycles_per_orbit"] = np.arange(1, 17)
    check_agreement(base, columns, STAGES, sampling=QUICK, tolerance=FOUND)


def test_fast_charging_binds() -> None:
    base = preset("shell-500km-eclipse")
    columns = varied(base, {"battery.max_charge_rate": (2e-5, 2e-4), "battery.max_discharge_rate": (5e-5, 5e-4),
                            "battery.energy": (1e6, 1e9), "mission.altitude": (4e5, 9e5),
                            "array.area": (0.2 * base.array.area, 3.0 * base.array.area)}, 24)  # fmt: skip
    check_agreement(base, columns, STAGES, sampling=QUICK, tolerance=FOUND)


def test_a_battery_that_ages_by_its_cycles() -> None:
    base = with_values(preset("shell-500km-eclipse"), battery__chemistry="lfp", battery__ageing="computed")
    columns = varied(base, {"battery.temperature": (273.15, 313.15), "battery.energy": (0.0, 2.0 * base.battery.energy),
                            "mission.lifetime": (3e7, 4e8), "mission.altitude": (4e5, 2e6),
                            "battery.depth_of_discharge_limit": (0.1, 0.9)}, 24)  # fmt: skip
    columns["battery.energy"][3] = 0.0
    check_agreement(base, columns, ("power",), sampling=QUICK, tolerance=FOUND)


def test_one_number_at_a_time() -> None:
    base = preset("ai1-120kw")
    for path in ("array.area", "battery.energy", "power.bus_voltage", "power.regulator_efficiency", "payload.overhead",
                 "platform.mass", "mission.lifetime", "thermal.radiator_emittance", "thermal.radiator_sides",
                 "battery.temperature", "platform.power", "thermal.tube_pitch"):  # fmt: skip
        columns = varied(base, about(base, (path,)), 3)
        if path == "thermal.radiator_sides":
            columns[path] = np.array([1, 2, 1])
        check_agreement(base, columns, STAGES, sampling=QUICK, tolerance=FOUND)


def test_nothing_to_power_nothing_to_store_no_loss() -> None:
    base = preset("ai1-120kw")
    columns = {
        "payload.power": np.array([0.0, 0.0, 1e5, 1e5, 1e5, 0.0]),
        "platform.power": np.array([0.0, 1e3, 0.0, 1e3, 1.0, 0.0]),
        "battery.energy": np.array([0.0, 1e6, 0.0, 1e9, 1.0, 1e6]),
        "array.area": np.array([1.0, 1e3, 1e3, 1e5, 1e-2, 1.0]),
        "power.distribution_efficiency": np.array([1.0, 0.9, 1.0, 0.98, 0.5, 1.0]),
    }  # fmt: skip
    check_agreement(base, columns, STAGES, sampling=QUICK, tolerance=FOUND)


@pytest.mark.parametrize("attitude", ["edge_to_sun", "behind_array", "sun_facing", "earth_facing", "orbit_plane"])
def test_radiators_however_they_are_held(attitude: str) -> None:
    base = with_values(preset("ai1-120kw"), thermal__radiator_attitude=attitude, thermal__radiator_sizing="check")
    ranges = {"mission.altitude": (4e5, 1.5e6), "thermal.given_area": (60.0, 300.0),
              "thermal.radiator_sides": (1.0, 2.0)}  # fmt: skip
    columns = varied(base, about(base, OF_HEAT) | ranges, 12)
    columns.pop("thermal.target_temperature")
    check_agreement(base, columns, STAGES, sampling=QUICK, tolerance=FOUND)


def test_radiators_on_an_eccentric_orbit_with_fins_and_chain_computed() -> None:
    base = with_values(preset("ai1-120kw"), thermal__fin="computed", thermal__radiator_mass="computed",
                       thermal__chain="computed", thermal__pump_in_overhead=False, payload__sizing="count",
                       mission__sun_synchronous=False)  # fmt: skip
    ranges = about(base, (*OF_HEAT, *OF_PARTS, "thermal.loops", "payload.count"), 0.9, 1.1)
    columns = varied(base, ranges | {"mission.eccentricity": (0.0, 0.02), "mission.altitude": (6e5, 1.2e6)}, 12)
    columns["thermal.loops"] = np.arange(1, 13)
    columns["mission.eccentricity"][:3] = 0.0
    for sizing in ("size", "check"):
        check_agreement(with_values(base, thermal__radiator_sizing=sizing), columns, STAGES, sampling=QUICK,
                        tolerance=FOUND)  # fmt: skip


def test_every_exchanger() -> None:
    base = with_values(preset("ai1-120kw"), thermal__chain="computed")
    ranges = about(base, (*OF_HEAT, *OF_PARTS), 0.9, 1.1) | {"thermal.exchanger_effectiveness": (0.2, 0.45)}
    for name in catalogue.exchangers():
        check_agreement(with_values(base, thermal__heat_exchanger=name), varied(base, ranges, 5), STAGES,
                        sampling=QUICK, tolerance=FOUND)  # fmt: skip


def test_heat_pipes() -> None:
    base = with_values(preset("ai1-120kw"), thermal__loop="heat_pipes", thermal__chain="computed")
    paths = (*OF_HEAT, *OF_PARTS, "thermal.heat_pipe_rise", "thermal.heat_pipe_transport")
    check_agreement(base, varied(base, about(base, paths, 0.9, 1.1), 8), STAGES, sampling=QUICK, tolerance=FOUND)


def test_those_that_fail_alone_carry_the_reason() -> None:
    base = preset("suncatcher-cluster")
    columns = {"thermal.target_temperature": np.array([320.0, 155.0, 330.0, 160.0, 310.0]),
               "thermal.radiator_absorptance": np.array([0.1, 1.0, 0.2, 1.0, 0.3]),
               "array.area": np.linspace(1.0, 2.0, 5) * base.array.area}  # fmt: skip
    base = with_values(base, thermal__radiator_attitude="sun_facing")
    answer = check_agreement(base, columns, STAGES, sampling=QUICK, tolerance=FOUND, alone=("thermal",))
    assert set(answer.failures) == {1, 3}
    assert "155 K" in answer.failures[1]
    assert "160 K" in answer.failures[3]


@pytest.mark.parametrize("profile", ["constant", "training"])
def test_the_course_over_the_life(profile: str) -> None:
    base = with_values(preset("shell-500km-eclipse"), payload__profile=profile)
    columns = varied(base, {"battery.energy": (0.0, 2.0 * base.battery.energy), "payload.duty": (0.2, 0.9),
                            "array.area": (0.7 * base.array.area, 1.3 * base.array.area)}, 8)  # fmt: skip
    columns["battery.energy"][0] = 0.0
    names = ("power.life_array", "power.life_battery", "power.life_margin")
    answer = evaluate_many(base, columns, names, sampling=QUICK)
    for place in range(8):
        alone = evaluate(apply(base, {path: values[place].item() for path, values in columns.items()}),
                         only=("power",), sampling=QUICK)  # fmt: skip
        for name in names:
            assert answer.columns[name][place] == pytest.approx(alone.get(name), rel=1e-9, abs=1e-6), (place, name)
    assert answer.counts.singles.get("power", 0) == 0
