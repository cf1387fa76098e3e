"""The heat nodes of many designs at once, against each of them alone.

Both ways iterate until a temperature of some 300 K moves by less than 1e-7 K and 1e-6 K.
"""

import numpy as np
import pytest

from studio import catalogue
from studio.analysis import evaluate
from studio.analysis.many import evaluate_many
from studio.analysis.many.setter import apply
from studio.analysis.sampling import FINE, QUICK, Sampling
from studio.design import Design, set_value
from studio.document import preset
from tests.analysis.many.sample import about, varied

TEMPERATURES = ("thermal.junction_hot", "thermal.junction_hot_margin", "thermal.coolant_cold_margin",
                "thermal.failure_junction_steady")  # fmt: skip
CLOSED = 1e-8
OF_NODES = ("thermal.structure_rise", "thermal.battery_rise", "thermal.structure_area", "thermal.structure_emittance",
            "thermal.array_conductance", "thermal.plate_share", "payload.specific_mass", "platform.mass",
            "battery.energy", "thermal.radiator_areal_mass", "thermal.radiator_emittance", "thermal.coolant_rise",
            "thermal.flow_velocity", "thermal.loop_length", "thermal.junction_limit", "array.area", "payload.power",
            "payload.overhead", "platform.power", "environment.albedo_hot", "environment.albedo_cold",
            "environment.infrared_hot", "environment.infrared_cold")  # fmt: skip
ORBIT = {"mission.altitude": (4.5e5, 1.5e6), "mission.ltan": (5.0 * 3600.0, 9.0 * 3600.0)}


def with_values(base: Design, **values: object) -> Design:
    for path, value in values.items():
        base = set_value(base, path.replace("__", "."), value)
    return base


def check(base: Design, columns: dict[str, np.ndarray], sampling: Sampling = QUICK, alone: int = 0) -> None:
    names = (*TEMPERATURES, "thermal.failure_time", "thermal.energy_closure")
    answer = evaluate_many(base, columns, names, sampling=sampling)
    for row in range(len(next(iter(columns.values())))):
        single_design = evaluate(apply(base, {path: values[row].item() for path, values in columns.items()}),
                         only=("nodes",), sampling=sampling)  # fmt: skip
        for name in names:
            single, found = single_design.get(name), answer.columns[name][row]
            if single is None:
                assert found is None or np.isnan(found), (row, name, found)
            elif name == "thermal.failure_time":
                assert found == pytest.approx(single, rel=3e-7), (row, name)
            elif name == "thermal.energy_closure":
                assert 0.0 <= found < CLOSED, (row, found)
                assert single < CLOSED, (row, single)
            else:
                assert found == pytest.approx(single, abs=3e-6), (row, name)
    assert answer.counts.singles.get("nodes", 0) == alone, answer.counts.reasons
    assert not answer.failures


@pytest.mark.parametrize("sampling", [FINE, QUICK])
def test_everything_varied(sampling: Sampling) -> None:
    base = preset("suncatcher-cluster")
    check(base, varied(base, about(base, OF_NODES) | ORBIT, 10), sampling)


@pytest.mark.parametrize("name", ["ai1-120kw", "shell-500km-eclipse", "lcoc-1mw", "starcloud-40mw"])
def test_other_presets(name: str) -> None:
    base = preset(name)
    check(base, varied(base, about(base, OF_NODES, 0.9, 1.1), 8))


def test_loops_of_which_one_fails() -> None:
    base = with_values(preset("ai1-120kw"), thermal__junction_limit=400.0)
    columns = varied(base, about(base, OF_NODES, 0.9, 1.1), 10)
    columns["thermal.loops"] = np.array([1, 2, 3, 4, 5, 1, 2, 3, 8, 100])
    columns["thermal.junction_limit"] = np.linspace(330.0, 480.0, 10)
    check(base, columns)


def test_heat_pipes_and_every_exchanger() -> None:
    base = preset("ai1-120kw")
    check(with_values(base, thermal__loop="heat_pipes"), varied(base, about(base, OF_NODES, 0.9, 1.1), 6))
    for name in catalogue.exchangers():
        columns = varied(base, about(base, OF_NODES, 0.9, 1.1) | {"thermal.exchanger_effectiveness": (0.2, 0.45)}, 5)
        check(with_values(base, thermal__heat_exchanger=name), columns)


def test_one_number_at_a_time() -> None:
    base = preset("suncatcher-cluster")
    for path in ("thermal.structure_area", "platform.mass", "thermal.junction_limit", "battery.energy",
                 "environment.albedo_hot", "mission.altitude", "environment.albedo"):  # fmt: skip
        check(base, varied(base, about(base, (path,)), 3))


def test_without_heat_or_albedo() -> None:
    base = preset("ai1-120kw")
    columns = {"payload.power": np.array([0.0, 1e3, 1e5]), "environment.albedo": np.array([0.3, 0.0, 0.2])}
    check(base, columns, alone=1)  # without heat the steps after the failure are so long that another line is needed
