"""Every equation typeset: nothing is lost, all of it is inside its frame, in any width and both looks."""

import re

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.analysis import RESULTS
from studio.gui.explain.equation import EquationView
from studio.gui.explain.facts import facts_of
from studio.gui.explain.latex import latex
from studio.gui.explain.notation import Fence, Fraction, Leaf, Root, Row, Script, leaves, parse, plain_letters
from studio.gui.explain.put_in import _symbol, symbol_of, with_values
from studio.gui.explain.spoken import spoken
from studio.gui.explain.symbols import stated
from studio.gui.explain.typeset import Typesetter
from studio.gui.lettering import use_letters
from studio.gui.session import Session
from studio.gui.theme import Theme

EQUATIONS = sorted({info.equation for info in RESULTS.values()})
_TEN = re.compile(r"(\d\.\d+)e-(\d+)")


def letters(text: str) -> str:
    """What must be seen of an equation; a power of ten is written out, and a cube root has its own sign."""
    return plain_letters(_TEN.sub(r"\1 10 \2", text).replace("µ", "μ"))


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication) -> EquationView:
    theme = Theme()
    theme.use(True)
    made = EquationView(theme, "equation", "Equation")
    qtbot.addWidget(made)
    made.resize(300, 100)
    return made


def test_no_equation_loses_a_letter_or_a_number() -> None:
    assert len(EQUATIONS) > 450
    for text in EQUATIONS:
        assert letters("".join(leaves(parse(text)))) == letters(text), text


@pytest.mark.parametrize("width", [150.0, 270.0, 700.0])
def test_what_is_drawn_is_the_text_in_its_order_and_inside_its_box(qapp: QApplication, width: float) -> None:
    typesetter = Typesetter(qapp.font())
    for text in EQUATIONS:
        box = typesetter.set(parse(text), width)
        drawn = "".join(mark.text for mark in box.marks if mark.kind in {"italic", "upright"})
        expected = letters(text)
        # In a script the index comes after the power where both are there.
        assert sorted(letters(drawn)) == sorted(expected), text
        assert all(mark.x >= -0.5 and mark.x + mark.width <= box.width + 1.0 for mark in box.marks), text
        assert all(-box.ascent - 2.0 <= mark.y <= box.descent + 1.0 for mark in box.marks), text


def test_most_equations_fit_the_dock(qapp: QApplication) -> None:
    typesetter = Typesetter(qapp.font())
    wide = [text for text in EQUATIONS if typesetter.set(parse(text), 270.0).width > 1.35 * 270.0]
    assert wide == []


def test_a_fraction_a_root_a_power_and_an_index_are_what_they_are() -> None:
    _, _, two, pi, root = parse("T = 2π √(a³/µ)").items
    assert (two, pi) == (Leaf("2", "number", True), Leaf("π", "symbol", False))
    assert isinstance(root, Root)
    (fraction,) = root.body.items
    assert isinstance(fraction, Fraction)
    assert isinstance(fraction.above, Script)
    assert leaves(fraction.above) == ("a", "3")
    assert leaves(fraction.below) == ("µ",)
    (power,) = parse("(R_E / a)²").items
    assert isinstance(power, Script)
    assert isinstance(power.base, Fence)
    index = power.base.body.items[0].above
    assert isinstance(index, Script)
    assert leaves(index.below) == ("E",)


@pytest.mark.parametrize(
    ("text", "above", "below"),
    [
        ("load / distribution efficiency", "load", "distribution efficiency"),
        ("x = 2 ρ L P / (ε V²)", "2 ρ L P", "ε V 2"),
        ("10 log₁₀ (photons per bit / those required)", "photons per bit", "those required"),
        ("∫ B dλ / ∫ A dλ at night", "∫ B d λ", "∫ A d λ"),
        ("1 − exp(−N)/2", "exp − N", "2"),
    ],
)
def test_a_stroke_divides_what_it_stands_between(text: str, above: str, below: str) -> None:
    found = [node for node in walk(parse(text)) if isinstance(node, Fraction)]
    assert [(" ".join(leaves(node.above)), " ".join(leaves(node.below))) for node in found] == [(above, below)]


def test_units_and_sentences_are_not_divided() -> None:
    for text in ("W/m² ÷ kg/m²", "at the speed of 3 m/s/yr per km", "battery that closes with it, new / load"):
        assert not [node for node in walk(parse(text)) if isinstance(node, Fraction)], text


def walk(node: object) -> list[object]:
    parts: list[object] = [node]
    for name in ("items", "above", "below", "body", "base"):
        inner = getattr(node, name, None)
        for one in inner if isinstance(inner, tuple) else (inner,) if inner is not None else ():
            parts += walk(one)
    return parts


def test_latex_has_its_brackets_in_pairs_and_every_letter() -> None:
    assert latex(parse("F = (R_E / a)²")) == r"F = \left(\frac{R_{E}}{a}\right)^{2}"
    assert latex(parse("T = 2π √(a³/µ)")) == r"T = 2 \pi \sqrt{\frac{a^{3}}{\mu}}"
    for text in EQUATIONS:
        made = latex(parse(text))
        depth = 0
        for sign in re.sub(r"\\[{}]", "", made):
            depth += {"{": 1, "}": -1}.get(sign, 0)
            assert depth >= 0, text
        assert depth == 0, text
        assert made.count(r"\left") == made.count(r"\right"), text
        for word in re.findall(r"[A-Za-z]{5,}", text):
            assert word in made, text


def test_it_is_read_out() -> None:
    assert spoken(parse("v = √(µ/a)")) == "v equals the square root of µ over a"
    assert spoken(parse("a³ − ⌊x⌋")) == "a cubed minus x rounded down"
    for text in EQUATIONS:
        assert spoken(parse(text))


def test_the_view_wraps_copies_and_says_what_it_shows(view: EquationView, qtbot: QtBot) -> None:
    view.show_equation(RESULTS["payload.working_mean"].equation)
    assert view.heightForWidth(160) > view.heightForWidth(700)
    assert "the fraction" in view.accessibleName()
    view.show()
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == RESULTS["payload.working_mean"].equation
    view.copy_latex()
    assert QApplication.clipboard().text().startswith(r"\frac{x_{1} + 1 - \exp")


@pytest.mark.parametrize("dark", [True, False])
def test_ink_is_seen_in_both_looks(view: EquationView, dark: bool) -> None:
    view._theme.use(dark)
    view.show_equation("F = (R_E / a)²")
    view.resize(300, view.heightForWidth(300))
    image = view.grab().toImage()
    levels = {QColor(image.pixel(x, y)).lightness() for x in range(image.width()) for y in range(image.height())}
    assert max(levels) - min(levels) > 150


def test_symbols_are_those_that_results_define() -> None:
    assert symbol_of("orbit.semi_major_axis") == "a"
    assert symbol_of("thermal.sink_temperature") == "T_s"
    assert symbol_of("mass.satellite") == ""


def test_letters_stand_for_inputs_of_the_result() -> None:
    """Each rule of the table is of use: a result that begins so has that letter in its equation, and that input."""
    for beginning, rules in stated().items():
        for symbol, named in rules.items():
            users = [info for name, info in RESULTS.items() if name.startswith(beginning) and named in info.inputs]
            letters_of = {one for info in users for node in walk(parse(info.equation)) for one in [_symbol(node)]}
            assert symbol in letters_of, (beginning, symbol, named)


def test_powers_of_temperatures_are_absolute(session: Session) -> None:
    found = with_values(facts_of(session.results(), "payload.thermal_share"))
    assert found is not None
    assert "°C)⁴" not in found[1]
    assert "K)⁴" in found[1]


def test_values_are_put_in(session: Session) -> None:
    results = session.results()

    def put(name: str) -> str:
        found = with_values(facts_of(results, name))
        assert found is not None, name
        return found[1]

    assert put("orbit.semi_major_axis") == "a = 6378.137 km + 650 km = 7028.14 km"
    assert put("orbit.velocity").startswith("v = √(398600.4 km³/s² / 7028 km) = 7.530")
    assert put("constellation.mass").startswith("81 × 567.7 kg")
    assert with_values(facts_of(results, "optics.wavelength")) is None


def test_values_that_are_put_in_are_those_of_inputs_and_lead_to_them(session: Session) -> None:
    results, shown = session.results(), 0
    for name in RESULTS:
        facts = facts_of(results, name)
        found = with_values(facts)
        if found is None:
            continue
        inputs = {link.name: link.text for link in facts.inputs}
        for leaf in walk(found[0]):
            if isinstance(leaf, Leaf) and leaf.kind == "value" and leaf.name:
                assert inputs[leaf.name] == leaf.text or (inputs[leaf.name].endswith("°C") and leaf.text.endswith(" K"))
                shown += 1
    assert shown > 250


def test_a_product_or_quotient_of_values_gives_the_value(session: Session) -> None:
    """Where all is put in and it is but a product, a quotient or a sum, it is that of the SI values."""
    results, checked = session.results(), 0
    from studio.design import get_value

    def si(leaf: Leaf) -> float:
        return float(results[leaf.name] if leaf.name in RESULTS else get_value(session.design, leaf.name))

    def worth(node: object) -> float | None:
        if isinstance(node, Leaf):
            return si(node) if node.kind == "value" and node.name else None
        if isinstance(node, Fraction):
            above, below = worth(node.above), worth(node.below)
            return None if above is None or not below else above / below
        if isinstance(node, Row) and len(node.items) % 2:
            total, sign = worth(node.items[0]), None
            signs = {item.text for item in node.items[1::2] if isinstance(item, Leaf)}
            for item in node.items[2::2]:
                value = worth(item)
                if total is None or value is None or len(signs) != 1 or not signs <= {"·", "×", "+", "−"}:
                    return None
                sign = next(iter(signs))
                total = total + value if sign == "+" else total - value if sign == "−" else total * value
            return total
        return None

    for name in RESULTS:
        found = with_values(facts_of(results, name))
        if found is None or name not in results or not isinstance(results[name], float):
            continue
        items = found[0].items
        ending = [at for at, item in enumerate(items) if isinstance(item, Leaf) and item.text == "="]
        if not ending:
            continue
        body = worth(Row(items[: ending[-1]]))
        if body is not None:
            assert body == pytest.approx(results[name], rel=1e-9), (name, found[1])
            checked += 1
    assert checked >= 20


def test_a_click_on_a_value_leads_to_it(view: EquationView, session: Session, qtbot: QtBot) -> None:
    found = with_values(facts_of(session.results(), "orbit.velocity"))
    assert found is not None
    view.show_equation(found[1], found[0])
    view.resize(300, view.heightForWidth(300))
    view.show()
    box, origin, scale = view._placed()
    mark = next(mark for mark in box.marks if mark.name == "orbit.semi_major_axis")
    place = origin + QPoint(round(mark.x + mark.width / 2), round(mark.y - 3)) * scale
    with qtbot.waitSignal(view.activated) as led:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=place.toPoint())
    assert led.args == ["orbit.semi_major_axis"]


def test_chinese_wraps_anywhere_and_loses_nothing(qapp: QApplication) -> None:
    text = "光照期内 max(0, n̂ · ŝ) 的平均值；或按设计给定：电池能量 / 比能量"
    row = parse(text)
    assert letters("".join(leaves(row))) == letters(text)
    use_letters(qapp, "zh_CN")  # those that ship: the machine may have none
    typesetter = Typesetter(qapp.font())
    assert typesetter.set(row, 150.0).width <= 150.0
    assert typesetter.set(row, 150.0).height > 1.5 * typesetter.set(row, 900.0).height
