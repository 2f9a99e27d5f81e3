"""All who do tasks: this process, and others if there are any. Whatever befalls those, each task comes to an end."""

import hashlib
import pickle
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import replace

from scheduler.domain import Message
from scheduler.model.large.hands import Hands
from scheduler.model.large.improving import Improvement, Matter, OtherProgram, Task, UnknownMatter, better
from scheduler.model.large.leg import STANDING
from scheduler.model.large.survey import Survey
from scheduler.model.search import Budget

TRIES = 3
"""How often a task is given out that took its worker along."""

PATIENCE, SLOWER = 10.0, 5.0
"""Seconds that a worker may take at least, and how many times as long as here."""

Say = Callable[[Message], None]


class Crew:
    """Does tasks, the same whoever does them.

    Parameters
    ----------
    matter
        What the tasks are about; the others are told of it at once.
    budget
        When time is over, nothing is waited for.
    hands
        The others.
    say
        Is told what befell them.
    """

    def __init__(self, matter: Matter, budget: Budget, hands: Hands | None, say: Say) -> None:
        self._matter, self._budget, self._hands, self.say = matter, budget, hands, say
        self.known_by = hashlib.sha256(pickle.dumps(matter)).hexdigest() if hands else ""
        self._ready: Future[Improvement] | None = None
        self._longest = 0.0  # seconds that a task took here
        self._make_ready()

    def _make_ready(self) -> None:
        """Have the others learn of it, while there is something else to do here."""
        self._ready = self._given(Task(self.known_by, {}, STANDING, self._matter))

    def close(self) -> None:
        """The others go."""
        if self._hands:
            self._hands.close()

    def do(self, survey: Survey, tasks: Sequence[Task]) -> list[Improvement | None]:
        """What comes of each task, in their order; `None` where it was given up, or time is over."""
        own = self._share(len(tasks))
        given = [self._given(task) for task in tasks[own:]]
        done: list[Improvement | None] = [self._here(survey, task) for task in tasks[:own]]
        return done + [self._awaited(survey, task, future) for task, future in zip(tasks[own:], given, strict=True)]

    @property
    def at_once(self) -> int:
        """How many tasks are done at a time."""
        return 1 if not self._are_ready() or self._hands is None else self._hands.number + (not self._hands.alone)

    def _share(self, tasks: int) -> int:
        """How many are done here: all where nobody else is ready, none where others do them all."""
        if not self._are_ready() or self._hands is None:
            return tasks
        return 0 if self._hands.alone else -(-tasks // (self._hands.number + 1))

    def _are_ready(self) -> bool:
        """Whether the others know what it is about; where they could not learn of it, they are not counted on."""
        if self._hands is None or self._ready is None or not self._ready.done():
            return False
        if self._ready.exception():
            self._alone("crew.gone", {})
            return False
        return True

    def _here(self, survey: Survey, task: Task) -> Improvement | None:
        if not self._budget.left:
            return None
        began = time.monotonic()
        done = better(survey, task, lambda: not self._budget.left)
        self._longest = max(self._longest, time.monotonic() - began)
        return done

    def _given(self, task: Task) -> "Future[Improvement] | None":
        """Given out, or not where that cannot be."""
        if self._hands is None:
            return None
        try:
            return self._hands.submit(task)
        except self._hands.deadly:  # since the last task, by which none is suspected
            self._begin_anew()
        except (OSError, RuntimeError):
            self._alone("crew.gone", {})
        return None

    def _awaited(self, survey: Survey, task: Task, future: "Future[Improvement] | None") -> Improvement | None:
        """What comes of a task that was given out: it is given out again where its worker died, and else done here."""
        deaths = 0
        while self._hands is not None and future is not None:
            try:
                return future.result(min(self._budget.left, max(PATIENCE, SLOWER * self._longest)))
            except UnknownMatter:
                future = self._given(replace(task, matter=self._matter))
            except self._hands.deadly:
                deaths += 1
                if deaths == TRIES:
                    self.say(Message("crew.given_up", {**_name(task), "times": TRIES}))
                    self._begin_anew()
                    return None
                self.say(Message("crew.died", _name(task)))
                self._begin_anew()
                future = self._given(replace(task, matter=self._matter))
            except OtherProgram as other:
                self._alone("crew.other_program", {"asked": other.args[0], "has": other.args[1]})
            except TimeoutError:
                if not self._budget.left:
                    return None
                self.say(Message("crew.frozen", _name(task)))
                self._begin_anew()
                break
            except Exception:  # whatever is wrong there, here it is done as it always is
                self._alone("crew.gone", {})
        return self._here(survey, task)

    def _begin_anew(self) -> None:
        """With other workers, who have to be told what it is about."""
        assert self._hands
        self._hands.renew()
        self._make_ready()

    def _alone(self, key: str, values: dict[str, object]) -> None:
        """Go on without the others."""
        assert self._hands
        self._hands.close()
        self._hands = None
        self.say(Message(key, values))


def _name(task: Task) -> dict[str, int]:
    return {"round": task.leg.round + 1, "part": task.leg.part + 1}
