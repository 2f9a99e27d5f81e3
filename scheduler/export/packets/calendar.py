"""Calendars (RFC 5545, RFC 5546, RFC 7986): what a recipient imports, and what a mail asks for or cancels."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Literal

from icalendar import Calendar, vCalAddress, vText, vUri
from icalendar import Event as CalendarEvent

from scheduler.domain import Recipient, Revision, Sitting, days_of
from scheduler.export.packets.says import Says

Method = Literal["PUBLISH", "REQUEST", "CANCEL"]


def calendar(
    method: Method,
    sittings: Iterable[Sitting],
    recipient: Recipient,
    says: Says,
    event_id: str,
    revisions: Mapping[str, Revision],
) -> bytes:
    """One calendar of one method; of a `CANCEL` the sittings are as they were when they were last told.

    Parameters
    ----------
    method
        A `PUBLISH` names no attendee (RFC 5546, 3.2.1).
    sittings, recipient, says
        What is told to whom, and how.
    event_id
        Of the plaza, the same in all its versions.
    revisions
        How often each meeting has changed.
    """
    found = Calendar()
    found.add("prodid", "-//plaza//plaza-scheduler//EN")
    found.add("version", "2.0")
    found.add("method", method)
    for one in sittings:
        sequence = revisions[one.id].sequence
        found.add_component(_meeting(method, one, recipient, says, event_id, sequence))
    return bytes(found.to_ical())


def _meeting(
    method: Method, sitting: Sitting, recipient: Recipient, says: Says, event_id: str, sequence: int
) -> CalendarEvent:
    made = CalendarEvent()
    made.add("uid", f"{sitting.id}.{event_id}@plaza")
    made.add("sequence", sequence)
    made.add("dtstamp", _stamp(says, sequence))
    made.add("dtstart", sitting.start.astimezone(UTC))
    made.add("dtend", sitting.end.astimezone(UTC))
    made.add(
        "summary", says.say("summary", event=says.title, meeting=sitting.id, partner=says.partners(sitting.governments))
    )
    made.add(
        "description", "\n".join(says.say("line", name=name, text=text).strip() for name, text in says.details(sitting))
    )
    made.add("location", sitting.link or says.room(sitting))
    cancelled = method == "CANCEL"
    made.add("status", "CANCELLED" if cancelled else "TENTATIVE" if sitting.awaited else "CONFIRMED")
    settings = says.event.settings
    made.add(
        "organizer", _address(settings.secretariat_email, settings.secretariat_names.in_language(says.language), event_id)
    )
    if sitting.link:
        made.add("url", vUri(sitting.link))
        made.add(
            "conference", vUri(sitting.link), parameters={"VALUE": "URI", "FEATURE": "VIDEO", "LABEL": says.room(sitting)}
        )
    if method != "PUBLISH":
        made.add("attendee", _attendee(recipient, event_id), encode=False)
    return made


def _stamp(says: Says, sequence: int) -> datetime:
    """A time that is the same for the same export, later for every later one, and before the event: no clock is asked."""
    opening = datetime.combine(days_of(says.event.slots)[0], time(0), UTC)
    return opening - timedelta(days=365) + timedelta(minutes=sequence)


def _address(mail: str, name: str, event_id: str) -> vCalAddress:
    """A person by mail; one whose address is not known by a name that is nobody else's (RFC 8141)."""
    made = vCalAddress(f"mailto:{mail}" if mail else f"urn:uuid:{event_id}")
    if name:
        made.params["cn"] = vText(name)
    return made


def _attendee(recipient: Recipient, event_id: str) -> vCalAddress:
    made = _address(recipient.address, recipient.names.in_language(recipient.language), event_id)
    made.params["partstat"] = vText("NEEDS-ACTION")
    made.params["rsvp"] = vText("FALSE")
    return made
