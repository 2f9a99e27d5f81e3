"""What a reader is told of each meeting; the rest never comes into the file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from urllib.parse import urlsplit

from scheduler.domain import (
    Government,
    Interpreting,
    Meeting,
    MeetingOutcome,
    Message,
    Placement,
    Source,
    instant_of,
    outward,
)
from scheduler.export.workbook.view import View

Audience = Literal["secretariat", "government", "public"]


@dataclass(frozen=True)
class Reader:
    """For whom the page is: the secretariat, one government by its code, or anybody."""

    audience: Audience
    government: str = ""

    def __post_init__(self) -> None:
        if (self.audience == "government") != bool(self.government):
            raise ValueError("a page is for one government, named by its code, or for an audience that is none")

    def is_let_in(self, governments: tuple[str, ...]) -> bool:
        """Whether it may know what only the parties of a meeting and the secretariat know."""
        return self.audience == "secretariat" or self.government in governments


@dataclass(frozen=True)
class Inside:
    """What only the parties of a meeting and the secretariat know.

    Attributes
    ----------
    consent
        The catalogue entry that says who has asked or agreed; empty where that is not told.
    silent
        The parties that it names.
    provisional
        Whether consent is awaited.
    own
        The parties that bring their own interpreter.
    link
        As it is written.
    href
        The same where a click may follow it: http and https only.
    """

    consent: str
    silent: tuple[str, ...]
    provisional: bool
    interpreters: tuple[Interpreting, ...]
    own: tuple[str, ...]
    topic: str
    link: str
    href: str
    meeting_id: str
    passcode: str


@dataclass(frozen=True)
class Shown:
    """A meeting with a place. `inside` is `None` for those outside it; `mutual` is told to the secretariat only."""

    id: str
    place: Placement
    governments: tuple[str, ...]
    optional: tuple[str, ...]
    countries: tuple[str, ...]
    mutual: bool
    inside: Inside | None


@dataclass(frozen=True)
class LeftOut:
    """A meeting, or a request, without a place. What only the secretariat is told is empty for others."""

    id: str
    governments: tuple[str, ...]
    reason: Message | None
    requests: str = ""
    ways: tuple[Message, ...] = ()
    cells: tuple[Source, ...] = ()


@dataclass(frozen=True)
class Session:
    """An item of the programme, from when to when; no governments stand for all of them."""

    title: str
    start: datetime
    end: datetime
    governments: tuple[str, ...]


def told(view: View, reader: Reader) -> list[Shown]:
    """The meetings with a place, in order of time."""
    return [_told(view, reader, outcome, meeting) for outcome, meeting in view.scheduled]


def _told(view: View, reader: Reader, outcome: MeetingOutcome, meeting: Meeting) -> Shown:
    assert outcome.placement
    within = reader.is_let_in((*meeting.governments, *meeting.optional))
    return Shown(
        outcome.id,
        outcome.placement,
        meeting.governments,
        meeting.optional,
        view.kind(meeting),
        reader.audience == "secretariat" and meeting.mutual,
        _inside(view, reader, outcome, meeting) if within else None,
    )


def _inside(view: View, reader: Reader, outcome: MeetingOutcome, meeting: Meeting) -> Inside:
    silent = () if meeting.mutual else view.event.awaited(meeting)
    provisional = bool(silent) and view.event.settings.one_sided == "ask"
    consent = "mutual" if meeting.mutual else view.event.settings.one_sided if silent else "agreed"
    assert outcome.placement
    link = outcome.link or ""
    own = next((one for one in view.event.links_of(outcome.id) if one.url == link), None)
    return Inside(
        f"consent.{consent}" if provisional or reader.audience == "secretariat" else "",
        silent,
        provisional,
        outcome.placement.interpreters,
        meeting.bringing,
        meeting.topic,
        link,
        link if _may_be_followed(link) else "",
        own.meeting_id if own else "",
        own.passcode if own else "",
    )


def _may_be_followed(link: str) -> bool:
    try:
        return urlsplit(link).scheme in ("http", "https") and link.isprintable()
    except ValueError:  # as it says of [
        return False


def left_out(view: View, reader: Reader) -> list[LeftOut]:
    """What has no place: all of it for the secretariat, for a government its own, for the public nothing."""
    if reader.audience == "public":
        return []
    found = [*_meetings(view), *_requests(view, reader)]
    if reader.audience == "secretariat":
        return found
    own = (one for one in found if reader.government in one.governments)
    return [LeftOut(one.id, one.governments, outward(one.reason) if one.reason else None) for one in own]


def _meetings(view: View) -> Iterator[LeftOut]:
    for outcome in view.timetable.meetings:
        if outcome.state != "scheduled":
            yield LeftOut(
                outcome.id, outcome.governments, outcome.reason, ", ".join(outcome.requests), *_grounds(outcome.reason)
            )


def _requests(view: View, reader: Reader) -> Iterator[LeftOut]:
    """Those that lead to no meeting; a government is told of what it has asked for itself."""
    asked = {request.no: request for request in view.event.requests}
    for outcome in view.timetable.requests:
        request = asked[outcome.no]
        if outcome.meeting is None and reader.government in ("", request.requester):
            yield LeftOut("–", tuple(sorted(request.parties)), outcome.reason, outcome.no, *_grounds(outcome.reason))


def _grounds(reason: Message | None) -> tuple[tuple[Message, ...], tuple[Source, ...]]:
    """What would have to give way, and the cells it rests on."""
    if reason is None:
        return (), ()
    ways = reason.values.get("ways", ())
    return ways if isinstance(ways, tuple) else (), reason.cells


def programme(view: View, reader: Reader) -> list[Session]:
    """The sessions in order of time: all of them for the secretariat, for others those of everybody and their own."""
    found = []
    for item in view.event.programme:
        assert item.range.day
        start, end = (instant_of(item.range.day, minute, item.range.zone) for minute in (item.range.start, item.range.end))
        everybody = len(item.governments) == len(view.event.governments)
        if everybody or reader.is_let_in(item.governments):
            found.append(Session(item.title, start, end, () if everybody else tuple(view.in_order(item.governments))))
    return sorted(found, key=lambda one: (one.start, one.end, one.title))


def contacts(view: View, reader: Reader) -> list[Government]:
    """The governments of which it is known whom to ask; the secretariat's to see."""
    if reader.audience != "secretariat":
        return []
    return [one for one in view.event.governments if one.contact or one.email or one.phone or one.department]
