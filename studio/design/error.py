"""The one error that bad input raises: where it is and what is wrong with it, in a sentence."""

from studio.text import one_line


class DesignError(ValueError):
    """A value that a design cannot hold.

    `where` is the path of the field ("mission.altitude"), or empty where the design as a whole is meant.
    """

    def __init__(self, where: str, text: str) -> None:
        self.where = one_line(where)
        self.text = one_line(text)
        super().__init__(f"{self.where}: {self.text}" if where else self.text)
