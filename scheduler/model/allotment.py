"""From counts to names: a concrete room and concrete interpreters for every meeting, at times that are found.

The search over times counts rooms and interpreters. A count may be too hopeful; then the fewest meetings that show it are
picked out, so that the search learns of them and is never believed beyond what was given out.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from scheduler.model import interpreters, rooms
from scheduler.model.search import Budget
from scheduler.model.starts import Start, Starts

Taken = Mapping[str, Start]


@dataclass(frozen=True)
class Allotment:
    """The room and the interpreters of each placed meeting, by its id; the interpreters in use on each day."""

    rooms: Mapping[str, str]
    interpreters: interpreters.Named
    in_use: Mapping[date, int]


@dataclass(frozen=True)
class Clash:
    """A smallest set of placed meetings, by their ids, that cannot be given rooms, or interpreters, together."""

    meetings: list[str]


@dataclass(frozen=True)
class Best:
    """A timetable: the start of each placed meeting, with its room and its interpreters."""

    taken: Taken
    allotment: Allotment


def allot(starts: Starts, taken: Taken, few: bool, budget: Budget) -> Allotment | Clash | None:
    """A room for each, and interpreters, if asked for the fewest; or what stands in the way; `None` where time is over."""
    given = rooms.give_out(starts, taken, budget)
    if given is None:
        return Clash(rooms.clash(starts, taken, budget.seed)) if budget.left else None
    named = interpreters.name(starts, taken, few, budget)
    if named is None:
        return Clash(interpreters.clash(starts, taken, budget.seed)) if budget.left else None
    return Allotment(given, named, interpreters.in_use(starts, taken, named))


def demanding(starts: Starts, taken: Taken, day: date, number: int, seed: int) -> Taken:
    """A smallest set of the placed meetings of a day that needs so many interpreters."""

    def needs(some: Taken) -> bool:
        named = interpreters.name(starts, some, True, Budget(seed=seed))
        return named is not None and interpreters.in_use(starts, some, named).get(day, 0) >= number

    of_day = {id: start for id, start in taken.items() if start.pairs and starts.host_day(start.begin) == day}
    return _smallest(of_day, needs)


def _smallest(taken: Taken, holds: Callable[[Taken], bool]) -> Taken:
    """A subset for which the statement holds, and no longer without any one of its members."""
    kept = dict(taken)
    for id in taken:
        rest = {other: start for other, start in kept.items() if other != id}
        if holds(rest):
            kept = rest
    return kept
