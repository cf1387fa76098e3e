"""X servers that what is tested as a whole program draws on."""

import contextlib
import os
import select
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from typing import IO

_SIZE = "1600x1000x24"
_READY_S = 60.0
_TRIES = 5


class Screen:
    """An X server that can be taken away."""

    def __init__(self, *more: str, size: str = _SIZE) -> None:
        # What it says goes into a file and no pipe, which nobody would read while it runs for hours.
        with tempfile.TemporaryFile() as said:
            for _ in range(_TRIES):
                self.name = self._begin(["-screen", "0", size, *more], said)
                if self.name:
                    return
                self.end()
                time.sleep(1.0)
            said.seek(0)
            raise RuntimeError(f"Xvfb did not start: {said.read().decode(errors='replace')}")

    def _begin(self, more: Sequence[str], said: IO[bytes]) -> str:
        read, write = os.pipe()
        options = ["+extension", "GLX", "-nolisten", "tcp", "-noreset", *more]
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), *options], pass_fds=[write], stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=said, start_new_session=True)  # fmt: skip
        os.close(write)
        ready = select.select([read], [], [], _READY_S)[0]
        number = os.read(read, 16).decode().strip() if ready else ""
        # The end of the line is written on its own; and of two that take the same number, one ends when it notices.
        time.sleep(0.3)
        os.close(read)
        return f":{number}" if number and self._server.poll() is None else ""

    def end(self) -> None:
        if self._server.returncode is None:
            self._server.kill()
            self._server.wait()


@contextlib.contextmanager
def screen(size: str = _SIZE) -> Iterator[str]:
    """The name of an X server that ends with the block."""
    shown = Screen(size=size)
    try:
        yield shown.name
    finally:
        shown.end()
