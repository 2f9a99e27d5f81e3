"""What a timetable is worth in the tiers, while its times are altered meeting by meeting.

Only goals that are sums over meetings and over governments are seen (G3, G4, G5, G8, and D where there was a timetable
before); tiers from the first that has any other on are left to the model, which counts for itself what a timetable is worth.
"""

from collections import Counter
from collections.abc import Collection
from typing import NamedTuple

from scheduler.domain import Event, Weight
from scheduler.model.changed import NAME as CHANGES
from scheduler.model.changed import Order, cost_left_out, tiers_with
from scheduler.model.large.guests import NOBODY, Guests, Missed, Times
from scheduler.model.large.marks import Mark
from scheduler.model.large.survey import Survey

SEEN = ("G3", "G4", "G5", "G8", CHANGES)

Worth = tuple[int, ...]
"""The value of each tier that is seen, in their order."""


class Values(NamedTuple):
    """The value of each goal that is seen."""

    inconvenience: int = 0
    missed: int = 0
    breaks: int = 0
    minutes: int = 0
    changes: int = 0


class Change(NamedTuple):
    """By how much values change with some times, and what becomes of the governments that are concerned."""

    by: Values
    missed: Missed
    breaks: dict[str, int]
    ends: dict[str, int]
    altered: dict[str, int]


def seen_tiers(event: Event, order: Order | None) -> dict[tuple[str, ...], Values]:
    """The weights of the goals in each tier that is seen, by its goals.

    Seen are those after the placing, up to the first with another goal; and that of goal D, wherever it stands.
    """
    tiers: dict[tuple[str, ...], Values] = {}
    all_seen = True
    for number, weights in tiers_with(event, order):
        names = tuple(weight.goal for weight in weights)
        if names != (CHANGES,) and number <= event.placed_by:
            continue
        all_seen = all_seen and all(goal in SEEN for goal in names)
        if all_seen or names == (CHANGES,):
            tiers[names] = _values(weights)
    return tiers


def _values(weights: tuple[Weight, ...]) -> Values:
    of = {weight.goal: weight.weight for weight in weights}
    return Values(*(of.get(goal, 0) for goal in SEEN))


def worth(tiers: list[Values], values: Values) -> Worth:
    """The value of each tier."""
    return tuple(sum(weight * value for weight, value in zip(tier, values, strict=True)) for tier in tiers)


class Counted:
    """The values of the goals for some times, and what becomes of them if a few of these change."""

    def __init__(self, survey: Survey, times: Times) -> None:
        self._survey = survey
        tiers = seen_tiers(survey.starts.event, survey.order).values()
        self._has_changes = any(tier.changes for tier in tiers)
        self._has_breaks = any(tier.breaks for tier in tiers)
        self.times = dict(times)
        has_guests = any(tier.missed for tier in tiers) and bool(survey.invitations.guests)
        self._guests = Guests(survey.invitations, self.times) if has_guests else None
        self._ends = {code: self._ends_of(code) for code in survey.alike}
        self._altered = {code: self._altered_of(code) for code in survey.held} if self._has_changes else {}
        self.breaks = {code: self._breaks_of(code, {}) for code in survey.held} if self._has_breaks else {}
        self.values = Values(
            sum(survey.costs[id][start.begin] for id, start in times.items()),
            self._guests.missed if self._guests else 0,
            sum(self.breaks.values()),
            sum(start.begin - survey.opening for start in times.values()),
            self._changes_so_far() if self._has_changes else 0,
        )

    def change(self, new: Times) -> Change:
        """What becomes of the values if placed meetings, by their ids, start then."""
        inconvenience, minutes = self.of_meetings(new)
        ends, breaks = self._breaks_after(new) if self._has_breaks else ({}, {})
        missed = self._guests.after(new) if self._guests else NOBODY
        more = sum([now - self.breaks[code] for code, now in breaks.items()])
        altered, changes = self._changes_after(new) if self._has_changes else ({}, 0)
        return Change(Values(inconvenience, missed.by, more, minutes, changes), missed, breaks, ends, altered)

    def of_meetings(self, new: Times) -> tuple[int, int]:
        """By how much the goals of meetings, G3 and G8, change: the part that is soonest counted."""
        inconvenience = minutes = 0
        for id, start in new.items():
            was, costs = self.times[id], self._survey.costs[id]
            inconvenience += costs[start.begin] - costs[was.begin]
            minutes += start.begin - was.begin
        return inconvenience, minutes

    @property
    def missing(self) -> Collection[int]:
        """The guests who miss a meeting, by their places in `invitations.guests`, in no order."""
        return self._guests.missing if self._guests else ()

    def adopt(self, new: Times, change: Change) -> None:
        """These times are so from now on."""
        self.times.update(new)
        if self._guests:
            self._guests.adopt(change.missed)
        self.breaks.update(change.breaks)
        self._ends.update(change.ends)
        self._altered.update(change.altered)
        self.values = Values(*(a + b for a, b in zip(self.values, change.by, strict=True)))

    # ------------------------------------------------------------------------------------------------------------- G5

    def _breaks_after(self, new: Times) -> tuple[dict[str, int], dict[str, int]]:
        """Ends and breaks of those who are concerned; who only exchanges the times of its own meetings is not."""
        ends: dict[str, int] = {}
        breaks: dict[str, int] = {}
        alike = self._survey.alike
        for id, start in new.items():
            was = self.times[id].begin
            for code in self._survey.meetings[id].governments:
                marks = alike.get(code)
                if marks:
                    ends[code] = ends.get(code, self._ends[code]) ^ marks.at[was].end ^ marks.at[start.begin].end
                elif code not in breaks:
                    breaks[code] = self._breaks_of(code, new)
        for code, now in ends.items():
            if now != self._ends[code]:
                breaks[code] = alike[code].breaks(now)
        return ends, breaks

    def _breaks_of(self, code: str, new: Times) -> int:
        """The meetings of a day that directly follow none of the others, less the delegations (`docs/decisions.md`)."""
        ends = days = 0
        marks: list[Mark] = []
        for id, of_meeting in self._survey.held[code]:
            start = new.get(id) or self.times.get(id)
            if start is not None:
                mark = of_meeting.at[start.begin]
                ends |= mark.end
                days |= mark.day
                marks.append(mark)
        delegations = self._survey.delegations[code]
        if delegations == 1:
            return sum([not mark.follows & ends for mark in marks]) - days.bit_count()
        firsts = Counter(mark.day for mark in marks if not mark.follows & ends)
        return sum(max(0, number - delegations) for number in firsts.values())

    def _ends_of(self, code: str) -> int:
        placed = ((marks, self.times[id]) for id, marks in self._survey.held[code] if id in self.times)
        return sum(marks.at[start.begin].end for marks, start in placed)

    # -------------------------------------------------------------------------------------------------------------- D

    def is_changed(self, id: str) -> bool:
        """Whether a placed meeting was somewhere else before, at another time or in another way."""
        return id in self._survey.changes and self._survey.change(id, self.times[id]) > 0

    def _changes_so_far(self) -> int:
        event, before = self._survey.starts.event, self._survey.starts.before
        moved = sum(self._survey.change(id, self.times[id]) for id in self._survey.changes if id in self.times)
        gone = [id for id in self._survey.changes if id not in self.times]
        left_out = sum(cost_left_out(event, self._survey.meetings[id], before[id]) for id in gone)
        return moved + left_out + event.disturbance.told * sum(number > 0 for number in self._altered.values())

    def _altered_of(self, code: str) -> int:
        """How many meetings of a government that were placed before are not as they were."""
        of_before = [id for id, _ in self._survey.held[code] if id in self._survey.changes]
        return sum(id not in self.times or not self._survey.is_as_before(id, self.times[id]) for id in of_before)

    def _changes_after(self, new: Times) -> tuple[dict[str, int], int]:
        altered: dict[str, int] = {}
        by = 0
        survey = self._survey
        for id, start in new.items():
            was = self.times[id]
            if id not in survey.changes or start is was:
                continue
            by += survey.change(id, start) - survey.change(id, was)
            more = survey.is_as_before(id, was) - survey.is_as_before(id, start)
            if more:
                for code in self._survey.meetings[id].governments:
                    altered[code] = altered.get(code, self._altered[code]) + more
        told = sum([(now > 0) - (self._altered[code] > 0) for code, now in altered.items()])
        return altered, by + self._survey.starts.event.disturbance.told * told
