"""Large events: a timetable at once and better every second, with concrete rooms and people and no model."""

from collections.abc import Callable, Iterator

from scheduler.domain import Message
from scheduler.model.changed import Order
from scheduler.model.large.better import Bettered, Bettering
from scheduler.model.large.crew import Crew
from scheduler.model.large.first import first
from scheduler.model.large.hands import gather
from scheduler.model.large.improving import Matter
from scheduler.model.large.short import ShortWalks
from scheduler.model.large.survey import Survey
from scheduler.model.large.worth import seen_tiers
from scheduler.model.search import Budget
from scheduler.model.starts import Starts

LARGE, MEDIUM = 6_000, 1_000
"""Possible starts of all meetings from which on an event is bettered without a model, before it is built; and from which on
the model begins from what is found without it, and is helped by walks. Of fewer it finds the best by itself, and soon.
"""

LOOKING = 0.5
"""How long it takes at most to see what is to be known before it is bettered, beside the first timetable (measured)."""

__all__ = ["Bettered", "ShortWalks", "is_large", "is_medium", "timetables"]


def is_large(starts: Starts) -> bool:
    """Whether an event is more than the model copes with well."""
    return _size(starts) >= LARGE


def is_medium(starts: Starts) -> bool:
    """Whether an event is at least so large that the model is better helped."""
    return _size(starts) >= MEDIUM


def _size(starts: Starts) -> int:
    return sum(map(len, starts.possible.values()))


def timetables(starts: Starts, order: Order, budget: Budget, say: Callable[[Message], None]) -> Iterator[Bettered]:
    """A timetable that keeps every rule; of a large event better and better ones. None where a must-have finds no place.

    Parameters
    ----------
    starts
        What is possible.
    order
        Where goal D stands, if there is a timetable before.
    budget
        Ends it.
    say
        Is told what befell those who help.

    Raises
    ------
    UsageError
        The cluster that is to help cannot be used.
    """
    helping = is_large(starts) and bool(seen_tiers(starts.event, order if starts.before else None))
    crew = Crew(Matter(starts.event, starts.before, order), budget, gather(budget.cluster, helping), say)
    try:
        left = budget.left
        begun = first(starts, order, budget, making_room=helping)
        took = left - budget.left
        if begun is None:
            return
        yield Bettered(begun)
        if helping and budget.left > LOOKING * took:
            yield from Bettering(Survey(starts, order), begun, budget, crew).run()
    finally:
        crew.close()
