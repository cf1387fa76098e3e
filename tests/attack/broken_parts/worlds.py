"""Machines on which something is off: what each changes about a start, and what the studio has to say of it."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.attack.broken_parts.start import ROOT

Environment = dict[str, str | None]
GRAPHICS = "graphics of this machine do not work"
MISSING = "Parts of this installation are missing"


@dataclass(frozen=True)
class World:
    """`says` are expressions that what the window says must hold, one each; `silent` where it has nothing to say."""

    name: str
    prepare: Callable[[Path], Environment] = lambda place: {}
    says: tuple[str, ...] = ()
    plants: tuple[str, ...] = ()
    screen: tuple[str, ...] = ()
    twin: tuple[str, ...] = ()
    """Guards of the product that the naive twin goes without; where there are none, it is not started here."""
    tree: Callable[[Path], Path] = lambda place: ROOT
    prefix: tuple[str, ...] = ()
    errors: bool = False
    """Whether errors may be told, and not warnings only: a part that cannot be made is a defect."""
    may_fail: tuple[str, ...] = ()
    """Stages that may have failed, for a reason that is shown."""
    letters: str = "utf-8"
    """In which the command line writes there."""
    keep: dict[str, object] = field(default_factory=dict)


# Graphics


def _bad_driver(code: str) -> Callable[[Path], Environment]:
    def prepare(place: Path) -> Environment:
        folder = place / "drivers"
        folder.mkdir(parents=True, exist_ok=True)
        source = folder / "driver.c"
        source.write_text(f"#include <stdlib.h>\n#include <unistd.h>\n__attribute__((constructor)) static void begin"
                          f"(void) {{ {code} }}\n", encoding="ascii")  # fmt: skip
        subprocess.run(["cc", "-shared", "-fPIC", "-o", str(folder / "swrast_dri.so"), str(source)], check=True)
        shutil.copy(folder / "swrast_dri.so", folder / "kms_swrast_dri.so")
        return {"LIBGL_DRIVERS_PATH": str(folder)}

    return prepare


def _no_vtk(place: Path) -> Environment:
    package = place / "shadow" / "vtkmodules"
    package.mkdir(parents=True, exist_ok=True)
    (package / "__init__.py").write_text("raise ImportError('libGL.so.1: cannot open shared object file')\n")
    from tests.attack.broken_parts.start import SITE

    return {"PYTHONPATH": os.pathsep.join([str(SITE), str(package.parent), str(ROOT)])}


def _missing_drivers(place: Path) -> Environment:
    return {"LIBGL_DRIVERS_PATH": "/nonexistent", "__EGL_VENDOR_LIBRARY_DIRS": "/nonexistent"}


GRAPHICS_WORLDS = (
    World("no OpenGL: no GLX and no drivers", _missing_drivers, (GRAPHICS,), screen=("-extension", "GLX"),
          twin=("no_trial",)),
    World("a driver that dies of SIGSEGV", _bad_driver("*(volatile int *)0 = 1;"), (GRAPHICS,), twin=("no_trial",)),
    World("a driver that ends its process", _bad_driver("_exit(0);"), (GRAPHICS,), twin=("no_trial",)),
    World("a driver that hangs", _bad_driver("for (;;) pause();"), (GRAPHICS,)),
    World("OpenGL too old (2.1)", lambda place: {"MESA_GL_VERSION_OVERRIDE": "2.1"}, (GRAPHICS,)),
    World("a context lost while it is used", plants=("context_lost",), says=("no longer draw",), errors=True,
          twin=("context_lost", "no_care")),
    World("VTK cannot be imported", _no_vtk, (GRAPHICS,), errors=True, twin=("no_catch",)),
)  # fmt: skip


# Shipped files


def tree_without(*parts: str) -> Callable[[Path], Path]:
    """A copy of the program and what ships with it, without a part."""

    def made(place: Path) -> Path:
        tree = place / "tree"
        for name in ("studio", "resources"):
            shutil.copytree(ROOT / name, tree / name, symlinks=True, ignore=shutil.ignore_patterns("screenshots"))
        for part in parts:
            gone = tree / "resources" / part
            if gone.is_dir():
                shutil.rmtree(gone)
            else:
                gone.unlink()
        return tree

    return made


def resource_worlds() -> tuple[World, ...]:
    """One world for each folder of shipped files, and for each file beside them."""
    parts = [one.name for one in sorted((ROOT / "resources").iterdir()) if one.name not in {"screenshots", "README.md"}]
    return tuple(World(f"resources/{part} is missing", tree=tree_without(part), says=(MISSING,), errors=True,
                       may_fail=("*",), twin=("no_lost",)) for part in parts)  # fmt: skip


# Letters


def _no_fonts(place: Path) -> Environment:
    config = place / "fonts.conf"
    (place / "fonts").mkdir(parents=True, exist_ok=True)
    config.write_text(f"<?xml version='1.0'?><fontconfig><dir>{place / 'fonts'}</dir>"
                      f"<cachedir>{place / 'fonts'}</cachedir></fontconfig>")  # fmt: skip
    return {"FONTCONFIG_FILE": str(config)}


FONT_WORLDS = (
    World("no font on the machine", _no_fonts),
    World("no font at all", _no_fonts, (MISSING,), tree=tree_without("fonts")),
)


# What is kept of the user


def _settings(place: Path) -> Path:
    found = place / "home" / ".config" / "Dawnline" / "Dawnline.conf"
    found.parent.mkdir(parents=True, exist_ok=True)
    return found


def _state(place: Path) -> Path:
    found = place / "home" / ".local" / "state" / "dawnline"
    found.mkdir(parents=True, exist_ok=True)
    return found


def settings_of(data: bytes) -> Callable[[Path], Environment]:
    """The file of the preferences holds this."""

    def prepare(place: Path) -> Environment:
        _settings(place).write_bytes(data)
        return {}

    return prepare


def _settings_folder(place: Path) -> Environment:
    _settings(place).mkdir(parents=True, exist_ok=True)
    return {}


_HUGE = b"\\0\\0\\0\\t\\x7f\\xff\\xff\\xff"
"""A list of two thousand million values, as Qt writes values that have no text."""


def _everything_corrupt(place: Path) -> Environment:
    state = _state(place)
    noise = bytes(range(256)) * 20
    for name in ("recent.json", "console-history", "console.json", "workspaces.json"):
        (state / name).write_bytes(noise)
    for folder in ("recovery", "crash", "log"):
        (state / folder).mkdir()
    (state / "recovery" / "1-aa.json").write_bytes(noise)
    (state / "recovery" / "1-aa.lock").mkdir()
    (state / "recovery" / "2-bb.json").write_bytes(b"{}")
    (state / "recovery" / "3-cc.json").mkdir()
    (state / "crash" / "1-aa.log").write_bytes(noise)
    (state / "crash" / "2-bb.log").write_bytes(b'{"version": 1, "log": "/dev/zero", "began": 1e999}\nFatal')
    cache = place / "home" / ".cache" / "dawnline"
    cache.mkdir(parents=True)
    (cache / "graphics").mkdir()
    _settings(place).write_bytes(b"[General]\nlanguage=\xff\xfe\ngeometry=@ByteArray(\\xff\\xff)\nstart-page=42\n"
                                 b"text-size=1e999\ntheme=@Invalid()\n[workspaces]\nnow=@ByteArray(\\0\\0\\0\\xff)\n"
                                 b"names=1, 2, 3\n[keys]\nundo=Ctrl+Ctrl+\xc3\n")  # fmt: skip
    return {}


def _state_is_a_file(place: Path) -> Environment:
    state = _state(place)
    state.rmdir()
    state.write_text("a file")
    return {}


STATE_WORLDS = (
    World("preferences of noise", settings_of(bytes(range(256)) * 40), ("damaged",)),
    World("preferences with a huge value", settings_of(b"[General]\ngeometry=@Variant(" + _HUGE + b")\n"),
          ("preferences",), twin=("no_set_aside",)),
    World("preferences with a huge value, written in escapes",
          settings_of(b"[General]\ngeometry=\\x40Variant(" + _HUGE + b")\n"), ("preferences",), twin=("no_set_aside",)),
    World("preferences that are a folder", _settings_folder, ("preferences",)),
    World("everything kept is noise", _everything_corrupt, ("damaged",)),
    World("the folder of what is kept is a file", _state_is_a_file, ("kept",)),
)  # fmt: skip


# Clock, locale, keyboard


_CLOCK = """
#define _GNU_SOURCE
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>
static long shift(void) { const char *text = getenv("DAWNLINE_SHIFT"); return text ? atol(text) : 0; }
int clock_gettime(clockid_t id, struct timespec *at) {
    int failed = syscall(SYS_clock_gettime, id, at);
    if (!failed && (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE)) at->tv_sec += shift();
    return failed;
}
int gettimeofday(struct timeval *restrict at, void *restrict zone) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (at) { at->tv_sec = now.tv_sec; at->tv_usec = now.tv_nsec / 1000; }
    return 0;
}
time_t time(time_t *at) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (at) *at = now.tv_sec;
    return now.tv_sec;
}
"""
"""Loaded before the system's own: every clock of the process is off, while the files keep the true time."""


def clock(year: int, month: int = 1, day: int = 2) -> Callable[[Path], Environment]:
    """The clock of the machine stands in that year."""

    def prepare(place: Path) -> Environment:
        import datetime

        library = place / "clock.so"
        if not library.exists():
            (place / "clock.c").write_text(_CLOCK, encoding="ascii")
            subprocess.run(["cc", "-shared", "-fPIC", "-o", str(library), str(place / "clock.c")], check=True)
        now = datetime.datetime.now(datetime.UTC)
        wanted = datetime.datetime(year, month, day, 3, 4, 5, tzinfo=datetime.UTC)
        return {"LD_PRELOAD": str(library), "DAWNLINE_SHIFT": str(round((wanted - now).total_seconds()))}

    return prepare


def locale(name: str) -> Callable[[Path], Environment]:
    """The locale of the machine; one that is not there is made."""

    def prepare(place: Path) -> Environment:
        folder = place.parent / "locales"
        language, _, letters = name.partition(".")
        if letters and not (folder / name).exists():
            folder.mkdir(parents=True, exist_ok=True)
            with contextlib.suppress(subprocess.CalledProcessError):
                subprocess.run(["localedef", "-i", language, "-f", letters, str(folder / name)], check=True,
                               capture_output=True)  # fmt: skip
        return {"LC_ALL": name, "LANG": name, "LOCPATH": str(folder) if letters else None, "PYTHONUTF8": None,
                "PYTHONCOERCECLOCALE": "0"}  # fmt: skip

    return prepare


CLOCK_WORLDS = (
    World("the clock stands in 1970", clock(1970)),
    World("the clock stands in 2038, behind the 32 bits", clock(2038, 1, 20)),
    World("the clock stands in 2100", clock(2100, 3, 1)),
    World("a time zone that does not exist", lambda place: {"TZ": ":/nonexistent/zone"}),
    World("a time zone 14 h ahead", lambda place: {"TZ": "Pacific/Kiritimati"}),
)
LOCALE_WORLDS = (
    World("German: a comma in numbers", locale("de_DE.UTF-8")),
    World("Turkish: i without a dot", locale("tr_TR.UTF-8")),
    World("German in Latin 1", locale("de_DE.ISO-8859-1"), letters="iso-8859-1"),
    World("C, and no UTF-8", lambda place: {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}),
    World("a locale that does not exist", lambda place: {"LC_ALL": "xx_YY.UTF-8", "LANG": "xx_YY.UTF-8"}),
    World("no tables of keyboards", lambda place: {"XKB_CONFIG_ROOT": "/nonexistent", "QT_IM_MODULE": "nothing"}),
)


# The disk


def _home_closed(place: Path) -> Environment:
    home = place / "home"
    home.mkdir(parents=True, exist_ok=True)
    place.chmod(0o777)
    place.parent.chmod(0o755)  # another user has to come this far
    shutil.rmtree(home / "runtime", ignore_errors=True)
    home.chmod(0o555)
    return {"XDG_RUNTIME_DIR": None}


_NOBODY = (("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups") if hasattr(os, "geteuid")
           and os.geteuid() == 0 else ())  # fmt: skip


def _no_home(place: Path) -> Environment:
    return {"HOME": "/dev/null/home", "XDG_RUNTIME_DIR": None}


_FULL = 'mount -t tmpfs -o size=256k full "$HOME" && mkdir "$HOME/runtime" && head -c 300k /dev/zero > "$HOME/fill"'


def full_disk() -> tuple[str, ...]:
    """What starts a program whose home is on a full disk."""
    return ("unshare", "-m", *(() if os.geteuid() == 0 else ("-r",)), "sh", "-c", f"{_FULL}; exec \"$@\"", "sh")


DISK_WORLDS = (
    World("the home cannot be written", _home_closed, ("cannot be written: preferences",),
          prefix=_NOBODY, twin=("no_lost",)),
    World("no home", _no_home, ("unsaved work are lost",)),
    World("the disk is full", says=("work cannot be kept",), prefix=full_disk()),
)  # fmt: skip
