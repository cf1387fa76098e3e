"""Where a study of the window is computed, as it is typed in: on this machine, or on the workers of a cluster."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio.text import mark, tr

if TYPE_CHECKING:
    from studio.jobs.study.cluster import Place

PLACES: dict[str, str] = {
    "here": mark("This machine"),
    "local": mark("A cluster on this machine"),
    "address": mark("A Dask scheduler"),
    "ssh": mark("Machines reached by SSH"),
    "queue": mark("A batch queue"),
}
QUEUE_NAMES = {"slurm": "Slurm", "pbs": "PBS", "lsf": "LSF", "sge": "SGE", "moab": "Moab", "oar": "OAR",
               "htcondor": "HTCondor"}  # fmt: skip


@dataclass(frozen=True)
class Chosen:
    """One of the kinds in `PLACES`, with what was typed for each of them."""

    kind: str = "here"
    workers: int = 2
    address: str = ""
    hosts: str = ""
    python: str = ""
    queue: str = "slurm"
    jobs: int = 1
    options: str = ""
    """The file that says what a job of the queue is."""

    def place(self) -> "Place | None":
        """What brings the workers up, or None for this machine; ValueError in one sentence where something lacks."""
        if self.kind == "here":
            return None
        from studio.jobs.study.cluster import Address, Local, Queue, Ssh, queue_options

        if self.kind == "local":
            return Local(self.workers)
        if self.kind == "address":
            if not self.address.strip():
                raise ValueError(tr("where is the scheduler? its address is like tcp://name:8786"))
            return Address(self.address.strip())
        if self.kind == "ssh":
            hosts = tuple(host.strip() for host in self.hosts.split(",") if host.strip())
            if not hosts:
                raise ValueError(tr("which machines? write their names, with commas between them"))
            return Ssh(hosts, self.python.strip() or None)
        return Queue(self.queue, self.jobs, queue_options(self.options.strip() or None))
