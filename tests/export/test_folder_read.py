"""The folder of one click, every file of it opened by a reader that is not ours."""

import ast
import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import jsonschema
import numpy as np
import openpyxl
import pandas
import pytest
import xarray
import yaml
from PIL import Image
from sgp4.api import Satrec

from studio.document.baselines import baseline_designs
from studio.document.claim import incumbent
from studio.document.files import dump
from studio.document.presets import preset
from studio.document.schema import design_schema
from studio.export.everything.index_page import FIGURES
from studio.export.formats import Source, find_format
from studio.export.outlet import put
from tests.export.orbit import czml_schema, ndm_reader, orekit_reader
from tests.export.orbit.gmat_grammar import Script
from tests.export.programs import WEB, run_program

TITLE = "AI1 satellite, 120 kW"
GMSH = Path(__file__).with_name("read_step_with_gmsh.py")
SPAN = 24 * 3600.0


@pytest.fixture(scope="module")
def source() -> Source:
    design = preset("ai1-120kw")
    return Source(design, dump(design), "ai1", baseline_designs(design), incumbent=incumbent(design))


@pytest.fixture(scope="module")
def folder(source: Source, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("everything") / "all"
    put(find_format("folder").write(source, {}, lambda share: None), target)
    return target


def read_design(path: Path) -> None:
    jsonschema.validate(found := json.loads(path.read_bytes()), design_schema())
    assert found["design"]["title"] == TITLE


def read_script(path: Path) -> None:
    assert TITLE in ast.dump(ast.parse(path.read_text(encoding="utf-8")))


def read_pdf(path: Path) -> None:
    text = run_program("pdftotext", "-layout", str(path), "-")
    assert TITLE in " ".join(text.split())


def read_page(path: Path) -> None:
    found = run_program("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", path.as_uri())
    assert f"{TITLE}</h1>" in found


def read_drawing(path: Path) -> None:
    assert ET.parse(path).getroot().tag == "{http://www.w3.org/2000/svg}svg"


def read_workbook(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    assert TITLE in {cell.value for row in book.worksheets[0].iter_rows() for cell in row}


def read_csv(path: Path) -> None:
    table = pandas.read_csv(path, comment="#", header=1 if path.name.endswith(".sam.csv") else 0)
    assert len(table) > 0
    assert len(table.columns) > 1


def read_parquet(path: Path) -> None:
    assert len(pandas.read_parquet(path)) > 1000


def read_netcdf(path: Path) -> None:
    with xarray.open_dataset(path, engine="netcdf4") as found:
        assert float(found["power_array_worst_day"].max()) > 100e3


def read_yaml(path: Path) -> None:
    assert yaml.safe_load(path.read_text(encoding="utf-8"))["DATA"]


def read_globe(path: Path) -> None:
    assert list(czml_schema.validator().iter_errors(json.loads(path.read_bytes()))) == []


def read_mission(path: Path) -> None:
    assert Script(path.read_text()).of_kind("Spacecraft")


def read_elements(path: Path) -> None:
    lines = path.read_text().splitlines()[-2:]
    error, position, _ = Satrec.twoline2rv(*lines).sgp4_tsince(0.0)
    assert error == 0
    assert np.linalg.norm(position) == pytest.approx(7078.0, abs=25.0)


def read_model(path: Path) -> None:
    (report,) = json.loads(run_program("node", "validate_gltf.js", str(path), folder=WEB))
    assert report["issues"]["messages"] == []


def read_solids(path: Path) -> None:
    done = subprocess.run([sys.executable, str(GMSH), str(path)], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert all(one["volume"] > 0.0 for one in json.loads(done.stdout))


def read_photo(path: Path) -> None:
    with Image.open(path) as image:
        image.load()
        assert image.width >= 64
        assert np.ptp(np.asarray(image.convert("L"))) > 50


def read_later(path: Path) -> None:
    """By Orekit and ccsds-ndm, for all of them at once."""


READERS: dict[str, Callable[[Path], None]] = {
    ".json": read_design, ".py": read_script, ".pdf": read_pdf, ".html": read_page, ".svg": read_drawing,
    ".xlsx": read_workbook, ".csv": read_csv, ".parquet": read_parquet, ".nc": read_netcdf, ".yml": read_yaml,
    ".czml": read_globe, ".script": read_mission, ".3le": read_elements, ".glb": read_model,
    ".step": read_solids, ".png": read_photo,
    ".oem": read_later, ".omm": read_later, ".e": read_later,
}  # fmt: skip


@pytest.mark.parametrize("ending", sorted(READERS))
def test_files_open_elsewhere(folder: Path, ending: str) -> None:
    found = sorted(folder.rglob(f"*{ending}"))
    assert found, f"the folder has no {ending}"
    for path in found:
        READERS[ending](path)


def test_no_file_is_without_a_reader(folder: Path) -> None:
    endings = {path.suffix for path in folder.rglob("*") if path.is_file()} - {""}
    assert endings <= set(READERS)
    assert [path.name for path in folder.rglob("*") if path.is_file() and not path.suffix] == ["SHA256SUMS"]


def test_flight_dynamics_packages_read_one_orbit_from_all_files(folder: Path, source: Source) -> None:
    (oem,), (omm,), (stk,) = (list(folder.rglob(f"*{ending}")) for ending in (".oem", ".omm", ".e"))
    found = orekit_reader.ask({"oem": {"x": str(oem)}, "omm": {"x": str(omm)}, "stk": {"x": str(stk)},
                               "elapsed": [0.0, 1234.5, SPAN]})  # fmt: skip
    (ephemeris,) = found["oem"]["x"].values()
    assert np.asarray(ephemeris["celestial"])[:, :3] == pytest.approx(
        np.asarray(found["stk"]["x"]["celestial"])[:, :3], abs=1.0)  # fmt: skip
    radius = np.linalg.norm(np.asarray(ephemeris["celestial"])[:, :3], axis=1)
    assert radius == pytest.approx(source.results(lambda _: None)["orbit.semi_major_axis"], rel=1e-6)
    assert [one["name"] for one in found["omm"]["x"]]
    read = ndm_reader.ask({"oem": str(oem), "omm": str(omm)})
    assert [one["kind"] for name in ("oem", "omm") for one in read[name]] == ["Oem", "Omm"]


def test_sums_agree(folder: Path) -> None:
    done = subprocess.run(["sha256sum", "-c", "--strict", "--quiet", "SHA256SUMS"], cwd=folder, capture_output=True,
                          text=True)  # fmt: skip
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


_UNITS = {"": 1.0, "W": 1.0, "kW": 1e3, "kg": 1.0, "t": 1e3, "%": 0.01, "min": 60.0, "s": 1.0, "rad": 1.0,
          "°": np.pi / 180.0, "m²": 1.0, "USD": 1.0, "million USD": 1e6, "USD/h": 1.0 / 3600.0}  # fmt: skip
_NUMBER = r"([-−]?[\d,]+(?:\.\d+)?) ?(million USD|USD/h|kW|W|t|kg|%|min|°|m²|)(?=\s|<|$)"


def read_number(text: str, unit: str) -> float:
    return float(text.replace(",", "").replace("−", "-")) * _UNITS[unit]


def test_headline_numbers_are_the_same_in_every_file(folder: Path) -> None:
    table = pandas.read_csv(folder / "tables/ai1.csv").set_index("name")
    book = openpyxl.load_workbook(folder / "tables/ai1.xlsx", data_only=True)
    cells = {row[0]: row for row in book["Results"].iter_rows(values_only=True)}
    summary = {row[0]: row[1] for row in book["Summary"].iter_rows(values_only=True) if isinstance(row[1], int | float)}
    pages = {"report/ai1.pdf": run_program("pdftotext", "-layout", str(folder / "report/ai1.pdf"), "-"),
             "report/ai1.html": (folder / "report/ai1.html").read_text(encoding="utf-8"),
             "index.html": (folder / "index.html").read_text(encoding="utf-8")}  # fmt: skip
    for name in FIGURES:
        label, value = table.label[name], float(table.value[name])
        shown = f"{cells[name][2]:.17g}", cells[name][3] or ""
        assert float(cells[name][4]) == pytest.approx(value, rel=1e-9), name
        assert read_number(*shown) == pytest.approx(value, rel=1e-9), name
        if label in summary:
            assert summary[label] == pytest.approx(cells[name][2], rel=1e-9), name
        for page, text in pages.items():
            between = r"\s{2,}" if page.endswith("pdf") else r"</td>\s*<td[^>]*>"
            found = re.findall(rf"(?:^|\s{{2,}}|>){re.escape(label)}{between}{_NUMBER}", text, re.MULTILINE)
            assert found, (page, label)
            for one in found:
                assert read_number(*one) == pytest.approx(value, rel=6e-4), (page, label)
    bill = pandas.read_csv(folder / "tables/ai1.bom.csv").set_index("name")
    assert bill["price of all [USD]"]["cost.capex"] == pytest.approx(float(table.value["cost.capex"]))
    assert bill["mass with margins [kg]"]["cost.satellite"] == pytest.approx(float(table.value["mass.satellite"]))
    budget = pandas.read_csv(folder / "tables/ai1.budgets.csv")
    assert budget.value[budget.budget == "mass"].sum() == pytest.approx(float(table.value["mass.satellite"]))
