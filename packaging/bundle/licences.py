"""The licences of everything inside a bundle, as a folder of texts and a list."""

import importlib.metadata
import platform
import shutil
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from bundle.pruning import OURS

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
FOLDER = "licences"
QT = {"pyside6-essentials", "shiboken6"}

_WORDS = """\
What is inside Dawnline {version}, and under which licence. The texts are in this folder, by name.

{table}

Qt, Qt for Python, moocore and parts of the GNU runtime are shared libraries under the LGPL (of the choice that Qt
offers, version 3 is used). You may replace them: they are files of their own below _internal, named as their makers
name them, and the program loads whatever stands there under that name and has the same interface. You may change
them and take the program apart to find faults in such changes. Their source:
https://download.qt.io/official_releases/QtForPython
and, of the others, the address in the list of parts (dawnline.cdx.json).
The program that starts it all is PyInstaller's, whose licence (GPL 2 with an exception) lets it be shipped with any
program.
"""


class Unlicensed(Exception):
    """A part of the bundle has no licence that is known."""


@dataclass(frozen=True)
class Part:
    """One thing inside: `kind` is "pypi", "python" or "deb"."""

    name: str
    version: str
    licence: str
    kind: str
    address: str = ""


def collect(bundle: Path, version: str) -> list[Part]:
    """Write the folder of licences into the bundle, and tell what is inside it."""
    folder = bundle / FOLDER
    folder.mkdir()
    shutil.copy(ROOT / "LICENSE", folder / "dawnline.txt")
    parts = [_python(folder)]
    for distribution in _distributions(bundle / "_internal"):
        parts.append(_package(distribution, folder))
    parts += [_of_system(path, folder) for path in _system_libraries(bundle / "_internal")]
    lines = [f"{part.name} {part.version}: {part.licence}" for part in parts]
    (folder / "README.txt").write_text(_WORDS.format(version=version, table="\n".join(lines)), encoding="utf-8")
    return parts


def _distributions(inside: Path) -> list[importlib.metadata.Distribution]:
    """The packages of which something is in the bundle."""
    found = {}
    modules = importlib.metadata.packages_distributions()
    names = {name for module, names in modules.items() if _is_inside(module, inside) for name in names}
    for name in names:
        distribution = importlib.metadata.distribution(name)
        found[distribution.name.lower().replace("_", "-")] = distribution
    return [found[name] for name in sorted(found)]


def _is_inside(module: str, inside: Path) -> bool:
    """Pure modules are in the archive inside the program, which the list beside it names."""
    listed = _listed(inside)
    return module in listed or any(inside.glob(f"{module}/*.so")) or any(inside.glob(f"{module}.*so"))


def _listed(inside: Path) -> frozenset[str]:
    from PyInstaller.archive.readers import CArchiveReader

    if inside not in _known:
        program = CArchiveReader(str(inside.parent / "dawnline"))
        archive = program.open_embedded_archive("PYZ.pyz")
        _known[inside] = frozenset(name.partition(".")[0] for name in archive.toc)
    return _known[inside]


_known: dict[Path, frozenset[str]] = {}


def _package(distribution: importlib.metadata.Distribution, folder: Path) -> Part:
    name = distribution.name.lower().replace("_", "-")
    texts = [file for file in distribution.files or () if _is_text(str(file))]
    into = folder / name
    into.mkdir()
    for number, file in enumerate(texts):
        shutil.copy(Path(str(distribution.locate_file(file))), into / f"{number:02d}-{file.name}")
    if name in QT:
        for text in ("LGPL-3.0.txt", "GPL-3.0.txt"):
            shutil.copy(HERE / "texts" / text, into / text)
    elif not texts:
        raise Unlicensed(f"{name} comes without the text of its licence.")
    return part_of(distribution)


def part_of(distribution: importlib.metadata.Distribution) -> Part:
    """A package, by what it says of itself."""
    data, name = distribution.metadata, distribution.name.lower().replace("_", "-")
    said = (data.get_all("License-Expression") or data.get_all("License") or [""])[0].strip().partition("\n")[0]
    classes = [value.rpartition(":: ")[2] for value in data.get_all("Classifier") or [] if "License ::" in value]
    if len(said) > 60 or not said[:1].isalpha() or said.startswith(("Copyright", "License agreement")):
        said = ""  # the text itself, or its head
    licence = said or "; ".join(classes) or "see its text"
    return Part(name, distribution.version, licence, "pypi", _address(data))


def _address(data: importlib.metadata.PackageMetadata) -> str:
    urls: list[str] = [value.partition(",")[2].strip() for value in data.get_all("Project-URL") or []]
    homes: list[str] = [value for value in data.get_all("Home-page") or [] if value.startswith("http")]
    return next(iter(homes + urls), "")


def _is_text(name: str) -> bool:
    last = name.rpartition("/")[2].lower()
    words = ("licen", "copying", "notice", "copyright")
    in_folder = "/licenses/" in name.lower() and ".dist-info" in name
    return (in_folder or last.startswith(words)) and not last.endswith((".py", ".pyc", ".so", ".pyi"))


def _python(folder: Path) -> Part:
    library = Path(sysconfig.get_path("stdlib"))
    for text in (library / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt"):
        if text.exists():
            shutil.copy(text, folder / "python.txt")
            return Part("python", platform.python_version(), "PSF-2.0", "python", "https://www.python.org")
    raise Unlicensed("This Python comes without the text of its licence.")


def _system_libraries(inside: Path) -> list[Path]:
    return sorted(path for path in inside.iterdir() if path.name.startswith(OURS) and "libpython" not in path.name)


def _of_system(path: Path, folder: Path) -> Part:
    """A library of the building system, by the package that it came in; the text is that of the distribution."""
    import subprocess

    done = subprocess.run(["dpkg", "-S", f"*/{path.name}"], capture_output=True, text=True)
    if done.returncode:
        raise Unlicensed(f"{path.name} belongs to no package of this system, so that its licence is not known.")
    package = done.stdout.partition(":")[0]
    version = subprocess.run(["dpkg-query", "-W", "-f=${Version}", package], capture_output=True, text=True).stdout
    shutil.copy(f"/usr/share/doc/{package}/copyright", folder / f"{package}.txt")
    return Part(package, version, "see its text", "deb", f"https://packages.debian.org/{package}")
