"""What the tests of reports share."""

import shutil

from studio.document.baselines import baseline_designs
from studio.document.claim import incumbent
from studio.document.files import dump
from studio.document.presets import preset
from studio.export.formats import Source


def source_of(name: str) -> Source:
    """A shipped design as it is exported."""
    design = preset(name)
    return Source(design, dump(design), name, baseline_designs(design), incumbent(design))


PACKAGES = {"pdftotext": "poppler-utils", "pdfdetach": "poppler-utils", "chromium": "chromium"}


def program(name: str) -> str:
    """The path of a program that the tests read reports with; without it they fail, and say what to install."""
    found = shutil.which(name)
    assert found is not None, f"{name} is missing: install the Debian package {PACKAGES[name]}"
    return found
