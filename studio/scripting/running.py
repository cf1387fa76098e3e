"""Running a piece of Python that the user wrote, and telling what went wrong in it without the studio's own frames."""

import linecache
import traceback
from types import CodeType
from typing import Any

from studio.design import DesignError
from studio.document.error import FileError
from studio.scripting.error import ScriptError
from studio.scripting.names import Names

SENTENCES = (DesignError, FileError, ScriptError)
"""Errors whose text says all that the user needs to know."""


def remember_source(name: str, source: str) -> None:
    """Let a traceback quote the lines of what was typed."""
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)


def run(code: CodeType, names: Names) -> None:
    """Run compiled code with the names of the studio."""
    # As both: only then are `design` and `results` looked up anew inside functions and outside of them.
    exec(code, names, names)  # noqa: S102 - the user's own code, on the user's own machine


def complaint(error: BaseException, file: str) -> str:
    """The error with the user's own lines: only a sentence, where one line says it all."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if _is_own(frame.filename, file)]
    last = traceback.format_exception_only(type(error), error)[-1].strip()
    if isinstance(error, SENTENCES):
        last = str(error)
    if not frames or (len(frames) == 1 and frames[0].lineno == 1 and isinstance(error, SENTENCES)):
        return last
    if isinstance(error, SyntaxError):
        return "".join(traceback.format_exception_only(type(error), error)).strip()
    return "".join(traceback.format_list(frames)) + last


def line_of(error: BaseException, file: str) -> int | None:
    """The line of the script in which the error came up."""
    if isinstance(error, SyntaxError) and error.filename == file:
        return error.lineno
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file]
    return lines[-1] if lines else None


def _is_own(name: str, file: str) -> bool:
    return name == file or name.startswith("<console")


def shown(value: Any, most: int = 20_000) -> str:
    """A value as the console shows it; what is very long is cut."""
    text = repr(value)
    return text if len(text) <= most else f"{text[:most]} …"
