"""Breaks: the meetings of a government's day that directly follow none of its others, less its delegations."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from ortools.sat.python.cp_model import CpModel, LinearExpr, LinearExprT

from scheduler.domain import Government
from scheduler.model import chains
from scheduler.model.chains import Link
from scheduler.model.choices import Choice, Either
from scheduler.model.starts import Starts

NEVER = -(10**9)


class Breaks:
    """The breaks of each government that can have any.

    Each is bounded from below only: it equals the number of breaks where it is minimised. Where a fairness bound holds and
    every government can have breaks, the fewest count too (R12), and it always equals their number; so it does if `exact`.
    """

    def __init__(
        self, model: CpModel, starts: Starts, choices: Mapping[str, Sequence[Choice]], either: Either, exact: bool = False
    ) -> None:
        self._model, self._starts, self._either = model, starts, either
        self._pause = starts.event.settings.government_break
        self.of: dict[str, list[LinearExprT]] = {}
        busy = [g for g in starts.event.governments if len(starts.event.meetings_of(g.code)) > g.delegations]
        bounded = starts.event.settings.fairness_bound is not None and len(busy) == len(starts.event.governments)
        self._exact = exact or bounded
        for government in busy:
            meetings = starts.event.meetings_of(government.code)
            by_day: dict[date, list[Choice]] = defaultdict(list)
            for choice in (choice for meeting in meetings for choice in choices[meeting.id]):
                by_day[starts.local_day(government.code, choice.start.begin)].append(choice)
            mandatory = [meeting.id for meeting in meetings if meeting.mandatory] if len(by_day) == 1 else []
            self.of[government.code] = [self._of_day(government, of_day, mandatory) for _, of_day in sorted(by_day.items())]

    def _of_day(self, government: Government, choices: Sequence[Choice], surely: Sequence[str]) -> LinearExprT:
        """Breaks of a day on which these meetings surely take place."""
        most = max(0, len({choice.meeting.id for choice in choices}) - government.delegations)
        at_least = [self._model.new_bool_var(f"{government.code} breaks > {number}") for number in range(most)]
        for fewer, more in pairwise(at_least):
            self._model.add_implication(more, fewer)
        breaks = LinearExpr.sum(at_least)
        by_end: dict[int, list[Choice]] = defaultdict(list)
        for choice in choices:
            by_end[choice.start.end].append(choice)
        links = [self._link(government, key, group, by_end) for key, group in self._groups(government, choices).items()]
        beyond = LinearExpr.sum([link.first for link in links]) - government.delegations
        if self._exact:
            self._model.add_max_equality(breaks, [0, beyond])
        else:
            self._model.add(breaks >= beyond)
        if government.delegations == 1 and at_least:
            self._model.add(LinearExpr.sum([link.first for link in links]) <= 1).only_enforce_if(at_least[0].negated())
            chains.hold_unless(at_least[0], self._model, links, surely, most + 1)
        return breaks

    def _link(
        self, government: Government, key: tuple[int, int, str], group: Sequence[Choice], by_end: Mapping[int, list[Choice]]
    ) -> Link:
        """Whether a meeting of the group is taken, and whether it then directly follows none."""
        begin, last_open, _ = key
        followed = [choices for end, choices in by_end.items() if last_open < end + self._pause <= begin]
        if len({choice.meeting.id for choice in group}) == 1:  # which follows not itself
            others = ([choice for choice in choices if choice.meeting is not group[0].meeting] for choices in followed)
            followed = [choices for choices in others if choices]
        taken = self._either.of(group)
        if government.delegations == 1:
            ended = [self._either.of(at_once) for at_once in followed]
        else:
            ended = [choice.taken for at_once in followed for choice in at_once]
        first = self._model.new_bool_var("") if ended else taken
        if ended:
            self._model.add_bool_or(first, taken.negated(), *ended)
            self._model.add_implication(first, taken)
            for other in ended:
                self._model.add_implication(first, other.negated())
        before = {choice.taken.index for at_once in followed for choice in at_once}
        own = frozenset(choice.taken.index for choice in group)
        return Link(taken, first, own, frozenset(before), frozenset(choice.meeting.id for choice in group))

    def _groups(self, government: Government, choices: Sequence[Choice]) -> dict[tuple[int, int, str], list[Choice]]:
        """Choices that begin at one instant after the same last open start: who becomes free later goes straight on.

        Of each group only one can be taken: with one delegation that of any meeting, with several the ways of one meeting
        (rooms and people that it keeps, pairs of languages covered). They share a constraint, a tighter one.
        """
        groups: dict[tuple[int, int, str], list[Choice]] = defaultdict(list)
        for choice in choices:
            begin, opened = choice.start.begin, self._starts.open[choice.meeting.id]
            earlier = bisect_left(opened, begin)
            apart = "" if government.delegations == 1 else choice.meeting.id
            groups[begin, opened[earlier - 1] if earlier else NEVER, apart].append(choice)
        return groups
