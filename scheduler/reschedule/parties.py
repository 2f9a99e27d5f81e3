"""Other governments in a meeting: one leaves, joins, or takes the place of another; number, place and length stay.

The requests say so too, as if they had been written so, since a meeting is what its requests ask for. All who then sit in
the meeting are asked again.
"""

from dataclasses import replace
from typing import assert_never

from scheduler.domain import Event, Join, Leave, Meeting, Message, OfParties, Replace, Request, RequestOutcome, weight_of
from scheduler.reschedule.said import because, cells_of
from scheduler.reschedule.without import without

LEAST = 2
"""Governments that a meeting needs."""


def with_parties(event: Event, change: OfParties) -> Event:
    """The event in which other governments sit in a meeting; as it was where that is not there any more."""
    meeting = next((one for one in event.meetings if one.id == change.meeting), None)
    if meeting is None:
        return event
    left = tuple(filter(None, (_as_changed(request, change, meeting) for request in meeting.requests)))
    values = {"who": change.government, "meeting": meeting.id, "because": because(change)}
    reason = Message("reason.left", values, cells_of(change))
    parties = tuple(sorted({code for request in left for code in request.parties}))
    if len(parties) < LEAST:
        return without(event, [meeting], reason)
    invited = {code for request in left for code in request.optional} - set(parties)
    apart = any(set(one.governments) == set(parties) for one in event.meetings if one.id != meeting.id)
    if apart and not meeting.label:  # else the two would be one meeting by their parties
        left = tuple(replace(request, label=meeting.id) for request in left)
    asked = {request.no: request for request in left}
    now = replace(
        meeting,
        requests=left,
        governments=parties,
        optional=tuple(code for code in meeting.optional if code in invited),
        label=next((request.label for request in left if request.label), ""),
        weight=weight_of(left),
        ask_again=parties,
    )
    gone = [request for request in meeting.requests if request.no not in asked]
    return replace(
        event,
        meetings=tuple(now if one.id == meeting.id else one for one in event.meetings),
        requests=tuple(asked.get(request.no, request) for request in event.requests),
        not_met=(*event.not_met, *(RequestOutcome(request.no, None, reason) for request in gone)),
    )


def _as_changed(request: Request, change: OfParties, meeting: Meeting) -> Request | None:
    """A request of the meeting as it would be asked for now; `None` where nobody asks any more."""
    length = meeting.duration
    match change:
        case Leave():
            if request.requester == change.government:
                return None
            others = tuple(code for code in request.counterparts if code != change.government)
            return replace(request, counterparts=others, duration=length)
        case Join():
            others = tuple(dict.fromkeys((*request.counterparts, change.government)))
            optional = tuple(code for code in request.optional if code != change.government)
            return replace(request, counterparts=others, optional=optional, duration=length)
        case Replace():
            swapped = {change.government: change.by}
            return replace(
                request,
                requester=swapped.get(request.requester, request.requester),
                counterparts=tuple(swapped.get(code, code) for code in request.counterparts),
                optional=tuple(code for code in request.optional if code != change.by),
                duration=length,
            )
        case _:
            assert_never(change)
