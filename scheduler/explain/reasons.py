"""The reason of each meeting that is not scheduled, with the cells it rests on."""

from collections.abc import Iterator
from dataclasses import replace

from scheduler.domain import Event, Meeting, MeetingOutcome, Message, Timetable
from scheduler.model import Start, Starts, minute, no_place


def with_reasons(event: Event, timetable: Timetable) -> Timetable:
    """The timetable with a reason for each meeting that it leaves out."""
    starts = Starts(event)
    taken = {
        id: Start(minute(placement.start), minute(placement.end), frozenset((placement.room,)))
        for id, placement in timetable.placements.items()
    }

    def explained(outcome: MeetingOutcome) -> MeetingOutcome:
        if outcome.state != "unscheduled":
            return outcome
        return replace(outcome, reason=_reason(starts, event.meeting(outcome.id), taken))

    return replace(timetable, meetings=tuple(explained(outcome) for outcome in timetable.meetings))


def _reason(starts: Starts, meeting: Meeting, taken: dict[str, Start]) -> Message:
    possible = starts.possible[meeting.id]
    cells = meeting.cells("no", "choice")
    if not possible:
        return no_place("reason.no_place", starts, meeting)
    in_the_way = [sorted(_in_the_way(starts, meeting, start, taken)) for start in possible]
    if not all(in_the_way):
        return Message("reason.not_found", {"starts": len(possible)}, cells)
    others = sorted({id for ids in in_the_way for id in ids})
    return Message("reason.outweighed", {"starts": len(possible), "others": others, "weight": meeting.weight}, cells)


def _in_the_way(starts: Starts, meeting: Meeting, start: Start, taken: dict[str, Start]) -> Iterator[str]:
    """The placed meetings that keep this one from a start."""
    settings = starts.event.settings
    parties = set(meeting.governments)
    in_rooms = {room: [] for room in start.rooms}  # type: dict[str, list[str]]
    for id, other in taken.items():
        shared = parties.intersection(starts.event.meeting(id).governments)
        if (
            (shared and _overlap(start, other, settings.government_break))
            or (shared and any(_full(starts, code, start, taken) for code in shared))
            or (id in meeting.after and other.end > start.begin)
            or (meeting.id in starts.event.meeting(id).after and start.end > other.begin)
        ):
            yield id
        for room in other.rooms & start.rooms:
            if _overlap(start, other, settings.room_changeover):
                in_rooms[room].append(id)
    if all(in_rooms.values()):
        yield from {id for ids in in_rooms.values() for id in ids}


def _overlap(one: Start, other: Start, pause: int) -> bool:
    return one.begin < other.end + pause and other.begin < one.end + pause


def _full(starts: Starts, code: str, start: Start, taken: dict[str, Start]) -> bool:
    """Whether a government has its most meetings on the day of a start (R8)."""
    most = starts.event.government(code).max_per_day or starts.event.settings.max_per_day
    day = starts.local_day(code, start.begin)
    mine = [taken[meeting.id] for meeting in starts.event.meetings_of(code) if meeting.id in taken]
    return most is not None and sum(starts.local_day(code, other.begin) == day for other in mine) >= most
