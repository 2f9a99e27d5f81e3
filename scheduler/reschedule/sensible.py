"""New changes that make no sense as things stand: of what is not there, has no place, or is so already."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import assert_never

from scheduler.domain import (
    AddInterpreter,
    AddRoom,
    AddSlot,
    Back,
    Cancel,
    Change,
    CloseRoom,
    CloseTime,
    Consent,
    Event,
    Join,
    LateRequest,
    Leave,
    Lengthen,
    LinkMeeting,
    LinkRoom,
    Lost,
    Meeting,
    Move,
    OfMeeting,
    OpenRoom,
    OpenTime,
    PinMeeting,
    Placement,
    PlatformOfRoom,
    PlatformsOf,
    Problem,
    Reinstate,
    Replace,
    Return,
    Swap,
    Unpin,
    Withdraw,
    days_of,
    in_force,
    instant_of,
)
from scheduler.reschedule.apply import as_changed
from scheduler.reschedule.hours import times
from scheduler.reschedule.parties import LEAST
from scheduler.reschedule.said import cells_of

MINUTE = timedelta(minutes=1)


def senseless(event: Event, placed: Mapping[str, Placement]) -> Iterator[Problem]:
    """The new changes of an event that make no sense, each held against what those before it have made of the event."""
    changes, known = event.decided.changes, event.decided.known
    took_place = {meeting.id for meeting in as_changed(event.deciding(changes=changes[:known]), placed).meetings}
    for number in range(known, len(changes)):
        before = as_changed(event.deciding(changes=changes[:number]), placed)
        change = changes[number]
        if isinstance(change, Cancel) and change.meeting in took_place:
            continue  # though it may have been over by another change that was said with it, as of a party that withdraws
        if fault := _fault(before, change, changes[:number], placed):
            key, values = fault
            yield Problem(key, values, cells_of(change))


Fault = tuple[str, dict[str, object]]


def _fault(event: Event, change: Change, earlier: tuple[Change, ...], placed: Mapping[str, Placement]) -> Fault | None:
    acting = in_force(earlier)
    there = {meeting.id: meeting for meeting in event.meetings}
    if isinstance(change, OfMeeting) and not isinstance(change, Reinstate | Consent) and change.meeting not in there:
        return "changes.gone", {"meeting": change.meeting}
    match change:
        case Reinstate():
            return _not_to_reinstate(event, change, earlier)
        case Return():
            back = any(isinstance(c, Withdraw) and c.government == change.government for c in acting)
            return None if back else ("changes.not_withdrawn", {"who": change.government})
        case Withdraw() if change.whole:
            ever = (*event.meetings, *(gone.meeting for gone in event.decided.cancelled))
            has_any = any(change.government in (*meeting.governments, *meeting.optional) for meeting in ever)
            return None if has_any else ("changes.no_meetings_of", {"who": change.government})
        case Leave():
            return _cannot_leave(there[change.meeting], change)
        case Join():
            inside = change.government in there[change.meeting].governments
            return ("changes.in_it", {"who": change.government, "meeting": change.meeting}) if inside else None
        case Replace():
            parties = there[change.meeting].governments
            if change.government not in parties:
                return "changes.not_in_it", {"who": change.government, "meeting": change.meeting, "known": list(parties)}
            return ("changes.in_it", {"who": change.by, "meeting": change.meeting}) if change.by in parties else None
        case Move():
            return _no_place_to_move(event, there[change.meeting], change)
        case Swap():
            if change.other not in there:
                return "changes.gone", {"meeting": change.other}
            loose = [id for id in (change.meeting, change.other) if id not in placed]
            return ("changes.no_place", {"meeting": loose[0]}) if loose else None
        case PinMeeting():
            return None if change.meeting in placed else ("changes.no_place_to_pin", {"meeting": change.meeting})
        case Unpin():
            held = any(isinstance(c, PinMeeting | Move) and c.meeting == change.meeting for c in acting)
            return None if held else ("changes.not_pinned", {"meeting": change.meeting})
        case OpenRoom() | OpenTime() | Back():
            closed = any(c.subject == change.subject and isinstance(c, CloseRoom | CloseTime | Lost) for c in acting)
            return None if closed else ("changes.not_closed", {"what": change.what or "–"})
        case Consent():
            return _is_stranger(event, event.meeting(change.meeting), change)
        case (
            Cancel()
            | Withdraw()
            | Lengthen()
            | LinkMeeting()
            | LinkRoom()
            | CloseRoom()
            | CloseTime()
            | Lost()
            | PlatformOfRoom()
            | PlatformsOf()
            | AddRoom()
            | AddInterpreter()
            | AddSlot()
            | LateRequest()
        ):
            return None
        case _:
            assert_never(change)


def _not_to_reinstate(event: Event, change: Reinstate, earlier: tuple[Change, ...]) -> Fault | None:
    """What was cancelled can take place again; what does not take place for another reason, by taking that back."""
    if any(isinstance(c, Cancel) and c.meeting == change.meeting for c in in_force(earlier)):
        return None
    over = next((gone for gone in event.decided.cancelled if gone.meeting.id == change.meeting), None)
    if over is None:
        return "changes.takes_place", {"meeting": change.meeting}
    return "changes.not_by_cancel", {"meeting": change.meeting, "reason": over.reason}


def _cannot_leave(meeting: Meeting, change: Leave) -> Fault | None:
    values: dict[str, object] = {"who": change.government, "meeting": meeting.id, "known": list(meeting.governments)}
    if change.government not in meeting.governments:
        return "changes.not_in_it", values
    if len(meeting.governments) <= LEAST:
        return "changes.leave_of_two", values
    return ("changes.leaves_no_request", values) if meeting.asking == (change.government,) else None


def _is_stranger(event: Event, meeting: Meeting, change: Consent) -> Fault | None:
    people = [person.name for person in event.interpreters]
    if change.government in (*meeting.governments, *meeting.optional, *people):
        return None
    return "changes.not_in_it", {"who": change.government, "meeting": meeting.id, "known": list(meeting.governments)}


def _no_place_to_move(event: Event, meeting: Meeting, change: Move) -> Fault | None:
    """Whether no slot has room for the meeting at the times that are named."""
    if change.how == "another day":
        several = len(days_of(event.slots)) > 1
        return None if several else ("changes.one_day", {"meeting": meeting.id})
    length = meeting.duration * MINUTE
    slots = [
        (instant_of(s.range.day, s.range.start, s.range.zone), instant_of(s.range.day, s.range.end, s.range.zone))
        for s in event.slots
        if s.range.day
    ]
    if change.how == "exactly":
        assert change.start
        day = change.start.day or days_of(event.slots)[0]
        at = instant_of(day, change.start.minute, change.start.zone or event.settings.host_zone)
        fits = any(start <= at and at + length <= end for start, end in slots)
    else:
        windows = [
            (instant_of(w.day, w.start, w.zone), instant_of(w.day, w.end, w.zone)) for w in times(event, change) if w.day
        ]
        fits = any(min(end, to) - max(start, since) >= length for start, end in slots for since, to in windows)
    return None if fits else ("changes.outside_slots", {"meeting": meeting.id, "minutes": meeting.duration})
