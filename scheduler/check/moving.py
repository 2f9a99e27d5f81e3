"""What moving one meeting changes, found without looking again at all that it has nothing to do with.

The rules and goals are those of the check: each is asked about the meetings that it can connect with the one that moves, and
what comes out is what the check of the whole timetable would find.
"""

from collections.abc import Container, Mapping
from datetime import UTC, datetime, timedelta
from functools import cached_property

from scheduler.check.facts import Facts, Hours
from scheduler.check.goals import early, inconvenience, interpreters_in_use, left_out, optional_missing, requests_unmet
from scheduler.check.rules import INTERPRETERS, RULES, uneven
from scheduler.domain import Event, Interpreting, Meeting, Placement, Violation

BY_ITSELF = ("R1", "R5", "R6")
"""The rules that a start breaks in whichever room, whatever else takes place."""

BY_PARTIES = ("R2", "R8", "R10")
"""Those that it breaks together with meetings of the same governments, or with those before or after which it comes."""

OF_ROOMS = ("R4", "R9")
"""Those that it breaks by itself in one room and not in another."""

Placements = Mapping[str, Placement]


class Moving:
    """One meeting of an event, to be put among the placements of all others.

    Parameters
    ----------
    event
        What was said.
    placements
        Where the meetings are, by their ids; where the one that moves is counts as free.
    meeting
        The one that moves, placed or not.
    hours
        When the governments of the event work.
    fairness_kept
        The fairness bound that is said to be kept, where the one set could not be.
    """

    def __init__(self, event: Event, placements: Placements, meeting: Meeting, hours: Hours, fairness_kept: int = 0) -> None:
        self._event, self._meeting, self._hours, self._fairness_kept = event, meeting, hours, fairness_kept
        self._others = {id: place for id, place in placements.items() if id != meeting.id and id in event.ids}
        self._now = placements.get(meeting.id)
        self._parties = [event.government(code) for code in meeting.governments]
        self._at: tuple[datetime, tuple[Interpreting, ...]] | None = None
        self._there: dict[str, int] = {}
        self._near = {id: place for id, place in self._others.items() if self._is_near(event.meeting(id))}

    def _is_near(self, other: Meeting) -> bool:
        """Whether another meeting shares a government with it, if only an optional one, or comes before or after it."""
        shared = not {*self._meeting.governments, *self._meeting.optional}.isdisjoint((*other.governments, *other.optional))
        return shared or other.id in self._meeting.after or self._meeting.id in other.after

    # ---------------------------------------------------------------------------------------------------------- rules

    def breaches(self, place: Placement) -> list[Violation]:
        """The rules R1 to R12 that a placement breaks; those of the check of the whole that concern the meeting."""
        return [*self.of_time(place), *self.of_room(place), *self.of_people(place), *self.of_all(place)]

    def of_time(self, place: Placement) -> list[Violation]:
        """What is wrong with a time, in whichever room and with whomever."""
        return [*self._broken(place, {}, BY_ITSELF), *self._broken(place, self._near, BY_PARTIES)]

    def of_room(self, place: Placement) -> list[Violation]:
        """What is wrong with a room at a time, and with what must not move."""
        pause = timedelta(minutes=self._event.settings.room_changeover)
        there = {
            id: other
            for id, other in self._others.items()
            if other.room == place.room and other.start < place.end + pause and place.start < other.end + pause
        }
        return [*self._broken(place, {}, OF_ROOMS), *self._broken(place, there, ("R3",))]

    def of_people(self, place: Placement) -> list[Violation]:
        """What is wrong with those who interpret."""
        return self._broken(place, self._with_any({one.name for one in place.interpreters}), (INTERPRETERS,))

    def of_all(self, place: Placement) -> list[Violation]:
        """Whether breaks are too uneven then."""
        if self._event.settings.fairness_bound is None:
            return []
        facts = self._facts({**self._near, self._meeting.id: place})
        return list(uneven(facts, self._breaks(facts)))

    def _broken(self, place: Placement, near: Placements, rules: Container[str]) -> list[Violation]:
        facts = self._facts({**near, self._meeting.id: place})
        found = (violation for name, rule in RULES if name in rules for violation in rule(facts))
        return [violation for violation in dict.fromkeys(found) if self._meeting.id in violation.meetings]

    def _with_any(self, names: Container[str]) -> Placements:
        """The other meetings in which any of these interpret."""
        return {id: place for id, place in self._others.items() if any(one.name in names for one in place.interpreters)}

    def _facts(self, placements: Placements) -> Facts:
        return Facts(self._event, placements, self._fairness_kept, self._hours)

    # ---------------------------------------------------------------------------------------------------------- goals

    def changes(self, place: Placement) -> dict[str, int]:
        """By how much each goal would be another than it is; those that would be as they are, are left out."""
        if (place.start, place.interpreters) != self._at:  # in another room only those are other ones
            self._at, self._there = (place.start, place.interpreters), self._values(place)
            self._there["G7"] = self._newly_in_use(place)
        after = {**self._there, **self._placing, "G9": self._room_changes(place)}
        return {
            goal: after[goal] - self._as_it_is.get(goal, 0) for goal in after if after[goal] != self._as_it_is.get(goal, 0)
        }

    @cached_property
    def _as_it_is(self) -> dict[str, int]:
        return self._values(self._now) | {"G9": self._room_changes(self._now)}

    @cached_property
    def _placing(self) -> dict[str, int]:
        """What it changes that the meeting is placed at all, wherever."""
        if self._now:
            return {}
        somewhere = Placement(datetime.min.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC), "")
        without, placed = self._facts(self._others), self._facts({**self._others, self._meeting.id: somewhere})
        return {"G1": left_out(placed) - left_out(without), "G2": requests_unmet(placed) - requests_unmet(without)}

    def _values(self, place: Placement | None) -> dict[str, int]:
        """What goals are worth with the meeting there, as far as they have to do with it; the rest is the same anywhere."""
        mine = {self._meeting.id: place} if place else {}
        alone, facts = self._facts(mine), self._facts({**self._near, **mine})
        breaks = self._breaks(facts)
        return {
            "G3": inconvenience(alone),
            "G4": optional_missing(facts),
            "G5": sum(breaks.values()),
            "G6": max(breaks.values()),
            "G8": early(alone),
        }

    def _room_changes(self, place: Placement | None) -> int:
        facts = self._facts({**self._near, **({self._meeting.id: place} if place else {})})
        return sum(facts.room_changes_of(one) for one in self._parties if one.delegations == 1)

    def _newly_in_use(self, place: Placement) -> int:
        """By how many more interpreters are in use on a day."""
        people = {one.name for at in (place, self._now) if at for one in at.interpreters}
        theirs = self._with_any(people)
        was, becomes = ({**theirs, **({self._meeting.id: at} if at else {})} for at in (self._now, place))
        return interpreters_in_use(self._facts(becomes)) - interpreters_in_use(self._facts(was))

    def _breaks(self, facts: Facts) -> dict[str, int]:
        """The breaks of every government; only those of the parties are counted anew."""
        return self._breaks_elsewhere | {one.code: facts.breaks_of(one) for one in self._parties}

    @cached_property
    def _breaks_elsewhere(self) -> dict[str, int]:
        return self._facts(self._others).breaks
