"""XML from outside: what no file of numbers needs is refused, in a time that grows with its length and no faster."""

import pytest

from studio.document.elements.refused import Refused
from studio.document.xml_stream import XmlStream


def read(data: bytes) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    XmlStream(lambda *_: None, lambda tag, text, _: found.append((tag, text)), lambda tag: tag != "a").read(data)
    return found


def test_elements_and_their_texts() -> None:
    assert read(b"<x:a xmlns:x='y'><b>1</b><!-- c --><d e='f'> 2 </d></x:a>") == [("b", "1"), ("d", " 2 "), ("a", "")]


LONG = b"y" * 400_000


@pytest.mark.parametrize("data", [
    b"<a><b c='" + LONG + b"'/></a>", b"<a><!--" + LONG + b"--></a>", b"<a><?c " + LONG + b"?></a>",
    b"<a></a" + b" " * 400_000 + b">", b"<?xml version='1.0'" + b" " * 400_000 + b"?><a/>", b"<" + LONG + b"/>",
])  # fmt: skip
def test_a_tag_without_an_end_in_sight_is_refused(data: bytes) -> None:
    """Older releases of Expat begin it anew with each piece: 20 MB of it took six seconds."""
    with pytest.raises(Refused, match="a tag or a comment is too long"):
        read(data)


@pytest.mark.parametrize("data", [
    b"<a>" + LONG + b"</a>", b"<a><![CDATA[" + LONG + b"]]></a>", b"<a>" + b"\r\n" * 400_000 + b"</a>",
    b"<a>" + b"<b>1</b>" * 50_000 + b"</a>", b"<a><!--" + b"y" * 200_000 + b"--></a>",
])  # fmt: skip
def test_much_text_is_not_a_long_tag(data: bytes) -> None:
    read(data)


@pytest.mark.parametrize(("data", "sentence"), [
    (b"<!DOCTYPE a><a/>", "a document type or an entity has no place"), (b"<a>", "not whole XML"),
    (b"<a>" * 21 + b"</a>" * 21, "nested too deeply"), (b"<a><b>" + b"1" * 401 + b"</b></a>", "the value of b is too"),
    (b"<a>" + b"<a/>" * 20_001 + b"</a>", "more than 20,000 elements without a value"),
])  # fmt: skip
def test_what_no_file_of_numbers_needs_is_refused(data: bytes, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        read(data)
