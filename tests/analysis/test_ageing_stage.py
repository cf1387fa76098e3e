"""What radiation and age leave of the power, through the whole program."""

import msgspec
import numpy as np
import pytest

from studio.analysis import evaluate, issues
from studio.analysis.exact_flux import exact_trapped_flux
from studio.analysis.stack.exact import exact_for, of_text, to_text
from studio.analysis.stack.particles import damage, damage_of_many, particles
from studio.catalogue import radiation
from studio.design import Design, set_value
from studio.design.panel import Layer, Stack
from tests.analysis.stacks import panel_design, tandem, with_layer

YEAR = 31557600.0
PER_CM2 = 1e4


def gaas(cover_mil: float, altitude: float, **mission: object) -> Design:
    """A GaAs cell under fused silica (2.2 g/cm³), closed behind, in a sun-synchronous or stated orbit."""
    layers = [Layer("cell", "GaAs", "cell", 5e-6, 5317.0), Layer("back", "aluminium", "substrate", 0.1, 2700.0)]
    if cover_mil:
        layers.insert(0, Layer("cover", "fused-silica", "cover", cover_mil * 2.54e-5, 2200.0))
    design = Design(stack=Stack(layers=tuple(layers)))
    design = set_value(set_value(design, "ageing.model", "computed"), "ageing.solar_protons", False)
    design = set_value(set_value(design, "ageing.damage", "gaas-1j"), "mission.altitude", altitude)
    for name, value in mission.items():
        design = set_value(design, f"mission.{name}", value)
    return design


@pytest.mark.parametrize(("altitude", "mil", "published"), [
    (550e3, 1, 5.1e12), (550e3, 3, 1.7e12), (650e3, 0, 7.0e14), (650e3, 1, 9.4e12), (650e3, 3, 3.1e12),
    (650e3, 6, 1.6e12), (800e3, 3, 6.3e12), (1200e3, 6, 1.7e13),
])  # fmt: skip
def test_equivalent_fluence_of_trapped_particles(altitude: float, mil: float, published: float) -> None:
    """JPL method on AE8MAX and AP8MIN, electrons of 1 MeV per cm² and year (computed with the JPL 96-9 tables)."""
    found = evaluate(gaas(mil, altitude), only=("radiation",))["environment.fluence_1mev_year"] / PER_CM2
    assert found == pytest.approx(published, rel=0.25)


def test_gallium_arsenide_in_geostationary_orbit_loses_what_flight_shows() -> None:
    """11 communication satellites, Lohmeyer 2018: 0.44 to 1.03 % of the power a year, 150 µm of cover, 15 years."""
    design = gaas(150e-6 / 2.54e-5, 35786e3, sun_synchronous=False, inclination=0.0, lifetime=15 * YEAR)
    left = evaluate(design, only=("radiation",))["radiation.retention_fluence"]
    assert 0.44e-2 < (1.0 - left) / 15 < 1.03e-2


def test_both_methods_stand_side_by_side_and_agree() -> None:
    for altitude in (650e3, 1200e3):
        results = evaluate(gaas(3, altitude, lifetime=10 * YEAR), only=("radiation",))
        assert results["radiation.retention_dose"] == pytest.approx(results["radiation.retention_fluence"], abs=0.03)
    chosen = set_value(gaas(3, 1200e3, lifetime=10 * YEAR), "ageing.method", "displacement_dose")
    stage = evaluate(chosen, only=("radiation",)).stage("radiation")
    radiation_row = stage.factors[stage.factor_names.index("Radiation")]
    assert radiation_row[-1] == pytest.approx(stage.retention_dose)


@pytest.mark.parametrize("name", list(radiation.damage_curves()))
def test_a_published_test_comes_back_from_its_curve(name: str) -> None:
    """Within 2 % of what the test kept; see the source of each entry."""
    from studio.physics.radiation.damage import remaining_power

    curve = radiation.damage_curves()[name]
    cell = radiation.damage_coefficients()[curve.coefficients]
    from studio.physics.radiation.equivalent_fluence import normal_incidence

    for test in curve.tests:
        if test.particle == "electron":
            each = normal_incidence(test.energy.value, cell.electron_energy, cell.electron)
        else:
            each = normal_incidence(test.energy.value, cell.proton_energy, cell.proton, cell.proton_ratio)
        left = remaining_power(test.fluence.value * each, curve.c.value, curve.phi_x.value)
        assert float(left) == pytest.approx(test.remaining.value, abs=0.02)


def test_the_factors_multiply_to_what_remains_within_its_band() -> None:
    stage = evaluate(panel_design(), only=("radiation",)).stage("radiation")
    assert stage.factors.prod(axis=0) == pytest.approx(stage.life_remaining, rel=1e-12)
    assert np.all(np.diff(stage.life_remaining) < 0.0)
    assert stage.life_remaining[0] == 1.0
    assert np.all(stage.life_low <= stage.life_remaining)
    assert np.all(stage.life_remaining <= stage.life_high)
    assert len(stage.factor_names) == len(stage.factors) == 6


def test_a_stated_loss_stays_what_it_was() -> None:
    design = panel_design()
    design = msgspec.structs.replace(design, ageing=msgspec.structs.replace(design.ageing, model="stated"))
    results = evaluate(design, only=("radiation",))
    years = design.mission.lifetime / YEAR
    assert results["panel.remaining_factor"] == pytest.approx((1 - design.array.degradation * YEAR) ** years)
    assert results["radiation.remaining_low"] == results["radiation.remaining_high"]


def test_more_cover_keeps_more_and_the_back_counts_too() -> None:
    def left(stack: Stack) -> float:
        return evaluate(panel_design(stack), only=("radiation",))["radiation.retention_fluence"]

    assert left(with_layer(tandem(), "cover", thickness=300e-6)) > left(tandem())
    assert left(with_layer(tandem(), "blanket", thickness=500e-6)) > left(tandem())


def test_thin_silicon_heals_where_it_is_warm() -> None:
    cold = panel_design(annealing=True, annealing_temperature=450.0)
    warm = panel_design(annealing=True, annealing_temperature=280.0)
    left = [evaluate(one, only=("radiation",)).stage("radiation") for one in (panel_design(), cold, warm)]
    assert left[1].remaining == left[0].remaining
    row = left[0].factor_names.index("Radiation")
    lost, healed = 1.0 - left[0].factors[row, -1], 1.0 - left[2].factors[row, -1]
    assert healed == pytest.approx(lost * (1.0 - panel_design().ageing.annealing_recovery))


def test_the_warning_of_a_curve_comes_with_the_fluence_that_it_is_about() -> None:
    """Perovskite on heterojunction silicon: 1 % left after 2e12 protons of 68 MeV per cm² (Lang, Joule 2020)."""
    damage_of = {"ageing.damage": "perovskite-shj", "mission.lifetime": 0.5 * YEAR}
    design = panel_design()
    for path, value in damage_of.items():
        design = set_value(design, path, value)
    short = evaluate(design, only=("radiation",))
    assert short["radiation.tested_share"] < 0.1
    assert not [one for one in issues(short) if one.where == "ageing.damage"]
    long = evaluate(set_value(design, "mission.altitude", 2000e3), only=("radiation",))
    assert long["radiation.tested_share"] > 0.1
    assert [one for one in issues(long) if one.where == "ageing.damage"]


def test_an_unknown_damage_curve_is_refused() -> None:
    results = evaluate(set_value(panel_design(), "ageing.damage", "kryptonite"), only=("radiation",))
    assert "kryptonite" in results.outcomes["radiation"].failure
    assert results.outcomes["radiation"].failure.startswith("ageing.damage")


def test_many_shields_are_interpolated_within_the_noise_of_the_bins() -> None:
    found = particles(650e3, np.radians(98.0), 5 * YEAR, 0.9, 7 / 11)
    curve = radiation.damage_curves()["gaas-1j"]
    shield = np.geomspace(0.01, 5.0, 17)
    exact, table = damage(found, curve, shield), damage_of_many(found, curve, shield)
    assert table.fluence == pytest.approx(exact.fluence, rel=0.06)
    assert table.dose == pytest.approx(exact.dose, rel=0.06)


def test_the_models_themselves_can_be_asked_and_their_answer_kept() -> None:
    design = gaas(3, 700e3)
    inclination = float(evaluate(design, only=("orbit",))["orbit.inclination"])
    shares: list[float] = []
    flux = exact_trapped_flux(700e3, inclination, shares.append)
    assert shares[0] == 0.0
    assert shares[-1] == 1.0
    text = to_text(700e3, inclination, flux)
    assert exact_for(text, 700e3, inclination) is not None
    assert exact_for(text, 720e3, inclination) is None
    kept = set_value(design, "ageing.exact_flux", text)
    fluence = "environment.fluence_1mev_year"
    interpolated, exact = (evaluate(one, only=("radiation",))[fluence] for one in (design, kept))
    assert exact == pytest.approx(interpolated, rel=0.05)
    assert exact != interpolated
    elsewhere = evaluate(set_value(kept, "mission.altitude", 900e3), only=("radiation",))
    assert any("another orbit" in one.text for one in issues(elsewhere))


@pytest.mark.parametrize("text", [
    "", "orbit", "orbit 1 2", "orbit x y\nproton 1 2", "orbit 1 2\nproton 1 2\nproton 0 1", "a b c\nd",
    "orbit nan 2\nelectron 1 2\nelectron 2 1\nproton 1 2\nproton 2 1",
])  # fmt: skip
def test_a_damaged_table_of_particles_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="exact_flux"):
        of_text(text)
