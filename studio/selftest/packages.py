"""The packages that the program is made of, each imported, with its version."""

import importlib
import importlib.metadata
import importlib.util
import platform
from collections.abc import Iterator

from studio import __version__
from studio.child import frozen
from studio.selftest.check import Absent, Check
from studio.text import mark, tr

NEEDED = (
    ("click", "click"), ("czml3", "czml3"), ("jinja2", "jinja2"), ("matplotlib", "matplotlib"),
    ("msgspec", "msgspec"), ("numpy", "numpy"), ("platformdirs", "platformdirs"), ("filelock", "filelock"),
    ("pvlib", "pvlib"), ("erfa", "pyerfa"), ("pymsis", "pymsis"), ("pyarrow", "pyarrow"), ("pypdf", "pypdf"),
    ("python_calamine", "python-calamine"), ("pymoo", "pymoo"), ("SALib", "SALib"), ("sgp4", "sgp4"),
    ("yaml", "PyYAML"), ("scipy", "scipy"), ("trimesh", "trimesh"), ("typst", "typst"), ("xlsxwriter", "xlsxwriter"),
    ("pyqtgraph", "pyqtgraph"), ("PySide6.QtWidgets", "PySide6-Essentials"), ("vtkmodules.vtkRenderingOpenGL2", "vtk"),
)  # fmt: skip
"""By what is imported, the packages that every installation has."""
EXTRAS = (
    ("aep8", "aep8", "radiation"), ("numba", "numba", "fleet"), ("distributed", "distributed", "dask"),
    ("OCP.TopoDS", "cadquery-ocp-novtk", "step"),
)  # fmt: skip
"""Those that one may have, each with the extra that brings it."""


def checks() -> Iterator[Check]:
    yield Check("Dawnline", lambda: f"{__version__}, Python {platform.python_version()}, {platform.platform()}")
    for module, name in NEEDED:
        yield Check(name, lambda module=module, name=name: _imported(module, name))  # type: ignore[misc]
    for module, name, extra in EXTRAS:
        yield Check(name, lambda module=module, name=name, extra=extra: _extra(module, name, extra))  # type: ignore[misc]


def _imported(module: str, name: str) -> str:
    importlib.import_module(module)
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:  # a bundle may have left the words about it out
        return str(getattr(importlib.import_module(module.partition(".")[0]), "__version__", "?"))


def _extra(module: str, name: str, extra: str) -> str:
    if importlib.util.find_spec(module.partition(".")[0]) is None:
        if frozen():
            raise Absent(tr(mark("this installation comes without it")))
        raise Absent(tr(mark("comes with: pip install \"dawnline[{extra}]\""), extra=extra))
    return _imported(module, name)
