"""Work that takes longer than a page may wait: done in a process of its own, which is ready before it is needed.

The search would else keep the pages waiting. One thing at a time is done; what it says on the way is told to every page that
listens, and its end is kept until the next begins.
"""

import multiprocessing
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from scheduler.domain import Message, Timetable
from scheduler.errors import Located

if TYPE_CHECKING:
    from scheduler import tasks

Kind = Literal["solve", "keep", "options", "take", "export"]


@dataclass(frozen=True)
class Task:
    """What is to be done.

    Attributes
    ----------
    folder, out, language, command
        The event, where outputs go, the language of the workbooks, and how the work would be called for.
    wanted
        What is asked of a repair.
    take
        The number of the option to write.
    version, packets
        What is exported.
    """

    kind: Kind
    folder: Path
    out: Path
    language: str
    command: str
    wanted: "tasks.Wanted | None" = None
    take: int | None = None
    version: str = ""
    packets: "tasks.Asked | None" = None


@dataclass(frozen=True)
class Told:
    """How far a task is: goals, the best value so far, and what no timetable can be better than."""

    goals: tuple[str, ...]
    value: int | None
    bound: int


@dataclass(frozen=True)
class Formed:
    """The best timetable so far, which has passed the check."""

    timetable: Timetable


@dataclass(frozen=True)
class Ended:
    """How a task has ended: with what its command returns, or with what is to be said instead."""

    result: Any = None
    says: tuple[Located, ...] = ()


@dataclass
class Job:
    """A task that was begun, what it has told so far, and how it ended."""

    task: Task
    number: int
    told: list[Told | Formed] = field(default_factory=list)
    ended: Ended | None = None


@contextmanager
def _undisturbed() -> Iterator[None]:
    """A process that is started meanwhile hears no Ctrl-C, which is for the desk, even before its first line of Python."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread may say so
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


class Worker:
    """Does one task after another, for as long as the desk is open."""

    def __init__(self) -> None:
        self._news = threading.Condition()
        self.job: Job | None = None
        self._count = 0
        self._begin()

    def _begin(self) -> None:
        here, there = multiprocessing.get_context("spawn").Pipe()
        self._pipe: Connection = here
        self._process = multiprocessing.get_context("spawn").Process(target=_work, args=(there,), daemon=True)
        with _undisturbed():
            self._process.start()
        there.close()

    def begin(self, task: Task) -> Job | None:
        """Begin a task; `None` where another is still being done."""
        with self._news:
            if self.job and self.job.ended is None:
                return None
            if not self._process.is_alive():
                self._begin()
            self._count += 1
            self.job = Job(task, self._count)
            self._pipe.send(task)
        threading.Thread(target=self._listen, args=(self.job, self._pipe), daemon=True).start()
        return self.job

    def stop(self) -> None:
        """Ask the search to end with the best it has found."""
        with self._news:
            if self.job and self.job.ended is None:
                self._pipe.send("stop")

    def _listen(self, job: Job, pipe: Connection) -> None:
        while job.ended is None:
            try:
                said = pipe.recv()
            except (EOFError, OSError):
                said = Ended(says=(Message("desk.worker_gone"),))
            with self._news:
                if isinstance(said, Ended):
                    job.ended = said
                else:
                    job.told.append(said)
                self._news.notify_all()

    def follow(self, heard: int = 0) -> Iterator[Told | Formed | Ended | None]:
        """What the task tells, from the one numbered on, as it comes; nothing for a while is `None`."""
        job = self.job
        while job is not None:
            with self._news:
                if len(job.told) == heard and job.ended is None:
                    self._news.wait(timeout=10)
                told, ended = job.told[heard:], job.ended
            heard += len(told)
            yield from told
            if ended:
                yield ended
                return
            if not told:
                yield None

    def close(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()


def _work(pipe: Connection) -> None:
    """Do what comes, one after another, in the other process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the desk, which then ends this process
    from scheduler.desk.doing import work  # all that the desk itself need not wait for when it opens

    work(pipe)
