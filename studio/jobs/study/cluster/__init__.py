"""Studies on many machines: batches go to the workers of a Dask scheduler."""

from studio.jobs.study.cluster.engine import DaskEngine
from studio.jobs.study.cluster.places import Address, Local, Place, Queue, Secure, Ssh

__all__ = ["Address", "DaskEngine", "Local", "Place", "Queue", "Secure", "Ssh"]
