"""Builds the app and puts it into a disk image: Dawnline.app in dist/dawnline-VERSION-macos-PROCESSOR.dmg."""

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

import environment
import project
import signing

LOCK = environment.ROOT / "packaging" / "macos" / "tools.lock"
WORK = environment.ROOT / "build" / "macos"
DIST = environment.ROOT / "dist"
HERE = environment.ROOT / "packaging" / "macos"


def run() -> int:
    """Build the disk image; returns the exit status."""
    if platform.system() != "Darwin":
        sys.exit("The app for macOS is built on a Mac: nothing else makes its disk images and signatures.")
    environment.prepare(environment.RUN_LOCK, {})
    python = str(environment.python())
    call(python, "-m", "pip", "install", "--quiet", "--only-binary=:all:", "--require-hashes", "-r", str(LOCK))
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    DIST.mkdir(exist_ok=True)
    os.environ["DAWNLINE_ICONS"] = str(WORK)
    call(python, str(environment.ROOT / "packaging" / "icons.py"), str(WORK / "dawnline.icns"))
    call(python, "-m", "PyInstaller", "--noconfirm", "--distpath", str(WORK / "dist"), "--workpath", str(WORK / "work"),
         str(HERE / "dawnline.spec"))  # fmt: skip
    app = WORK / "dist" / "Dawnline.app"
    call(str(app / "Contents" / "MacOS" / "dawnline"), "--version")
    print(signing.sign_macos(app, HERE / "entitlements.plist"))
    version = project.version()
    image = DIST / f"dawnline-{version}-macos-{platform.machine()}.dmg"
    image.unlink(missing_ok=True)
    call(python, "-m", "dmgbuild", "-s", str(HERE / "image.py"), "-D", f"app={app}", "Dawnline", str(image))
    print(signing.sign_macos(image))
    print(signing.notarise(image))
    print(f"{image.relative_to(environment.ROOT)} has {image.stat().st_size / 1e6:.0f} MB.")
    return 0


def call(*command: str) -> None:
    status = subprocess.run(command, stdin=subprocess.DEVNULL, cwd=environment.ROOT).returncode
    if status:
        sys.exit(f"{Path(command[0]).name} ended with {status}; what it said stands above.")
