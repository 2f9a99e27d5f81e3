"""Breaks: the meetings of a government's day that directly follow none of its others, less its delegations."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from ortools.sat.python.cp_model import CpModel, IntVar, LinearExprT

from scheduler.domain import Government
from scheduler.model.choices import Choice, Either
from scheduler.model.starts import Starts

NEVER = -(10**9)


class Breaks:
    """The breaks of each government that can have any.

    Each is bounded from below only: it equals the number of breaks where it is minimised. Where a fairness bound holds and
    every government can have breaks, the fewest count too (R12), and it always equals their number.
    """

    def __init__(self, model: CpModel, starts: Starts, choices: Mapping[str, Sequence[Choice]], either: Either) -> None:
        self._model, self._starts, self._either = model, starts, either
        self._pause = starts.event.settings.government_break
        self.of: dict[str, list[LinearExprT]] = {}
        busy = [g for g in starts.event.governments if len(starts.event.meetings_of(g.code)) > g.delegations]
        self._exact = starts.event.settings.fairness_bound is not None and len(busy) == len(starts.event.governments)
        for government in busy:
            meetings = starts.event.meetings_of(government.code)
            by_day: dict[date, list[Choice]] = defaultdict(list)
            for choice in (choice for meeting in meetings for choice in choices[meeting.id]):
                by_day[starts.local_day(government.code, choice.start.begin)].append(choice)
            on_one_day = len(by_day) == 1 and any(meeting.mandatory for meeting in meetings)
            self.of[government.code] = [self._of_day(government, of_day, on_one_day) for _, of_day in sorted(by_day.items())]

    def _of_day(self, government: Government, choices: Sequence[Choice], surely_meets: bool) -> LinearExprT:
        firsts = [
            self._first(government, begin, last_open, group, choices)
            for (begin, last_open, _), group in self._groups(government, choices).items()
        ]
        if surely_meets and government.delegations == 1:
            return sum(firsts) - 1  # its first meeting follows none
        most = max(0, len({choice.meeting.id for choice in choices}) - government.delegations)
        breaks = self._model.new_int_var(0, most, f"{government.code} breaks")
        if self._exact:
            self._model.add_max_equality(breaks, [0, sum(firsts) - government.delegations])
        else:
            self._model.add(breaks >= sum(firsts) - government.delegations)
        return breaks

    def _first(
        self, government: Government, begin: int, last_open: int, group: Sequence[Choice], choices: Sequence[Choice]
    ) -> IntVar:
        """Whether a meeting of the group is taken and directly follows none."""
        followed: dict[int, list[Choice]] = defaultdict(list)
        for choice in choices:
            free = choice.start.end + self._pause
            if last_open < free <= begin and (len(group) > 1 or choice.meeting is not group[0].meeting):
                followed[choice.start.end].append(choice)
        if government.delegations == 1 and not followed:
            return self._either.of(group)
        first = self._model.new_bool_var("")
        if government.delegations == 1:
            one_of_them = self._either.of(group)
            ended = [self._either.of(at_once) for at_once in followed.values()]
            self._model.add_bool_or(first, one_of_them.negated(), *ended)
        else:
            one_of_them = group[0].taken
            ended = [choice.taken for at_once in followed.values() for choice in at_once]
            self._model.add_bool_or(first, one_of_them.negated(), *ended)
        if self._exact:
            self._model.add_implication(first, one_of_them)
            for other in ended:
                self._model.add_implication(first, other.negated())
        return first

    def _groups(self, government: Government, choices: Sequence[Choice]) -> dict[tuple[int, int, str], list[Choice]]:
        """Choices that begin at one instant after the same last open start: who becomes free later goes straight on.

        With one delegation only one of them can be taken, so that they share a constraint, a tighter one.
        """
        groups: dict[tuple[int, int, str], list[Choice]] = defaultdict(list)
        for choice in choices:
            begin = choice.start.begin
            before = (opening for opening in self._starts.open[choice.meeting.id] if opening < begin)
            apart = "" if government.delegations == 1 else choice.meeting.id
            groups[begin, max(before, default=NEVER), apart].append(choice)
        return groups
