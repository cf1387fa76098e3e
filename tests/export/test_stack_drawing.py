"""The drawing of the stack: its text as poppler and pypdf read it, its picture as a browser and poppler draw it."""

import io
import itertools
import math
import random
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import msgspec
import numpy as np
import pypdf
import pytest
from PIL import Image, ImageFont

from studio import resource
from studio.analysis import evaluate
from studio.analysis.stack.words import areal_mass_text, material_text, thickness_text
from studio.design import Design, set_value
from studio.design.panel import ROLES, Layer
from studio.document import preset
from studio.export.shape.svg import _WIDER, fitted, hatch, width_of, wrapped
from studio.text import speaking
from tests.export.programs import run_program
from tests.export.test_gltf import written

NAMES = ("ai1-120kw", "perovskite-hjt-650km", "shell-30deg")
SVG = "{http://www.w3.org/2000/svg}"
_DPI = 192
"""Twice that of a screen, so that thin lines are about as wide in both programs."""


def many(count: int, seed: int = 0) -> Design:
    """A stack of so many layers with names that are not easy to write."""
    r, design = random.Random(seed), preset("ai1-120kw")
    layers = tuple(
        Layer(f'{n} <b>&"硅" $x$ \\ {"long " * 12}'[:60], r.choice(("Si", "Kapton", "mine & <yours>")),
              r.choice(list(ROLES)), 10 ** r.uniform(-9.0, -0.7), 2000.0, coverage=r.choice((1.0, 0.5, 0.001)))
        for n in range(count)
    )  # fmt: skip
    design = set_value(design, "title", '数据中心 <i>&amp;"\' ' + "title " * 16)
    return msgspec.structs.replace(design, stack=msgspec.structs.replace(design.stack, layers=layers))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("name", NAMES)
def test_every_layer_is_in_the_text_of_the_pdf(name: str, tmp_path: Path) -> None:
    design = preset(name)
    path = tmp_path / "x.pdf"
    path.write_bytes(written(design, "stack-pdf"))
    lines = [squeezed(line) for line in run_program("pdftotext", "-layout", str(path), "-").splitlines()]
    for number, layer in enumerate(design.stack.layers, start=1):
        start, thickness = squeezed(f"{number}{layer.name}"), squeezed(thickness_text(layer.thickness))
        assert any(start in line and thickness in line for line in lines), layer.name
        assert any(squeezed(material_text(layer.material)) in line for line in lines), layer.material
    results = evaluate(design, only=("panel",))
    whole = (thickness_text(results["panel.thickness"]), areal_mass_text(results["panel.areal_mass"]))
    assert any(all(squeezed(one) in line for one in ("Whole panel", *whole)) for line in lines)
    everything = "".join(lines)
    for words in (design.title, "Not to scale", "Dawnline", design.mission.epoch[:10], "per panel area"):
        assert squeezed(words) in everything


def test_the_pdf_is_one_page_of_paper_with_its_fonts_in_it() -> None:
    for design, size in ((preset("ai1-120kw"), (210, 297)), (many(60), (297, 420))):
        reader = pypdf.PdfReader(io.BytesIO(written(design, "stack-pdf")))
        (page,) = reader.pages
        assert [float(side) / 72 * 25.4 for side in page.mediabox[2:]] == pytest.approx(size, abs=0.01)
        assert reader.metadata.title == f"Panel stack of {design.title}"
        assert reader.metadata.creation_date.date().isoformat() == design.mission.epoch[:10]
        fonts = fonts_of(page["/Resources"])
        assert fonts
        for font in fonts:
            kind = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
            assert "NotoSans" in kind["/FontName"]
            assert {"/FontFile2", "/FontFile3"} & set(kind)


def fonts_of(resources: pypdf.generic.DictionaryObject) -> list[pypdf.generic.DictionaryObject]:
    """Those of a page and of the drawings in it."""
    resources = resources.get_object()
    found = [font.get_object() for font in resources.get("/Font", {}).get_object().values()]
    for inner in resources.get("/XObject", pypdf.generic.DictionaryObject()).get_object().values():
        if "/Resources" in inner.get_object():
            found += fonts_of(inner.get_object()["/Resources"])
    return found


def bands(data: bytes, count: int) -> list[tuple[float, float]]:
    """Top and bottom of each layer, from the boxes of the picture in the SVG."""
    root = ElementTree.fromstring(data)
    boxes = [one for one in root.iter(f"{SVG}rect") if one.get("fill", "none") not in ("none", "#ffffff")]
    found = dict.fromkeys((float(box.get("y")), float(box.get("y")) + float(box.get("height"))) for box in boxes)
    return list(found)[:count]


@pytest.mark.parametrize("design", [preset(name) for name in NAMES] + [many(60, 1), many(1), many(33, 2)])
def test_layers_follow_one_another_as_high_as_the_logarithm_of_their_thickness(design: Design) -> None:
    data, layers = written(design, "stack-svg"), design.stack.layers
    found = bands(data, len(layers))
    assert len(found) == len(layers)
    for (_, bottom), (top, _) in itertools.pairwise(found):
        assert top == pytest.approx(bottom, abs=2e-3)
    heights = np.array([bottom - top for top, bottom in found])
    logarithms = np.log10([layer.thickness for layer in layers])
    if np.ptp(logarithms) > 0.1:
        slope, offset = np.polyfit(logarithms, heights, 1)
        assert slope >= 0.0
        assert np.abs(slope * logarithms + offset - heights).max() < 5e-3
    root = ElementTree.fromstring(data)
    low = float(root.get("viewBox").split()[3]) - 10.0 - 34.0 - 22.0
    assert found[-1][1] + 5.0 < low  # above the legend


@pytest.mark.parametrize("design", [preset(name) for name in NAMES] + [many(60, 3), many(21, 4)])
def test_no_text_leaves_the_frame_or_runs_into_the_next(design: Design) -> None:
    """Measured by Pillow, in the same fonts."""
    root = ElementTree.fromstring(written(design, "stack-svg"))
    width = float(root.get("viewBox").split()[2])
    rows: dict[float, list[tuple[float, float]]] = {}
    for text in root.iter(f"{SVG}text"):
        if text.get("transform"):
            continue
        long = measured(text.text, float(text.get("font-size")), text.get("font-weight") == "bold")
        x, anchor = float(text.get("x")), text.get("text-anchor", "start")
        begin = x - long * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
        assert begin >= 10.0
        assert begin + long <= width - 10.0
        rows.setdefault(float(text.get("y")), []).append((begin, begin + long))
    for places in rows.values():
        for (_, end), (begin, _) in itertools.pairwise(sorted(places)):
            assert begin - end > 0.3


def measured(words: str, size: float, bold: bool) -> float:
    """The width of words by Pillow: each sign in the first font that has it."""
    weight = "Bold" if bold else "Regular"
    fonts = [ImageFont.truetype(resource.path("fonts", f"{name}-{weight}.ttf"), 1000)
             for name in ("NotoSans", "NotoSansSC")]  # fmt: skip
    return size / 1000.0 * sum(fonts[0 if ord(sign) < 0x2E80 else 1].getlength(sign) for sign in words)


@pytest.mark.parametrize("words", ["Silicone adhesive (DC 93-500 class)", "数据中心", "µm × g/m²"])
def test_widths_are_those_of_the_fonts(words: str) -> None:
    for bold in (False, True):
        assert width_of(words, 2.9, bold) / _WIDER == pytest.approx(measured(words, 2.9, bold), rel=5e-3)


def test_text_is_wrapped_and_cut_to_its_room() -> None:
    for words in ("Array of 600 m², and " * 9, "数据中心的面板" * 12):
        lines = wrapped(words, 2.4, 50.0)
        assert squeezed("".join(lines)) == squeezed(words)
        assert len(lines) > 2
        assert max(width_of(line, 2.4) for line in lines) <= 50.0
    assert fitted("short", 2.4, 50.0) == "short"
    cut = fitted("word " * 40, 2.4, 50.0)
    assert cut.endswith("…")
    assert ("word " * 40).startswith(cut[:-1])
    assert 40.0 < width_of(cut, 2.4) <= 50.0


@pytest.mark.parametrize("slope", [0.0, 1.0, -1.0, float("inf")])
@pytest.mark.parametrize("box", [(10.0, 20.0, 30.0, 8.0), (0.0, 0.0, 2.0, 50.0), (5.0, 5.0, 0.1, 0.1)])
def test_hatches_stay_in_their_box(box: tuple[float, float, float, float], slope: float) -> None:
    x, y, width, height = box
    lines = list(hatch(x, y, width, height, slope, 1.5))
    assert bool(lines) or width < 1.5
    for x1, y1, x2, y2 in lines:
        assert x - 1e-9 <= min(x1, x2) <= max(x1, x2) <= x + width + 1e-9
        assert y - 1e-9 <= min(y1, y2) <= max(y1, y2) <= y + height + 1e-9
        if math.isfinite(slope):
            assert y2 - y1 == pytest.approx(slope * (x2 - x1), abs=1e-9)
        else:
            assert x1 == x2


def test_a_browser_draws_what_the_pdf_shows(tmp_path: Path) -> None:
    """The picture of the layers, where there is no text, by Chromium out of the SVG and by poppler out of the PDF."""
    design = preset("perovskite-hjt-650km")
    for suffix in ("svg", "pdf"):
        (tmp_path / f"x.{suffix}").write_bytes(written(design, f"stack-{suffix}"))
    run_program("pdftoppm", "-r", str(_DPI), "-png", "-singlefile", str(tmp_path / "x.pdf"), str(tmp_path / "pdf"))
    run_program("chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}",
                "--window-size=794,1123", f"--force-device-scale-factor={_DPI // 96}", "--hide-scrollbars",
                f"--screenshot={tmp_path / 'svg.png'}", (tmp_path / "x.svg").as_uri())  # fmt: skip
    found = bands((tmp_path / "x.svg").read_bytes(), len(design.stack.layers))
    top, bottom, left, right = (round(value / 25.4 * _DPI) for value in (found[0][0], found[-1][1], 23.0, 67.0))
    pictures = [np.asarray(Image.open(tmp_path / f"{name}.png").convert("RGB"), dtype=float)[top:bottom, left:right]
                for name in ("pdf", "svg")]  # fmt: skip
    assert pictures[0].std() > 20.0
    side = _DPI // 12
    rows, columns = (length // side for length in pictures[0].shape[:2])
    smooth = [one[: rows * side, : columns * side].reshape(rows, side, columns, side, 3).mean(axis=(1, 3))
              for one in pictures]  # fmt: skip
    apart = np.abs(smooth[0] - smooth[1]).mean()
    assert apart < 6.0
    assert np.abs(smooth[0] - smooth[1][::-1]).mean() > 4.0 * apart  # it does tell one stack from another


@pytest.mark.parametrize("name", ["stack-svg", "stack-pdf"])
def test_the_same_design_gives_the_same_bytes(name: str, tmp_path: Path) -> None:
    path = tmp_path / "x"
    subprocess.run([sys.executable, "-m", "studio", "--quiet", "export", "suncatcher-cluster", "--to", name, "--out",
                    str(path)], check=True, capture_output=True, timeout=120)  # fmt: skip
    assert path.read_bytes() == written(preset("suncatcher-cluster"), name)


def test_it_speaks_the_language_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    with speaking("qps"):
        path.write_bytes(written(preset("suncatcher-cluster"), "stack-pdf"))
    text = run_program("pdftotext", str(path), "-")
    assert "‹Thickness›" in text
    assert "‹Whole panel›" in text


def test_hard_names_are_in_the_pdf(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(written(many(12), "stack-pdf"))
    text = squeezed(run_program("pdftotext", "-layout", str(path), "-"))
    for number in range(12):
        assert squeezed(f'{number} <b>&"硅" $x$ \\') in text
    assert squeezed('数据中心 <i>&amp;"\'') in text
