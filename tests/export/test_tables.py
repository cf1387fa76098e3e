"""Tables of results, opened by readers that are not ours: pandas, xarray, netCDF4 and cftime, against the results."""

import io
import json
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas
import pyarrow.parquet as pq
import pytest
import xarray
from hypothesis import given, settings
from hypothesis import strategies as st
from netCDF4 import Dataset

from studio.analysis import RESULTS, budgets, evaluate
from studio.analysis.engine import Results
from studio.design import Design, set_value
from studio.design.edit import get_value
from studio.document import preset, presets
from studio.document.files import dump
from studio.export.formats import FORMATS, Product, Source
from studio.export.tables.delimited import Dialect, inert
from studio.export.tables.lines import field_lines
from studio.export.tables.time_bases import time_bases
from studio.export.tables.udunits import udunits
from studio.text import speaking
from tests.design_strategies import designs, field_values

NAMES = [one.name for one in presets()]
TABLES = [name for name, one in FORMATS.items() if one.group == "tables"]


def source_of(design: Design, name: str = "x") -> Source:
    return Source(design, dump(design), name)


AI1 = source_of(preset("ai1-120kw"), "ai1-120kw")


def written(name: str, source: Source = AI1, **options: Any) -> Product:
    return FORMATS[name].write(source, options, lambda _: None)


def results_of(source: Source) -> Results:
    return source.results(lambda _: None)


def csv(data: bytes, **options: Any) -> pandas.DataFrame:
    return pandas.read_csv(io.BytesIO(data), keep_default_na=False,
                           na_values={"value": [""]}, **options)  # fmt: skip


@pytest.fixture(scope="module", params=["comma", "semicolon", "tab"])
def table(request: pytest.FixtureRequest) -> pandas.DataFrame:
    data = written("csv", dialect=request.param, bom=request.param == "semicolon").files[""]
    assert data.startswith(b"\xef\xbb\xbf") == (request.param == "semicolon")
    signs = {"comma": {}, "semicolon": {"sep": ";", "decimal": ","}, "tab": {"sep": "\t"}}[request.param]
    return csv(data, encoding="utf-8-sig", **signs)


def test_pandas_reads_every_result_as_it_is(table: pandas.DataFrame) -> None:
    results, rows = results_of(AI1), table.set_index("name")
    assert table.columns[0] == "name"
    assert rows.index.is_unique
    assert set(results) <= set(rows.index)
    for name, value in results.items():
        row, known = rows.loc[name], RESULTS[name]
        assert row["unit"] == known.quantity.si
        assert row["equation"] == known.equation
        assert row["source"] == known.source
        if isinstance(value, int | float):
            assert row["value"] == value, name
        elif isinstance(value, np.ndarray) and value.ndim == 1:
            assert json.loads(row["text"]) == value.tolist()


def test_every_field_is_there_and_reads_back(table: pandas.DataFrame) -> None:
    rows, design = table.set_index("name"), AI1.design
    for line in field_lines(design):
        value, row = get_value(design, line.name), rows.loc[line.name]
        if isinstance(value, bool):
            assert row["text"] == str(value).lower()
        elif isinstance(value, int | float):
            assert row["value"] == value
        else:
            assert row["text"] == (value or "")
            assert math.isnan(row["value"])
        said = design.sources.get(line.name)
        assert row["source"] == (said.text if said else "")
    assert set(design.sources) <= set(rows.index)


def test_inputs_in_their_units_and_in_si() -> None:
    rows = csv(written("inputs").files[""]).set_index("field")
    for line in field_lines(AI1.design):
        value, row = get_value(AI1.design, line.name), rows.loc[line.name]
        unit = line.quantity.unit(row["unit"])
        assert unit is not None
        if isinstance(value, int | float) and not isinstance(value, bool):
            assert float(row["SI value"]) == value
            assert unit.to_si(float(row["value"])) == value


def refusal(name: str, source: Source) -> str:
    """What is said where there is nothing to write; empty where there is."""
    try:
        files = written(name, source, **({"evidence": False} if name == "xlsx" else {})).files
    except ValueError as error:
        return str(error)
    return "" if all(files.values()) else "empty"


@settings(max_examples=8)
@given(st.sampled_from(NAMES), st.lists(field_values(), min_size=1, max_size=5))
def test_any_design_goes_out(name: str, edits: list[tuple[str, Any]]) -> None:
    """What has no results is said in a sentence; nothing breaks."""
    design = preset(name)
    for path, value in edits:
        design = set_value(design, path, value)
    source = source_of(design)
    for told in (refusal(table, source) for table in TABLES):
        assert not told or (told.startswith("the design has no ") and "\n" not in told)


@settings(max_examples=10)
@given(designs)
def test_a_design_of_contradictions_goes_out(design: Design) -> None:
    source = source_of(design)
    for table in ("csv", "inputs", "bom", "budgets", "series"):
        told = refusal(table, source)
        assert not told or (told.startswith("the design has no ") and "\n" not in told)


def test_rfc_4180() -> None:
    data = written("csv").files[""]
    assert data.count(b"\r\n") == data.count(b"\r")  # no other line ends but inside a quoted cell
    assert b"Dawnline" in data.splitlines()[1]


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=60))
def test_no_text_becomes_a_formula(text: str) -> None:
    for dialect in (Dialect(), Dialect(";", ",")):
        data = dialect.table(("a", "b"), [(text, -1.5)])
        frame = pandas.read_csv(io.StringIO(data.decode(), newline=""), sep=dialect.separator, dtype=str,
                                keep_default_na=False, skip_blank_lines=False)  # fmt: skip
        assert frame["a"][0][:1] not in ("=", "+", "-", "@", "\t", "\r", "＝")
        assert frame["b"][0] == f"-1{dialect.decimal}5"  # a negative number stays one


def test_what_is_harmless_stays_as_it_is() -> None:
    assert [inert(text) for text in ("a=1", "−5", "é", "a\nb", "")] == ["a=1", "−5", "é", "a\nb", ""]
    assert inert('=HYPERLINK("http://x")') == '\'=HYPERLINK("http://x")'
    assert inert("a\x00b") == "ab"


def test_budgets() -> None:
    frame = csv(written("budgets").files[""])
    lines = [line for budget in budgets(results_of(AI1)) for line in budget.lines]
    assert frame["value"].tolist() == [line.value for line in lines]
    assert frame["name"].tolist() == [line.name for line in lines]


@pytest.mark.parametrize("preset_name", NAMES)
def test_bill_of_materials_adds_up(preset_name: str) -> None:
    source = source_of(preset(preset_name))
    results, product = results_of(source), written("bom", source)
    rows = pandas.read_csv(io.BytesIO(product.files[""]))
    one, all_of_them = "price of one satellite [USD]", "price of all [USD]"
    named, items = rows.set_index("name"), rows[rows["kind"] == "part"]
    assert items[one].sum() == pytest.approx(results["cost.hardware"], rel=1e-12)
    assert items["mass with margins [kg]"].sum() == pytest.approx(results["mass.satellite"], rel=1e-12)
    assert items["mass, best estimate [kg]"].sum() == pytest.approx(
        results["mass.satellite"] - results["mass.margin"], rel=1e-12)  # fmt: skip
    layers = rows[rows["kind"] == "detail"]
    assert layers["mass, best estimate [kg]"].sum() == pytest.approx(results["mass.panel"], rel=1e-12)
    priced = items[items[one].notna()]
    assert (priced["quantity"] * priced["unit price [USD]"]).tolist() == pytest.approx(priced[one].tolist())
    for name in ("cost.satellites", "cost.launch", "cost.insurance", "cost.capex"):
        assert named[all_of_them][name] == pytest.approx(results[name], rel=1e-12)
    digits = [len(cell.replace(".", "").strip("0")) for line in product.files[""].decode().splitlines()[2:]
              for cell in line.split(",") if cell.replace(".", "").isdigit()]  # fmt: skip
    assert 0 < max(digits) <= 13  # 115000.0 W, not 114999.99999999999


def bases() -> Iterator[tuple[str, str, np.ndarray]]:
    for base in time_bases(results_of(AI1)):
        for one in base.columns:
            yield base.time.name, one.name, one.values


def test_series_hold_every_series_that_has_a_time() -> None:
    results = results_of(AI1)
    known = {name for name in results if RESULTS[name].time in results}
    assert known == {name.partition("[")[0] for time, name, _ in bases() if name != time}


def test_pandas_reads_the_series_as_they_are() -> None:
    files = written("series").files
    index = csv(files["index.csv"], comment=None)
    for time, name, values in bases():
        frame = pandas.read_csv(io.BytesIO(files[f"{time.replace('.', '-')}.csv"]))
        [head] = [head for head in frame.columns if head.split(" [")[0] == name]
        assert np.array_equal(frame[head].to_numpy(), values)
        unit = RESULTS[name.partition("[")[0]].quantity.si
        assert head == (f"{name} [{unit}]" if unit else name)
        assert index[index["column"] == name]["unit"].item() == unit


@pytest.fixture(scope="module")
def parquet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("parquet")
    for layout in ("long", "wide"):
        (folder / f"{layout}.parquet").write_bytes(written("parquet", layout=layout).files[""])
    return folder


def test_pandas_reads_long_parquet_as_it_is(parquet: Path) -> None:
    frame = pandas.read_parquet(parquet / "long.parquet")
    for time, name, values in bases():
        if name == time:
            times = frame[frame["time_base"] == time].groupby("series", observed=True)["time"]
            assert all(np.array_equal(one, values) for _, one in times)
        else:
            one = frame[frame["series"] == name]
            assert np.array_equal(one["value"], values)
            assert set(one["unit"]) == {RESULTS[name.partition("[")[0]].quantity.si}


def test_pandas_and_xarray_read_wide_parquet_as_it_is(parquet: Path) -> None:
    frame = pandas.read_parquet(parquet / "wide.parquet")
    for time, name, values in bases():
        assert np.array_equal(frame[frame["time_base"] == time][name], values)
        assert frame[frame["time_base"] != time][name].isna().all()
    orbit = frame[frame["time_base"] == "power.orbit_time"].set_index("power.orbit_time")
    data = xarray.Dataset.from_dataframe(orbit[["power.array_worst_day"]])
    assert np.array_equal(data["power.array_worst_day"], results_of(AI1)["power.array_worst_day"])


@pytest.mark.parametrize("layout", ["long", "wide"])
def test_parquet_tells_units_and_holds_the_design(parquet: Path, layout: str) -> None:
    schema = pq.read_schema(parquet / f"{layout}.parquet")
    assert schema.metadata[b"design"] == AI1.file
    told = json.loads(schema.metadata[b"series"])
    assert {name: one["unit"] for name, one in told.items()} == {
        name: RESULTS[name.partition("[")[0]].quantity.si for _, name, _ in bases()
    }
    if layout == "wide":
        assert schema.field("power.array_worst_day").metadata[b"unit"] == b"W"


@pytest.fixture(scope="module")
def netcdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("netcdf") / "x.nc"
    path.write_bytes(written("netcdf").files[""])
    return path


def test_xarray_reads_netcdf_as_it_is(netcdf: Path) -> None:
    with xarray.open_dataset(netcdf, engine="netcdf4") as data:
        for time, name, values in bases():
            variable = data[name.replace(".", "_").replace("[", "_").replace("]", "")]
            assert variable.dims == (time.replace(".", "_"),)
            assert variable.dtype == np.float64
            assert np.array_equal(variable, values)
            assert variable.attrs["long_name"]
            assert variable.attrs["dawnline_name"] == name
        assert data.attrs["title"] == AI1.design.title
        assert data.attrs["dawnline_design"] == AI1.file.decode()
        assert {"Conventions", "source", "history"} <= set(data.attrs)


def test_netcdf_is_classic_and_has_coordinates(netcdf: Path) -> None:
    with Dataset(netcdf) as data:
        assert data.data_model == "NETCDF3_64BIT_OFFSET"
        for name in data.dimensions:  # a coordinate variable has the name of its dimension and grows
            assert (np.diff(data[name][:]) > 0).all()
        assert all(variable.units for variable in data.variables.values())


UNITS = {
    "J/(m²·K)": "J m-2 K-1", "USD/(W·s)": "count W-1 s-1", "m/s²": "m s-2", "1/m²": "m-2", "": "1",
    "rad/s": "radian s-1",
    "FLOP/(s·kg)": "count s-1 kg-1", "N·m²": "N m2", "kg": "kg", "Ω·m²": "ohm m2",
}  # fmt: skip


def test_units_as_udunits_writes_them() -> None:
    found = {one.quantity.si: udunits(one.quantity) for one in RESULTS.values()}
    for si, unit in UNITS.items():
        assert found.get(si, unit) == unit
    # Every unit is made of words that UDUNITS-2 knows, each with a whole power.
    words = {"m", "s", "kg", "K", "A", "V", "W", "J", "N", "Pa", "gray", "radian", "bit", "byte", "count", "dB", "1"}
    for unit in found.values():
        assert {word.rstrip("-0123456789") or word for word in unit.split()} <= words


def test_the_same_design_gives_the_same_bytes() -> None:
    for name in TABLES:
        assert written(name).files == written(name, source_of(AI1.design, "ai1-120kw")).files


@pytest.mark.parametrize("name", TABLES)
def test_in_another_language(name: str) -> None:
    with speaking("zh_CN"):
        assert written(name).files


@pytest.mark.parametrize("preset_name", NAMES)
def test_every_preset_goes_out_without_gaps(preset_name: str) -> None:
    source = source_of(preset(preset_name))
    assert not csv(written("csv", source).files[""])["value"].isin([np.inf, -np.inf]).any()
    frame = pandas.read_parquet(io.BytesIO(written("parquet", source).files[""]))
    assert np.isfinite(frame[["time", "value"]].to_numpy()).all()
    for data in written("series", source).files.values():
        assert not re.search(rb"(^|,)-?(nan|inf)", data)
    assert written("netcdf", source).files[""][:3] == b"CDF"


def test_a_design_that_cannot_be_computed_is_said() -> None:
    broken = set_value(set_value(Design(), "mission.altitude", 160e3), "mission.eccentricity", 0.8)
    source = source_of(broken)
    assert not any(one.ok for one in evaluate(broken).outcomes.values())
    for name in ("series", "parquet", "netcdf", "budgets"):
        with pytest.raises(ValueError, match=r"^the design has no ") as told:
            written(name, source)
        assert "\n" not in str(told.value)
    assert any("mission" in note for note in written("csv", source).notes)
