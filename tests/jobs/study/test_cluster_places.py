"""What brings a cluster up: SSH to a real server, jobs of a queue by their text, connections with certificates."""

import contextlib
import logging
import os
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from studio import __version__
from studio.jobs.study import EngineError, Job
from studio.jobs.study.cluster import Address, DaskEngine, Local, Queue, Secure, Ssh
from studio.jobs.study.cluster.ssh import reached_by
from tests.jobs.study.clusters import ROOT, cluster, start_threads_that_stay
from tests.jobs.study.here import ORBIT, base, finished, plan_of
from tests.jobs.study.test_run import assert_whole


@pytest.fixture(scope="module", autouse=True)
def threads_that_stay() -> None:
    start_threads_that_stay()


@contextlib.contextmanager
def ssh_server(folder: Path) -> Iterator[tuple[str, dict[str, object]]]:
    """A machine as it is typed, and how its keys are known."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    server = subprocess.Popen([sys.executable, "-m", "tests.jobs.study.ssh_server", str(folder)], cwd=ROOT,
                              env=environment, stdout=subprocess.PIPE, text=True)  # fmt: skip
    try:
        port = int(server.stdout.readline())
        yield f"engineer@127.0.0.1:{port}", {"known_hosts": str(folder / "known"),
                                             "client_keys": [str(folder / "user")]}  # fmt: skip
    finally:
        server.terminate()
        server.wait()
        server.stdout.close()


def test_machines_are_reached_by_ssh(tmp_path: Path) -> None:
    with ssh_server(tmp_path) as (host, keys):
        place = Ssh((host,), sys.executable, 2, keys)
        with finished(tmp_path / "a.parquet", plan_of(200), DaskEngine(place), batch=20) as file:
            assert_whole(file)
            assert file.failures() == {}
        stranger = Ssh((host,), sys.executable, 1, {**keys, "known_hosts": b""})
        assert refusal(stranger).startswith(f"the cluster does not start: {host} does not let us in: Host key is not")
        bare = Ssh((host,), f"{sys.executable} -S -I", 1, keys)
        said = refusal(bare)
        assert said.startswith(f"the cluster does not start: {host} has no Dawnline {__version__}: install it there (")
        assert "No module named 'studio'" in said


def refusal(place) -> str:
    engine = DaskEngine(place, 3.0)
    try:
        with pytest.raises(EngineError) as caught:
            engine.begin(Job(base(), ORBIT))
    finally:
        engine.close()
    return str(caught.value)


@pytest.mark.parametrize(("typed", "name", "options"), [
    ("rack1", "rack1", {}), ("me@rack1", "rack1", {"username": "me"}), ("rack1:2222", "rack1", {"port": 2222}),
    (" me@rack1.site:22 ", "rack1.site", {"username": "me", "port": 22}), ("fe80::1", "fe80::1", {}),
])  # fmt: skip
def test_a_machine_is_read(typed, name, options) -> None:
    assert reached_by(typed) == (name, options)


@pytest.mark.parametrize(("kind", "lines"), [
    ("slurm", ("#SBATCH -p long", "#SBATCH -n 1", "#SBATCH --cpus-per-task=4", "#SBATCH --mem=8G",
               "#SBATCH -t 02:00:00", "#SBATCH -A orbit")),
    ("pbs", ("#PBS -q long", "#PBS -A orbit", "#PBS -l select=1:ncpus=4:mem=7630MB", "#PBS -l walltime=02:00:00")),
    ("sge", ("#$ -q long", "#$ -l h_rt=02:00:00")),
    ("lsf", ("#BSUB -q long", "#BSUB -n 4", "#BSUB -W 02:00")),
])  # fmt: skip
def test_a_job_of_a_queue_asks_for_what_was_typed(kind: str, lines: tuple[str, ...]) -> None:
    options = {"cores": 4, "memory": "8GB", "walltime": "02:00" if kind == "lsf" else "02:00:00", "queue": "long",
               **({} if kind in {"sge", "lsf"} else {"account": "orbit"})}  # fmt: skip
    asked = Queue(kind, 3, options).cluster()
    try:
        script = asked.job_script().splitlines()
    finally:
        asked.close()
    for line in lines:
        assert line in script
    assert "export OPENBLAS_NUM_THREADS=1" in script
    assert any(line.startswith("export MALLOC_TRIM_THRESHOLD_=") for line in script)
    for words in ("-m distributed.cli.dask_worker tcp://", "--nthreads 1 ", "--nworkers 4 "):
        assert words in script[-1]


def test_jobs_of_a_queue_compute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands that take and cancel jobs as those of a queue do, and run them at once on this machine."""
    for name, text in (
        ("sbatch", f'cp "$1" {tmp_path}/job.sh\nsetsid bash {tmp_path}/job.sh > {tmp_path}/job.log 2>&1 &\n'
                   f"echo $! > {tmp_path}/pid\necho Submitted batch job 7"),
        ("scancel", f"echo $1 > {tmp_path}/cancelled\nkill -9 -- -$(cat {tmp_path}/pid)"),
    ):  # fmt: skip
        command = tmp_path / name
        command.write_text(f"#!/bin/sh\n{text}\n")
        command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    place = Queue("slurm", 1, {"cores": 2, "memory": "4GB", "local_directory": str(tmp_path)})
    with finished(tmp_path / "a.parquet", plan_of(100), DaskEngine(place), batch=20) as file:
        assert_whole(file)
        assert file.failures() == {}
    assert (tmp_path / "cancelled").read_text() == "7\n"
    assert "#SBATCH --cpus-per-task=2" in (tmp_path / "job.sh").read_text()


def test_a_queue_that_is_asked_wrongly_says_so() -> None:
    said = refusal(Queue("slurm", 1, {"colour": "red"}))
    assert said.endswith("the batch queue cannot be asked so: Got unexpected keyword argument 'colour'")
    said = refusal(Queue("slurm", 1, {"memory": "much"}))
    assert said.startswith("the cluster does not start: ")


def test_a_connection_has_certificates(tmp_path: Path) -> None:
    ca, key = tmp_path / "ca.pem", tmp_path / "key.pem"
    certificate(ca, key)
    tls = ("--tls-ca-file", str(ca), "--tls-cert", str(ca), "--tls-key", str(key))
    with cluster(tmp_path, 1, "--no-nanny", tls=tls) as made:
        assert made.address.startswith("tls://")
        place = Address(made.address, Secure(str(ca), str(ca), str(key)))
        with finished(tmp_path / "a.parquet", plan_of(60), DaskEngine(place), batch=20) as file:
            assert_whole(file)
        other, other_key = tmp_path / "other.pem", tmp_path / "other_key.pem"
        certificate(other, other_key)
        stranger = Address(made.address, Secure(str(other), str(other), str(other_key)))
        assert refusal(stranger).startswith(f"no scheduler answers at {made.address}: ")


def certificate(path: Path, key_path: Path) -> None:
    """One that signs itself, for this machine."""
    from distributed.security import Security

    made = Security.temporary()
    path.write_text(made.tls_ca_file)
    key_path.write_text(made.tls_client_key)


def _client(where: object) -> Any:
    from distributed import Client

    return Client(where, timeout=5)


def test_the_cluster_of_a_study_is_reached_with_its_own_keys_alone(
    monkeypatch: pytest.MonkeyPatch, expected_logs: Any
) -> None:
    with Local(0).open() as made:
        # Any engine opened before has silenced Dask, and whether the rest comes through hangs on when it was imported.
        monkeypatch.setattr(logging.getLogger("distributed"), "propagate", True)
        teller = logging.getLogger("distributed.comm.tcp")
        before = teller.level
        teller.setLevel(logging.WARNING)
        expected_logs("WARNING", "TLS handshake failed with remote .* peer did not return a certificate")
        assert made.scheduler_address.startswith("tls://127.0.0.1:")
        stranger = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        stranger.check_hostname, stranger.verify_mode = False, ssl.CERT_NONE  # it takes anybody, but nobody takes it
        host, port = made.scheduler_address.removeprefix("tls://").split(":")
        with (socket.create_connection((host, int(port)), timeout=60) as plain,
              pytest.raises(ssl.SSLError, match=r"(?i)certificate"),
              stranger.wrap_socket(plain) as wrapped):  # fmt: skip
            wrapped.recv(1)
        with _client(made) as client:
            assert client.scheduler_info()["address"] == made.scheduler_address
        teller.setLevel(before)


def test_a_cluster_for_other_programs_stays_on_this_machine() -> None:
    with Local(0, shared=True).open() as made:
        assert made.scheduler_address.startswith("tcp://127.0.0.1:")
        with _client(made.scheduler_address) as client:
            assert client.scheduler_info()["address"] == made.scheduler_address
