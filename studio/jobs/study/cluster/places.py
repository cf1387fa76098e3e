"""Where the workers of a cluster are, and what brings them up: a scheduler that runs, this machine, a queue."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol

from studio.text import mark, tr

LOOPBACK = "127.0.0.1"
QUEUES = ("slurm", "pbs", "lsf", "sge", "moab", "oar", "htcondor")
_ENVIRONMENT = {
    "MALLOC_TRIM_THRESHOLD_": str(256 << 20),
    "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1",
}  # fmt: skip
"""Of the workers that we start. Dask's own first value has them give memory back to the system at once, and each array
that is made anew then costs more than the sums that fill it."""
_DEATHS = 1
"""How many workers may end over a batch until it is done in a process of its own: each costs some seconds."""


@dataclass(frozen=True, slots=True)
class Secure:
    """Files of certificates for the connection, as Dask takes them."""

    ca: str
    certificate: str
    key: str

    def made(self) -> Any:
        from distributed import security

        make: Any = security.Security
        return make(
            require_encryption=True, tls_ca_file=self.ca, tls_client_cert=self.certificate, tls_client_key=self.key,
            tls_worker_cert=self.certificate, tls_worker_key=self.key,
            tls_scheduler_cert=self.certificate, tls_scheduler_key=self.key,
        )  # fmt: skip

    def settings(self) -> dict[str, Any]:
        """The same for processes that read it from the configuration of Dask."""
        ends = {f"distributed.comm.tls.{role}.{part}": file for role in ("client", "scheduler", "worker")
                for part, file in (("cert", self.certificate), ("key", self.key))}  # fmt: skip
        return {"distributed.comm.tls.ca-file": self.ca, "distributed.comm.require-encryption": True, **ends}


class Place(Protocol):
    """Brings a cluster up, or knows one that runs."""

    def open(self, loop: Any = None) -> Any:
        """A cluster of Dask that runs in `loop`, or None where it is somebody else's; it is closed after the study."""

    @property
    def address(self) -> str:
        """Where the scheduler is reached, if there is nothing to open."""

    @property
    def secure(self) -> Secure | None: ...

    @property
    def waits(self) -> bool:
        """Whether its workers may take hours to come."""


@dataclass(frozen=True, slots=True)
class Address:
    """A scheduler that runs already."""

    address: str
    secure: Secure | None = None
    waits: ClassVar[bool] = False

    def open(self, loop: Any = None) -> Any:
        return None


@dataclass(frozen=True, slots=True)
class Local:
    """A scheduler and workers on this machine, which no other machine can reach."""

    workers: int
    port: int = 0
    """Of the scheduler; 0 takes one that is free."""
    dashboard: int | None = None
    """Port of the page that shows what the workers do; none where it is None."""
    address: str = ""
    secure: Secure | None = None
    waits: ClassVar[bool] = False

    def open(self, loop: Any = None) -> Any:
        import dask
        import distributed

        make: Any = distributed.LocalCluster
        page = {"dashboard": self.dashboard is not None, "dashboard_address": f"{LOOPBACK}:{self.dashboard or 0}"}
        with dask.config.set(environment()):
            return make(
                n_workers=self.workers, threads_per_worker=1, processes=True, host=LOOPBACK, scheduler_port=self.port,
                dashboard_address=None, scheduler_kwargs=page, silence_logs=logging.CRITICAL,
                loop=loop,
            )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Queue:
    """Workers that are jobs of a batch queue."""

    kind: str
    jobs: int
    options: Mapping[str, Any] = field(default_factory=dict)
    """As dask-jobqueue names them: cores, memory, walltime, queue, account …"""
    address: str = ""
    secure: Secure | None = None
    waits: ClassVar[bool] = True

    def cluster(self, loop: Any = None) -> Any:
        """The cluster, before it has asked for jobs."""
        import dask
        import dask_jobqueue

        if self.kind not in QUEUES:
            raise ValueError(tr(mark("“{kind}” is no batch queue that is known; there are {known}"), kind=self.kind,
                                known=", ".join(QUEUES)))  # fmt: skip
        made = getattr(dask_jobqueue, {"htcondor": "HTCondorCluster"}.get(self.kind, f"{self.kind.upper()}Cluster"),
                       None) or getattr(dask_jobqueue, f"{self.kind.capitalize()}Cluster")  # fmt: skip
        exports = [f"export {name}={value}" for name, value in _ENVIRONMENT.items()]
        known = {"cores": 1, "memory": "2GB", "processes": None, **self.options}
        known["processes"] = known["processes"] or known["cores"]
        known["job_script_prologue"] = [*known.get("job_script_prologue", ()), *exports]
        with dask.config.set(environment()):
            try:
                return made(**known, loop=loop, security=self.secure.made() if self.secure else None)
            except TypeError as error:
                raise ValueError(tr(mark("the batch queue cannot be asked so: {error}"), error=error)) from None

    def open(self, loop: Any = None) -> Any:
        cluster = self.cluster(loop)
        cluster.scale(jobs=self.jobs)
        return cluster


def environment() -> dict[str, Any]:
    """The configuration of Dask under which workers are started."""
    return {"distributed.nanny.pre-spawn-environ": dict(_ENVIRONMENT),
            "distributed.scheduler.allowed-failures": _DEATHS}  # fmt: skip
