"""Every check of the house, one after the other, under a screen of their own."""

import contextlib
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import environment
import system

SCREEN = "2560x1440x24"
DISPLAY_WAIT = 30.0


@contextlib.contextmanager
def virtual_display() -> Iterator[dict[str, str]]:
    """The environment variables that put Qt on an X server of its own, or off the screen where there is none."""
    if shutil.which("Xvfb") is None:
        print("No Xvfb here: Qt draws off the screen.", flush=True)
        yield {"QT_QPA_PLATFORM": "offscreen"}
        return
    read, write = os.pipe()
    options = ["-screen", "0", SCREEN, "+extension", "GLX", "-nolisten", "tcp", "-noreset"]
    # In a session of its own, so that Ctrl-C ends the tests before the screen they draw on.
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), *options],
        pass_fds=[write],
        stdin=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    os.close(write)
    try:
        ready = select.select([read], [], [], DISPLAY_WAIT)[0]
        number = os.read(read, 16).decode().strip() if ready else ""
        if not number:
            sys.exit("Xvfb did not start.")
        yield {"QT_QPA_PLATFORM": "xcb", "DISPLAY": f":{number}"}
    finally:
        os.close(read)
        server.terminate()
        server.wait()


def clean_environment(home: Path, display: dict[str, str]) -> dict[str, str]:
    """This environment without what would make the outcome depend on who runs it, and with an empty home."""
    foreign = ("XDG_", "QT_", "WAYLAND_", "LIBGL_", "PYTHON", "VTK_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign) and name != "DISPLAY"}
    runtime = home / "runtime"
    runtime.mkdir(mode=0o700)
    # Hypothesis searches with fixed seeds here: a check of the house finds the same today as tomorrow.
    ours = {"HYPOTHESIS_PROFILE": "ci", "HOME": str(home), "XDG_RUNTIME_DIR": str(runtime), "LC_ALL": "C.UTF-8"}
    return {**kept, **display, **ours}


def run_steps(steps: list[tuple[str, list[str]]], variables: dict[str, str]) -> int:
    """Run every step, whatever came before; the status of the first that failed."""
    statuses: list[int] = []
    lines: list[str] = []
    for name, command in steps:
        print(f"== {name}", flush=True)
        start = time.monotonic()
        status = subprocess.run(command, cwd=environment.ROOT, env=variables).returncode
        statuses.append(status if status >= 0 else 128 - status)
        outcome = "passed" if status == 0 else f"failed with {statuses[-1]}"
        lines.append(f"{name:12} {outcome:16} {time.monotonic() - start:7.1f} s")
    print("\n".join(["==", *lines]), flush=True)
    return next((status for status in statuses if status), 0)


def run(pytest_arguments: list[str]) -> int:
    """Run every check; the exit status of the first that failed, or 0."""
    # A request to end must end the screen too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    environment.prepare(environment.TEST_LOCK, system.VIRTUAL_DISPLAY)
    tool = [str(environment.python()), "-m"]
    lint_imports = "from importlinter.cli import lint_imports_command as main; main()"
    steps = [
        ("ruff", [*tool, "ruff", "check", "."]),
        ("mypy", [*tool, "mypy"]),
        ("lint-imports", [str(environment.python()), "-c", lint_imports]),
        ("pytest", [*tool, "pytest", *pytest_arguments]),
    ]
    with tempfile.TemporaryDirectory(prefix="dawnline-") as home, virtual_display() as display:
        return run_steps(steps, clean_environment(Path(home), display))
