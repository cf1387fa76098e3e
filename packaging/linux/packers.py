"""Packs what lies ready: the folder into a portable archive, the tree of a user's system into a .deb and an .rpm."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import project
import system
from bundle import workshop

from linux import needs
from linux.tree import Tree

HERE = Path(__file__).resolve().parent
SUMMARY = "Studio for constellations of orbital data centres"
SMALL, QUICK = "6", "0"
"""How hard xz tries: for what users download, and for what is only tried out, in a tenth of the time."""

TEXT = """\
Designs constellations of solar-powered orbital data centres: orbit, panel, power,
heat, compute, links, mass, fleets, launch and cost, live in one window."""


def portable(tree: Tree, into: Path, effort: str = SMALL) -> Path:
    """The folder of the program in an archive, with a page that says how to start it."""
    system.say(f"Packing {into.name}")
    bundle = tree.bundle
    must, _ = needs.depends(tree.lacking)
    words = (HERE / "portable.txt").read_text("utf-8").format(version=tree.version, needs=" ".join(must))
    (bundle / "README.txt").write_text(words, encoding="utf-8")
    os.utime(bundle / "README.txt", (tree.epoch, tree.epoch))
    archive = tree.work / "portable.tar"
    try:
        _do(["tar", "--sort=name", f"--mtime=@{tree.epoch}", "--owner=0", "--group=0", "--numeric-owner",
             "--format=gnu", f"--transform=s,^{bundle.name},{into.name.removesuffix('.tar.xz')},RSH",
             "-C", bundle.parent, "-cf", archive, bundle.name], tree.epoch)  # fmt: skip
        with into.open("wb") as file:
            # Two threads and blocks of one size, wherever it is built: the number decides where blocks end.
            command = ["xz", f"-{effort}", "-T2", "--block-size=96MiB", "-c", str(archive)]
            subprocess.run(command, stdout=file, check=True)
    finally:
        (bundle / "README.txt").unlink()
        archive.unlink(missing_ok=True)
    return into


def deb(tree: Tree, into: Path, effort: str = SMALL) -> Path:
    """By dpkg-deb, which packs a quarter smaller than nfpm."""
    system.say(f"Packing {into.name}")
    must, may = needs.depends(tree.lacking)
    root, folder = tree.root, tree.root / "DEBIAN"
    shutil.rmtree(folder, ignore_errors=True)  # of a build that was stopped
    folder.mkdir()
    lines = "\n".join(f" {line}" for line in TEXT.splitlines())
    fields = {"Package": "dawnline", "Version": tree.version, "Architecture": "amd64", "Section": "science",
              "Priority": "optional", "Maintainer": project.maintainer(), "Installed-Size": tree.size // 1024,
              "Depends": ", ".join(must), "Recommends": ", ".join(may),
              "Description": f"{SUMMARY[0].lower()}{SUMMARY[1:]}\n{lines}"}  # fmt: skip
    (folder / "control").write_text("".join(f"{name}: {value}\n" for name, value in fields.items()), "utf-8")
    for script in ("postinst", "postrm"):
        shutil.copy(HERE / "caches.sh", folder / script)
    sums = [f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  {path.relative_to(root)}\n"
            for path in sorted(root.rglob("*"))
            if path.is_file() and not path.is_symlink() and folder not in path.parents]  # fmt: skip
    (folder / "md5sums").write_text("".join(sums), "utf-8")
    for path in (*folder.iterdir(), folder):
        path.chmod(0o755 if path.is_dir() or path.name.startswith("post") else 0o644)
        os.utime(path, (tree.epoch, tree.epoch))
    try:
        _do(["dpkg-deb", "--root-owner-group", "-Zxz", f"-z{effort}", "--threads-max=2", "--build", root, into],
            tree.epoch)  # fmt: skip
    finally:
        shutil.rmtree(folder)
    return into


def rpm(tree: Tree, into: Path, effort: str = SMALL) -> Path:
    """By nfpm."""
    system.say(f"Packing {into.name}")
    config = {
        "name": "dawnline", "arch": "amd64", "platform": "linux", "version": tree.version, "release": "1",
        "license": "MIT", "mtime": _day(tree.epoch), "maintainer": project.maintainer(),
        "description": TEXT, "depends": needs.fedora(tree.lacking),
        "rpm": {"compression": "zstd:19" if effort == SMALL else "zstd:1", "buildhost": "dawnline", "summary": SUMMARY},
        "scripts": {"postinstall": str(HERE / "caches.sh"), "postremove": str(HERE / "caches.sh")},
        "contents": [{"src": f"{tree.root}/usr/", "dst": "/usr", "type": "tree",
                      "file_info": {"mtime": _day(tree.epoch)}}],
    }  # fmt: skip
    made = tree.work / "nfpm.json"  # JSON is YAML
    made.write_text(json.dumps(config), "utf-8")
    _do([workshop.python().with_name("nfpm"), "package", "-p", "rpm", "-f", made, "-t", into], tree.epoch)
    return into


def _day(epoch: int) -> str:
    return datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _do(command: list[object], epoch: int) -> None:
    variables = {**os.environ, "SOURCE_DATE_EPOCH": str(epoch)}
    done = subprocess.run([str(part) for part in command], env=variables, stdin=subprocess.DEVNULL, stdout=sys.stderr)
    if done.returncode:
        sys.exit(f"{Path(str(command[0])).name} ended with {done.returncode}; what it said stands above.")
