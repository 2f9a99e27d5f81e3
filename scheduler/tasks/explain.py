"""Why a meeting is where it is, or has no place; what became of a government's requests."""

from pathlib import Path

from scheduler import explain, export, files, words
from scheduler.check import Hours
from scheduler.domain import Event, Explained, GovernmentExplained, MeetingExplained, Message, Moment, Timetable
from scheduler.errors import UsageError
from scheduler.reading.names import Register
from scheduler.reading.nearest import nearest
from scheduler.tasks.identity import home
from scheduler.tasks.now import instant_at
from scheduler.tasks.saving import Run
from scheduler.tasks.standing import standing

FEW = 3
"""Free places up to which it is looked what could give way for others."""


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
    return Explained(event, table, changed, _of_meeting(event, table, asked, at))


def explain_on_a_sheet(folder: Path, run: Run, found: Explained) -> Path:
    """Write what was found beside the versions of the event: one workbook for each meeting and government, written anew.

    Raises
    ------
    NotWritten
        The workbook could not be written; the earlier one is whole.
    """
    about = f"-{found.about}" if found.about else ""
    book = home(folder, run.out) / f"explain{about}.xlsx"
    files.put(book, lambda path: export.write_explained(path, found, run.language))
    return book


def _of_meeting(event: Event, table: Timetable, asked: str, at: Moment | None) -> MeetingExplained:
    id = next((meeting.id for meeting in event.meetings if words.fold(meeting.id) == words.fold(asked)), None)
    outcome = table.outcome(id) if id else None
    if id is None or outcome is None:
        known = [meeting.id for meeting in event.meetings] + [government.code for government in event.governments]
        raise UsageError(Message("usage.not_to_explain", {"value": asked, "known": nearest(asked, known)}))
    meeting, hours, start = event.meeting(id), Hours(event), instant_at(event, at)
    looked = explain.elsewhere(event, table, meeting, hours)
    starts = tuple(begin.at for begin in looked.begins)
    if start is None:
        few = outcome.placement is not None and len(looked.places) <= FEW
        ways = explain.ways_elsewhere(event, table, meeting, hours, looked.begins) if few else ()
        return MeetingExplained(meeting, outcome, starts, looked.places, ways)
    begin = next((begin for begin in looked.begins if begin.at == start), None)
    if begin is None:
        begin = explain.trial(event, table, meeting, hours, start)
    return MeetingExplained(meeting, outcome, starts, looked.places, (), start, explain.at_start(event, begin))


def _of_government(event: Event, table: Timetable, code: str) -> GovernmentExplained:
    mine = {request.no for request in event.requests if request.requester == code}
    requests = tuple(one for one in table.requests if one.no in mine)
    outcomes = tuple(one for one in table.meetings if code in (*one.governments, *one.optional))
    return GovernmentExplained(event.government(code), requests, outcomes)
