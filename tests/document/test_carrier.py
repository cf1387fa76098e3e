"""A report is opened as the design that it carries; one that is damaged or made to harm is refused in one sentence."""

import base64
import contextlib
import io
import re
import subprocess
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter, apply_configuration
from pypdf.generic import NameObject

from studio.document import carrier, files
from studio.document.document import Document
from studio.document.error import FileError
from studio.document.presets import open_any, preset, presets
from studio.export.report.content import Report
from studio.export.report.html import html_text
from studio.export.report.pdf import pdf_bytes
from studio.text import tr


def report(title: str) -> Report:
    """One that says as good as nothing."""
    return Report(title, "", ((tr("Design hash"), "0"),), (2026, 1, 1), (), "en")


def pdf(design_file: bytes, title: str = "x") -> bytes:
    return pdf_bytes(report(title), design_file, "a4")


def page(design_file: bytes, title: str = "x") -> bytes:
    return html_text(report(title), design_file, "x").encode()


AI1 = files.dump(preset("ai1-120kw"))
PDF, PAGE = pdf(AI1), page(AI1)


@pytest.mark.parametrize("name", [one.name for one in presets()])
@pytest.mark.parametrize("suffix", [".pdf", ".html"])
def test_design_is_the_one_that_was_written(name: str, suffix: str, tmp_path: Path) -> None:
    design = preset(name)
    path = tmp_path / f"report{suffix}"
    path.write_bytes((pdf if suffix == ".pdf" else page)(files.dump(design), design.title))
    assert open_any(path) == (design, None)


@pytest.mark.parametrize("data", [PDF, PAGE])
def test_content_decides_and_not_the_name(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "design.json").write_bytes(data)
    assert files.read(tmp_path / "design.json") == preset("ai1-120kw")


def test_an_opened_report_has_no_file_to_be_saved_to(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(PDF)
    document = Document()
    document.open(path)
    assert document.path is None
    assert not document.is_modified
    with pytest.raises(FileError, match="has no file yet"):
        document.save()
    for name in ("report.pdf", "REPORT.PDF", "page.html"):
        with pytest.raises(FileError, match=r"is the name of a report: save the design under one that ends in \.json"):
            document.save_as(tmp_path / name)
    assert path.read_bytes() == PDF
    document.save_as(tmp_path / "design.json")
    assert files.read(tmp_path / "design.json") == preset("ai1-120kw")


def refusal(data: bytes, folder: Path, name: str = "r.pdf") -> str:
    """Why `data` is not opened, which is one sentence."""
    (folder / name).write_bytes(data)
    with pytest.raises(FileError) as told:
        files.read(folder / name)
    assert "\n" not in str(told.value)
    assert len(str(told.value)) < 400
    return str(told.value)


@pytest.mark.parametrize("share", [0.0005, 0.01, 0.1, 0.4, 0.7, 0.9, 0.99])
def test_a_truncated_report_is_refused(share: float, tmp_path: Path) -> None:
    for data in (PDF, PAGE):
        refusal(data[: max(16, int(share * min(len(data), data.find(b'"', data.find(b"base64,") + 8) if data is PAGE
                                              else len(data))))], tmp_path)  # fmt: skip


@given(place=st.integers(0, len(PDF) - 1), other=st.binary(min_size=1, max_size=40))
def test_a_damaged_pdf_gives_the_design_or_one_sentence(tmp_path_factory, place: int, other: bytes) -> None:
    path = tmp_path_factory.mktemp("damaged") / "r.pdf"
    path.write_bytes(PDF[:place] + other + PDF[place + len(other) :])
    with contextlib.suppress(FileError):  # whose text is one line, whatever it is about
        assert files.read(path).title  # damage where nobody looks, or within a text of the design


def attached(*parts: tuple[str, bytes], password: str = "") -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    for name, data in parts:
        writer.add_attachment(name, data)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_no_pdf_has_a_program_run(tmp_path: Path, monkeypatch) -> None:
    """A picture in JBIG2 is one that pypdf would have `jbig2dec` read."""
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("a program was run"))
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    kept = writer.add_attachment(carrier.ATTACHMENT, AI1)
    stream = kept.pdf_object["/EF"]["/F"].get_object()
    stream[NameObject("/Filter")] = NameObject("/JBIG2Decode")
    out = io.BytesIO()
    writer.write(out)
    with apply_configuration(jbig2dec_binary="jbig2dec"):
        assert "damaged or not whole" in refusal(out.getvalue(), tmp_path)


def test_other_pdfs_and_pages_are_refused(tmp_path: Path) -> None:
    assert "is a PDF without a design" in refusal(attached(), tmp_path)
    assert "is a PDF without a design" in refusal(attached(("other.json", AI1)), tmp_path)
    assert "is empty" in refusal(attached(("design.json", b"")), tmp_path)
    assert "not a Dawnline design" in refusal(attached(("design.json", b"{}")), tmp_path)
    assert "is an encrypted PDF" in refusal(attached(("design.json", AI1), password="x"), tmp_path)
    assert "is a page without a design" in refusal(b"<!DOCTYPE html><p>design", tmp_path)
    link = b'<!doctype html><a id="dawnline-design" href="data:application/json;base64,'
    assert "is damaged" in refusal(link + b'A"', tmp_path)
    assert "is a page without a design" in refusal(link + b'**"', tmp_path)


def test_what_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    whole = attached(("design.json", bytes(120_000_000)))
    squeezed = zlib.compress(bytes(120_000_000), 9)
    packed = attached(("design.json", b"@" * len(squeezed))).replace(
        b"@" * len(squeezed), squeezed).replace(b"/Type /EmbeddedFile", b"/Filter /FlateDecode")  # fmt: skip
    assert b"/FlateDecode" in packed
    assert "damaged" in refusal(packed, tmp_path)
    assert "larger than" in refusal(whole, tmp_path)
    large = attached(("design.json", b" " * (files.MAX_BYTES + 1)))
    assert "the design in it is larger than the 16 MB" in refusal(large, tmp_path)
    big = page(b" " * (files.MAX_BYTES + 1))
    assert "the design in it is larger than the 16 MB" in refusal(big, tmp_path)


def test_what_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carrier, "_LONGEST", -1.0)
    assert "takes too long" in refusal(PDF, tmp_path)


def test_the_end_of_the_time_is_no_fault_that_is_passed_over() -> None:
    """pypdf goes on after most of what falls in it, without anybody to look at the clock again."""
    done = []

    def passes_over() -> None:
        for _ in range(1_000):
            with contextlib.suppress(Exception):
                len(done)
        done.append("all")

    with pytest.raises(carrier._TooLongError), carrier._no_longer_than(-1.0):
        passes_over()
    assert not done


def test_few_objects_are_tried_where_no_first_one_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """464 bytes without one took 2.3 s: ten thousand objects were looked for."""
    asked, get = [], PdfReader.get_object
    monkeypatch.setattr(PdfReader, "get_object", lambda *given: (asked.append(1), get(*given))[1])
    nameless = re.sub(rb"/Root \d+ 0 R", b"", re.sub(rb"/Type /Catalog", b"/Type /Nothing", PDF))
    assert nameless != PDF
    assert "damaged" in refusal(nameless, tmp_path)
    assert len(asked) < 100


def test_a_design_whose_text_looks_like_the_link_is_read_from_the_link(tmp_path: Path) -> None:
    fake = base64.b64encode(files.dump(preset("lcoc-1mw"))).decode()
    title = f'<a id="dawnline-design" href="data:application/json;base64,{fake}"'[:100]
    (tmp_path / "r.html").write_bytes(page(AI1, title))
    assert files.read(tmp_path / "r.html") == preset("ai1-120kw")
