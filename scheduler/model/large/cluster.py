"""Who does tasks on other machines: the workers of a Dask cluster. The only place that imports it."""

import logging
from concurrent.futures import Future
from typing import ClassVar

from distributed import Client, KilledWorker

from scheduler.domain import Message
from scheduler.errors import UsageError
from scheduler.model.large.improving import Improvement, Task, improve

logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what befalls a cluster is said in the reader's language

SECONDS = 10
"""In which the scheduler of a cluster has to answer."""


class Cluster:
    """The workers of a cluster, by the address of its scheduler.

    Raises
    ------
    UsageError
        Nobody answers there, or no worker is there.
    """

    alone = True
    deadly: ClassVar[tuple[type[BaseException], ...]] = (KilledWorker,)

    def __init__(self, address: str) -> None:
        try:
            self._client = Client(address, timeout=SECONDS, set_as_default=False)
        except (OSError, ValueError, TypeError):
            raise UsageError(Message("usage.cluster_silent", {"address": address})) from None
        self.number = sum(self._client.nthreads().values())
        if not self.number:
            self._client.close()
            raise UsageError(Message("usage.cluster_empty", {"address": address}))
        self._executor = self._client.get_executor(pure=False)

    def submit(self, task: Task) -> "Future[Improvement]":
        """Given to the scheduler, which gives it to a worker; a task that kills several of them is not tried on."""
        future: Future[Improvement] = self._executor.submit(improve, task)
        return future

    def renew(self) -> None:
        """The scheduler sees to its workers itself."""

    def close(self) -> None:
        self._client.close(timeout=1)
