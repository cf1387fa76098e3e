"""The thread in which Dask talks to its network: ours, since a client that finds nobody leaves its own behind."""

import asyncio
import threading
from typing import Any

_PATIENCE = 10.0


class Loop:
    """An event loop that runs from now until `stop`, as `loop`."""

    def __init__(self) -> None:
        self.loop: Any = None
        self._stop: asyncio.Event | None = None
        self._runs = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()), name="cluster", daemon=True)
        self._thread.start()
        self._runs.wait()

    def stop(self) -> None:
        """End it, with all that is still under way in it."""
        if self._stop is not None and self._thread.is_alive():
            self.loop.add_callback(self._stop.set)
            self._thread.join(_PATIENCE)

    async def _run(self) -> None:
        try:
            from tornado.ioloop import IOLoop

            self._stop, self.loop = asyncio.Event(), IOLoop.current()
        finally:
            self._runs.set()
        await self._stop.wait()
