"""Signs what users download; where a key is absent it says so and goes on: signing.py [--windows] FILE…

The keys are named here and nowhere else, as variables of the environment, and in the hosted workflow as secrets of the
same names. A key that is named but does not work ends the program: what was to be signed must not go out unsigned.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

PKCS12 = "DAWNLINE_WINDOWS_PKCS12"
"""Windows: the file with the certificate and its key."""
PASSWORD_FILE = "DAWNLINE_WINDOWS_PASSWORD_FILE"
"""Windows: the file with the password of that file."""
TIMESTAMP = "DAWNLINE_WINDOWS_TIMESTAMP"
"""Windows: the address of a time-stamping service, so that signatures outlive the certificate."""
IDENTITY = "DAWNLINE_MACOS_IDENTITY"
"""macOS: the name of the “Developer ID Application” certificate in the keychain."""
NOTARY = "DAWNLINE_MACOS_NOTARY_PROFILE"
"""macOS: the profile that notarytool has stored in the keychain."""
GPG = "DAWNLINE_GPG_KEY"
"""Linux: the key that signs packages and archives, each with a signature in a file beside it."""

WINDOWS = "--windows"
"""Before files that are for Windows whatever their names end with."""

KEYS = (PKCS12, PASSWORD_FILE, TIMESTAMP, IDENTITY, NOTARY, GPG)


def sign_windows(path: Path) -> str:
    """Sign a program or an installer in its place; returns what was done, as a sentence."""
    key = os.environ.get(PKCS12)
    if not key:
        return f"{path.name}: unsigned, since {PKCS12} is not set."
    signed = path.with_name(f"{path.name}.signed")
    command = ["osslsigncode", "sign", "-pkcs12", key, "-h", "sha256", "-n", "Dawnline", "-in", str(path),
               "-out", str(signed)]  # fmt: skip
    if password := os.environ.get(PASSWORD_FILE):
        command += ["-readpass", password]
    if address := os.environ.get(TIMESTAMP):
        command += ["-ts", address]
    signed.unlink(missing_ok=True)
    _run(command)
    shutil.copymode(path, signed)
    signed.replace(path)
    return f"{path.name}: signed with the certificate of {PKCS12}."


def windows_command() -> list[str]:
    """The command that signs one file for Windows, to be run by another program; nothing without a key."""
    return [sys.executable, str(Path(__file__).resolve()), WINDOWS] if os.environ.get(PKCS12) else []


def sign_macos(path: Path, entitlements: Path | None = None) -> str:
    """Sign an app or a disk image in its place."""
    identity = os.environ.get(IDENTITY)
    if not identity:
        return f"{path.name}: unsigned, since {IDENTITY} is not set."
    command = ["codesign", "--force", "--timestamp", "--options", "runtime", "--sign", identity]
    if path.is_dir():
        command.append("--deep")
    if entitlements is not None:
        command += ["--entitlements", str(entitlements)]
    _run([*command, str(path)])
    _run(["codesign", "--verify", "--strict", str(path)])
    return f"{path.name}: signed by {identity}."


def notarise(path: Path) -> str:
    """Have Apple look through a signed disk image, and keep its answer in it."""
    profile = os.environ.get(NOTARY)
    if not profile:
        return f"{path.name}: not notarised, since {NOTARY} is not set."
    _run(["xcrun", "notarytool", "submit", str(path), "--keychain-profile", profile, "--wait"])
    _run(["xcrun", "stapler", "staple", str(path)])
    return f"{path.name}: notarised."


def sign_detached(path: Path) -> str:
    """Write the signature of a package or an archive into FILE.asc beside it."""
    key = os.environ.get(GPG)
    if not key:
        return f"{path.name}: unsigned, since {GPG} is not set."
    signature = path.with_name(f"{path.name}.asc")
    signature.unlink(missing_ok=True)
    _run(["gpg", "--batch", "--local-user", key, "--armor", "--output", str(signature), "--detach-sign", str(path)])
    return f"{path.name}: signed by {key} in {signature.name}."


def sign(path: Path) -> str:
    """Sign a file in the way of its kind."""
    if path.suffix == ".exe":
        return sign_windows(path)
    return sign_macos(path) if path.suffix in {".app", ".dmg"} else sign_detached(path)


def _run(command: list[str]) -> None:
    outcome = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sys.stderr)
    if outcome.returncode:
        sys.exit(f"{command[0]} ended with {outcome.returncode}; what it said stands above.")


def main() -> None:
    names = sys.argv[1:]
    one = sign_windows if names[:1] == [WINDOWS] else sign
    for name in names[names[:1] == [WINDOWS] :]:
        print(one(Path(name)))


if __name__ == "__main__":
    main()
