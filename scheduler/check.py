"""Event + Timetable → violations and goal values, in plain Python.

The independent look that every timetable passes before anybody sees it. It shares nothing with the model: where the model
turns local statements into instants, this module reads, for the minutes of a placement, what each party's clock shows, and
looks that up in what was said. Instants are whole minutes since 1970-01-01 00:00 UTC.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, cached_property
from itertools import combinations, pairwise
from zoneinfo import ZoneInfo

from scheduler.domain import (
    Event,
    Government,
    Interpreter,
    LocalRange,
    Meeting,
    Moment,
    Placement,
    Source,
    Timetable,
    Verdict,
    Violation,
)

SATURDAY = 5
MODES_OF_ROOM = {"online": {"", "online"}, "hybrid": {"", "online", "hybrid", "on-site"}, "on-site": {"on-site"}}
"""The modes of meeting that a type of room serves (R4)."""


def check(event: Event, timetable: Timetable, before: Mapping[str, Placement] | None = None) -> Verdict:
    """Recompute every rule and every goal of a timetable from it alone.

    Parameters
    ----------
    event
        What was said.
    timetable
        What was decided. Of its claims about tiers only one is looked at: the fairness bound it keeps where the one set
        could not be kept (R12).
    before
        The placements of an earlier timetable, by the id of their meeting, for the value of goal D.
    """
    facts = _Facts(event, timetable)
    violations: list[Violation] = []
    for rule in RULES:
        violations += [violation for violation in rule(facts) if violation not in violations]
    changed = {"D": disturbance(facts, before)} if before is not None else {}
    return Verdict(tuple(violations), changed | {goal: value(facts) for goal, value in GOALS.items()})


# ------------------------------------------------------------------------------------------------------------ clocks


@cache
def _reading(zone: str, minute: int) -> tuple[date, int]:
    """What a clock shows at an instant: its date, and the minutes after its midnight."""
    shown = datetime.fromtimestamp(minute * 60, UTC).astimezone(_zone(zone))
    return shown.date(), shown.hour * 60 + shown.minute


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def _reads_within(range_: LocalRange, minute: int) -> bool:
    day, shown = _reading(range_.zone, minute)
    return range_.day in (None, day) and range_.start <= shown < range_.end


def _touches(range_: LocalRange, minutes: range) -> bool:
    return any(_reads_within(range_, minute) for minute in minutes)


def _inside(ranges: Sequence[LocalRange], minutes: range) -> bool:
    return all(any(_reads_within(range_, minute) for range_ in ranges) for minute in minutes)


def _between(start: Moment | None, end: Moment | None, zone: str, minutes: range) -> bool:
    readings = [_reading(zone, minute) for minute in minutes]
    return all((start is None or not _earlier(shown, start)) and (end is None or _earlier(shown, end)) for shown in readings)


def _earlier(shown: tuple[date, int], moment: Moment) -> bool:
    return shown < (moment.day, moment.minute) if moment.day else shown[1] < moment.minute


def _minute(instant: datetime) -> int:
    return int(instant.timestamp() // 60)


# ------------------------------------------------------------------------------------------------------------- facts


@dataclass(frozen=True)
class _Held:
    """A meeting and its placement."""

    meeting: Meeting
    placement: Placement

    @cached_property
    def minutes(self) -> range:
        return range(_minute(self.placement.start), _minute(self.placement.end))

    @property
    def begin(self) -> int:
        return self.minutes.start

    @property
    def end(self) -> int:
        return self.minutes.stop

    def overlaps(self, other: "_Held", pause: int = 0) -> bool:
        """Whether they run at once, each prolonged by the pause."""
        return self.begin < other.end + pause and other.begin < self.end + pause


class _Facts:
    """The event and its placements, and what several rules or goals ask of them."""

    def __init__(self, event: Event, timetable: Timetable) -> None:
        placements = timetable.placements
        self.event = event
        self.fairness_kept = max(
            (goal.value or 0 for tier in timetable.tiers for goal in tier.goals if goal.goal == "R12"), default=0
        )
        self.settings = event.settings
        known = {meeting.id: meeting for meeting in event.meetings}
        self.held = [_Held(known[id], placement) for id, placement in placements.items() if id in known]
        self.strangers = [id for id in placements if id not in known]
        self._days_off = {(day.government, day.day): day.working for day in event.calendar}

    def of(self, code: str) -> list[_Held]:
        """The meetings held that need a government, in order of time."""
        return sorted((held for held in self.held if code in held.meeting.governments), key=lambda held: held.begin)

    def by_day(self, code: str) -> dict[date, list[_Held]]:
        """The same by the day on which they start, on the government's own clock."""
        zone = self.event.government(code).zone
        days: dict[date, list[_Held]] = defaultdict(list)
        for held in self.of(code):
            days[_reading(zone, held.begin)[0]].append(held)
        return days

    def works(self, government: Government, minutes: range) -> bool:
        """Whether all of it lies in working hours (R6)."""
        return all(self._works_at(government.code, minute) for minute in minutes)

    @cache  # noqa: B019 - lives as long as one check
    def _works_at(self, code: str, minute: int) -> bool:
        government = self.event.government(code)
        day, _ = _reading(government.zone, minute)
        hours = government.office_hours
        return (
            self._days_off.get((code, day), day.weekday() < SATURDAY)
            and (hours is None or any(_reads_within(range_, minute) for range_ in hours))
            and not any(_reads_within(range_, minute) for range_ in government.lunch)
        )

    @cached_property
    def spans(self) -> list[tuple[range, str]]:
        """The instants of each slot, found by watching its clock, with its session."""
        return [(span, slot.session) for slot in self.event.slots for span in _span(slot.range)]

    @cache  # noqa: B019 - lives as long as one check
    def open_starts(self, id: str) -> frozenset[int]:
        """The beginnings that slots, grid, length and R6 leave open to a meeting."""
        meeting = self.event.meeting(id)
        parties = [self.event.government(code) for code in meeting.governments]
        return frozenset(
            begin
            for span, _ in self.spans
            for begin in span[:: self.settings.start_grid]
            if begin + meeting.duration <= span.stop
            and all(self.works(party, range(begin, begin + meeting.duration)) for party in parties)
        )

    @cached_property
    def breaks(self) -> dict[str, int]:
        """The breaks of every government over the event."""
        return {
            government.code: sum(self._breaks(government, of_day) for of_day in self.by_day(government.code).values())
            for government in self.event.governments
        }

    def _breaks(self, government: Government, of_day: Sequence[_Held]) -> int:
        following = sum(any(self._directly_follows(held, other) for other in of_day if other is not held) for held in of_day)
        return max(0, len(of_day) - following - government.delegations)

    def _directly_follows(self, held: _Held, other: _Held) -> bool:
        free = other.end + self.settings.government_break
        waits_for = self.open_starts(held.meeting.id)
        return held.begin >= free and not any(minute in waits_for for minute in range(free, held.begin))

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

    def interpreting(self) -> Iterator[tuple[str, _Held]]:
        """Each interpreter named in a placement, with the meeting held."""
        for held in self.held:
            for interpreting in held.placement.interpreters:
                yield interpreting.name, held

    def host_day(self, held: _Held) -> date:
        return _reading(self.settings.host_zone, held.begin)[0]


def _span(range_: LocalRange) -> Iterator[range]:
    """The runs of minutes at which a clock reads within a dated range."""
    assert range_.day
    noon = int(datetime(range_.day.year, range_.day.month, range_.day.day, 12, tzinfo=UTC).timestamp() // 60)
    around = range(noon - 27 * 60, noon + 27 * 60)  # no zone is further from UTC than 14 hours
    within = [minute for minute in around if _reads_within(range_, minute)]
    breaks = [0, *(place for place in range(1, len(within)) if within[place] != within[place - 1] + 1), len(within)]
    return (range(within[first], within[last - 1] + 1) for first, last in pairwise(breaks) if first < last)


# ------------------------------------------------------------------------------------------------------------- rules

Rule = Callable[[_Facts], Iterator[Violation]]


def _broken(rule: str, key: str, held: Iterable[_Held], cells: Iterable[Source] = (), **values: object) -> Violation:
    meetings = [one.meeting.id for one in held]
    return Violation(f"violation.{key}", {"meetings": meetings, **values}, tuple(dict.fromkeys(cells)), rule)


def placement(facts: _Facts) -> Iterator[Violation]:
    """R1: at most one placement, wholly inside one slot, at a start on the grid; a fixed start may lie off it."""
    for id in facts.strangers:
        yield Violation("violation.stranger", {"meetings": [id]}, (), "R1")
    for held in facts.held:
        cells = held.meeting.cells("duration")
        if len(held.minutes) != held.meeting.duration:
            yield _broken("R1", "length", [held], cells, minutes=len(held.minutes), asked=held.meeting.duration)
        slots = [span for span, _ in facts.spans if held.begin in span and held.end <= span.stop]
        fixed = any(request.fixed_start for request in held.meeting.requests)
        if not slots:
            yield _broken("R1", "slot", [held])
        elif not fixed and not any((held.begin - span.start) % facts.settings.start_grid == 0 for span in slots):
            yield _broken("R1", "grid", [held], grid=facts.settings.start_grid)


def governments(facts: _Facts) -> Iterator[Violation]:
    """R2: at no instant more of a government's meetings than its delegations, each prolonged by the break."""
    for government in facts.event.governments:
        for held in (mine := facts.of(government.code)):
            running = [other for other in mine if other.begin <= held.begin < other.end + facts.settings.government_break]
            if len(running) > government.delegations:
                cells = [government.cells[name] for name in ("delegations", "code") if name in government.cells]
                yield _broken("R2", "government", running, cells[:1], government=government.code)


def rooms(facts: _Facts) -> Iterator[Violation]:
    """R3: a room holds one meeting at a time, each prolonged by the changeover."""
    for one, other in combinations(facts.held, 2):
        if one.placement.room == other.placement.room and one.overlaps(other, facts.settings.room_changeover):
            yield _broken("R3", "room", [one, other], room=one.placement.room)


def room_suffices(facts: _Facts) -> Iterator[Violation]:
    """R4: capacity, hours, type, platform, and channels where interpretation is simultaneous."""
    by_name = {room.name: room for room in facts.event.rooms}
    for held in facts.held:
        room = by_name.get(held.placement.room)
        if room is None:
            yield _broken("R4", "no_room", [held], room=held.placement.room)
            continue
        meeting = held.meeting
        modes = {request.mode for request in meeting.requests} - {""} or {""}
        usable = [facts.event.government(code).platforms for code in meeting.governments]
        channels = len(facts.pairs(meeting)) if facts.settings.interpretation == "simultaneous" else 0
        faults = {
            "capacity": room.capacity is not None and (meeting.participants or 0) > room.capacity,
            "type": not modes <= MODES_OF_ROOM[room.type or "online"],
            "platform": bool(room.platform)
            and any(of and room.platform.casefold() not in map(str.casefold, of) for of in usable),
            "channels": room.channels is not None and channels > room.channels,
            "available_from": not _between(room.available_from, room.available_to, facts.settings.host_zone, held.minutes)
            or any(_touches(range_, held.minutes) for range_ in room.closed),
        }
        for name, fault in faults.items():
            if fault:
                stated = (name, "closed") if name == "available_from" else (name,)
                cells = [room.cells[field] for field in stated if field in room.cells]
                yield _broken("R4", f"room_{name}", [held], cells, room=room.name)


def availability(facts: _Facts) -> Iterator[Violation]:
    """R5: no required party marked ×, at a programme item that concerns it, or unavailable by its own request."""
    for held in facts.held:
        for mark in facts.event.marks:
            if mark.level == "no" and mark.government in held.meeting.governments and _touches(mark.range, held.minutes):
                yield _broken("R5", "marked", [held], mark.cells.values(), government=mark.government)
        for item in facts.event.programme:
            for code in set(item.governments).intersection(held.meeting.governments):
                if _touches(item.range, held.minutes):
                    yield _broken("R5", "programme", [held], item.cells.values(), government=code, title=item.title)
        for request in held.meeting.requests:
            if any(_touches(range_, held.minutes) for range_ in request.unavailable):
                cells = [request.cells["unavailable"]] if request.cells else []
                yield _broken("R5", "unavailable", [held], cells, government=request.requester, no=request.no)


def working_hours(facts: _Facts) -> Iterator[Violation]:
    """R6: inside office hours, outside lunch, on a working day of every required party, on its own clock."""
    for held in facts.held:
        for code in held.meeting.governments:
            government = facts.event.government(code)
            if not facts.works(government, held.minutes):
                cells = [government.cells[name] for name in ("office_hours", "lunch") if name in government.cells]
                yield _broken("R6", "hours", [held], cells, government=code)


def interpreters(facts: _Facts) -> Iterator[Violation]:
    """R7: each pair covered by interpreters who have both languages, are available, and sit in one meeting at a time."""
    if not facts.event.interpreters:
        return
    people = {interpreter.name: interpreter for interpreter in facts.event.interpreters}
    for held in facts.held:
        yield from _covered(facts, held, people)
    for (name, one), (other_name, other) in combinations(facts.interpreting(), 2):
        if name == other_name and (one is other or one.overlaps(other, facts.settings.interpreter_break)):
            yield _broken("R7", "interpreter_twice", dict.fromkeys([one, other]), interpreter=name)
    minutes: Counter[tuple[str, date]] = Counter()
    for name, held in facts.interpreting():
        minutes[name, facts.host_day(held)] += len(held.minutes)
    for (name, day), total in sorted(minutes.items()):
        if name in people and total > people[name].max_minutes:
            cells = [people[name].cells["max_minutes"]] if "max_minutes" in people[name].cells else []
            yield _broken("R7", "interpreter_minutes", [], cells, interpreter=name, day=day.isoformat(), minutes=total)


def _covered(facts: _Facts, held: _Held, people: Mapping[str, Interpreter]) -> Iterator[Violation]:
    covered: Counter[frozenset[str]] = Counter()
    for interpreting in held.placement.interpreters:
        person, pair = people.get(interpreting.name), frozenset(interpreting.pair.split("-"))
        if person is None or not pair <= set(person.languages):
            yield _broken("R7", "interpreter_language", [held], interpreter=interpreting.name, pair=interpreting.pair)
        elif not _between(person.available_from, person.available_to, facts.settings.host_zone, held.minutes) or any(
            _touches(range_, held.minutes) for range_ in person.away
        ):
            yield _broken("R7", "interpreter_away", [held], person.cells.values(), interpreter=person.name)
        elif facts.event.states(held.meeting).get(person.name) == "declined":
            yield _broken("R7", "interpreter_declined", [held], interpreter=person.name)
        covered[pair] += 1
    from_minutes = facts.settings.second_interpreter_from
    each = 2 if from_minutes is not None and held.meeting.duration >= from_minutes else 1
    pairs = facts.pairs(held.meeting)
    enough = {pair for pair in pairs if covered[pair] >= each}
    for pair in sorted(pairs - enough, key=sorted):
        if not (facts.settings.relay and _linked(pair, enough)):
            yield _broken("R7", "uninterpreted", [held], pair="-".join(sorted(pair)))


def _linked(pair: frozenset[str], covered: set[frozenset[str]]) -> bool:
    """Whether a chain of covered pairs leads from one language to the other."""
    start, goal = sorted(pair)
    reached, grown = set[str](), {start}
    while grown != reached:
        reached = grown
        grown = reached.union(*(link for link in covered if link & reached))
    return goal in reached


def load(facts: _Facts) -> Iterator[Violation]:
    """R8: at most the government's maximum of meetings a day, or else the event's."""
    for government in facts.event.governments:
        most = government.max_per_day if government.max_per_day is not None else facts.settings.max_per_day
        for of_day in facts.by_day(government.code).values():
            if most is not None and len(of_day) > most:
                cells = [government.cells["max_per_day"]] if "max_per_day" in government.cells else []
                yield _broken("R8", "load", of_day, cells, government=government.code, most=most)


def fixed(facts: _Facts) -> Iterator[Violation]:
    """R9: fixed start, fixed room and session are kept."""
    for held in facts.held:
        shown = _reading(facts.settings.host_zone, held.begin)
        sessions = {session.casefold() for span, session in facts.spans if held.begin in span and held.end <= span.stop}
        for request in held.meeting.requests:
            faults = {
                "fixed_start": request.fixed_start is not None
                and shown != (request.fixed_start.day, request.fixed_start.minute),
                "fixed_room": request.fixed_room not in ("", held.placement.room),
                "session": bool(request.session) and request.session.casefold() not in sessions,
            }
            for name, fault in faults.items():
                if fault:
                    cells = [request.cells[name]] if name in request.cells else []
                    yield _broken("R9", name, [held], cells, no=request.no)


def not_moved(facts: _Facts) -> Iterator[Violation]:
    """R9: what is pinned has not moved, and nothing else begins where time has passed."""
    for held in facts.held:
        pin, place = facts.event.pinned.get(held.meeting.id), held.placement
        if pin and (
            pin.start not in (None, place.start)
            or pin.room not in (None, place.room)
            or (pin.interpreters is not None and set(pin.interpreters) != set(place.interpreters))
        ):
            yield _broken("R9", "pinned", [held], pin.cells)
        now = facts.event.not_before
        if now and place.start < now and not (pin and pin.start):
            yield _broken("R9", "past", [held])


def order(facts: _Facts) -> Iterator[Violation]:
    """R10: the meeting of a request with After starts no earlier than the other's end, where both are placed."""
    by_id = {held.meeting.id: held for held in facts.held}
    for held in facts.held:
        for earlier in (by_id[id] for id in held.meeting.after if id in by_id):
            if held.begin < earlier.end:
                yield _broken("R10", "order", [held, earlier], held.meeting.cells("after"))


def mandatory(facts: _Facts) -> Iterator[Violation]:
    """R11: a mandatory meeting is placed."""
    placed = {held.meeting.id for held in facts.held}
    for meeting in facts.event.meetings:
        if meeting.mandatory and meeting.id not in placed:
            cells = meeting.cells("mandatory", "fixed_start")
            yield Violation("violation.mandatory", {"meetings": [meeting.id]}, cells, "R11")


def fairness(facts: _Facts) -> Iterator[Violation]:
    """R12: the numbers of breaks of any two governments differ by no more than the fairness bound, or the least that
    the timetable says can be kept.
    """
    bound = facts.settings.fairness_bound
    if bound is None or not facts.breaks:
        return
    most, least = (choose(facts.breaks, key=lambda code: facts.breaks[code]) for choose in (max, min))
    if facts.breaks[most] - facts.breaks[least] > max(bound, facts.fairness_kept):
        cells = [facts.settings.cells["fairness_bound"]] if facts.settings.cells else []
        values = {"most": most, "breaks": facts.breaks[most], "least": least, "fewer": facts.breaks[least]}
        yield _broken("R12", "fairness", [], cells, **values)


RULES: tuple[Rule, ...] = (
    placement,
    governments,
    rooms,
    room_suffices,
    availability,
    working_hours,
    interpreters,
    load,
    fixed,
    not_moved,
    order,
    mandatory,
    fairness,
)


# ------------------------------------------------------------------------------------------------------------- goals


def left_out(facts: _Facts) -> int:
    """G1: governments that are a required party of some meeting and have none placed."""
    wanted = {code for meeting in facts.event.meetings for code in meeting.governments}
    return len(wanted - {code for held in facts.held for code in held.meeting.governments})


def requests_unmet(facts: _Facts) -> int:
    """G2: the weights of the requests of unplaced meetings."""
    placed = {held.meeting.id for held in facts.held}
    return sum(meeting.weight for meeting in facts.event.meetings if meeting.id not in placed)


def inconvenience(facts: _Facts) -> int:
    """G3: 2 for each required party of a placed meeting that touches its △, 1 for each asking party any of whose
    Preferred cells for it does not contain it.
    """
    total = 0
    for held in facts.held:
        touched = {
            mark.government
            for mark in facts.event.marks
            if mark.level == "maybe" and mark.government in held.meeting.governments and _touches(mark.range, held.minutes)
        }
        missed = {
            request.requester
            for request in held.meeting.requests
            if request.preferred and not _inside(request.preferred, held.minutes)
        }
        total += 2 * len(touched) + len(missed)
    return total


def optional_missing(facts: _Facts) -> int:
    """G4: optional attendees who cannot come to a placed meeting."""
    return sum(_cannot_come(facts, held, code) for held in facts.held for code in held.meeting.optional)


def _cannot_come(facts: _Facts, held: _Held, code: str) -> bool:
    government = facts.event.government(code)
    others = [other for other in facts.of(code) if other is not held]
    engaged = any(sum(minute in other.minutes for other in others) >= government.delegations for minute in held.minutes)
    marked = any(
        mark.level == "no" and mark.government == code and _touches(mark.range, held.minutes) for mark in facts.event.marks
    )
    in_programme = any(code in item.governments and _touches(item.range, held.minutes) for item in facts.event.programme)
    return engaged or marked or in_programme or not facts.works(government, held.minutes)


def breaks(facts: _Facts) -> int:
    """G5: breaks of all governments together."""
    return sum(facts.breaks.values())


def evenness(facts: _Facts) -> int:
    """G6: the most breaks that any one government has."""
    return max(facts.breaks.values(), default=0)


def interpreters_in_use(facts: _Facts) -> int:
    """G7: interpreters in use, counted once for each day."""
    return len({(name, facts.host_day(held)) for name, held in facts.interpreting()})


def early(facts: _Facts) -> int:
    """G8: minutes from the opening of the event's first slot to each placed start, summed."""
    opening = min((span.start for span, _ in facts.spans), default=0)
    return sum(held.begin - opening for held in facts.held)


def room_changes(facts: _Facts) -> int:
    """G9: changes of room between consecutive meetings of a day, of governments with one delegation."""
    return sum(
        one.placement.room != other.placement.room
        for government in facts.event.governments
        if government.delegations == 1
        for of_day in facts.by_day(government.code).values()
        for one, other in pairwise(of_day)
    )


GOALS: Mapping[str, Callable[[_Facts], int]] = {
    "G1": left_out,
    "G2": requests_unmet,
    "G3": inconvenience,
    "G4": optional_missing,
    "G5": breaks,
    "G6": evenness,
    "G7": interpreters_in_use,
    "G8": early,
    "G9": room_changes,
}


def disturbance(facts: _Facts, before: Mapping[str, Placement]) -> int:
    """D: what the changes of an earlier timetable weigh, and the governments that have to be told of them."""
    weights = facts.event.disturbance
    now = {held.meeting.id: held.placement for held in facts.held}
    total, told = 0, set[str]()
    for meeting in facts.event.meetings:
        if meeting.id not in before:
            continue
        old, new = before[meeting.id], now.get(meeting.id)
        firm = {who for who, state in facts.event.states(meeting).items() if state in ("agreed", "booked")}
        times = weights.agreed if firm.intersection(meeting.governments) else 1
        people = weights.interpreter * (weights.agreed if firm & {one.name for one in old.interpreters} else 1)
        if new is None or new.start != old.start:
            total += times * (weights.left_out if new is None else weights.time) + (people if old.interpreters else 0)
        else:
            total += times * weights.room * (new.room != old.room) + people * (
                set(new.interpreters) != set(old.interpreters)
            )
        if new is None or (new.start, new.room) != (old.start, old.room):
            told.update(meeting.governments)
    return total + weights.told * len(told)
