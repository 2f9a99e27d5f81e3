"""The latest version of an event, and the event as it is now."""

from dataclasses import dataclass
from pathlib import Path

from scheduler import intake
from scheduler.domain import Event, Message
from scheduler.errors import UsageError
from scheduler.reschedule import as_changed
from scheduler.tasks.check import review_of
from scheduler.tasks.history import WORKBOOK, Saved, latest
from scheduler.tasks.identity import home
from scheduler.tasks.saving import Run


@dataclass(frozen=True)
class Standing:
    """A version and its event: as it was `said`, and with what was decided since, `event`."""

    base: Saved
    said: Event
    event: Event


def standing(folder: Path, run: Run) -> Standing:
    """Read what a command that writes no version looks at; changes that no version has taken up yet are left aside.

    Raises
    ------
    UsageError
        There is no version yet.
    IntakeError
        The event cannot be read.
    """
    base = latest(home(folder, run.out), WORKBOOK)
    if base is None:
        raise UsageError(Message("usage.no_version_yet"))
    read = intake.read_event(folder, review_of(folder, run.out), base.past, intake.Asked(of_folder=False))
    return Standing(base, read.event, as_changed(read.event, base.placements))
