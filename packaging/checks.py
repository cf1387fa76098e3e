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

import environment
import system

SCREEN = "2560x1440x24"
DISPLAY_WAIT = 30.0
AT_ONCE = 2
"""How many steps run side by side: on two cores each has one, and some of them wait for processes and screens."""
_WINDOW, _JOURNEYS, _INSTALLERS = "tests/gui", "tests/gui/journeys", "tests/installers"
_PROGRAMS = [_JOURNEYS, "tests/attack", "tests/cli", "tests/jobs", "tests/selftest"]
"""Tests of whole programs and processes: a part of their own, of which much is waiting."""


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


def run_steps(steps: list[Step], at_once: int = AT_ONCE) -> int:
    """Run every step, whatever became of those before, `at_once` at a time; the status of the first that failed.

    What one of them says is seen at once, what the others say when that one is through.
    """
    waiting = list(enumerate(steps))
    running: dict[int, _Running] = {}
    untold: list[_Running] = []
    ended: dict[int, tuple[int, str]] = {}
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="dawnline-")))
        stack.callback(_end, running)
        while waiting or running:
            while waiting and len(running) < at_once:
                place, step = waiting.pop(0)
                seen = any(one.kept is None for one in running.values())
                running[place] = _Running(step, folder / str(place) if seen else None)
            time.sleep(0.05)
            for place, one in list(running.items()):
                if (status := one.process.poll()) is None:
                    continue
                untold.append(running.pop(place))
                status = status if status >= 0 else 128 - status
                outcome = "passed" if status == 0 else f"failed with {status}"
                ended[place] = status, f"{one.step.name:16} {outcome:16} {time.monotonic() - one.start:7.1f} s"
            if all(one.kept is not None for one in running.values()):
                while untold:
                    untold.pop(0).tell()
    print("\n".join(["==", *(line for _, (_, line) in sorted(ended.items()))]), flush=True)
    return next((status for _, (status, _) in sorted(ended.items()) if status), 0)


class _Running:
    """A step that has begun; what it says is `kept` in a file where it is not to be seen yet."""

    def __init__(self, step: Step, kept: Path | None) -> None:
        self.step, self.kept, self.start = step, kept, time.monotonic()
        if kept is None:
            print(f"== {step.name}", flush=True)
        with contextlib.nullcontext() if kept is None else kept.open("wb") as said:
            self.process = subprocess.Popen(
                step.command,
                cwd=environment.ROOT,
                env=step.variables,
                stdout=said,
                stderr=said and subprocess.STDOUT,
            )

    def tell(self) -> None:
        """Print what was kept."""
        if self.kept is not None:
            print(f"== {self.step.name}", self.kept.read_text("utf-8", "replace"), sep="\n", end="", flush=True)


def _end(running: dict[int, _Running]) -> None:
    """Stop what still runs, for the checks are stopped."""
    for one in running.values():
        one.process.terminate()
        one.process.wait()


def run(pytest_arguments: list[str]) -> int:
    """Run every check; the exit status of the first that failed, or 0."""
    # A request to end must end the screens too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    environment.prepare(environment.TEST_LOCK, {**system.VIRTUAL_DISPLAY, **system.READERS})
    environment.prepare_web()
    tool = [str(environment.python()), "-m"]
    lint_imports = "from importlinter.cli import lint_imports_command as main; main()"
    paths = any(not argument.startswith("-") for argument in pytest_arguments)
    given: dict[str, list[str]] = {"pytest": []} if paths else parts()
    with contextlib.ExitStack() as stack:

        def variables() -> dict[str, str]:
            home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="dawnline-")))
            return clean_environment(home, stack.enter_context(virtual_display()))

        tests = [Step(name, [*tool, "pytest", *pytest_arguments, *given[name]], variables()) for name in given]
        others = variables()
        return run_steps([
            Step("ruff", [*tool, "ruff", "check", "."], others),
            *tests,
            Step("mypy", [*tool, "mypy"], others),
            Step("lint-imports", [str(environment.python()), "-c", lint_imports], others),
        ])  # fmt: skip


def parts() -> dict[str, list[str]]:
    """What pytest is given for each part of the tests; every test is in one of them."""
    every = sorted(path.name for path in (environment.ROOT / "tests").iterdir() if any(path.rglob("test_*.py")))
    others = [folder for name in every if (folder := f"tests/{name}") not in (_WINDOW, _INSTALLERS, *_PROGRAMS)]
    return {
        "window": [_WINDOW, f"--ignore={_JOURNEYS}"],
        "model": others,
        "installers": [_INSTALLERS],
        "programs": _PROGRAMS,
    }
