"""A file for whoever helps: report, log, design and settings in one, written whole or not at all."""

import io
import json
import zipfile
from collections.abc import Iterable
from pathlib import Path

from studio import atomic
from studio.design import Design
from studio.document.files import dump
from studio.gui.crash.report import scrubbed
from studio.state.session_log import LINES


def bundle(report: str, design: Design, settings: Iterable[tuple[str, str]]) -> bytes:
    """The bytes of the file; no folder of the user's is named in it."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("report.txt", report)
        file.writestr("log.txt", scrubbed("\n".join(line for _, line in LINES.lines())) + "\n")
        file.writestr("design.json", dump(design))
        told = {name: scrubbed(value) for name, value in settings}
        file.writestr("settings.json", json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    return data.getvalue()


def write_bundle(path: Path, data: bytes) -> None:
    """Put it where the user said."""
    atomic.write_bytes(path, data)
