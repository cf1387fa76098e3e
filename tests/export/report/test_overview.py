"""The first pages of a report say things as people call them."""

import pytest

from studio.analysis import Results, evaluate
from studio.analysis.judge import Verdict
from studio.design import Design, set_value
from studio.design.quantity import POWER, TEMPERATURE
from studio.design.requirement import Requirement
from studio.document.files import dump
from studio.document.presets import preset
from studio.export.formats import Source
from studio.export.report.content import Section, Table, Text
from studio.export.report.figures.charts import best_unit
from studio.export.report.sections.overview import overview
from studio.export.report.subject import Subject
from studio.export.summary import compared, quantity_text, typeset, value_text


def first_page(design: Design) -> Section:
    results: Results = evaluate(design)
    return overview(Subject(Source(design, dump(design), "x"), results, lambda share: None))


def words(section: Section) -> str:
    return " ".join(block.text for block in section.blocks if isinstance(block, Text))


def test_warnings_name_the_field_that_they_are_about() -> None:
    *_, warnings = first_page(preset("ai1-120kw")).within
    (table,) = (block for block in warnings.blocks if isinstance(block, Table))
    assert {row[1] for row in table.rows} == {
        "Bus voltage (power.bus_voltage)", "Junction limit (thermal.junction_limit)",
        "Accelerator (payload.accelerator)"}  # fmt: skip


def test_powers_of_ten_in_warnings_are_printed_as_such() -> None:
    *_, warnings = first_page(preset("perovskite-hjt-650km")).within
    (table,) = (block for block in warnings.blocks if isinstance(block, Table))
    said = " ".join(str(row[2]) for row in table.rows)
    assert "3.8·10¹⁵ electrons" in said
    assert "e15" not in said


def test_an_eccentric_orbit_flies_at_two_altitudes() -> None:
    design = preset("shell-30deg")
    for path, value in (("constellation.pattern", "single"), ("mission.eccentricity", 0.7367),
                        ("mission.altitude", 19_750e3)):  # fmt: skip
        design = set_value(design, path, value)
    low, high = (26_128.137 * (1.0 + sign * 0.7367) - 6378.137 for sign in (-1.0, 1.0))
    assert f"flies at {low:.5g} km to {high:.0f} km." in words(first_page(design))
    assert "each fly at 550 km." in words(first_page(preset("shell-30deg")))


@pytest.mark.parametrize(("value", "text"), [(131e3, "131 kW"), (0.05e9, "0.05 GW"), (2.5e9, "2.5 GW"), (0.0, "0 GW"),
                                             (-20.0, "-20 W")])  # fmt: skip
def test_numbers_that_are_nothing_in_a_large_unit_take_a_smaller_one(value: float, text: str) -> None:
    assert quantity_text(value, POWER, "GW") == text


def test_figures_choose_the_unit_by_their_largest_number() -> None:
    assert best_unit(131e3, POWER, "GW") == "kW"
    assert best_unit(2e10, POWER, "kW") == "GW"
    assert best_unit(300.0, TEMPERATURE, "K") == "K"


def test_a_bound_of_nothing_has_the_unit_of_what_was_found() -> None:
    def told(actual: float, name: str) -> tuple[str, str]:
        verdict = Verdict(Requirement("Some", name, ">=", 0.0), "green", actual, actual)
        return compared(verdict, Design())

    assert told(874.4, "power.margin_eol") == ("874.4 W", "≥ 0 W")
    assert told(-3969.0, "power.margin_eol") == ("−3.969 kW", "≥ 0 kW")
    nothing = value_text(0.0, "power.load_shed_energy")
    assert told(0.0, "power.load_shed_energy") == (nothing, f"≥ {nothing}")
    assert typeset("-") == "-"
    assert typeset("-5 K") == "−5 K"
