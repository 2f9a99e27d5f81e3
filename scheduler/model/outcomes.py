"""From minutes and rooms back to placements."""

from collections.abc import Sequence
from typing import Literal

from scheduler.domain import Event, MeetingOutcome, Placement, Tier, Timetable, in_order
from scheduler.model.allotment import Allotment, Taken
from scheduler.model.clock import instant


def timetable(event: Event, taken: Taken, allotment: Allotment, tiers: Sequence[Tier], seed: int) -> Timetable:
    """The timetable of an event; the reasons for what is not scheduled are still to be found."""
    return Timetable(
        event=event.folder,
        meetings=outcomes(event, taken, allotment),
        requests=event.outcomes_of_requests,
        tiers=tuple(tiers),
        seed=seed,
        intake=event.intake,
    )


def outcomes(event: Event, taken: Taken, allotment: Allotment) -> tuple[MeetingOutcome, ...]:
    """What became of each meeting of an event, cancelled ones included, by number."""
    found = []
    for meeting in event.meetings:
        placement = None
        if start := taken.get(meeting.id):
            begin, end = instant(start.begin), instant(start.end)
            placement = Placement(begin, end, allotment.rooms[meeting.id], allotment.interpreters[meeting.id])
        state: Literal["scheduled", "unscheduled"] = "scheduled" if placement else "unscheduled"
        link = event.link_of(meeting, placement.room) or None if placement else None
        found.append(MeetingOutcome.of(meeting, state, placement, link))
    found += [MeetingOutcome.of(c.meeting, "cancelled", reason=c.reason) for c in event.decided.cancelled]
    return in_order(found)
