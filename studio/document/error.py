"""The one error of the document layer: which file, where in it, and why, in one sentence."""

from studio.text import one_line


class FileError(ValueError):
    """A design file that cannot be read or written; its text is fit to be shown as it is.

    `name` is the name of the file and `where` the path of the field, empty where the file as a whole is meant.
    """

    def __init__(self, name: str, text: str, where: str = "") -> None:
        self.name = one_line(name)
        self.where = one_line(where)
        self.text = one_line(text)
        super().__init__(": ".join(piece for piece in (self.name, self.where, self.text) if piece))
