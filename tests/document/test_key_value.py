"""Lines KEYWORD = value: what they say, and how long it takes to find that out."""

import pytest

from studio.document.key_value import key_value, without_unit


@pytest.mark.parametrize(("line", "pair"), [
    ("EPOCH = 2020-12-10", ("EPOCH", "2020-12-10")), ("  A_1=b ", ("A_1", "b")), ("A =", ("A", "")),
    ("A = b = c", ("A", "b = c")), ("A = x   y\r", ("A", "x   y")), ("A", None), ("= b", None), ("a = b", None),
    ("A B = c", None), ("", None),
])  # fmt: skip
def test_a_line_is_a_keyword_and_a_value(line: str, pair: tuple[str, str] | None) -> None:
    assert key_value(line) == pair


@pytest.mark.parametrize(("value", "bare"), [
    ("7.5 [rev/day]", "7.5"), ("7.5[km]", "7.5"), ("[km]", ""), ("7.5", "7.5"), ("a] [b", "a] [b"), ("a]", "a]"),
    ("x [a] [b]", "x [a]"), ("[a]b]", "[a]b]"), ("", ""),
])  # fmt: skip
def test_a_unit_behind_a_value_is_no_part_of_it(value: str, bare: str) -> None:
    assert without_unit(value) == bare
