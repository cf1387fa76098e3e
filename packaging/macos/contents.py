"""What goes into the app for macOS."""

from collections.abc import Iterator
from pathlib import Path

EXCLUDED = [
    "IPython", "OCP", "PyQt5", "PyQt6", "PySide2", "dask", "distributed", "hypothesis", "mypy", "pytest", "tkinter",
    "PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtSql",
]  # fmt: skip
"""Packages that others would use where they are there, and the studio does not; and the CAD kernel, for its size."""

NEEDED_WHOLE = ("vtkmodules.util.numpy_support", "vtkmodules.vtkRenderingFreeType", "vtkmodules.vtkRenderingUI")
"""Modules that VTK loads without naming them where they can be read."""


def modules(root: Path) -> list[str]:
    """Every module of the studio, since many are only imported when they are needed."""
    return [*_modules(root), *NEEDED_WHOLE]


def _modules(root: Path) -> Iterator[str]:
    for path in sorted((root / "studio").rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def data(root: Path) -> Iterator[tuple[Path, str]]:
    """Each file that ships with the studio, and the folder it goes into."""
    for path in sorted((root / "resources").rglob("*")):
        inside = path.relative_to(root / "resources")
        if path.is_file() and inside.parts[0] != "screenshots" and "__pycache__" not in inside.parts:
            yield path, str(Path("studio", "resources", inside).parent)
