"""The readers of what the program keeps for itself, between runs and beside studies: nothing of it may stop it."""

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.attack import grammar_lines, grammar_packed
from tests.attack.grammar import enveloped
from tests.attack.readers import Reader

_SNAPSHOT = b'{"format": "dawnline-design", "schema": 1, "design": {"title": "x"}, "path": "/a/b.json", "time": 1.7e9}'


def readers() -> Iterator[Reader]:
    from studio.analysis.study.plan import Plan, plan_bytes, plan_from
    from studio.design import DesignError
    from studio.document import FileError
    from studio.gui.workspaces.kept import Layout, dump, load
    from studio.jobs.study.table import study_from

    layout = Layout(b"\0\0\0\xff" * 20, {"a": (0.3, 0.7)}, "orbit", "page", "Mine", {"orbit": b"\1\2\3"})
    yield Reader("settings", _settings(), lambda: [_ini()], (), grammar_lines.settings, file="settings.ini", quiet=True)
    yield Reader("layout", lambda data: load(_text(data)), lambda: [dump(layout).encode()], (), _layouts, quiet=True)
    yield Reader("keys kept", _keys_kept, lambda: [b'{"undo": "Ctrl+Z", "redo": ""}'], (), quiet=True)
    yield Reader("keys", _keys(), lambda: [b"undo = Ctrl+Z  # Undo\nredo = F5\n"], (ValueError,), grammar_lines.keys)
    yield Reader(
        "recovery",
        _recovery,
        lambda: [_SNAPSHOT],
        (FileError, DesignError),
        file="1-a.json",
        grammar=lambda r: r.choice((_SNAPSHOT[:-1], _SNAPSHOT[:-8])) + r.choice(_TAILS),
    )
    yield Reader(
        "recent",
        _recent,
        lambda: [b'{"last": "a.json", "files": ["/a/b.json", "/c.json"]}'],
        (),
        _lists,
        file="recent.json",
        quiet=True,
    )
    yield Reader(
        "console history", _history, lambda: [b'["a = 1", "design.title"]'], (), _lists, file="console.json", quiet=True
    )
    yield Reader(
        "crash log",
        _crash,
        lambda: [b'{"version": "1", "log": "", "began": 1.5}\nFatal Python error: x\n'],
        (),
        _crashes,
        file="1-a.log",
        quiet=True,
    )
    study = grammar_packed.study()
    yield Reader("plan", plan_from, lambda: [plan_bytes(study.plan)], (ValueError,), begin=enveloped(Plan, "", ""))
    yield Reader(
        "study head",
        lambda data: _used(study_from(data)),
        lambda: [study.head(), grammar_packed.sampled()],
        (ValueError,),
        grammar_packed.heads,
    )
    yield Reader(
        "study file",
        _study_file,
        lambda: [grammar_packed.parquet()],
        (ValueError,),
        grammar_packed.study_file,
        file="x.parquet",
    )
    yield Reader("study part", _part(), lambda: [grammar_packed.part()], (), file="part.arrow", quiet=True)
    yield Reader(
        "queue options",
        _options,
        lambda: [b"cores: 8\nmemory: 16GB\nwalltime: 01:00:00\n"],
        (ValueError,),
        grammar_lines.options,
        file="options.yaml",
    )


_TAILS = (
    b"}",
    b', "path": 1}',
    b', "time": NaN}',
    b', "path": "\\u0000"}',
    b', "time": ' + b"9" * 400 + b"}",
    b', "time": [[]]}',
    b', "path": "\\ud800"}',
    b', "time": true}',
    b', "x": 1}',
)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _layouts(r: random.Random) -> bytes:
    values = (
        "null",
        "1e999",
        "1" * 400,
        "-1",
        '"x"',
        "[]",
        "{}",
        '{"a": [1, 2]}',
        '{"a": [NaN, 1]}',
        '{"a": [' + "1" * 400 + ", 1]}",
        '{"a": 1}',
        "[" * 9000,
        '"é"',
        '"AAA="',
        "4",
        "0.5",
        "true",
        '{"a": "AAA="}',
        "[[1, 2]]",
        '"' + "t" * 200 + '"',
    )
    whole = {
        "version": "4",
        "state": '"AAAA"',
        "check": "4282505490",
        "shares": "{}",
        "tab": '""',
        "page": '""',
        "title": '"t"',
        "torn": "{}",
    }
    for _ in range(r.choice((1, 1, 2))):
        whole[r.choice(list(whole))] = r.choice(values)
    return ("{" + ", ".join(f'"{key}": {value}' for key, value in whole.items()) + "}").encode()


def _lists(r: random.Random) -> bytes:
    return (
        json.dumps(
            r.choice(
                (
                    [],
                    {},
                    {"files": 1},
                    {"files": [1, "", "a\0b", "/x"] * 9, "last": {}},
                    ["x", 1, None],
                    1,
                    "x",
                    None,
                    {"files": ["é" * 9, "\ud800"]},
                )
            )
        ).encode()
        if r.random() < 0.8
        else r.choice((b"[" * 99_999, b"\xff\xfe", b"9" * 9999))
    )


def _crashes(r: random.Random) -> bytes:
    told = {
        "version": r.choice(("1", 1, None, [], "x" * 9999)),
        "log": r.choice(("", "a\0b", "/dev/zero", "../../etc/passwd", 1, [], "x.log", ".")),
        "began": r.choice((1.5, True, "x", None, 10**400, -1, 1e308)),
    }
    head = (
        json.dumps(told).encode() if r.random() < 0.9 else r.choice((b"[" * 99_999, b"{}", b"[]", b"NaN", b"9" * 9999))
    )
    return head + b"\n" + r.choice((b"trace", b"", b"\xff\0", b"x\n" * 9))


def _ini() -> bytes:
    return (
        b'[General]\ntheme=light\nauthor=A\nlinked_plots=false\npalette-recent=a, b\nkeys="{\\"undo\\": \\"Ctrl+Y\\"}"\n'  # noqa: E501
        b"geometry=@ByteArray(\\x1\\xd9\\xd0\\xcb)\n[workspaces]\nown\\own-1=x\n"
    )


def _settings() -> Callable[[bytes], object]:
    """All that is asked of the settings when the program starts."""

    held: list[Any] = []

    def read(data: bytes) -> object:
        from PySide6.QtCore import QSettings
        from PySide6.QtGui import QGuiApplication

        if not held:  # as in the program, where there is one before there are settings: pictures need it
            held.append(QGuiApplication.instance() or QGuiApplication(["x", "-platform", "offscreen"]))
        from studio.gui.keys.store import Keys
        from studio.gui.preferences.entries import PREFERENCES
        from studio.gui.preferences.file import is_harmful
        from studio.gui.preferences.store import Preferences
        from studio.gui.workspaces.kept import load

        file = Path("settings.ini").absolute()
        if is_harmful(file):  # as the program does before Qt reads it
            return None
        settings = QSettings(str(file), QSettings.Format.IniFormat)
        preferences = Preferences(settings)
        for name, one in PREFERENCES.items():
            assert one.accepts(preferences.value(name)), name
        Keys(settings)
        for key in settings.allKeys():
            value = settings.value(key)
            load(value)
        return settings.value("geometry")

    return read


def _keys_kept(data: bytes) -> object:
    from studio.gui.keys import store

    return store._read(_text(data))


def _keys() -> Callable[[bytes], object]:
    held: list[Any] = []

    def read(data: bytes) -> object:
        from PySide6.QtCore import QSettings
        from PySide6.QtGui import QAction, QGuiApplication

        from studio.gui.keys import as_text
        from studio.gui.keys.store import Keys

        if not held:
            held.append(QGuiApplication.instance() or QGuiApplication(["x", "-platform", "offscreen"]))
            held.append(Keys(QSettings(str(Path("none.ini").absolute()), QSettings.Format.IniFormat)))
            for name in ("undo", "redo", "save"):
                action = QAction(name)
                action.setObjectName(name)
                held.append(action)
                held[1].follow(action, "Edit")
        return as_text.read(data.decode("utf-8", "replace"), held[1])

    return read


class _NoLock:
    def release(self) -> None:
        pass


def _recovery(data: bytes) -> object:
    from studio.document import recovery

    lock: Any = _NoLock()
    return recovery._orphan(Path("1-a.json").absolute(), lock)


def _recent(data: bytes) -> object:
    from studio.document import recent

    recent._file = lambda: Path("recent.json")
    assert all(isinstance(path, Path) for path in recent.recent_files())
    return recent.last_design()


def _history(data: bytes) -> object:
    from studio.gui.console.history import History

    history = History(Path("console.json"))
    assert all(isinstance(one, str) for one in history.entries)
    return history.before("")


def _crash(data: bytes) -> object:
    from studio.state import crash

    return crash._read(Path("1-a.log"))


def _used(study: Any) -> object:
    """What the program does with a study that was read: how large it is, its columns, and some of its points."""
    from studio.jobs.study.table import infos_of

    infos_of(study)
    return study.plan.columns(0, 3)


def _study_file(data: bytes) -> object:
    from studio.jobs.study.store import StudyFile

    with StudyFile.open(Path("x.parquet")) as found:
        return [found.column(name) for name in ("row", *found.factors, *found.outcomes)]


def _part() -> Callable[[bytes], object]:
    """A part whose sum is right however it is damaged: an old disk gives no such thing, a neighbour could."""
    from zlib import crc32

    import pyarrow as pa

    from studio.jobs.study.parts import Parts
    from studio.jobs.study.table import schema

    parts = Parts.__new__(Parts)
    parts.schema = schema(grammar_packed.study())
    parts._plain = pa.schema([column.remove_metadata() for column in parts.schema])

    def read(data: bytes) -> object:
        class Held:
            def read_bytes(self) -> bytes:
                return data + crc32(data).to_bytes(4, "big")

        parts._file = lambda rows: Held()  # type: ignore[assignment, method-assign, return-value]
        found = parts._read((0, 4))
        return None if found is None else found.to_pylist()

    return read


def _options(data: bytes) -> object:
    from studio.jobs.study.cluster.queues import queue_options

    return queue_options("options.yaml")
