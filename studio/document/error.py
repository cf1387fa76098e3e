"""The one error of the document layer: which file, where in it, and why, in one sentence."""

_LONGEST = 300


class FileError(ValueError):
    """A design file that cannot be read or written; its text is fit to be shown as it is.

    `name` is the name of the file and `where` the path of the field, empty where the file as a whole is meant.
    """

    def __init__(self, name: str, text: str, where: str = "") -> None:
        self.name = one_line(name)
        self.where = one_line(where)
        self.text = one_line(text)
        super().__init__(": ".join(piece for piece in (self.name, self.where, self.text) if piece))


def one_line(text: str) -> str:
    """`text` as one printable line of bounded length: what a file holds must not write into a terminal or a log."""
    line = "".join(c if c.isprintable() else " " for c in text)
    line = " ".join(line.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST // 2]} … {line[-_LONGEST // 2 :]}"
