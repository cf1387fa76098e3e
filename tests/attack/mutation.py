"""Damaged files: bits, bytes, lines, numbers and pieces of whole ones, and words that mean something to a reader."""

import random
import re

_NUMBERS = (b"0", b"-0", b"-1", b"1e999", b"-1e308", b"1e-320", b"NaN", b"Infinity", b"99999999999999999999", b"0x10",
            b"1_0", "٧".encode(), b"1,5", b"1.5.5", b"1e", b"+", b"")  # fmt: skip
_WORDS = (b"\0", b"\xff", b"\xef\xbb\xbf", b"\r", b"\n", b"\"", b"'", b"{", b"}", b"[", b"]", b"<", b">", b"&a;",
          b"<!DOCTYPE a>", b"<!ENTITY a 'b'>", b"!!python/object:os.system", b"&x", b"*x", b"=1+1", b"@SUM(A1)",
          b"../../x", b"/dev/zero", b"__class__", b"null", b"true", b"\\u0000", b"\\ud800", "\u202e".encode(),
          b"," * 50, b";" * 50, b" " * 300)  # fmt: skip
_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")
_SPAN = 4_000
"""Numbers are looked for in so many bytes, or a mutation of a large file would take longer than its reading."""


def damaged(wholes: list[bytes], randomness: random.Random) -> bytes:
    """A whole file with a few faults, most of them small."""
    data = randomness.choice(wholes)
    for _ in range(min(randomness.choice((1, 1, 1, 2, 3, 8)), 8)):
        data = randomness.choice(_WAYS)(data, randomness, wholes)
    return data


def _bit(data: bytes, randomness: random.Random, wholes: list[bytes]) -> bytes:
    place = randomness.randrange(len(data) or 1)
    return data[:place] + bytes([(data[place] if data else 0) ^ 1 << randomness.randrange(8)]) + data[place + 1 :]


def _word(data: bytes, randomness: random.Random, wholes: list[bytes]) -> bytes:
    place = randomness.randrange(len(data) + 1)
    over = randomness.choice((0, 0, 1, 4, 40))
    return data[:place] + randomness.choice(_WORDS) + data[place + over :]


def _number(data: bytes, randomness: random.Random, wholes: list[bytes]) -> bytes:
    begin = randomness.randrange(max(1, len(data) - _SPAN))
    found = list(_NUMBER.finditer(data, begin, begin + _SPAN))
    if not found:
        return data
    one = randomness.choice(found)
    number = randomness.choice((*_NUMBERS, one.group()[::-1], one.group() * 3))
    return data[: one.start()] + number + data[one.end() :]


def _cut(data: bytes, randomness: random.Random, wholes: list[bytes]) -> bytes:
    return data[: randomness.randrange(len(data) + 1)]


def _lines(data: bytes, randomness: random.Random, wholes: list[bytes]) -> bytes:
    """A line away, twice, or in another place."""
    lines = data.split(b"\n")
    if len(lines) > 3_000:
        return data
    line = lines.pop(randomness.randrange(len(lines)))
    for _ in range(randomness.choice((0, 1, 2, 50))):
        lines.insert(randomness.randrange(len(lines) + 1), line)
    return b"\n".join(lines)


def _piece(data: bytes, randomness: random.Random, wholes: list[bytes]) -> bytes:
    """A piece of another file put in."""
    other = randomness.choice(wholes)
    begin = randomness.randrange(len(other) or 1)
    piece = other[begin : begin + randomness.choice((4, 40, 400))]
    place = randomness.randrange(len(data) + 1)
    return data[:place] + piece + data[place + randomness.choice((0, len(piece))) :]


def _again(data: bytes, randomness: random.Random, wholes: list[bytes]) -> bytes:
    """A piece many times over, perhaps with what closes it missing."""
    begin = randomness.randrange(len(data) or 1)
    piece = data[begin : begin + randomness.choice((1, 3, 20))]
    return data[:begin] + piece * randomness.choice((2, 30, 2_000)) + data[begin:]


_WAYS = (_bit, _bit, _word, _word, _number, _number, _number, _cut, _lines, _lines, _piece, _again)
