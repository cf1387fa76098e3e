"""Progress of long work, on stderr where somebody watches."""

import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[float], None]]:
    """A bar that is told shares from 0 to 1; none where it is not wanted, or stderr is no terminal."""
    quiet = bool(click.get_current_context().find_root().params.get("quiet")) or not sys.stderr.isatty()
    with click.progressbar(length=100, label=label, file=io.StringIO() if quiet else sys.stderr) as shown:
        yield lambda share: shown.update(max(round(100 * share) - shown.pos, 0))
