"""Whoever does the tasks the timetable is the same, and whatever befalls those who help nothing is lost."""

import os
import pickle
import signal
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, CancelledError, Future

import pytest

from scheduler.domain import Message
from scheduler.model.allotment import Best
from scheduler.model.large import better
from scheduler.model.large.better import Bettering
from scheduler.model.large.crew import TRIES, Crew
from scheduler.model.large.hands import Processes
from scheduler.model.large.improving import Improvement, Matter, OtherProgram, Task, UnknownMatter, improve
from scheduler.model.large.leg import STANDING
from scheduler.model.large.survey import Survey
from scheduler.model.large.walk import Move
from scheduler.model.search import Budget
from tests.model.large.begun import ORDER, begun, goals, torn

Answer = Callable[[Task], Improvement]


class Told:
    """Helpers who answer at once as they are told to; what they are given went through a pickle, as to another process."""

    number, alone = 1, False
    deadly = (BrokenExecutor,)

    def __init__(self, answer: Answer = improve) -> None:
        self.answer, self.begun_anew, self.closed = answer, 0, False

    def submit(self, task: Task) -> "Future[Improvement]":
        future: Future[Improvement] = Future()
        try:
            future.set_result(pickle.loads(pickle.dumps(self.answer(pickle.loads(pickle.dumps(task))))))
        except Exception as fault:
            future.set_exception(fault)
        return future

    def renew(self) -> None:
        self.begun_anew += 1

    def close(self) -> None:
        self.closed = True


def scattered() -> tuple[Survey, Best]:
    there = begun(torn())
    assert there
    return there


def ran(hands: object, of: object = None) -> tuple[Best, list[Message], list[int]]:
    """The best in the end, what was said, and what it was worth on the way."""
    survey, found = scattered()
    said: list[Message] = []
    crew = Crew(of or Matter(survey.starts.event, {}, ORDER), Budget(), hands, said.append)  # type: ignore[arg-type]
    worth = [goals(torn(), found)[2]]
    best = found
    for far in Bettering(survey, found, Budget(), crew).run():
        best = far.best
        worth += [far.reached] if far.goals == ("G5",) and far.reached is not None else []
    crew.close()
    return best, said, worth


@pytest.fixture(autouse=True)
def little_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(better, "STEPS", 24)
    monkeypatch.setattr(better, "ROUNDS", 24)


def test_it_is_the_same_whoever_does_the_tasks() -> None:
    alone, _, worth = ran(None)
    helped, said, _ = ran(Told())
    assert helped == alone and not said
    assert worth[-1] < worth[0], "there was something to better"
    everything = Told()
    everything.alone = True
    assert ran(everything)[0] == alone


def test_processes_of_this_machine_do_the_same() -> None:
    hands = Processes(1)
    crew_was_ready: list[bool] = []
    answer = hands.submit

    def submit(task: Task) -> "Future[Improvement]":
        future = answer(task)
        future.exception()  # wait, that they are ready before the first round
        crew_was_ready.append(True)
        return future

    hands.submit = submit  # type: ignore[method-assign]
    assert ran(hands)[0] == ran(None)[0]
    assert len(crew_was_ready) > 2


def test_a_worker_that_is_killed_is_replaced_and_its_task_done_again() -> None:
    hands = Processes(1)
    answer, killed = hands.submit, list[int]()

    def submit(task: Task) -> "Future[Improvement]":
        if task.leg.steps and not killed:
            killed.append(hands._executor.submit(os.getpid).result())
            os.kill(killed[0], signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        try:
            future = answer(task)
        except BrokenExecutor as fault:
            future = Future()
            future.set_exception(fault)
        future.exception()
        return future

    hands.submit = submit  # type: ignore[method-assign]
    best, said, _ = ran(hands)
    assert killed and [one.key for one in said] == ["crew.died"]
    assert best == ran(None)[0]


def failing(times: int, fault: Callable[[], Exception]) -> Answer:
    """Whose first tasks fail, once they know the event."""
    left = [times]

    def answer(task: Task) -> Improvement:
        if task.leg.steps and left[0]:
            left[0] -= 1
            raise fault()
        return improve(task)

    return answer


def test_a_task_that_kills_its_worker_each_time_is_given_up_and_named() -> None:
    hands = Told(failing(TRIES, BrokenExecutor))
    _, said, worth = ran(hands)
    assert [one.key for one in said] == ["crew.died"] * (TRIES - 1) + ["crew.given_up"]
    assert said[-1].values == {"round": 1, "part": 2, "times": TRIES}
    assert hands.begun_anew == TRIES
    assert worth == sorted(worth, reverse=True), "nothing that was reached is lost"


@pytest.mark.parametrize(
    ("fault", "key"),
    [
        (lambda: OSError("the scheduler is gone"), "crew.gone"),
        (lambda: CancelledError(), "crew.gone"),
        (lambda: ImportError("what is installed there is not whole"), "crew.gone"),
        (lambda: OtherProgram("1.0", "0.9"), "crew.other_program"),
    ],
)
def test_without_those_who_help_it_goes_on_alone(fault: Callable[[], Exception], key: str) -> None:
    hands = Told(failing(1, fault))
    best, said, _ = ran(hands)
    assert [one.key for one in said] == [key] and hands.closed
    assert best == ran(None)[0]


def test_who_does_not_answer_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scheduler.model.large.crew.PATIENCE", 0.0)
    monkeypatch.setattr("scheduler.model.large.crew.SLOWER", 0.0)
    hands = Told()
    answer, asked = hands.submit, []

    def submit(task: Task) -> "Future[Improvement]":
        asked.append(task)
        return Future() if len(asked) == 2 else answer(task)  # the first one only told of the event

    hands.submit = submit  # type: ignore[method-assign]
    best, said, _ = ran(hands)
    assert [one.key for one in said] == ["crew.frozen"] and hands.begun_anew == 1
    assert best == ran(None)[0]


def test_those_who_do_not_know_the_event_are_told_of_it() -> None:
    asked: list[bool] = []

    def answer(task: Task) -> Improvement:
        asked.append(task.matter is None)
        if task.matter is None:
            raise UnknownMatter(task.of)
        return improve(task)

    best, said, _ = ran(Told(answer))
    assert not said and any(asked)
    assert best == ran(None)[0]


def test_another_version_of_the_program_refuses_to_work() -> None:
    with pytest.raises(OtherProgram):
        improve(Task("some event", {}, STANDING, program="0.0.1"))


@pytest.mark.parametrize("moves", [{"M99": (0, 30)}, {"M1": (0, 7)}])
def test_what_breaks_a_rule_is_not_used_and_said(moves: dict[str, tuple[int, int]]) -> None:
    def answer(task: Task) -> Improvement:
        return Improvement((Move(moves, -1000.0),)) if task.leg.steps else improve(task)

    _, found = scattered()
    best, said, worth = ran(Told(answer))
    assert {one.key for one in said} == {"crew.dropped"}
    assert worth == sorted(worth, reverse=True)
    assert goals(torn(), best)[2] <= goals(torn(), found)[2]


def test_moves_that_clash_are_not_made() -> None:
    """Whatever is promised to be gained by it: two meetings of one government at once."""
    survey, found = scattered()
    one, other = (one for one in survey.starts.event.meetings if one.id in ("M3", "M6"))
    assert "CN01" in one.governments and "CN01" in other.governments
    to = found.taken[other.id].begin

    def answer(task: Task) -> Improvement:
        return Improvement((Move({one.id: (task.spots[one.id].begin, to)}, -1000.0),)) if task.leg.steps else improve(task)

    best, _, _ = ran(Told(answer))
    assert goals(torn(), best)[2] <= goals(torn(), found)[2]
    assert best.taken[one.id].begin != best.taken[other.id].begin
