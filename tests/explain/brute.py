"""Whether a meeting has a place among others, found by solving; events in which one thing less was said; and of small events
all timetables that there are.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import combinations, product

from scheduler import model
from scheduler.check import breaches, check
from scheduler.domain import (
    CalendarDay,
    Event,
    Government,
    Interpreter,
    Interpreting,
    Meeting,
    Pin,
    Placement,
    Room,
    Violation,
    instant_of,
)
from scheduler.errors import Contradiction
from tests.events import timetable


def has_a_place(event: Event, meeting: Meeting, among: Mapping[str, Placement], moving: Collection[str] = ()) -> bool:
    """Whether there is a timetable with it and these others, each pinned to where it is, and some that may move."""
    meetings = tuple(replace(one, mandatory=True) for one in event.meetings if one.id in {*among, *moving, meeting.id})
    there = {one.id for one in meetings}
    meetings = tuple(replace(one, after=tuple(id for id in one.after if id in there)) for one in meetings)
    pins = tuple(Pin(id, place.start, place.room, place.interpreters) for id, place in among.items())
    own = tuple(pin for pin in event.decided.pins if pin.meeting == meeting.id)
    requests = tuple(request for one in meetings for request in one.requests)
    asked = replace(event.placing_only, meetings=meetings, requests=requests).deciding(pins=(*pins, *own))
    try:
        model.solve(asked, model.Budget(), lambda *_: None)
    except Contradiction:
        return False
    return True


Goals = Mapping[str, int]


def all_timetables(event: Event) -> list[tuple[frozenset[str], Goals]]:
    """Every timetable that keeps the rules: the meetings it places, and its goals.

    Where placements break a rule between them, further ones are not tried beside them: they would not put it right.
    Interpreters whom a meeting can do without sit in none: they make no rule kept, and no goal better.
    """
    tried: list[dict[str, Placement]] = [{}]
    for one in event.meetings:
        places = list(_places(event, one))
        beside = [earlier | {one.id: place} for earlier in tried for place in places]
        tried += [some for some in beside if not breaches(event, some)]
    empty, found = timetable(event), []
    for some in tried:
        verdict = check(event, empty.placed_as(some), claims=False)
        if not verdict.violations:
            found.append((frozenset(some), verdict.goals))
    return found


def _places(event: Event, meeting: Meeting) -> Iterator[Placement]:
    """Each hour and room, with the fewest interpreters that do."""
    pairs = ["-".join(pair) for pair in combinations(("ja", "ko", "zh"), 2)]
    naming = [Interpreting(pair, one.name) for one in event.interpreters for pair in pairs]
    staffed = [some for number in range(4) for some in combinations(naming, number)]
    for slot, room in product(event.slots, event.rooms):
        assert slot.range.day
        start = instant_of(slot.range.day, slot.range.start, slot.range.zone)
        enough: list[set[Interpreting]] = []
        for people in staffed:
            place = Placement(start, start + timedelta(minutes=meeting.duration), room.name, people)
            more = any(fewer <= set(people) for fewer in enough)
            if not more and not breaches(event, {meeting.id: place}):
                enough.append(set(people))
                yield place


def without_all(event: Event, meeting: Meeting, said: Iterable[Violation]) -> Event:
    """The event in which none of these things holds for a meeting."""
    for one in said:
        event = without(event, event.meeting(meeting.id), one)
    return event


def without(event: Event, meeting: Meeting, said: Violation) -> Event:
    """The event in which one thing that was said does not hold for a meeting, each kind undone by hand."""
    name, values = said.key.removeprefix("violation."), said.values

    def of_government(**fields: object) -> Event:
        def changed(one: Government) -> Government:
            return replace(one, **fields) if one.code == values["government"] else one  # type: ignore[arg-type]

        return replace(event, governments=tuple(map(changed, event.governments)))

    def of_room(**fields: object) -> Event:
        def changed(one: Room) -> Room:
            return replace(one, **fields) if one.name == values["room"] else one  # type: ignore[arg-type]

        return replace(event, rooms=tuple(map(changed, event.rooms)))

    def of_person(**fields: object) -> Event:
        def changed(one: Interpreter) -> Interpreter:
            return replace(one, **fields) if one.name == values["interpreter"] else one  # type: ignore[arg-type]

        return replace(event, interpreters=tuple(map(changed, event.interpreters)))

    def of_requests(**fields: object) -> Event:
        requests = tuple(replace(one, **fields) for one in meeting.requests)  # type: ignore[arg-type]
        same = replace(meeting, requests=requests)
        return replace(event, meetings=tuple(same if one.id == meeting.id else one for one in event.meetings))

    match name:
        case "marked":
            kept = tuple(mark for mark in event.marks if not _is_said(said, mark.government, tuple(mark.cells.values())))
            return replace(event, marks=kept)
        case "programme":
            items = tuple(
                replace(item, governments=tuple(code for code in item.governments if code != values["government"]))
                for item in event.programme
            )
            return replace(event, programme=items)
        case "unavailable":
            return of_requests(unavailable=())
        case "hours":
            return of_government(office_hours=None)
        case "lunch":
            return of_government(lunch=())
        case "room_capacity":
            return of_room(capacity=None)
        case "room_platform":
            return of_room(platform="")
        case "room_available_from":
            return of_room(available_from=None, available_to=None)
        case "fixed_room":
            return of_requests(fixed_room="")
        case "fixed_start":
            return of_requests(fixed_start=None)
        case "session":
            return of_requests(session="")
        case "day_off":
            kept_days = tuple(one for one in event.calendar if one.government != values["government"])
            on = (CalendarDay(str(values["government"]), one.day, True, "") for one in event.calendar)
            return replace(event, calendar=(*kept_days, *dict.fromkeys(on)))
        case "interpreter_away":
            return of_person(available_from=None, available_to=None, away=())
        case "interpreter_minutes":
            return of_person(max_minutes=1440)
        case "no_room":
            return replace(event, rooms=(*event.rooms, Room("one more")))
        case "interpreter_language":
            one, other = str(values["pair"]).split("-")
            more = tuple(Interpreter(f"one more {one} {other} {n}", (one, other), max_minutes=1440) for n in (1, 2))
            return replace(event, interpreters=(*event.interpreters, *more))
        case _:
            raise NotImplementedError(name)


def _is_said(said: Violation, government: str, cells: tuple[object, ...]) -> bool:
    return said.values["government"] == government and tuple(said.cells) == cells
