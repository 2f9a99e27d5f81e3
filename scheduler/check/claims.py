"""R0: nothing lost, and nothing claimed that intake, weights and placements do not give.

Every request ends in exactly one place: a meeting with all its parties and conditions, a merged request, or a line with a
reason; marks, links, consent and the tiers stated are those that intake, weights and placements give.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from scheduler.check.facts import Facts
from scheduler.check.tiers import tiers_are_due
from scheduler.domain import (
    Event,
    Lengthen,
    Meeting,
    MeetingOutcome,
    Request,
    Source,
    Timetable,
    Violation,
    Withdraw,
    by_number,
)

Claim = Callable[[Facts, Timetable, Mapping[str, int]], Iterator[Violation]]

WEIGHTS = {None: 4, 1: 4, 2: 2}
"""What a request weighs by its choice (G2); any other choice weighs 1."""


def _wrong(key: str, meetings: Iterable[str], cells: Iterable[Source] = (), **values: object) -> Violation:
    return Violation(f"violation.{key}", {"meetings": list(meetings), **values}, tuple(dict.fromkeys(cells)), "R0")


def requests_end_somewhere(facts: Facts, timetable: Timetable, goals: Mapping[str, int]) -> Iterator[Violation]:
    """Each request of the intake stands there once, with the meeting that it belongs to or a reason."""
    asked = {request.no: request for request in facts.event.requests}
    home = {request.no: meeting.id for meeting in facts.event.every_meeting for request in meeting.requests}
    listed = Counter(outcome.no for outcome in timetable.requests)
    for no, request in asked.items():
        if listed[no] != 1:
            yield _wrong("request_count", [home[no]] if no in home else [], _cell(request), no=no, count=listed[no])
    for outcome in timetable.requests:
        if outcome.no not in asked:
            yield _wrong("request_unknown", [outcome.meeting] if outcome.meeting else [], no=outcome.no)
        elif outcome.meeting != home.get(outcome.no):
            meetings = [id for id in (outcome.meeting, home.get(outcome.no)) if id]
            yield _wrong("request_elsewhere", meetings, _cell(asked[outcome.no]), no=outcome.no)
        elif (outcome.reason is None) != (outcome.meeting is not None):
            key = "request_reason" if outcome.reason else "request_no_reason"
            yield _wrong(key, [outcome.meeting] if outcome.meeting else [], _cell(asked[outcome.no]), no=outcome.no)


def meetings_are_all_there(facts: Facts, timetable: Timetable, goals: Mapping[str, int]) -> Iterator[Violation]:
    """Each meeting stands there once, as the intake has it, with a place or a reason."""
    listed = Counter(outcome.id for outcome in timetable.meetings)
    known = {meeting.id: meeting for meeting in facts.event.every_meeting}
    cancelled = {gone.meeting.id for gone in facts.event.decided.cancelled}
    for id in known:
        if listed[id] != 1:
            yield _wrong("meeting_count", [id], known[id].cells("no"), count=listed[id])
    for outcome in timetable.meetings:
        if outcome.id in known:
            yield from _is_as_asked(outcome, known[outcome.id], outcome.id in cancelled, _link(facts.event, outcome))
        else:
            yield _wrong("meeting_unknown", [outcome.id])


def _is_as_asked(outcome: MeetingOutcome, meeting: Meeting, cancelled: bool, link: str | None) -> Iterator[Violation]:
    faults = {
        "meeting_requests": outcome.requests != tuple(request.no for request in meeting.requests),
        "meeting_governments": outcome.governments != meeting.governments,
        "meeting_optional": outcome.optional != meeting.optional,
        "meeting_mutual": outcome.mutual != meeting.mutual,
        "meeting_state": (outcome.state == "cancelled") != cancelled
        or (outcome.state == "scheduled") != (outcome.placement is not None),
        "meeting_reason": (outcome.reason is None) != (outcome.state == "scheduled"),
        "meeting_link": outcome.link != link,
    }
    for key, fault in faults.items():
        if fault:
            yield _wrong(key, [outcome.id], meeting.cells("no"))


def _link(event: Event, outcome: MeetingOutcome) -> str | None:
    """The link that the sheets Links and Rooms give a meeting where it is; `None` where they give none."""
    if outcome.placement is None:
        return None
    own = [link.url for link in event.links_of(outcome.id)]
    room = event.rooms_by_name.get(outcome.placement.room)
    of_room = [room.link] if room and room.link_belongs_to == "room" else []
    return next((url for url in (*own, *of_room) if url), None)


def requests_are_joined(facts: Facts, timetable: Timetable, goals: Mapping[str, int]) -> Iterator[Violation]:
    """The meetings are those that the requests ask for: all of one label, or without one all of the same parties."""
    event = facts.event
    withdrawn = {change.government for change in event.decided.changes if isinstance(change, Withdraw) and change.whole}
    lengthened = {change.meeting for change in event.decided.changes if isinstance(change, Lengthen)}
    for meeting in event.meetings:
        parties = frozenset[str]().union(*(request.parties for request in meeting.requests))
        optional = {code for request in meeting.requests for code in request.optional} - parties
        usual = event.settings.trilateral_duration if len(parties) > 2 else event.settings.default_duration
        asked = {request.requester: request for request in reversed(meeting.requests)}
        faults = {
            "joined_parties": meeting.governments != tuple(sorted(parties)),
            "joined_optional": set(meeting.optional) | withdrawn != optional | withdrawn,
            "joined_duration": meeting.id not in lengthened
            and meeting.duration != max((r.duration for r in meeting.requests if r.duration), default=usual),
            "joined_weight": meeting.weight != sum(WEIGHTS.get(request.choice, 1) for request in asked.values()),
            "joined_declined": any(request.declined for request in meeting.requests),
        }
        for key, fault in faults.items():
            if fault:
                yield _wrong(key, [meeting.id], meeting.cells("no"))
    homes: dict[object, set[str]] = defaultdict(set)
    for meeting in event.meetings:
        labels = {request.label for request in meeting.requests if request.label}
        marks: set[object] = {*labels} or {meeting.governments}
        for mark in marks:
            homes[mark].add(meeting.id)
        if len(labels) > 1:
            yield _wrong("joined_labels", [meeting.id], meeting.cells("label"), labels=sorted(labels))
    for ids in homes.values():
        if len(ids) > 1:
            yield _wrong("joined_apart", sorted(ids, key=by_number))


def _cell(request: Request) -> tuple[Source, ...]:
    return (request.cells["no"],) if "no" in request.cells else ()


CLAIMS: tuple[Claim, ...] = (requests_end_somewhere, meetings_are_all_there, requests_are_joined, tiers_are_due)
