"""Writing a text or a picture where the user said, whole or not at all."""

from pathlib import Path

from studio.document.atomic import write_bytes
from studio.text import tr


def write_text(path: Path, text: str) -> tuple[str, bool]:
    """Write `text`; a sentence that tells, and whether something went wrong."""
    return write_file(path, text.encode())


def write_file(path: Path, data: bytes) -> tuple[str, bool]:
    """Write `data`; a sentence that tells, and whether something went wrong."""
    try:
        write_bytes(path, data)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return tr("{name} cannot be written: {reason}", name=path.name, reason=reason), True
    return tr("Written to {name}.", name=path.name), False
