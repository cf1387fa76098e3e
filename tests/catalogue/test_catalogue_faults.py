"""A catalogue file with a fault in it is refused with a sentence that names the file, the entry and the number."""

import copy
import json

import pytest

from studio import resource
from studio.catalogue import CatalogueError, Cell
from studio.catalogue.table import read


@pytest.fixture
def good():
    return json.loads(resource.path("catalogue", "cells.json").read_text(encoding="utf-8"))[:2]


@pytest.fixture
def load(tmp_path):
    def write_and_read(content):
        file = tmp_path / "cells.json"
        file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return read(file, Cell)

    return write_and_read


def test_the_file_these_faults_are_put_into_is_good(good, load):
    assert list(load(good)) == ["azur-3g30a", "azur-4g32c"]


def test_an_id_that_appears_twice(good, load):
    with pytest.raises(CatalogueError, match=r"cells\.json: azur-3g30a appears twice"):
        load([good[0], copy.deepcopy(good[0])])


@pytest.mark.parametrize(
    ("field", "value"),
    [("efficiency", 29.4), ("efficiency", 0.0), ("reference_irradiance", 1000.0), ("areal_mass", 86.0),
     ("thickness", 140.0), ("temperature_coefficient", -0.23), ("remaining_factor_1e15", 1.01)],
)  # fmt: skip
def test_a_number_in_another_unit(good, load, field, value):
    good[0][field]["value"] = value
    with pytest.raises(CatalogueError, match=rf"cells\.json: azur-3g30a: {field} {value:g} is not between"):
        load(good)


@pytest.mark.parametrize("lost", ["value", "source", "date", "confidence"])
def test_a_number_that_lost_a_part(good, load, lost):
    del good[1]["efficiency"][lost]
    with pytest.raises(CatalogueError, match=rf"cells\.json: cannot be read: .*`{lost}`.*\$\[1\]\.efficiency"):
        load(good)


@pytest.mark.parametrize(
    ("part", "value"),
    [("source", ""), ("source", "me"), ("date", "yesterday"), ("date", ""), ("confidence", "certain"),
     ("value", "0.29"), ("value", None)],
)  # fmt: skip
def test_a_number_with_a_part_that_says_nothing(good, load, part, value):
    good[0]["efficiency"][part] = value
    with pytest.raises(CatalogueError, match=rf"cells\.json: cannot be read: .*\$\[0\]\.efficiency\.{part}"):
        load(good)


def test_a_bare_number_without_a_source(good, load):
    good[0]["thickness"] = 140e-6
    with pytest.raises(CatalogueError, match=r"\$\[0\]\.thickness"):
        load(good)


def test_a_field_that_is_not_known(good, load):
    good[0]["colour"] = "blue"
    with pytest.raises(CatalogueError, match="colour"):
        load(good)


@pytest.mark.parametrize("content", ["", "{", "[1", "{}", "null", '[{"id": NaN}]'])
def test_a_file_that_is_no_table(load, content):
    with pytest.raises(CatalogueError, match=r"cells\.json: cannot be read"):
        load(content)


def test_a_file_that_is_missing(tmp_path):
    with pytest.raises(CatalogueError, match=r"cells\.json: cannot be read"):
        read(tmp_path / "cells.json", Cell)
