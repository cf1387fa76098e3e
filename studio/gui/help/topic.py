"""What a help topic is."""

from collections.abc import Callable
from dataclasses import dataclass

from studio.text import tr


@dataclass(frozen=True, slots=True)
class Topic:
    """`key` is that of a tab or dock, or "tab.page"; title and text are marked, the text is rich, in paragraphs."""

    key: str
    title: str
    text: str
    see: tuple[str, ...] = ()
    """Keys of topics that go on."""
    made: Callable[[], str] | None = None
    """Makes the text where it is put together when it is shown."""

    def shown(self) -> str:
        """The text in the language of the window."""
        return self.made() if self.made is not None else tr(self.text)
