"""dawnline cluster, and the options that say where a study is computed."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import psutil
import pytest

from studio.cli.where import QUEUE_KINDS
from studio.jobs.study import StudyFile
from studio.jobs.study.cluster import QUEUES
from tests.cli.test_commands import call
from tests.cli.test_sweep_cli import ROOT, environment

SWEEP = ("sweep", "suncatcher-cluster", "--vary", "mission.altitude=500 km:1400 km:20", "--outcome", "orbit.period")


def test_a_cluster_of_this_machine_serves_it_alone_and_ends_whole(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "studio", "cluster", "--workers", "1", "--json"]
    cluster = subprocess.Popen(command, cwd=ROOT, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               text=True, start_new_session=True)  # fmt: skip
    try:
        said = json.loads("".join(iter(cluster.stdout.readline, "}\n")) + "}")
        assert said["workers"] == 1
        processes = [psutil.Process(cluster.pid), *psutil.Process(cluster.pid).children(recursive=True)]
        listening = [one.laddr.ip for process in processes for one in process.net_connections("inet")
                     if one.status == psutil.CONN_LISTEN]  # fmt: skip
        assert len(listening) >= 3
        assert set(listening) == {"127.0.0.1"}

        status, out, _ = call(capsys, *SWEEP, "--scheduler", said["address"], "--out", str(tmp_path / "a.parquet"))
        assert status == 0
        assert out.startswith("20 points in a.parquet")
        status, out, _ = call(capsys, "optimise", "suncatcher-cluster", "--vary", "mission.altitude=500 km:1400 km",
                              "--minimise", "orbit.period", "--evaluations", "40", "--population", "20", "--scheduler",
                              said["address"], "--json")  # fmt: skip
        assert status == 0
        assert json.loads(out)["front"][0]["values"]["mission.altitude"] == pytest.approx(5e5, rel=0.05)
    finally:
        os.killpg(cluster.pid, signal.SIGINT)  # as a terminal does: to all of them
        rest, complaint = cluster.communicate(timeout=30)
    assert (cluster.returncode, rest, complaint) == (0, "", "")
    assert psutil.wait_procs(processes, timeout=10)[1] == []
    call(capsys, *SWEEP, "--workers", "1", "--out", str(tmp_path / "b.parquet"))
    with StudyFile.open(tmp_path / "a.parquet") as there, StudyFile.open(tmp_path / "b.parquet") as here:
        assert np.array_equal(there.column("orbit.period"), here.column("orbit.period"))
        assert tuple(there.column("digest")) == tuple(here.column("digest"))


def test_a_cluster_is_started_for_one_study(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    command = [sys.executable, "-m", "studio", "--quiet", *SWEEP, "--local-cluster", "1", "--out",
               str(tmp_path / "a.parquet")]  # fmt: skip
    done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("20 points in a.parquet")


@pytest.mark.parametrize(("options", "why"), [
    (("--scheduler", "a:1", "--local-cluster", "2"), "one of --scheduler"),
    (("--ssh-python", "/usr/bin/python3"), "go with --ssh"),
    (("--queue-options", "{file}"), "--queue-options with --queue"),
    (("--tls-ca", "{file}"), "go together"),
    (("--tls-ca", "{file}", "--tls-cert", "{file}", "--tls-key", "{file}"), "go with --scheduler"),
    (("--scheduler", "tls://a:1"), "needs --tls-ca"),
    (("--ssh", " , "), "at least one machine"),
    (("--ssh", "me@here:x"), "write it as user@name:port"),
    (("--queue", "slurm", "--queue-options", "{file}"), "no list of names with values"),
    (("--queue", "bus"), "'bus' is not one of"),
    (("--tls-ca", "missing.pem"), "does not exist"),
    (("--scheduler", "nonsense"), "no scheduler answers at nonsense"),
])  # fmt: skip
def test_what_cannot_be_is_one_sentence(options, why, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("just words\n")
    typed = [option.format(file=tmp_path / "file") for option in options]
    status, _, err = call(capsys, *SWEEP, *typed, "--out", str(tmp_path / "a.parquet"))
    assert status == 2
    assert why in err
    assert len(err.strip().splitlines()) <= 2
    assert not (tmp_path / "a.parquet").exists()


def test_the_queues_are_those_that_are_known() -> None:
    assert QUEUE_KINDS == QUEUES
