"""Documents out of the typesetter, which remembers what it has worked out for ten more of them: up to 100 MB each."""

import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_REMEMBERED = 11
"""So many documents later it has let go of what it had worked out for one."""
_NOTHING = b""


def typeset(document: Mapping[str, bytes] | Path, **options: Any) -> bytes | list[bytes]:
    """A document as a file, or as one for each page: what `typst.compile` makes, whose memory is free again then.

    Fonts of the system are not looked for: those that the documents use are shipped, or in the pages that they show.
    """
    import typst

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", typst.TypstWarning)
        try:
            made: bytes | list[bytes] = typst.compile(document, ignore_system_fonts=True, timestamp=0, **options)
        finally:
            for _ in range(_REMEMBERED):
                typst.compile(_NOTHING, ignore_system_fonts=True, format="svg")
    return made
