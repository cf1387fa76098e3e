"""Files made to harm, and things that are no files: one sentence, nothing written, no memory to speak of."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from studio.cli.app import run
from studio.document.error import FileError
from studio.document.importing import KINDS, kind_of
from studio.document.ordinary import read_ordinary
from tests.document.hostile import files

ROOT = Path(__file__).resolve().parents[2]
NAMES = [name for name, _ in files()]
LONGEST = 180.0
"""Seconds after which a file is taken to hang its reader; all of them together take some."""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """All files, handed to the commands of one process whose memory is its own."""
    folder = tmp_path_factory.mktemp("hostile")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-m", "tests.document.hostile", str(folder)], capture_output=True, text=True,
                          cwd=ROOT, env=environment, timeout=LONGEST, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", NAMES)
def test_one_sentence_and_nothing_written(told: dict[str, Any], name: str) -> None:
    said = told["said"][name]
    for command in ("import", "check"):
        status, out, err = said[command]
        assert (status, out) == (2, "")
        assert err.count("\n") == 1
        line = err.rstrip("\n")
        assert line.startswith(f"{name}: ")
        assert line.isprintable()
        assert len(line) < 1_000
    assert said["left"] == []
    assert not (ROOT / "owned").exists()


def test_memory_stays_small(told: dict[str, Any]) -> None:
    assert 1e6 < told["memory"] < 500e6


def call(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    """The one line that a command refuses with."""

    def never(_: str | None) -> int:
        raise AssertionError("the window must not be asked for")

    status = run(never, [str(one) for one in arguments])
    out, err = capsys.readouterr()
    assert (status, out) == (2, "")
    (line,) = err.splitlines()
    assert line.isprintable()
    return line


def test_places_that_are_no_files(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    pipe, loop, nowhere, secret = (tmp_path / name for name in ("pipe.oem", "loop.oem", "nowhere.oem", "secret.oem"))
    os.mkfifo(pipe)
    loop.symlink_to(loop)
    nowhere.symlink_to(tmp_path / "not there")
    secret.touch()
    out = tmp_path / "design.json"
    for place, words in ((tmp_path, "is a folder"), (pipe, "is not an ordinary file"),
                         (Path("/dev/zero"), "is not an ordinary file"),
                         (loop, "levels of symbolic links"), (nowhere, "there is no such file"),
                         (tmp_path / "none" / "x.oem", "there is no such file"),
                         (secret / "x.oem", "not a directory")):  # fmt: skip
        assert words in call(capsys, "import", place, "--out", out)
    assert not out.exists()


def test_names_do_not_steer_the_terminal(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for name in ("a\x1b[31mb.oem", "a\rb.e", "a\nb.tle", "a\u202eb.omm", "\udcff.oem"):
        path = tmp_path / name
        path.write_bytes(b"CCSDS_OEM_VERS = 2.0\n")
        assert call(capsys, "import", path, "--out", tmp_path / "x.json").endswith("line 2: the file ends too early")


def test_a_file_that_grows_is_read_to_its_bound(tmp_path: Path) -> None:
    path = tmp_path / "big"
    path.write_bytes(bytes(1_000))
    assert len(read_ordinary(path, 1_000)) == 1_000
    with pytest.raises(FileError, match="is larger than"):
        read_ordinary(path, 999)


def test_unknown_content_lists_what_is_understood() -> None:
    with pytest.raises(FileError) as caught:
        kind_of(b"MZ\x90\x00", "program.exe")
    assert all(kind.title in str(caught.value) for kind in KINDS)


def test_numbers_in_rows_are_a_table_whatever_the_name() -> None:
    for data in (b"300 1.52 0\n700 1.5 0\n", b"# head\n300;1.5\n", b"300\t1.5e0\n", b"\n\n 3e2,1.5,0\n"):
        assert kind_of(data, "data").name == "material"
    assert kind_of(b"\n" * 300_000 + b"1 2\n", "x.csv").name == "material"
