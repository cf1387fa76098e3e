"""Where the workers of a cluster are: at a scheduler that runs, or on this machine."""

import logging
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

LOOPBACK = "127.0.0.1"
ENVIRONMENT = {
    "MALLOC_TRIM_THRESHOLD_": str(256 << 20),
    "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1",
}  # fmt: skip
"""Of the workers that we start. Dask's own first value has them give memory back to the system at once, and each array
that is made anew then costs more than the sums that fill it."""
NO_PAGE = {"dashboard": False, "dashboard_address": f"{LOOPBACK}:0"}
"""Of a scheduler: nothing is shown to whoever asks."""
_LOADED = "studio.jobs.study.cluster.worker"
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
    shared: bool = False
    """Whether others on this machine may use it: else it talks by keys that nobody but this process and its has."""
    waits: ClassVar[bool] = False

    def open(self, loop: Any = None) -> Any:
        import dask
        import distributed

        make: Any = distributed.LocalCluster
        page = {"dashboard": True, "dashboard_address": f"{LOOPBACK}:{self.dashboard}"} if self.dashboard else NO_PAGE
        with dask.config.set({**environment(), "distributed.worker.preload": [_LOADED]}):
            return make(
                n_workers=self.workers, threads_per_worker=1, processes=True, host=LOOPBACK, scheduler_port=self.port,
                dashboard_address=None, scheduler_kwargs=page, silence_logs=logging.CRITICAL,
                security=None if self.shared else private_keys(), loop=loop,
            )  # fmt: skip


def private_keys() -> Any:
    """Certificates made for one cluster and gone with it: what comes over a port is code to Dask, also on loopback.

    None where the package that makes them is not installed.
    """
    from distributed import security

    make: Any = security.Security
    try:
        return make.temporary()
    except ImportError:
        return None


def environment() -> dict[str, Any]:
    """The configuration of Dask under which workers are started."""
    return {"distributed.nanny.pre-spawn-environ": dict(ENVIRONMENT),
            "distributed.worker.profile.enabled": False,  # it looks at the stack a hundred times a second
            "distributed.scheduler.allowed-failures": _DEATHS}  # fmt: skip
