"""The event and its placements, and what several rules or goals ask of them."""

from bisect import bisect_right
from calendar import SATURDAY
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import combinations, pairwise

from scheduler.check.clock import minute_of, reading, reads_within, spans
from scheduler.domain import CalendarDay, Event, Government, Meeting, Placement


@dataclass(frozen=True)
class Held:
    """A meeting and its placement."""

    meeting: Meeting
    placement: Placement

    @cached_property
    def minutes(self) -> range:
        return range(minute_of(self.placement.start), minute_of(self.placement.end))

    @property
    def begin(self) -> int:
        return self.minutes.start

    @property
    def end(self) -> int:
        return self.minutes.stop

    def overlaps(self, other: "Held", pause: int = 0) -> bool:
        """Whether they run at once, each prolonged by the pause."""
        return self.begin < other.end + pause and other.begin < self.end + pause


class Hours:
    """When the governments of an event work, minute by minute, each on its own clock (R6).

    One of these serves any number of looks at the same event. Governments with the same clock, hours, lunch and days off
    are one of a kind, of which each minute is looked up once.
    """

    def __init__(self, event: Event) -> None:
        self.calendar: Mapping[tuple[str, date], CalendarDay] = {(day.government, day.day): day for day in event.calendar}
        self._own_days: dict[str, list[tuple[date, bool]]] = defaultdict(list)
        for (code, day), said in self.calendar.items():
            self._own_days[code].append((day, said.working))
        self._kinds: dict[object, int] = {}
        self._kind_of: dict[str, tuple[Government, int]] = {}
        self._known: dict[tuple[int, int], bool] = {}
        self._works: dict[tuple[int, range], bool] = {}
        self._closed: dict[tuple[int, range], tuple[set[date], bool, bool]] = {}

    def _kind(self, government: Government) -> int:
        """The number of the governments that work whenever this one does."""
        known = self._kind_of.get(government.code)
        if known is None or known[0] is not government:
            days = tuple(sorted(self._own_days.get(government.code, ())))
            alike = government.zone, government.office_hours, government.lunch, days
            known = self._kind_of[government.code] = government, self._kinds.setdefault(alike, len(self._kinds))
        return known[1]

    def works(self, government: Government, minutes: range) -> bool:
        """Whether a government works at all of these instants."""
        key = self._kind(government), minutes
        if key not in self._works:
            self._works[key] = all(self._works_at(government, minute) for minute in minutes)
        return self._works[key]

    def _works_at(self, government: Government, minute: int) -> bool:
        key = self._kind(government), minute
        if key not in self._known:
            self._known[key] = self._looked_up(government, minute)
        return self._known[key]

    def _looked_up(self, government: Government, minute: int) -> bool:
        day, _ = reading(government.zone, minute)
        return (
            self._is_working_day(government.code, day)
            and _is_open(government, minute)
            and not any(reads_within(range_, minute) for range_ in government.lunch)
        )

    def _is_working_day(self, code: str, day: date) -> bool:
        said = self.calendar.get((code, day))
        return said.working if said else day.weekday() < SATURDAY

    def closed_by(self, government: Government, minutes: range) -> tuple[set[date], bool, bool]:
        """What keeps a government from working at some of these instants: days off, office hours, lunch."""
        key = self._kind(government), minutes
        if key not in self._closed:
            self._closed[key] = self._found_closed(government, minutes)
        return self._closed[key]

    def _found_closed(self, government: Government, minutes: range) -> tuple[set[date], bool, bool]:
        if self.works(government, minutes):
            return set(), False, False
        days = {reading(government.zone, minute)[0] for minute in minutes}
        off = {day for day in days if not self._is_working_day(government.code, day)}
        late = any(not _is_open(government, minute) for minute in minutes)
        lunch = any(reads_within(range_, minute) for range_ in government.lunch for minute in minutes)
        return off, late, lunch


class Facts:
    """What was said of an event, held against placements by the ids of their meetings.

    Attributes
    ----------
    hours
        When its governments work.
    held
        The meetings that have a place and are known to the event.
    looked_at
        Those of them that are looked at by themselves: all, or the one of which breaches are asked for.
    strangers
        Ids of placements of which the event knows no meeting.
    fairness_kept
        The fairness bound that is said to be kept, where the one set could not be.
    """

    def __init__(
        self,
        event: Event,
        placements: Mapping[str, Placement],
        fairness_kept: int = 0,
        hours: Hours | None = None,
        of: str = "",
    ) -> None:
        self.event, self.settings, self.fairness_kept = event, event.settings, fairness_kept
        self.hours = hours or Hours(event)
        self.held = [Held(event.meeting(id), placement) for id, placement in placements.items() if id in event.ids]
        self.looked_at = [held for held in self.held if held.meeting.id == of] if of else self.held
        self.strangers = [id for id in placements if id not in event.ids]

    def of(self, code: str) -> list[Held]:
        """The meetings held that need a government, in order of time; of those that begin at once, by their ids."""
        return self._of.get(code, [])

    @cached_property
    def _of(self) -> Mapping[str, list[Held]]:
        found: dict[str, list[Held]] = defaultdict(list)
        for held in sorted(self.held, key=lambda held: (held.begin, held.meeting.id)):
            for code in held.meeting.governments:
                found[code].append(held)
        return dict(found)

    def by_day(self, code: str) -> dict[date, list[Held]]:
        """The same by the day on which they start, on the government's own clock."""
        zone = self.event.government(code).zone
        days: dict[date, list[Held]] = defaultdict(list)
        for held in self.of(code):
            days[reading(zone, held.begin)[0]].append(held)
        return days

    @property
    def engaged(self) -> list[Government]:
        """The governments of the meetings looked at, by code."""
        codes = {code for held in self.looked_at for code in held.meeting.governments}
        return [self.event.government(code) for code in sorted(codes)]

    @cached_property
    def spans(self) -> list[tuple[range, str]]:
        """The instants of each slot, found by watching its clock, with its session."""
        return [(span, slot.session) for slot in self.event.slots for span in spans(slot.range)]

    def could_begin(self, meeting: Meeting, minutes: range) -> bool:
        """Whether slots, grid, length and R6 leave open to a meeting a beginning at one of these instants."""
        if not minutes:
            return False
        parties = [self.event.government(code) for code in meeting.governments]
        return any(
            all(self.hours.works(party, range(begin, begin + meeting.duration)) for party in parties)
            for span, _ in self.spans
            for begin in _on_grid(span, self.settings.start_grid, minutes)
            if begin + meeting.duration <= span.stop
        )

    @cached_property
    def breaks(self) -> dict[str, int]:
        """The breaks of every government over the event."""
        return {government.code: self.breaks_of(government) for government in self.event.governments}

    def breaks_of(self, government: Government) -> int:
        """Those of one government."""
        return sum(self._breaks(government, of_day) for of_day in self.by_day(government.code).values())

    @cached_property
    def room_changes(self) -> dict[str, int]:
        """The changes of room between consecutive meetings of a day, of every government with one delegation."""
        return {one.code: self.room_changes_of(one) for one in self.event.governments if one.delegations == 1}

    def room_changes_of(self, government: Government) -> int:
        """Those of one government."""
        days = self.by_day(government.code).values()
        return sum(one.placement.room != other.placement.room for of_day in days for one, other in pairwise(of_day))

    def _breaks(self, government: Government, of_day: Sequence[Held]) -> int:
        free = sorted(held.end + self.settings.government_break for held in of_day)
        following = sum(self._directly_follows(held, free) for held in of_day)
        return max(0, len(of_day) - following - government.delegations)

    def _directly_follows(self, held: Held, free: Sequence[int]) -> bool:
        """Whether it could not have begun earlier after another of the day, of which `free` has the ends with the break.

        Of those that are over by then only the last counts: whatever lies open after it does after all others.
        """
        over = bisect_right(free, held.begin)
        return over > 0 and not self.could_begin(held.meeting, range(free[over - 1], held.begin))

    def pairs(self, meeting: Meeting) -> set[frozenset[str]]:
        """The pairs of main languages that are to be interpreted in a meeting."""
        needed = set()
        for one, other in combinations(meeting.governments, 2):
            first, second = self.event.government(one), self.event.government(other)
            said = {request.interpreter for request in meeting.requests if request.requester in (one, other)}
            understand = self.settings.second_languages and set(first.languages) & set(second.languages)
            excused = bool(said & {"own", "no"}) or bool(understand)
            if first.languages[0] != second.languages[0] and ("yes" in said or not excused):
                needed.add(frozenset((first.languages[0], second.languages[0])))
        return needed

    def interpreters_each(self, meeting: Meeting) -> int:
        """How many interpreters each pair of a meeting needs."""
        from_minutes = self.settings.second_interpreter_from
        return 2 if from_minutes is not None and meeting.duration >= from_minutes else 1

    def interpreting(self) -> Iterator[tuple[str, Held]]:
        """Each interpreter named in a placement, with the meeting held."""
        for held in self.held:
            for interpreting in held.placement.interpreters:
                yield interpreting.name, held

    def host_day(self, held: Held) -> date:
        return reading(self.settings.host_zone, held.begin)[0]


def _on_grid(span: range, grid: int, minutes: range) -> range:
    """The beginnings on the grid of a slot that are among some instants."""
    steps = max(0, -((span.start - minutes.start) // grid))
    return range(span.start + steps * grid, min(span.stop, minutes.stop), grid)


def _is_open(government: Government, minute: int) -> bool:
    hours = government.office_hours
    return hours is None or any(reads_within(range_, minute) for range_ in hours)
