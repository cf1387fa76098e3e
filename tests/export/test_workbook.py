"""The workbook, recalculated by LibreOffice after a number was changed, against what the studio computes for that."""

import io
import math
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.analysis import RESULTS, evaluate, judge
from studio.analysis.claims import judge_statements
from studio.design import Design, set_value
from studio.design.edit import field_at, get_value
from studio.design.field import fields
from studio.design.quantity import YEAR
from studio.document import preset, presets
from studio.document.components.reader import applied, read_components
from studio.document.files import dump
from studio.export.formats import FORMATS, Source
from studio.export.tables.lines import exact_number, field_lines
from studio.export.tables.xlsx.book import Book, number_format
from studio.export.tables.xlsx.formula import Term, choose, exp, ln, rounded_even, rounded_up, term, total
from studio.text import speaking

FORMULA_OF = "=+-@"


def office() -> str:
    found = shutil.which("soffice")
    assert found, "LibreOffice reads the workbooks of the tests: Debian's package libreoffice-calc-nogui"
    return found


def converted(paths: list[Path], to: str, folder: Path) -> Path:
    """What LibreOffice makes of the files, in `folder`."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run([office(), profile, "--headless", "--convert-to", to, "--outdir", str(folder / "out"),
                    *map(str, paths)], check=True, capture_output=True, timeout=120)  # fmt: skip
    return folder / "out"


_WRITTEN: dict[tuple[bytes, bool], bytes] = {}


def written(design: Design, *, evidence: bool = False) -> bytes:
    source = Source(design, dump(design), "x")
    key = (source.file, evidence)
    if key not in _WRITTEN:
        _WRITTEN[key] = FORMATS["xlsx"].write(source, {"evidence": evidence}, lambda _: None).files[""]
    return _WRITTEN[key]


def opened(data: bytes | Path, *, values: bool = False) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data) if isinstance(data, bytes) else data, data_only=values)


def edited(design: Design, *edits: tuple[str, Any]) -> Design:
    for path, value in edits:
        design = set_value(design, path, value)
    return design


@dataclass(frozen=True)
class Case:
    """A design, what is changed of it in the studio, and the same typed into cells: by field, by name, as a quote."""

    design: Design
    edits: tuple[tuple[str, Any], ...] = ()
    cells: tuple[tuple[str, float], ...] = ()
    quotes: tuple[tuple[str, float], ...] = ()

    def workbook(self) -> Any:
        book = opened(written(self.design))
        for path, value in () if self.cells or self.quotes else self.edits:
            spec = field_at(self.design, path)
            unit = spec.quantity.unit(spec.unit) or spec.quantity.units[0]  # type: ignore[union-attr]
            [row] = [row for row in book["Inputs"].iter_rows() if row[0].value == path]
            assert row[11].value == "yes", f"{path} moves no formula"
            row[2].value = unit.from_si(value)
        for name, value in self.cells:
            [(sheet, place)] = book.defined_names[name].destinations
            book[sheet][place].value = value
        for label, value in self.quotes:
            [row] = [row for row in book["Bill of materials"].iter_rows() if row[0].value == label]
            row[4].value = value
        for sheet in {*book.sheetnames} - {"Summary", "Inputs", "Budgets", "Bill of materials", "Cost"}:
            if self.edits:  # what computes is enough
                del book[sheet]
        return book


AI1 = preset("ai1-120kw")
MANY = edited(AI1, ("constellation.pattern", "walker"), ("constellation.planes", 7), ("payload.spare_share", 0.02),
              ("constellation.satellites_per_plane", 11))  # fmt: skip
ADVANCED = edited(
    MANY, ("cost.replacement", "accelerators"), ("cost.service_time", 13.3 * YEAR), ("cost.learning_rate", 0.12),
    ("cost.learned_units", 20.0), ("cost.price_year", 2029), ("cost.quoted_year", 2026), ("payload.spare_share", 0.05),
    ("cost.integration_from", "share"), ("platform.holds_propellant", False), ("platform.holds_links", False),
    ("cost.platform_from", "per_mass"), ("cost.array_from", "stack"), ("stack.price", 900.0),
    ("launch.price_basis", "learning"), ("launch.charge", "launch"), ("launch.success_share", 0.97),
    ("cost.computers_from", "stated"),
)  # fmt: skip
CASES = {
    "as it is": Case(AI1),
    "prices": Case(AI1, (("cost.battery_price", 1800.0 / 3.6e6), ("cost.array_price", 12.5),
                         ("cost.electronics_price", 2.25), ("cost.engineering", 5e7),
                         ("cost.ground_yearly", 1e6 / YEAR))),
    "rates": Case(MANY, (("cost.discount_rate", 0.0), ("cost.inflation", 0.04 / YEAR), ("cost.price_year", 2031),
                         ("cost.service_time", 12.0 * YEAR))),
    "satellites": Case(MANY, (("constellation.planes", 5),), (("constellation_satellites", 55),)),
    "mass": Case(MANY, (("platform.mass", 777.0),), (("mass_platform", 777.0),)),
    "quotes": Case(AI1, (("cost.battery_price", 1234.0 / 3.6e6), ("launch.price_basis", "stated"),
                         ("launch.price", 321.0)), (("bill_launch_quote", 321.0),), (("Battery", 1234.0),)),
    "advanced": Case(ADVANCED, (
        ("stack.price", 333.0), ("cost.structure_price", 2e3), ("cost.accelerator_price", 1e4),
        ("cost.server_price", 4.0), ("cost.terminal_price", 5e4), ("cost.propellant_price", 99.0),
        ("cost.integration_share", 0.3), ("cost.operations_share", 0.02 / YEAR), ("cost.service_time", 26.0 * YEAR),
        ("cost.learning_rate", 0.2), ("launch.learning_rate", 0.3), ("launch.yearly_growth", 0.11),
        ("launch.success_share", 0.9), ("cost.deployment_delay", 2.5 * YEAR))),
    "hardware": Case(preset("gigawatt-27kw"), (("cost.hardware_price", 9.0), ("launch.price", 200.0),
                                               ("cost.insurance_share", 0.01))),
    "pieces": Case(preset("lcoc-1mw"), (("launch.price", 150.0), ("cost.service_time", 7.0 * YEAR))),
}  # fmt: skip


@pytest.fixture(scope="module")
def recalculated(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The values of every case after LibreOffice computed it: a file that openpyxl writes holds none."""
    folder = tmp_path_factory.mktemp("office")
    paths = {name: folder / f"{name.replace(' ', '-')}.xlsx" for name in CASES}
    for name, case in CASES.items():
        case.workbook().save(paths[name])
    out = converted(list(paths.values()), "xlsx:Calc MS Excel 2007 XML", folder)
    return {name: opened(out / path.name, values=True) for name, path in paths.items()} | {
        "saved": (out / paths["prices"].name).read_bytes()}  # fmt: skip


def named(book: Any) -> Iterator[tuple[str, Any]]:
    """Every cell that has the name of a result."""
    known = {name.replace(".", "_"): name for name in RESULTS}
    for name, cell in book.defined_names.items():
        if name in known:
            [(sheet, place)] = cell.destinations
            yield known[name], book[sheet][place].value


NEVER = {"launch.payload_to_orbit", "launch.volume_to_orbit", "size.stowed_volume"}
"""Given to the formulas as they are."""


@pytest.mark.parametrize("name", CASES)
def test_libreoffice_computes_what_the_studio_does(name: str, recalculated: dict[str, Any]) -> None:
    case = CASES[name]
    results, before = evaluate(edited(case.design, *case.edits)), evaluate(case.design)
    moved = 0
    told = dict(named(recalculated[name]))
    assert {"cost.capex", "cost.capex_per_watt", "cost.npv", "cost.lcoe", "cost.lcoc", "cost.accelerator_hour",
            "cost.total", "launch.launches", "mass.satellite"} & set(results) <= set(told)  # fmt: skip
    for result, value in told.items():
        quoted = case.quotes and result == "launch.list_price"  # that of the catalogue stays beside the quote
        if result in results and result not in NEVER and not quoted:
            assert value == pytest.approx(results[result], rel=1e-9, abs=1e-12), result
            moved += results[result] != before.get(result)
    assert moved >= (8 if case.edits else 0)  # an edit that moves nothing proves nothing


def test_every_formula_comes_to_what_was_written_beside_it(recalculated: dict[str, Any]) -> None:
    formulas, cached = opened(written(AI1)), opened(written(AI1), values=True)
    count = 0
    for sheet in formulas:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
            count += 1
            beside = cached[sheet.title][cell.coordinate].value
            found = recalculated["as it is"][sheet.title][cell.coordinate].value
            if isinstance(beside, int | float):
                assert found == pytest.approx(beside, rel=1e-12, abs=1e-300), (sheet.title, cell.coordinate)
            else:
                assert (found or None) == (beside or None), (sheet.title, cell.coordinate)
    assert count > 600


PRICES = [one.path for one in fields(Design) if one.part == "cost" and one.kind == "number" and one.low is not None]


@settings(max_examples=6)
@given(st.data())
def test_formulas_come_to_the_results_of_any_prices(data: st.DataObject) -> None:
    """The values beside the formulas, which LibreOffice computes alike, are the results of the studio."""
    design = data.draw(st.sampled_from([AI1, MANY, ADVANCED, preset("gigawatt-27kw"), preset("starcloud-40mw")]))
    for path in data.draw(st.lists(st.sampled_from(PRICES), min_size=1, max_size=6, unique=True)):
        spec = field_at(design, path)
        low, high = spec.low or 0.0, spec.high or 0.0
        share = data.draw(st.sampled_from([0.0, 1e-9, 1e-6, 1e-3, 0.1, 0.5]))
        design = set_value(design, path, min(max(low + share * (high - low), low), high))
    for path, choices in (("cost.replacement", ("none", "accelerators", "hardware")),
                          ("cost.integration_from", ("share", "per_watt")),
                          ("launch.charge", ("mass", "launch")), ("launch.assembly", ("whole", "pieces")),
                          ("cost.computers_from", ("per_watt", "stated", "catalogue", "left_out"))):  # fmt: skip
        design = set_value(design, path, data.draw(st.sampled_from(choices)))
    results = evaluate(design)
    for result, value in named(opened(written(design), values=True)):
        if result in results:
            assert value == pytest.approx(results[result], rel=1e-9, abs=1e-12), result


def test_inputs_that_were_changed_elsewhere_are_read_back(recalculated: dict[str, Any]) -> None:
    """As openpyxl changed and LibreOffice saved them: those prices and no other field."""
    found = read_components(recalculated["saved"], "prices.xlsx", AI1)
    assert [fault.text for fault in found.faults] == []
    assert {change.path: change.value for change in found.changes} == {
        path: pytest.approx(value, rel=1e-12) for path, value in CASES["prices"].edits
    }
    fresh = applied(AI1, found)
    assert evaluate(fresh)["cost.capex"] == pytest.approx(dict(named(recalculated["prices"]))["cost.capex"], rel=1e-9)


@pytest.mark.parametrize("table", ["xlsx", "inputs"])
@pytest.mark.parametrize("name", ["perovskite-hjt-650km", "suncatcher-cluster"])
def test_inputs_read_back_change_nothing(name: str, table: str) -> None:
    design = preset(name)
    data = written(design) if table == "xlsx" else FORMATS[table].write(
        Source(design, dump(design), "x"), {}, lambda _: None).files[""]  # fmt: skip
    found = read_components(data, f"x.{table}", design)
    assert (found.changes, found.faults) == ((), ())
    assert found.unchanged == len(tuple(field_lines(design)))
    assert applied(design, found) == design


@pytest.fixture(scope="module")
def book() -> Any:
    return opened(written(AI1, evidence=True))


@pytest.fixture(scope="module")
def values() -> Any:
    return opened(written(AI1, evidence=True), values=True)


def test_sheets_and_how_they_print(book: Any) -> None:
    assert book.sheetnames == [
        "Summary", "Inputs", "Budgets", "Bill of materials", "Cost", "Results", "Worst orbit", "Year", "Life",
        "Programme", "Other series", "Sources", "Assumptions", "Claims",
    ]  # fmt: skip
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 9
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.freeze_panes
        assert sheet.print_title_rows
        assert "Dawnline" in sheet.oddFooter.right.text
    assert [len(sheet._charts) for sheet in book][:3] == [2, 0, 1]


def test_inputs_hold_the_design_to_the_last_digit(values: Any) -> None:
    rows = {row[0].value: row for row in values["Inputs"].iter_rows()}
    for line in field_lines(AI1):
        row, value = rows[line.name], get_value(AI1, line.name)
        said = AI1.sources.get(line.name)
        assert (row[6].value or "") == (said.text if said else "")
        if isinstance(value, int | float) and not isinstance(value, bool):
            assert row[4].value == value
            assert (row[2].value + row[13].value) * row[12].value == pytest.approx(value, rel=4e-16)
            assert (row[3].value or "", row[5].value or "") == (line.unit.symbol, line.quantity.si)
        elif isinstance(value, bool):
            assert row[2].value == str(value).lower()
        else:
            assert (row[2].value or "") == (value or "")


def test_results_hold_every_result(values: Any) -> None:
    results = evaluate(AI1)
    rows = {row[0].value: row for row in values["Results"].iter_rows()}
    assert set(results) <= set(rows)
    for name, value in results.items():
        row = rows[name]
        assert (row[6].value, row[7].value) == (RESULTS[name].equation, RESULTS[name].source)
        if isinstance(value, int | float):
            assert row[4].value == pytest.approx(value, rel=1e-14)
            unit = RESULTS[name].quantity.unit(RESULTS[name].unit) or RESULTS[name].quantity.units[0]
            assert row[2].value == pytest.approx(unit.from_si(value), rel=1e-12, abs=1e-300)


def test_series_in_their_units(values: Any) -> None:
    results, sheet = evaluate(AI1), values["Worst orbit"]
    [column] = [cell.column for cell in sheet[4] if cell.value == "power.array_worst_day"]
    told = [cell.value for [cell] in sheet.iter_rows(min_row=5, min_col=column, max_col=column)]
    assert told == pytest.approx([value / 1e3 for value in results["power.array_worst_day"]])
    assert sheet.cell(3, column).value.endswith(", kW")


def test_summary_judges_as_the_studio(values: Any) -> None:
    words = {"green": "met", "amber": "met, narrowly", "red": "not met"}
    told = {row[0].value: row[6].value for row in values["Summary"].iter_rows() if row[6].value}
    for verdict in judge(evaluate(AI1)):
        assert told[verdict.requirement.name] == words[verdict.light]


def test_words_of_the_summary_are_in_the_language_in_use_and_no_paths() -> None:
    with speaking("zh_CN"):
        book = opened(FORMATS["xlsx"].write(Source(AI1, dump(AI1), "x"), {"evidence": False}, lambda _: None).files[""])
    words = [cell for row in book.worksheets[0].iter_rows(values_only=True) for cell in row if isinstance(cell, str)]
    assert "最高结温" in words  # a requirement
    assert "警告: 结温上限" in words
    assert not [word for word in words if re.fullmatch(r".*\b[a-z]+\.[a-z_]+", word) and not word.startswith("=")]


def test_prices_are_named_as_people_call_them(values: Any) -> None:
    told = [row[11].value for row in values["Bill of materials"].iter_rows() if row[11].value]
    assert "Battery USD/kWh (cost.battery_price)" in told


def test_claims_and_sources(values: Any) -> None:
    judged = judge_statements(evaluate(AI1))
    told_claims = [row[1].value for row in values["Claims"].iter_rows(min_row=4)]
    assert told_claims == [one.statement.statement for one in judged]
    told = {(row[0].value, row[2].value) for row in values["Sources"].iter_rows()}
    assert {(path, source.text) for path, source in AI1.sources.items()} <= told


def test_nothing_is_cut_off_on_paper(tmp_path: Path) -> None:
    """A number that does not fit its column is printed as ###."""
    design = preset("filing-million")  # no other has numbers so large
    path = tmp_path / "x.xlsx"
    path.write_bytes(written(design, evidence=True))
    out = converted([path], "pdf", tmp_path)
    text = subprocess.run(["pdftotext", "-layout", str(out / "x.pdf"), "-"], check=True, capture_output=True,
                          text=True).stdout  # fmt: skip
    assert not re.search(r"##|Err:|#NAME|#VALUE|#DIV", text)
    assert design.title in text


@settings(max_examples=15)
@given(st.text(max_size=80), st.sampled_from([*FORMULA_OF, ""]))
def test_texts_stay_texts(text: str, sign: str) -> None:
    made = Book(text)
    sheet = made.sheet("x", (20.0,))
    sheet.text(0, sign + text, "wrap")
    cell = opened(made.data())["x"]["A1"]
    assert cell.data_type in ("s", "n" if cell.value is None else "s")
    if sign:
        assert cell.quotePrefix  # it stays a text when someone edits it
        assert str(cell.value).startswith(sign)


def test_hostile_title_and_sources() -> None:
    design = edited(AI1, ("title", '=HYPERLINK("http://x","y")'), ("description", "@SUM(1+1)*cmd|' /C calc'!A0"))
    data = written(design)
    book = opened(data)
    assert book["Summary"]["A1"].data_type == "s"
    assert "HYPERLINK" not in "".join(
        cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    )
    assert all("externalLink" not in name for name in zipfile.ZipFile(io.BytesIO(data)).namelist())


@pytest.mark.parametrize("name", [one.name for one in presets()])
def test_every_preset_goes_out_with_finite_numbers(name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(written(preset(name)))) as packed:
        for part in packed.namelist():
            if part.startswith("xl/worksheets/"):
                assert not re.search(rb"<v>-?(nan|inf|None)", packed.read(part)), part


def test_without_results_inputs_still_go_out() -> None:
    broken = edited(Design(), ("mission.altitude", 160e3), ("mission.eccentricity", 0.8))
    source = Source(broken, dump(broken), "x")
    product = FORMATS["xlsx"].write(source, {}, lambda _: None)
    assert product.notes
    assert opened(product.files[""]).sheetnames[:2] == ["Summary", "Inputs"]


numbers = st.floats(0.01, 100.0).map(lambda value: round(value, 3))


def _terms() -> st.SearchStrategy[Term]:
    def deeper(inner: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
        return st.one_of(
            st.tuples(inner, inner).map(lambda two: two[0] + two[1]),
            st.tuples(inner, inner).map(lambda two: two[0] - two[1]),
            st.tuples(inner, inner).map(lambda two: two[0] * two[1]),
            st.tuples(inner, inner).map(lambda two: two[0] / two[1]),
            st.tuples(inner, st.floats(-2, 2).map(lambda power: round(power, 2))).map(lambda two: two[0] ** two[1]),
        )

    return st.recursive(numbers.map(term), deeper, max_leaves=12)


@given(_terms())
def test_text_and_value_of_a_formula_agree(made: Term) -> None:
    """Python binds + − * / and powers in parentheses as a spreadsheet does."""
    assert re.fullmatch(r"[\d.E+\-*/^()]+", made.text)
    try:
        value = eval(made.text.replace("^", "**"))
    except (OverflowError, ZeroDivisionError):
        return
    if isinstance(value, float) and math.isfinite(value) and math.isfinite(made.value) and value > 0:
        assert made.value == pytest.approx(value, rel=1e-12) or made.value == 0.0


def test_functions_of_formulas() -> None:
    one = Term("A1", 2.5)
    assert choose(one.below(3), "x", 1).text == 'IF(A1<3,"x",1)'
    assert [rounded_even(Term("A1", half)).value for half in (0.5, 1.5, 2.5, 2.6)] == [0, 2, 2, 3]
    assert rounded_up(one).value == 3
    assert ln(exp(one)).value == pytest.approx(2.5)
    assert total([Term("B1", 1.0), Term("B2", None), Term("B3", 2.0)]) == Term("SUM(B1:B3)", 3.0)
    assert (one - (one - 1)).text == "A1-(A1-1)"
    assert (-one * 2).text == "(0-A1)*2"


@pytest.mark.parametrize(("value", "form"), [(0.0, "#,##0"), (12.3456, "#,##0.000"), (1e-9, "0.0000E+00"),
                                             (123456.0, "#,##0"), (1e15, "0.0000E+00")])  # fmt: skip
def test_number_formats(value: float, form: str) -> None:
    assert number_format(value) == form
    assert number_format(value, "kg") == f'{form}" kg"'


@given(st.floats(-1e12, 1e12))
def test_a_shown_number_comes_back(value: float) -> None:
    for spec in (field_at(AI1, path) for path in ("mission.altitude", "stack.temperature", "mission.inclination")):
        unit = spec.quantity.unit(spec.unit)  # type: ignore[union-attr]
        assert unit is not None
        assert unit.to_si(exact_number(value, unit)) == pytest.approx(value, rel=3e-16, abs=1e-12)
