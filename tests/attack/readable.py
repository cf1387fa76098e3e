"""Every reader of files, what it may refuse with, and whole files to begin from."""

import tarfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parents[1] / "data"


@dataclass(frozen=True)
class Reader:
    name: str
    read: Callable[[bytes], object]
    wholes: Callable[[], list[bytes]]
    refuses: tuple[type[Exception], ...]
    """With a sentence; whatever else comes out of it is a fault."""


def readers() -> Iterator[Reader]:
    from studio.catalogue.import_index import read_index_file
    from studio.catalogue.sourced import CatalogueError
    from studio.design import DesignError
    from studio.document import FileError, load_bytes
    from studio.document.components.reader import read_components
    from studio.document.elements.reader import read_elements
    from studio.document.elements.refused import Refused
    from studio.document.ephemerides.reader import read_ephemerides
    from studio.document.layer_text import read_layer
    from studio.document.requirements_csv import from_csv
    from studio.document.stack_text import read_stack

    refuses = (FileError, DesignError, CatalogueError, Refused)
    design = _design()
    yield Reader("design", partial(load_bytes, name="x.json"), _designs, refuses)
    yield Reader("report", _from_report, lambda: _exported("html", "pdf", appendices="no"), refuses)
    yield Reader("elements", read_elements, lambda: _exported("tle", "3le", "omm", "omm-xml"), refuses)
    yield Reader("ephemerides", partial(read_ephemerides, name="x.oem"),
                 lambda: _exported("oem", "oem-xml", "stk", duration="10 min"), refuses)  # fmt: skip
    yield Reader("material", lambda data: read_index_file(data, "x.yml" if data[:1] in b"#DR" else "x.csv"),
                 _materials, refuses)  # fmt: skip
    yield Reader("components", lambda data: read_components(data, "x.csv", design), _components, refuses)
    yield Reader("requirements", lambda data: from_csv(data, design), lambda: [_requirements()], refuses)
    yield Reader("layer", lambda data: read_layer(data.decode(errors="replace")), lambda: [_layer()], refuses)
    yield Reader("stack", lambda data: read_stack(data.decode(errors="replace")), lambda: [_stack()], refuses)


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
    page = ("# public domain\nREFERENCES: \"A. Author, 2020\"\nDATA:\n  - type: tabulated nk\n    data: |\n"
            + "\n".join(f"        {0.3 + 0.01 * n:.2f} 1.5 0.01" for n in range(60)) + "\n")  # fmt: skip
    columns = "wavelength_um,n,k\n" + rows
    return [columns.encode(), columns.replace(",", "\t").encode(), page.encode()]


def _components() -> list[bytes]:
    text = ("field;value;unit;source\nmission.altitude;650;km;\"a test, 2026\"\narray.area;50;m²;\n"
            "payload.power;120;kW;data sheet\n")  # fmt: skip
    return [text.encode(), text.replace(";", ",").encode(), _workbook()]


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
