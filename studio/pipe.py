"""Messages between this program and the processes that it starts: a kind, and what is said."""

import pickle
from multiprocessing.connection import Connection
from typing import Any


def tell(connection: Connection, message: tuple[str, Any]) -> None:
    """Send a message.

    As plain bytes: what `Connection.send` and `recv` pass about are views of buffers, and a garbage collection that
    meets one of them (Python 3.13) raises BufferError.
    """
    connection.send_bytes(pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL))


def hear(connection: Connection) -> tuple[str, Any]:
    """The next message; EOFError where the other end is closed."""
    kind, payload = pickle.loads(connection.recv_bytes())  # noqa: S301 - a pipe that nobody else has
    return kind, payload
