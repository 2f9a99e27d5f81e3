"""When each government is best engaged where rooms are scarce: so that all fit in together and hardly any has a break.

With most rooms taken at every start not every government can have its meetings in a row, for all would meet in the middle
of the day. Which rows, and how many with which breaks, is a linear program over the patterns of a government's meetings,
found by columns (Gilmore, Gomory, Operations Research 9, 1961); what it is worth bounds the breaks of any timetable.
Exchanges that bring meetings to where they are wanted come far lower than those that only count breaks, which freeze.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from ortools.linear_solver.python import model_builder as linear

from scheduler.model.large.pattern import Pattern
from scheduler.model.large.survey import Survey

MOST_KINDS, MOST_TIMES = 64, 20
"""Kinds of governments up to which it is sought, and how often new columns are: some seconds at most."""

NOT_IN = 3.0
"""What it costs in the linear program that one more is engaged at a start than there is room: more than one who has breaks
for it, which keeps prices within bounds from the first on (du Merle, Villeneuve, Desrosiers, Hansen, Discrete Mathematics
194, 1999).
"""

USED = 0.98
"""How much of the rooms what is wanted may use: with some to spare meetings come there far sooner."""

MIDDLE = 0.1
"""What it costs in breaks to be engaged at both ends of a day all the time. Of patterns that are worth the same those in the
middle of the day are wanted, where partners are too.
"""

Kind = tuple[Pattern, int]
"""Of a government: what its bits mean, and the number of its meetings."""


@dataclass(frozen=True)
class _Column:
    kind: Kind
    bits: int
    cost: float


def targets_of(survey: Survey, held: Sequence[int]) -> list[int] | None:
    """When governments are to be engaged that are engaged so now, in the order of `ground.patterns`.

    `None` where rooms are no matter, or there are too many kinds of governments to find out.
    """
    kinds = _kinds(survey, [own.bit_count() for own in held])
    taken, _ = _program(_counted(kinds), _room(survey))
    return _given_out(kinds, held, taken) if taken else None


def fewest_breaks_of_all(survey: Survey, numbers: Sequence[int]) -> int:
    """What no timetable has fewer of, where governments have so many meetings, in the order of `ground.patterns`."""
    return _program(_counted(_kinds(survey, numbers)), _room(survey))[1]


def _kinds(survey: Survey, numbers: Sequence[int]) -> list[Kind]:
    return list(zip(survey.ground.patterns.values(), numbers, strict=True))


def _counted(kinds: Sequence[Kind]) -> tuple[tuple[Kind, int], ...]:
    return tuple(Counter(kinds).items())


def _room(survey: Survey) -> tuple[int, ...]:
    """For how many governments there is room at each start, at most."""
    most = max((len(meeting.governments) for meeting in survey.meetings.values()), default=0)
    return (most * len(survey.starts.event.rooms),) * len(survey.ground.begins)


@lru_cache(1)
def _program(kinds: tuple[tuple[Kind, int], ...], room: tuple[int, ...]) -> tuple[list[tuple[_Column, float]], int]:
    """How many governments take which pattern, none where rooms are no matter; and what breaks cannot fall below."""
    number = dict(kinds)
    if len(number) > MOST_KINDS or any(kind.is_limited or many > kind.all.bit_count() for kind, many in number):
        return [], 0
    alone = sum(number[kind] * kind[0].cheapest(kind[1], [0.0] * len(room))[0] for kind in number)
    _, worth = _generated(number, room, 0.0)
    bound = ceil(worth - 1e-6)
    taken = _generated(number, [USED * most for most in room], MIDDLE)[0] if bound > alone else []
    return taken, bound


def _generated(
    number: Mapping[Kind, int], room: Sequence[float], middle: float
) -> tuple[list[tuple[_Column, float]], float]:
    """The columns that are taken, how often, and what they cost at least; `middle` is what it costs not to be there."""
    outer = {kind: [middle * one / len(room) for one in kind[0].outer] for kind in number}
    columns: dict[tuple[Kind, int], _Column] = {}
    price = [0.0] * len(room)
    bound = 0.0
    taken: list[tuple[_Column, float]] = []
    for _ in range(MOST_TIMES):
        found = {
            kind: kind[0].cheapest(kind[1], [a + b for a, b in zip(price, outer[kind], strict=True)]) for kind in number
        }
        paid = sum(one * most for one, most in zip(price, room, strict=True))
        bound = max(bound, sum(number[kind] * worth for kind, (worth, _) in found.items()) - paid)
        new = {(kind, bits): _Column(kind, bits, _cost(kind[0], bits, outer[kind])) for kind, (_, bits) in found.items()}
        if new.keys() <= columns.keys():
            break
        columns |= new
        taken, price = _solved(number, list(columns.values()), room)
    return taken, bound


def _cost(pattern: Pattern, bits: int, outer: Sequence[float]) -> float:
    return pattern.breaks(bits) + sum(cost for start, cost in enumerate(outer) if bits >> start & 1)


def _solved(
    number: Mapping[Kind, int], columns: list[_Column], room: Sequence[float]
) -> tuple[list[tuple[_Column, float]], list[float]]:
    """How often each column is taken, and what it costs to be engaged at each start."""
    model = linear.Model()  # type: ignore[no-untyped-call]  # OR-Tools leaves this one without types
    many = [model.new_num_var(0, number[one.kind], f"{at}") for at, one in enumerate(columns)]
    beyond = [model.new_num_var(0, sum(number.values()), f"beyond {start}") for start in range(len(room))]
    of_start = [
        model.add(
            linear.LinearExpr.sum([var for var, one in zip(many, columns, strict=True) if one.bits >> start & 1])
            <= most + beyond[start]
        )
        for start, most in enumerate(room)
    ]
    of_kind: dict[Kind, list[linear.Variable]] = defaultdict(list)
    for var, one in zip(many, columns, strict=True):
        of_kind[one.kind].append(var)
    for kind, some in of_kind.items():
        model.add(linear.LinearExpr.sum(some) == number[kind])
    cost = linear.LinearExpr.sum([one.cost * var for var, one in zip(many, columns, strict=True)])
    model.minimize(cost + NOT_IN * linear.LinearExpr.sum(beyond))
    solver = linear.Solver("glop")
    solver.solve(model)
    taken = [(one, float(solver.value(var))) for one, var in zip(columns, many, strict=True)]
    return taken, [max(0.0, -float(solver.dual_value(one))) for one in of_start]


def _given_out(kinds: Sequence[Kind], held: Sequence[int], taken: list[tuple[_Column, float]]) -> list[int]:
    """To each government, in their order, of the patterns of its kind that which is nearest to how it is engaged now."""
    pools: dict[Kind, list[int]] = {}
    for kind, many in Counter(kinds).items():
        of_kind = sorted(
            ((one.bits, value) for one, value in taken if one.kind == kind), key=lambda one: int(one[1]) - one[1]
        )
        whole = [bits for bits, value in of_kind for _ in range(int(value + 1e-6))]
        more = [bits for bits, _ in of_kind][: many - len(whole)]
        pools[kind] = whole + more
    given = []
    for kind, own in zip(kinds, held, strict=True):
        pool = pools[kind]
        best = max(range(len(pool)), key=lambda at: (pool[at] & own).bit_count())
        given.append(pool.pop(best))
    return given
