"""Builds the packages for Linux into dist/: a portable archive, a .deb, an .rpm, and the list of parts beside them."""

import hashlib
import platform
import shutil
import subprocess
import sys
from pathlib import Path

import project
import system
from bundle import sbom, workshop

from linux import packers
from linux.tree import Tree

DIST = workshop.ROOT / "dist"
WORK = workshop.ROOT / "build" / "linux"
QUICK = WORK / "quick"
KINDS = ("portable", "deb", "rpm")


def run(quick: bool = False) -> int:
    """Build the packages, `quick` ones of the same content but packed lightly; the exit status."""
    if not sys.platform.startswith("linux") or platform.machine() != "x86_64":
        sys.exit("The packages for Linux are built on Linux with an x86-64 processor.")
    system.prepare({"xz": "xz-utils", "dpkg-deb": "dpkg", "tar": "tar"}, {})
    if "@" not in project.maintainer():
        system.say("The packages name no address to write to: pyproject.toml has no email under maintainers.")
    tree = Tree.of(freeze(WORK), WORK)
    into = QUICK if quick else DIST
    if quick:
        shutil.rmtree(QUICK, ignore_errors=True)
    into.mkdir(exist_ok=True)
    parts = into / f"dawnline-{tree.version}-linux-x86_64.cdx.json"
    shutil.copy(tree.bundle / "licences" / sbom.NAME, parts)
    effort = packers.QUICK if quick else packers.SMALL
    made = [parts, *(pack(kind, tree, into, effort) for kind in KINDS)]
    system.say(f"Installed: {tree.size / 1e6:.0f} MB")
    for path in made:
        system.say(f"{path.stat().st_size / 1e6:7.1f} MB  {hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}")
    return 0


def freeze(work: Path) -> Path:
    """The folder of the program, made anew below `work`."""
    workshop.prepare()
    work.mkdir(parents=True, exist_ok=True)
    system.say("Freezing the program")
    bundle = work / "dawnline"
    command = [workshop.python(), Path(workshop.__file__).with_name("freeze.py"), bundle, project.epoch(),
               project.version()]  # fmt: skip
    status = subprocess.run([str(part) for part in command], stdin=subprocess.DEVNULL, stdout=sys.stderr).returncode
    if status:
        sys.exit(f"The program could not be frozen ({status}); what was said stands above.")
    return bundle


def pack(kind: str, tree: Tree, folder: Path, effort: str = packers.SMALL) -> Path:
    """The package of one kind, in `folder`, under the name that its users know such files by."""
    version = tree.version
    name, make = {"portable": (f"dawnline-{version}-linux-x86_64.tar.xz", packers.portable),
                  "deb": (f"dawnline_{version}_amd64.deb", packers.deb),
                  "rpm": (f"dawnline-{version}-1.x86_64.rpm", packers.rpm)}[kind]  # fmt: skip
    return make(tree, folder / name, effort)
