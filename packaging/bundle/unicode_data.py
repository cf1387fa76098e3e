"""Makes the tables of ICU, which Qt sorts and converts text by, anew with those alone that Qt asks for."""

import struct
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from bundle.excluded import UNICODE_FOLDERS, UNICODE_SORTED

_HEAD = "<HBB"


def reduce(library: Path) -> None:
    """The `library` holds one package of tables; it gets a smaller one under the same names."""
    start, size, symbol = _package(library)
    with library.open("rb") as file:
        file.seek(start)
        whole = file.read(size)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "data").write_bytes(repacked(whole, is_used))
        (place / "data.s").write_text(
            f'.section .rodata\n.balign 16\n.globl {symbol}\n.type {symbol}, @object\n{symbol}:\n.incbin "data"\n'
            f'.size {symbol}, .-{symbol}\n.section .note.GNU-stack,"",@progbits\n')  # fmt: skip
        subprocess.run(["as", "-o", "data.o", "data.s"], cwd=place, check=True)
        subprocess.run(["ld", "-shared", "-soname", library.name, "-z", "noseparate-code", "--build-id=none",
                        "--hash-style=gnu", "-o", "made.so", "data.o"], cwd=place, check=True)  # fmt: skip
        library.write_bytes((place / "made.so").read_bytes())


def is_used(name: str) -> bool:
    """Whether Qt may ask for the table `name`: "icudt73l/coll/de.res"."""
    *folders, last = name.split("/")[1:]
    if folders and folders[0] == "coll":
        return last.partition(".")[0].partition("_")[0] in UNICODE_SORTED
    return not folders or folders[0] not in UNICODE_FOLDERS


def repacked(whole: bytes, keep: Callable[[str], bool]) -> bytes:
    """The package of tables with those alone whose names `keep` holds true: a head, a list of names, and the tables."""
    size, first, second = struct.unpack_from(_HEAD, whole)
    if (first, second, whole[12:16]) != (0xDA, 0x27, b"CmnD"):
        raise ValueError("this is no package of tables of ICU")
    body = memoryview(whole)[size:]
    (count,) = struct.unpack_from("<I", body)
    places = [struct.unpack_from("<II", body, 4 + 8 * number) for number in range(count)]
    names = [bytes(body[at : at + 256]).partition(b"\0")[0] for at, _ in places]
    ends = [*(at for _, at in places[1:]), len(body)]
    kept = [(name, bytes(body[at:end])) for name, (_, at), end in zip(names, places, ends, strict=True)
            if keep(name.decode())]  # fmt: skip
    words, tables, lines = b"", b"", []
    for name, _ in kept:
        lines.append(4 + 8 * len(kept) + len(words))
        words += name + b"\0"
    base = 4 + 8 * len(kept) + len(words)
    words += bytes(-base % 16)
    base += -base % 16
    made = struct.pack("<I", len(kept))
    for (_, table), at in zip(kept, lines, strict=True):
        made += struct.pack("<II", at, base + len(tables))
        tables += table + bytes(-len(table) % 16)
    return bytes(whole[:size]) + made + words + tables


def _package(library: Path) -> tuple[int, int, str]:
    """Where in the file the package lies, its size, and the name by which ICU finds it."""
    from elftools.elf.elffile import ELFFile

    with library.open("rb") as file:
        elf = ELFFile(file)
        (symbol,) = (one for one in elf.get_section_by_name(".dynsym").iter_symbols() if one.name.startswith("icudt"))
        (start,) = elf.address_offsets(symbol["st_value"], symbol["st_size"])
        return start, symbol["st_size"], symbol.name
