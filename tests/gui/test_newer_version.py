"""The link to newer versions: off at first, no more than a link, and none that nobody published."""

import importlib.metadata
from email.message import Message

import pytest
from PySide6.QtGui import QDesktopServices

from studio.gui import newer
from studio.published import releases


def published(monkeypatch: pytest.MonkeyPatch, *urls: str) -> None:
    told = Message()
    for url in urls:
        told["Project-URL"] = url
    monkeypatch.setattr(importlib.metadata, "metadata", lambda name: told)


@pytest.mark.parametrize(
    ("urls", "address"),
    [
        ((), ""),
        (("Homepage, https://example.org/", "Releases, https://example.org/releases"), "https://example.org/releases"),
        (("Homepage, https://example.org/",), "https://example.org/"),
        (("Issues, https://example.org/issues",), ""),
        (("Releases, file:///etc/passwd",), ""),
    ],
)
def test_the_address_is_what_the_package_says(urls, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    published(monkeypatch, *urls)
    assert releases() == address


def test_a_program_without_metadata_has_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str):
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "metadata", absent)
    assert releases() == ""


def test_the_line_is_there_only_while_it_is_wanted(make_window) -> None:
    window = make_window()
    action = window.actions_by_name[newer.ACTION]
    assert not action.isVisible()
    window.preferences.choose(newer.PREFERENCE, True)
    assert action.isVisible()
    window.preferences.reset()
    assert not action.isVisible()


def test_the_page_opens_in_the_browser(make_window, monkeypatch: pytest.MonkeyPatch) -> None:
    window = make_window()
    opened: list[str] = []
    works = True
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: bool(opened.append(url.toString())) or works)
    published(monkeypatch)
    window.actions_by_name[newer.ACTION].trigger()
    assert opened == []
    assert window.session.notices.said[-1].text.endswith("There is no page yet on which newer versions are published.")
    published(monkeypatch, "Releases, https://example.org/releases")
    before = len(window.session.notices.said)
    window.actions_by_name[newer.ACTION].trigger()
    assert opened == ["https://example.org/releases"]
    assert len(window.session.notices.said) == before
    works = False
    window.actions_by_name[newer.ACTION].trigger()
    assert window.session.notices.said[-1].text.endswith("published at https://example.org/releases")
