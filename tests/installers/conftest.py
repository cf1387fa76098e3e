"""What the tests of the packages for Linux share: the packages, as the README's command makes them, and a system."""

import faulthandler
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from tests.installers import looks
from tests.installers.debian import Machine
from tests.installers.screen import SIZE, Screen, screen

ROOT = Path(__file__).resolve().parents[2]
TOOLS = {"mmdebstrap": "mmdebstrap", "xdotool": "xdotool", "rpm": "rpm", "Xvfb": "xvfb"}
BUILD = 1800.0
"""How long building all packages may take on a busy machine [s]: it is minutes on a quiet one."""


@dataclass(frozen=True)
class Packages:
    """The files that users download."""

    deb: Path
    rpm: Path
    portable: Path


@pytest.fixture(scope="session")
def linux_tools() -> None:
    sys.path.insert(0, str(ROOT / "packaging"))
    try:
        import system

        system.prepare(TOOLS, {})
    finally:
        sys.path.remove(str(ROOT / "packaging"))
    absent = [name for name in TOOLS if shutil.which(name) is None]
    assert not absent, f"these tests need {', '.join(TOOLS[name] for name in absent)} of Debian"


@pytest.fixture(scope="session")
def packages() -> Packages:
    """Built by the one command of the README, but packed lightly, in a tenth of the time."""
    faulthandler.cancel_dump_traceback_later()  # no test takes so long; this has a limit of its own
    command = [sys.executable, str(ROOT / "packaging" / "build.py"), "linux", "--quick"]
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=BUILD)
    assert done.returncode == 0, done.stderr[-8000:]
    print(done.stderr[-1000:])
    patterns = {"deb": "*.deb", "rpm": "*.rpm", "portable": "*-linux-x86_64.tar.xz"}
    made = {kind: list((ROOT / "build" / "linux" / "quick").glob(pattern)) for kind, pattern in patterns.items()}
    assert all(len(files) == 1 for files in made.values()), made
    return Packages(**{kind: files[0] for kind, files in made.items()})


@pytest.fixture(scope="session")
def machine(linux_tools: None, tmp_path_factory: pytest.TempPathFactory) -> Machine:
    faulthandler.cancel_dump_traceback_later()  # the mirror takes as long as it takes
    return Machine.fresh(tmp_path_factory.mktemp("debian") / "root")


@pytest.fixture
def monitor(linux_tools: None) -> Iterator[Screen]:
    with screen() as made:
        yield made


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Image.Image]:
    """How a card of the start page and the label of the altitude look, by the source tree."""
    folder = tmp_path_factory.mktemp("looks")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    with screen() as made:
        drawn = {**kept, "HOME": str(folder), "DISPLAY": made.display, "QT_QPA_PLATFORM": "xcb"}
        subprocess.run([sys.executable, "-m", "tests.installers.looks", str(folder)], cwd=ROOT, env=drawn, check=True,
                       timeout=180)  # fmt: skip
        assert made.picture().size == SIZE
    return {name: Image.open(folder / name).convert("RGB") for name in (looks.CARD, looks.LABEL)}
