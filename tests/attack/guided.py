"""`python -m tests.attack.guided READER SECONDS`: fuzz one reader by what it covers, with Atheris and libFuzzer.

Atheris is no requirement of the tests (`pip install atheris`, Python 3.11 to 3.13): where it is not, this says so. What
falls is told by its exception, and the file is left as crash-… in the folder that this runs in.
"""

import random
import sys
import warnings
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.attack.files import LONGEST, _fault
from tests.attack.mutation import damaged
from tests.attack.readers import readers

_MEGABYTES = 2_000
"""Of the process with all that is instrumented in it; what one file may take is measured by the campaign."""
_LARGEST = 65_536
_READING = ("studio.document", "studio.design", "studio.catalogue", "studio.jobs.study", "studio.state", "studio.text",
            "studio.gui.workspaces.kept", "studio.gui.keys.store", "studio.gui.console.history")  # fmt: skip
"""What is told to say what of it is covered: the rest takes minutes to prepare, and reads nothing."""
_RUN, _NOT_HAD = 0, 3


def main(name: str, seconds: int) -> int:
    """Fuzz until it falls or the time is over."""
    try:
        import atheris  # type: ignore[import-not-found, unused-ignore]
    except ImportError:
        print("Atheris is not had here: nothing was tried.")
        return _NOT_HAD
    warnings.simplefilter("ignore")
    reader = next(one for one in readers() if one.name == name)
    wholes = [whole for whole in reader.wholes() if len(whole) < _LARGEST]
    with atheris.instrument_imports(include=list(_READING)):
        for module in [one for one in sys.modules if one.startswith(_READING)]:
            del sys.modules[module]  # imported again, so that they tell what is covered
        reader = next(one for one in readers() if one.name == name)
        for whole in reader.wholes()[:1]:
            _put(reader.file, whole)
            reader.read(whole)
    refuses = reader.refuses

    def one(data: bytes) -> None:
        _put(reader.file, data)
        try:
            reader.read(data)
        except refuses as refused:
            fault = _fault(str(refused))
            if fault:
                raise AssertionError(fault) from None

    def other(data: bytes, most: int, seed: int) -> bytes:
        r = random.Random(seed)
        make = reader.made(r)
        way = r.random()
        if make is not None and way < 0.1:
            return make(r)[:most]
        if way < 0.5:
            return damaged([data or b"x", *wholes], r)[:most]
        return bytes(atheris.Mutate(data, most))

    corpus = TemporaryDirectory(prefix="dawnline-guided-")
    for place, whole in enumerate(wholes):
        (Path(corpus.name) / str(place)).write_bytes(whole)
    options = [f"-max_total_time={seconds}", f"-timeout={int(LONGEST) * 10}", f"-rss_limit_mb={_MEGABYTES}",
               f"-max_len={_LARGEST}", "-seed=1", "-print_final_stats=1", corpus.name]  # fmt: skip
    atheris.Setup([sys.argv[0], *options], one, custom_mutator=other)
    atheris.Fuzz()
    return _RUN


def _put(file: str, data: bytes) -> None:
    if file:
        Path(file).write_bytes(data)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
