"""What is worth a try: which meeting to move where, so that a goal is the better for it."""

import random
import sys
from collections.abc import Callable, Sequence

from scheduler.model.large.engaged import Engaged
from scheduler.model.large.survey import Survey
from scheduler.model.large.worth import Counted, Values
from scheduler.model.starts import Start

Aim = tuple[str, Start]
"""A meeting by its id, and where it is to go."""

AIMED, AIMED_WHERE_ALIKE = 0.4, 0.8
"""How many tries are aimed at what costs something, the others at anything; and how many at breaks where all meetings of all
governments fit right beside each other (measured in `docs/decisions.md`).
"""

WHERE_OTHERS_ARE = 0.5
"""How many of the tries that are not aimed go anywhere; the others to where the parties of the meeting are free."""

SEEN_AGAIN = 256
"""Tries after which it is looked again at what costs something; of large events more."""


class Aims:
    """Tries for the goals of a tier, drawn by dice.

    Parameters
    ----------
    survey, engaged, counted
        The event, and where a walk has come.
    tier
        What counts how much.
    kept
        The same of all tiers before: where they count inconvenience, no meeting goes where it would cost more, and where
        they count changes, none that is as before goes anywhere.
    dice
        By which is drawn.
    """

    def __init__(
        self, survey: Survey, engaged: Engaged, counted: Counted, tier: Values, kept: Values, dice: random.Random
    ) -> None:
        self._survey, self._engaged, self._counted = survey, engaged, counted
        self._tier, self._kept, self._dice = tier, kept, dice
        self._choices: dict[tuple[int, int, int], Sequence[Start]] = {}
        self._every = max(SEEN_AGAIN, len(counted.times))
        self._pause = survey.starts.event.settings.government_break
        self._free = list(counted.times)
        self._aimed = AIMED_WHERE_ALIKE if tier.breaks and len(survey.alike) == len(survey.held) else AIMED
        self._drawn: list[Callable[[], Aim | None]] = []

    def next(self, step: int) -> Aim | None:
        """One more; `None` where what was drawn makes none."""
        if step % self._every == 0:
            self._look()
        aimed = self._drawn and self._dice.random() < self._aimed
        aim = self._dice.choice(self._drawn)() if aimed else self._anything()
        if aim is None or self._is_there(*aim) or not self._may_go(aim[0]):
            return None
        return aim

    def _is_there(self, id: str, start: Start) -> bool:
        """Whether a meeting has a start; of the one before it may have the time, but not the room."""
        now = self._counted.times[id]
        return start.begin == now.begin and (id not in self._survey.changes or start == now)

    def _may_go(self, id: str) -> bool:
        """Not from where it was before, where a tier before counts that."""
        return not self._kept.changes or self._counted.is_changed(id) or id not in self._survey.changes

    def _anything(self) -> Aim | None:
        """Any meeting anywhere, or anywhere where its parties are free."""
        if not self._free:
            return None
        id = self._dice.choice(self._free)
        if self._dice.random() < WHERE_OTHERS_ARE:
            return id, self._dice.choice(self._choices_of(id))
        at = self._survey.at[id]
        begin = self._engaged.free_for_its_parties(self._survey.meetings[id], at, self._dice)
        return None if begin is None else (id, at[begin])

    def _look(self) -> None:
        """See what costs something now."""
        times, costs = self._counted.times, self._survey.costs
        self._free = [id for id in times if self._may_go(id)]
        self._dear = [id for id in self._free if costs[id][times[id].begin]] if self._tier.inconvenience else []
        self._torn = [code for code, breaks in self._counted.breaks.items() if breaks] if self._tier.breaks else []
        self._changed = [id for id in times if self._counted.is_changed(id)] if self._tier.changes else []
        self._missing = sorted(self._counted.missing) if self._tier.missed else []
        ways = (
            (self._dear, self._more_convenient),
            (self._missing, self._for_a_guest),
            (self._torn, self._beside_another),
            (self._free if self._tier.minutes else [], self._earlier),
            (self._changed if self._tier.changes else [], self._less_changed),
        )
        self._drawn = [way for some, way in ways if some]

    def _choices_of(self, meeting: str) -> Sequence[Start]:
        """The starts of a meeting that are worth a try; those who share theirs share these."""
        at, costs = self._survey.at[meeting], self._survey.costs[meeting]
        most = costs[self._counted.times[meeting].begin] if self._kept.inconvenience else sys.maxsize
        key = id(at), id(costs), most
        choices = self._choices.get(key)
        if choices is None:
            choices = self._choices[key] = [start for begin, start in at.items() if costs[begin] <= most]
        return choices

    def _more_convenient(self) -> Aim | None:
        id = self._dice.choice(self._dear)
        costs = self._survey.costs[id]
        now = costs[self._counted.times[id].begin]
        better = [start for start in self._choices_of(id) if costs[start.begin] < now]
        return (id, self._dice.choice(better)) if better else None

    def _less_changed(self) -> Aim | None:
        id = self._dice.choice(self._changed)
        costs = self._survey.changes[id]
        now = self._survey.change(id, self._counted.times[id])
        better = [start for begin, start in self._survey.at[id].items() if costs[begin] < now]
        return (id, self._dice.choice(better)) if better else None

    def _for_a_guest(self) -> Aim | None:
        """The meeting elsewhere, or one of the guest's own that is at that time."""
        invitations, times = self._survey.invitations, self._counted.times
        own, id, *_ = invitations.guests[self._dice.choice(self._missing)]
        at = times[id]
        others = [one for one in invitations.own[own].meetings if one in times and times[one].overlaps(at.begin, at.end)]
        one = self._dice.choice([id, *others])
        return one, self._dice.choice(self._choices_of(one))

    def _beside_another(self) -> Aim | None:
        """A meeting of a government that has breaks, right before or after another of its own."""
        held = self._survey.held[self._dice.choice(self._torn)]
        one, other = self._dice.choice(held)[0], self._dice.choice(held)[0]
        times = self._counted.times
        if one == other or one not in times or other not in times:
            return None
        if self._dice.random() < 0.5:
            begin = times[other].end + self._pause
        else:
            begin = times[other].begin - self._pause - (times[one].end - times[one].begin)
        start, costs = self._survey.at[one].get(begin), self._survey.costs[one]
        if start is None or (self._kept.inconvenience and costs[begin] > costs[times[one].begin]):
            return None
        return one, start

    def _earlier(self) -> Aim | None:
        id = self._dice.choice(self._free)
        now = self._counted.times[id].begin
        earlier = [start for start in self._choices_of(id) if start.begin < now]
        return (id, self._dice.choice(earlier)) if earlier else None
