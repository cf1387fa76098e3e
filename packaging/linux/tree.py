"""Lays the files of the packages out as they will stand on the user's system."""

import gzip
import json
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import project
from bundle import sbom, workshop

HERE = Path(__file__).resolve().parent
MIME_ICON = "application-vnd.dawnline.design+json"


@dataclass(frozen=True)
class Tree:
    """What packages are made of: the folder of the program, and `root`, which holds usr/ as on a user's system."""

    bundle: Path
    root: Path
    work: Path
    lacking: frozenset[str]
    """The libraries that the user's system must bring."""
    epoch: int
    version: str

    @classmethod
    def of(cls, bundle: Path, work: Path) -> "Tree":
        """That of a frozen `bundle`, laid out below `work`."""
        parts = json.loads((bundle / "licences" / sbom.NAME).read_text("utf-8"))
        lacking = frozenset(one["value"] for one in parts["metadata"]["component"]["properties"])
        tree = cls(bundle, work / "root", work, lacking, project.epoch(), project.version())
        lay_out(bundle, tree.root, tree.epoch)
        return tree

    @property
    def size(self) -> int:
        """What it takes on a user's disk [bytes]."""
        return sum(path.lstat().st_size for path in (self.root / "usr").rglob("*") if not path.is_dir())


def lay_out(bundle: Path, root: Path, epoch: int) -> None:
    """`root` becomes a folder that holds usr/, every file with the time `epoch`."""
    shutil.rmtree(root, ignore_errors=True)
    usr = root / "usr"
    shutil.copytree(bundle, usr / "lib" / "dawnline", symlinks=True, copy_function=_link)
    _symlink(usr / "bin" / "dawnline", "../lib/dawnline/dawnline")
    for name in ("dawnline.desktop", "dawnline-open.desktop"):
        _copy(HERE / name, usr / "share" / "applications" / name)
    _copy(HERE / "dawnline.xml", usr / "share" / "mime" / "packages" / "dawnline.xml")
    icons = usr / "share" / "icons" / "hicolor"
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([str(workshop.python()), str(workshop.ROOT / "packaging" / "icons.py"), folder], check=True)
        for picture in sorted(Path(folder).glob("*.png")):
            size = f"{picture.stem}x{picture.stem}"
            _copy(picture, icons / size / "apps" / "dawnline.png")
            _copy(picture, icons / size / "mimetypes" / f"{MIME_ICON}.png")
    vector = workshop.ROOT / "resources" / "icons" / "dawnline.svg"
    _copy(vector, icons / "scalable" / "apps" / "dawnline.svg")
    _copy(vector, icons / "scalable" / "mimetypes" / f"{MIME_ICON}.svg")
    manual = usr / "share" / "man" / "man1" / "dawnline.1.gz"
    manual.parent.mkdir(parents=True)
    manual.write_bytes(gzip.compress((HERE / "dawnline.1").read_bytes(), mtime=0))
    documents = usr / "share" / "doc" / "dawnline"
    _copy(workshop.ROOT / "LICENSE", documents / "copyright")
    _symlink(documents / "licences", "../../../lib/dawnline/licences")
    for path in [root, *root.rglob("*")]:
        if not path.is_symlink() and not path.is_relative_to(usr / "lib" / "dawnline"):
            path.chmod(0o755 if path.is_dir() else 0o644)
        os.utime(path, (epoch, epoch), follow_symlinks=False)


def _link(source: str, target: str) -> None:
    """The same file under another name: a third of a gigabyte need not be copied."""
    if os.path.islink(source):
        os.symlink(os.readlink(source), target)
    else:
        os.link(source, target)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _symlink(path: Path, target: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(target)
