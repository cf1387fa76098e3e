"""Orbit mean-elements messages as XML, read as a stream: no document type, no entities, no deep nesting."""

from collections.abc import Iterator
from xml.parsers import expat

from studio.design.element_sets import Element
from studio.document.elements.omm import KEYWORDS, element_of
from studio.document.elements.refused import Refused
from studio.text import mark, tr

_CHUNK = 65_536
_DEEPEST = 20
_LONGEST = 400


class _Reader:
    """Gathers the keywords within each <omm>."""

    def __init__(self) -> None:
        self.found: list[Element] = []
        self._said: dict[str, str] | None = None
        self._begin = 0
        self._open: list[str] = []
        self._text = ""
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.StartDoctypeDeclHandler = self._forbid
        self.parser.EntityDeclHandler = self._forbid

    def _forbid(self, *_: object) -> None:
        raise Refused(tr(mark("a document type or an entity has no place in element sets")),
                      self.parser.CurrentLineNumber)  # fmt: skip

    def _start(self, tag: str, _: dict[str, str]) -> None:
        line = self.parser.CurrentLineNumber
        tag = tag.rpartition(":")[2]
        self._open.append(tag)
        self._text = ""
        if len(self._open) > _DEEPEST:
            raise Refused(tr(mark("nested too deeply")), line)
        if tag.lower() == "omm":
            if self._said is not None:
                raise Refused(tr(mark("a message stands within another")), line)
            self._said, self._begin = {}, line

    def _end(self, tag: str) -> None:
        tag = self._open.pop()
        if self._said is None:
            return
        if tag in KEYWORDS:
            if tag in self._said:
                raise Refused(tr(mark("{keyword} is given twice"), keyword=tag), self.parser.CurrentLineNumber)
            self._said[tag] = self._text
        elif tag.lower() == "omm":
            self.found.append(element_of(self._said, self._begin))
            self._said = None
        self._text = ""

    def _characters(self, text: str) -> None:
        if self._said is not None and self._open[-1] in KEYWORDS:
            self._text += text
            if len(self._text) > _LONGEST:
                raise Refused(tr(mark("the value of {keyword} is too long"), keyword=self._open[-1]),
                              self.parser.CurrentLineNumber)  # fmt: skip


def read_xml(data: bytes) -> Iterator[Element]:
    """The objects of all <omm> in a document."""
    reader = _Reader()
    try:
        for begin in range(0, len(data), _CHUNK):
            reader.parser.Parse(data[begin : begin + _CHUNK], False)
            yield from reader.found
            reader.found.clear()
        reader.parser.Parse(b"", True)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        raise Refused(tr(mark("not whole XML: {reason}"), reason=reason), error.lineno) from None
    except (ValueError, LookupError) as error:
        if isinstance(error, Refused):
            raise
        raise Refused(tr(mark("not XML in an encoding that is read"))) from None
    yield from reader.found
