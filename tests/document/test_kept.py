"""A user for whom nothing can be kept is told so."""

import os
from pathlib import Path

import pytest

from studio.document.kept import not_kept
from studio.state import place


def test_nothing_is_said_where_all_is_kept() -> None:
    assert not_kept() == ""


def test_a_user_without_a_home_is_at_home_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("HOME")
    monkeypatch.delenv("XDG_STATE_HOME")
    monkeypatch.setattr(place.Path, "home", unknown)
    place.have_home()
    assert os.environ["HOME"] == str(place.NOWHERE)
    assert not place.writable(place.state_folder())
    assert not_kept().startswith("You have no folder of your own here: ")
