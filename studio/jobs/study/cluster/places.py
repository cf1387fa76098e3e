"""Where the workers of a cluster are, and what brings them up: a scheduler that runs, this machine, SSH, a queue."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from studio.text import mark, tr

LOOPBACK = "127.0.0.1"
QUEUES = ("slurm", "pbs", "lsf", "sge", "moab", "oar", "htcondor")
_ENVIRONMENT = {
    "MALLOC_TRIM_THRESHOLD_": str(256 << 20),
    "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1",
}  # fmt: skip
"""Of the workers that we start. Dask's own first value has them give memory back to the system at once, and each array
that is made anew then costs more than the sums that fill it."""


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


class Place(Protocol):
    """Brings a cluster up, or knows one that runs."""

    def open(self) -> Any:
        """A cluster of Dask, which is closed when the study has ended; None where it is somebody else's."""

    @property
    def address(self) -> str:
        """Where the scheduler is reached, if there is nothing to open."""

    @property
    def secure(self) -> Secure | None: ...


@dataclass(frozen=True, slots=True)
class Address:
    """A scheduler that runs already."""

    address: str
    secure: Secure | None = None

    def open(self) -> Any:
        return None


@dataclass(frozen=True, slots=True)
class Local:
    """A scheduler and workers on this machine, which no other machine can reach."""

    workers: int
    port: int = 0
    address: str = ""
    secure: Secure | None = None

    def open(self) -> Any:
        import dask
        import distributed

        make: Any = distributed.LocalCluster
        with dask.config.set(environment()):
            return make(
                n_workers=self.workers, threads_per_worker=1, processes=True, host=LOOPBACK, scheduler_port=self.port,
                dashboard_address=None, silence_logs=50,
            )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ssh:
    """Machines that are reached by SSH: the first has the scheduler, all have a worker for each processor."""

    hosts: tuple[str, ...]
    python: str | None = None
    """The interpreter there that has Dawnline."""
    options: Mapping[str, Any] = field(default_factory=dict)
    address: str = ""
    secure: Secure | None = None

    def open(self) -> Any:
        import dask
        import distributed

        make: Any = distributed.SSHCluster
        if not self.hosts:
            raise ValueError(tr(mark("SSH needs the name of at least one machine")))
        with dask.config.set(environment()):
            return make(
                [self.hosts[0], *self.hosts], connect_options=dict(self.options), remote_python=self.python,
                worker_options={"nthreads": 1, "n_workers": "auto"}, scheduler_options={"dashboard": False},
                security=self.secure.made() if self.secure else None,
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

    def cluster(self) -> Any:
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
                return made(**known, security=self.secure.made() if self.secure else None)
            except TypeError as error:
                raise ValueError(tr(mark("the batch queue cannot be asked so: {error}"), error=error)) from None

    def open(self) -> Any:
        cluster = self.cluster()
        cluster.scale(jobs=self.jobs)
        return cluster


def environment() -> dict[str, Any]:
    """The configuration of Dask under which workers are started."""
    return {"distributed.nanny.pre-spawn-environ": dict(_ENVIRONMENT)}
