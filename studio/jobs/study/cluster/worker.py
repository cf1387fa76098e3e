"""Loaded by the workers that are started on this machine, as Dask loads what is named to it."""

import signal


def dask_setup(_: object) -> None:
    """Ctrl-C in a terminal reaches every process: the one that began the study decides what it means."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
