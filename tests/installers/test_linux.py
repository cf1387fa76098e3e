"""The packages for Linux in a Debian of their own, which has no Python: in, used as engineers do, and out again."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import time
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.installers import looks
from tests.installers.conftest import ROOT, Packages
from tests.installers.debian import USER, Machine
from tests.installers.screen import Screen

pytestmark = [pytest.mark.installer, pytest.mark.filterwarnings("default::ResourceWarning")]

MIME = "application/vnd.dawnline.design+json"
START, READY, KEPT = 120.0, 60.0, 20.0
"""How long the first start, the views of a design and the disk may take on a busy machine [s]."""
WINDOW_COLOURS = 500
"""A window that has drawn its 3D view and plots has more different colours than this; an empty one has tens."""


@pytest.fixture
def installed(machine: Machine, packages: Packages) -> Machine:
    if not is_installed(machine):
        install(machine, packages)
    return machine


def is_installed(machine: Machine) -> bool:
    return (machine.folder / "usr/bin/dawnline").is_symlink()


def install(machine: Machine, packages: Packages) -> None:
    """As `apt install ./FILE` does, with whatever the package depends on."""
    file = machine.bring(packages.deb, "/srv")
    assert machine.run("apt-get", "update", "-qq").returncode == 0
    done = machine.run("apt-get", "install", "-y", "-qq", "--no-install-recommends", file, timeout=600)
    (machine.folder / file.strip("/")).unlink()
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]


def test_from_the_file_to_a_dragged_altitude_by_two_clicks_and_out_clean(
    machine: Machine, packages: Packages, monitor: Screen, pictures: dict[str, Image.Image], tmp_path: Path
) -> None:
    if is_installed(machine):
        remove(machine)
    machine.empty_home()  # the start page comes to whom no design was open before, whatever test ran first
    assert machine.run("sh", "-c", "command -v python3 python cc gcc; ls -d /usr/include/python*").stdout == ""
    before = machine.files()
    install(machine, packages)
    log = tmp_path / "log"
    with machine.running("dawnline", user=USER, log=log, DISPLAY=monitor.display) as program:

        def runs() -> None:
            assert program.poll() is None, log.read_text("utf-8", "replace")

        monitor.click(monitor.look_for(pictures[looks.CARD], START, runs))
        label = monitor.look_for(pictures[looks.LABEL], READY, runs)
        time.sleep(3)
        monitor.drag(label, 60)
        dragged = altitude(machine, KEPT)
        time.sleep(3)
        runs()
        seen = monitor.picture()
        seen.save(tmp_path / "screen.png")
    shipped = json.loads((ROOT / "resources" / "presets" / f"{looks.PRESET}.json").read_text("utf-8"))["design"]
    assert dragged > 1.001 * shipped["mission"]["altitude"]
    assert len(np.unique(np.asarray(seen).reshape(-1, 3), axis=0)) > WINDOW_COLOURS
    assert "Traceback" not in log.read_text("utf-8", "replace")
    remove(machine)
    left = sorted(machine.files() - before)
    own = [name for name in left if name.startswith(f"home/{USER}/")]
    assert left == own
    assert own, "the user's own settings were to stay"


def remove(machine: Machine) -> None:
    done = machine.run("apt-get", "purge", "-y", "-qq", "--autoremove", "dawnline")
    assert done.returncode == 0, done.stderr


def altitude(machine: Machine, seconds: float) -> float:
    """That of the unsaved work which the program keeps beside the user's settings [m]."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for kept in machine.home().rglob("recovery/*.json"):
            try:
                return float(json.loads(kept.read_text("utf-8"))["design"]["mission"]["altitude"])
            except (ValueError, KeyError, OSError):
                pass
        time.sleep(0.3)
    raise AssertionError("no edit was kept: the altitude did not move")


def test_every_part_works_for_a_user(installed: Machine, monitor: Screen) -> None:
    done = installed.run("dawnline", "--self-test", user=USER, DISPLAY=monitor.display)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.endswith(" 0 fail.\n")


def test_the_portable_folder_runs_read_only_from_a_path_of_other_letters_for_a_user_without_a_home(
    installed: Machine, packages: Packages, monitor: Screen
) -> None:
    """It needs what the .deb depends on, no more: that stands in its README."""
    folder = installed.unpack(packages.portable, "srv/ä 星 x")
    before = installed.files()
    done = installed.run(f"{folder}/dawnline", "--self-test", user="nobody", DISPLAY=monitor.display,
                         HOME="/nonexistent", TMPDIR="/tmp")  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.endswith(" 0 fail.\n")
    assert "/nonexistent" in done.stdout  # what cannot be kept there is said
    assert installed.files() == before
    shutil.rmtree(installed.folder / "srv" / "ä 星 x")


def test_a_file_manager_knows_designs_and_what_opens_them(installed: Machine) -> None:
    done = installed.run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "libglib2.0-bin",
                         "shared-mime-info", "desktop-file-utils", "man-db")  # fmt: skip
    assert done.returncode == 0, done.stderr
    design = installed.bring(ROOT / "resources" / "presets" / f"{looks.PRESET}.json", f"home/{USER}/designs")
    shutil.copy(installed.folder / design.strip("/"), installed.home() / "designs" / "mine.dawnline")
    for file in (design, f"/home/{USER}/designs/mine.dawnline"):
        told = installed.run("gio", "info", "-a", "standard::content-type,standard::icon", file, user=USER)
        assert f"standard::content-type: {MIME}" in told.stdout, told.stdout + told.stderr
    assert "dawnline-open.desktop" in installed.run("gio", "mime", MIME, user=USER).stdout
    entries = [f"/usr/share/applications/{name}.desktop" for name in ("dawnline", "dawnline-open")]
    checked = installed.run("desktop-file-validate", *entries)
    assert (checked.returncode, checked.stdout) == (0, "")
    assert "dawnline" in installed.run("man", "--pager=cat", "dawnline", user=USER).stdout
    icons = {path.parent.parent.name for path in installed.folder.glob("usr/share/icons/hicolor/*/apps/dawnline.*")}
    assert {"scalable", "48x48", "256x256"} <= icons


def test_the_rpm_holds_what_the_deb_holds_and_comes_out_clean(
    packages: Packages, linux_tools: None, tmp_path: Path
) -> None:
    """By rpm's own program, into a folder: Fedora itself is not to be had here."""
    root, deb = tmp_path / "rpm", tmp_path / "deb"
    root.mkdir()
    rpm = ["rpm", "--root", str(root), "--dbpath", "/var/lib/rpm"]
    subprocess.run(["dpkg-deb", "-x", str(packages.deb), str(deb)], check=True)
    subprocess.run([*rpm, "-i", "--nodeps", "--noscripts", "--ignoreos", str(packages.rpm)], check=True)
    assert contents(root / "usr") == contents(deb / "usr")
    needs = subprocess.run(["rpm", "-qp", "--requires", str(packages.rpm)], capture_output=True, text=True, check=True)
    assert "libxkbcommon-x11.so.0()(64bit)" in needs.stdout.split()
    subprocess.run([*rpm, "-e", "--nodeps", "--noscripts", "dawnline"], check=True)
    assert [path for path in (root / "usr").rglob("*") if not path.is_dir()] == []


def test_the_list_of_parts_names_every_library_and_every_package_by_its_locked_version(
    packages: Packages, tmp_path: Path
) -> None:
    subprocess.run(["dpkg-deb", "-x", str(packages.deb), str(tmp_path)], check=True)
    bundle = tmp_path / "usr" / "lib" / "dawnline"
    parts = json.loads((bundle / "licences" / "dawnline.cdx.json").read_text("utf-8"))["components"]
    told = {part["name"]: part["hashes"][0]["content"] for part in parts if part["type"] == "file"}
    there = {str(path.relative_to(bundle)): hashlib.sha256(path.read_bytes()).hexdigest()
             for path in bundle.rglob("*.so*") if path.is_file() and not path.is_symlink()}  # fmt: skip
    assert told == there
    locks = [ROOT / "packaging" / "bundle" / f"{name}.lock" for name in ("packages", "tools")]
    pins = (re.findall(r"^([\w.-]+)==([\w.+-]+)", lock.read_text("utf-8"), re.MULTILINE) for lock in locks)
    packaged = {(part["name"], part["version"]) for part in parts if part.get("purl", "").startswith("pkg:pypi/")}
    assert packaged <= {pin for some in pins for pin in some}
    assert len(packaged) > 40
    assert all(part["licenses"] and any((bundle / "licences").glob(f"{part['name']}*"))
               for part in parts if part["type"] == "library")  # fmt: skip


def contents(folder: Path) -> dict[str, str]:
    """What each file holds, by its digest, and where each link leads."""
    return {str(path.relative_to(folder)): os.readlink(path) if path.is_symlink() else
            hashlib.sha256(path.read_bytes()).hexdigest()
            for path in folder.rglob("*") if path.is_symlink() or path.is_file()}  # fmt: skip
