"""What each recipient is told of a timetable: its own meetings and no other's."""

from collections.abc import Iterator
from dataclasses import replace

from scheduler.domain import (
    Event,
    Meeting,
    MeetingOutcome,
    Packet,
    Recipient,
    Sitting,
    Timetable,
    Unplaced,
    by_number,
    outward,
)
from scheduler.sending.recipients import recipients

SILENT_OF = ("reason.declines",)
"""The reasons of which nothing is told to who asked: it said so itself."""


def packets(event: Event, timetable: Timetable, language: str) -> dict[str, Packet]:
    """The packet of everybody whom a timetable concerns, by the recipient's id.

    Rule: join links, passcodes and topics of a meeting go to those who sit in it and to the secretariat; who runs a room is
    told its links. Nobody learns what another has declined, ranked or marked.

    Parameters
    ----------
    event, timetable
        What was said and decided.
    language
        Of the secretariat and the operators.
    """
    sittings = sittings_of(event, timetable)
    found: dict[str, Packet] = {}
    for recipient in recipients(event, language):
        packet = _packet(event, timetable, recipient, sittings, found)
        if packet.sittings or packet.unplaced or packet.enclosed or recipient.kind == "secretariat":
            found[recipient.id] = packet
    return found


def sittings_of(event: Event, timetable: Timetable) -> tuple[Sitting, ...]:
    """Every meeting that takes place, in order of time, with all that is known of it."""
    known = {meeting.id: meeting for meeting in event.every_meeting}
    placed = (_sitting(event, known.get(one.id), one) for one in timetable.meetings if one.placement)
    return tuple(sorted(placed, key=lambda one: (one.start, by_number(one.id))))


def _sitting(event: Event, meeting: Meeting | None, outcome: MeetingOutcome) -> Sitting:
    """A meeting or a room of which an earlier version knew may be none of the event any more."""
    place = outcome.placement
    assert place
    platforms = {room.name: room.platform for room in event.rooms}
    asks = event.settings.one_sided == "ask"
    link = next((link for link in event.links if link.meeting == outcome.id), None)
    return Sitting(
        outcome.id,
        place.start,
        place.end,
        place.room,
        platforms.get(place.room, ""),
        outcome.governments,
        outcome.optional,
        outcome.link or "",
        link.meeting_id if link else "",
        link.passcode if link else "",
        meeting.topic if meeting else "",
        place.interpreters,
        tuple(code for code in meeting.bringing if code in outcome.governments) if meeting else (),
        event.awaited(meeting) if meeting and asks else (),
    )


def _packet(
    event: Event, timetable: Timetable, recipient: Recipient, all_of_them: tuple[Sitting, ...], others: dict[str, Packet]
) -> Packet:
    key = recipient.key
    match recipient.kind:
        case "government":
            mine = tuple(one for one in all_of_them if key in (*one.governments, *one.optional))
            return Packet(recipient, mine, tuple(_unplaced(event, timetable, key)))
        case "interpreter":
            mine = tuple(one for one in all_of_them if any(each.name == key for each in one.interpreters))
            return Packet(recipient, mine)
        case "operator":
            return Packet(recipient, tuple(_for_operator(one) for one in all_of_them if one.room == key))
        case "body":
            through = [one for one in others.values() if one.recipient.via == key]
            enclosed = tuple(one.recipient.key for one in through)
            silent = tuple(code for code in enclosed if any(code in one.awaited for one in all_of_them))
            return Packet(recipient, enclosed=enclosed, silent=silent)
        case "secretariat":
            return Packet(recipient, all_of_them)


def _for_operator(sitting: Sitting) -> Sitting:
    """Who runs a room opens it, and need not know what is talked about."""
    return replace(sitting, topic="")


def _unplaced(event: Event, timetable: Timetable, code: str) -> Iterator[Unplaced]:
    """What a government has asked for or agreed to and has no place; of others' wishes for it it learns nothing."""
    requests = {request.no: request for request in event.requests}
    known = {meeting.id: meeting for meeting in event.every_meeting}
    for outcome in timetable.meetings:
        meeting = known.get(outcome.id)
        if outcome.placement or outcome.reason is None or meeting is None or code not in outcome.governments:
            continue
        if code in meeting.asking or event.states(meeting).get(code) == "agreed":
            yield Unplaced(outcome.id, outcome.governments, outward(outcome.reason), outcome.state == "cancelled")
    for one in timetable.requests:
        request = requests.get(one.no)
        asked = request is not None and request.requester == code
        if request and asked and one.meeting is None and one.reason and one.reason.key not in SILENT_OF:
            yield Unplaced(one.no, tuple(sorted(request.parties)), outward(one.reason), final=False)
