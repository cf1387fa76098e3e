"""A command run in this process: its exit status, and what it said."""

from pathlib import Path

import pytest

from studio.cli.app import run


def call(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    """Status, standard output and standard error."""

    def never(_: str | None) -> int:
        raise AssertionError("the window must not be asked for")

    status = run(never, [str(one) for one in arguments])
    out, err = capsys.readouterr()
    return status, out, err
