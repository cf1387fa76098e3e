"""The report as a page: a browser opens it without errors, it asks for nothing, and what a design says is text."""

import re
import subprocess
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest

from studio.analysis import RESULTS, STAGES
from studio.design import Design
from studio.document.files import dump
from studio.document.presets import preset
from studio.export.formats import Source, find_format
from studio.text import speaking, tr
from tests.export.report.reading import program, source_of

NASTY = "<script>alert(1)</script> & \"x\" {{ 7*7 }} #panic() $\\frac{1}{2}$ *b* _i_ `c` @ref \U0001f680 \u202e wwww"


@cache
def page(name: str, language: str = "en") -> str:
    with speaking(language):
        return find_format("html").write(source_of(name), {}, lambda share: None).files[""].decode()


class Tags(HTMLParser):
    """What is in a page: its tags, ids, and all addresses."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.addresses: list[str] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name in {"href", "src", "xlink:href", "data", "action", "srcset"}:
                self.addresses.append(value or "")

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_page_is_whole_in_itself(language: str) -> None:
    text = page("ai1-120kw", language)
    found = Tags(text)
    assert found.tags.isdisjoint({"script", "iframe", "object", "embed", "form", "link", "base"})
    assert all(address.startswith(("#", "data:application/json;base64,")) for address in found.addresses)
    assert re.findall(r"url\((?!#)", text) == []
    assert len(found.ids) == len(set(found.ids))
    assert {address[1:] for address in found.addresses if address.startswith("#")} <= set(found.ids)
    with speaking(language):
        words = " ".join(found.words)
        assert all(tr(STAGES[stage].label) in words for stage in ("orbit", "power", "cost", "market"))
        for name in ("power.array_eol", "mass.satellite", "cost.capex"):
            assert tr(RESULTS[name].label) in words


@pytest.fixture(scope="module")
def browsed(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What a browser makes of the page and says about it."""
    folder = tmp_path_factory.mktemp("browser")
    (folder / "report.html").write_text(page("ai1-120kw"), encoding="utf-8")
    run = subprocess.run(
        [program("chromium"), "--headless=new", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--v=0",
         f"--user-data-dir={folder / 'profile'}", f"--screenshot={folder / 'report.png'}", "--window-size=1280,2000",
         "--virtual-time-budget=3000", f"file://{folder / 'report.html'}"],
        capture_output=True, check=True, timeout=120)  # fmt: skip
    assert (folder / "report.png").stat().st_size > 50_000
    return run.stderr.decode(errors="replace")


def test_browser_has_nothing_to_complain_of(browsed: str) -> None:
    assert [line for line in browsed.splitlines() if "CONSOLE" in line] == []


def nasty() -> Source:
    """A design that tries to be more than text wherever it may hold one."""
    design = preset("perovskite-hjt-650km")
    layers = tuple(msgspec.structs.replace(one, name=f"{NASTY[:50]}{place}") if place % 3 == 0 else one
                   for place, one in enumerate(design.stack.layers))  # fmt: skip
    sources = {path: msgspec.structs.replace(one, text=NASTY) for path, one in design.sources.items()
               if not path.startswith("stack.layers")}  # fmt: skip
    design = msgspec.structs.replace(
        design, title=NASTY[:120], description=f"{NASTY}\n{NASTY}", sources=sources,
        stack=msgspec.structs.replace(design.stack, layers=layers),
        requirements=tuple(msgspec.structs.replace(one, name=NASTY[:60]) for one in design.requirements))  # fmt: skip
    return Source(design, dump(design), "x")


def test_what_a_design_says_is_text_and_nothing_else(tmp_path: Path) -> None:
    source = nasty()
    text = find_format("html").write(source, {}, lambda share: None).files[""].decode()
    found = Tags(text)
    assert "script" not in found.tags
    assert NASTY in " ".join(found.words)
    product = find_format("pdf").write(source, {}, lambda share: None)
    assert product.notes == ("Signs that the fonts of the PDF do not have are shown as “?”.",)
    data = product.files[""]
    (tmp_path / "report.pdf").write_bytes(data)
    run = subprocess.run([program("pdftotext"), "-raw", tmp_path / "report.pdf", "-"], capture_output=True, check=True)
    said = "".join(run.stdout.decode().split()).replace("\u200b", "")
    assert '<script>alert(1)</script>&"x"{{7*7}}#panic()$\\frac{1}{2}$*b*_i_`c`@ref' in said


def test_a_design_that_cannot_be_computed_has_a_report_that_says_why() -> None:
    design = msgspec.structs.replace(Design(), mission=msgspec.structs.replace(Design().mission, epoch="2026-13-01"))
    source = Source(design, dump(design), "x")
    with pytest.raises(ValueError, match="is not a date such as"):
        find_format("html").write(source, {}, lambda share: None)
    text = find_format("html").write(source, {"date": "2026-01-31"}, lambda share: None).files[""].decode()
    assert "mission.epoch" in text
    assert "2026-01-31" in text
    with pytest.raises(ValueError, match="there is no baseline “other”; the design has none"):
        find_format("html").write(source, {"date": "2026-01-31", "baseline": "other"}, lambda share: None)
