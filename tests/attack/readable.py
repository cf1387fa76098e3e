"""The readers of what the user brings along, what each may refuse with, and whole files to begin from."""

import base64
import tarfile
from collections.abc import Iterator
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

from tests.attack import grammar, grammar_expressions, grammar_fields, grammar_lines, grammar_packed
from tests.attack.readers import Reader

DATA = Path(__file__).resolve().parents[1] / "data"


def readers() -> Iterator[Reader]:
    from studio.catalogue.import_index import read_index_file
    from studio.catalogue.sourced import CatalogueError
    from studio.design import DesignError
    from studio.design.panel import Layer, Stack
    from studio.document import FileError, load_bytes
    from studio.document.components.reader import read_components
    from studio.document.elements.reader import read_elements
    from studio.document.elements.refused import Refused
    from studio.document.ephemerides.reader import read_ephemerides
    from studio.document.importing import kind_of
    from studio.document.layer_text import read_layer
    from studio.document.requirements_csv import from_csv
    from studio.document.stack_text import read_stack

    refuses = (FileError, DesignError, CatalogueError, Refused)
    design = _design()
    yield Reader(
        "design",
        partial(load_bytes, name="x.json"),
        _designs,
        refuses,
        begin=grammar.designs,
        short=grammar_fields.begin,
    )
    yield Reader("report", _from_report, _reports, refuses, grammar_packed.report)
    yield Reader(
        "elements",
        read_elements,
        lambda: _exported("tle", "3le", "omm", "omm-xml"),
        refuses,
        grammar_lines.element_sets,
    )
    yield Reader(
        "ephemerides",
        partial(read_ephemerides, name="x.oem"),
        lambda: _exported("oem", "oem-xml", "stk", duration="10 min"),
        refuses,
        grammar_lines.ephemerides,
    )
    yield Reader(
        "material",
        lambda data: read_index_file(data, "x.yml" if data[:1] in b"#DR" else "x.csv"),
        _materials,
        refuses,
        grammar_lines.table,
    )
    yield Reader(
        "components",
        lambda data: read_components(data, "x.csv", design),
        _components,
        refuses,
        grammar_lines.components,
    )
    yield Reader(
        "workbook",
        lambda data: read_components(data, "x.xlsx", design),
        lambda: [_workbook()],
        refuses,
        grammar_packed.workbook,
    )
    yield Reader(
        "requirements",
        lambda data: from_csv(data, design),
        lambda: [_requirements()],
        refuses,
        grammar_lines.requirements,
    )
    yield Reader(
        "layer",
        lambda data: read_layer(data.decode(errors="replace")),
        lambda: [_layer()],
        refuses,
        begin=grammar.enveloped(Layer, '{"format": "dawnline-layer", "schema": 1, "layer": ', "}"),
    )
    yield Reader(
        "stack",
        lambda data: read_stack(data.decode(errors="replace")),
        lambda: [_stack()],
        refuses,
        begin=grammar.enveloped(Stack, '{"format": "dawnline-stack", "schema": 1, "stack": ', "}"),
    )
    yield Reader(
        "typed",
        partial(_typed, design),
        lambda: [b"mission.altitude=650 km", b"array.area=5 m2"],
        refuses,
        grammar_lines.typed,
    )
    yield Reader(
        "expressions",
        partial(_typed, design),
        lambda: [b"mission.altitude==2 * 325 km", b"array.area==2 m * 25 m"],
        refuses,
        grammar_expressions.expression,
        longest=0.05,
    )
    yield Reader(
        "any file",
        lambda data: kind_of(data, "x.dat"),
        lambda: [*_materials(), *_components(), _layer()],
        refuses,
        _any,
    )


def _any(r: Any) -> bytes:
    made = (
        grammar_packed.report,
        grammar_packed.workbook,
        grammar_lines.element_sets,
        grammar_lines.ephemerides,
        grammar_lines.table,
        grammar_lines.components,
    )
    found: bytes = r.choice(made)(r)
    return found


def _typed(design: Any, data: bytes) -> object:
    from studio.design.edit import set_text

    path, _, text = data.decode(errors="replace").partition("=")
    return set_text(design, path, text)


def _reports() -> list[bytes]:
    page = (
        b'<!doctype html><a id="dawnline-design" href="data:application/json;base64,'
        + base64.b64encode(grammar_packed.DESIGN)
        + b'">x</a>'
    )
    return [page, grammar_packed.small_pdf()]


def _from_report(data: bytes) -> object:
    from studio.document import load_bytes
    from studio.document.carrier import carried
    from studio.document.files import MAX_BYTES

    return load_bytes(carried(data, MAX_BYTES), "x.pdf")


def _design() -> Any:
    from studio.document import preset

    return preset("suncatcher-cluster")


def _designs() -> list[bytes]:
    from studio.document.files import dump
    from studio.document.presets import preset, presets

    found = [dump(preset(one.name)) for one in presets()[:4]]
    with tarfile.open(DATA / "early-designs.tar.xz") as archive:
        for member in archive.getmembers():
            file = archive.extractfile(member)
            if file is not None and member.name.endswith(".json"):
                found.append(file.read())
    return sorted(found, key=len)[:40]


def _exported(*names: str, **options: str) -> list[bytes]:
    from studio.cli.export import source_of
    from studio.export.formats import FORMATS

    found = []
    for name in names:
        if name not in FORMATS:
            continue
        form = FORMATS[name]
        asked = {option.name: option.read(options[option.name]) for option in form.options if option.name in options}
        found += list(form.write(source_of(_design(), "x"), asked, lambda _: None).files.values())
    assert found, names
    return found


def _materials() -> list[bytes]:
    rows = "\n".join(f"{0.3 + 0.01 * n:.2f},{1.5 + 0.001 * n:.3f},{0.01 * n:.2f}" for n in range(60))
    page = (
        '# public domain\nREFERENCES: "A. Author, 2020"\nDATA:\n  - type: tabulated nk\n    data: |\n'
        + "\n".join(f"        {0.3 + 0.01 * n:.2f} 1.5 0.01" for n in range(60))
        + "\n"
    )
    columns = "wavelength_um,n,k\n" + rows
    return [columns.encode(), columns.replace(",", "\t").encode(), page.encode()]


def _components() -> list[bytes]:
    text = (
        'field;value;unit;source\nmission.altitude;650;km;"a test, 2026"\narray.area;50;m²;\n'
        "payload.power;120;kW;data sheet\n"
    )
    return [text.encode(), text.replace(";", ",").encode()]


def _workbook() -> bytes:
    import xlsxwriter

    data = BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    sheet = book.add_worksheet()
    rows = (["field", "value", "unit"], ["mission.altitude", 650, "km"], ["array.area", 50, "m²"])
    for place, row in enumerate(rows):
        sheet.write_row(place, 0, row)
    book.close()
    return data.getvalue()


def _requirements() -> bytes:
    from studio.document.requirements_csv import to_csv

    return to_csv(_design())


def _layer() -> bytes:
    from studio.document.layer_text import dump_layer

    design = _design()
    return dump_layer(design, 0).encode()


def _stack() -> bytes:
    from studio.document.stack_text import dump_stack

    return dump_stack(_design()).encode()
