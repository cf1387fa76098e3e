"""Every check of the house, the long ones side by side, the tests under screens of their own."""

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
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import environment
import system

SCREEN = "2560x1440x24"
_WINDOW, _JOURNEYS = "tests/gui", "tests/gui/journeys"
"""The first half of the tests is the window without its journeys; these go with all the rest, which takes as long."""
DISPLAY_WAIT = 30.0
INSTALLERS = "tests/installers"
"""What makes and runs what users install: a step of its own, after all others."""


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


@dataclass
class Step:
    """One check: what it is called and what is run, in variables of its own."""

    name: str
    command: list[str]
    variables: dict[str, str]


def run_steps(groups: list[list[Step]]) -> int:
    """Run every step, whatever came before, those of a group side by side; the status of the first that failed.

    What the first of a group says is seen at once, what the others say when they are through.
    """
    statuses: list[int] = []
    lines: list[str] = []
    for group in groups:
        start = time.monotonic()
        with contextlib.ExitStack() as stack:
            running = [(step, *_begin(step, place > 0, stack)) for place, step in enumerate(group)]
            for step, process, said in running:
                status = process.wait()
                if said is not None:
                    said.seek(0)
                    print(f"== {step.name}", flush=True)
                    print(said.read().decode(errors="replace"), end="", flush=True)
                statuses.append(status if status >= 0 else 128 - status)
                outcome = "passed" if status == 0 else f"failed with {statuses[-1]}"
                lines.append(f"{step.name:16} {outcome:16} {time.monotonic() - start:7.1f} s")
    print("\n".join(["==", *lines]), flush=True)
    return next((status for status in statuses if status), 0)


def _begin(
    step: Step, quietly: bool, stack: contextlib.ExitStack
) -> tuple["subprocess.Popen[bytes]", IO[bytes] | None]:
    said: IO[bytes] | None = stack.enter_context(tempfile.TemporaryFile()) if quietly else None  # noqa: SIM115
    if not quietly:
        print(f"== {step.name}", flush=True)
    process = subprocess.Popen(
        step.command, cwd=environment.ROOT, env=step.variables, stdout=said, stderr=said and subprocess.STDOUT
    )
    stack.callback(_end, process)
    return process, said


def _end(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is None:
        process.terminate()
        process.wait()


def run(pytest_arguments: list[str]) -> int:
    """Run every check; the exit status of the first that failed, or 0."""
    # A request to end must end the screens too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    environment.prepare(environment.TEST_LOCK, {**system.VIRTUAL_DISPLAY, **system.READERS})
    environment.prepare_web()
    tool = [str(environment.python()), "-m"]
    lint_imports = "from importlinter.cli import lint_imports_command as main; main()"
    with contextlib.ExitStack() as stack:
        homes = [Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="dawnline-"))) for _ in range(3)]
        first, second, third = (clean_environment(home, stack.enter_context(virtual_display())) for home in homes)
        installers: list[list[Step]] = []
        tests = [Step("pytest", [*tool, "pytest", *pytest_arguments], first)]
        if not any(not argument.startswith("-") for argument in pytest_arguments):
            # Two cores, two halves that take about as long: the window, and its journeys with all the rest.
            window, below = parts()
            tests = [
                Step("pytest, first", [*tool, "pytest", *pytest_arguments, *window], first),
                Step("pytest, second", [*tool, "pytest", *pytest_arguments, *below], second),
            ]
            # By itself: it starts windows and measures nothing beside others.
            installers = [[Step("installers", [*tool, "pytest", *pytest_arguments, INSTALLERS], third)]]
        # mypy runs beside the tests: some of them wait for processes and screens, and one half ends before the other.
        return run_steps([
            [Step("ruff", [*tool, "ruff", "check", "."], first)],
            [*tests,
             Step("mypy", [*tool, "mypy"], first),
             Step("lint-imports", [str(environment.python()), "-c", lint_imports], second)],
            *installers,
        ])  # fmt: skip


def parts() -> tuple[list[str], list[str]]:
    """What pytest is given for the tests in two parts, each test in one of them, but for those of installers."""
    every = sorted(path.name for path in (environment.ROOT / "tests").iterdir() if any(path.rglob("test_*.py")))
    others = [folder for name in every if (folder := f"tests/{name}") not in (_WINDOW, INSTALLERS)]
    return [_WINDOW, f"--ignore={_JOURNEYS}"], [_JOURNEYS, *others]
