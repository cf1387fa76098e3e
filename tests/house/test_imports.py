"""What works without a window is imported without what only a window needs."""

import pkgutil
import subprocess
import sys

import studio

WINDOW_ONLY = ("PySide6", "shiboken6", "vtkmodules", "vtk", "pyqtgraph", "matplotlib")


def windowless_modules() -> list[str]:
    skipped = ("studio.gui", "studio.__main__")
    found = pkgutil.walk_packages(studio.__path__, "studio.", onerror=lambda name: None)
    return [module.name for module in found if not module.name.startswith(skipped)]


def test_no_module_outside_the_window_imports_qt_or_vtk() -> None:
    names = windowless_modules()
    assert {"studio.cli", "studio.analysis"} <= set(names)
    code = f"""
import importlib, sys
for name in {names!r}:
    importlib.import_module(name)
    loaded = [package for package in {WINDOW_ONLY!r} if package in sys.modules]
    if loaded:
        sys.exit(f"{{name}} imports {{loaded}}")
"""
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert result.returncode == 0, result.stderr


def test_shell_of_the_window_comes_before_the_designs_and_every_heavy_library() -> None:
    late = ("studio.design", "studio.document", "studio.analysis", "studio.gui.session", "studio.gui.commands", "numpy",
            "scipy", "pyqtgraph", "vtkmodules", "matplotlib", "pyarrow", "pandas", "filelock", "socket")  # fmt: skip
    code = f"import studio.gui.app, sys; sys.exit(str([name for name in {late!r} if name in sys.modules] or ''))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert result.stderr.strip() == ""
