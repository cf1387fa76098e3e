"""The report as a PDF, read by poppler: its text, its bookmarks, its attachment; and by pypdf."""

import io
import subprocess
import unicodedata
from functools import cache
from pathlib import Path

import pytest
from pypdf import PdfReader

from studio.analysis import RESULTS, STAGES, Results, judge
from studio.analysis.difference import rows
from studio.analysis.merits import headline
from studio.design import set_text
from studio.document.baselines import baseline_designs, keep
from studio.document.files import dump
from studio.document.presets import preset
from studio.export.formats import Source, find_format
from studio.export.report.figures import chains, charts, orbit, panel
from studio.export.report.glyphs import shown
from studio.export.summary import value_text
from studio.text import speaking, tr
from tests.export.report.reading import program, source_of

NAMES = ("ai1-120kw", "suncatcher-cluster", "gigawatt-27kw")


def _quiet(share: float) -> None:
    pass


@cache
def written(name: str, language: str = "en") -> tuple[Source, bytes]:
    source = source_of(name)
    with speaking(language):
        # The appendices are long; of the designs here one has them.
        product = find_format("pdf").write(source, {"appendices": name == NAMES[0] and language == "en"}, _quiet)
    return source, product.files[""]


def text_of(data: bytes, folder: Path) -> str:
    """All words of the PDF in one line, as poppler reads them, without the places where words may break."""
    (folder / "report.pdf").write_bytes(data)
    run = subprocess.run([program("pdftotext"), "-raw", folder / "report.pdf", "-"], capture_output=True, check=True)
    assert run.stderr == b""
    return flat(run.stdout.decode())


def stages_of(results: Results) -> set[str]:
    """The stages that have something to say of the design: one satellite has no formation."""
    return {RESULTS[name].stage for name in results}


def flat(text: str) -> str:
    """Without spaces and breaks: poppler sets them by where words stand."""
    plain = unicodedata.normalize("NFKC", text).replace("−", "-")
    return "".join(sign for sign in plain if not sign.isspace() and sign != "\u200b")


@pytest.mark.parametrize("name", NAMES)
def test_text_has_every_key_figure_and_requirement(name: str, tmp_path: Path) -> None:
    source, data = written(name)
    results, text = source.results(lambda share: None), text_of(data, tmp_path)
    for figure in headline(source.design.requirements):
        if figure in results and RESULTS[figure].kind != "series":
            value = results[figure] if isinstance(results[figure], str) else value_text(results[figure], figure)
            assert flat(RESULTS[figure].label) + flat(value) in text
    for verdict in judge(results):
        assert flat(shown(verdict.requirement.name)) in text
        assert verdict.actual is None or flat(value_text(verdict.actual, verdict.requirement.result)) in text
    for stage in stages_of(results):
        assert flat(STAGES[stage].label) in text
    assert text.count("notmet") >= sum(verdict.light == "red" for verdict in judge(results))


@pytest.mark.parametrize("name", NAMES)
def test_attachment_is_the_design_file(name: str, tmp_path: Path) -> None:
    source, data = written(name)
    (tmp_path / "report.pdf").write_bytes(data)
    subprocess.run([program("pdfdetach"), "-saveall", "-o", tmp_path, tmp_path / "report.pdf"], check=True,
                   capture_output=True)  # fmt: skip
    assert (tmp_path / "design.json").read_bytes() == source.file


def test_it_has_bookmarks_pages_and_what_pdf_a_asks_for() -> None:
    source, data = written("ai1-120kw")
    reader = PdfReader(io.BytesIO(data), strict=True)
    titles = [one.title for one in reader.outline if not isinstance(one, list)]
    assert any(title.endswith("Summary") for title in titles)
    assert len(titles) > 15
    root = reader.trailer["/Root"]
    assert str(root["/Lang"]).startswith("en")
    assert root["/AF"][0].get_object()["/AFRelationship"] == "/Source"
    assert root["/OutputIntents"]
    said = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfaid:part>3</pdfaid:part>" in said
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in said
    assert reader.metadata is not None
    assert reader.metadata.title == source.design.title
    assert str(reader.metadata.creation_date).startswith(source.design.mission.epoch[:10])
    for page in reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            below = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            assert any(key in below for key in ("/FontFile2", "/FontFile3"))  # every font is embedded


def test_the_same_design_gives_the_same_bytes() -> None:
    _, first = written("suncatcher-cluster")
    again = find_format("pdf").write(source_of("suncatcher-cluster"), {"appendices": False}, _quiet).files[""]
    assert again == first


def test_chinese_can_be_read_out_of_it(tmp_path: Path) -> None:
    source, data = written("ai1-120kw", "zh_CN")
    text = text_of(data, tmp_path)
    with speaking("zh_CN"):
        results = source.results(lambda share: None)
        for figure in headline(source.design.requirements):
            if figure in results and RESULTS[figure].kind != "series":
                assert flat(tr(RESULTS[figure].label)) in text
        assert all(flat(tr(verdict.requirement.name)) in text for verdict in judge(results))
        assert all(flat(tr(STAGES[stage].label)) in text for stage in stages_of(results))
    for word in ("近地点", "升交点赤经", "放电深度", "设计报告", "目录", "不满足", "太阳翼功率"):
        assert word in text
    reader = PdfReader(io.BytesIO(data), strict=True)
    assert str(reader.trailer["/Root"]["/Lang"]).startswith("zh")


def test_changes_since_a_baseline_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (chains, charts, orbit, panel):  # three reports, of which the words are looked at
        monkeypatch.setattr(module, "drawn", lambda *_: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"/>')
    design = preset("ai1-120kw")
    changed = set_text(keep(keep(design, "Old"), "Newer"), "array.area", "700 m²")
    source = Source(changed, dump(changed), "x", baseline_designs(changed))
    texts = {}
    for asked in ("", "Old", "none"):
        data = find_format("pdf").write(source, {"baseline": asked, "appendices": False}, lambda share: None).files[""]
        texts[asked] = text_of(data, tmp_path)
    assert "Changessincethebaseline“Newer”" in texts[""]
    assert "Changessincethebaseline“Old”" in texts["Old"]
    assert "Changessince" not in texts["none"]
    assert flat("Array area 600 m² 700 m²") in texts["Old"]
    assert flat("Published peak power not met met") in texts["Old"]


def test_every_field_and_its_source_is_in_the_appendix(tmp_path: Path) -> None:
    source, data = written("ai1-120kw")
    text, design = text_of(data, tmp_path), source.design
    assert all(flat(shown(f"{layer.name}: Density")) in text for layer in design.stack.layers)
    told = [flat(shown(design.sources[row.path].text)) for row in rows((design, design)) if row.path in design.sources]
    assert len(told) > 150
    # Where a page ends within a source its foot comes between.
    assert sum(one in text for one in told) > 0.9 * len(told)
