"""Files that were made to harm: each is refused in one sentence, wherever it is handed in."""

from collections.abc import Iterator

_META = ("CCSDS_OEM_VERS = 2.0\nCREATION_DATE = 2026-01-01T00:00:00\nORIGINATOR = X\nMETA_START\nOBJECT_NAME = A\n"
         "OBJECT_ID = 1\nCENTER_NAME = EARTH\nREF_FRAME = GCRF\nTIME_SYSTEM = UTC\nMETA_STOP\n")  # fmt: skip
_STK = "stk.v.11.0\nBEGIN Ephemeris\nScenarioEpoch 1 Jan 2026 00:00:00\nCoordinateSystem ICRF\nEphemerisTimePos\n"
_LAUGHS = ('<?xml version="1.0"?>\n<!DOCTYPE ndm [\n<!ENTITY a "' + "ha" * 50 + '">\n'
           + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">\n' for n in range(9))
           + "]>\n<ndm><{tag}>&j;</{tag}></ndm>\n")  # fmt: skip
_OUTSIDE = '<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY e SYSTEM "{uri}">]>\n<ndm><{tag}><a>&e;</a></{tag}></ndm>\n'
_OMM = "CCSDS_OMM_VERS = 2.0\n"
_DESIGN = '{"format": "dawnline-design", "schema": 1, "design": '


def files() -> Iterator[tuple[str, bytes]]:
    """Names and bytes; none of them is a file of any kind."""
    million = 1_000_000
    yield "empty.oem", b""
    yield "zeros.e", bytes(100_000)
    yield "noise.omm", bytes((place * 7919 + place // 251) % 256 for place in range(200_000))
    yield "newlines.oem", b"\n" * million
    yield "carriage-returns.e", b"\r" * million
    yield "short-lines.tle", b"1\n" * million
    yield "short-lines.txt", b"x\r\n" * million
    yield "comments.oem", b"CCSDS_OEM_VERS = 2.0\n" + b"COMMENT\n" * million
    yield "pairs.omm", (_OMM + "A = 1\n" * million).encode()
    yield "blanks.csv", b"MEAN_MOTION," + b" " * 3_000_000
    yield "quotes.csv", b"NORAD_CAT_ID,MEAN_MOTION\n" + b'"' * 3_000_000
    yield "digits.oem", (_META + "2026-01-01T00:00:00 " + "9" * 3_000_000).encode()
    yield "digits.e", (_STK + "9" * 3_000_000).encode()
    yield "one-line.tle", b"1 " + b"0" * 3_000_000
    yield "points.oem", (_META + "".join(
        f"2026-01-{1 + n // 86_400:02d}T{n // 3600 % 24:02d}:{n // 60 % 60:02d}:{n % 60:02d} 7000 0 0 0 7.5 0\n"
        for n in range(200_001))).encode()  # fmt: skip
    yield "segments.oem", (_META + "2026-01-01T00:00:00 7000 0 0 0 7.5 0\n" + (_META.partition("ORIGINATOR = X\n")[2]
                           + "2026-01-01T00:00:00 7000 0 0 0 7.5 0\n") * 2_100).encode()  # fmt: skip
    for name, number in (("infinity", "inf"), ("nan", "NaN"), ("huge", "1e999"), ("underscore", "7_000"),
                         ("arabic", "٧٠٠٠"), ("hexadecimal", "0x1b58"), ("far", "1e300")):  # fmt: skip
        yield f"{name}.oem", (_META + f"2026-01-01T00:00:00 {number} 0 0 0 7.5 0\n" * 2).encode()
        yield f"{name}.e", (_STK + f"0 {number} 0 0\n" * 5 + "END Ephemeris\n").encode()
        yield f"{name}.kvn", (_OMM + f"EPOCH = 2026-01-01T00:00:00\nMEAN_MOTION = {number}\n").encode()
    for tag, head in (("oem", 'oem version="2.0"'), ("omm", "omm")):
        yield f"laughs-{tag}.xml", _LAUGHS.replace("{tag}", tag).encode()
        yield f"outside-{tag}.xml", _OUTSIDE.format(tag=tag, uri="file:///etc/passwd").encode()
        yield f"network-{tag}.xml", _OUTSIDE.format(tag=tag, uri="http://127.0.0.1:9/x").encode()
        yield f"deep-{tag}.xml", f"<ndm><{head}>".encode() + b"<a>" * million
        yield f"long-{tag}.xml", f"<{head}><".encode() + b"a" * 3_000_000
        yield f"attributes-{tag}.xml", (f"<{head} " + " ".join(f'a{n}="x"' for n in range(100_000))).encode()
        yield f"utf-16-{tag}.xml", f'<?xml version="1.0" encoding="UTF-16"?><{head}><a/></{tag}>'.encode("utf-16")
        yield f"odd-encoding-{tag}.xml", f'<?xml version="1.0" encoding="EBCDIC"?><{tag}/>'.encode()
        yield f"latin-{tag}.xml", f'<?xml version="1.0"?><{head}>\xe9</{tag}>'.encode("latin-1")
        inside = "<body><segment><metadata>" if tag == "oem" else ""
        yield f"text-{tag}.xml", f"<{head}>{inside}<REF_FRAME>".encode() + b"x" * 3_000_000
        yield f"processing-{tag}.xml", (f"<{head}>" + "<?x y?>" * 300_000).encode()
    yield "utf-16.oem", _META.encode("utf-16")
    yield "latin.oem", _META.replace("= A", "= \xe9").encode("latin-1")
    yield "nul.oem", _META.replace("= A", "= A\0B").encode() + b"\0"
    yield "nul.e", _STK.encode() + b"0 7e6\0 0 0\n"
    yield "deep.json", b"[" * million
    yield "deep-design.json", (_DESIGN + '{"mission":' * 100_000).encode()
    yield "long-number.json", (_DESIGN + '{"mission": {"altitude": 1' + "0" * million + "}}}").encode()
    yield "deep.yml", b"DATA:\n" + b"".join(b" " * n + b"- a:\n" for n in range(0, 2_000, 2))
    yield "aliases.yml", (b"DATA: &a [x,x,x,x,x,x,x,x,x,x]\n" + b"".join(
        f"k{n}: &b{n} [{','.join(['*a' if n == 0 else f'*b{n - 1}'] * 10)}]\n".encode() for n in range(9)))
    yield "object.yml", b"DATA: !!python/object/apply:os.system ['touch owned']\n"
    yield "pickle.csv", b"\x80\x04\x95\x1d\x00\x00\x00\x00\x00\x00\x00\x8c\x05posix\x94\x8c\x06system\x94\x93\x94."
    yield "words.pdf", b"%PDF-1.7\n" + b"x" * 100_000
    yield "page.html", b"<!DOCTYPE html><html><body>nothing</body></html>"
    yield "archive.xlsx", b"PK\x03\x04" + b"\0" * 1_000
    yield "picture.oem", b"\x89PNG\r\n\x1a\n" + bytes(5_000)


def main(folder: str) -> dict[str, object]:
    """What each command says to each file, and the most memory [bytes] that all of it took."""
    import contextlib
    import io
    import os
    import re
    from pathlib import Path

    from studio.cli.app import run

    def never(_: str | None) -> int:
        raise AssertionError("the window must not be asked for")

    os.chdir(folder)
    said: dict[str, dict[str, object]] = {}
    for name, data in files():
        Path(name).write_bytes(data)
        del data
        for command in (["import", name, "--out", "design.json"], ["check", name]):
            out, err = io.StringIO(), io.StringIO()
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                status = run(never, command)
            said.setdefault(name, {})[command[0]] = [status, out.getvalue(), err.getvalue()]
        Path(name).unlink()
        said[name]["left"] = sorted(os.listdir())
    # Not of getrusage, which begins with what the process had that started this one.
    most = re.search(r"VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text())
    return {"said": said, "memory": int(most[1]) * 1024 if most else 0}


if __name__ == "__main__":
    import json
    import sys

    print(json.dumps(main(sys.argv[1])))
