"""Orbit mean-elements messages as XML: one, several within a combined message, or among messages of other kinds."""

from collections.abc import Callable, Iterator, Mapping

from studio.design.element_sets import MAX_OBJECTS, Element
from studio.document.elements.omm import KEYWORDS, element_of
from studio.document.elements.refused import Refused
from studio.document.xml_stream import XmlStream
from studio.numerals import set_count
from studio.text import mark, tr


def read_xml(data: bytes, checkpoint: Callable[[float], None] | None = None) -> Iterator[Element]:
    """The objects of all <omm> in a document."""
    found: list[Element] = []
    said: dict[str, str] | None = None
    begin = 0

    def started(tag: str, _: Mapping[str, str], line: int) -> None:
        nonlocal said, begin
        if tag.lower() == "omm":
            if said is not None:
                raise Refused(tr(mark("a message stands within another")), line)
            said, begin = {}, line

    def ended(tag: str, text: str, line: int) -> None:
        nonlocal said
        if said is None:
            return
        if tag in KEYWORDS:
            if tag in said:
                raise Refused(tr(mark("{keyword} is given twice"), keyword=tag), line)
            said[tag] = text
        elif tag.lower() == "omm":
            found.append(element_of(said, begin))
            said = None
            if len(found) > MAX_OBJECTS:
                raise Refused(tr(mark("more than {most} objects"), most=set_count(MAX_OBJECTS)))

    XmlStream(started, ended, lambda tag: said is not None and tag in KEYWORDS).read(data, checkpoint)
    yield from found
