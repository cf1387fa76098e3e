"""Cuts libraries loose from others of which they call nothing: who linked them named more than was needed."""

import struct
import subprocess
from pathlib import Path

_NEEDED = 1


class Incomplete(Exception):
    """A library is missing that another one loads, or something in it that is called."""


def slacken(libraries: list[Path], idle: Path) -> None:
    """Let none of the `libraries` load `idle`; Incomplete where one of them asks for something in it."""
    offered = _symbols(idle, "--defined-only")
    for path in libraries:
        if (place := _place(path, idle.name)) is not None:
            if asked := _symbols(path, "--undefined-only") & offered:
                raise Incomplete(f"{path.name} asks for {min(asked)} in {idle.name}.")
            _forget(path, *place)


def _symbols(path: Path, which: str) -> set[str]:
    command = ["nm", "-D", "--format=posix", which, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return {line.partition(" ")[0].partition("@")[0] for line in done.stdout.splitlines()}


def _place(path: Path, name: str) -> tuple[int, int, int] | None:
    """Where the table of what `path` loads lies in its file, how many lines it has, and which of them is `name`."""
    from elftools.elf.dynamic import DynamicSection
    from elftools.elf.elffile import ELFFile

    with path.open("rb") as file:
        section = ELFFile(file).get_section_by_name(".dynamic")
        if not isinstance(section, DynamicSection):
            return None
        for number, tag in enumerate(section.iter_tags()):
            if tag.entry.d_tag == "DT_NEEDED" and tag.needed == name:
                return section["sh_offset"], section["sh_size"] // 16, number
    return None


def _forget(path: Path, start: int, count: int, number: int) -> None:
    """Take one line out of the table; those behind it move up."""
    with path.open("r+b") as file:
        file.seek(start + 16 * number)
        behind = file.read(16 * (count - number))
        assert struct.unpack_from("<q", behind)[0] == _NEEDED
        file.seek(start + 16 * number)
        file.write(behind[16:] + bytes(16))
