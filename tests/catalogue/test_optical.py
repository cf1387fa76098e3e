"""The shipped optical constants against published figures, and against what the list says of them."""

import json
from typing import get_args

import msgspec
import numpy as np
import pytest

from studio import catalogue, resource
from studio.catalogue.optical import Listed, optical, optical_list, optical_tables, read_list, read_table

EV = 1.602176634e-19
WANTED = {
    "MgF2", "fused-silica", "cover-glass", "silicone", "polyimide", "ITO", "ITO-low-doped", "SnO2", "Ag", "Al", "Si",
    "a-Si", "MAPbI3", "perovskite-CsFA", "C60", "PTAA", "GaAs", "GaInP", "AlInP", "Ge", "CIGS", "ZnO", "CdS", "InGaAs",
    "TiO2", "Ta2O5", "Al2O3", "Au",
}  # fmt: skip


def at(id, nanometres):
    """n and k of a table by linear interpolation."""
    table = optical(id)
    wanted = nanometres * 1e-9
    assert table.low <= wanted <= table.high
    return np.interp(wanted, table.wavelength, table.n), np.interp(wanted, table.wavelength, table.k)


def absorption(id, nanometres):
    """Absorption coefficient [1/cm]."""
    return 4 * np.pi * at(id, nanometres)[1] / (nanometres * 1e-7)


def test_every_wanted_table_is_there():
    assert set(optical_list()) >= WANTED
    assert list(optical_tables()) == list(optical_list())


@pytest.mark.parametrize("id", optical_list())
def test_a_table_is_what_the_list_says(id):
    table = optical(id)
    assert table.wavelength.shape == table.n.shape == table.k.shape
    assert (np.diff(table.wavelength) > 0).all()
    assert table.n.min() > 0
    assert table.k.min() >= 0
    assert [table.low, table.high] == pytest.approx([table.wavelength[0], table.wavelength[-1]], rel=1e-9)
    for column in (table.wavelength, table.n, table.k):
        assert column.dtype == np.float64
        with pytest.raises(ValueError, match="read-only"):
            column[0] = 1.0


@pytest.mark.parametrize("id", optical_list())
def test_a_table_says_where_it_is_from_and_how_sure(id):
    table = optical(id)
    assert len(table.source) >= 40
    assert table.source.startswith("Assumed") == (table.confidence == "assumed")
    assert table.confidence in get_args(catalogue.Confidence)
    header = resource.path("optical", optical_list()[id].file).read_text(encoding="utf-8").split("wavelength_nm")[0]
    for told in (table.source, table.licence, table.date, table.name):
        assert told in header


def test_no_file_is_large_or_unlisted():
    files = {file.name: file.stat().st_size for file in resource.path("optical").iterdir()}
    assert set(files) == {listed.file for listed in optical_list().values()}
    assert max(files.values()) < 40_000


@pytest.mark.parametrize(
    ("id", "nanometres", "n", "within"),
    [
        ("fused-silica", 587.6, 1.4585, 3e-4),  # Malitson, J. Opt. Soc. Am. 55, 1205 (1965)
        ("fused-silica", 1550.0, 1.4440, 3e-4),
        ("MgF2", 587.6, 1.3777, 5e-4),  # ordinary ray
        ("cover-glass", 587.6, 1.5168, 3e-4),  # N-BK7, nd of the data sheet
        ("Al2O3", 587.6, 1.7682, 5e-4),  # Malitson, J. Opt. Soc. Am. 52, 1377 (1962), ordinary ray
        ("Ge", 10_000.0, 4.0040, 5e-4),  # Burnett et al., Proc. SPIE 9974, 99740X (2016)
        ("Si", 1000.0, 3.572, 1e-3),  # Green, Sol. Energy Mater. Sol. Cells 92, 1305 (2008)
        ("GaAs", 1064.0, 3.45, 0.03),
        ("ZnO", 600.0, 1.999, 1e-3),  # Bond, J. Appl. Phys. 36, 1674 (1965)
    ],
)
def test_n_is_the_published_one(id, nanometres, n, within):
    assert at(id, nanometres)[0] == pytest.approx(n, abs=within)


def test_absorption_of_silicon_is_the_one_of_green():
    assert absorption("Si", 1000.0) == pytest.approx(64.0, rel=0.01)
    assert absorption("Si", 800.0) == pytest.approx(850.0, rel=0.02)
    assert absorption("Si", 1200.0) == pytest.approx(2.2e-2, rel=0.05)


def test_silver_is_the_one_of_johnson_and_christy():
    n, k = at("Ag", 495.9)
    assert n == pytest.approx(0.05, abs=0.01)
    assert k == pytest.approx(3.093, abs=0.01)


def test_semiconductors_are_clear_below_and_dark_above_their_gap():
    for id, gap in (("GaAs", 1.42), ("GaInP", 1.85), ("perovskite-CsFA", 1.69), ("MAPbI3", 1.57), ("AlInP", 2.0)):
        assert absorption(id, 1239.84 / (gap - 0.15)) < 30.0, id
        assert absorption(id, 1239.84 / (gap + 0.5)) > 5e3, id
    assert absorption("Ge", 1500.0) > 3e3
    assert absorption("Ge", 2100.0) < 1.0
    assert absorption("InGaAs", 1400.0) == pytest.approx(9e3, rel=0.3)
    assert absorption("InGaAs", 1800.0) == 0.0


def test_bulk_covers_are_clear_and_ceria_cuts_on_at_350_nanometres():
    for id in ("MgF2", "fused-silica"):
        assert at(id, 600.0)[1] == 0.0
    transmitted = {w: np.exp(-absorption("cover-glass", w) * 0.01) for w in (320.0, 350.0, 400.0, 1000.0)}
    assert transmitted[320.0] < 0.01
    assert transmitted[350.0] == pytest.approx(0.5, abs=0.02)
    assert transmitted[400.0] > 0.99
    assert transmitted[1000.0] > 0.999


def test_only_a_table_that_may_be_shifted_has_a_gap():
    for table in optical_tables().values():
        gaps = (table.reference_gap, table.gap_low, table.gap_high)
        assert all(gap is None for gap in gaps) or 0 < table.gap_low < table.reference_gap < table.gap_high
    tunable = optical("perovskite-CsFA")
    assert [tunable.gap_low / EV, tunable.reference_gap / EV, tunable.gap_high / EV] == pytest.approx([1.5, 1.69, 1.85])


def test_the_gap_of_the_perovskite_is_where_its_own_edge_points():
    table = optical("perovskite-CsFA")
    energy = np.array([1.70, 1.75])
    strength = np.array([absorption(table.id, 1239.84198 / e) for e in energy])
    edge = (strength * energy) ** 2  # direct gap, Tauc
    gap = energy[0] - edge[0] * np.diff(energy)[0] / np.diff(edge)[0]
    assert gap == pytest.approx(table.reference_gap / EV, abs=0.01)


def test_every_material_with_optical_constants_names_a_table():
    named = {material.id: material.optical for material in catalogue.materials().values()}
    assert set(named.values()) - {""} <= set(optical_list())
    assert {id for id, optical_id in named.items() if not optical_id} == {"cfrp", "al-honeycomb"}
    assert named["aluminium"] == "Al"


def test_an_unknown_table_is_refused_with_the_nearest():
    with pytest.raises(catalogue.CatalogueError, match=r"“fused silica”; nearest are .*fused-silica"):
        optical("fused silica")


@pytest.fixture
def faulty(tmp_path):
    listed = Listed(
        id="x", name="X", file="x.csv", kind="table", low=4e-7, high=6e-7, licence="CC0", source="Somewhere, 2020",
        date="2020", confidence="published",
    )  # fmt: skip

    def read(content):
        file = tmp_path / "x.csv"
        if content is not None:
            file.write_text(content, encoding="utf-8")
        return read_table(file, listed)

    return read


def test_the_table_these_faults_are_put_into_is_good(faulty):
    assert faulty("# x\n400,1,0\n500,1.1,0\n600,1.2,0.5\n").k.tolist() == [0, 0, 0.5]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "cannot be read"),
        ("", "three rows"),
        ("400,1,0\n500,1,0\n", "three rows"),
        ("400,1,0\n500,1\n600,1,0\n", "cannot be read"),
        ("400,1,0\n500,1,0,600\n1,0\n", "cannot be read"),
        ("400,1,0\n500,one,0\n600,1,0\n", "cannot be read"),
        ("400,1,0\n600,1,0\n500,1,0\n", "do not ascend"),
        ("400,1,0\n400,1,0\n600,1,0\n", "do not ascend"),
        ("400,1,0\n500,nan,0\n600,1,0\n", "not finite"),
        ("400,1,0\n500,1,inf\n600,1,0\n", "not finite"),
        ("400,1,0\n500,-1,0\n600,1,0\n", "n must be positive"),
        ("400,1,0\n500,1,-1e-9\n600,1,0\n", "k must not be negative"),
        ("400,1,0\n500,1,0\n700,1,0\n", "does not cover the range"),
    ],
)
def test_a_faulty_table_is_refused_in_one_sentence(faulty, content, said):
    with pytest.raises(catalogue.CatalogueError, match=rf"x\.csv: .*{said}") as caught:
        faulty(content)
    assert "\n" not in str(caught.value)


def test_a_faulty_list_is_refused(tmp_path):
    file = tmp_path / "optical.json"
    with pytest.raises(catalogue.CatalogueError, match=r"optical\.json: cannot be read"):
        read_list(file)
    entries = json.loads(resource.path("catalogue", "optical.json").read_text(encoding="utf-8"))
    file.write_bytes(msgspec.json.encode([entries[0], entries[0]]))
    with pytest.raises(catalogue.CatalogueError, match="appears twice"):
        read_list(file)
    entries[0]["file"] = "../../secret.csv"
    file.write_bytes(msgspec.json.encode(entries))
    with pytest.raises(catalogue.CatalogueError, match="cannot be read"):
        read_list(file)
