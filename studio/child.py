"""How this program starts itself again for a part of its work: by the interpreter, or where it is frozen by itself.

A frozen program has no `python -m`: it takes the name of the module behind `RUN` instead.
"""

import os
import sys

RUN = "--run-module"
PARTS = (
    "studio.cli.bench.studies",
    "studio.gui.bench_plot",
    "studio.gui.measure",
    "studio.gui.space.trial",
    "studio.gui.still",
    "studio.jobs.study.cluster.apart",
    "studio.selftest.drawn",
)
"""Every module that is started so; nothing else is, whatever stands behind `RUN`."""


def frozen() -> bool:
    """Whether the program is a bundle with an interpreter of its own inside, and no source."""
    return bool(getattr(sys, "frozen", False))


def command(module: str, *arguments: str) -> list[str]:
    """What starts `module` as a program, silent about warnings, and says where it crashes."""
    assert module in PARTS
    start = [RUN] if frozen() else ["-W", "ignore", "-X", "faulthandler", "-m"]
    return [sys.executable, *start, module, *arguments]


def begin() -> None:
    """First of all in a frozen program: become the worker that it was perhaps started as, which never returns."""
    if not frozen():
        return
    _leave_others_alone()
    import multiprocessing

    multiprocessing.freeze_support()
    if sys.argv[1:2] == [RUN]:
        sys.exit(_run(sys.argv[2:]))


def _run(words: list[str]) -> int:
    import faulthandler
    import runpy
    import warnings

    if not words or words[0] not in PARTS:
        return 2
    if sys.stderr is not None:  # as in a program of Windows without a console
        faulthandler.enable()
    warnings.simplefilter("ignore")
    sys.argv = words
    runpy.run_module(words[0], run_name="__main__", alter_sys=True)
    return 0


def _leave_others_alone() -> None:
    """Programs of the system that we start must find their own libraries, not ours; our own have been found by now."""
    for name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"):
        before = os.environ.pop(f"{name}_ORIG", None)
        if before is not None:
            os.environ[name] = before
        else:
            os.environ.pop(name, None)
    # Without the path of libraries, which PyInstaller's starter hands down, our own children must find theirs anew.
    os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
