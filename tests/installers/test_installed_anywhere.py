"""Run from a copy in a folder with a space and letters of other scripts, by a user without a home that takes files.

The copy is looked at afterwards: whatever the program wrote into it would be there.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.installer

ROOT = Path(__file__).resolve().parents[2]
FLY = "from studio.analysis.fleet import kernels; kernels.prepare(); print(kernels.current().__name__)"
DRAW = """
from studio.document.document import Document
from studio.document.presets import preset
from studio.gui import app
from studio.gui.window import MainWindow
from studio.gui.preferences import Preferences
from studio.gui.theme import Theme
from PySide6.QtCore import QSettings, QTimer
import sys
made = app.make_application()
settings = QSettings("Dawnline", "Dawnline")
window = MainWindow(Theme(), settings)
window.show()
app._open(window, "suncatcher-cluster")
def tell(notice):
    print(notice.level, notice.text)
    window.close()
    made.quit()
window.session.notices.told.connect(tell)
sys.exit(made.exec())
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ä 星 x")
    for name in ("studio", "resources"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "screenshots"))
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    return folder


def files(folder: Path) -> set[Path]:
    return set(folder.rglob("*"))


def run(copy: Path, tmp_path: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """Nothing of the user's can be written; what Python compiles goes elsewhere, as from a place for reading only."""
    (tmp_path / "file").touch()
    kept = {name: value for name, value in os.environ.items()
            if not name.startswith(("XDG_", "PYTHON", "NUMBA_", "MPL"))}  # fmt: skip
    environment = {**kept, "HOME": str(tmp_path / "file" / "home"), "PYTHONPATH": str(copy),
                   "QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": f"{copy} compiled"}  # fmt: skip
    before = files(copy)
    done = subprocess.run([sys.executable, *words], cwd=tmp_path, env=environment, capture_output=True, text=True,
                          encoding="utf-8", timeout=300, check=False)  # fmt: skip
    assert files(copy) == before
    return done


def test_a_design_is_evaluated_and_exported(copy: Path, tmp_path: Path) -> None:
    done = run(copy, tmp_path, "-m", "studio", "--quiet", "export", "perovskite-hjt-650km", "--to", "plots-png",
               "--option", "which=power", "--out", str(tmp_path / "pictures"))  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert len(list((tmp_path / "pictures").glob("*.png"))) == 3


def test_fleets_are_compiled_though_nothing_can_be_kept(copy: Path, tmp_path: Path) -> None:
    done = run(copy, tmp_path, "-c", FLY)
    assert (done.returncode, done.stdout, done.stderr) == (0, "studio.physics.fleet.compiled\n", "")


def test_the_window_says_that_nothing_is_kept(copy: Path, tmp_path: Path) -> None:
    done = run(copy, tmp_path, "-W", "ignore", "-c", DRAW)
    assert done.returncode == 0, done.stderr
    assert done.stdout == (f"warning {tmp_path}/file/home/.local/state/dawnline cannot be written: preferences, recent "
                           "designs and unsaved work are lost when you leave.\n")  # fmt: skip
