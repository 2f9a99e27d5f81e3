"""The problems of an intake; the violations of a timetable."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PureWindowsPath

from scheduler import explain, export, files, intake, stored, versions
from scheduler.check import check
from scheduler.domain import Answer, Edit, Event, Message, Past, Placement, Problem, Timetable, Verdict
from scheduler.errors import Contradiction, IntakeError, UsageError
from scheduler.reschedule import as_changed, refuse_contradictory
from scheduler.tasks.by_hand import as_change
from scheduler.tasks.history import (
    TIMETABLE,
    WORKBOOK,
    Saved,
    latest,
    made_from,
    news,
    placements_before,
    read_version,
)
from scheduler.tasks.identity import home, refuse_another


@dataclass(frozen=True)
class Looked:
    """What was found in an intake; `event` as far as it could be read, `review` where all of it is shown, `news` what the
    latest version, `base`, was not made with, `look` the sheets as they came with what is asked about them.
    """

    event: Event | None
    problems: tuple[Problem, ...]
    review: Path | None
    news: tuple[Problem, ...]
    look: intake.Look
    base: Saved | None = None

    @property
    def refused(self) -> bool:
        """Whether nothing can be solved yet."""
        return bool(self.open)

    @property
    def open(self) -> tuple[Problem, ...]:
        """What keeps the timetable from being made: errors and questions."""
        return tuple(problem for problem in self.problems if problem.severity != "note")

    @property
    def unread_answers(self) -> tuple[Problem, ...]:
        """Why the answers in the review cannot be read."""
        return tuple(one for one in self.open if one.severity == "error" and any(c.file == intake.REVIEW for c in one.cells))


@dataclass(frozen=True)
class Checked:
    """The timetable that was looked at, and what was found; of a workbook, what was changed in it by hand.

    `notes` say what of it could not be looked at; `folder` is the event's.
    """

    folder: Path
    event: Event
    notes: tuple[Message, ...]
    timetable: Timetable
    verdict: Verdict
    edits: tuple[Edit, ...] = ()


def review_of(folder: Path, out: Path) -> Path:
    """Where the review of an event folder lies, with the answers that were given in it."""
    return out / folder.resolve().name / intake.REVIEW


def check_event(folder: Path, out: Path, language: str, is_new: bool = False) -> Looked:
    """Read an event folder for its problems, and write its review.

    Parameters
    ----------
    folder
        The event folder; it is only read.
    out
        The folder of all outputs.
    language
        Of the review.
    is_new
        Whether it was said that this is no event of which there are versions under another name.

    Raises
    ------
    UsageError
        There is no such folder.
    NotWritten
        The review could not be written; the earlier one is whole.
    """
    looked = look(folder, out, is_new)
    if looked.unread_answers:
        return looked  # what cannot be read is not written over: it may hold answers
    review = review_of(folder, out)
    files.put(review, lambda path: write_review(path, looked, looked.look.answers, language))
    return replace(looked, review=review)


def look(folder: Path, out: Path, is_new: bool = False) -> Looked:
    """Read an event folder for its problems, as `check_event`, and write nothing.

    Raises
    ------
    UsageError
        There is no such folder.
    """
    base = latest(home(folder, out), WORKBOOK)
    past = base.past if base else Past()
    found = intake.look_at_event(folder, review_of(folder, out), past)
    problems = (*_contradictions(found.event, base.placements if base else {}), *found.problems)
    if found.event and not any(problem.severity != "note" for problem in problems):
        problems = (*problems, *explain.foreseen(found.event))
    if found.event and not is_new:
        refuse_another(found.event, folder, out)
    looked = Looked(found.event, problems, None, (), found, base)
    return replace(looked, news=problems if looked.unread_answers else news(problems, base))


def write_review(path: Path, looked: Looked, answers: Sequence[Answer], language: str) -> None:
    """Write the review of what was found, with these answers.

    Raises
    ------
    OSError
        It could not be written.
    """
    found = looked.look
    confirmed = export.Confirmed(found.questions, answers, found.layouts, found.answered)
    export.write_review(path, looked.event, looked.problems, confirmed, found.sheets, language)


def _contradictions(event: Event | None, placed: Mapping[str, Placement]) -> tuple[Problem, ...]:
    """Changes that do not go together, as problems of the intake."""
    try:
        if event:
            refuse_contradictory(event, placed)
    except (Contradiction, IntakeError) as error:
        return tuple(Problem(said.key, said.values, tuple(said.cells)) for said in error.says)  # type: ignore[arg-type]
    return ()


def check_timetable(path: Path, event_folder: Path | None, out: Path) -> Checked:
    """Look for the rules that a timetable breaks, and of a workbook for what was changed in it by hand.

    Parameters
    ----------
    path
        A timetable.xlsx or timetable.json.
    event_folder
        What it is held against; by default the folder that it was made from, where it lies among the outputs.
    out
        The folder of all outputs, where the version lies from which a workbook was made.

    Raises
    ------
    UsageError
        It is not known which event it belongs to.
    IntakeError
        The event or the timetable cannot be read.
    """
    book = None if path.suffix.lower() == ".json" else stored.open_workbook(path)
    made_of = _made_of(path, book, event_folder, out)
    folder = event_folder or _made_in(path, made_of, out)
    past = made_of.past if made_of else Past()
    read = intake.read_event(folder, review_of(folder, out), past, intake.Asked(of_folder=False))
    event = as_changed(read.event, made_of.placements if made_of else {})
    if book is None:
        edited = stored.Edited(stored.read_timetable(path), ())
    elif made_of:
        edited = stored.read_edited(book, made_of.timetable, event)
    else:
        edited = stored.Edited(stored.read_timetable_sheet(book, event.settings.host_zone), ())
    if edited.edits:  # what was cancelled by hand is cancelled, and what has another link has it
        by_hand = (as_change(edit) for edit in edited.edits if edit.field in ("state", "link"))
        changes = (*read.event.decided.changes, *by_hand)
        event = as_changed(read.event.deciding(changes=changes), made_of.placements if made_of else {})
    timetable = edited.timetable
    claims = not edited.edits and (made_of is not None or book is None)
    before = placements_before(made_of, timetable, event) if made_of and claims else None
    found = check(event, timetable, before, claims)
    return Checked(
        folder, event, (*_not_seen(event, timetable, claims, before), *read.notes), timetable, found, edited.edits
    )


def _not_seen(event: Event, timetable: Timetable, claims: bool, before: Mapping[str, Placement] | None) -> Iterator[Message]:
    """What a reader should know before relying on a check."""
    if timetable.intake and timetable.intake != event.intake:
        yield Message("check.intake_changed")
    if not claims:
        yield Message("check.no_claims")
    elif not before and any(goal.goal == "D" for tier in timetable.tiers for goal in tier.goals):
        yield Message("check.no_before", {"version": timetable.based_on or "–"})


def _made_of(path: Path, book: stored.Workbook | None, event_folder: Path | None, out: Path) -> Saved | None:
    """The version that a file was written with: the one it lies in, or for a workbook the one whose mark it has."""
    if book is None:
        version = path.resolve().parent
        of_version = path.name == TIMETABLE and version.name in versions.names(version.parent)
        return read_version(version.parent, version.name, TIMETABLE) if of_version else None
    mark = stored.fingerprint(book)
    homes = [home(event_folder, out)] if event_folder else sorted(out.iterdir()) if out.is_dir() else []
    for where in (path.resolve().parent.parent, *homes):
        if name := made_from(where, mark):
            return read_version(where, name, WORKBOOK)
    return None


def _made_in(path: Path, made_of: Saved | None, out: Path) -> Path:
    """The event folder that a version was made in, as its record says, but only where this program put it: elsewhere, a
    path that came with a file is not followed, nor any that leads to another machine.
    """
    home = made_of.folder.resolve().parent if made_of else None
    named = made_of.record.event_folder if made_of else ""
    ours = home is not None and home.parent == out.resolve() and Path(named).name == home.name
    if ours and not PureWindowsPath(named).drive.startswith("\\\\"):
        return Path(named)
    raise UsageError(Message("usage.which_event", {"file": str(path), "folder": named or "–"}))
