"""Where a study is computed: on this machine, or on the workers of a cluster that runs or is brought up for it."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from studio.cli.failure import Unusable
from studio.text import mark, tr

if TYPE_CHECKING:
    from studio.jobs.study import Engine
    from studio.jobs.study.cluster import Place, Secure

QUEUE_KINDS = ("slurm", "pbs", "lsf", "sge", "moab", "oar", "htcondor")
_file = click.Path(exists=True, dir_okay=False)
_OPTIONS = (
    click.option("--scheduler", metavar="ADDRESS", help="Compute on the workers of the Dask scheduler at "
                 "tcp://NAME:PORT."),
    click.option("--local-cluster", "local", type=click.IntRange(1, 1024), metavar="N", help="Start a Dask cluster of "
                 "N workers on this machine for it."),
    click.option("--ssh", metavar="HOST,HOST", help="Start a Dask cluster on these machines for it, by SSH: "
                 "user@name:port, the first with the scheduler, all with workers."),
    click.option("--ssh-python", "python", metavar="PATH", help="The Python there that has Dawnline."),
    click.option("--ssh-workers", "each", type=click.IntRange(1, 1024), metavar="N", help="Workers of each machine; by "
                 "default one for every processor."),
    click.option("--queue", type=click.Choice(QUEUE_KINDS), help="Ask this batch queue for jobs that compute it."),
    click.option("--queue-jobs", "jobs", type=click.IntRange(1, 100_000), default=1, show_default=True, metavar="N",
                 help="How many jobs."),
    click.option("--queue-options", "options", type=_file, metavar="FILE.yaml", help="What a job is: cores, memory, "
                 "walltime, queue, account … as dask-jobqueue names them."),
    click.option("--tls-ca", "ca", type=_file, help="Certificate of the authority that signed those of the cluster."),
    click.option("--tls-cert", "certificate", type=_file, help="Certificate of this end."),
    click.option("--tls-key", "key", type=_file, help="Its key."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Where:
    """This machine itself where there is no place."""

    place: "Place | None" = None

    def engine(self, workers: int | None) -> "Engine":
        """What computes there; `workers` is of this machine."""
        if self.place is None:
            from studio.jobs.study import LocalEngine

            return LocalEngine(workers)
        from studio.jobs.study.cluster import DaskEngine

        return DaskEngine(self.place)


def where_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of where it computes; it gets them as `where`."""

    @functools.wraps(command)
    def called(
        *arguments: Any, scheduler: str | None, local: int | None, ssh: str | None, python: str | None,
        each: int | None, queue: str | None, jobs: int, options: str | None, ca: str | None, certificate: str | None,
        key: str | None, **others: Any,
    ) -> Any:  # fmt: skip
        if sum(one is not None for one in (scheduler, local, ssh, queue)) > 1:
            raise Unusable(tr(mark("one of --scheduler, --local-cluster, --ssh and --queue says where it is computed")))
        for used, goes in ((python or each, ssh), (options, queue)):
            if used and goes is None:
                raise Unusable(tr(mark("--ssh-python and --ssh-workers go with --ssh, --queue-options with --queue")))
        secure = _secure(ca, certificate, key)
        if secure is not None and not any((scheduler, ssh, queue)):
            raise Unusable(tr(mark("--tls-… go with --scheduler, --ssh or --queue")))
        return command(*arguments, where=Where(_place(scheduler, local, ssh, python, each, queue, jobs, options,
                                                      secure)), **others)  # fmt: skip

    for option in reversed(_OPTIONS):
        called = option(called)
    return called


def _place(
    scheduler: str | None, local: int | None, ssh: str | None, python: str | None, each: int | None,
    queue: str | None, jobs: int, options: str | None, secure: "Secure | None",
) -> "Place | None":  # fmt: skip
    if not any((scheduler, local, ssh, queue)):
        return None
    from studio.jobs.study.cluster import Address, Local, Queue, Ssh, queue_options

    if scheduler is not None:
        if scheduler.startswith("tls://") and secure is None:
            raise Unusable(tr(mark("a scheduler at tls:// needs --tls-ca, --tls-cert and --tls-key")))
        return Address(scheduler, secure)
    if local is not None:
        return Local(local)
    if ssh is not None:
        hosts = tuple(host.strip() for host in ssh.split(",") if host.strip())
        if not hosts:
            raise Unusable(tr(mark("SSH needs the name of at least one machine")))
        return Ssh(hosts, python, each or 0, secure=secure)
    assert queue is not None
    try:
        return Queue(queue, jobs, queue_options(options), secure=secure)
    except ValueError as error:
        raise Unusable(str(error)) from None


def _secure(ca: str | None, certificate: str | None, key: str | None) -> "Secure | None":
    if not any((ca, certificate, key)):
        return None
    if not (ca and certificate and key):
        raise Unusable(tr(mark("--tls-ca, --tls-cert and --tls-key go together")))
    from studio.jobs.study.cluster import Secure

    return Secure(ca, certificate, key)
