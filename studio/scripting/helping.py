"""What the console says when it is asked for help: it never waits for a key, as the pager of Python's own help does."""

import inspect
import pydoc
from typing import Any

from studio.text import mark, tr


def help_text(about: Any = None) -> str:
    """What the names of the console are, or one of them explained."""
    from studio.scripting.facade import Studio

    if about is not None and not isinstance(about, Studio):
        return pydoc.plain(pydoc.render_doc(about))
    lines = [
        tr(mark("design    the design that is open, always as it is now; parts are read by name: design.mission")),
        tr(mark("results   its results, in SI: results[\"orbit.period\"]")),
        tr(mark("np        numpy")),
        "",
    ]
    for name, method in inspect.getmembers(Studio, inspect.isfunction):
        if not name.startswith("_"):
            about_it = " ".join((inspect.getdoc(method) or "").split())
            lines.append(f"studio.{name + '()':<12} {about_it}")
    return "\n".join(lines)
