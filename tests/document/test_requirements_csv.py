"""Requirements as a spreadsheet: what is written is read back as it was, and what is wrong is said with its row."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.analysis import RESULTS
from studio.design import Design, DesignError, Requirement
from studio.document import preset
from studio.document.requirements_csv import from_csv, to_csv
from tests.design_strategies import structs

NUMBERS = sorted(name for name, info in RESULTS.items() if info.kind in {"number", "integer"})
PRINTABLE = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=20)


def made(one: Requirement, name: str, result: str, width: float) -> Requirement:
    """`one` as a requirement that can be: a range in order and not against anything, texts that a row can carry."""
    texts = {field: " ".join(getattr(one, field).split()) for field in (
        "policy", "rationale", "owner", "source", "parent")}  # fmt: skip
    upper = one.value + width if one.relation == "in" else None
    against = "" if one.relation == "in" else one.against.strip()
    return msgspec.structs.replace(one, name=name, result=result, upper=upper, against=against, **texts)


@given(st.lists(st.tuples(structs(Requirement), PRINTABLE, st.sampled_from(NUMBERS)), max_size=4,
                unique_by=lambda row: row[1]))  # fmt: skip
def test_any_requirements_come_back_as_they_were(rows) -> None:
    found = tuple(made(one, name, result, max(1.0, abs(one.value))) for one, name, result in rows)
    design = Design(requirements=tuple(one for one in found if one.upper is None or one.upper <= 1e30))
    assert from_csv(to_csv(design), Design()).requirements == design.requirements


def test_the_requirements_of_a_preset_come_back_in_the_units_that_people_expect() -> None:
    design = preset("suncatcher-cluster")
    text = to_csv(design).decode("utf-8-sig")
    assert "thermal.junction_temperature,<=,85.0,,°C,5.0" in text
    assert from_csv(text.encode(), Design()).requirements == design.requirements


def test_a_spreadsheet_with_semicolons_has_decimal_commas() -> None:
    text = "name;result;relation;value;unit\nMass;mass.satellite;≤;12,5;t\n"
    assert from_csv(text.encode(), Design()).requirements == (Requirement("Mass", "mass.satellite", "<=", 12500.0),)


@pytest.mark.parametrize(("text", "said"), [
    (b"", "“name” is missing"),
    (b"\xff\xfe", "not text in UTF-8"),
    (b"name,result,relation,value\n\"a", "cannot be read"),
    (b"name,result,relation,value,colour\n", "colour"),
    (b"name,result,relation,value\nM,mass.moon,<=,1\n", "row 2: there is no result"),
    (b"name,result,relation,value\nM,mass.satellite,<,1\n", "row 2: “<” is none of"),
    (b"name,result,relation,value\nM,mass.satellite,<=,1 000\n", "row 2: “1 000” is not a number"),
    (b"name,result,relation,value\nM,mass.satellite,<=,nan\n", "not a finite number"),
    (b"name,result,relation,value\nM,mass.satellite,<=,\n", "needs a value"),
    (b"name,result,relation,value,unit\nM,mass.satellite,<=,1,W\n", "no unit of mass.satellite"),
    (b"name,result,relation,value,verification\nM,mass.satellite,<=,1,faith\n", "verification"),
    (b"name,result,relation,value\nM,mass.satellite,<=,1\nM,mass.satellite,<=,2\n", "two requirements"),
    (b"name,result,relation,value,upper\nM,mass.satellite,in,2,1\n", "upper end"),
])  # fmt: skip
def test_what_is_wrong_is_said_in_a_sentence(text: bytes, said: str) -> None:
    with pytest.raises(DesignError) as refusal:
        from_csv(text, Design())
    assert said in str(refusal.value)


def test_no_cell_is_a_formula() -> None:
    one = Requirement("=cmd()", "mass.satellite", "<=", 1.0, owner="@boss", rationale="-1+2")
    text = to_csv(Design(requirements=(one,))).decode("utf-8-sig")
    assert "'=cmd()" in text
    assert "'@boss" in text
    assert from_csv(text.encode(), Design()).requirements == (one,)
