"""How little is imported before a command has something to compute."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("arguments", "wanted"), [(["--version"], False), (["presets"], False), (["schema"], False), (["quantities"], True)]
)
def test_numpy_is_imported_only_by_what_computes(arguments: list[str], wanted: bool) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "studio", *arguments], capture_output=True, text=True, check=True
    )
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "studio.cli.commands" in imported
    assert ("numpy" in imported) is wanted
    assert not any(name.split(".")[0] in {"PySide6", "vtkmodules", "pyqtgraph"} for name in imported)


def test_an_interrupt_ends_with_130_and_no_traceback() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from studio import __main__ as m\n"
         "def stop(): raise KeyboardInterrupt\n"
         "m._run = stop\nsys.exit(m.main())"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 130
    assert done.stderr == ""
