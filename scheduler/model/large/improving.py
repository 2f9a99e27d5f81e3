"""A task that anybody may do, here, in another process or on another machine: to better a timetable.

What it gives depends on the task alone.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from scheduler import __version__
from scheduler.domain import Event, Interpreting
from scheduler.model.large.engaged import Place
from scheduler.model.large.survey import Survey
from scheduler.model.large.walk import Leg, Move, Walk
from scheduler.model.starts import Starts


class Spot(NamedTuple):
    """Where a meeting is: its beginning in minutes, the room, and those who interpret."""

    begin: int
    room: str
    people: tuple[Interpreting, ...]


@dataclass(frozen=True)
class Task:
    """A timetable to better.

    Attributes
    ----------
    of
        By what those who work know the event.
    event
        The event itself; `None` where it is thought to be known.
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
    event: Event | None = None
    program: str = __version__


@dataclass(frozen=True)
class Improvement:
    """What came of a task: the moves that were made, one after the other."""

    moves: tuple[Move, ...]


class UnknownEvent(Exception):
    """The event has to be sent with the task."""


class OtherProgram(Exception):
    """Who is to work runs another version of the program; the versions."""


_known: dict[str, Survey] = {}
"""The event that was worked on last, by what it is known by."""


def improve(task: Task) -> Improvement:
    """Do a task where the event is perhaps not known yet.

    Raises
    ------
    UnknownEvent
        It is to be sent once more, with the event.
    OtherProgram
        It was made by another version of the program.
    """
    if task.program != __version__:
        raise OtherProgram(task.program, __version__)
    if task.of not in _known:
        if task.event is None:
            raise UnknownEvent(task.of)
        _known.clear()
        _known[task.of] = Survey(Starts(task.event))
    return better(_known[task.of], task, lambda: False)


def better(survey: Survey, task: Task, over: Callable[[], bool]) -> Improvement:
    """Do a task where the event is known, until it is done or time is over."""
    places = {id: place_of(survey, id, spot) for id, spot in task.spots.items()}
    return Improvement(tuple(Walk(survey, places).go(task.leg, over)))


def spot_of(place: Place) -> Spot:
    """A place in few words."""
    return Spot(place.start.begin, place.room, place.people)


def place_of(survey: Survey, id: str, spot: Spot) -> Place:
    """The place that is meant.

    Raises
    ------
    KeyError
        The meeting cannot begin then.
    """
    start = survey.at[id][spot.begin]
    if len(survey.starts.possible[id]) > len(survey.at[id]):  # there may be several ways to cover its languages
        pairs = sorted(one.pair for one in spot.people)
        start = next((one for one in survey.starts.possible[id] if _is(one.begin, one.pairs, spot.begin, pairs)), start)
    return Place(start, spot.room, spot.people)


def _is(begin: int, pairs: tuple[str, ...], at: int, covered: list[str]) -> bool:
    return begin == at and sorted(pairs) == covered
