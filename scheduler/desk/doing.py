"""What the worker does in its own process: one task after another, heeding the wish to stop."""

import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from scheduler import model, tasks
from scheduler.check import check
from scheduler.desk.jobs import Ended, Formed, Kind, Task, Told
from scheduler.domain import Message
from scheduler.errors import PlazaError


def work(pipe: Connection) -> None:
    """Do what comes, one after another, until the desk is gone."""
    waiting: list[Task] = []
    while True:
        try:
            said = waiting.pop() if waiting else pipe.recv()
        except EOFError:
            return
        if isinstance(said, Task):
            budget = model.Budget()
            listening = threading.Thread(target=_heed, args=(pipe, budget, waiting, ended := threading.Event()))
            listening.start()
            pipe.send(done(said, budget, pipe))
            ended.set()
            listening.join()


def _heed(pipe: Connection, budget: model.Budget, waiting: list[Task], ended: threading.Event) -> None:
    """Listen for the wish to stop while a task is done."""
    while not ended.is_set():
        try:
            if not pipe.poll(0.05):
                continue
            said = pipe.recv()
        except (EOFError, OSError):
            budget.stop.set()  # nobody is there any more
            return
        if isinstance(said, Task):
            waiting.append(said)
        else:
            budget.stop.set()


def done(task: Task, budget: model.Budget, pipe: Connection) -> Ended:
    """Do a task, and tell on the way how far it is."""

    def report(far: model.Progress) -> None:
        if far.goals:
            pipe.send(Told(far.goals, far.value, far.bound))
        if far.found and not check(far.event, far.found, claims=False).violations:
            pipe.send(Formed(far.found))

    def waiting() -> None:
        if budget.stop.is_set():
            raise PlazaError(Message("interrupted"))

    run = tasks.Run(task.out, task.language, task.command, waiting, time.monotonic())
    try:
        return Ended(DOES[task.kind](task, run, budget, report))
    except PlazaError as error:
        return Ended(says=tuple(error.says))
    except Exception as error:
        return Ended(says=(Message("desk.fault", {"cause": f"{type(error).__name__}: {error}"}),))


def _solve(task: Task, run: tasks.Run, budget: model.Budget, report: model.Report) -> Any:
    return tasks.solve(task.folder, run, budget, None, report).folder.name


def _repair(task: Task, run: tasks.Run, budget: model.Budget, report: model.Report) -> Any:
    assert task.wanted
    show = task.kind == "options"
    return tasks.reschedule(task.folder, run, task.wanted, budget, report, show, task.take)


def _export(task: Task, run: tasks.Run, budget: model.Budget, report: model.Report) -> Any:
    assert task.packets
    return tasks.export_packets(task.folder, run, task.version, task.packets)


Does = Callable[[Task, tasks.Run, model.Budget, model.Report], Any]

DOES: dict[Kind, Does] = {"solve": _solve, "keep": _repair, "options": _repair, "take": _repair, "export": _export}
