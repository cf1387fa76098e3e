"""Files made by hand to harm one reader each: what no grammar and no damage comes upon, sizes above all.

Each says what must come of it: words that the refusal has to hold, or nothing where the reader may take it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from tests.attack import crafted_packed, crafted_rows

MILLION = 1_000_000


@dataclass(frozen=True)
class Crafted:
    reader: str
    case: str
    data: bytes
    told: str | None = ""
    """What the refusal must hold, such as the place; None where it may as well be understood."""


def crafted(wanted: str) -> Iterator[Crafted]:
    """Those of one reader, one after the other: together they are larger than what any may take."""
    for name, whole, place, damaged in (one for one in _JSON if one[0] == wanted):
        for case, data, told in _json(whole, place, 1.0 if name == "design" else 0.1):
            yield Crafted(name, case, data, None if damaged is None else told)
    for reader, case, data, told in chain(_own(), crafted_rows.files(), crafted_packed.files(wanted)):
        if reader == wanted:
            yield Crafted(reader, case, data, told)


_DESIGN = b'{"format": "dawnline-design", "schema": 1, "design": {"mission": {"altitude": %s}}}'
_COAT = (b'{"name": "a", "material": "Ge", "role": "cell", "density": 5.3e3, "specific_heat": 320.0, '
         b'"conductivity": 60.0, "thickness": %s}')  # fmt: skip
_LAYER = b'{"format": "dawnline-layer", "schema": 1, "layer": ' + _COAT + b"}"
_STACK = b'{"format": "dawnline-stack", "schema": 1, "stack": {"layers": [' + _COAT + b"]}}"
_PLAN = b'{"factors": [{"path": "array.area", "low": %s, "high": 100.0, "count": 2}], "outcomes": ["mass.satellite"]}'
_HEAD = (b'{"format": "dawnline-study", "version": 1, "dawnline": "0", "plan": ' + _PLAN + b', "design": {}, '
         b'"design_digest": ""}')  # fmt: skip
_JSON: tuple[tuple[str, bytes, str, str | None], ...] = (
    ("design", _DESIGN, "mission.altitude", ""),
    ("layer", _LAYER, "thickness", ""),
    ("stack", _STACK, "thickness", ""),
    ("recovery", _DESIGN[:-1] + b', "path": "/a/b.json", "time": 1.7e9}', "mission.altitude", ""),
    ("plan", _PLAN, "", ""),
    ("study head", _HEAD, "", ""),
    ("elements", b'[{"OBJECT_NAME": "A", "NORAD_CAT_ID": 1, "EPOCH": "2026-01-01T00:00:00", "MEAN_MOTION": %s}]',
     "object 1", ""),
    ("recent", b'{"last": "a.json", "files": ["/a/b.json"], "x": %s}', "", None),
    ("console history", b'["a = 1", %s]', "", None),
    ("keys kept", b'{"undo": "Ctrl+Z", "redo": %s}', "", None),
    ("layout", b'{"version": 4, "state": "AAAA", "check": 4282505490, "shares": {"a": [%s, 0.5]}, "tab": "", "page": '
               b'"", "title": "t", "torn": {}}', "", None),
    ("crash log", b'{"version": "1", "log": "", "began": %s}\ntrace\n', "", None),
)  # fmt: skip
"""Reader, a file with a place for a number, how the place is called, and None where what is damaged is passed over."""


def _json(whole: bytes, place: str, share: float) -> Iterator[tuple[str, bytes, str | None]]:
    for number in (b"NaN", b"Infinity", b"-Infinity", b"1e999", b"-1e999", b"1" + b"0" * 400, b"9" * MILLION,
                   b"-" + b"9" * MILLION, b"1e" + b"9" * MILLION):  # fmt: skip
        yield f"number {number[:9].decode()} of {len(number)}", whole % number, place
    yield "number of a million decimals", whole % (b"650000." + b"3" * MILLION), None
    for other in (b"null", b"[]", b"{}", b'"650 km"', b"true", b"01", b"+1", b".5", b"0x1"):
        yield f"value {other.decode()}", whole % other, ""
    yield "text of a million", whole % (b'"' + b"x" * MILLION + b'"'), ""
    yield "half a character", whole % b'"\\ud800"', ""
    yield "deep lists", whole % (b"[" * MILLION), ""
    yield "deep lists, closed", whole % (b"[" * 100_000 + b"]" * 100_000), ""
    yield "deep objects", whole % (b'{"a":' * 200_000), ""
    yield "many lists", whole % (b"[" + b"[]," * int(4_900_000 * share) + b"0]"), ""
    yield "many objects", whole % (b"[" + b"{}," * int(4_900_000 * share) + b"0]"), ""
    yield "many texts", whole % (b"[" + b'"ab",' * int(3_200_000 * share) + b"0]"), ""
    yield "many small objects", whole % (b"[" + b'{"a":1},' * int(2_000_000 * share) + b"0]"), ""
    many = b",".join(b'"%07x":1' % number for number in range(int(1_300_000 * share)))
    yield "many keys", whole % (b"{" + many + b"}"), ""
    yield "too large", whole % (b" " * (17 << 20) + b"1"), None
    yield "no text", whole % b"\xff\xfe\x80", ""
    yield "nothing", b"", ""
    yield "zeros", bytes(100_000), ""
    yield "UTF-16", (whole % b"1").decode().encode("utf-16"), ""
    yield "cut off", (whole % b"1")[:-12], ""
    yield "more behind it", whole % b"1" + b"}", ""
    if b"{" in whole:
        at = whole.index(b"{") + 1
        first = whole[at : whole.index(b":", at)]
        key = first.strip(b'" ').decode()
        yield "twice", whole[:at] + first + b": 1, " + whole[at:] % b"1", None if place == "" else key
        yield "unknown key of a million", whole[:at] + b'"' + b"k" * MILLION + b'": 1, ' + whole[at:] % b"1", None


def _own() -> Iterator[tuple[str, str, bytes, str | None]]:
    """What one reader alone has."""
    design = b'{"format": "dawnline-design", "schema": %s, "design": {}}'
    for schema in (b"0", b"-1", b"99999", b"1.5", b"true", b"null", b'"1"', b"1" * MILLION, b"1e999", b"NaN"):
        yield "design", f"schema {schema[:9].decode()}", design % schema, "schema"
    inner = b'{"format": "dawnline-design", "schema": 1, "design": {%s}}'
    twice = b'"mission": {"altitude": 650000.0, "altitude": 1.0}'
    yield "design", "field twice", inner % twice, "altitude"
    yield "design", "part twice", inner % b'"mission": {}, "mission": {}', "mission"
    layer = b'{"name": "l%d", "material": "Ge", "role": "cell", "thickness": 1e-6}'
    layers = b'"stack": {"layers": [%s]}' % b",".join(layer % number for number in range(100_000))
    yield "design", "a hundred thousand layers", inner % layers, "stack.layers"
    source = b'"a%d": {"text": "x", "confidence": "assumed", "date": "2026-01-01"}'
    sources = b'"sources": {%s}' % b",".join(source % number for number in range(100_000))
    yield "design", "a hundred thousand sources", inner % sources, "sources"
    yield "design", "title of a million", inner % (b'"title": "' + b"t" * MILLION + b'"'), "title"
    yield "typed", "path of dots", b"." * 200_000 + b"=1", "path"
    yield "typed", "path of dots, a bracket", b"." * 200_000 + b"]=1", "path"
    yield "typed", "path of brackets", b"a[" * 100_000 + b"=1", "path"
    yield "typed", "path of steps", b"mission." * 100_000 + b"altitude=1", ""
    yield "typed", "number of a million digits", b"mission.altitude=" + b"9" * MILLION, "altitude"
    yield "typed", "tower", b"mission.altitude==9^9^9^9^9", "altitude"
    yield "typed", "brackets", b"mission.altitude==" + b"(" * 100_000, "altitude"
    yield "layout", "text of a million", b'"' + b"x" * MILLION + b'"', None
    for reader in ("settings", "keys"):
        yield reader, "a hundred thousand lines", b"a=1\n" * 100_000, None
        yield reader, "one line", b"a=" + b"x" * (8 * MILLION), None
    yield "crash log", "a log elsewhere", b'{"version": "1", "log": "/etc/passwd", "began": 1}\ntrace\n', None
    yield "crash log", "a device", b'{"version": "1", "log": "/dev/zero.log", "began": 1}\ntrace\n', None
    plan = b'{"factors": [%s], "outcomes": ["mass.satellite"], "sampling": "%s", "samples": %s}'
    factor = b'{"path": "array.area", "low": 1.0, "high": 2.0, "count": %s}'
    for case, told, what in (
        ("a grid of 10^18", "points", (factor % b"1000000000000000000", b"grid", b"0")),
        ("samples of 10^18", "points", (factor % b"2", b"sobol", b"1000000000000000000")),
        ("a thousand factors", "points", (b",".join([factor % b"2"] * 1000), b"grid", b"0")),
    ):
        yield "study head", case, _HEAD.replace(_PLAN, plan % what), told
    blanks = b"CCSDS_OMM_VERS = 3.0\nOBJECT_NAME = x" + b" " * 6_000 + b"y\nEP\n"
    yield "elements", "blanks within a value", blanks, "line 3: KEYWORD = value is expected"
    yield "queue options", "aliases", b"a: &a [x,x,x,x,x,x,x,x,x,x]\n" + b"".join(
        b"k%d: &b%d [%s]\n" % (n, n, b",".join([b"*a" if n == 0 else b"*b%d" % (n - 1)] * 10)) for n in range(9)), ""
    yield "queue options", "merged keys", b"a: &b0 {x: 1}\n" + b"".join(
        b"k%d: &b%d {<<: [%s]}\n" % (n, n, b",".join([b"*b%d" % (n - 1)] * 10)) for n in range(1, 10)), ""
    yield "queue options", "an object", b"cores: !!python/object/apply:os.system ['touch owned']\n", ""
    yield "queue options", "sixties", b"cores: 1" + b":59" * 300_000 + b"\n", ""
    yield "queue options", "digits", b"cores: " + b"9" * MILLION + b"\n", ""
    yield "queue options", "deep", b"cores: " + b"[" * 200_000, ""
    yield "queue options", "deep and short", b"cores: " + b"[" * 7_000, "nested too deeply"
    yield "queue options", "many", b"".join(b"a%d: 1\n" % n for n in range(200_000)), ""
