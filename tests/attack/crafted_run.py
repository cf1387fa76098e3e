"""`python -m tests.attack.crafted_run FOLDER READER`: hand a reader its crafted files; tell what came of them.

It is a process of its own: what harms it harms nothing else, and its memory is its own.
"""

import json
import os
import re
import sys
import time
from pathlib import Path

from tests.attack.crafted import crafted
from tests.attack.readers import readers
from tests.attack.watched import Watch


def main(folder: str, name: str) -> list[dict[str, object]]:
    """Case, what came of it, the words of a refusal, seconds of the processor, megabytes, and what it did."""
    os.chdir(folder)
    reader = next(one for one in readers() if one.name == name)
    for whole in reader.wholes()[:3]:  # what is loaded at the first file is no cost of a file
        if reader.file:
            Path(reader.file).write_bytes(whole)
        reader.read(whole)
    watch = Watch(Path.cwd())
    told = []
    for one in crafted(name):
        if reader.file:
            Path(reader.file).write_bytes(one.data)
        before, began = _memory(fresh=True), time.process_time()
        outcome, words = "taken", ""
        watch.on = True
        try:
            reader.read(one.data)
        except reader.refuses as refused:
            outcome, words = "refused", str(refused)
        except BaseException as error:  # noqa: BLE001 - that is what is looked for
            outcome, words = type(error).__name__, str(error)[:200]
        watch.on = False
        told.append({"case": one.case, "told": None if reader.quiet else one.told,
                     "outcome": outcome, "words": words, "seconds": time.process_time() - began,
                     "megabytes": (_memory() - before) >> 20, "heard": watch.heard[:3]})  # fmt: skip
        watch.heard.clear()
        if reader.file:
            Path(reader.file).unlink(missing_ok=True)
    return [*told, {"left": sorted(os.listdir())}]


def _memory(fresh: bool = False) -> int:
    """The most memory [bytes] that this process had, since it was last asked for `fresh`ly: then it is what it has."""
    if fresh:
        Path("/proc/self/clear_refs").write_text("5", "ascii")
    name = "VmRSS" if fresh else "VmHWM"
    found = re.search(rf"{name}:\s*(\d+) kB", Path("/proc/self/status").read_text("ascii"))
    assert found is not None
    return int(found[1]) << 10


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], sys.argv[2])))
