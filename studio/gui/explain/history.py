"""Which explanations were shown, to go back and forward among them."""


class History:
    """A list of names and the one that is shown, as of the pages of a browser."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._at = -1

    @property
    def shown(self) -> str:
        """The name that is explained; empty before the first."""
        return self._names[self._at] if self._names else ""

    @property
    def before(self) -> tuple[str, ...]:
        """What Back leads to, the last one first to come."""
        return tuple(self._names[: max(self._at, 0)])

    @property
    def after(self) -> tuple[str, ...]:
        """What Forward leads to."""
        return tuple(self._names[self._at + 1 :])

    def show(self, name: str) -> bool:
        """Go to `name`: back to it where it was shown on the way here. True where that is another one."""
        if name == self.shown:
            return False
        if name in self.before:
            self._at = self._names.index(name)
            return True
        del self._names[self._at + 1 :]
        self._names.append(name)
        self._at += 1
        return True

    def back(self) -> bool:
        """To the one before; True where there is one."""
        moved = self._at > 0
        self._at -= moved
        return moved

    def forward(self) -> bool:
        """To the one after; True where there is one."""
        moved = self._at + 1 < len(self._names)
        self._at += moved
        return moved
