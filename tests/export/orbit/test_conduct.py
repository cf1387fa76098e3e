"""How all formats of orbits behave: files in one language, notes in that of the user, progress, and giving up."""

from typing import Any

import pytest

from studio.analysis.engine import Cancelled
from studio.document.files import dump
from studio.document.presets import preset
from studio.export.formats import FORMATS, Source
from studio.text import PSEUDO, speaking

SHORT = {"duration": 3600.0}
CASES: dict[str, dict[str, Any]] = {"oem": SHORT, "oem-xml": SHORT, "stk": SHORT, "ephemerides": SHORT,
                                    "omm": {"bstar": "drag"}, "omm-xml": {}, "tle": {}, "3le": {}}  # fmt: skip


@pytest.fixture(scope="module")
def source() -> Source:
    design = preset("ai1-120kw")
    return Source(design, dump(design), "ai1")


@pytest.mark.parametrize("format_", CASES)
def test_files_are_the_same_in_every_language_and_notes_are_not(source: Source, format_: str) -> None:
    plain = FORMATS[format_].write(source, CASES[format_], lambda _: None)
    with speaking(PSEUDO):
        other = FORMATS[format_].write(source, CASES[format_], lambda _: None)
    assert other.files == plain.files
    assert plain.notes
    assert all(note.startswith("‹") for note in other.notes)
    assert not any("‹" in note for note in plain.notes)


@pytest.mark.parametrize("format_", CASES)
def test_progress_rises_to_the_end(format_: str) -> None:
    design = preset("ai1-120kw")
    told: list[float] = []
    FORMATS[format_].write(Source(design, dump(design), "ai1"), CASES[format_], told.append)
    assert told == sorted(told)
    assert 0.0 <= told[0] <= told[-1] == pytest.approx(1.0)


@pytest.mark.parametrize("format_", CASES)
@pytest.mark.parametrize("when", [0.1, 0.6, 0.9])
def test_work_ends_when_nobody_waits(source: Source, format_: str, when: float) -> None:
    def stop(done: float) -> None:
        if done >= when:
            raise Cancelled

    with pytest.raises(Cancelled):
        FORMATS[format_].write(source, CASES[format_], stop)
