"""The wheel and the source archive as an index would take them, and the wheel in an environment that has nothing else.

What the wheel needs is lent by the environment of the tests, file by file: the packages that it declares and those
that these declare, and none of the extras, so that what is missing in the metadata is missing here.
"""

import importlib.metadata
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from studio.export.formats import FORMATS

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
BUILD = "import sys; sys.path.insert(0, sys.argv[1]); import distributions; from pathlib import Path; " \
        "print(*distributions.build(Path(sys.argv[2]), root=Path(sys.argv[3])), sep='\\n')"  # fmt: skip
EXTRAS = {"aep8", "numba", "distributed", "cadquery-ocp-novtk", "Export: step", "Export: panel-step"}

pytestmark = pytest.mark.installer


def run(command: list[str], **more) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=900, **more)


def built(folder: Path, root: Path = ROOT) -> tuple[Path, Path]:
    """The source archive and the wheel of `root`."""
    done = run([sys.executable, "-c", BUILD, str(PACKAGING), str(folder), str(root)])
    assert done.returncode == 0, done.stderr
    paths = {path.suffix: path for path in map(Path, done.stdout.split("\n")) if path.suffix}
    return paths[".gz"], paths[".whl"]


@pytest.fixture(scope="module")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return built(tmp_path_factory.mktemp("dist"))


def needed(name: str, found: dict[str, importlib.metadata.Distribution]) -> None:
    """The distribution called `name` and all that it needs, by name."""
    key = name.lower().replace("_", "-")
    if key in found:
        return
    found[key] = importlib.metadata.distribution(name)
    for text in found[key].requires or ():
        requirement = Requirement(text)
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            needed(requirement.name, found)


def files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if not path.is_dir())


@pytest.fixture(scope="module")
def installed(distributions: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel in an environment of its own, in a place with a space and letters of other scripts."""
    place = tmp_path_factory.mktemp("ä 星 x") / "environment"
    assert run([sys.executable, "-m", "venv", str(place)]).returncode == 0
    site = next(place.glob("lib/python*/site-packages"))
    lent: dict[str, importlib.metadata.Distribution] = {}
    _, wheel = distributions
    with zipfile.ZipFile(wheel) as archive:
        words = archive.read("dawnline-" + wheel.name.split("-")[1] + ".dist-info/METADATA").decode()
    for line in words.split("\n\n")[0].splitlines():
        if line.startswith("Requires-Dist: ") and "extra ==" not in line:
            requirement = Requirement(line.removeprefix("Requires-Dist: "))
            if requirement.marker is None or requirement.marker.evaluate():
                needed(requirement.name, lent)
    assert 25 < len(lent) < 90
    for one in lent.values():
        for file in one.files or ():
            if ".." not in file.parts and not (site / file).exists():
                (site / file).parent.mkdir(parents=True, exist_ok=True)
                (site / file).symlink_to(Path(str(one.locate_file(file))).resolve())
    pip = [str(place / "bin" / "python"), "-m", "pip"]
    done = run([*pip, "install", "--no-deps", "--no-index", "--quiet", str(wheel)])
    assert done.returncode == 0, done.stderr
    done = run([*pip, "check"])
    assert done.returncode == 0, done.stdout
    return place


def environment(home: Path) -> dict[str, str]:
    names = ("DISPLAY", "XAUTHORITY", "QT_QPA_PLATFORM", "LC_ALL", "MESA_SHADER_CACHE_DIR", "XDG_RUNTIME_DIR")
    kept = {name: os.environ[name] for name in names if name in os.environ}
    # Nothing may be compiled into the installation: a place that cannot be written must do.
    return {**kept, "PATH": "/usr/bin:/bin", "HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1"}


def test_an_index_takes_both(distributions: tuple[Path, Path]) -> None:
    done = run([sys.executable, "-m", "twine", "check", "--strict", *map(str, distributions)])
    assert (done.returncode, done.stdout.count("PASSED")) == (0, 2), done.stdout
    done = run([sys.executable, "-m", "check_wheel_contents", str(distributions[1])], cwd=ROOT)
    assert done.returncode == 0, done.stdout


def test_the_wheel_has_what_runs_and_nothing_else(distributions: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(distributions[1]) as archive:
        names = set(archive.namelist())
    tops = {name.split("/")[0] for name in names}
    assert "studio" in tops
    assert len(tops) == 2
    shipped = {f"studio/resources/{path.relative_to(ROOT / 'resources').as_posix()}"
               for path in files(ROOT / "resources") if "screenshots" not in path.parts}  # fmt: skip
    assert {name for name in names if name.startswith("studio/resources/")} == {
        *shipped, "studio/resources/contents.sha256"}  # fmt: skip
    assert not any("__pycache__" in name for name in names)


def test_the_source_archive_makes_the_same_wheel(distributions: tuple[Path, Path], tmp_path: Path) -> None:
    source, wheel = distributions
    with tarfile.open(source) as archive:
        # Python 3.11.2, which Debian 12 has, knows no filters yet.
        archive.extractall(tmp_path, **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))
    (root,) = tmp_path.iterdir()
    _, again = built(tmp_path / "dist", root)
    with zipfile.ZipFile(wheel) as first, zipfile.ZipFile(again) as second:
        assert {one.filename: one.CRC for one in first.infolist()} == {
            one.filename: one.CRC for one in second.infolist()}  # fmt: skip


def test_the_wheel_passes_its_self_test_where_there_is_nothing_else(installed: Path, tmp_path: Path) -> None:
    before = set(files(installed))
    done = run([str(installed / "bin" / "dawnline"), "--self-test"], cwd=tmp_path, env=environment(tmp_path))
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert {line.split("  ")[0] for line in lines if " not here " in line} == EXTRAS
    assert f"{len(lines) - 2 - len(EXTRAS)} parts work, {len(EXTRAS)} are not here, 0 fail." == lines[-1]
    assert all(any(line.startswith(f"Export: {name} ") for line in lines) for name in FORMATS)
    assert any(line.startswith("Shipped files") and line.endswith("as they were made") for line in lines)
    assert set(files(installed)) == before


def test_an_installation_with_a_changed_file_says_so(installed: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    site = next(installed.glob("lib/python*/site-packages"))
    shutil.copytree(site / "studio" / "resources", copy)
    (copy / "radiation" / "niel.json").write_bytes(b"{}")
    code = ("import sys, pathlib; from studio import resource; from studio.selftest import check, files\n"
            "resource.root = lambda: pathlib.Path(sys.argv[1])\n"
            "print(check.find(next(files.checks())).detail)")  # fmt: skip
    done = run([str(installed / "bin" / "python"), "-c", code, str(copy)], cwd=tmp_path, env=environment(tmp_path))
    assert (done.stdout, done.stderr) == ("changed or missing: radiation/niel.json\n", "")
