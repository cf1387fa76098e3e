"""The recipes for systems that are not at hand say what those systems want to read, and agree with the project."""

import json
import plistlib
import re
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path
from typing import Any

import pytest
import yaml

import studio
from studio import resource

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
WORKFLOW = ROOT / ".github" / "workflows" / "installers.yml"
FLATPAK = PACKAGING / "flatpak"
OURS = {"build", "environment", "interpreter", "linux", "macos", "project", "signing", "system", "windows"}
MIME = "application/vnd.dawnline.design+json"


@pytest.fixture(autouse=True)
def recipes(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    before = set(sys.modules)
    monkeypatch.syspath_prepend(PACKAGING)
    yield
    for name in set(sys.modules) - before:
        if name.partition(".")[0] in OURS:
            del sys.modules[name]


def test_one_command_builds_for_each_system(monkeypatch: pytest.MonkeyPatch) -> None:
    import build

    monkeypatch.setattr(sys, "argv", ["build.py", "amiga"])
    with pytest.raises(SystemExit, match=r"linux\|windows\|macos"):
        build.main()


# macOS


def test_app_tells_macos_its_version_and_what_it_opens() -> None:
    import project
    from macos import plist

    told = plistlib.loads(plistlib.dumps(plist.information(project.version())))
    assert told["CFBundleShortVersionString"] == told["CFBundleVersion"] == studio.__version__
    (declared,) = told["UTExportedTypeDeclarations"]
    assert declared["UTTypeTagSpecification"] == {"public.filename-extension": ["dawnline"]}
    own, json_files = told["CFBundleDocumentTypes"]
    assert own["LSItemContentTypes"] == [declared["UTTypeIdentifier"]]
    assert own["LSHandlerRank"] == "Owner"
    assert json_files["LSHandlerRank"] == "Alternate"  # whoever opens JSON goes on doing so
    rights = plistlib.loads((PACKAGING / "macos" / "entitlements.plist").read_bytes())
    assert all(name.startswith("com.apple.security.cs.") and value is True for name, value in rights.items())


def test_specification_of_the_app_names_what_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from unittest.mock import MagicMock

    monkeypatch.setenv("DAWNLINE_ICONS", str(tmp_path))
    names = ("Analysis", "PYZ", "EXE", "COLLECT", "BUNDLE")
    parts: dict[str, Any] = {name: MagicMock(name=name) for name in names}
    specification = PACKAGING / "macos" / "dawnline.spec"
    monkeypatch.setattr(sys, "path", [*sys.path])
    exec(compile(specification.read_text(), str(specification), "exec"), {"SPECPATH": specification.parent, **parts})
    analysis, bundle = parts["Analysis"].call_args, parts["BUNDLE"].call_args
    assert all(Path(script).exists() for script in analysis.args[0])
    shipped = {str(Path(target, Path(source).name)) for source, target in analysis.kwargs["datas"]}
    for name in ("icons/dawnline.svg", "presets/suncatcher-cluster.json"):
        assert resource.path(name).exists()
        assert str(Path("studio", "resources", name)) in shipped
    assert all(Path(source).is_file() for source, _ in analysis.kwargs["datas"])
    assert not any("screenshots" in name for name in shipped)
    assert {"studio.__main__", "studio.gui.app", "studio.gui.still"} <= set(analysis.kwargs["hiddenimports"])
    assert bundle.kwargs["version"] == studio.__version__
    assert bundle.kwargs["name"] == "Dawnline.app"


def test_icons_hold_every_size(tmp_path: Path) -> None:
    from PIL import Image

    for suffix, largest in ((".ico", 256), (".icns", 1024)):
        file = tmp_path / f"dawnline{suffix}"
        subprocess.run([sys.executable, str(PACKAGING / "icons.py"), str(file)], check=True)
        with Image.open(file) as image:
            image.load()
            assert image.size == (largest, largest)
            assert image.convert("RGBA").getextrema()[3] == (0, 255)  # drawn, on nothing


# Windows


def test_packages_for_windows_are_those_of_the_lock() -> None:
    from windows import assemble, needs

    names = needs.packages()
    assert {"colorama", "numba", "pyside6-essentials", "tzdata", "vtk"} <= set(names)
    assert not {"dask", "astropy", "pytest", "cadquery-ocp-novtk"} & set(names)
    chosen = assemble.requirements(names, (ROOT / "requirements.lock").read_text())
    pins = re.findall(r"^([\w.-]+)==([\w.]+) \\$", chosen, re.MULTILINE)
    assert sorted(name for name, _ in pins) == names  # each once: the one for the Python inside
    assert len(re.findall(r"--hash=sha256:[0-9a-f]{64}", chosen)) >= len(names)
    with pytest.raises(SystemExit, match="no entry for nothing-like-it"):
        assemble.requirements(["nothing-like-it"], "")


def test_version_has_four_numbers_on_windows() -> None:
    from windows import assemble

    assert [assemble.four(version) for version in ("0.1.0", "2.3rc1", "1.2.3.4.5")] == ["0.1.0.0", "2.3.0.0", "1.2.3.4"]


def test_no_two_files_have_one_name_to_windows(tmp_path: Path) -> None:
    from windows import assemble

    (tmp_path / "payload" / "a").mkdir(parents=True)
    (tmp_path / "payload" / "a" / "Licence.txt").touch()
    assemble.write_lists(tmp_path / "payload", tmp_path)
    assert (tmp_path / "remove.nsh").read_text().split("\n")[0] == r'Delete "$INSTDIR\a\Licence.txt"'
    (tmp_path / "payload" / "a" / "LICENCE.txt").touch()
    with pytest.raises(SystemExit, match="one to Windows"):
        assemble.write_lists(tmp_path / "payload", tmp_path)


# Flatpak


def test_flatpak_agrees_with_itself_and_with_the_project() -> None:
    manifest = yaml.safe_load((FLATPAK / "space.dawnline.Dawnline.yml").read_text())
    identifier = manifest["id"]
    (module,) = manifest["modules"]
    for source in module["sources"]:
        if source["type"] == "file":
            assert (FLATPAK / source["path"]).is_file()
    assert "--share=network" not in manifest["finish-args"]
    entry = ConfigParser(interpolation=None)
    entry.read(FLATPAK / f"{identifier}.desktop", "utf-8")
    assert entry["Desktop Entry"]["Exec"].split()[0] == manifest["command"]
    assert entry["Desktop Entry"]["Icon"] == identifier
    assert entry["Desktop Entry"]["MimeType"] == f"{MIME};"
    metainfo = ElementTree.parse(FLATPAK / f"{identifier}.metainfo.xml")
    assert metainfo.findtext("id") == identifier
    assert metainfo.findtext("provides/mediatype") == MIME
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert metainfo.findtext("project_license") == project["license"]
    assert next(metainfo.iter("release")).get("version") == studio.__version__
    space = {"": "http://www.freedesktop.org/standards/shared-mime-info"}
    (kind,) = ElementTree.parse(FLATPAK / f"{identifier}.mime.xml").findall("mime-type", space)
    assert kind.get("type") == MIME
    match = kind.find("magic/match", space)
    assert match is not None
    start = next(resource.path("presets").glob("*.json")).read_text()[: int(match.attrib["offset"].split(":")[1]) + 20]
    assert match.attrib["value"] in start


# The hosted workflow


def workflow() -> dict[str, Any]:
    return yaml.load(WORKFLOW.read_text(), yaml.BaseLoader)


def test_every_system_is_built_tested_and_kept() -> None:
    jobs = workflow()["jobs"]
    text = {name: json.dumps(job["steps"]) for name, job in jobs.items()}
    for system, (built, tested) in {"linux": ("linux",) * 2, "windows": ("windows-build", "windows-test"),
                                    "macos": ("macos",) * 2}.items():  # fmt: skip
        assert f"packaging/build.py {system}" in text[built]
        assert "actions/upload-artifact@" in text[built]
        assert "--self-test" in text[tested]
    assert jobs["windows-test"]["needs"] == "windows-build"
    processors = [one["processor"] for one in jobs["macos"]["strategy"]["matrix"]["include"]]
    assert processors == ["arm64", "x86_64"]
    assert all("timeout-minutes" in job for job in jobs.values())


def test_only_actions_of_the_host_itself_run_and_nothing_may_be_written() -> None:
    plan = workflow()
    used = re.findall(r"uses: (\S+)", WORKFLOW.read_text())
    assert used
    assert all(re.fullmatch(r"actions/[\w-]+@(v\d+|[0-9a-f]{40})", action) for action in used)
    assert plan["permissions"] == {"contents": "read"}
    assert plan["on"]["push"] == {"tags": ["v*"]}


def test_keys_reach_the_steps_that_sign_under_the_names_that_signing_reads() -> None:
    import signing

    text = WORKFLOW.read_text()
    assert [name for name in signing.KEYS if name not in text] == []
    secrets = set(re.findall(r"secrets\.(\w+)", text))
    assert secrets
    assert all(name.startswith("DAWNLINE_") for name in secrets)
