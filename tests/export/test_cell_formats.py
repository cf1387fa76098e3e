"""What is written of the cell is read by programs of others, and gives there what it gives here."""

import csv
import io
import itertools
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pandas as pd
import pvlib
import pytest
import tmm
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio.analysis import evaluate
from studio.analysis.stack.curves import cell_model
from studio.analysis.stack.grid import EDGES, ground, space
from studio.analysis.stack.single_diode import equivalents
from studio.catalogue.import_index import read_index_file
from studio.catalogue.technology import technologies
from studio.design import Design, Junction, UserMaterial
from studio.design.panel import Layer
from studio.design.quantity import ELECTRONVOLT
from studio.document import preset
from studio.document.presets import presets
from studio.document.stack_text import with_technology
from studio.export.formats import Product, Source, find_format
from tests.analysis.stacks import panel_design, tandem, with_layer

CHARGE, PHOTON = 1.602176634e-19, 6.62607015e-34 * 299792458.0
TECHNOLOGIES = sorted(technologies())


def source_of(design: Design) -> Source:
    source = Source(design, b"", "x", {})
    source.know(evaluate(design, only=("radiation", "cell")))
    return source


def write(name: str, design: Design, source: Source | None = None, **options: Any) -> Product:
    return find_format(name).write(source or source_of(design), options, lambda _: None)


def text(name: str, design: Design, **options: Any) -> str:
    return write(name, design, **options).files[""].decode()


def frame(written: str) -> pd.DataFrame:
    return pd.read_csv(io.StringIO(written), comment="#")


@pytest.fixture(scope="module")
def made() -> dict[str, Source]:
    """Each technology that ships on the panel of one design, computed once."""
    return {name: source_of(with_technology(preset("suncatcher-cluster"), name)) for name in TECHNOLOGIES}


def module_of(written: Product, path: Path) -> pd.DataFrame:
    path.write_bytes(written.files[""])
    return pvlib.pvsystem.retrieve_sam(path=str(path))


def solved(module: Any, celsius: float) -> dict[str, Any]:
    """Maximum power and ends of the curve by pvlib, from what the file says."""
    five = pvlib.pvsystem.calcparams_cec(1000.0, celsius, *(float(module[key]) for key in (
        "alpha_sc", "a_ref", "I_L_ref", "I_o_ref", "R_sh_ref", "R_s", "Adjust")))  # fmt: skip
    return dict(pvlib.pvsystem.singlediode(*five, method="newton"))


@pytest.mark.parametrize("spectrum", ["am1.5g", "am0"])
@pytest.mark.parametrize("name", TECHNOLOGIES)
def test_pvlib_reads_the_module_and_gives_our_cell(
    made: dict[str, Source], tmp_path: Path, name: str, spectrum: str
) -> None:
    source = made[name]
    cells, area = 36, 0.01
    product = write("single-diode", source.design, source, spectrum=spectrum, cells=cells, cell_area=area)
    modules = module_of(product, tmp_path / "x.csv")
    sun = ground() if spectrum == "am1.5g" else space()
    found = equivalents(source.results(lambda _: None), sun)
    assert len(found) == modules.shape[1]
    for number, one in enumerate(found):
        module, curve = modules.iloc[:, number], one.curve
        hot, told, cold = (solved(module, 25.0 + shift) for shift in (5.0, 0.0, -5.0))
        assert told["p_mp"] / (cells * area) == pytest.approx(curve.power * (1.0 + one.power_error), rel=1e-8)
        assert told["p_mp"] / (cells * area) == pytest.approx(curve.power, rel=5e-4)
        assert told["v_oc"] / cells == pytest.approx(curve.open_circuit_voltage, rel=1e-5)
        assert told["i_sc"] / area == pytest.approx(curve.short_circuit_current, rel=5e-4)
        slope = (hot["p_mp"] - cold["p_mp"]) / (10.0 * told["p_mp"])
        assert slope == pytest.approx(one.power_slope + one.power_slope_error, abs=1e-8)
        assert slope < 0.0
        for key, value in (("I_sc_ref", curve.short_circuit_current * area), ("N_s", cells), ("A_c", cells * area),
                           ("V_oc_ref", curve.open_circuit_voltage * cells), ("I_mp_ref", curve.best_current * area),
                           ("V_mp_ref", curve.best_voltage * cells), ("STC", curve.power * cells * area),
                           ("gamma_r", 100.0 * one.power_slope)):  # fmt: skip
            assert float(module[key]) == pytest.approx(value, rel=1e-9), key


@pytest.mark.parametrize("name", ["hjt-50um", "perovskite-hjt", "imm"])
def test_slopes_with_temperature_are_those_of_our_cell(made: dict[str, Source], name: str) -> None:
    """Against the curves a kelvin apart, by another road than the writer's."""
    source = made[name]
    model = cell_model(source.results(lambda _: None))
    cold, hot = (model.whole_curve(model.diodes(ground(), 298.15 + shift, 1000.0 / ground().total), 30)
                 for shift in (-0.5, 0.5))  # fmt: skip
    assert cold is not None
    assert hot is not None
    table = pd.read_csv(io.BytesIO(write("single-diode", source.design, source, cells=1, cell_area=1.0).files[""]),
                        skiprows=[1, 2]).iloc[0]  # fmt: skip
    assert hot.open_circuit_voltage - cold.open_circuit_voltage == pytest.approx(table["beta_oc"], rel=1e-2)
    assert 200.0 * (hot.power - cold.power) / (hot.power + cold.power) == pytest.approx(table["gamma_r"], rel=0.05)
    current = hot.short_circuit_current - cold.short_circuit_current
    assert current == pytest.approx(table["alpha_sc"], rel=0.1, abs=1e-3)


def test_one_junction_is_one_diode_exactly(made: dict[str, Source]) -> None:
    notes = write("single-diode", made["gaas"].design, made["gaas"]).notes
    assert any("e-1" in note or "0 %" in note for note in notes)


def test_the_head_is_that_of_the_list_that_pvlib_ships(made: dict[str, Source]) -> None:
    shipped = Path(pvlib.__file__).parent / "data" / "sam-library-cec-modules-2019-03-05.csv"
    with shipped.open() as file:
        head = list(itertools.islice(csv.reader(file), 3))
    written = write("single-diode", made["gaas"].design, made["gaas"]).files[""].decode()
    ours = list(csv.reader(io.StringIO(written)))
    assert ours[:3] == head
    assert {len(row) for row in ours} == {len(head[0])}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.floats(1.0, 2.5), st.floats(-8.0, -1.0), st.floats(0.0, 1e-3), st.floats(0.05, 100.0), st.floats(0.0, 1e-4),
       st.floats(0.9, 1.8))  # fmt: skip
def test_pvlib_gives_any_cell_within_what_is_said(
    gap: float, efficiency: float, series: float, shunt: float, second: float, ideality: float
) -> None:
    """A junction with two diodes under any resistances: the error is that of the note, and small."""
    junction = Junction(gap * ELECTRONVOLT, radiative_efficiency=10.0**efficiency, series_resistance=series,
                        shunt_resistance=shunt, saturation_2=second, ideality=ideality)  # fmt: skip
    stack = with_layer(with_layer(tandem(), "bottom", junction=None), "top", junction=junction)
    source = source_of(panel_design(stack))
    (one,) = equivalents(source.results(lambda _: None), ground())
    table = pd.read_csv(io.StringIO(write("single-diode", source.design, source, cells=1, cell_area=1.0)
                                    .files[""].decode()), skiprows=[1, 2])  # fmt: skip
    module = table.iloc[0]
    five = pvlib.pvsystem.calcparams_cec(1000.0, 25.0, *(float(module[key]) for key in (
        "alpha_sc", "a_ref", "I_L_ref", "I_o_ref", "R_sh_ref", "R_s", "Adjust")))  # fmt: skip
    away = pvlib.pvsystem.i_from_v(one.curve.voltage, *five) - one.curve.current
    error = float(np.abs(away).max() / one.curve.short_circuit_current)
    assert error == pytest.approx(one.current_error, rel=1e-4, abs=1e-8)
    assert one.current_error < 0.03
    assert abs(one.power_error) < 0.005


def index_of(files: dict[str, bytes], name: str, at: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """n + ik by the YAML of a file, and where it reaches."""
    page = yaml.safe_load(files[name.removesuffix(".csv") + ".yml"])
    assert page["DATA"][0]["type"] == "tabulated nk"
    rows = np.array([[float(number) for number in row.split()] for row in page["DATA"][0]["data"].splitlines()])
    micrometres = at / 1000.0
    values = np.interp(micrometres, rows[:, 0], rows[:, 1]) + 1j * np.interp(micrometres, rows[:, 0], rows[:, 2])
    inside = (micrometres >= rows[0, 0] * (1 - 1e-9)) & (micrometres <= rows[-1, 0] * (1 + 1e-9))
    return values, inside


def by_tmm(files: dict[str, bytes], wavelength: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """R and T of the stack in the folder by the package tmm, and where all tables reach."""
    stack = frame(files["stack.csv"].decode()).fillna("")
    layers = stack[(stack["role"] != "interconnect") & (stack["file"] != "")]
    inside = np.ones(wavelength.shape, dtype=bool)
    indices = []
    for name in layers["file"]:
        values, known = index_of(files, name, wavelength)
        indices.append(values)
        inside &= known
    thickness = [np.inf, *layers["thickness [nm]"], np.inf]
    lists = ["i", *("c" if one == "coherent" else "i" for one in layers["light"]), "i"]
    reflected, passed = np.full(wavelength.shape, np.nan), np.full(wavelength.shape, np.nan)
    for place in np.flatnonzero(inside):
        column = [1.0, *(one[place] for one in indices), 1.0]
        found = tmm.inc_tmm("s", column, thickness, lists, 0.0, float(wavelength[place]))
        reflected[place], passed[place] = found["R"], found["T"]
    return reflected, passed, inside


@pytest.mark.parametrize("stack", ["gaas", "hjt-20um", "tandem", "tuned"])
def test_tmm_gives_our_reflectance_from_the_files(made: dict[str, Source], stack: str) -> None:
    plain = made[stack].design.stack if stack in made else tandem(1.68 if stack == "tandem" else 1.55)
    layers = tuple(msgspec.structs.replace(one, light_path=1.0) for one in plain.layers)
    source = source_of(panel_design(msgspec.structs.replace(plain, layers=layers)))
    optics = source.results(lambda _: None).stage("optics")
    files = dict(write("nk", source.design, source, wavelengths="studio").files)
    chosen = np.flatnonzero((optics.wavelength > 310e-9) & (optics.wavelength < 1700e-9))[::3]
    reflected, passed, inside = by_tmm(files, 1e9 * optics.wavelength[chosen])
    assert inside.sum() > 40
    assert np.abs(reflected - optics.reflectance[chosen])[inside].max() <= 1e-6
    assert np.abs(passed - optics.transmittance[chosen])[inside].max() <= 1e-6


MATERIALS = ("MgF2", "Al2O3", "TiO2", "SiNx", "ITO", "ZnO", "Si", "GaAs", "Ag", "polyimide", "CIGS")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(MATERIALS), st.floats(5.0, 900.0)), min_size=1, max_size=6))
def test_tmm_gives_the_reflectance_of_any_films(films: list[tuple[str, float]]) -> None:
    layers = tuple(Layer(f"layer {number}", material, "coating", 1e-9 * thickness, 2000.0)
                   for number, (material, thickness) in enumerate(films))  # fmt: skip
    design = Design()
    design = msgspec.structs.replace(design, stack=msgspec.structs.replace(design.stack, layers=layers))
    source = source_of(design)
    optics = source.results(lambda _: None).stage("optics")
    files = dict(write("nk", design, source, wavelengths="studio").files)
    chosen = np.flatnonzero((optics.wavelength > 410e-9) & (optics.wavelength < 820e-9))[::9]
    reflected, passed, inside = by_tmm(files, 1e9 * optics.wavelength[chosen])
    assert inside.sum() > 5
    assert np.abs(reflected - optics.reflectance[chosen])[inside].max() <= 1e-6
    assert np.abs(passed - optics.transmittance[chosen])[inside].max() <= 1e-6


def test_the_files_of_n_and_k_come_back_in(made: dict[str, Source]) -> None:
    files = write("nk", made["perovskite-hjt"].design, made["perovskite-hjt"]).files
    stems = {name.rsplit(".", 1)[0] for name in files} - {"stack"}
    assert len(stems) > 8
    for stem in stems:
        columns, page = (read_index_file(files[stem + suffix], stem + suffix) for suffix in (".csv", ".yml"))
        assert columns.wavelength == pytest.approx(page.wavelength, rel=1e-8)
        assert columns.n == pytest.approx(page.n, rel=1e-8)
        assert columns.k == pytest.approx(page.k, rel=1e-8)


def test_materials_of_any_name_stay_in_the_folder() -> None:
    names = ("../../etc/passwd", "stack", "CON", "a/b", "轨道", "Si", "si", "=cmd()", "a\nDATA:")
    table = "300 1.5 0\n900 1.4 0"
    stack = tandem(
        layers=tuple(Layer(f"layer {place}", name, "coating", 1e-7, 2000.0) for place, name in enumerate(names)),
        materials=tuple(UserMaterial(name, table, source='x: "y"\n- &a [') for name in names if name != "Si"),
        electrical="data_sheet",
    )
    files = write("nk", panel_design(stack)).files
    assert len({name.lower() for name in files}) == len(files) == 2 * len(names) + 1
    for name, data in files.items():
        assert "/" not in name
        assert not name.startswith(".")
        if name.endswith(".yml"):
            assert set(yaml.safe_load(data)) == {"REFERENCES", "COMMENTS", "DATA"}
    listed = frame(files["stack.csv"].decode())
    assert set(listed["file"]) | {name for name in files if name.endswith(".yml")} | {"stack.csv"} == set(files)


@pytest.mark.parametrize("name", ["gaas", "perovskite-hjt", "imm"])
def test_curves_hold_the_results(made: dict[str, Source], name: str) -> None:
    source = made[name]
    results = source.results(lambda _: None)
    table = frame(write("jv", source.design, source).files[""].decode())
    power = table.groupby(["curve", "life"])["power density [W/m2]"].max()
    array = source.design.array
    cell = results["panel.efficiency_cell"] * space().total
    left = results.stage("radiation").remaining
    assert power["cell", "BOL"] == pytest.approx(cell, rel=1e-8)
    assert power["panel", "BOL"] == pytest.approx(cell * array.packing_factor * array.wiring_efficiency, rel=1e-8)
    assert power["cell", "EOL"] == pytest.approx(cell * left, rel=1e-8)
    whole = table[(table["curve"] == "cell") & (table["life"] == "BOL")]
    assert whole["voltage [V]"].max() == pytest.approx(results["panel.voc"], rel=1e-8)
    assert whole["current density [A/m2]"].max() == pytest.approx(results["panel.jsc"], rel=1e-8)
    for _, curve in table.groupby(["curve", "life"]):
        assert (np.diff(curve["voltage [V]"]) >= 0.0).all()
        assert (np.diff(curve["current density [A/m2]"]) <= 1e-9).all()
        assert curve["current density [mA/cm2]"].to_numpy() == pytest.approx(
            0.1 * curve["current density [A/m2]"].to_numpy(), rel=1e-7)  # fmt: skip


def test_pvlib_gives_the_curve_of_one_junction_when_hot_and_dim() -> None:
    stack = with_layer(tandem(), "bottom", junction=None)
    design = panel_design(stack)
    source = source_of(design)
    table = frame(write("jv", design, source, temperature=330.0, intensity=0.25).files[""].decode())
    own = table[(table["curve"] == "junction top") & (table["life"] == "BOL")]
    junction = next(layer.junction for layer in stack.layers if layer.junction is not None)
    diode = cell_model(source.results(lambda _: None)).diodes(space(), 330.0, 0.25)
    expected = pvlib.pvsystem.i_from_v(
        own["voltage [V]"].to_numpy(), float(diode.photocurrent[0]), float(diode.saturation_1[0]),
        junction.series_resistance, junction.shunt_resistance,
        junction.ideality * 330.0 * 1.380649e-23 / CHARGE)  # fmt: skip
    assert own["current density [A/m2]"].to_numpy() == pytest.approx(expected, abs=1e-5)


def test_quantum_efficiency_gives_the_photocurrent(made: dict[str, Source]) -> None:
    """Electrons counted by hand over the bins of the spectrum."""
    source = made["perovskite-hjt"]
    results = source.results(lambda _: None)
    table = frame(write("qe", source.design, source, low=1e-9, high=1e-2).files[""].decode())
    wavelength = 1e-9 * table["wavelength [nm]"].to_numpy()
    photons = space().bins * 0.5 * (EDGES[1:] ** 2 - EDGES[:-1] ** 2) / PHOTON
    names = [name for name in table if name.startswith("EQE ")]
    found = [CHARGE * float(table[name].to_numpy() @ photons) for name in names]
    assert found == pytest.approx(list(results["panel.photocurrents"]), rel=1e-6)
    whole = table.filter(regex="^(reflectance|transmittance|absorptance)").sum(axis=1)
    assert whole.to_numpy() == pytest.approx(np.ones(wavelength.size), abs=1e-6)
    assert (table[names].to_numpy() >= 0.0).all()


def test_a_data_sheet_has_optics_and_no_curve() -> None:
    design = preset("ai1-120kw")
    source = source_of(design)
    for name in ("jv", "single-diode"):
        with pytest.raises(ValueError, match="data sheet") as told:
            write(name, design, source)
        assert "\n" not in str(told.value)


def test_junctions_with_terminals_of_their_own() -> None:
    design = panel_design(tandem(terminals="independent"))
    source = source_of(design)
    assert set(frame(write("jv", design, source).files[""].decode())["curve"]) == {"junction top", "junction bottom"}
    modules = pd.read_csv(io.BytesIO(write("single-diode", design, source).files[""]), skiprows=[1, 2])
    assert list(modules["Name"]) == [f"{design.title} top", f"{design.title} bottom"]


@pytest.mark.parametrize("name", [one.name for one in presets()])
def test_every_preset_is_written_or_says_why(name: str) -> None:
    source = source_of(preset(name))
    electric = source.design.stack.electrical == "layers"
    for format_name in ("jv", "single-diode") if not electric else ():
        with pytest.raises(ValueError, match=r"^[^\n]+$"):
            write(format_name, source.design, source)
    for format_name in ("qe", "nk", *(("jv", "single-diode") if electric else ())):
        first = write(format_name, source.design, source)
        assert first == write(format_name, source.design, source)
        assert all(first.files.values())


def test_a_dark_cell_says_so() -> None:
    stack = with_layer(with_layer(tandem(), "bottom", junction=None), "top", junction=Junction(
        1.6 * ELECTRONVOLT, collection=0.0))  # fmt: skip
    with pytest.raises(ValueError, match="no power"):
        write("single-diode", panel_design(stack))
