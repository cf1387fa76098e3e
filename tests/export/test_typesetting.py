"""The typesetter's memory: a session that makes report after report must not keep what each of them took."""

import ctypes
import subprocess
import sys
from pathlib import Path

import pytest

from studio.export.typesetting import typeset

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="memory as Linux tells it")
DOCUMENTS = 6
PROGRAM = f"""
import sys
import typst
from studio.export.typesetting import typeset
from tests.export.test_typesetting import resident, text

def plain(files, **options):
    return typst.compile(files, ignore_system_fonts=True, **options)

make = {{"ours": typeset, "plain": plain}}[sys.argv[1]]
make({{"main.typ": text(0)}}, format="pdf")
before = resident()
for number in range(1, {DOCUMENTS}):
    make({{"main.typ": text(number)}}, format="pdf")
print(resident() - before)
"""


def text(number: int) -> bytes:
    """Seven hundred paragraphs that no other document has."""
    return "\n\n".join(f"{number} {place} " + "as long as a line " * 9 for place in range(700)).encode()


def resident() -> int:
    """Bytes that this process has, without those that its heap only has not given back."""
    ctypes.CDLL("libc.so.6").malloc_trim(0)
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * 4096


def grown(way: str) -> float:
    found = subprocess.run([sys.executable, "-c", PROGRAM, way], capture_output=True, text=True, check=True,
                           cwd=Path(__file__).resolve().parents[2])  # fmt: skip
    return int(found.stdout) / 1e6


def test_what_a_document_took_is_free_again() -> None:
    assert grown("plain") > 100.0  # the naive way: else this looks at nothing
    assert grown("ours") < 30.0


def test_it_is_free_again_after_one_that_cannot_be_set() -> None:
    with pytest.raises(RuntimeError, match="unknown variable"):
        typeset({"main.typ": b"#nothing"}, format="pdf")
