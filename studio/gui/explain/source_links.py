"""Where a source can be opened: the addresses that its text names."""

import html
import re

_FOUND = re.compile(
    r"(?P<address>https?://[^\s;,)]+)"
    r"|(?P<doi>\b10\.\d{4,9}/[^\s;,)]+)"
    r"|arXiv:\s?(?P<arxiv>\d{4}\.\d{4,5}(?:v\d+)?)"
)


def addresses(text: str) -> tuple[tuple[str, str], ...]:
    """The addresses in the text of a source, each with the words for it, in order and once."""
    found: dict[str, str] = {}
    for match in _FOUND.finditer(text):
        if match["address"]:
            address = match["address"].rstrip(".")
            words = re.sub(r"^https?://(www\.)?", "", address).rstrip("/")
        elif match["doi"]:
            doi = match["doi"].rstrip(".")
            address, words = f"https://doi.org/{doi}", f"doi.org/{doi}"
        else:
            address, words = f"https://arxiv.org/abs/{match['arxiv']}", f"arxiv.org/abs/{match['arxiv']}"
        found.setdefault(address, words)
    return tuple(found.items())


def anchors(text: str, colour: str) -> str:
    """The addresses as rich text; empty where there are none."""
    return "<br>".join(
        f'<a href="{html.escape(address)}" style="color:{colour}">{html.escape(words)}</a>'
        for address, words in addresses(text)
    )
