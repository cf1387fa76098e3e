"""A disk that notes what the writers tell it, and kills them where that is wanted: before, amid or after any deed."""

import builtins
import contextlib
import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_MODULES = ("studio.atomic", "studio.jobs.study.durable", "studio.export.outlet", "tests.attack.victims")


@dataclass(frozen=True)
class Deed:
    """One thing the disk was told: "empty", "write", "sync", "names" (a folder is synchronised), "rename", "unlink"."""

    kind: str
    path: str
    data: bytes = b""
    to: str = ""


@dataclass
class Disk:
    """Stands in for the system under the writers; `die_at` kills the process at that deed, having half done a write."""

    root: Path
    die_at: int = -1
    after: bool = False
    deeds: list[Deed] = field(default_factory=list)
    _open: dict[int, str] = field(default_factory=dict)

    def told(self, deed: Deed) -> bool:
        """Note a deed; whether it is the last."""
        self.deeds.append(deed)
        return len(self.deeds) - 1 == self.die_at

    def die(self) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    @contextlib.contextmanager
    def below(self) -> Iterator["Disk"]:
        """Every writer of the studio, and every naive one, writes through this disk."""
        import importlib

        modules = [importlib.import_module(name) for name in _MODULES]
        kept = [(module, name, module.__dict__.get(name)) for module in modules for name in ("os", "open")]
        path_open, path_replace, path_unlink = Path.open, Path.replace, Path.unlink
        for module in modules:
            module.__dict__["os"] = _System(self)
            module.__dict__["open"] = self._opened
        Path.open = lambda path, *more, **options: self._opened(path, *more, **options)  # type: ignore[assignment]
        Path.replace = lambda path, to: self._replace(path, to)  # type: ignore[assignment,method-assign]
        Path.unlink = lambda path, missing_ok=False: self._unlink(path, missing_ok)  # type: ignore[assignment,method-assign]
        try:
            yield self
        finally:
            Path.open, Path.replace, Path.unlink = path_open, path_replace, path_unlink  # type: ignore[method-assign]
            for module, name, value in kept:
                if value is None:
                    module.__dict__.pop(name, None)
                else:
                    module.__dict__[name] = value

    def _opened(self, what: Any, mode: str = "r", *more: Any, **options: Any) -> Any:
        file = builtins.open(what, mode, *more, **options)  # noqa: SIM115 - whoever asked for it closes it
        if not set(mode) & set("wxa"):
            return file
        name = self._open.get(what) if isinstance(what, int) else str(what)
        if name is None or not name.startswith(str(self.root)):
            return file
        return _File(self, file, name, emptied=bool(set(mode) & set("wx")) and not isinstance(what, int))

    def _replace(self, path: Any, to: Any) -> None:
        self.named("rename", str(path), str(to), lambda: os.replace(path, to))

    def _unlink(self, path: Path, missing_ok: bool) -> None:
        if missing_ok and not os.path.lexists(path):
            return
        self.named("unlink", str(path), "", lambda: os.unlink(path))

    def named(self, kind: str, path: str, to: str, real: Any) -> Any:
        last = self.told(Deed(kind, path, to=to))
        if last and not self.after:
            self.die()
        found = real()
        if last:
            self.die()
        return found


class _File:
    """A file that is written to; each write can be the last and then is torn."""

    def __init__(self, disk: Disk, file: Any, name: str, emptied: bool) -> None:
        self._disk, self._file, self._name = disk, file, name
        if emptied and disk.told(Deed("empty", name)):
            disk.die()
        disk._open[file.fileno()] = name

    def __enter__(self) -> "_File":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def write(self, data: Any) -> int:
        data = bytes(data)
        last = self._disk.told(Deed("write", self._name, data))
        if last:
            self._file.write(data if self._disk.after else data[: len(data) // 2])
            self._file.flush()
            self._disk.die()
        return int(self._file.write(data))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


class _System:
    """Stands in for the module os."""

    def __init__(self, disk: Disk) -> None:
        self._disk = disk

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)

    def open(self, path: Any, flags: int, mode: int = 0o777, **options: Any) -> int:
        found = os.open(path, flags, mode, **options)
        self._disk._open[found] = str(path)
        if flags & os.O_CREAT and self._disk.told(Deed("empty", str(path))):
            self._disk.die()
        return found

    def fsync(self, descriptor: int) -> None:
        name = self._disk._open.get(descriptor, "")
        kind = "names" if name and Path(name).is_dir() else "sync"
        self._disk.named(kind, name, "", lambda: os.fsync(descriptor))

    def replace(self, path: Any, to: Any) -> None:
        self._disk.named("rename", str(path), str(to), lambda: os.replace(path, to))

    def unlink(self, path: Any, **options: Any) -> None:
        self._disk.named("unlink", str(path), "", lambda: os.unlink(path, **options))
