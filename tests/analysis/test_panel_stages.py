"""The panel from n and k to watts: what the stages make of a tandem, and that it adds up."""

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.analysis import evaluate, explain, issues
from studio.analysis.stack.grid import EDGES, WAVELENGTH, ground, space
from studio.analysis.stack.model import FILM_LIMIT, is_film, seen_from_front
from studio.design import set_value
from studio.design.quantity import ELECTRONVOLT
from studio.design.user_material import UserMaterial
from tests.analysis.stacks import panel_design, tandem, with_layer

WHOLE = evaluate(panel_design())


def of(stack, *only: str, **ageing):
    return evaluate(panel_design(stack, **ageing), only=only or ("cell",))


def test_every_stage_of_a_panel_of_layers_computes() -> None:
    assert {name: outcome.failure for name, outcome in WHOLE.outcomes.items() if not outcome.ok} == {}
    for name in WHOLE:
        value = WHOLE[name]
        if isinstance(value, float | np.ndarray):
            assert np.all(np.isfinite(value)), name


def test_the_bins_hold_the_whole_of_both_suns() -> None:
    """ASTM E490 from 119.5 nm to 1 mm is 1366.1 W/m²; G173 global, 280 to 4000 nm, is 1000.4 W/m²."""
    assert space().total == pytest.approx(1366.1, abs=0.05)
    assert ground().total == pytest.approx(1000.4, abs=0.1)
    assert EDGES[0] == pytest.approx(119.5e-9)
    assert EDGES[-1] == pytest.approx(1e-3)
    assert np.all(np.diff(EDGES) > 0.0)
    assert WAVELENGTH.size == EDGES.size - 1


def test_light_is_reflected_absorbed_or_passed_at_every_wavelength() -> None:
    optics = WHOLE.stage("optics")
    whole = optics.reflectance + optics.transmittance + optics.layer_absorptance.sum(axis=0)
    assert np.abs(whole - 1.0).max() < 1e-10
    assert optics.layer_absorptance.min() > -1e-9


def test_the_losses_of_the_cell_and_its_power_are_the_sunlight() -> None:
    cell = WHOLE.stage("cell")
    power = cell.efficiency_cell * cell.reference_irradiance
    assert cell.loss_values.sum() + power == pytest.approx(space().total, rel=1e-9)
    assert cell.loss_values.min() > -1e-6


def test_the_way_from_the_sun_to_the_bus_adds_up() -> None:
    power = WHOLE.stage("power")
    assert power.loss_values[0] == pytest.approx(power.loss_values[1:].sum(), rel=1e-9)
    delivered = WHOLE["panel.power_density_operating_eol"] * WHOLE.design.power.regulator_efficiency
    assert power.loss_values[-1] == pytest.approx(delivered, rel=1e-9)


def test_a_tandem_made_for_the_ground_lacks_current_below_in_space() -> None:
    """1.68/1.12 eV, opaque: 42.8 % at AM1.5G, 36.6 % at AM0; the light in space is bluer, so the bottom is starved."""
    assert WHOLE["panel.efficiency_limit_opaque"] == pytest.approx(0.366, abs=0.003)
    assert WHOLE["panel.efficiency_limit_ground"] > WHOLE["panel.efficiency_limit"]
    thick = of(with_layer(tandem(), "top", thickness=1.5e-6))
    assert thick["panel.limiting_junction"] == "bottom"


def test_an_opaque_low_gap_top_cell_makes_a_tandem_worse_than_silicon_alone() -> None:
    """1.55/1.12 eV in series: 28.0 % at AM0, silicon alone 29.9 %."""
    tandem_limit = of(tandem(1.55))["panel.efficiency_limit_opaque"]
    stack = tandem()
    alone = msgspec.structs.replace(stack, layers=tuple(layer for layer in stack.layers if layer.name != "top"))
    assert tandem_limit == pytest.approx(0.280, abs=0.003)
    assert of(alone)["panel.efficiency_limit"] == pytest.approx(0.299, abs=0.003)


def test_the_cell_stays_below_its_limit_and_each_efficiency_names_its_spectrum() -> None:
    assert WHOLE["panel.efficiency_cell"] < WHOLE["panel.efficiency_limit"]
    assert WHOLE["panel.efficiency_ground"] < WHOLE["panel.efficiency_limit_ground"]
    assert "E490" in WHOLE["panel.reference_spectrum"]
    assert "1366" in WHOLE["panel.reference_spectrum"]
    assert WHOLE["panel.reference_irradiance"] == pytest.approx(1366.1, abs=0.05)


def test_a_data_sheet_keeps_its_own_irradiance() -> None:
    design = set_value(panel_design(), "stack.electrical", "data_sheet")
    design = set_value(set_value(design, "stack.cell", "spectrolab-xtj"), "stack.cell_efficiency", None)
    results = evaluate(design, only=("cell",))
    assert results["panel.reference_irradiance"] == 1353.0
    assert "1353" in results["panel.reference_spectrum"]
    assert "panel.jsc" not in results


def test_junctions_with_terminals_of_their_own_give_more_than_in_series() -> None:
    own = of(tandem(terminals="independent"))
    series = of(tandem())
    assert own["panel.efficiency_cell"] > series["panel.efficiency_cell"]
    assert "panel.voc" not in own
    assert own["panel.efficiency_limit"] > series["panel.efficiency_limit_opaque"]


def test_a_grid_shades_with_its_coverage() -> None:
    bare = of(with_layer(tandem(), "grid", coverage=0.001))
    shaded = of(with_layer(tandem(), "grid", coverage=0.1))
    expected = (1 - 0.1) / (1 - 0.001)
    assert shaded["panel.photocurrents"] == pytest.approx(bare["panel.photocurrents"] * expected, rel=1e-9)


def test_films_interfere_and_slabs_do_not_by_thickness_unless_said() -> None:
    layers = {layer.name: layer for layer in tandem().layers}
    assert is_film(layers["coating"])
    assert not is_film(layers["cover"])
    assert is_film(msgspec.structs.replace(layers["cover"], optics="film"))
    assert not is_film(msgspec.structs.replace(layers["coating"], optics="slab"))
    assert is_film(msgspec.structs.replace(layers["cover"], thickness=FILM_LIMIT))
    seen = seen_from_front(with_layer(tandem(), "coating", optics="none"))
    assert "coating" not in [tandem().layers[place].name for place in seen.places]


def test_the_gap_moves_n_and_k_of_a_tunable_absorber() -> None:
    low, high = of(tandem(1.60)), of(tandem(1.80))
    assert low["panel.photocurrents"][0] > high["panel.photocurrents"][0]
    assert low["panel.photocurrents"][1] < high["panel.photocurrents"][1]
    edge = [1e9 * WAVELENGTH[np.flatnonzero(one.stage("cell").quantum_efficiency[0] > 0.1)[-1]] for one in (low, high)]
    assert edge[0] - edge[1] == pytest.approx(1239.84 / 1.60 - 1239.84 / 1.80, abs=15.0)


def test_a_table_that_ends_too_early_is_said_on_the_layer() -> None:
    short = UserMaterial("mine", "\n".join(f"{nm} 1.5 0" for nm in range(500, 801, 10)), confidence="assumed")
    stack = with_layer(tandem(materials=(short,)), "glue", material="mine")
    [issue] = [one for one in issues(of(stack)) if one.where == "stack.layers[glue].material"]
    assert issue.severity == "warning"
    assert "500 to 800 nm" in issue.text
    results = of(stack)
    place = results["optics.layer_names"].index("glue")
    assert results["optics.extrapolated_share"][place] > 0.3


def test_a_layer_without_constants_before_the_junction_is_refused_with_its_name() -> None:
    results = of(with_layer(tandem(), "glue", material="unobtainium"))
    failure = results.outcomes["optics"].failure
    assert "stack.layers[glue].material" in failure
    assert "unobtainium" in failure
    assert results.outcomes["cell"].skipped


def test_a_layer_without_constants_behind_the_cells_is_dark() -> None:
    results = of(with_layer(tandem(), "rear glue", material="unobtainium"))
    assert results.outcomes["optics"].ok
    assert "rear glue" not in results["optics.layer_names"]


def test_faces_follow_from_the_layers_or_stay_as_stated() -> None:
    stack = tandem()
    assert WHOLE["panel.emittance_front"] == pytest.approx(0.81, abs=0.04)  # cover glass, measured 0.80 to 0.85
    assert 0.6 < WHOLE["panel.absorptance"] < 0.9
    stated = msgspec.structs.replace(stack, front=msgspec.structs.replace(stack.front, source="stated"))
    results = of(stated, "optics")
    assert results["panel.absorptance"] == 0.9
    assert results["panel.emittance_front"] == 0.85
    thin = of(with_layer(stack, "cover", thickness=5e-6), "optics")
    assert thin["panel.emittance_front"] < WHOLE["panel.emittance_front"]


def test_the_response_falls_with_the_angle_beyond_the_cosine_and_feeds_the_power() -> None:
    edge_on = evaluate(set_value(panel_design(), "mission.attitude", "zenith"), only=("panel",))
    response = edge_on["panel.incidence_response"]
    assert "panel.incidence_response" not in WHOLE  # the Sun is followed
    assert response[0] == 1.0
    assert response[-1] == 0.0
    assert np.all(np.diff(response[1:]) < 0.02)
    stated = evaluate(set_value(set_value(panel_design(), "mission.attitude", "zenith"), "stack.electrical",
                                "data_sheet"), only=("panel",))  # fmt: skip
    ratio_layers = edge_on["panel.power_density_operating_bol"] / edge_on["panel.power_density_bol"]
    ratio_sheet = stated["panel.power_density_operating_bol"] / stated["panel.power_density_bol"]
    assert ratio_layers < ratio_sheet


def test_gaps_lead_back_to_the_source_of_n_and_k() -> None:
    found = explain(WHOLE, "panel.jsc")
    texts, pending = [], [found]
    while pending:
        one = pending.pop()
        texts.append(one.source)
        pending.extend(one.inputs)
    assert any("Werner" in text for text in texts)  # the perovskite's table


@settings(max_examples=20)
@given(
    st.floats(1e-8, 3e-4), st.floats(1e-8, 2e-6), st.floats(1.5, 1.85), st.floats(0.0, 1.0),
    st.sampled_from(["series", "independent"]),
)  # fmt: skip
def test_any_stack_conserves_energy(cover: float, top: float, gap: float, collection: float, terminals: str) -> None:
    stack = with_layer(with_layer(tandem(gap, terminals=terminals), "cover", thickness=cover), "top", thickness=top)
    junction = next(layer.junction for layer in stack.layers if layer.name == "top")
    stack = with_layer(stack, "top", junction=msgspec.structs.replace(junction, collection=collection))
    results = of(stack)
    cell = results.stage("cell")
    assert cell.loss_values.sum() + cell.efficiency_cell * space().total == pytest.approx(space().total, rel=1e-9)
    assert 0.0 <= cell.efficiency_cell < cell.efficiency_limit


def test_the_gap_is_held_in_joules_and_shown_in_electronvolts() -> None:
    assert WHOLE["cell.band_gaps"] == pytest.approx(np.array([1.68, 1.12]) * ELECTRONVOLT)


def test_the_gaps_teach_their_lessons_in_words() -> None:
    [bluer] = WHOLE["cell.lessons"]
    assert "36.5 %" in bluer or "36.6 %" in bluer
    assert "42.8 %" in bluer
    assert "bottom is short of current" in bluer
    lessons = of(tandem(1.55))["cell.lessons"]
    assert any("worse than bottom alone" in one for one in lessons)
    assert "cell.lessons" not in of(tandem(terminals="independent"))


def test_gaps_that_change_places_with_the_temperature_are_computed_and_teach_nothing() -> None:
    """A hair apart: in order at the 28 °C at which gaps are stated, out of it at the 25 °C of the ground."""
    stack = tandem(1.55)
    bottom = next(layer.junction for layer in stack.layers if layer.name == "bottom")
    top = next(layer.junction for layer in stack.layers if layer.name == "top")
    near = msgspec.structs.replace(top, band_gap=bottom.band_gap * (1 + 1e-4), gap_slope=1e-22)
    results = of(with_layer(stack, "top", junction=near))
    assert "cell.lessons" not in results
    assert results["panel.efficiency_limit"] > 0.0
    assert results["panel.efficiency_cell"] >= 0.0
