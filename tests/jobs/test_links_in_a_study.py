"""The folder of an unfinished study may come from elsewhere: a link in it leads nowhere."""

from pathlib import Path

import numpy as np

from studio.analysis import RESULTS
from studio.analysis.study import Plan
from studio.analysis.study.plan import evenly
from studio.design import Design
from studio.jobs.study import durable
from studio.jobs.study.parts import Parts, folder_of
from studio.jobs.study.table import Study
from studio.jobs.study.work import BatchAnswer


def _study() -> Study:
    name = next(name for name, info in RESULTS.items() if info.kind == "number")
    return Study.of(Design(), Plan((evenly("array.area", 10.0, 100.0, 2),), (name,)))


def test_what_a_link_leads_to_stays_as_it_is(tmp_path: Path) -> None:
    path, other = tmp_path / "x.parquet", tmp_path / "other"
    other.write_bytes(b"mine")
    parts = Parts(path, _study())
    parts.add(BatchAnswer(0, 0, 2, np.ones((1, 2)), {}, {}, ("a", "b")))
    for name in ("whole.parquet", "0000000000-0000000002.arrow.tmp"):
        (folder_of(path) / name).symlink_to(other)
    parts.join()
    assert other.read_bytes() == b"mine"
    assert path.read_bytes()[:4] == b"PAR1"


def test_a_part_is_not_written_through_a_link(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_bytes(b"mine")
    (tmp_path / "part.tmp").symlink_to(other)
    durable.put(tmp_path / "part", b"new")
    assert (tmp_path / "part").read_bytes() == b"new"
    assert other.read_bytes() == b"mine"
