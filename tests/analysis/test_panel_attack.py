"""Thousands of panels that nobody would build: every one computes, or is refused in one sentence."""

import json
import random
from itertools import pairwise

import msgspec
import numpy as np
import pytest

from studio.analysis import Results, evaluate
from studio.analysis.stack.electric import TAIL, gap_at
from studio.analysis.stack.grid import ground, space
from studio.analysis.stack.merits import MERITS, Place, anchored, merits_of
from studio.analysis.stack.optimise import GOALS, optimise
from studio.analysis.stack.rating import limit
from studio.analysis.stack.variants import merits
from studio.catalogue.technology import technologies
from studio.design import Design, DesignError, check, set_value
from studio.design.junction import Junction
from studio.design.panel import Layer, Stack, Surface
from studio.design.quantity import ELECTRONVOLT
from studio.design.user_material import UserMaterial
from studio.export.results_json import results_object
from tests.analysis.random_panels import random_design, random_orbits, random_stack, stretched
from tests.analysis.sound import told_well
from tests.analysis.stacks import panel_design, tandem, with_layer

DESIGNS = 300
"""Raise it by hand for a longer attack: 20,000 take some minutes."""
STACKS = 40
SEED = 3
ORBITS = random_orbits(random.Random(SEED), 7)


def designs(count: int, seed: int) -> list[tuple[int, Design, Results]]:
    found = []
    for place in range(count):
        r = random.Random(seed * 1_000_000 + place)
        orbit = r.choice(ORBITS)
        design = random_design(r, orbit)
        if not any(issue.severity == "error" for issue in check(design)):
            found.append((place, design, evaluate(design, orbit[1], only=("panel",))))
    return found


def test_any_panel_computes_or_is_refused_in_a_sentence() -> None:
    computed = 0
    for place, design, results in designs(DESIGNS, SEED):
        for outcome in results.outcomes.values():
            assert outcome.ok or told_well(outcome.failure), (place, outcome.failure)
        json.dumps(results_object(results), allow_nan=False)
        for table, holds in (("optics", optics_hold), ("cell", cell_holds), ("radiation", ageing_holds),
                             ("panel", panel_holds)):  # fmt: skip
            if results.stage(table) is not None:
                assert holds(design, results), (place, table)
        computed += results.stage("panel") is not None
    assert computed > DESIGNS // 8


def optics_hold(design: Design, results: Results) -> bool:
    optics = results.stage("optics")
    faces = (optics.absorptance, optics.absorptance_back, optics.emittance_front, optics.emittance_back)
    assert all(0.0 <= one <= 1.0 for one in faces), faces
    if optics.light is None:
        return True
    whole = optics.reflectance + optics.transmittance + optics.layer_absorptance.sum(axis=0)
    np.testing.assert_allclose(whole, 1.0, rtol=0.0, atol=1e-9)
    weighted = np.minimum(optics.layer_absorptance, 0.0) @ space().power / space().total
    assert weighted.min() > -1e-4
    assert optics.extrapolated_share.min() >= 0.0
    assert optics.extrapolated_share.max() <= 1.0 + 1e-3
    return True


def cell_holds(design: Design, results: Results) -> bool:
    cell, optics = results.stage("cell"), results.stage("optics")
    assert cell.efficiency_cell >= 0.0
    if cell.loss_values is None:
        return cell.efficiency_cell <= 0.6
    junctions = [layer.junction for layer in design.stack.layers if layer.name in cell.junction_names]
    for efficiency, sun, known in ((cell.efficiency_cell, space(), cell.efficiency_limit),
                                   (cell.efficiency_ground, ground(), cell.efficiency_limit_ground)):  # fmt: skip
        # Junctions that the others drive through a shunt are out of the string; the photons of the tails come on top.
        assert efficiency <= max([known, *(alone(one, sun) for one in junctions)]) + 1e-6
    assert sum(cell.loss_values) + cell.efficiency_cell * cell.reference_irradiance == pytest.approx(space().total)
    slabs_thin = any(layer.thickness < 5e-6 and layer.optics == "slab" for layer in design.stack.layers)
    assert slabs_thin or cell.loss_values.min() > -1e-3, optics.layer_names
    if cell.jsc is not None and cell.jsc > 1e-6:
        assert cell.voc > 0.0
        assert 0.0 <= cell.fill_factor <= 1.0
    return True


def alone(junction: Junction, sun: object) -> float:
    """The limit of one junction by itself, with all the photons that it takes."""

    class One:
        band_gap = np.array([junction.band_gap - TAIL])
        gap_slope = np.array([junction.gap_slope])

    assert gap_at(One, sun.temperature)[0] > 0.0
    return limit(One, "series", sun)


def ageing_holds(design: Design, results: Results) -> bool:
    radiation = results.stage("radiation")
    shares = (0.0, radiation.remaining_low, radiation.remaining, radiation.remaining_high, 1.0)
    assert all(low <= high + 1e-9 for low, high in pairwise(shares)), shares
    assert np.all((radiation.factors >= 0.0) & (radiation.factors <= 1.0 + 1e-12))
    return bool(np.all(np.diff(radiation.life_remaining) <= 1e-12))


def panel_holds(design: Design, results: Results) -> bool:
    panel = results.stage("panel")
    low, mean, high = panel.temperature_min, panel.temperature, panel.temperature_max
    assert 0.0 < low <= mean * (1.0 + 1e-9) <= high * (1.0 + 1e-8)
    assert panel.temperature_max < 5000.0
    assert panel.temperature_equilibrium > 0.0
    assert panel.areal_mass > 0.0
    return bool(panel.power_density_operating_eol >= 0.0)


def test_many_stacks_at_once_are_as_one_by_one() -> None:
    compared = 0
    for number in range(STACKS):
        r = random.Random(SEED * 1_000_000 + number)
        design, outcomes = orbit = r.choice(ORBITS)
        place = Place.of(Results(random_design(r, orbit), outcomes))
        stacks = [variant(r, random_stack(r)) for _ in range(4)]
        stacks = [variant(r, stack) for stack in stacks for _ in range(2)]
        alone = [one for one in stacks if of_one(place, one) is not None]
        together = merits_of(place, alone) if alone else {}
        compared += len(alone)
        for row, stack in enumerate(alone):
            one = of_one(place, stack)
            efficiency = one["panel.efficiency_cell"]  # the search for the power of a dead cell is less exact
            close = 1e-9 if efficiency > 1e-2 else 1e-3 if efficiency > 1e-6 else 1.0
            for name, value in one.items():
                where = (number, row, name)
                assert together[name][row] == pytest.approx(value, rel=close, abs=1e-12, nan_ok=True), where
                assert not np.isinf(value), where
                assert np.isnan(value) or (0.0 < value < 5000.0 if name == "panel.temperature" else value >= 0.0)
        if design.mission.lifetime and len(alone) < len(stacks):
            refused = next(one for one in stacks if of_one(place, one) is None)
            with pytest.raises(ValueError, match=r"stack|cell"):
                merits_of(place, [*alone, refused])
    assert compared > STACKS


def of_one(place: Place, stack: Stack) -> dict[str, float] | None:
    try:
        return {name: float(values[0]) for name, values in merits_of(place, [stack]).items()}
    except ValueError as error:
        if not told_well(str(error)):
            raise
        return None


def variant(r: random.Random, stack: Stack) -> Stack:
    """`stack` with something else that a block of stacks might share by mistake."""
    layers = tuple(stretched(r, layer) if r.random() < 0.5 else layer for layer in stack.layers)
    change = r.choice([
        {}, {"temperature": r.uniform(100.0, 450.0)}, {"technology": r.choice(sorted(technologies()))},
        {"front": Surface(r.random(), 0.8, r.choice(["stated", "layers"]))}, {"price": r.choice([None, 0.0, 100.0])},
        {"back": Surface(r.random(), 0.8, r.choice(["stated", "layers"]))}, {"terminals": "independent"},
        {"electrical": r.choice(["layers", "data_sheet"])}, {"cell": "hjt-si"},
    ])  # fmt: skip
    return msgspec.structs.replace(stack, layers=layers, **change)


def test_what_varies_and_searches_a_panel_refuses_in_a_sentence_or_answers() -> None:
    answered = 0
    for place, design, results in designs(STACKS, SEED + 1):
        r = random.Random(place)
        layer = r.choice(design.stack.layers)
        path, goal = f"stack.layers[{layer.name}].thickness", r.choice(sorted(GOALS))
        try:
            found = merits(design, results, path, np.geomspace(1e-9, 0.2, 5))
            assert set(found) == set(MERITS)
            assert not any(np.isinf(values).any() for values in found.values()), place
            assert not any(np.isinf(values).any() for values in anchored(results, [design.stack]).values())
            best = optimise(design, results, {path: (1e-8, 1e-3)}, goal, generations=1)
            assert np.isfinite(best.goal), place
            assert best.values[path] * (1.0 + 1e-9) >= 1e-8
            answered += 1
        except (ValueError, DesignError) as error:
            if not told_well(str(error)):
                raise
    assert answered > 3


# What fell in the first attacks, one by one.


def test_more_area_gives_more_power() -> None:
    small, large = (
        evaluate(msgspec.structs.replace(design, array=msgspec.structs.replace(design.array, area=area)))
        for design in [panel_design()] for area in (20.0, 21.0)
    )  # fmt: skip
    assert large["power.array_eol"] == pytest.approx(1.05 * small["power.array_eol"])
    assert large["panel.specific_power_eol"] == small["panel.specific_power_eol"]


def test_a_panel_without_anything_in_the_light_keeps_its_stated_faces() -> None:
    stack = Stack(layers=(Layer("film", "GaAs", "coating", 100e-9, 5300.0, optics="none"),),
                  back=Surface(0.2, 0.31, "layers"), cell_efficiency=0.2)  # fmt: skip
    results = evaluate(panel_design(stack), only=("optics",))
    assert results["panel.emittance_back"] == 0.31
    assert results["optics.emittance_back_from"] == "stated"


def test_photons_far_below_the_gap_of_a_junction_make_heat() -> None:
    stack = with_layer(tandem(), "bottom", junction=Junction(1.7 * ELECTRONVOLT))
    cell = evaluate(panel_design(stack), only=("cell",)).stage("cell")
    cut = cell.band_gaps[1] - TAIL
    energy = 6.62607015e-34 * 299792458.0 / evaluate(panel_design(stack), only=("optics",))["optics.wavelength"]
    assert np.all(cell.quantum_efficiency[1][energy < cut] == 0.0)
    assert cell.quantum_efficiency[1][energy >= cut].max() > 0.0
    assert dict(zip(cell.loss_names, cell.loss_values, strict=True))["Below the gap, bottom"] > 100.0


def test_a_film_that_is_called_a_slab_is_refused_where_it_seems_to_make_light() -> None:
    layers = (Layer("film", "ITO", "cell", 21e-9, 7000.0, optics="slab", junction=Junction(3.0 * ELECTRONVOLT)),)
    stack = Stack(electrical="layers", layers=layers)
    results = evaluate(panel_design(stack), only=("cell",))
    assert results.outcomes["optics"].failure.startswith("stack.layers[film].optics: ")
    place = Place.of(evaluate(panel_design(), only=("environment",)))
    assert np.isnan(merits_of(place, [stack])["panel.efficiency_cell"]).all()


def test_cells_that_take_next_to_no_light_have_no_response_to_its_angle() -> None:
    layers = (Layer("clear", "Al2O3", "cell", 1e-4, 3950.0, junction=Junction(1.1 * ELECTRONVOLT)),)
    design = set_value(panel_design(Stack(electrical="layers", layers=layers)), "mission.attitude", "zenith")
    results = evaluate(design, only=("panel",))
    assert "panel.incidence_response" not in results
    assert results["panel.efficiency_cell"] == pytest.approx(0.0, abs=1e-12)


def test_the_response_is_that_of_the_junctions() -> None:
    found = []
    for role in ("cell", "coating"):
        stack = tandem()
        stack = msgspec.structs.replace(stack, layers=(Layer("paint", "Si", role, 2e-7, 2300.0), *stack.layers))
        design = set_value(panel_design(stack), "mission.attitude", "zenith")
        found.append(evaluate(design, only=("panel",))["panel.incidence_response"])
    np.testing.assert_array_equal(*found)


@pytest.mark.parametrize("altitude", [200e3, 50e6])
def test_an_orbit_beyond_the_table_of_particles_computes_and_says_so(altitude: float) -> None:
    design = panel_design()
    mission = msgspec.structs.replace(design.mission, altitude=altitude, sun_synchronous=False)
    results = evaluate(msgspec.structs.replace(design, mission=mission), only=("radiation",))
    warned = [issue.where for issue in results.stage("radiation").issues]
    assert "mission.altitude" in warned
    assert 0.0 < results["panel.remaining_factor"] <= 1.0


def test_a_panel_that_dies_in_its_life_still_has_a_temperature() -> None:
    design = panel_design(string_failure_rate=0.2 / 31557600.0, uv_loss=0.5, cycling_loss=0.5, damage="hjt-si")
    mission = msgspec.structs.replace(design.mission, lifetime=40 * 31557600.0, altitude=5e6, sun_synchronous=False)
    results = evaluate(msgspec.structs.replace(design, mission=mission), only=("panel",))
    assert results["panel.remaining_factor"] == pytest.approx(0.0, abs=1e-6)
    assert 200.0 < results["panel.temperature"] < 500.0


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("garbage", "is not a table of ascending wavelengths"), ("400 1.5 0\n400 1.5 0", "is not a table"),
        ("400 1.5 0", "is not a table"), ("400 nan 0\n500 1 0", "is not a table"), ("\n\n", "is not a table"),
        ("400 1.5\n500 1.5", "is not a table"), ("400 1.5 0\n500 1.5", "is not a table"), ("-4 1 0\n5 1 0", "is not a"),
        ("400 0 0\n500 1 0", "n is not between 0.001 and 20"), ("400 1e6 0\n500 1 0", "n is not between"),
        ("400 1.5 -1\n500 1.5 0", "k not between 0 and 50"), ("400 1e-9 0\n500 1e-9 0", "n is not between"),
        ("1e308 1 0\n1e309 1 0", "is not a table"),
    ],
)  # fmt: skip
def test_a_material_that_is_no_table_fails_its_stage_by_name(table: str, said: str) -> None:
    stack = with_layer(tandem(materials=(UserMaterial("mine", table),)), "coating", material="mine")
    results = evaluate(panel_design(stack), only=("panel",))
    assert results.outcomes["optics"].failure.startswith("stack.materials: ")
    assert "“mine”" in results.outcomes["optics"].failure
    assert said in results.outcomes["optics"].failure
    json.dumps(results_object(results), allow_nan=False)


@pytest.mark.parametrize(
    "text",
    [
        "garbage", "orbit", "orbit 1", "orbit a b\nelectron 1 2", "orbit 650000 1.7", "\n",
        "orbit nan nan\nelectron 1 1",
        "orbit 650000 1.7\nelectron 1e-13 nan\nelectron 2e-13 1\nproton 1e-13 1\nproton 2e-13 1",
        "orbit 650000 1.7\nelectron 1e-13 -1\nelectron 2e-13 1\nproton 1e-13 1\nproton 2e-13 1",
        "orbit 650000 1.7\nelectron 2e-13 1\nelectron 1e-13 1\nproton 1e-13 1\nproton 2e-13 1",
        "orbit 650000 1.7 9\nelectron 1e-13 1\nelectron 2e-13 1\nproton 1e-13 1\nproton 2e-13 1",
        "orbit 650000 1.7\nelectron 1e-13 1 1\nelectron 2e-13 1\nproton 1e-13 1\nproton 2e-13 1",
        "orbit 650000 1.7\nmuon 1e-13 1\nelectron 1e-13 1\nelectron 2e-13 1\nproton 1e-13 1",
    ],
)  # fmt: skip
def test_exact_fluxes_that_are_none_fail_the_radiation_by_name(text: str) -> None:
    results = evaluate(panel_design(exact_flux=text), only=("radiation",))
    assert results.outcomes["radiation"].failure == "ageing.exact_flux: is not a table of trapped particles"


def test_exact_fluxes_of_extreme_size_stay_numbers() -> None:
    rows = "\n".join(f"{kind} {energy} {flux}" for kind in ("electron", "proton")
                     for energy, flux in ((1e-13, 1e300), (2e-13, 1e-300), (3e-12, 0.0)))  # fmt: skip
    design = panel_design()
    inclination = evaluate(design, only=("orbit",))["orbit.inclination"]
    design = panel_design(exact_flux=f"orbit {design.mission.altitude} {inclination}\n{rows}")
    results = evaluate(design, only=("panel",))
    json.dumps(results_object(results), allow_nan=False)
    assert all(outcome.ok or told_well(outcome.failure) for outcome in results.outcomes.values())
