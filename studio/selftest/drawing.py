"""The checks of what is drawn, asked of a process each."""

import json
import os
import subprocess
from collections.abc import Iterator

from studio import child
from studio.selftest.check import Absent, Check, Wrong
from studio.text import language, mark, tr

_TIMEOUT = 300.0


def checks(display: bool) -> Iterator[Check]:
    """`display` is whether there is one to show windows on; pictures are drawn without it anyhow."""
    yield Check(tr(mark("Display")), lambda: _display(display))
    yield Check(tr(mark("Fonts")), lambda: _asked("fonts"))
    yield Check(tr(mark("3D picture")), lambda: _asked("scene"))
    yield Check(tr(mark("The window")), lambda: _asked("window"))


def _display(display: bool) -> str:
    if not display:
        raise Absent(tr(mark("there is no display: designs are evaluated without a window")))
    return _asked("display", shown=True)


def _asked(name: str, *, shown: bool = False) -> str:
    environment = os.environ if shown else {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    try:
        done = subprocess.run(child.command("studio.selftest.drawn", name, language()), env=environment, check=False,
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=_TIMEOUT)  # fmt: skip
    except subprocess.TimeoutExpired:
        raise Wrong(tr(mark("no answer in {seconds:.0f} s"), seconds=_TIMEOUT)) from None
    lines = [line for line in done.stdout.decode("ascii", "replace").splitlines() if line.startswith("{")]
    if done.returncode or not lines:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        # Of a crash, the first line names it; what was said before by a library stands above that.
        reason = next((line for line in said if not line.startswith(("  ", "Current thread"))), "")
        raise Wrong(tr(mark("the process ended with status {status}: {reason}"), status=done.returncode,
                       reason=reason))  # fmt: skip
    answer = json.loads(lines[-1])
    if "wrong" in answer:
        raise Wrong(answer["wrong"])
    return str(answer["detail"])
