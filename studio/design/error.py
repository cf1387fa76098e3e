"""The one error that bad input raises: where it is and what is wrong with it, in a sentence."""


class DesignError(ValueError):
    """A value that a design cannot hold.

    `where` is the path of the field ("mission.altitude"), or empty where the design as a whole is meant.
    """

    def __init__(self, where: str, text: str) -> None:
        super().__init__(f"{where}: {text}" if where else text)
        self.where = where
        self.text = text
