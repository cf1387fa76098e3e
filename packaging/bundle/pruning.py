"""Takes out of a frozen folder the libraries that nothing leads to, and the symbols that only debuggers read."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from bundle import linking, sharing, unicode_data
from bundle.excluded import DATA, FORTRAN_OF, IDLE, MODULES, PLUGINS
from bundle.linking import Incomplete

OURS = ("libxcb-cursor.so", "libxcb-icccm.so", "libxcb-image.so", "libxcb-keysyms.so", "libxcb-render-util.so",
        "libxcb-util.so", "libbz2.so", "libffi.so", "liblzma.so", "libpython3", "libcrypt.so",
        "libcrypto.so", "libssl.so", "libuuid.so")  # fmt: skip
"""Libraries of the building system that come along: users may lack them, or have others. Whatever else a library
needs of the system, the user's system must bring: what is tied to its drivers and its fonts."""

JUNK_FOLDERS = {"tests", "include", "sample_data", "pyarrow/src"}
JUNK_SUFFIXES = {".a", ".c", ".cmake", ".h", ".hpp", ".pxd", ".pxi", ".pyi", ".pyx"}
STRIP_FROM = 100_000
"""Smaller libraries are not worth a process each."""


def prune(folder: Path) -> set[str]:
    """Leave in the `folder` of libraries what is used; the names that the user's system must bring."""
    for path in sorted(folder.rglob("*")):
        if (path.is_symlink() or path.is_file()) and _is_junk(path.relative_to(folder)):
            path.unlink()
    for place, names in IDLE.items():
        busy = [one for one in sorted((folder / place).rglob("*.so*"))
                if not one.is_symlink() and not one.name.startswith(names)]  # fmt: skip
        for name in names:
            linking.slacken(busy, next((folder / place).glob(f"{name}*")))
    wanted_of_system = _drop_unloaded(folder)
    sharing.share(folder, FORTRAN_OF)
    unicode_data.reduce(next((folder / "PySide6" / "Qt" / "lib").glob("libicudata.so.*")))
    _strip(folder)
    for path in sorted((path for path in folder.rglob("*") if path.is_dir()), reverse=True):
        if not any(path.iterdir()):
            path.rmdir()
    return wanted_of_system


def is_library(path: Path) -> bool:
    return ".so" in path.suffixes or path.name.endswith(".so")


def needed(path: Path) -> tuple[str, list[str]]:
    """The name by which a library goes, and the names of those that are loaded with it."""
    from elftools.elf.dynamic import DynamicSection
    from elftools.elf.elffile import ELFFile

    with path.open("rb") as file:
        section = ELFFile(file).get_section_by_name(".dynamic")
        if not isinstance(section, DynamicSection):
            return path.name, []
        tags = list(section.iter_tags())
    names = [str(tag.soname) for tag in tags if tag.entry.d_tag == "DT_SONAME"]
    return (names or [path.name])[0], [str(tag.needed) for tag in tags if tag.entry.d_tag == "DT_NEEDED"]


def _is_junk(path: Path) -> bool:
    folders = {*path.parts[:-1], "/".join(path.parts[:2])}
    if (folders & JUNK_FOLDERS and path.parts[0] != "studio") or path.suffix in JUNK_SUFFIXES:
        return True
    if path.as_posix().startswith(DATA) or path.name == "RECORD":  # of wheels: not what is left, and of the workshop
        return True
    if path.parts[:3] == ("PySide6", "Qt", "plugins"):
        return path.name.removeprefix("lib").partition(".")[0] not in PLUGINS.get(path.parts[3], set())
    if path.parts[:3] == ("PySide6", "Qt", "translations"):
        return path.name not in {"qtbase_zh_CN.qm", "qt_zh_CN.qm"}
    if is_library(path):
        module = ".".join((*path.parts[:-1], path.name.partition(".")[0]))
        return module in MODULES or module.removeprefix("python3.11.lib-dynload.") in MODULES
    return False


def _drop_unloaded(folder: Path) -> set[str]:
    """Delete the libraries that no module leads to; Incomplete where one leads to a library that is nowhere."""
    files = [path for path in folder.rglob("*") if is_library(path) and path.is_file()]
    known = {path: needed(path) for path in files if not path.is_symlink()}
    by_name: dict[str, Path] = {}
    for path in known:
        by_name.setdefault(path.name, path)
    for path, (name, _) in known.items():
        by_name.setdefault(name, path)
    for path in files:
        if path.is_symlink() and path.resolve() in known:
            by_name.setdefault(path.name, path.resolve())
    waiting = [path for path in known if _is_loaded_by_name(path.relative_to(folder))]
    kept: set[Path] = set()
    of_system: set[str] = set()
    while waiting:
        path = waiting.pop()
        if path in kept:
            continue
        kept.add(path)
        for name in known[path][1]:
            found = by_name.get(name)
            if found is not None and (found.parent != folder or name.startswith(OURS) or found.is_symlink()):
                waiting.append(found)
            else:
                of_system.add(name)
    for path in files:
        if path.resolve() not in kept:
            path.unlink()
    return of_system


def _is_loaded_by_name(path: Path) -> bool:
    """Whether Python or Qt opens this library by its name, so that no other needs to lead to it."""
    if ".cpython-" in path.name or path.name.endswith(".abi3.so"):
        return True
    return "plugins" in path.parts or path.name.startswith("libpython3") or path.parent.name == "lib-dynload"


def _strip(folder: Path) -> None:
    tool = shutil.which("strip")
    if tool is None:
        raise Incomplete("strip is missing: it comes with binutils.")
    for path in _large(folder):
        # The folders *.libs were patched when their wheels were made; strip does not understand what was done to them.
        if not any(part.endswith(".libs") for part in path.parts):
            subprocess.run([tool, "--strip-unneeded", "--preserve-dates", str(path)], check=True)


def _large(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if is_library(path) and not path.is_symlink() and path.is_file() and path.stat().st_size >= STRIP_FROM:
            yield path
