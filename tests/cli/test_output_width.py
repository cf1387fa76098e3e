"""What the commands print fits 120 columns and is written as people write it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.cli.lines import WIDTH, number, wrapped
from tests.cli.test_commands import call

_COMPUTER = re.compile(r"\d[eE][+-]\d|\d[eE]\d|\b[kMGT]USD\b|[BM]\$")
COMMANDS = (
    ("claims",), ("cases",), ("models",), ("models", "mccalip-gigawatt"), ("models", "lcoc-today"),
    ("models", "suncatcher-v2-mini-today"), ("ramp", "gigawatt-27kw"), ("evaluate", "gigawatt-27kw"),
    ("evaluate", "filing-million"), ("explain", "gigawatt-27kw", "programme.wafers"),
    ("money", "gigawatt-27kw", "--tornado", "cost.capex", "--break-even", "launch.price"),
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command[:2]))
def test_every_line_fits_and_has_numbers_for_people(command, capsys):
    status, out, err = call(capsys, *command)
    assert status == 0, err
    lines = out.splitlines()
    assert lines
    # An address or a path is one word, however long it is; an explanation is a tree that grows to the right.
    long = [line for line in lines if len(line) > WIDTH and len(line.split()) > 1]
    assert command[0] == "explain" or not long
    assert not [line for line in lines if _COMPUTER.search(line) and "http" not in line and "commit" not in line]


@given(st.floats(1e-12, 1e15), st.integers(2, 7), st.booleans())
def test_numbers_of_tables_keep_their_digits(value, digits, signed):
    text = number(value, digits, signed)
    assert text.startswith("+") == signed
    assert "e" not in text
    if "·" not in text:
        assert float(text.replace(",", "")) == pytest.approx(value, rel=10.0 ** (1 - digits), abs=1e-10)


def test_small_and_large_numbers():
    assert number(9.55e-8, 3) == "9.55·10⁻⁸"
    assert number(29390050.0) == "29,390,050"
    assert number(-1322.2209706) == "-1,322.221" or number(-1322.2209706) == "-1322.221"
    assert number(0.0) == "0"


@given(st.text("ab ", min_size=1, max_size=400).filter(str.strip))
def test_no_word_is_lost_where_lines_are_broken(text):
    shown = wrapped(text, " - ")
    assert shown.split() == ["-", *text.split()] or len(max(text.split(), key=len)) > WIDTH - 3
    assert all(len(line) <= WIDTH or len(line.split()) <= 2 for line in shown.split("\n"))
