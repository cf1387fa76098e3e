"""cluster: workers of this machine that studies of several programs share."""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import click

from studio.cli.failure import Unusable
from studio.cli.loading import json_option, print_json
from studio.text import mark, tr, tr_count


@click.command("cluster")
@click.option("--workers", type=click.IntRange(1, 1024), metavar="N", help="Worker processes; by default one for each "
              "processor.")  # fmt: skip
@click.option("--port", type=click.IntRange(0, 65_535), default=0, help="Port of the scheduler; by default one that is "
              "free.")  # fmt: skip
@click.option("--dashboard", type=click.IntRange(1, 65_535), metavar="PORT", help="Show at this port of the machine "
              "what the workers do.")  # fmt: skip
@json_option
def cluster_command(workers: int | None, port: int, dashboard: int | None, as_json: bool) -> int:
    """Start a Dask cluster on this machine, for sweep and optimise with --scheduler, until Ctrl-C.

    Only programs of this machine can reach it.
    """
    try:
        import distributed  # noqa: F401
    except ImportError:
        raise Unusable(tr(mark("a cluster needs the packages of dawnline[dask], which are not installed"))) from None
    from studio.jobs.study import cores
    from studio.jobs.study.cluster import Local

    count = workers or cores()
    with _until_told() as ended:
        try:
            cluster = Local(count, port, dashboard, shared=True).open()
        except Exception as error:  # noqa: BLE001 - a port that is taken, too few processes …
            first = next(iter(str(error).strip().splitlines()), type(error).__name__)
            raise Unusable(tr(mark("the cluster does not start: {error}"), error=first)) from None
        with cluster:
            address = cluster.scheduler_address
            if as_json:
                print_json({"address": address, "workers": count, "process": os.getpid()})
            else:
                click.echo(tr_count("{count} worker; --scheduler {address}", "{count} workers; --scheduler {address}",
                                    count, address=address))  # fmt: skip
                click.echo(tr(mark("Ctrl-C ends it.")))
            sys.stdout.flush()
            ended.wait()
    return 0


@contextmanager
def _until_told() -> Iterator[threading.Event]:
    """An event that Ctrl-C and SIGTERM set, so that no worker stays behind."""
    told = threading.Event()
    before = {number: signal.signal(number, lambda *_: told.set()) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield told
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


COMMANDS = (cluster_command,)
