"""The end of a packed file, where its table of contents is found: one that every reader finds at the same place.

Who looks through a file and who then opens it are two programs. Python's before 3.11.14 takes the wide record (ZIP64)
that stands before the end, others the one that is pointed at; what lies before the file, or behind its end, is passed
over in ways of their own. A file that is looked through in one way and opened in another was not looked through.
"""

import struct

_END, _LOCATOR, _WIDE = struct.Struct("<4s4H2LH"), struct.Struct("<4sLQL"), struct.Struct("<4sQ2H2L4Q")
_UNTOLD = 0xFFFF_FFFF
"""Of a size or a place in the end: it stands in the wide record."""


def has_one_end(data: bytes) -> bool:
    """Whether nothing stands between the table of contents and the end, nor behind it, and all that tell agree."""
    end = data.rfind(b"PK\5\6")
    if end < 0 or end + _END.size > len(data):
        return False
    *_, size, offset, comment = _END.unpack_from(data, end)
    if end + _END.size + comment != len(data):
        return False
    locator = end - _LOCATOR.size
    if locator < 0 or data[locator : locator + 4] != b"PK\6\7":
        return bool(offset + size == end)
    _, _, told, _ = _LOCATOR.unpack_from(data, locator)
    wide = locator - _WIDE.size
    if wide < 0 or told != wide or data[wide : wide + 4] != b"PK\6\6":
        return False
    _, length, *_, wide_size, wide_offset = _WIDE.unpack_from(data, wide)
    agreed = size in (wide_size, _UNTOLD) and offset in (wide_offset, _UNTOLD)
    return bool(agreed and length == _WIDE.size - 12 and wide_offset + wide_size == wide)
