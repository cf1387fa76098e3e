"""Studies on many machines: batches go to the workers of a Dask scheduler."""

from studio.jobs.study.cluster.engine import DaskEngine
from studio.jobs.study.cluster.places import Address, Local, Place, Secure
from studio.jobs.study.cluster.queues import QUEUES, Queue, queue_options
from studio.jobs.study.cluster.ssh import Ssh

__all__ = ["QUEUES", "Address", "DaskEngine", "Local", "Place", "Queue", "Secure", "Ssh", "queue_options"]
