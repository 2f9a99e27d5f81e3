"""What is right by itself and yet worth a look, once the whole event is known."""

from collections.abc import Iterator, Set
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain
from zoneinfo import ZoneInfo

from scheduler import words
from scheduler.domain import Event, Interpreter, LocalRange, Room, Source, Timed, clock_time, days_around
from scheduler.domain.problems import Problems

LEAST_CHANGEOVER = 15
"""Minutes between two meetings in one room, below which those of the next may walk in by the room's own link."""


def look_over(event: Event, answered: Set[str], governments: Source, problems: Problems) -> None:
    """Notes on what may be an oversight, and questions on hours that a clock shows twice or never.

    Parameters
    ----------
    event
        As it was read.
    answered
        The codes of the governments that have returned a form.
    governments
        The sheet Governments.
    problems
        Takes what is to be said.
    """
    _say_silent(event, answered, governments, problems)
    _say_of_minimum(event, problems)
    _say_of_rooms(event, problems)
    _say_of_interpreters(event, problems)
    days = days_around(event.slots)
    for cell, range_ in _stated_ranges(event):
        if range_.day and range_.day not in days:
            problems.note(cell, "range.outside", day=range_.day.isoformat())
    timed = [change for change in event.decided.changes if isinstance(change, Timed)]
    for change in timed:
        if change.start and change.start.day and not change.times(days, event.settings.host_zone):
            problems.note(change.cells["what"], "range.outside", day=change.start.day.isoformat())
    for cell, day, minute, zone in _stated_hours(event):
        _ask_of_changed_clock(cell, day, minute, zone, problems)


def _say_silent(event: Event, answered: Set[str], governments: Source, problems: Problems) -> None:
    heard = {request.requester for request in event.requests} | answered
    silent = [government.code for government in event.governments if government.code not in heard]
    if silent and not problems.errors:
        problems.note(governments, "governments.silent", codes=silent)


def _say_of_minimum(event: Event, problems: Problems) -> None:
    for government in event.governments:
        least, count = government.min_meetings, len(event.meetings_of(government.code))
        cell = government.cells.get("min_meetings")
        if cell and least > max(count, 1) and not problems.errors:
            problems.note(cell, "governments.min_meetings", government=government.code, least=least, count=count)


def _say_of_rooms(event: Event, problems: Problems) -> None:
    pause = event.settings.room_changeover
    smallest = min((meeting.participants or 0 for meeting in event.meetings), default=0)
    for room in event.rooms:
        if room.link and room.link_belongs_to == "room" and pause < LEAST_CHANGEOVER:
            problems.note(room.cells["link"], "rooms.link_shared", room=room.name, minutes=pause)
    for room in event.rooms:
        if room.capacity is not None and room.capacity < smallest:
            problems.note(room.cells["capacity"], "rooms.too_small", room=room.name, least=smallest)


def _say_of_interpreters(event: Event, problems: Problems) -> None:
    concerned = {code for meeting in event.meetings for code in meeting.governments}
    languages = set(chain.from_iterable(event.government(code).languages[:1] for code in concerned))
    for interpreter in event.interpreters:
        if len(languages.intersection(interpreter.languages)) < 2:
            problems.note(interpreter.cells["languages"], "interpreters.unused", name=interpreter.name)


def _stated_ranges(event: Event) -> Iterator[tuple[Source, LocalRange]]:
    """Every range that only matters near the event, with its cell."""
    for request in event.requests:
        yield from ((request.cells["preferred"], range_) for range_ in request.preferred)
        yield from ((request.cells["unavailable"], range_) for range_ in request.unavailable)
    yield from ((item.cells["date"], item.range) for item in event.programme)
    yield from ((mark.cells["range"], mark.range) for mark in event.marks)


# ------------------------------------------------------------------------------------- hours that are twice, or never


def _stated_hours(event: Event) -> Iterator[tuple[Source, date, int, str]]:
    """Every time of day on a date that a cell states, with the zone of its clock."""
    ranges = [*_stated_ranges(event), *((slot.cells["start"], slot.range) for slot in event.slots)]
    for cell, range_ in ranges:
        if range_.day:
            yield cell, range_.day, range_.start, range_.zone
            yield cell, range_.day, range_.end, range_.zone
    there: list[Room | Interpreter] = [*event.rooms, *event.interpreters]
    moments = [(one.cells.get("available_from"), one.available_from) for one in there]
    moments += [(one.cells.get("available_to"), one.available_to) for one in there]
    moments += [(request.cells.get("fixed_start"), request.fixed_start) for request in event.requests]
    timed = [change for change in event.decided.changes if isinstance(change, Timed)]
    moments += [(change.cells.get("start"), change.start) for change in timed]
    moments += [(change.cells.get("end"), change.end) for change in timed]
    for source, moment in moments:
        if source and moment and moment.day:
            yield source, moment.day, moment.minute, moment.zone or event.settings.host_zone


def _ask_of_changed_clock(cell: Source, day: date, minute: int, zone: str, problems: Problems) -> None:
    """Ask which of two instants is meant where a clock is put back, or what where it is put forward."""
    local = datetime.combine(day, time(0)) + timedelta(minutes=minute)
    first, second = (local.replace(tzinfo=ZoneInfo(zone), fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return
    said = {"time": clock_time(minute), "day": day.isoformat(), "zone": words.zone_name(zone)}
    if first.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) != local:
        problems.question(cell, "range.hour_never", **said)
    else:
        offsets = (at.strftime("%z") for at in (first, second))
        candidates = [f"{day.isoformat()} {clock_time(minute)} UTC{offset[:3]}:{offset[3:]}" for offset in offsets]
        problems.question(cell, "range.hour_twice", **said, candidates=candidates)
