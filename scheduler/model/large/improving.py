"""A task that anybody may do, here, in another process or on another machine: to better a timetable.

What it gives depends on the task alone, and where that has a time on how fast it is done.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from scheduler import __version__
from scheduler.domain import Event, Placement
from scheduler.model.changed import Order
from scheduler.model.large.leg import Leg
from scheduler.model.large.spots import Spot, place_of
from scheduler.model.large.survey import Survey
from scheduler.model.large.walk import Move, Walk
from scheduler.model.starts import Starts


@dataclass(frozen=True)
class Matter:
    """What tasks are about: an event, what was placed before, by the ids of meetings, and where goal D stands."""

    event: Event
    before: Mapping[str, Placement]
    order: Order


@dataclass(frozen=True)
class Task:
    """A timetable to better.

    Attributes
    ----------
    of
        By what those who work know the matter.
    matter
        The matter itself; `None` where it is thought to be known.
    spots
        Where meetings are, by their ids.
    leg
        What is to be tried.
    program
        The version of the program that asks.
    """

    of: str
    spots: Mapping[str, Spot]
    leg: Leg
    matter: Matter | None = None
    program: str = __version__


@dataclass(frozen=True)
class Improvement:
    """What came of a task: the moves that were made, one after the other."""

    moves: tuple[Move, ...]


class UnknownMatter(Exception):
    """It has to be sent with the task."""


class OtherProgram(Exception):
    """Who is to work runs another version of the program; the versions."""


_known: dict[str, Survey] = {}
"""What was worked on last, by what it is known by."""


def improve(task: Task) -> Improvement:
    """Do a task whose matter is perhaps not known yet.

    Raises
    ------
    UnknownMatter
        It is to be sent once more, with the matter.
    OtherProgram
        It was made by another version of the program.
    """
    if task.program != __version__:
        raise OtherProgram(task.program, __version__)
    if task.of not in _known:
        if task.matter is None:
            raise UnknownMatter(task.of)
        _known.clear()
        _known[task.of] = Survey(Starts(task.matter.event, task.matter.before), task.matter.order)
    return better(_known[task.of], task, lambda: False)


def better(survey: Survey, task: Task, over: Callable[[], bool]) -> Improvement:
    """Do a task whose matter is known, until it is done or time is over."""
    places = {id: place_of(survey, id, spot) for id, spot in task.spots.items()}
    return Improvement(tuple(Walk(survey, places).go(task.leg, over)))
