"""What is different from what the parties know, and whom to tell."""

from dataclasses import dataclass

from scheduler.domain import Difference, Event, Timetable
from scheduler.reschedule import Told, difference, touched
from scheduler.tasks.history import Saved


@dataclass(frozen=True)
class Telling:
    """Counted from the version that was sent out last, `sent`, or where none was, "", from the latest."""

    difference: Difference
    told: tuple[Told, ...]
    sent: str = ""


def telling(event: Event, table: Timetable, base: Saved, sent: Saved | None) -> Telling:
    """What has to be said of a new timetable.

    Parameters
    ----------
    event
        As it is to be.
    table
        The new timetable.
    base, sent
        The latest version, and the one that was sent out last.
    """
    found = difference((sent or base).timetable, table)
    return Telling(found, touched(event, found), sent.name if sent else "")
