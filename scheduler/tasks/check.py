"""The problems of an intake; the violations of a timetable."""

import json
from dataclasses import dataclass
from pathlib import Path

from scheduler import intake
from scheduler.check import check
from scheduler.domain import Event, Message, Timetable, Verdict
from scheduler.errors import UsageError


@dataclass(frozen=True)
class Checked:
    """What was looked at, and what was found."""

    event: Event
    notes: tuple[Message, ...]
    timetable: Timetable | None = None
    verdict: Verdict | None = None


def check_event(folder: Path) -> Checked:
    """Read an event folder for its problems.

    Raises
    ------
    UsageError, IntakeError
    """
    read = intake.read_event(folder)
    return Checked(read.event, read.notes)


def check_timetable(path: Path, event_folder: Path | None) -> Checked:
    """Look for the rules that a timetable breaks.

    Parameters
    ----------
    path
        A timetable.xlsx or timetable.json.
    event_folder
        What it is held against; by default the folder it was made from, which the record beside it names.

    Raises
    ------
    UsageError
        It is not known which event it belongs to.
    IntakeError
        The event or the timetable cannot be read.
    """
    read = intake.read_event(event_folder or _made_from(path))
    timetable = intake.read_timetable(path, read.event.settings.host_zone)
    notes = read.notes
    if timetable.intake and timetable.intake != read.event.intake:
        notes = (Message("check.intake_changed"), *notes)
    return Checked(read.event, notes, timetable, check(read.event, timetable))


def _made_from(path: Path) -> Path:
    try:
        return Path(json.loads((path.parent / "record.json").read_bytes())["event_folder"])
    except (OSError, ValueError, KeyError, TypeError):
        raise UsageError(Message("usage.which_event", {"file": str(path)})) from None
