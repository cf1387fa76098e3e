"""The reference spectra against the totals that their standards state, and a spectrum file with a fault in it."""

import numpy as np
import pvlib
import pytest

from studio import resource
from studio.catalogue import CatalogueError
from studio.catalogue.spectrum import FILES, read, spectrum
from studio.physics.constants import ASTM_E490


def test_air_mass_zero_has_the_total_of_its_standard() -> None:
    sun = spectrum("am0")
    assert sun.total == pytest.approx(ASTM_E490, abs=0.01)
    assert sun.wavelength[[0, -1]] == pytest.approx([119.5e-9, 1e-3])
    assert sun.wavelength.size == 1697
    assert "E490" in sun.name
    assert "E490" in sun.source


def test_air_mass_1_5_is_the_table_of_an_independent_package() -> None:
    sun, table = spectrum("am1.5g"), pvlib.spectrum.get_reference_spectra()
    np.testing.assert_allclose(sun.wavelength * 1e9, table.index, rtol=1e-14)
    np.testing.assert_allclose(sun.irradiance * 1e-9, table["global"], rtol=1e-14)
    assert sun.total == pytest.approx(1000.4, abs=0.05)


def test_air_mass_zero_agrees_with_the_other_standard_where_both_are_tabulated() -> None:
    table = pvlib.spectrum.get_reference_spectra()["extraterrestrial"]
    sun = spectrum("am0")
    inside = (sun.wavelength >= 280e-9) & (sun.wavelength <= 4e-6)
    part = np.trapezoid(sun.irradiance[inside], sun.wavelength[inside])
    assert part == pytest.approx(np.trapezoid(table, table.index), rel=1e-3)


@pytest.mark.parametrize("id", FILES)
def test_arrays_are_kept_and_read_only(id: str) -> None:
    sun = spectrum(id)
    assert spectrum(id) is sun
    for array in (sun.wavelength, sun.irradiance):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1.0
    assert resource.path("spectra", FILES[id]).stat().st_size < 60_000


def test_a_spectrum_that_is_not_there() -> None:
    with pytest.raises(CatalogueError, match=r"no spectrum “am2”; there are am0, am1\.5g"):
        spectrum("am2")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("120.5,", "119.5,", "do not ascend"),
        ("120.5,0.0005614", "120.5,-0.0005614", "not a sensible number"),
        ("120.5,0.0005614", "120.5,nan", "not a sensible number"),
        ("120.5,0.0005614", "120.5,5.614", "points of .* but the file states 1697 of 1366.0916"),
        ("120.5,0.0005614\n", "", "1696 points"),
        ("120.5,0.0005614", "120.5", "cannot be read"),
        ("120.5,0.0005614", "120.5,x", "cannot be read"),
        ("wavelength_nm,", "wavelength_um,", "cannot be read"),
        ("# source: ", "# ", "cannot be read"),
        ("# points: 1697", "# points: many", "cannot be read"),
    ],
)
def test_a_file_with_a_fault(tmp_path, old, new, message) -> None:
    text = resource.path("spectra", FILES["am0"]).read_text(encoding="utf-8")
    assert text.count(old) >= 1
    file = tmp_path / "sun.csv"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogueError, match=rf"sun\.csv: .*{message}"):
        read(file, "sun")


@pytest.mark.parametrize("content", ["", "# title: x\n", "wavelength_nm,irradiance_w_m2_nm\n"])
def test_a_file_that_is_no_spectrum(tmp_path, content) -> None:
    file = tmp_path / "sun.csv"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"sun\.csv: cannot be read"):
        read(file, "sun")


def test_a_file_that_is_missing(tmp_path) -> None:
    with pytest.raises(CatalogueError, match=r"sun\.csv: cannot be read"):
        read(tmp_path / "sun.csv", "sun")
