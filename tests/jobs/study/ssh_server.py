"""A machine that is reached by SSH, for tests: run as a program with a folder for its keys; it says its port.

It runs what it is asked to in a shell, as every SSH server does, and ends it with the connection or a signal.
"""

import asyncio
import os
import signal
import sys
from pathlib import Path

import asyncssh


async def handle(process: asyncssh.SSHServerProcess[str]) -> None:
    child = await asyncio.create_subprocess_shell(
        process.command or "true", stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE, start_new_session=True)  # fmt: skip
    await process.redirect(stdout=child.stdout, stderr=child.stderr)
    ended = asyncio.create_task(child.wait())
    gone = asyncio.create_task(_gone(process))
    await asyncio.wait({ended, gone}, return_when=asyncio.FIRST_COMPLETED)
    if child.returncode is None:
        os.killpg(child.pid, signal.SIGKILL)
    await child.wait()
    gone.cancel()
    process.exit(child.returncode or 0)


async def _gone(process: asyncssh.SSHServerProcess[str]) -> None:
    """Until the other end sends a signal, or is no longer there."""
    try:
        await process.stdin.read()
        await process.wait_closed()
    except (asyncssh.Error, asyncssh.SignalReceived, asyncssh.BreakReceived):
        return


async def main(folder: Path) -> None:
    host, user = asyncssh.generate_private_key("ssh-ed25519"), asyncssh.generate_private_key("ssh-ed25519")
    user.write_private_key(folder / "user")
    user.write_public_key(folder / "authorized")
    server = await asyncssh.create_server(
        asyncssh.SSHServer, "127.0.0.1", 0, server_host_keys=[host], process_factory=handle,
        authorized_client_keys=str(folder / "authorized"))  # fmt: skip
    port = server.get_port()
    (folder / "known").write_bytes(f"[127.0.0.1]:{port} ".encode() + host.export_public_key())
    print(port, flush=True)
    await asyncio.Event().wait()


asyncio.run(main(Path(sys.argv[1])))
