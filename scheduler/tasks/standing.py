"""A version of an event, by default the latest, and the event as it is now."""

from dataclasses import dataclass
from pathlib import Path

from scheduler import intake
from scheduler.domain import Event, Message
from scheduler.errors import UsageError
from scheduler.reschedule import as_changed
from scheduler.tasks.check import review_of
from scheduler.tasks.history import WORKBOOK, Saved, latest, read_version
from scheduler.tasks.identity import home
from scheduler.tasks.saving import Run


@dataclass(frozen=True)
class Standing:
    """A version and its event: as it was `said`, and with what was decided since, `event`."""

    base: Saved
    said: Event
    event: Event


def standing(folder: Path, run: Run, version: str | None = None) -> Standing:
    """Read what a command that writes no version looks at; changes that no version has taken up yet are left aside.

    Parameters
    ----------
    folder, run
        The event, and how the program was called.
    version
        The one to look at; by default the latest.

    Raises
    ------
    UsageError
        There is no version yet, or none of that name.
    IntakeError
        The event cannot be read.
    """
    where = home(folder, run.out)
    base = read_version(where, version, WORKBOOK) if version else latest(where, WORKBOOK)
    if base is None:
        raise UsageError(Message("usage.no_version_yet"))
    read = intake.read_event(folder, review_of(folder, run.out), base.past, intake.Asked(of_folder=False))
    return Standing(base, read.event, as_changed(read.event, base.placements))
