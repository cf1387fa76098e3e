"""The plots as files: every figure of the report, in the size, text and colours that are asked for."""

import io
import xml.etree.ElementTree as ElementTree
from typing import Any

import numpy as np
import pytest
from PIL import Image

from studio.analysis import budgets
from studio.document.files import dump
from studio.document.presets import preset
from studio.export.formats import FORMATS, Product, Source
from studio.export.pictures.plots import stem
from studio.export.report.content import Figure
from studio.export.report.sections.topics import TOPICS, topic
from studio.export.report.subject import Subject
from studio.text import language

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def source() -> Source:
    design = preset("ai1-120kw")
    return Source(design, dump(design), "x")


def made(source: Source, name: str, **options: Any) -> Product:
    return FORMATS[name].write(source, options, lambda share: None)


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


@pytest.fixture(scope="module")
def heat(source: Source) -> Product:
    return made(source, "plots-svg", which="heat")


def test_groups_are_the_topics_of_the_report() -> None:
    choices = next(one for one in FORMATS["plots-svg"].options if one.name == "which").choices
    assert choices[1:] == tuple((stem(one.title), one.title) for one in TOPICS)


def test_every_figure_of_the_report_is_there(source: Source) -> None:
    subject = Subject(source, source.results(lambda share: None), lambda share: None)
    for name in ("heat", "budgets"):
        one = next(one for one in TOPICS if stem(one.title) == name)
        figures = [block for block in topic(subject, one).blocks if isinstance(block, Figure)]
        files = made(source, "plots-svg", which=name).files
        assert len(files) == len(figures) > 2
        for figure, data in zip(figures, files.values(), strict=True):
            words = {element.text for element in ElementTree.fromstring(figure.svg).iter(f"{SVG}text")}
            root = ElementTree.fromstring(data)
            own = {element.text for element in root.iter(f"{SVG}text")}
            assert figure.caption in own
            assert len([word for word in words if word and word.isalpha() and word not in own]) == 0
    assert len(files) == len(budgets(subject.results))


def test_files_of_the_report_stay_as_they_were(source: Source, heat: Product) -> None:
    subject = Subject(source, source.results(lambda share: None), lambda share: None)
    one = next(one for one in TOPICS if stem(one.title) == "heat")
    figure = next(block for block in topic(subject, one).blocks if isinstance(block, Figure))
    assert figure.svg.startswith("<svg")
    assert heat.files == made(source, "plots-svg", which="heat").files
    assert all("Dawnline" in data.decode() and source.design.title in data.decode() for data in heat.files.values())


@pytest.mark.parametrize(("width", "height", "dpi"), [(1280, 720, 130.0), (333, 777, 72.0), (64, 64, 36.0),
                                                     (900, 700, 300.0)])  # fmt: skip
def test_size_is_what_was_asked_for(source: Source, width: int, height: int, dpi: float) -> None:
    files = made(source, "plots-png", which="links", width=width, height=height, dpi=dpi).files
    for data in files.values():
        assert opened(data).size == (width, height)
    vectors = made(source, "plots-svg", which="links", width=width, height=height, dpi=dpi).files
    assert not set(vectors) & set(files)  # both may lie in one folder
    for data in vectors.values():
        root = ElementTree.fromstring(data)
        assert (root.get("width"), root.get("height")) == (str(width), str(height))
        _, _, wide, tall = map(float, (root.get("viewBox") or "").split())
        assert wide / tall == pytest.approx(width / height, rel=1e-3)


def test_more_pixels_an_inch_is_larger_text(source: Source) -> None:
    sizes = {}
    for dpi in (60.0, 120.0):
        files = made(source, "plots-svg", which="links", width=1600, height=1200, dpi=dpi).files
        root = ElementTree.fromstring(next(iter(files.values())))
        sizes[dpi] = float((root.get("viewBox") or "").split()[2])
    assert sizes[60.0] == pytest.approx(2.0 * sizes[120.0], rel=1e-4)  # points of type across the same pixels


def test_a_dark_ground_has_no_ink_on_it(source: Source) -> None:
    for theme, ground in (("light", 255), ("dark", 22)):
        files = made(source, "plots-png", which="power", theme=theme, width=800, height=450).files
        for data in files.values():
            grey = np.asarray(opened(data).convert("L")).astype(int)
            assert abs(np.median(grey) - ground) < 4
            middle = np.abs(grey - ground) > 90
            assert np.count_nonzero(middle) > 800
            if theme == "dark":
                assert grey.min() >= 15


def test_names_tell_what_is_in_them_in_every_language(heat: Product) -> None:
    assert next(iter(heat.files)) == "heat-1-temperatures-on-the-worst-day.svg"
    assert language() == "en"
    assert stem("Où: rien") == "où"
    assert len(stem("word " * 40)) <= 56
