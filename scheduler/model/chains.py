"""A day without a break is one chain: each meeting but the first directly follows another.

All of it follows from what a break is, but only over several constraints; said outright it makes proofs many times shorter
(`docs/decisions.md`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from ortools.sat.python.cp_model import CpModel, IntVar


@dataclass(frozen=True)
class Link:
    """Choices of one delegation's day of which at most one can be taken.

    Attributes
    ----------
    taken, first
        Whether one of them is, and whether it then directly follows no other meeting of the day.
    choices, follows
        By their variables' indices, these choices and those that one of them directly follows.
    """

    taken: IntVar
    first: IntVar
    choices: frozenset[int]
    follows: frozenset[int]


def hold_unless(broken: IntVar, model: CpModel, links: Sequence[Link], surely: int, most: int) -> None:
    """Unless the day is broken, its meetings, `surely` so many and at `most` so many, lie on one chain."""
    next_ = [{later for later, link in enumerate(links) if link.follows & before.choices} for before in links]
    steps = [_steps(next_, place, most) for place in range(len(links))]
    reach = [set[int]().union(*some) for some in steps]
    for one, other in combinations(range(len(links)), 2):
        if other not in reach[one] and one not in reach[other]:
            model.add_bool_or(broken, links[one].taken.negated(), links[other].taken.negated())
    for place, link in enumerate(links):
        begins = [links[earlier].first for earlier, there in enumerate(reach) if place in there]
        model.add_bool_or(broken, link.taken.negated(), *begins)
        for some in steps[place][1:surely]:
            model.add_bool_or(broken, link.first.negated(), *(links[later].taken for later in some))


def _steps(next_: Sequence[set[int]], begin: int, most: int) -> list[set[int]]:
    """The places of the links that can be the first, second, … of a chain from one on."""
    chain = [{begin}]
    for _ in range(most - 1):
        chain.append(set[int]().union(*(next_[place] for place in chain[-1])))
    return chain
