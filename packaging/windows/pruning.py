"""Takes out of the packages what the studio does not use, and makes sure that nothing it does use went with it."""

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

NATIVE = {"PySide6", "pyarrow", "vtkmodules"}
FOLDERS = {"__pycache__", "tests", "bin", "include", "sample_data"}
"""Folders that nothing needs, wherever they stand."""

SUFFIXES = {".c", ".cmake", ".exe", ".h", ".hpp", ".lib", ".pdb", ".pxd", ".pxi", ".pyi", ".pyx"}
"""Files that nothing needs once everything is compiled, and programs for developers."""

UNUSED = ("vtk.py", "numba/np/ufunc/tbbpool.", "PIL/_avif.", "PIL/_imagingtk.", "matplotlib/backends/_tkagg.")
"""Parts of packages for what the studio does not do: threads by TBB, one format of pictures, Tk."""

QT_FOLDERS = {"plugins", "support", "translations"}
PLUGINS = {"iconengines/qsvgicon.dll", "imageformats/qico.dll", "imageformats/qjpeg.dll", "imageformats/qsvg.dll",
           "platforms/qminimal.dll", "platforms/qoffscreen.dll", "platforms/qwindows.dll",
           "styles/qmodernwindowsstyle.dll"}  # fmt: skip
TRANSLATIONS = "qtbase_zh_CN.qm"
SOFTWARE_OPENGL = "opengl32sw.dll"
"""Draws where the machine has no driver; Qt looks it up by this name."""

SYSTEM = {"advapi32", "authz", "avicap32", "avrt", "bcrypt", "bcryptprimitives", "cfgmgr32", "combase", "comctl32",
          "comdlg32", "crypt32", "cryptbase", "d2d1", "d3d11", "d3d12", "d3d9", "dbghelp", "dcomp", "dnsapi",
          "dwmapi", "dwrite", "dxgi", "gdi32", "glu32", "icu", "icuin", "icuuc", "imagehlp", "imm32", "iphlpapi",
          "kernel32", "mpr", "msvcrt", "msvfw32", "ncrypt", "netapi32", "ntdll", "ole32", "oleaut32", "opengl32",
          "powrprof", "propsys", "psapi", "rpcrt4", "secur32", "setupapi", "shcore", "shell32", "shlwapi",
          "synchronization", "ucrtbase", "uiautomationcore", "user32", "userenv", "usp10", "uxtheme", "version",
          "webservices", "wevtapi", "windowscodecs", "winhttp", "wininet", "winmm", "winspool.drv", "wintrust",
          "ws2_32", "wsock32", "wtsapi32"}  # fmt: skip
"""Libraries that Windows 10 and 11 bring."""


class Incomplete(Exception):
    """A library is missing that another one loads."""


def prune(site: Path, modules: Iterable[str], python: Path) -> None:
    """Leave in `site` what is used, given the native `modules` that are loaded; `python` holds the interpreter."""
    wanted = set(modules)
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        if not _is_used(path.relative_to(site), wanted):
            path.unlink()
    _share_runtime(site, python)
    _drop_unloaded(site, python)
    for folder in sorted((path for path in site.rglob("*") if path.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()


def _is_used(path: Path, modules: set[str]) -> bool:
    parts = path.parts
    if parts[0].endswith(".dist-info"):
        kept = ("licen", "notice", "copying", "author")
        return path.name in {"METADATA", "entry_points.txt"} or any(word in str(path).lower() for word in kept)
    if FOLDERS & set(parts[:-1]) or path.suffix in SUFFIXES or path.as_posix().startswith(UNUSED):
        return False
    if parts[0] == "PySide6" and len(parts) > 2:
        inside = PurePosixPath(*parts[2:]).as_posix()
        return parts[1] in QT_FOLDERS and (
            parts[1] == "support" or inside == TRANSLATIONS or (parts[1] == "plugins" and inside in PLUGINS)
        )
    if parts[0] in NATIVE and path.suffix == ".pyd":
        return ".".join((*parts[:-1], path.name.partition(".")[0])) in modules
    return True


def _share_runtime(site: Path, python: Path) -> None:
    """Put Microsoft's C runtime beside the interpreter, where all look first: Qt brings the newest, and an older one
    lets libraries fail that were compiled after it."""
    for path in (site / "PySide6").glob("*140*.dll"):
        path.replace(python / path.name)
    for path in (site / "shiboken6").glob("*140*.dll"):
        path.unlink()


def _drop_unloaded(site: Path, python: Path) -> None:
    """Delete the libraries that no module leads to; Incomplete where one leads to a library that is not there."""
    libraries = {path.name.lower(): path for path in (*site.rglob("*.dll"), *python.rglob("*.dll"))}
    loaded: set[str] = set()
    missing: set[str] = set()
    waiting = [path for folder in (site, python) for path in folder.rglob("*")
               if path.suffix in {".pyd", ".exe"}
               or (path.suffix == ".dll" and _is_loaded_by_name(path, python))]  # fmt: skip
    while waiting:
        path = waiting.pop()
        if path.suffix == ".dll":
            if path.name.lower() in loaded:
                continue
            loaded.add(path.name.lower())
        for name in imports(path):
            if name in libraries:
                waiting.append(libraries[name])
            elif not is_system(name):
                missing.add(f"{name} of {path.name}")
    if missing:
        raise Incomplete(f"Libraries are missing: {', '.join(sorted(missing))}.")
    for path in site.rglob("*.dll"):
        if path.name.lower() not in loaded:
            path.unlink()
    for path in python.glob("*140*.dll"):
        if path.name.lower() not in loaded:
            path.unlink()


def _is_loaded_by_name(path: Path, python: Path) -> bool:
    """Whether code asks for this library by its name, so that no other leads to it."""
    if path.is_relative_to(python):
        return "140" not in path.name  # the C runtime has many parts
    asked = path.name == SOFTWARE_OPENGL or "plugins" in path.parts
    return asked or not {"PySide6", "pyarrow", "vtk.libs"} & set(path.parts)


def imports(path: Path) -> Iterator[str]:
    """The names, in lower case, of the libraries that Windows loads with this one."""
    import pefile

    with pefile.PE(path, fast_load=True) as image:
        image.parse_data_directories([pefile.DIRECTORY_ENTRY["IMAGE_DIRECTORY_ENTRY_IMPORT"],
                                      pefile.DIRECTORY_ENTRY["IMAGE_DIRECTORY_ENTRY_DELAY_IMPORT"]])  # fmt: skip
        for kind in ("DIRECTORY_ENTRY_IMPORT", "DIRECTORY_ENTRY_DELAY_IMPORT"):
            for entry in getattr(image, kind, ()):
                yield entry.dll.decode("ascii").lower()


def is_system(name: str) -> bool:
    """Whether Windows itself brings this library."""
    return name.startswith(("api-ms-", "ext-ms-")) or name.removesuffix(".dll") in SYSTEM


def clear(folder: Path) -> None:
    """An empty folder in place of whatever was there."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
