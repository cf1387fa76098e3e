"""Machines that are reached by SSH: the first has the scheduler, each has a worker for every processor."""

import asyncio
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from studio import child
from studio.jobs.study.cluster.places import NO_PAGE, Secure, environment
from studio.jobs.study.cluster.versions import versions
from studio.text import mark, tr

_LOGIN = 15.0
"""How long [s] a machine may take to let us in."""
_ASKED = "import os,studio;print(studio.__version__,os.cpu_count())"


@dataclass(frozen=True, slots=True)
class Ssh:
    """Machines called `name`, `user@name` or `user@name:port`.

    Their keys must be known, as `ssh` knows them; who we are is what the agent or the usual files say.
    """

    hosts: tuple[str, ...]
    python: str | None = None
    """The interpreter there that has Dawnline; None where it is called as here."""
    each: int = 0
    """Workers of each machine; 0 is one for every processor."""
    options: Mapping[str, Any] = field(default_factory=dict)
    """More that asyncssh is to know of the connections."""
    address: str = ""
    secure: Secure | None = None
    waits: ClassVar[bool] = False

    def open(self, loop: Any = None) -> Any:
        import dask
        from distributed.deploy.spec import SpecCluster
        from distributed.deploy.ssh import Scheduler, Worker

        if not self.hosts:
            raise ValueError(tr(mark("SSH needs the name of at least one machine")))
        make: Any = SpecCluster
        found = asyncio.run(self._ask())
        safe = {"protocol": "tls://"} if self.secure else {}
        common = [{"address": reached.name, "connect_options": reached.options, "remote_python": self._interpreter()}
                  for reached in found]  # fmt: skip
        scheduler = {"cls": Scheduler, "options": {**common[0], "kwargs": {**NO_PAGE, **safe}}}
        workers = {
            number: {"cls": Worker, "options": {**one, "worker_class": "distributed.Nanny", "kwargs": {
                "nthreads": 1, "n_workers": self.each or reached.processors, **safe}}}
            for number, (one, reached) in enumerate(zip(common, found, strict=True))
        }  # fmt: skip
        with dask.config.set({**environment(), **(self.secure.settings() if self.secure else {})}):
            return make(workers, scheduler, name="dawnline", loop=loop,
                        security=self.secure.made() if self.secure else None)  # fmt: skip

    def _interpreter(self) -> str:
        # A frozen program has no interpreter to be called as here.
        return self.python or ("python3" if child.frozen() else sys.executable)

    async def _ask(self) -> "list[_Reached]":
        """Let each machine say that it has this program, before anything is started on any."""
        return list(await asyncio.gather(*(self._ask_one(host) for host in self.hosts)))

    async def _ask_one(self, host: str) -> "_Reached":
        import asyncssh

        name, options = reached_by(host)
        options = {"login_timeout": _LOGIN, "connect_timeout": _LOGIN, **self.options, **options}
        try:
            async with asyncssh.connect(name, **options) as connection:
                done = await connection.run(f'{self._interpreter()} -c "{_ASKED}"')
        except (OSError, asyncssh.Error, TimeoutError) as error:
            raise ValueError(tr(mark("{host} does not let us in: {error}"), host=host, error=error)) from None
        said = str(done.stdout or "").split()
        ours = versions()["dawnline"]
        if done.exit_status or len(said) != 2:
            last = (str(done.stderr or "").strip().splitlines() or [""])[-1]
            raise ValueError(tr(mark("{host} has no Dawnline {version}: install it there ({error})"), host=host,
                                version=ours, error=last))  # fmt: skip
        if said[0] != ours:
            raise ValueError(tr(mark("{host} has Dawnline {theirs}, here it is {ours}"), host=host, theirs=said[0],
                                ours=ours))  # fmt: skip
        return _Reached(name, options, int(said[1]))


@dataclass(frozen=True, slots=True)
class _Reached:
    name: str
    options: dict[str, Any]
    processors: int


def reached_by(host: str) -> tuple[str, dict[str, Any]]:
    """The name of a machine and how it is reached, of `user@name:port`."""
    user, _, rest = host.strip().rpartition("@")
    name, colon, port = rest.rpartition(":") if rest.count(":") == 1 else (rest, "", "")
    if (colon and not port.isdigit()) or not (name or rest):
        raise ValueError(tr(mark("“{host}” is no machine: write it as user@name:port"), host=host))
    options: dict[str, Any] = {**({"username": user} if user else {}), **({"port": int(port)} if colon else {})}
    return name or rest, options
