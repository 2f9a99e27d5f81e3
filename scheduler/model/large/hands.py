"""Who does tasks besides this process: others on this machine, started beside it."""

import multiprocessing
import os
import signal
import threading
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.process import BaseProcess
from typing import ClassVar, Protocol

from scheduler.domain import Message
from scheduler.errors import UsageError
from scheduler.model.large.improving import Improvement, Task, improve


class Hands(Protocol):
    """Who does tasks elsewhere.

    Attributes
    ----------
    number
        How many work at once.
    alone
        Whether they do all there is to do, and this process only waits.
    deadly
        What a task ends with that took its worker along.
    """

    @property
    def number(self) -> int: ...

    @property
    def alone(self) -> bool: ...

    @property
    def deadly(self) -> tuple[type[BaseException], ...]: ...

    def submit(self, task: Task) -> "Future[Improvement]":
        """Give out a task; what goes wrong is in what comes of it, or is raised as an `OSError`."""

    def renew(self) -> None:
        """Begin again with other workers: one has died, or does not answer."""

    def close(self) -> None:
        """Nothing is wanted any more; what is under way is given up."""


class Processes:
    """Processes on this machine, one for each core but that of this process."""

    alone = False
    deadly: ClassVar[tuple[type[BaseException], ...]] = (BrokenProcessPool,)

    def __init__(self, number: int) -> None:
        self.number = number
        self._begin()

    def _begin(self) -> None:
        before = multiprocessing.active_children()
        context = multiprocessing.get_context("spawn")  # a copy of this process would share its locks and its solver
        self._executor = ProcessPoolExecutor(self.number, context, initializer=_live_with, initargs=(os.getpid(),))
        self._before = before

    def submit(self, task: Task) -> "Future[Improvement]":
        return self._executor.submit(improve, task)

    def renew(self) -> None:
        self.close()
        self._begin()

    def close(self) -> None:
        own: list[BaseProcess] = [one for one in multiprocessing.active_children() if one not in self._before]
        self._executor.shutdown(wait=False, cancel_futures=True)
        for one in own:
            one.kill()


def _live_with(parent: int) -> None:
    """Leave Ctrl-C to the process that gives out the tasks, and end when it does, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    above = multiprocessing.parent_process()
    assert above and above.pid == parent

    def wait() -> None:
        above.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def gather(cluster: str, others: bool) -> Hands | None:
    """Those who help: the workers of a cluster, by its address, or as many processes as there are cores besides this one.

    Without a cluster there are none where no `others` are wanted, none are to be had, or this process may start none.

    Raises
    ------
    UsageError
        The cluster cannot be reached, or what it takes to reach one is not installed.
    """
    if cluster:
        try:
            from scheduler.model.large.cluster import Cluster
        except ImportError:
            raise UsageError(Message("usage.cluster_extra")) from None
        return Cluster(cluster)
    cores = os.cpu_count() or 1
    if not others or cores == 1 or multiprocessing.current_process().daemon:
        return None
    return Processes(cores - 1)
