"""A save that is killed or fails leaves the old file or the new one, whole, and is tidied up by the next one."""

import errno
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from studio import atomic
from studio.design import Design
from studio.document import FileError, read, write

OLD, NEW = Design(title="old"), Design(title="new")
SUFFIX = ".dawnline-tmp"


def strays(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.name.endswith(SUFFIX)]


def test_write_and_read(tmp_path: Path) -> None:
    path = tmp_path / "design.json"
    write(path, OLD)
    write(path, NEW)
    assert read(path) == NEW
    assert list(tmp_path.iterdir()) == [path]


class Faulty:
    """Stands in for the os module of the writer and fails one call."""

    def __init__(self, name: str, call: int) -> None:
        self._name, self._left = name, call
        self.failed = False

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        return self._wrap(real) if name == self._name else real

    def _wrap(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            self._left -= 1
            if self._left == 0:
                self.failed = True
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return real(*arguments, **options)

        return call


@pytest.mark.parametrize(("name", "call"), [("open", 1), ("fsync", 1), ("replace", 1)])
def test_failed_save_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, call: int
) -> None:
    path = tmp_path / "design.json"
    write(path, OLD)
    faulty = Faulty(name, call)
    monkeypatch.setattr(atomic, "os", faulty)
    with pytest.raises(FileError, match=r"^design\.json: cannot be saved: no space left on device$"):
        write(path, NEW)
    assert faulty.failed
    assert read(path) == OLD
    assert strays(tmp_path) == []


@pytest.mark.parametrize(("name", "call"), [("scandir", 1), ("open", 2), ("fsync", 2), ("close", 1)])
def test_faults_beside_the_file_do_not_spoil_a_save(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, call: int
) -> None:
    path = tmp_path / "design.json"
    write(path, OLD)
    descriptors: list[int] = []
    faulty = Faulty(name, call)
    monkeypatch.setattr(atomic, "os", faulty)
    if name == "close":
        monkeypatch.setattr(faulty, "open", _noting(descriptors), raising=False)
    write(path, NEW)
    if name == "close":
        os.close(descriptors[-1])
    assert faulty.failed
    assert read(path) == NEW
    assert strays(tmp_path) == []


def _noting(descriptors: list[int]) -> Callable[..., int]:
    def opened(*arguments: Any) -> int:
        descriptors.append(os.open(*arguments))
        return descriptors[-1]

    return opened


def test_disk_that_fills_up_while_writing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        def __init__(self, descriptor: int, mode: str) -> None:
            self._file = os.fdopen(descriptor, mode)

        def __enter__(self) -> "Full":
            return self

        def __exit__(self, *_: object) -> None:
            self._file.close()

        def write(self, data: bytes) -> None:
            self._file.write(data[: len(data) // 2])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    path = tmp_path / "design.json"
    write(path, OLD)
    monkeypatch.setattr(atomic, "open", Full, raising=False)
    with pytest.raises(FileError, match="no space left on device"):
        write(path, NEW)
    assert read(path) == OLD
    assert strays(tmp_path) == []


def test_no_permission_no_folder_and_a_folder_in_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(FileError, match=r"^design\.json: cannot be saved: there is no folder "):
        write(tmp_path / "gone" / "design.json", NEW)
    with pytest.raises(FileError, match=r": is a folder, not a design file$"):
        write(tmp_path, NEW)

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(atomic.os, "replace", refuse)
    with pytest.raises(FileError, match=r"^design\.json: cannot be saved: there is no permission to write it$"):
        write(tmp_path / "design.json", NEW)
    assert list(tmp_path.iterdir()) == []


def test_old_strays_are_swept_and_fresh_ones_left(tmp_path: Path) -> None:
    path = tmp_path / "design.json"
    old = tmp_path / f".design.json.0123456789ab{SUFFIX}"
    fresh = tmp_path / f".design.json.ba9876543210{SUFFIX}"
    other = tmp_path / f".another.json.0123456789ab{SUFFIX}"
    for stray in (old, fresh, other):
        stray.write_text("{")
    for stray in (old, other):
        os.utime(stray, (time.time() - 3600, time.time() - 3600))
    write(path, NEW)
    assert set(tmp_path.iterdir()) == {path, fresh, other}


@pytest.mark.parametrize("length", [1, 240])
def test_any_file_name_that_the_folder_takes(tmp_path: Path, length: int) -> None:
    path = tmp_path / ("é"[: length % 2] + "n" * (length - 1))
    write(path, NEW)
    assert read(path) == NEW


def test_link_and_permissions_survive(tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    target = folder / "design.json"
    write(target, OLD)
    target.chmod(0o640)
    link = tmp_path / "link.json"
    try:
        link.symlink_to(target)
    except OSError:  # an ordinary account on Windows may not make links
        link = target
    write(link, NEW)
    assert read(target) == NEW
    if os.name == "posix":
        assert link.is_symlink()
        assert target.stat().st_mode & 0o777 == 0o640


# Each line that comes in starts a child that does nothing but save; the parent of all of them never saves.
NURSERY = """
import os
import sys
from pathlib import Path
from studio.document import read, write

path = Path(sys.argv[1])
designs = [read(Path(name)) for name in sys.argv[2:]]
for _ in sys.stdin:
    child = os.fork()
    if not child:
        while True:
            for design in designs:
                write(path, design)
    print(child, flush=True)
    os.waitpid(child, 0)
    print(flush=True)
"""

# Where there is no fork, the process that saves is its own nursery.
ALONE = NURSERY.replace("os.fork()", "print(os.getpid(), flush=True)")


def _nursery(path: Path, sources: list[Path]) -> "subprocess.Popen[str]":
    script = NURSERY if hasattr(os, "fork") else ALONE
    command = [sys.executable, "-c", script, str(path), *map(str, sources)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def test_kill_at_any_instant_leaves_a_whole_file(tmp_path: Path) -> None:
    layers = tuple(msgspec.structs.replace(OLD.stack.layers[0], name=f"layer {n}") for n in range(60))
    designs = [
        msgspec.structs.replace(design, stack=msgspec.structs.replace(design.stack, layers=layers))
        for design in (OLD, NEW)
    ]
    sources = [tmp_path / "old-source.json", tmp_path / "new-source.json"]
    for source, design in zip(sources, designs, strict=True):
        write(source, design)
    folder = tmp_path / "saved"
    folder.mkdir()
    path = folder / "design.json"
    write(path, designs[0])
    random_instants = random.Random(20260101)
    seen: list[str] = []
    process = _nursery(path, sources)
    for kill in range(400):  # on a busy machine it takes more of them, and later ones, until some fell into a save
        if kill >= 40 and set(seen) == {"old", "new"} and strays(folder):
            break
        if process.poll() is not None:  # without fork each kill takes the nursery with it
            process.communicate()
            process = _nursery(path, sources)
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("go\n")
        process.stdin.flush()
        child = int(process.stdout.readline())
        time.sleep(random_instants.uniform(0.0, 0.05 * (1 + kill // 40)))
        os.kill(child, getattr(signal, "SIGKILL", signal.SIGTERM))
        process.stdout.readline()
        if not hasattr(os, "fork"):
            process.wait()
        saved = read(path)
        assert saved in designs
        seen.append(saved.title)
    process.communicate()
    assert set(seen) == {"old", "new"}
    assert strays(folder), "no kill fell into a save: the test proved nothing"
    hour_ago = time.time() - 3600
    for stray in strays(folder):
        os.utime(stray, (hour_ago, hour_ago))
    write(path, designs[1])
    assert list(folder.iterdir()) == [path]
