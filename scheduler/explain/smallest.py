"""A smallest set of things that together keep a meeting out: without any one of them it has a place among the others."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from scheduler.explain.obstacles import Begin, Obstacle, Obstacles, Thing

Group: TypeAlias = tuple[str, ...]
"""Obstacles that are one fact to a reader: what is wrong, and with which government or pair of languages."""

OF_ROOMS, OF_PEOPLE = "room", "interpreter"
KEPT_FIRST = (
    "fixed",
    "session",
    "pinned",
    "past",
    "slot",
    "too_long",
    "grid",
    "day_off",
    "weekend",
    "marked",
    "unavailable",
)
KEPT_LAST = ("load", "order", "government", OF_ROOMS, OF_PEOPLE, "uninterpreted")
"""What is said in preference, where one or the other would do, and what after all else."""


def group_of(obstacle: Obstacle) -> Group:
    """Rooms and interpreters that are taken are one fact each, whichever they are; all else is one by who is concerned."""
    name, values = obstacle.said.key.removeprefix("violation."), obstacle.said.values
    if name in ("room", "no_room"):
        return (OF_ROOMS,)
    if name.startswith(OF_PEOPLE):
        return (OF_PEOPLE,)
    return name, *(str(values[one]) for one in ("government", "no", "title") if one in values)


def things(begins: Iterable[Begin]) -> frozenset[Thing]:
    """Everything that is in the way at some start."""
    return frozenset(thing for begin in begins for obstacle in begin.all_obstacles for thing in obstacle.needs)


def keep_out(begins: Iterable[Begin], there: frozenset[Thing]) -> bool:
    """Whether these things leave a meeting no place at all."""
    return all(begin.place(there) is None for begin in begins)


def smallest(begins: Sequence[Begin], there: frozenset[Thing]) -> frozenset[Thing]:
    """Of things that keep a meeting out as few facts as are found, and of those no thing too many.

    Minimal in the strict sense, though not of all such sets the smallest: what is not needed is left out one by one, first
    whole facts, in several orders, then single things.

    Parameters
    ----------
    begins
        All starts of the meeting.
    there
        What is in the way; together they keep it out.
    """
    relevant = [with_only(begin, lambda one: one.needs <= there) for begin in begins]
    groups = sorted({group_of(one) for begin in relevant for one in begin.all_obstacles}, key=_preference, reverse=True)
    orders = [[*(g for g in groups if g != last), last] for last in groups]
    found = [_without_needless(relevant, order, there) for order in orders]
    return min(found, key=lambda one: (one.facts, len(one.things), one.rank)).things if found else frozenset()


@dataclass(frozen=True)
class _Found:
    things: frozenset[Thing]
    facts: int
    rank: tuple[int, ...]


def _without_needless(begins: Sequence[Begin], order: Sequence[Group], there: frozenset[Thing]) -> _Found:
    kept = list(order)
    for group in order:
        fewer = set(kept) - {group}
        if keep_out((_only(begin, fewer) for begin in begins), there):
            kept.remove(group)
    left = set(kept)
    only = [_only(begin, left) for begin in begins]
    needed = _fewest(begins, _fewest(only, there))
    return _Found(needed, len(kept), tuple(sorted(map(rank_of, kept))))


def _fewest(begins: Sequence[Begin], there: frozenset[Thing]) -> frozenset[Thing]:
    """Without what is not needed, one by one."""
    for thing in sorted(there, key=repr):
        if keep_out(begins, there - {thing}):
            there -= {thing}
    return there


def _preference(group: Group) -> tuple[int, Hashable]:
    return rank_of(group), group


def rank_of(group: Group) -> int:
    """What is said before what, and in preference to it."""
    name = group[0]
    if name in KEPT_LAST:
        return len(KEPT_FIRST) + 1 + KEPT_LAST.index(name)
    return next((place for place, first in enumerate(KEPT_FIRST) if name.startswith(first)), len(KEPT_FIRST))


def _only(begin: Begin, groups: set[Group]) -> Begin:
    return with_only(begin, lambda one: group_of(one) in groups)


def with_only(begin: Begin, kept: Callable[[Obstacle], bool]) -> Begin:
    """A start with only some of its obstacles."""

    def some(obstacles: Obstacles) -> Obstacles:
        return tuple(one for one in obstacles if kept(one))

    return replace(
        begin,
        always=some(begin.always),
        rooms={name: some(wrong) for name, wrong in begin.rooms.items()},
        people={pair: {name: some(wrong) for name, wrong in of.items()} for pair, of in begin.people.items()},
    )
