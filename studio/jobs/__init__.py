"""When and where things are computed: the worker of the live design, in a thread or in a process of its own."""

from studio.jobs.immediate import ImmediateWorker
from studio.jobs.live import LiveWorker
from studio.jobs.remote import ProcessWorker
from studio.jobs.run import Callbacks, Worker

__all__ = ["Callbacks", "ImmediateWorker", "LiveWorker", "ProcessWorker", "Worker"]
