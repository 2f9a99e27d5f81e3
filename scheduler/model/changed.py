"""What it weighs to change an earlier timetable, meeting by meeting, and where goal D, which is the sum, stands."""

from collections.abc import Iterator
from typing import Literal

from scheduler.domain import MOST_HOURS, Disturbance, Event, Meeting, Placement, Weight
from scheduler.model.clock import local_day, minute
from scheduler.model.starts import Start

NAME = "D"

ROOMS = "G9"
"""The goal that is solved last, at the times found."""

Order = Literal["nothing moves", "places refilled", "best overall"]
"""Where goal D stands, which asks for few changes of a timetable before: above all goals, below those of placing meetings,
below all but that of rooms."""


def tiers_with(event: Event, order: Order | None) -> Iterator[tuple[int, tuple[Weight, ...]]]:
    """The tiers of an event in their order, with goal D as one of its own where there is a timetable before."""
    numbers = [number for number, weights in event.tiers for one in weights if number and one.goal != ROOMS]
    changes = (Weight(NAME, 0, 1),)
    for number, weights in event.tiers:
        if order == "nothing moves" and number == min(numbers):
            yield number, changes
        yield number, weights
        if (order == "places refilled" and number == event.placed_by) or (
            order == "best overall" and number == max(numbers)
        ):
            yield number, changes


def cost_of(event: Event, meeting: Meeting, had: Placement, start: Start) -> int:
    """What a start weighs by itself; 0 where it is as before."""
    weights = event.disturbance
    if start.begin != minute(had.start):
        people = _people(event, meeting, had) if had.interpreters else 0
        return _moved(event, had, start.begin) * _agreed(event, meeting) + people
    room = 0 if stays(had, start) else weights.room * _agreed(event, meeting)
    same_people = start.people == had.interpreters if start.pairs else not had.interpreters
    return room + (0 if same_people else _people(event, meeting, had))


def cost_left_out(event: Event, meeting: Meeting, had: Placement) -> int:
    """What it weighs that a meeting has no place any more."""
    people = _people(event, meeting, had) if had.interpreters else 0
    return event.disturbance.left_out * _agreed(event, meeting) + people


def stays(had: Placement, start: Start) -> bool:
    """Whether it begins as before, in the same room."""
    return start.begin == minute(had.start) and start.rooms == frozenset((had.room,))


def _moved(event: Event, had: Placement, begin: int) -> int:
    """What another time weighs: less on the same day, and more for each hour beyond the first, up to `MOST_HOURS`."""
    weights, zone, before = event.disturbance, event.settings.host_zone, minute(had.start)
    same_day = local_day(begin, zone) == local_day(before, zone)
    beyond = (abs(begin - before) - 1) // 60
    return (weights.time if same_day else weights.day) + weights.hour * min(beyond, MOST_HOURS)


def _agreed(event: Event, meeting: Meeting) -> int:
    states = event.states(meeting)
    agreed = any(states.get(code) in ("agreed", "booked") for code in meeting.governments)
    return event.disturbance.agreed if agreed else 1


def _people(event: Event, meeting: Meeting, had: Placement) -> int:
    weights: Disturbance = event.disturbance
    states = event.states(meeting)
    booked = any(states.get(one.name) in ("agreed", "booked") for one in had.interpreters)
    return weights.interpreter * (weights.agreed if booked else 1)
