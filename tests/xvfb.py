"""X servers that what is tested as a whole program draws on."""

import contextlib
import os
import select
import subprocess
from collections.abc import Iterator


@contextlib.contextmanager
def screen(size: str = "1600x1000x24") -> Iterator[str]:
    """The name of an X server that ends with the block."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", size, "+extension", "GLX", "-nolisten", "tcp", "-noreset"],
        pass_fds=[write], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)  # fmt: skip
    os.close(write)
    try:
        ready = select.select([read], [], [], 60.0)[0]
        number = os.read(read, 16).decode().strip() if ready else ""
        if not number:
            raise RuntimeError("Xvfb did not start")
        yield f":{number}"
    finally:
        os.close(read)
        server.terminate()
        server.wait()
