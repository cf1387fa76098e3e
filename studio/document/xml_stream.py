"""XML from outside, read as a stream: no document type, no entities, no deep nesting, no endless values."""

from collections.abc import Callable, Mapping
from xml.parsers import expat

from studio.document.elements.refused import Refused
from studio.numerals import set_count
from studio.text import mark, tr

_CHUNK = 65_536
_DEEPEST = 20
_LONGEST = 400
_LONGEST_TAG = 262_144
"""Bytes of a tag or a comment: Expat before 2.6 begins it anew with each piece, which takes its length squared."""
_MOST = 4_000_000
"""Elements in all: those of a hundred thousand objects are fewer."""
_MOST_IDLE = 20_000
"""Elements in a row that nothing is wanted of: millions of them would be gone through for nothing."""


class XmlStream:
    """Calls `started` with the local name, attributes and line of each element, `ended` with name, text and line.

    The text of an element is kept only where `wanted` says so of its name, and is bounded.
    """

    def __init__(
        self,
        started: Callable[[str, Mapping[str, str], int], None],
        ended: Callable[[str, str, int], None],
        wanted: Callable[[str], bool],
    ) -> None:
        self._started, self._ended, self._wanted = started, ended, wanted
        self._open: list[str] = []
        self._text = ""
        self._count = self._idle = 0
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._forbid
        parser.EntityDeclHandler = self._forbid
        self._parser = parser

    def read(self, data: bytes, checkpoint: Callable[[float], None] | None = None) -> None:
        """Go through a whole document.

        Raises
        ------
        Refused
            With its line, where it is not whole, or holds what is forbidden.
        """
        try:
            for begin in range(0, len(data), _CHUNK):
                if checkpoint is not None:
                    checkpoint(begin / len(data))
                piece = data[begin : begin + _CHUNK]
                self._parser.Parse(piece, False)
                if begin + len(piece) - self._parser.CurrentByteIndex > _LONGEST_TAG:
                    raise Refused(tr(mark("a tag or a comment is too long")), self.line)
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code)
            raise Refused(tr(mark("not whole XML: {reason}"), reason=reason), error.lineno) from None
        except (ValueError, LookupError) as error:
            if isinstance(error, Refused):
                raise
            raise Refused(tr(mark("not XML in an encoding that is read"))) from None

    @property
    def line(self) -> int:
        return self._parser.CurrentLineNumber

    def _forbid(self, *_: object) -> None:
        raise Refused(tr(mark("a document type or an entity has no place in such a file")), self.line)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        self._open.append(tag)
        self._text = ""
        self._count += 1
        if self._count > _MOST:
            raise Refused(tr(mark("more than {most} elements"), most=set_count(_MOST)), self.line)
        if len(self._open) > _DEEPEST:
            raise Refused(tr(mark("nested too deeply")), self.line)
        self._started(tag, attributes, self.line)

    def _end(self, _: str) -> None:
        tag = self._open.pop()
        self._idle = 0 if self._wanted(tag) else self._idle + 1
        if self._idle > _MOST_IDLE:
            raise Refused(tr(mark("more than {most} elements without a value that is read"),
                             most=set_count(_MOST_IDLE)), self.line)  # fmt: skip
        self._ended(tag, self._text, self.line)
        self._text = ""

    def _characters(self, text: str) -> None:
        if self._open and self._wanted(self._open[-1]):
            self._text += text
            if len(self._text) > _LONGEST:
                raise Refused(tr(mark("the value of {keyword} is too long"), keyword=self._open[-1]), self.line)
