"""A day without a break is one chain: each meeting but the first directly follows another.

All of it follows from what a break is, but only over several constraints; said outright it makes proofs many times shorter
(`docs/decisions.md`).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations

from ortools.sat.python.cp_model import CpModel, IntVar

from scheduler.model.crowds import crowded


@dataclass(frozen=True)
class Link:
    """Choices of one delegation's day of which at most one can be taken.

    Attributes
    ----------
    taken, first
        Whether one of them is, and whether it then directly follows no other meeting of the day.
    choices, follows
        By their variables' indices, these choices and those that one of them directly follows.
    meetings
        Of these choices, by their ids.
    """

    taken: IntVar
    first: IntVar
    choices: frozenset[int]
    follows: frozenset[int]
    meetings: frozenset[str]


def hold_unless(broken: IntVar, model: CpModel, links: Sequence[Link], surely: Collection[str], most: int) -> None:
    """Unless the day is broken, its meetings, `surely` these and at `most` so many, lie on one chain."""
    next_ = [{later for later, link in enumerate(links) if link.follows & before.choices} for before in links]
    steps = [_steps(next_, place, most) for place in range(len(links))]
    reach = [set[int]().union(*some) for some in steps]
    chains = {place: model.new_bool_var("") for place, some in enumerate(steps) if _can_all_be_on(surely, links, some)}
    for place, chain in chains.items():
        model.add_implication(chain, links[place].first)
        for some in steps[place][1 : len(surely)]:
            model.add_bool_or(chain.negated(), *(links[later].taken for later in some))
    if surely:
        model.add_exactly_one(broken, *chains.values())
    else:
        model.add_at_most_one(broken, *chains.values())
    for place, link in enumerate(links):
        on = [chain for begin, chain in chains.items() if place in reach[begin]]
        model.add_bool_or(broken, link.taken.negated(), *on)
    for one, other in combinations(range(len(links)), 2):
        if other not in reach[one] and one not in reach[other]:
            model.add_bool_or(broken, links[one].taken.negated(), links[other].taken.negated())


def _can_all_be_on(meetings: Collection[str], links: Sequence[Link], steps: Sequence[set[int]]) -> bool:
    """Whether each of some meetings finds a step of its own on a chain: many can only be on one side of noon."""
    at_step = [set[str]().union(*(links[place].meetings for place in some)) for some in steps]
    return not crowded({id: [step for step, ids in enumerate(at_step) if id in ids] for id in meetings}, 1)


def _steps(next_: Sequence[set[int]], begin: int, most: int) -> list[set[int]]:
    """The places of the links that can be the first, second, … of a chain from one on."""
    chain = [{begin}]
    for _ in range(most - 1):
        chain.append(set[int]().union(*(next_[place] for place in chain[-1])))
    return chain
