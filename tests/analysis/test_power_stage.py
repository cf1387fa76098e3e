"""The power stage on whole designs: energy closes whatever the design, sizes close it, and the battery ages as told."""

from functools import cache

import msgspec
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio.analysis import Results, evaluate, issues
from studio.analysis.stages import STAGES
from studio.design import Design, set_value
from studio.document import preset
from studio.physics.conductor import METALS

POWER = STAGES["power"]
PROFILES = ("constant", "eclipse_throttled", "training", "inference")
YEAR = 31557600.0


@cache
def base(name: str) -> Results:
    return evaluate(preset(name), only=("power",))


def changed(name: str, **values: object) -> tuple[Design, object]:
    """The preset with fields changed that the stages before power do not read, and its power table."""
    design = preset(name)
    for path, value in values.items():
        design = set_value(design, path.replace("__", "."), value)
    return design, POWER.run(design, {need: base(name).stage(need) for need in POWER.needs}, None)


RANDOM = st.fixed_dictionaries({
    "array__area": st.floats(5.0, 400.0),
    "battery__energy": st.just(0.0) | st.floats(1e5, 5e8),
    "battery__chemistry": st.sampled_from(("", "lfp", "nmc", "lto", "li-ion-space", "ni-h2")),
    "battery__charge_efficiency": st.floats(0.5, 1.0),
    "battery__max_charge_rate": st.floats(1e-6, 1e-2),
    "battery__max_discharge_rate": st.floats(1e-6, 1e-2),
    "battery__depth_of_discharge_limit": st.floats(0.05, 1.0),
    "power__regulator_efficiency": st.floats(0.5, 1.0),
    "power__distribution_efficiency": st.floats(0.5, 1.0),
    "payload__profile": st.sampled_from(PROFILES),
    "payload__power": st.floats(0.0, 1e5),
    "payload__eclipse_load_fraction": st.floats(0.0, 1.0),
    "payload__duty": st.floats(0.0, 1.0),
    "payload__cycles_per_orbit": st.integers(1, 60),
    "payload__demand_swing": st.floats(0.0, 0.5),
    "platform__power": st.floats(0.0, 1e4),
})  # fmt: skip


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.sampled_from(("shell-30deg", "suncatcher-cluster")), RANDOM, st.booleans())
def test_energy_is_conserved_and_shares_are_shares(name: str, values: dict[str, object], computed: bool) -> None:
    if computed and values["battery__chemistry"]:
        values = {**values, "battery__ageing": "computed"}
    design, power = changed(name, **values)
    light = base(name).stage("illumination").season.visible_fraction
    step = float(base(name).stage("illumination").season.period) / light.shape[-1]
    stored = np.concatenate((power.state_of_charge_map, power.state_of_charge_map[:, :1]), axis=-1)
    growth = np.diff(stored, axis=-1) * power.battery_energy / step
    taken = power.array_map - power.curtailed_map / design.power.regulator_efficiency
    # All that the array gives is heat, or is stored: loads, distribution, regulator and battery losses in one.
    scale = max(float(power.array_map.max()), float(power.demand_map.max()), power.battery_energy / step, 1.0)
    np.testing.assert_allclose(taken - power.heat_map - growth, 0.0, atol=1e-9 * scale)
    np.testing.assert_allclose(power.demand_map, power.served_map + power.shed_map, atol=1e-9 * scale)
    assert np.all(power.served_map <= power.demand_map + 1e-9 * scale)
    assert 0.0 <= power.payload_share <= power.kept_mean + 1e-12 <= power.work_mean + 2e-12 <= 1.0 + 3e-12
    assert 0.0 <= power.throttled_share <= 1.0
    assert np.all(np.diff(power.life_battery) <= 1e-9 * max(design.battery.energy, 1.0))
    assert power.life_battery[-1] == pytest.approx(power.battery_energy, abs=1e-6)
    assert power.life_margin[-1] == pytest.approx(power.margin_eol, abs=1e-9 * scale)


@pytest.mark.parametrize("chemistry", ["", "lfp", "li-ion-space"])
@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("name", ["shell-30deg", "suncatcher-cluster", "starcloud-40mw"])
def test_the_sizes_close_the_satellite_and_less_of_either_does_not(name: str, profile: str, chemistry: str) -> None:
    values: dict[str, object] = {"payload__profile": profile, "battery__chemistry": chemistry}
    if chemistry:
        values["battery__ageing"] = "computed"
        values["mission__lifetime"] = 2 * YEAR
    _, first = changed(name, **values)
    area, nameplate = first.array_area_needed, first.battery_nameplate_needed
    assert area is not None
    assert nameplate is not None

    def closes(area: float, nameplate: float) -> bool:
        design, power = changed(name, **values, array__area=area, battery__energy=nameplate)
        asked = power.load * YEAR
        deep = power.depth_of_discharge or 0.0
        return bool(power.load_shed_energy <= 1e-7 * asked
                    and deep <= design.battery.depth_of_discharge_limit * (1.0 + 1e-6))  # fmt: skip

    assert closes(area * (1.0 + 1e-8), nameplate * (1.0 + 1e-7))
    assert not closes(0.99 * area, 2.0 * nameplate)
    assert not closes(area * (1.0 + 1e-8), 0.99 * nameplate)


def test_storage_per_kilowatt_is_the_shadow_over_the_losses() -> None:
    """30° at 550 km: 35.6 min of umbra and the penumbra on both sides, through regulator-free discharge and wires."""
    design, power = changed("shell-30deg")
    dark = base("shell-30deg")["illumination.eclipse_max"]
    losses = design.battery.discharge_efficiency * design.power.distribution_efficiency
    assert power.storage_drawn_per_kilowatt == pytest.approx(dark / losses, rel=0.02)
    limit = design.battery.depth_of_discharge_limit
    assert power.storage_per_kilowatt == pytest.approx(power.storage_drawn_per_kilowatt / limit, rel=1e-12)
    assert power.storage_nameplate_per_kilowatt == pytest.approx(power.storage_per_kilowatt / 0.98**5, rel=1e-6)
    _, dawn = changed("suncatcher-cluster", payload__profile="constant", array__area=200.0)
    assert dawn.storage_drawn_per_kilowatt < 0.6 * power.storage_drawn_per_kilowatt


def test_no_storage_costs_the_compute_of_the_shadow() -> None:
    _, power = changed("shell-30deg", battery__energy=0.0, payload__eclipse_load_fraction=0.0, platform__power=0.0)
    light = base("shell-30deg")["illumination.sunlit_fraction_year"]
    assert power.throttled_share == pytest.approx(1.0 - light, abs=1e-3)
    assert power.load_shed_energy <= 2e-3 * power.load * YEAR  # the penumbra alone


def test_the_conductors_lose_a_part_of_the_distribution_loss_and_lighten_with_the_square_of_the_voltage() -> None:
    design, low = changed("shell-30deg", power__bus_voltage=50.0)
    _, high = changed("shell-30deg", power__bus_voltage=500.0)
    assert low.conductor_mass == pytest.approx(100.0 * high.conductor_mass)
    assert low.load_bus == high.load_bus == pytest.approx(low.load / design.power.distribution_efficiency)
    assert low.conductor_loss == pytest.approx(0.01 * low.load_bus)
    assert low.conductor_loss < low.load_bus - low.load
    length = 0.5 * design.array.area**0.5
    assert low.conductor_mass == pytest.approx(2 * length * low.conductor_section * METALS["copper"].density)
    _, none = changed("shell-30deg", power__distribution_efficiency=1.0)
    assert none.conductor_mass is None
    _, capped = changed("shell-30deg", power__distribution_efficiency=0.995)
    assert capped.conductor_loss == pytest.approx(0.005 * capped.load_bus)


@pytest.mark.parametrize(
    ("altitude", "volts", "told"), [(550e3, 100.0, True), (550e3, 50.0, False), (3e6, 100.0, False)]
)
def test_a_high_voltage_in_a_low_orbit_is_warned_of(altitude: float, volts: float, told: bool) -> None:
    design = set_value(set_value(preset("shell-30deg"), "mission.altitude", altitude), "power.bus_voltage", volts)
    found = issues(evaluate(design, only=("power",)))
    assert any(one.where == "power.bus_voltage" for one in found) == told


def test_a_chemistry_takes_the_place_of_the_stated_numbers_and_tells_its_life() -> None:
    _, stated = changed("shell-30deg")
    assert stated.battery_life is None
    assert stated.battery_specific_energy == preset("shell-30deg").battery.specific_energy
    _, consumer = changed("shell-30deg", battery__chemistry="nmc", battery__ageing="computed")
    _, patient = changed("shell-30deg", battery__chemistry="lto", battery__ageing="computed")
    assert consumer.battery_life < patient.battery_life
    assert consumer.battery_cycle_life < patient.battery_cycle_life
    assert patient.battery_cycles_year == pytest.approx(YEAR / base("shell-30deg")["orbit.nodal_period"], rel=0.01)
    assert patient.battery_life_margin == pytest.approx(patient.battery_life - 5 * YEAR)
    assert any("end of its life" in one.text or "end of life" in one.text for one in consumer.issues)
    _, hot = changed("shell-30deg", battery__chemistry="lto", battery__ageing="computed", battery__temperature=333.15)
    assert hot.battery_energy < patient.battery_energy
    assert any(one.where == "battery.temperature" for one in hot.issues)


def test_ageing_without_a_chemistry_computes_nothing_and_says_so() -> None:
    results = evaluate(set_value(preset("shell-30deg"), "battery.ageing", "computed"))
    assert "choose the chemistry" in results.outcomes["power"].failure
    unknown = evaluate(set_value(preset("shell-30deg"), "battery.chemistry", "lead"), only=("power",))
    assert "no battery chemistry “lead”" in unknown.outcomes["power"].failure


def test_a_count_asks_for_the_power_of_its_accelerators() -> None:
    design, power = changed("shell-30deg", payload__sizing="count", payload__count=10)
    assert power.payload_power == 7000.0
    assert power.load == pytest.approx(7000.0 * (1.0 + design.payload.overhead) + design.platform.power)


def test_fields_that_no_choice_asks_for_change_nothing() -> None:
    _, before = changed("shell-30deg")
    _, after = changed("shell-30deg", payload__duty=0.1, payload__demand_mean=0.1, battery__temperature=350.0,
                       payload__count=3)  # fmt: skip
    for name in before.__slots__:
        np.testing.assert_array_equal(getattr(before, name), getattr(after, name), name)
    assert msgspec.structs.asdict(preset("shell-30deg").battery)["chemistry"] == ""


def test_the_conductors_at_each_voltage_are_those_of_a_design_with_it() -> None:
    _, power = changed("shell-30deg")
    for place in (0, 17, 40):
        _, other = changed("shell-30deg", power__bus_voltage=float(power.bus_voltages[place]))
        assert power.conductor_mass_voltages[place] == pytest.approx(other.conductor_mass, rel=1e-12)
    assert np.all(np.diff(power.conductor_mass_voltages) < 0.0)
    _, none = changed("shell-30deg", power__distribution_efficiency=1.0)
    assert not none.conductor_mass_voltages.any()
