"""Texts in lines by their grammars: element sets, messages in keywords and XML, tables, YAML, units."""

import random
from collections.abc import Callable

from studio.document.elements.tle import checksum

Make = Callable[[random.Random], bytes]
_NUMBERS = (
    "0",
    "1",
    "-1",
    "98.1",
    "1e999",
    "nan",
    "inf",
    "0x1",
    "1_000",
    "1e-400",
    "٣",
    "1,5",
    "",
    "-0",
    "+.5",
    "1e5",
    "1" * 50,
    "15.1",
    "0.001",
    "359.9",
    "360",
    "400",
    "7000",
    "7.5",
    "1.5e308",
)
_TIMES = (
    "2026-01-01T00:00:00",
    "2026-01-01T00:00:00.5Z",
    "2026-001T00:00:00",
    "2026-13-01T00:00:00",
    "0000-01-01T00:00",
    "9999-12-31T23:59:60",
    "2026-02-30T25:61:61",
    "T",
    "",
    "1 Jan 2026 00:00:00.000",
    "2026-06-30T23:59:60",
)
_TEXTS = (
    "A",
    "",
    "EARTH",
    "TEME",
    "EME2000",
    "UTC",
    "SGP4",
    "<x/>",
    "&amp;",
    "&#0;",
    "&#x41;",
    "é" * 30,
    "\u202e",
    "9" * 12,
    "a" * 500,
    "=1+1",
    "\x07",
    "ICRF",
    "ITRF",
    "TAI",
    "'",
    "\ud800",
)
_OMM = (
    "OBJECT_NAME",
    "NORAD_CAT_ID",
    "EPOCH",
    "MEAN_MOTION",
    "ECCENTRICITY",
    "INCLINATION",
    "RA_OF_ASC_NODE",
    "ARG_OF_PERICENTER",
    "MEAN_ANOMALY",
    "BSTAR",
    "EPHEMERIS_TYPE",
    "MEAN_ELEMENT_THEORY",
    "REF_FRAME",
    "TIME_SYSTEM",
    "CENTER_NAME",
)
_OEM = (
    "OBJECT_NAME",
    "OBJECT_ID",
    "CENTER_NAME",
    "REF_FRAME",
    "TIME_SYSTEM",
    "START_TIME",
    "STOP_TIME",
    "USEABLE_START_TIME",
    "INTERPOLATION",
    "INTERPOLATION_DEGREE",
)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _said(keyword: str, r: random.Random) -> str:
    """What may stand behind a keyword, mostly what fits."""
    if r.random() < 0.08:
        return r.choice((*_NUMBERS, *_TIMES, *_TEXTS))
    if keyword == "EPOCH" or keyword.endswith("_TIME"):
        return (
            r.choice(_TIMES)
            if r.random() < 0.2
            else f"2026-0{r.randint(1, 9)}-0{r.randint(1, 9)}T00:00:0{r.randint(0, 9)}"
        )
    fixed = {
        "OBJECT_NAME": "SAT",
        "OBJECT_ID": "2026-001A",
        "CENTER_NAME": "EARTH",
        "REF_FRAME": "TEME",
        "BSTAR": "0.0001",
        "TIME_SYSTEM": "UTC",
        "MEAN_ELEMENT_THEORY": "SGP4",
        "EPHEMERIS_TYPE": "0",
        "ECCENTRICITY": "0.001",
        "MEAN_MOTION": "14.9",
        "INTERPOLATION": "LAGRANGE",
        "INTERPOLATION_DEGREE": "7",
    }
    return fixed.get(keyword) or f"{r.uniform(0, 170):.4f}" if keyword != "NORAD_CAT_ID" else str(r.randint(0, 99999))


def element_sets(r: random.Random) -> bytes:
    return r.choice((_tle, _tle, _omm_kvn, _omm_csv, _omm_json, _omm_xml))(r)


def _tle(r: random.Random) -> bytes:
    lines = []
    for number in range(r.choice((1, 1, 2, 30))):
        if r.random() < 0.5:
            lines.append(r.choice(("SAT", "0 SAT", "é", "1 SAT", "2 X", "\u202e")))
        first = (
            f"1 {number:05}U 26001A   26{r.randint(0, 366):03}.{r.randint(0, 10**8 - 1):08}  .00000000  00000-0  "
            f"{r.choice((' ', '-'))}{r.randint(0, 99999):05}-{r.randint(0, 9)} 0  999"
        )
        second = (
            f"2 {number:05} {r.uniform(0, 181):8.4f} {r.uniform(0, 361):8.4f} {r.randint(0, 9999999):07} "
            f"{r.uniform(0, 361):8.4f} {r.uniform(0, 361):8.4f} {r.choice((r.uniform(0, 18), 15.0, 99.0)):11.8f}    1"
        )
        for line in (first, second):
            if r.random() < 0.1:
                place = r.randrange(len(line))
                line = line[:place] + r.choice("0123456789 -+.AIOZ\té") + line[place + 1 :]
            line = line.ljust(68)
            lines.append(line + str(checksum(line) if r.random() > 0.02 else 0))
    return _bytes(r.choice(("\n", "\n", "\r\n")).join(lines) + "\n")


def _omm_kvn(r: random.Random) -> bytes:
    lines = ["CCSDS_OMM_VERS = 3.0", f"CREATION_DATE = {r.choice(_TIMES)}", "ORIGINATOR = X"]
    for _ in range(r.choice((1, 2))):
        lines += [f"{key} = {_said(key, r)}" for key in _OMM if r.random() > 0.02]
    if r.random() < 0.3:
        lines.insert(r.randrange(len(lines)), r.choice(("COMMENT", "X", "= 1", "A =", "BSTAR = 1 [1/ER]", "\x00")))
    return _bytes("\n".join(lines))


def _omm_csv(r: random.Random) -> bytes:
    keys = r.sample(_OMM, len(_OMM)) if r.random() < 0.3 else list(_OMM)
    rows = [",".join(keys)] + [",".join(_said(key, r) for key in keys) for _ in range(r.choice((1, 2, 9)))]
    return _bytes(r.choice(("\n", "\r\n", "\r")).join(rows))


def _omm_json(r: random.Random) -> bytes:
    import json

    sets = [{key: _said(key, r) for key in _OMM if r.random() > 0.01} for _ in range(r.choice((1, 2)))]
    text = json.dumps(sets)
    return _bytes(
        r.choice(
            (
                text,
                text,
                text[1:-1],
                text.replace('"0.001"', "0.001"),
                "[" * 5000,
                text.replace(":", ": [", 1),
                text.replace('"SGP4"', r.choice(("null", "1e999", "{}", "NaN", "9" * 5000))),
            )
        )
    )


def _xml(tag: str, inner: str, r: random.Random) -> bytes:
    head = r.choice(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            "",
            '<?xml version="1.0" encoding="utf-16"?>',
            '<?xml version="1.0" encoding="rot13"?>',
            '<?xml version="1.0" encoding="zlib"?>',
            '<!DOCTYPE a [<!ENTITY a "b">]>',
            '<!DOCTYPE a SYSTEM "file:///etc/passwd">',
            '<?xml-stylesheet href="http://127.0.0.1/x"?>',
            '<?xml version="1.0"?>',
        )
    )
    deep = r.choice((0,) * 20 + (30, 3000))
    text = head + "<d>" * deep + f'<{tag} id="CCSDS" version="3.0">{inner}</{tag}>' + "</d>" * deep
    return _bytes(text) if r.random() > 0.02 else text.encode("utf-16", "surrogatepass")


def _tags(keys: tuple[str, ...], r: random.Random) -> str:
    return "".join(f"<{key}>{_said(key, r)}</{key}>" for key in keys if r.random() > 0.02)


def _omm_xml(r: random.Random) -> bytes:
    data = f"<meanElements>{_tags(_OMM[2:9], r)}</meanElements><tleParameters>{_tags(_OMM[9:11] + _OMM[1:2], r)}</tleParameters>"  # noqa: E501
    inner = f"<metadata>{_tags(_OMM[:1] + _OMM[11:], r)}</metadata><data>{data}</data>"
    return _xml("omm", "<header/><body>" + f"<segment>{inner}</segment>" * r.choice((1, 2)) + "</body>", r)


def ephemerides(r: random.Random) -> bytes:
    return r.choice((_oem, _oem, _oem_xml, _stk))(r)


def _state(r: random.Random) -> list[str]:
    state = [f"{r.uniform(-7000, 7000):.3f}" for _ in range(3)] + [f"{r.uniform(-8, 8):.5f}" for _ in range(3)]
    if r.random() < 0.05:
        state[r.randrange(6)] = r.choice(_NUMBERS)
    return state


def _oem(r: random.Random) -> bytes:
    lines = ["CCSDS_OEM_VERS = 2.0", "CREATION_DATE = 2026-01-01T00:00:00", "ORIGINATOR = X"]
    for _ in range(r.choice((1, 1, 2))):
        keys = [f"{key} = {_said(key, r)}" for key in _OEM if r.random() > 0.05]
        lines += ["META_START", *keys, "META_STOP"]
        lines += [f"2026-01-01T00:0{minute}:00 {' '.join(_state(r))}" for minute in range(r.choice((1, 4, 9)))]
        if r.random() < 0.2:
            lines += ["COVARIANCE_START", "EPOCH = 2026-01-01T00:00:00", "1", "COVARIANCE_STOP"][: r.randint(1, 4)]
    if r.random() < 0.2:
        lines.pop(r.randrange(len(lines)))
    return _bytes("\n".join(lines))


def _oem_xml(r: random.Random) -> bytes:
    names = ("X", "Y", "Z", "X_DOT", "Y_DOT", "Z_DOT")
    states = "".join(
        f"<stateVector><EPOCH>2026-01-01T00:0{minute}:00</EPOCH>"
        + "".join(f"<{name}>{value}</{name}>" for name, value in zip(names, _state(r), strict=True))
        + "</stateVector>"
        for minute in range(r.choice((1, 4, 9)))
    )
    segment = f"<segment><metadata>{_tags(_OEM, r)}</metadata><data>{states}</data></segment>"
    return _xml("oem", f"<header/><body>{segment * r.choice((1, 1, 2))}</body>", r)


def _stk(r: random.Random) -> bytes:
    said = [
        ("NumberOfEphemerisPoints", r.choice(("4", "999999999", "-1", "x"))),
        ("ScenarioEpoch", r.choice(_TIMES)),
        ("InterpolationMethod", "Lagrange"),
        ("InterpolationSamplesM1", r.choice(_NUMBERS)),
        ("CentralBody", "Earth"),
        ("DistanceUnit", r.choice(("Meters", "Kilometers", "Miles"))),
        ("CoordinateSystem", r.choice(("J2000", "TEMEOfDate"))),
    ]
    lines = [
        "stk.v.12.0",
        "BEGIN Ephemeris",
        *(f"{key} {value}" for key, value in said if r.random() > 0.1),
        r.choice(("EphemerisTimePosVel", "EphemerisTimePos", "EphemerisX")),
    ]
    lines += [f"{60 * step} {' '.join(_state(r))}" for step in range(r.choice((2, 4, 9)))] + ["END Ephemeris"]
    return _bytes("\n".join(lines))


def table(r: random.Random) -> bytes:
    """Columns of optical constants in the dialects of the world, or a page of YAML."""
    if r.random() < 0.4:
        return _page(r)
    separator, comma = r.choice(((",", False), (";", False), (";", True), ("\t", False), (" ", False), ("\t", True)))
    head = r.choice(
        ("", "wavelength_um,n,k", "Wavelength (nm);n;k", "# c", "eV n k", "λ\tn\tk", "a,b,c,d", "wl,n", '"wl","n"')
    )
    rows = [head] if head else []
    for row in range(r.choice((2, 5, 30))):
        cells = [f"{0.3 + 0.01 * row:.3f}", f"{r.uniform(0.1, 5):.3f}", f"{r.uniform(0, 5):.3f}"][
            : r.choice((3, 3, 3, 2))
        ]
        if r.random() < 0.03:
            cells[r.randrange(len(cells))] = r.choice(_NUMBERS)
        rows.append(separator.join(cell.replace(".", ",") if comma else cell for cell in cells))
    if r.random() < 0.3:
        rows.insert(r.randrange(len(rows)), r.choice(("", "wl,k", '"', "\0", "# x", "sep=;", "1 2 3 4", ",,,")))
    return r.choice((b"", b"", b"\xef\xbb\xbf", b"\xff\xfe")) + _bytes(r.choice(("\n", "\r\n", "\r")).join(rows))


def _page(r: random.Random) -> bytes:
    rows = "\n".join(
        f"        {0.3 + 0.01 * n:.2f} {r.choice(('1.5', '1.5', r.choice(_NUMBERS)))} 0.01"
        for n in range(r.choice((2, 9)))
    )
    kind = r.choice(
        ("tabulated nk", "tabulated n", "formula 1", "formula 2", "formula 4", "formula 6", "formula 9", "[]")
    )
    coefficients = " ".join(r.choice((*_NUMBERS, "0.5", "2", "1.03")) for _ in range(r.choice((1, 3, 9, 41))))
    body = (
        f"data: |\n{rows}"
        if kind.startswith("tab")
        else f"wavelength_range: 0.3 {r.choice(_NUMBERS)}\n    coefficients: {coefficients}"
    )
    bomb = r.choice(
        (
            "",
            "",
            "",
            "a: &a [x,x]\nb: &b [*a,*a]\n",
            "!!python/object/apply:os.system ['x']\n",
            "? [a]\n",
            "x: !!binary a\n",
            "<<: *x\n",
            "[" * 2000,
            "- " * 500,
            "a: 2026-99-99\n",
            "%YAML 9.9\n---\n",
            "a: 1_0:99\n",
            "\ttab: 1\n",
            "{" * 30 + "\n",
        )
    )
    return _bytes(f'# page\n{bomb}REFERENCES: "A. Author"\nDATA:\n  - type: {kind}\n    {body}\n')


def components(r: random.Random) -> bytes:
    separator = r.choice((";", ",", "\t", "|"))
    head = r.choice(
        (
            ["field", "value", "unit", "source"],
            ["label", "value", "unit"],
            ["field", "value"],
            ["value", "field", "field"],
        )
    )
    rows = [head]
    for _ in range(r.choice((1, 3, 9))):
        rows.append(
            [
                r.choice(
                    (
                        "mission.altitude",
                        "array.area",
                        "payload.power",
                        "stack.layers[0].thickness",
                        "nope",
                        "Altitude",
                        "mission",
                        "stack.layers[99].name",
                        "stack.layers[-1]",
                        "__class__",
                        "a" * 300,
                    )
                ),
                r.choice((*_NUMBERS, "650", "1.234,5", "1 000", '"5"', "TRUE", "=1+1")),
                r.choice(("km", "m", "kW", "m²", "", "furlong", "°C", "K", "%")),
                r.choice(_TEXTS),
            ][: len(head)]
        )
    return _bytes(r.choice(("\n", "\r\n")).join(separator.join(row) for row in rows))


def requirements(r: random.Random) -> bytes:
    head = [
        "name",
        "result",
        "relation",
        "value",
        "upper",
        "unit",
        "warn",
        "against",
        "policy",
        "verification",
        "owner",
        "source",
        "parent",
        "rationale",
    ][: r.choice((4, 5, 6, 7, 14))]
    rows = [head]
    for _ in range(r.choice((1, 2, 70))):
        row = [
            r.choice(("Power", "R1", "", "=A1", "'x", "n" * 300)),
            r.choice(("power.eol", "mass.total", "orbit.period", "nope", "")),
            r.choice((">=", "<=", "in", "≥", "=", "")),
            r.choice(_NUMBERS),
            r.choice(("", *_NUMBERS)),
            r.choice(("", "kW", "kg", "min", "°C", "x")),
            r.choice(("", *_NUMBERS)),
            r.choice(("", "baseline", "x")),
            r.choice(("", "eol", "x")),
            r.choice(("", "Test", "analysis", "x")),
            *(r.choice(_TEXTS) for _ in range(4)),
        ]
        rows.append(row[: len(head)])
    return _bytes("\n".join(r.choice((",",) * 9 + (";",)).join(row) for row in rows))


def typed(r: random.Random) -> bytes:
    """A number with a unit as people type one."""
    parts = (
        *_NUMBERS,
        "km",
        "m",
        "kW",
        "%",
        "°C",
        "h",
        "×",
        "*",
        "/",
        "^",
        "(",
        ")",
        "+",
        "-",
        "sqrt",
        "e",
        "pi",
        "**",
        " ",
        "10^999",
        "9**9**9",
        "1e5 km",
        "mission.altitude",
        "m²",
        "10⁵",
        "µm",
        "µm",
        "½",
        "array.area",
        "min(1,2)",
    )
    path = r.choice(
        (
            "mission.altitude",
            "array.area",
            "stack.layers[0].thickness",
            "mission.epoch",
            "constellation.planes",
            "mission.sun_synchronous",
            "stack.layers[0]",
            "fleet.shells[0].planes",
            "payload.power",
            "title",
            "a.b[",
            "[]",
        )
    )
    return _bytes(path + "=" + "".join(r.choice(parts) for _ in range(r.choice((1, 2, 3, 3, 5, 40)))))


def options(r: random.Random) -> bytes:
    """YAML of the jobs of a batch queue."""
    parts = (
        "cores: 8\n",
        "memory: 16GB\n",
        "walltime: 01:00:00\n",
        "queue: &a x\n",
        "a: *a\n",
        "a: &a [*a]\n",
        "1: 2\n",
        "- x\n",
        "!!python/object/apply:os.system ['x']\n",
        "t: 2026-13-45\n",
        "t: 2026-02-30 25:61:61\n",
        "x: !!binary a\n",
        "y: !!timestamp x\n",
        "z: !!float x\n",
        "i: !!int ''\n",
        "n: 1:99:1_:\n",
        "? {a: b}\n: c\n",
        "? [a]\n: b\n",
        "[" * 3000,
        "{a: " * 1500,
        "<<: [1]\n",
        "s: !!set {a, [b]}\n",
        "o: !!omap [a]\n",
        "p: !!pairs [[a]]\n",
        "\ttab\n",
        "é: \x07\n",
        "b: !!bool x\n",
        "c: " + "9" * 5000 + "\n",
        "d: 0x\n",
        "e: 0b\n",
        "f: 0o_\n",
        "g: -._\n",
        "h: +.inf\n",
    )
    return _bytes("".join(r.choice(parts) for _ in range(r.choice((1, 2, 2, 3, 6)))))


def settings(r: random.Random) -> bytes:
    """An INI file of the program's settings, with what Qt packs into such files."""
    keys = (
        "theme",
        "text-size",
        "language",
        "author",
        "linked_plots",
        "keys",
        "geometry",
        "palette-recent",
        "workspaces/own/own-1",
        "workspaces/left/design",
        "export/folder",
        "units\\altitude",
        "%U0041",
        "a%2Fb",
        "newer-versions",
    )
    values = (
        "dark",
        "true",
        '"{\\"a\\": \\"Ctrl+X\\"}"',
        "@ByteArray(\\0\\0)",
        "@Variant(\\0\\0\\0\\b\\xff\\xff\\xff\\xff)",
        "@Variant(\\0\\0\\0\\t\\0\\0\\0\\x1\\0\\0\\0\\n)",
        "@Invalid()",
        "@Rect(1 2 3 4)",
        "@Size(1)",
        "@Point(x y)",
        "a, b, c",
        '"x',
        "@Variant(\\0\\0\\0\\x7f\\0\\0\\0\\xeQKeySequence\\0)",
        "@Variant(\\0\\0\\0\\x7f\\x7f\\xff\\xff\\xff)",
        "@DateTime(\\0)",
        "@@x",
        "\\x41\\x110000",
        "9" * 500,
        "[" * 2000,
        "",
        "é",
        "\\ud800",
    )
    lines = [r.choice(("[General]", "[workspaces]", "[%General]", "[", "[a%2Fb]"))]
    for _ in range(r.choice((1, 3, 9))):
        lines.append(f"{r.choice(keys)}={r.choice(values)}")
        if r.random() < 0.1:
            lines.append(r.choice(("[keys]", "=x", "x", ";c", "\\", "a=\\")))
    return _bytes("\n".join(lines))


def keys(r: random.Random) -> bytes:
    """A text of keys: one command a line."""
    lines = [
        f"{r.choice(('undo', 'redo', 'save', 'nope', '', 'é'))} {r.choice('===:')} "
        f"{r.choice(('Ctrl+Z', 'Ctrl+', 'A', 'F5', 'Ctrl+X, Ctrl+C', '+', 'Ctrl++', 'Meta+é', '', 'Ctrl+Ctrl+A', 'ñ' * 50))}"  # noqa: E501
        for _ in range(r.choice((1, 2, 9)))
    ]
    return _bytes("\n".join(lines) + r.choice(("", "  # comment", "\n#", "\0", "\u2028=")))
