"""Preferences: each has a default, keeps what it may be, survives damage, and says when it changes."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from studio.gui.preferences import PREFERENCES, Preferences
from studio.gui.preferences.entries import GROUPS


def settings(path: Path) -> QSettings:
    return QSettings(str(path / "kept.ini"), QSettings.Format.IniFormat)


@pytest.mark.parametrize("name", PREFERENCES)
def test_every_preference_is_whole(name: str) -> None:
    preference = PREFERENCES[name]
    assert preference.accepts(preference.default)
    assert preference.group in GROUPS
    assert preference.label
    assert preference.about


def test_what_is_chosen_is_kept_and_told_once(qapp, tmp_path: Path) -> None:
    first = Preferences(settings(tmp_path))
    told: list[str] = []
    first.changed.connect(told.append)
    first.choose("theme", "light")
    first.choose("theme", "light")
    assert told == ["theme"]
    again = Preferences(settings(tmp_path))
    assert again.text("theme") == "light"
    again.reset()
    assert again.text("theme") == PREFERENCES["theme"].default


def test_what_it_cannot_be_changes_nothing(qapp, tmp_path: Path) -> None:
    kept = settings(tmp_path)
    kept.setValue("theme", "plaid")
    kept.setValue("currency", ["a", "list"])
    preferences = Preferences(kept)
    assert preferences.text("theme") == "dark"
    assert preferences.text("currency") == "USD"
    preferences.choose("theme", "plaid")
    preferences.choose("theme", True)
    assert preferences.text("theme") == "dark"
