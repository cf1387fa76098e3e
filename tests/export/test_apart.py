"""Formats that keep everybody waiting, or may crash, are made in a process of their own where the source says so."""

import multiprocessing
import os

import pytest

from studio.analysis import Cancelled
from studio.document import preset
from studio.document.files import dump
from studio.export import apart
from studio.export.formats import FORMATS, Source
from studio.text import speaking

DESIGN = preset("suncatcher-cluster")


def source(**more) -> Source:
    return Source(DESIGN, dump(DESIGN), "x", **more)


def nothing(share: float) -> None:
    pass


def test_another_process_writes_the_same_file_in_the_same_language():
    assert {name for name, one in FORMATS.items() if one.apart} == {"step", "panel-step"}
    shares: list[float] = []
    with speaking("zh_CN"):
        other = FORMATS["panel-step"].write(source(apart=True), {}, shares.append)
        here = FORMATS["panel-step"].write(source(), {}, nothing)
    assert other == here
    assert shares


def test_who_does_not_want_it_any_more_ends_the_process():
    def stop(share: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        FORMATS["step"].write(source(apart=True), {}, stop)
    assert multiprocessing.active_children() == []


def test_what_the_format_refuses_is_said_here():
    with pytest.raises(ValueError, match="is not one of ap242, ap214"):
        FORMATS["step"].write(source(apart=True), {"schema": "ap203"}, nothing)
    with pytest.raises(ValueError, match="is not a format"):
        apart.product_apart(FORMATS["step"].__class__("stepp", "STEP", "shape", ".step", "", "no:where"),
                            source(), {}, nothing)  # fmt: skip


def crashes(*_: object) -> None:
    os.abort()


def fails(connection, *rest) -> None:
    apart._serve(connection, "step", {}, "en", None)


def test_a_process_that_crashes_is_one_sentence(monkeypatch):
    monkeypatch.setattr(apart, "_serve", crashes)
    with pytest.raises(ValueError, match=r"the process that writes Satellite, STEP ended without an answer"):
        FORMATS["step"].write(source(apart=True), {}, nothing)


def test_a_defect_there_is_one_here(monkeypatch):
    monkeypatch.setattr(apart, "_serve", fails)
    with pytest.raises(RuntimeError, match="AttributeError"):
        FORMATS["step"].write(source(apart=True), {}, nothing)
