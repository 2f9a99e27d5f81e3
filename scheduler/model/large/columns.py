"""Where rooms are scarce: what no timetable has fewer breaks than, and patterns of which some fit in together with so few.

With most rooms taken at every start not every government can have its meetings in a row, for all would meet in the middle
of the day. How often each pattern is taken of those a kind of governments can have, so that there is room at every start and
breaks are fewest, is a linear program, whose patterns are found by columns (Gilmore, Gomory, Operations Research 9, 1961).
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from ortools.linear_solver.python import model_builder as linear

from scheduler.model.large.pattern import Pattern, numbers
from scheduler.model.large.survey import Survey

MOST_KINDS, MOST_TIMES = 64, 20
"""Kinds of governments up to which it is sought, and how often new columns are: some seconds at most."""

NOT_IN = 3.0
"""What it costs in the linear program that one more is engaged at a start than there is room: more than one who has breaks
for it, which keeps prices within bounds from the first on (du Merle, Villeneuve, Desrosiers, Hansen, Discrete Mathematics
194, 1999).
"""

Kind = tuple[Pattern, int]
"""Of a government: what its bits mean, and the number of its meetings."""


@dataclass(frozen=True)
class Column:
    """A pattern that governments of a kind may have."""

    kind: Kind
    bits: int

    @property
    def breaks(self) -> int:
        """Of a government that has it."""
        return self.kind[0].breaks(self.bits)


def kinds_of(survey: Survey, numbers: Sequence[int]) -> list[Kind]:
    """The kinds of governments that have so many meetings, in the order of `ground.patterns`."""
    return list(zip(survey.ground.patterns.values(), numbers, strict=True))


def room_in(survey: Survey) -> tuple[int, ...]:
    """For how many governments there is room at each start, at most."""
    most = max((len(meeting.governments) for meeting in survey.meetings.values()), default=0)
    return (most * len(survey.starts.event.rooms),) * len(survey.ground.begins)


def fewest_breaks_of_all(kinds: Sequence[Kind], room: tuple[int, ...]) -> int:
    """What no timetable has fewer of; none where there are too many kinds of governments to find out."""
    return _bound(tuple(Counter(kinds).items()), room)


@lru_cache(1)
def _bound(number: tuple[tuple[Kind, int], ...], room: tuple[int, ...]) -> int:
    if len(number) > MOST_KINDS or any(kind.is_limited or many > kind.all.bit_count() for (kind, many), _ in number):
        return 0
    return ceil(generated(dict(number), room)[1] - 1e-6)


def fewest_breaks_of_each(kinds: Sequence[Kind]) -> int:
    """What no timetable has fewer of if there is room enough."""
    alone = ((number, kind.cheapest(many, [0.0] * len(kind.outer))[0]) for (kind, many), number in Counter(kinds).items())
    return round(sum(number * breaks for number, breaks in alone))


def generated(number: Mapping[Kind, int], room: Sequence[float], middle: float = 0.0) -> tuple[list[Column], float]:
    """Patterns, and the fewest breaks there can be with any.

    Parameters
    ----------
    number
        Of the governments of each kind.
    room
        For how many governments there is at each start.
    middle
        What it costs in breaks to be engaged at both ends of a day all the time.
    """
    outer = {kind: [middle * one / len(room) for one in kind[0].outer] for kind in number}
    found: dict[Column, float] = {}
    price = [0.0] * len(room)
    bound = 0.0
    for _ in range(MOST_TIMES):
        cheapest = {
            kind: kind[0].cheapest(kind[1], [a + b for a, b in zip(price, outer[kind], strict=True)]) for kind in number
        }
        paid = sum(one * most for one, most in zip(price, room, strict=True))
        bound = max(bound, sum(number[kind] * worth for kind, (worth, _) in cheapest.items()) - paid)
        new = [Column(kind, bits) for kind, (_, bits) in cheapest.items()]
        if found.keys() >= set(new):
            break
        found |= {one: one.breaks + sum(outer[one.kind][start] for start in numbers(one.bits)) for one in new}
        price = taken(number, found, room)[1]
    return list(found), bound


def taken(
    number: Mapping[Kind, int], costs: Mapping[Column, float], room: Sequence[float]
) -> tuple[list[float], list[float]]:
    """How often each pattern is taken for the least cost, and what it costs to be engaged at each start."""
    model = linear.Model()  # type: ignore[no-untyped-call]  # OR-Tools leaves this one without types
    many = {one: model.new_num_var(0, number[one.kind], f"{at}") for at, one in enumerate(costs)}
    beyond = [model.new_num_var(0, sum(number.values()), f"beyond {start}") for start in range(len(room))]
    at_start: list[list[linear.Variable]] = [[] for _ in room]
    of_kind: dict[Kind, list[linear.Variable]] = defaultdict(list)
    for one, var in many.items():
        of_kind[one.kind].append(var)
        for start in numbers(one.bits):
            at_start[start].append(var)
    there = [
        model.add(linear.LinearExpr.sum(some) <= most + more)
        for some, most, more in zip(at_start, room, beyond, strict=True)
    ]
    for kind, some in of_kind.items():
        model.add(linear.LinearExpr.sum(some) == number[kind])
    cost = linear.LinearExpr.sum([cost * many[one] for one, cost in costs.items()])
    model.minimize(cost + NOT_IN * linear.LinearExpr.sum(beyond))
    solver = linear.Solver("glop")
    solver.solve(model)
    return [float(solver.value(var)) for var in many.values()], [max(0.0, -float(solver.dual_value(one))) for one in there]
