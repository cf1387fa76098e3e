"""dawnline formation."""

import json

import pytest

from studio.cli.app import run


def test_formation_tells_the_ways(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(lambda _: 0, ["--quiet", "formation", "suncatcher-cluster", "--orbits", "2"]) == 0
    said = capsys.readouterr().out
    assert "81 members, 2 revolutions" in said
    assert "mm/s" in said


def test_formation_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    edit = "constellation.cluster_spacing=250 m"
    command = ["--quiet", "formation", "suncatcher-cluster", "--orbits", "2", "--set", edit, "--json"]
    assert run(lambda _: 0, command) == 0
    found = json.loads(capsys.readouterr().out)
    assert [way["name"] for way in found["ways"]] == ["hill", "mean", "matched"]
    assert len(found["closest"][0]) == len(found["time"])


def test_formation_refuses_what_is_no_cluster(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(lambda _: 0, ["--quiet", "formation", "shell-30deg"]) == 2
    said = capsys.readouterr().err
    assert len(said.splitlines()) == 1
    assert "only a cluster" in said
