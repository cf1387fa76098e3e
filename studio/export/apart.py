"""A format made in a process of its own.

What loads the CAD kernel keeps every thread of Python waiting for a second or two, and a kernel that crashes would take
the window with it.
"""

import multiprocessing
import signal
import traceback
from collections.abc import Mapping
from multiprocessing.connection import Connection
from typing import Any

from studio.analysis.engine import Checkpoint
from studio.export.formats.format import Format, Product
from studio.export.formats.source import Source
from studio.pipe import hear, tell
from studio.text import language, speaking, tr

_PATIENCE = 0.1
"""How often [s] it is looked whether it is still wanted, and whether the process still lives."""
_PROGRESS, _DONE, _REFUSED, _DEFECT = "progress", "done", "refused", "defect"


def product_apart(format_: Format, source: Source, options: Mapping[str, Any], checkpoint: Checkpoint) -> Product:
    """What `format_` makes of a design, by another process, which is ended where `checkpoint` raises.

    Raises
    ------
    ValueError
        In one sentence, where the format refuses, or where the process ends without an answer.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    given = (theirs, format_.name, dict(options), language(), source.sent())
    process = context.Process(target=_serve, args=given, name=format_.name, daemon=True)
    process.start()
    theirs.close()
    try:
        return _answer(ours, checkpoint)
    except (EOFError, OSError):
        raise ValueError(tr("the process that writes {format} ended without an answer",
                            format=tr(format_.title))) from None  # fmt: skip
    finally:
        ours.close()
        process.kill()
        process.join()


def _answer(connection: Connection, checkpoint: Checkpoint) -> Product:
    share = 0.0
    while True:
        while not connection.poll(_PATIENCE):
            checkpoint(share)
        kind, said = hear(connection)
        if kind == _DONE:
            product: Product = said
            return product
        if kind == _REFUSED:
            raise ValueError(said)
        if kind == _DEFECT:
            raise RuntimeError(said)
        checkpoint(share := said)


def _serve(connection: Connection, name: str, options: dict[str, Any], spoken: str, source: Source) -> None:
    from studio.export.formats import find_format

    # Ctrl-C in a terminal reaches every process: the window decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    answer: tuple[str, Any]
    try:
        with speaking(spoken):
            product = find_format(name).write(source, options, lambda share: tell(connection, (_PROGRESS, share)))
        answer = (_DONE, product)
    except ValueError as error:
        answer = (_REFUSED, str(error))
    except Exception:  # noqa: BLE001 - a defect is told at the other end
        answer = (_DEFECT, traceback.format_exc())
    tell(connection, answer)
