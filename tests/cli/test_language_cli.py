"""`dawnline --language`: what is printed speaks it; the names of the interface stay."""

import json

import pytest

from studio.text import speaking, tr
from tests.cli.test_commands import call


def test_labels_are_chinese_and_names_are_not(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = call(capsys, "--language", "zh_CN", "quantities", "--json")
    assert (status, err) == (0, "")
    with speaking("zh_CN"):
        label = tr("Orbital period")
    assert label != "Orbital period"
    assert label in out
    assert "orbit.period" in out
    json.loads(out)


def test_an_unknown_language_is_refused_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = call(capsys, "--language", "tlh", "presets")
    assert (status, out) == (2, "")
    assert len(err.strip().splitlines()) == 1
    assert "zh_CN" in err
