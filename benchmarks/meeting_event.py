"""A workbook of OptaPlanner's *meeting scheduling* as an ordinary event, and where its meetings are in a timetable.

A grain is a minute of the event's clock, on which lunch and nights are left out and one day begins as another ends: so G8
counts grains, and a meeting may go on after lunch.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from benchmarks.meeting_workbook import Asked, Workbook
from scheduler.domain import (
    GOALS,
    MIDNIGHT,
    Event,
    Government,
    LocalRange,
    Meeting,
    Names,
    Request,
    Room,
    Settings,
    Slot,
    Timetable,
    Weight,
    instant_of,
)

MONDAY, WORKING_DAYS = date(2024, 1, 1), 5
"""Where the event's clock begins, and how many days of a week it shows."""

SOUGHT = {"G1": 1, "G2": 2, "G4": 3, "G8": 4}
"""The tier of each goal; all others are off."""


def as_event(workbook: Workbook) -> Event:
    """The workbook in the words of the ordinary domain."""
    codes = {name: f"P{number:03}" for number, name in enumerate(workbook.persons, 1)}
    must = [{codes[name] for name in asked.required} for asked in workbook.meetings]
    should = [{codes[name] for name in asked.preferred} for asked in workbook.meetings]
    stand_ins = _stand_in(workbook.meetings, must, should)
    meetings = [
        _meeting(number, asked, sorted(must[number]), sorted(should[number]))
        for number, asked in enumerate(workbook.meetings)
    ]
    names = {code: name for name, code in codes.items()} | {code: code for code in stand_ins}
    return Event(
        folder=workbook.name,
        names=Names(workbook.name),
        settings=Settings("UTC", start_grid=1, room_changeover=0, government_break=0),
        slots=tuple(map(Slot, _days(workbook))),
        rooms=tuple(Room(f"R{number}", capacity=room.capacity) for number, room in enumerate(workbook.rooms)),
        governments=tuple(Government(code, "", Names(name), "UTC", ("en",)) for code, name in names.items()),
        requests=tuple(request for meeting in meetings for request in meeting.requests),
        meetings=tuple(meetings),
        weights=tuple(Weight(goal, SOUGHT.get(goal, 0), 1) for goal in GOALS),
    )


def _stand_in(asked: Sequence[Asked], must: Sequence[set[str]], should: Sequence[set[str]]) -> list[str]:
    """Let G4 see for how long somebody is torn between two meetings: there is a stand-in for each grain of that.

    Who must be at some meetings and should be at others is seen to miss one of these, but for a grain only; who should be
    at two is not seen at all. A stand-in for a grain must be at one meeting and should be at the others, if they last as
    long. It has no seat. Returns the codes of all.
    """
    made = []
    for code in sorted(set().union(*should)):
        required, preferred = ([number for number, codes in enumerate(of) if code in codes] for of in (must, should))
        torn = [(code, required, preferred)]
        torn += [(f"{code}-{one:04}", [one], preferred[at:]) for at, one in enumerate(preferred, 1)]
        for name, there, elsewhere in torn:
            for grain in range(name == code, max(one.duration for one in asked)):
                held, missed = ([one for one in some if asked[one].duration > grain] for some in (there, elsewhere))
                if held and missed:
                    made.append(f"{name}+{grain:02}")
                    for some, of in ((held, must), (missed, should)):
                        for one in some:
                            of[one].add(made[-1])
    return made


def _meeting(number: int, asked: Asked, parties: Sequence[str], guests: Sequence[str]) -> Meeting:
    request = Request(
        no=str(number),
        requester=parties[0] if parties else "",
        counterparts=tuple(parties[1:]),
        optional=tuple(guests),
        topic=asked.topic,
        duration=asked.duration,
        participants=asked.seats,
    )
    return Meeting(
        id=f"M{number:04}",
        requests=(request,),
        governments=tuple(parties),
        duration=asked.duration,
        weight=4,
        optional=tuple(guests),
        participants=asked.seats,
    )


def _days(workbook: Workbook) -> list[LocalRange]:
    """Each day on the event's clock: as many minutes as it has grains, from when the day before ends or from midnight."""
    ranges, begin = [], 0
    for grains in (len(day.grains) for day in workbook.days):
        if begin % MIDNIGHT + grains > MIDNIGHT:
            begin += MIDNIGHT - begin % MIDNIGHT
        weeks, days = divmod(begin // MIDNIGHT, WORKING_DAYS)
        day, minute = MONDAY + timedelta(weeks=weeks, days=days), begin % MIDNIGHT
        ranges.append(LocalRange(day, minute, minute + grains, "UTC"))
        begin += grains
    return ranges


def places_of(workbook: Workbook, found: Timetable) -> Mapping[int, tuple[int, int]]:
    """For each placed meeting, by its number, its first grain and the number of its room."""
    grains = [
        instant_of(range_.day, minute, range_.zone)
        for range_ in _days(workbook)
        if range_.day
        for minute in range(range_.start, range_.end)
    ]
    number_of = {at: number for number, at in enumerate(grains)}
    return {
        int(id.removeprefix("M")): (number_of[place.start], int(place.room.removeprefix("R")))
        for id, place in found.placements.items()
    }
