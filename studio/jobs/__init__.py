"""When things are computed: the worker of the live design."""

from studio.jobs.immediate import ImmediateWorker
from studio.jobs.live import LiveWorker
from studio.jobs.run import Callbacks, Worker

__all__ = ["Callbacks", "ImmediateWorker", "LiveWorker", "Worker"]
