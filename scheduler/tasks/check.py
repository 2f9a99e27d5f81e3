"""The problems of an intake; the violations of a timetable."""

import json
from dataclasses import dataclass
from pathlib import Path

from scheduler import export, intake, versions
from scheduler.check import check
from scheduler.domain import Event, Message, Problem, Timetable, Verdict
from scheduler.errors import UsageError


@dataclass(frozen=True)
class Looked:
    """What was found in an intake; `event` as far as it could be read, `review` where all of it is shown."""

    event: Event | None
    problems: tuple[Problem, ...]
    review: Path | None

    @property
    def refused(self) -> bool:
        """Whether nothing can be solved yet."""
        return any(problem.severity != "note" for problem in self.problems)


@dataclass(frozen=True)
class Checked:
    """The timetable that was looked at, and what was found."""

    event: Event
    notes: tuple[Message, ...]
    timetable: Timetable
    verdict: Verdict


def review_of(folder: Path, out: Path) -> Path:
    """Where the review of an event folder lies, with the answers that were given in it."""
    return out / folder.resolve().name / intake.REVIEW


def check_event(folder: Path, out: Path, language: str) -> Looked:
    """Read an event folder for its problems, and write its review.

    Parameters
    ----------
    folder
        The event folder; it is only read.
    out
        The folder of all outputs.
    language
        Of the review.

    Raises
    ------
    UsageError
        There is no such folder.
    NotWritten
        The review could not be written; the earlier one is whole.
    """
    review = review_of(folder, out)
    look = intake.look_at_event(folder, review)
    if any(
        problem.severity == "error" and cell.file == intake.REVIEW for problem in look.problems for cell in problem.cells
    ):
        return Looked(look.event, look.problems, None)  # what cannot be read is not written over: it may hold answers

    def write(path: Path) -> None:
        export.write_review(path, look.event, look.problems, look.questions, look.answers, look.sheets, language)

    versions.put(review, write)
    return Looked(look.event, look.problems, review)


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
    read = intake.read_event(event_folder or _made_from(path), path.parent.parent / intake.REVIEW)
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
