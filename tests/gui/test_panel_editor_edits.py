"""The pure edits and the words behind the layer editor."""

from datetime import date

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.analysis import evaluate
from studio.analysis.stack.grid import space
from studio.catalogue.import_index import read_index_file
from studio.catalogue.optical import optical_list
from studio.design import Design, DesignError, Issue
from studio.design.panel import MAX_LAYERS
from studio.design.quantity import ELECTRONVOLT
from studio.design.user_material import MAX_MATERIALS, UserMaterial
from studio.document.materials import (
    free_name,
    material_of,
    table_text,
    with_user_material,
    without_user_material,
)
from studio.document.presets import preset
from studio.gui.inspector.scale import Scale
from studio.gui.panel.columns import COLUMNS, LIGHT, MASS, SHARE, texts
from studio.gui.panel.edits import with_field
from studio.gui.panel.junction_edits import (
    SILICON_GAP,
    with_junction,
    with_junction_field,
    with_junction_text,
    with_layer_material,
    without_junction,
)
from studio.gui.panel.layer_notes import issue_text, issues_by_layer, light_shares, optics_text
from studio.gui.panel.layer_place import USEFUL, layer_spec
from studio.gui.panel.material_choices import chosen, index_words, matching, material_choices
from studio.gui.panel.optical_origin import gap_span, optical_origin, shift_text
from studio.gui.panel.optimise_bounds import first_bounds, in_order, read_bound, with_thicknesses
from studio.gui.panel.what_if_data import TEMPERATURE, against_now, now_of, sweep_of
from studio.gui.plots.log_axis import log_ticks
from tests.gui.panel_editor import TABLE, place_of, tandem

GLASS = UserMaterial("my glass", TABLE, "a drawer", "none", "2026-11-26", "measured")


def test_a_number_set_by_hand_forgets_its_source():
    design = preset("shell-30deg")
    assert "stack.layers[cover].thickness" in design.sources
    changed = with_field(design, 1, "thickness", 7e-5)
    assert set(design.sources) - set(changed.sources) == {"stack.layers[cover].thickness"}
    assert with_field(design, 1, "thickness", design.stack.layers[1].thickness) is design


def test_a_new_junction_takes_the_gap_of_its_table_or_that_of_silicon():
    design = preset("shell-30deg")
    cell = place_of(design, "cell")
    plain = with_junction(design, cell).stack.layers[cell].junction
    assert plain.band_gap == SILICON_GAP
    tunable = with_layer_material(design, cell, "perovskite-CsFA")
    junction = with_junction(tunable, cell).stack.layers[cell].junction
    assert junction.band_gap == optical_list()["perovskite-CsFA"].reference_gap
    assert with_junction(with_junction(design, cell), cell) == with_junction(design, cell)
    assert without_junction(with_junction(design, cell), cell) == design


def test_a_junction_takes_its_sources_with_it():
    design = tandem()
    place = place_of(design, "perovskite")
    stem = "stack.layers[perovskite].junction."
    assert any(path.startswith(stem) for path in design.sources)
    gone = without_junction(design, place)
    assert not any(path.startswith(stem) for path in gone.sources)
    assert gone.stack.layers[place].junction is None


def test_fields_of_a_junction_are_held_to_their_bounds():
    design = tandem()
    place = place_of(design, "perovskite")
    changed = with_junction_text(design, place, "band_gap", "1.7 eV", "eV")
    assert changed.stack.layers[place].junction.band_gap == pytest.approx(1.7 * ELECTRONVOLT)
    assert "stack.layers[perovskite].junction.band_gap" not in changed.sources
    assert with_junction_field(design, place, "collection", design.stack.layers[place].junction.collection) is design
    with pytest.raises(DesignError, match="above"):
        with_junction_field(design, place, "collection", 1.01)
    with pytest.raises(DesignError, match="no junction"):
        with_junction_field(design, 0, "collection", 0.9)


def test_another_material_moves_a_gap_that_its_table_cannot_follow():
    design = with_junction(preset("shell-30deg"), 3)
    moved = with_layer_material(design, 3, "perovskite-CsFA").stack.layers[3]
    assert moved.junction.band_gap == optical_list()["perovskite-CsFA"].reference_gap
    within = with_junction_field(with_layer_material(design, 3, "perovskite-CsFA"), 3, "band_gap", 1.6 * ELECTRONVOLT)
    assert with_layer_material(within, 3, "Si").stack.layers[3].junction.band_gap == 1.6 * ELECTRONVOLT


def test_the_shift_of_n_and_k_is_told():
    design = tandem()
    place = place_of(design, "perovskite")
    reference = optical_list()["perovskite-CsFA"].reference_gap

    def words(gap: float) -> str:
        edited = with_junction_field(design, place, "band_gap", gap)
        return shift_text(edited.stack, edited.stack.layers[place])

    assert "as in the table, 1.69 eV" in words(reference)
    assert words(reference + 0.05 * ELECTRONVOLT) == "n and k shifted by +50 meV"
    assert words(reference - 0.05 * ELECTRONVOLT) == "n and k shifted by −50 meV"
    assert "holds from 1.5 to 1.85 eV" in words(2.0 * ELECTRONVOLT)
    silicon = design.stack.layers[place_of(design, "silicon")]
    assert "not tuned" in shift_text(design.stack, silicon)
    assert shift_text(design.stack, design.stack.layers[0]) == ""
    assert gap_span(design.stack, silicon) is None


def test_the_origin_of_n_and_k_names_source_licence_and_range():
    design = tandem()
    listed = optical_list()["cover-glass"]
    origin = optical_origin(design.stack, design.stack.layers[1])
    assert origin.source.confidence == listed.confidence
    assert listed.source in origin.lines[0]
    assert origin.lines[1:3] == (listed.licence, "300 nm to 50 µm")
    nothing = optical_origin(design.stack, msgspec.structs.replace(design.stack.layers[0], material="cfrp"))
    assert nothing.source is None
    own = with_user_material(design, GLASS, 0)
    origin = optical_origin(own.stack, own.stack.layers[0])
    assert origin.source.confidence == "measured"
    assert "a drawer" in origin.lines[0]
    assert "300 to 1200 nm" in origin.lines


def test_issues_are_sorted_by_the_layer_that_they_name():
    design = with_field(preset("shell-30deg"), 1, "name", "cover [a]")
    issues = (
        Issue("warning", "stack.layers[cover [a]].material", "the first"),
        Issue("warning", "stack.layers[cell].junction.band_gap", "the second"),
        Issue("warning", "stack.layers[cell]", "the third"),
        Issue("warning", "stack.layers[cell adhesive].material", "the fourth"),
        Issue("warning", "stack.layers", "no layer"),
    )
    found = issues_by_layer(design, issues)
    assert {name: [one.text for one in some] for name, some in found.items()} == {
        "cover [a]": ["the first"], "cell": ["the second", "the third"], "cell adhesive": ["the fourth"],
    }  # fmt: skip
    assert issue_text(found, "cell") == "The second\nThe third"
    assert issue_text(found, "core") == ""


def test_light_is_shared_out_among_layers_reflection_and_what_gets_through():
    results = evaluate(tandem(), only=("optics",))
    optics = results.stage("optics")
    shares = light_shares(optics)
    power = space().power
    lost = (optics.reflectance + optics.transmittance) @ power / power.sum()
    assert sum(shares.values()) + lost == pytest.approx(1.0, abs=2e-3)
    assert max(shares, key=shares.get) == "perovskite"
    assert light_shares(None) == {}
    assert light_shares(object()) == {}


def test_the_table_shows_optics_light_and_warnings():
    design = tandem()
    rows = texts(design, {"perovskite": 0.41, "cover": -1e-9}, {"silicon"})
    place = place_of(design, "perovskite")
    optics = next(n for n, column in enumerate(COLUMNS) if column.field == "optics")
    assert rows[place][optics] == "Film"
    assert rows[place][LIGHT] == "41"
    assert rows[1][LIGHT] == "0"
    assert rows[0][LIGHT] == "–"
    assert rows[place_of(design, "silicon")][0] == "silicon  ⚠"
    assert rows[place_of(design, "grid")][optics] == "✎ None"
    assert optics_text(msgspec.structs.replace(design.stack.layers[1], optics="film")) == "✎ Film"
    assert (LIGHT, MASS, SHARE) == (5, 10, 11)


def test_materials_are_found_by_name_id_and_role():
    design = with_user_material(tandem(), GLASS)
    choices = material_choices(design.stack)
    assert choices[1].id == "my glass"
    assert choices[0].own
    assert {one.id for one in matching(choices, "cover")} >= {"cover-glass", "fused-silica"}
    assert matching(choices, "silica")[0].id == "fused-silica"
    assert [one.id for one in matching(choices, "mgf")] == ["MgF2"]
    assert matching(choices, "") == choices
    assert matching(choices, "unobtainium") == ()
    assert chosen(choices, " mgf2 ").id == "MgF2"
    assert chosen(choices, "Fused silica").id == "fused-silica"
    assert chosen(choices, "honeycomb").id == "al-honeycomb"
    with pytest.raises(DesignError, match="could be"):
        chosen(choices, "oxide")
    with pytest.raises(DesignError, match="no material “slica”"):
        chosen(choices, "slica")
    with pytest.raises(DesignError, match="no material"):
        chosen(choices, "")
    assert index_words(design.stack, "fused-silica").startswith("n 1.45 to 1.49")
    assert index_words(design.stack, "cfrp") == ""


def test_every_material_can_be_found_by_what_it_is_called():
    choices = material_choices(preset("shell-30deg").stack)
    for one in choices:
        assert chosen(choices, one.id) == one
        assert chosen(choices, one.name) == one


IMPORTED = b"wavelength_nm,n,k\n" + b"\n".join(b"%d,%.3f,0.001" % (nm, 1.5 - nm / 1e5) for nm in range(300, 1201, 50))


def test_an_imported_table_becomes_a_material_and_leaves_again():
    design = preset("shell-30deg")
    imported = read_index_file(IMPORTED, "my glass.csv")
    material = material_of(imported, design, date(2026, 11, 26))
    assert material.name == "my glass"
    assert material.date == "2026-11-26"
    rows = np.array([[float(number) for number in line.split()] for line in material.table.splitlines()])
    assert rows[:, 0] == pytest.approx(imported.wavelength * 1e9)
    assert rows[:, 1] == pytest.approx(imported.n)
    assert rows[:, 2] == pytest.approx(imported.k)
    used = with_user_material(design, material, 1)
    assert used.stack.layers[1].material == "my glass"
    assert evaluate(used, only=("optics",)).stage("optics") is not None
    with pytest.raises(DesignError, match="is the material of cover"):
        without_user_material(used, "my glass")
    freed = with_field(used, 1, "material", "fused-silica")
    assert without_user_material(freed, "my glass").stack.materials == ()


def test_names_of_materials_do_not_collide():
    design = with_user_material(preset("shell-30deg"), GLASS)
    assert free_name(design, "my glass") == "my glass 2"
    assert free_name(design, "MgF2") == "MgF2 2"
    assert free_name(design, "  ") == "imported"
    assert len(free_name(design, "x" * 200)) <= 60
    with pytest.raises(DesignError, match="already"):
        with_user_material(design, GLASS)
    with pytest.raises(DesignError, match="at least 1"):
        with_user_material(design, msgspec.structs.replace(GLASS, name=""))
    full = design
    for number in range(MAX_MATERIALS - 1):
        full = with_user_material(full, msgspec.structs.replace(GLASS, name=f"glass {number}"))
    with pytest.raises(DesignError, match="at most 20"):
        with_user_material(full, msgspec.structs.replace(GLASS, name="one more"))


def test_a_table_that_a_design_cannot_hold_is_refused():
    rows = b"\n".join(b"%.5f,1.500001,0.00123456" % (300 + n / 20) for n in range(19_000))
    imported = read_index_file(b"wavelength_nm,n,k\n" + rows, "long.csv")
    assert len(table_text(imported)) > 400_000
    with pytest.raises(DesignError, match="19000 rows"):
        material_of(imported, preset("shell-30deg"), date(2026, 11, 26))


def test_a_sweep_spans_the_factor_and_holds_the_value_there_is():
    design = tandem()
    place = place_of(design, "perovskite")
    sweep = sweep_of(design, place, "thickness", 4.0)
    values = sweep.values(1e-6)
    assert sweep.path == "stack.layers[perovskite].thickness"
    assert (values[0], values[-1]) == (2.5e-7, 4e-6)
    assert 1e-6 in values
    assert np.all(np.diff(values) > 0)
    assert sweep.value(float(sweep.place(1.23456e-6))) == 1.23e-6
    assert sweep.value(0.0) == 4e-6
    gap = sweep_of(design, place, "junction.band_gap", 4.0)
    assert (gap.low, gap.high) == gap_span(design.stack, design.stack.layers[place])
    silicon = sweep_of(design, place_of(design, "silicon"), "junction.band_gap", 4.0)
    assert silicon.low < now_of(design, place_of(design, "silicon"), "junction.band_gap") < silicon.high
    assert sweep_of(design, 0, "junction.band_gap", 4.0) is None
    assert now_of(design, 0, "junction.band_gap") is None
    thin = with_field(design, 0, "thickness", 1e-9)
    assert sweep_of(thin, 0, "thickness", 4.0).low == 1e-9


def test_merits_read_against_now():
    results = {"panel.areal_mass": 2.0, TEMPERATURE: 300.0, "panel.cost_per_watt": None}
    found = against_now(
        {"panel.areal_mass": np.array([1.0, 2.0, 3.0]), TEMPERATURE: np.array([299.0, 300.0, 302.0]),
         "panel.cost_per_watt": np.full(3, np.nan), "panel.efficiency_cell": np.ones(3)}, results,
    )  # fmt: skip
    assert set(found) == {"panel.areal_mass", TEMPERATURE}
    assert found["panel.areal_mass"].tolist() == [-50.0, 0.0, 50.0]
    assert found[TEMPERATURE].tolist() == [-1.0, 0.0, 2.0]


@given(st.floats(-9, -1), st.floats(0.05, 8))
def test_ticks_of_a_logarithmic_axis_are_few_and_within(low, decades):
    first, last = 10.0**low, 10.0 ** (low + decades)
    ticks = log_ticks(first, last, str)
    assert len(ticks) <= 7
    assert all(low - 1e-6 <= place <= low + decades + 1e-6 for place, _ in ticks)
    assert decades < 1 or ticks


def test_bounds_of_a_search():
    design = tandem()
    bounds = {one.layer: one for one in first_bounds(design)}
    assert bounds["coating"].moves
    assert not bounds["cover"].moves
    assert not bounds["grid"].moves
    assert bounds["cover"].low < bounds["cover"].now < bounds["cover"].high
    assert read_bound("70", "nm") == pytest.approx(70e-9)
    assert read_bound("2 µm", "nm") == pytest.approx(2e-6)
    for typed in ("", "thick", "1 km"):
        with pytest.raises(DesignError):
            read_bound(typed, "nm")
    assert in_order("cover", 1e-6, 2e-6) == (1e-6, 2e-6)
    with pytest.raises(DesignError, match="cover: the lower bound"):
        in_order("cover", 2e-6, 2e-6)
    changed = with_thicknesses(design, {"stack.layers[cover].thickness": 1.23456e-4})
    assert changed.stack.layers[1].thickness == 1.235e-4
    assert isinstance(changed, Design)


def test_the_table_of_sliders_names_fields():
    for field, useful in USEFUL.items():
        spec = layer_spec(field)
        if useful.span is not None:
            low, high, soft = useful.span
            assert spec.low <= low + 1e-30 or field == "coverage"
            assert high <= spec.high
            assert Scale(low, high, soft).place(high) == 1.0
    assert MAX_LAYERS >= 60
