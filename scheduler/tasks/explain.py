"""Why a meeting is where it is, or has no place; what became of a government's requests."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from scheduler import explain, words
from scheduler.check import Hours
from scheduler.domain import (
    Event,
    Government,
    Meeting,
    MeetingOutcome,
    Message,
    Moment,
    RequestOutcome,
    Timetable,
)
from scheduler.errors import UsageError
from scheduler.reading.names import Register
from scheduler.tasks.now import instant_at
from scheduler.tasks.saving import Run
from scheduler.tasks.standing import standing

FEW = 3
"""Free places up to which it is looked what could give way for others."""

NEAREST = 5
"""Of what is there, so many are named where something is not."""


@dataclass(frozen=True)
class OfMeeting:
    """A meeting, and where it could be while the others stay.

    Attributes
    ----------
    ways
        What would have to give way for it to be elsewhere, if it is placed and few places are free.
    at, against
        The start that was asked about, and what stands against it then.
    """

    meeting: Meeting
    outcome: MeetingOutcome
    looked: explain.Looked
    ways: tuple[Message, ...] = ()
    at: datetime | None = None
    against: tuple[Message, ...] = ()


@dataclass(frozen=True)
class OfGovernment:
    """A government, and what became of each request it sent and each meeting it sits in."""

    government: Government
    requests: tuple[RequestOutcome, ...]
    outcomes: tuple[MeetingOutcome, ...]


@dataclass(frozen=True)
class Explained:
    """What was asked of the latest version.

    Attributes
    ----------
    event
        As it is now.
    timetable
        Of the version.
    changed
        The files of the intake that are no longer as they were when it was made.
    of
        What was asked about; `None` where it was all that has no place.
    """

    event: Event
    timetable: Timetable
    changed: tuple[str, ...]
    of: OfMeeting | OfGovernment | None


def explain_latest(folder: Path, run: Run, asked: str | None, at: Moment | None) -> Explained:
    """Look at the latest version of an event.

    Parameters
    ----------
    folder, run
        The event, and how the program was called.
    asked
        The number of a meeting, or a government by its code or name; everything without a place where it is `None`.
    at
        On the clock of the host: why a meeting does not begin then.

    Raises
    ------
    UsageError
        There is no version yet, or nothing is called so.
    IntakeError
        The event has problems.
    """
    stands = standing(folder, run)
    base, event = stands.base, stands.event
    was = {file.file: file.sha256 for file in base.timetable.intake}
    now = {file.file: file.sha256 for file in event.intake}
    changed = tuple(sorted(file for file in was | now if was.get(file) != now.get(file)))
    table = base.timetable
    if asked is None:
        return Explained(event, table, changed, None)
    code = Register(event.governments).only(asked)
    if code is not None:
        return Explained(event, table, changed, _of_government(event, table, code))
    ids = [meeting.id for meeting in event.meetings]
    id = next((one for one in ids if words.fold(one) == words.fold(asked)), None)
    outcome = table.outcome(id) if id else None
    if id is None or outcome is None:
        raise UsageError(Message("usage.not_to_explain", {"value": asked, "known": _nearest(asked, event)}))
    meeting = event.meeting(id)
    hours = Hours(event)
    looked = explain.elsewhere(event, table, meeting, hours)
    start = instant_at(event, at)
    if start is None:
        few = outcome.placement is not None and len(looked.places) <= FEW
        ways = explain.ways_elsewhere(event, table, meeting, hours, looked.begins) if few else ()
        return Explained(event, table, changed, OfMeeting(meeting, outcome, looked, ways))
    begin = next((begin for begin in looked.begins if begin.at == start), None)
    if begin is None:
        begin = explain.trial(event, table, meeting, hours, start)
    return Explained(event, table, changed, OfMeeting(meeting, outcome, looked, (), start, explain.at_start(event, begin)))


def _of_government(event: Event, table: Timetable, code: str) -> OfGovernment:
    mine = {request.no for request in event.requests if request.requester == code}
    requests = tuple(one for one in table.requests if one.no in mine)
    outcomes = tuple(one for one in table.meetings if code in (*one.governments, *one.optional))
    return OfGovernment(event.government(code), requests, outcomes)


def _nearest(asked: str, event: Event) -> list[str]:
    """The names most like it."""
    from rapidfuzz import process  # only a name that nobody has needs it

    known = [meeting.id for meeting in event.meetings] + [government.code for government in event.governments]
    found = process.extract(asked.upper(), sorted(known), limit=NEAREST)
    return [str(name) for name, _, _ in found] or ["–"]
