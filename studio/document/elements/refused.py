"""Why a file of element sets is not read: one sentence, with its line where it has one."""

from studio.text import tr


class Refused(ValueError):
    """Nothing of the file is used."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        self.line = line
        super().__init__(reason if line is None else tr("line {line}: {reason}", line=line, reason=reason))
