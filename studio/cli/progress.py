"""Progress of long work, on stderr where somebody watches."""

import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import click

Answer = TypeVar("Answer")


def quiet() -> bool:
    """Whether `dawnline --quiet` was asked for."""
    return bool(click.get_current_context().find_root().params.get("quiet"))


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[float], None]]:
    """A bar that is told shares from 0 to 1; none where it is not wanted, or stderr is no terminal."""
    with labelled_bar(label) as (tell, _):
        yield tell


@contextmanager
def labelled_bar(label: str) -> Iterator[tuple[Callable[[float], None], Callable[[str], None]]]:
    """A bar, and what changes the words before it."""
    unseen = quiet() or not sys.stderr.isatty()
    with click.progressbar(length=100, label=label, file=io.StringIO() if unseen else sys.stderr) as shown:

        def say(words: str) -> None:
            shown.label = words
            shown.render_progress()

        yield lambda share: shown.update(max(round(100 * share) - shown.pos, 0)), say


def with_progress(label: str, work: Callable[[Callable[[float], None]], Answer]) -> Answer:
    """What `work` gives, which is handed the checkpoint to tell."""
    with progress_bar(label) as tell:
        return work(tell)
