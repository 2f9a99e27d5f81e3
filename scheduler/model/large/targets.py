"""When each government is best engaged where rooms are scarce: with few breaks, and when those are whom it is to meet.

Of all ways in which governments fit in with few breaks (`columns`) meetings come to where they are wanted only in those
where partners have enough starts in common. Exchanges that bring them there come far lower than those that only count
breaks, which freeze.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache

from ortools.graph.python.min_cost_flow import SimpleMinCostFlow  # type: ignore[import-untyped]  # has no stubs

from scheduler.model.large.columns import (
    Column,
    Kind,
    fewest_breaks_of_all,
    fewest_breaks_of_each,
    generated,
    kinds_of,
    room_in,
    taken,
)
from scheduler.model.large.survey import Survey

USED = 0.98
"""How much of the rooms what is wanted may use: with some to spare meetings come there far sooner."""

MIDDLE = 0.1
"""What it costs in breaks to be engaged at both ends of a day all the time: many patterns for the middle are to be found."""

ENOUGH = 4
"""Partners of whom the one with fewer meetings has one in so many starts in common with the other can well meet."""

LACKING = 0.05
"""What it costs in breaks if a meeting has a start too few in common (measured in `docs/decisions.md`)."""

TURNS, PASSES = 12, 6
"""How often it is weighed anew which patterns suit the others, and which government suits which of them."""


def targets_of(survey: Survey, numbers: Sequence[int], partners: Sequence[tuple[int, ...]]) -> Sequence[int] | None:
    """When governments are to be engaged, as bits, in the order of `ground.patterns`.

    Parameters
    ----------
    survey
        Of the event.
    numbers
        Of the meetings of each government.
    partners
        Those who meet, by their places in that order.

    Returns
    -------
    Sequence[int] or None
        `None` where rooms are no matter, or there are too many kinds of governments to find out.
    """
    return _targets(tuple(kinds_of(survey, numbers)), tuple(partners), room_in(survey))


@lru_cache(1)
def _targets(
    kinds: tuple[Kind, ...], partners: tuple[tuple[int, ...], ...], room: tuple[int, ...]
) -> tuple[int, ...] | None:
    together = fewest_breaks_of_all(kinds, room)
    if not together or together <= fewest_breaks_of_each(kinds):
        return None
    number = Counter(kinds)
    usable = [USED * most for most in room]
    columns = generated(number, usable, MIDDLE)[0]
    return _given_out(kinds, partners, _in_whole(number, columns, _suiting(number, columns, usable)))


def _lacking(one: int, other: int) -> int:
    """How many starts partners have too few in common, times `ENOUGH`."""
    return max(0, min(one.bit_count(), other.bit_count()) - ENOUGH * (one & other).bit_count())


def _suiting(number: Counter[Kind], columns: Sequence[Column], room: Sequence[float]) -> list[float]:
    """How often each pattern is taken so that breaks are few and most pairs of patterns have enough starts in common.

    Any two governments are thought of as equally likely to meet. What patterns suit depends on which others are taken: step
    by step it comes nearer to those that suit what it was (Frank, Wolfe, Naval Research Logistics Quarterly 3, 1956).
    """
    suiting = [0.0] * len(columns)
    for turn in range(TURNS):
        meetings = [(one.bits, one.kind[1] * times) for one, times in zip(columns, suiting, strict=True) if times > 0]
        price = LACKING / ENOUGH / max(1.0, sum(of for _, of in meetings))
        costs = {
            one: one.breaks + price * one.kind[1] * sum([_lacking(one.bits, bits) * of for bits, of in meetings])
            for one in columns
        }
        nearer = 2 / (turn + 2)
        best = taken(number, costs, room)[0]
        suiting = [(1 - nearer) * was + nearer * now for was, now in zip(suiting, best, strict=True)]
    return suiting


def _in_whole(number: Counter[Kind], columns: Sequence[Column], times: Sequence[float]) -> dict[Kind, Counter[int]]:
    """Of each kind as many patterns as there are governments: of none more than one more or less than so many times."""
    of_kind: dict[Kind, list[tuple[int, float]]] = defaultdict(list)
    for column, of in zip(columns, times, strict=True):
        of_kind[column.kind].append((column.bits, of + 1e-6))
    whole: dict[Kind, Counter[int]] = {}
    for kind, some in of_kind.items():
        whole[kind] = Counter({bits: int(of) for bits, of in some})
        by_rest = sorted(some, key=lambda one: int(one[1]) - one[1])
        whole[kind].update(bits for bits, _ in by_rest[: number[kind] - whole[kind].total()])
    return whole


def _given_out(
    kinds: Sequence[Kind], partners: Sequence[tuple[int, ...]], pools: dict[Kind, Counter[int]]
) -> tuple[int, ...]:
    """To each government one of the patterns of its kind: kind by kind those that suit best who its partners are."""
    left = {kind: pool.elements() for kind, pool in pools.items()}
    given = [next(left[kind]) for kind in kinds]
    others: list[list[int]] = [[] for _ in kinds]
    for those in partners:
        for one in those:
            others[one] += (other for other in those if other != one)
    of_kind: dict[Kind, list[int]] = defaultdict(list)
    for one, kind in enumerate(kinds):
        of_kind[kind].append(one)
    for _ in range(PASSES):
        before = list(given)
        for kind, members in of_kind.items():
            wanted = [Counter(given[other] for other in others[one]) for one in members]
            for one, bits in zip(members, _best_suited(wanted, pools[kind]), strict=True):
                given[one] = bits
        if given == before:
            break
    return tuple(given)


def _best_suited(wanted: Sequence[Counter[int]], pool: Counter[int]) -> list[int]:
    """The patterns of a pool, each as often as it is there, so that each lacks least beside those of its partners."""
    patterns = [bits for bits, times in pool.items() if times]
    flow = SimpleMinCostFlow()
    first = len(wanted)
    arcs = [
        [
            flow.add_arc_with_capacity_and_unit_cost(
                one, first + at, 1, sum([times * _lacking(bits, other) for other, times in of.items()])
            )
            for at, bits in enumerate(patterns)
        ]
        for one, of in enumerate(wanted)
    ]
    for one in range(first):
        flow.set_node_supply(one, 1)
    for at, bits in enumerate(patterns):
        flow.set_node_supply(first + at, -pool[bits])
    flow.solve()
    return [next(bits for bits, arc in zip(patterns, own, strict=True) if flow.flow(arc)) for own in arcs]
