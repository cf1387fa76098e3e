"""Builds the packages for Linux into dist/: a portable archive, a .deb, an .rpm, and the list of parts beside them."""

import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

import system
from bundle import workshop

from linux import needs, tree

DIST = workshop.ROOT / "dist"
WORK = workshop.ROOT / "build" / "linux"
HERE = Path(__file__).resolve().parent


def run(only: tuple[str, ...] = ("portable", "deb", "rpm")) -> int:
    """Build the packages asked for; the exit status."""
    if not sys.platform.startswith("linux") or platform.machine() != "x86_64":
        sys.exit("The packages for Linux are built on Linux with an x86-64 processor.")
    system.prepare({"xz": "xz-utils", "dpkg-deb": "dpkg", "tar": "tar"}, {})
    workshop.prepare()
    version, epoch, bundle = workshop.version(), workshop.epoch(), WORK / "dawnline"
    WORK.mkdir(parents=True, exist_ok=True)
    DIST.mkdir(exist_ok=True)
    system.say("Freezing the program")
    _do([workshop.python(), HERE.parent / "bundle" / "freeze.py", bundle, epoch, version], epoch)
    stem = f"dawnline-{version}"
    parts = DIST / f"{stem}-linux-x86_64.cdx.json"
    shutil.copy(bundle / "licences" / "dawnline.cdx.json", parts)
    root = WORK / "root"
    tree.lay_out(bundle, root, epoch)
    lacking = {one["value"] for one in json.loads(parts.read_text("utf-8"))["metadata"]["component"]["properties"]}
    makers = {"portable": lambda: _portable(bundle, DIST / f"{stem}-linux-x86_64.tar.xz", lacking, epoch, version),
              "deb": lambda: _deb(root, DIST / f"dawnline_{version}_amd64.deb", lacking, epoch, version),
              "rpm": lambda: _rpm(root, DIST / f"{stem}-1.x86_64.rpm", lacking, epoch, version)}  # fmt: skip
    made = [parts, *(makers[name]() for name in only)]
    installed = sum(path.lstat().st_size for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    system.say(f"Installed: {installed / 1e6:.0f} MB")
    for path in made:
        system.say(f"{path.stat().st_size / 1e6:7.1f} MB  {hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}")
    return 0


def _portable(bundle: Path, into: Path, lacking: set[str], epoch: int, version: str) -> Path:
    system.say(f"Packing {into.name}")
    must, _ = needs.depends(lacking)
    words = (HERE / "portable.txt").read_text("utf-8").format(version=version, needs=" ".join(must))
    (bundle / "README.txt").write_text(words, encoding="utf-8")
    os.utime(bundle / "README.txt", (epoch, epoch))
    try:
        archive = WORK / "portable.tar"
        _do(["tar", "--sort=name", f"--mtime=@{epoch}", "--owner=0", "--group=0", "--numeric-owner", "--format=gnu",
             f"--transform=s,^dawnline,{into.name.removesuffix('.tar.xz')},RSH", "-C", bundle.parent, "-cf", archive,
             "dawnline"], epoch)  # fmt: skip
        with into.open("wb") as file:
            # Two threads and blocks of one size, wherever it is built: the number decides where blocks end.
            subprocess.run(["xz", "-6", "-T2", "--block-size=96MiB", "-c", str(archive)], stdout=file, check=True)
        archive.unlink()
    finally:
        (bundle / "README.txt").unlink()
    return into


def _deb(root: Path, into: Path, lacking: set[str], epoch: int, version: str) -> Path:
    """By dpkg-deb, which packs a quarter smaller than nfpm."""
    system.say(f"Packing {into.name}")
    must, may = needs.depends(lacking)
    folder = root / "DEBIAN"
    folder.mkdir()
    size = sum(path.stat().st_size for path in root.rglob("*") if path.is_file() and not path.is_symlink()) // 1024
    fields = {"Package": "dawnline", "Version": version, "Architecture": "amd64", "Section": "science",
              "Priority": "optional", "Maintainer": "The Dawnline project <dawnline@invalid>", "Installed-Size": size,
              "Depends": ", ".join(must), "Recommends": ", ".join(may),
              "Description": "studio for constellations of orbital data centres\n "
                             "Designs constellations of solar-powered orbital data centres: orbit, panel, power,\n "
                             "heat, compute, links, mass, fleets, launch and cost, live in one window."}  # fmt: skip
    (folder / "control").write_text("".join(f"{name}: {value}\n" for name, value in fields.items()), "utf-8")
    for script in ("postinst", "postrm"):
        shutil.copy(HERE / "caches.sh", folder / script)
        (folder / script).chmod(0o755)
    sums = [f"{hashlib.md5(path.read_bytes()).hexdigest()}  {path.relative_to(root)}\n"
            for path in sorted(root.rglob("*"))
            if path.is_file() and not path.is_symlink() and folder not in path.parents]  # fmt: skip
    (folder / "md5sums").write_text("".join(sums), "utf-8")
    for path in (*folder.iterdir(), folder):
        path.chmod(0o755 if path.is_dir() or path.name.startswith("post") else 0o644)
        os.utime(path, (epoch, epoch))
    try:
        _do(["dpkg-deb", "--root-owner-group", "-Zxz", "-z6", "--threads-max=2", "--build", root, into], epoch)
    finally:
        shutil.rmtree(folder)
    return into


def _rpm(root: Path, into: Path, lacking: set[str], epoch: int, version: str) -> Path:
    system.say(f"Packing {into.name}")
    config = {
        "name": "dawnline", "arch": "amd64", "platform": "linux", "version": version, "release": "1", "license": "MIT",
        "mtime": _day(epoch), "maintainer": "The Dawnline project <dawnline@invalid>",
        "description": "Studio for constellations of solar-powered orbital data centres",
        "depends": needs.fedora(lacking),
        "rpm": {"compression": "zstd:19", "buildhost": "dawnline", "summary": "Studio for orbital data centres"},
        "scripts": {"postinstall": str(HERE / "caches.sh"), "postremove": str(HERE / "caches.sh")},
        "contents": [{"src": f"{root}/usr/", "dst": "/usr", "type": "tree", "file_info": {"mtime": _day(epoch)}}],
    }  # fmt: skip
    made = WORK / "nfpm.json"  # JSON is YAML
    made.write_text(json.dumps(config), "utf-8")
    _do([workshop.python().with_name("nfpm"), "package", "-p", "rpm", "-f", made, "-t", into], epoch)
    return into


def _day(epoch: int) -> str:
    from datetime import UTC, datetime

    return datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _do(command: list[object], epoch: int) -> None:
    variables = {**os.environ, "SOURCE_DATE_EPOCH": str(epoch)}
    done = subprocess.run([str(part) for part in command], env=variables, stdin=subprocess.DEVNULL, stdout=sys.stderr)
    if done.returncode:
        sys.exit(f"{Path(str(command[0])).name} ended with {done.returncode}; what it said stands above.")
