"""What a help topic is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Topic:
    """`key` is that of a tab or dock, or "tab.page"; title and text are marked, the text is rich, in paragraphs."""

    key: str
    title: str
    text: str
    see: tuple[str, ...] = ()
    """Keys of topics that go on."""
