"""The timetable before + changes → a new one with as few changes as possible."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scheduler import intake, model, stored, versions
from scheduler.domain import (
    Decided,
    Difference,
    Edit,
    Event,
    Message,
    Moment,
    Placement,
    Problem,
    Source,
)
from scheduler.errors import Contradiction, IntakeError, Located, OutOfTime, UsageError
from scheduler.reschedule import (
    as_changed,
    freeze,
    keeping_placed,
    known_to_have_begun,
    refuse_contradictory,
    sparing_begun,
    swapped,
    with_swaps,
)
from scheduler.stored import Edited
from scheduler.tasks.by_hand import as_change, as_edited
from scheduler.tasks.check import review_of
from scheduler.tasks.history import WORKBOOK, Saved, last_sent, latest, made_from, news, places_of
from scheduler.tasks.identity import home, refuse_another
from scheduler.tasks.now import instant_at
from scheduler.tasks.options import ORDERS, Option, Question, Shown, keep_options, kept_options, options_of
from scheduler.tasks.saving import Run, save


@dataclass(frozen=True)
class Wanted:
    """What is asked of a repair.

    Attributes
    ----------
    asked
        Changes beside those of the event folder.
    edited
        A timetable.xlsx that was changed by hand.
    puts
        Where meetings were put on the desk, by their ids.
    now
        On the clock of the host; what begins before it stays.
    """

    asked: intake.Asked
    edited: Path | None = None
    puts: Mapping[str, Placement] = field(default_factory=dict)
    now: Moment | None = None


@dataclass(frozen=True)
class Rescheduled:
    """What a repair came to.

    `options` are all that were looked at, `taken` the one that was written to `folder`; nothing was, where nothing has
    changed or the options were only to be shown.
    """

    base: Saved
    options: tuple[Option, ...]
    notes: tuple[Message, ...]
    edits: tuple[Edit, ...] = ()
    folder: Path | None = None
    taken: Option | None = None


@dataclass(frozen=True)
class _Desk:
    """The event as it is to be, where its meetings were or were put by hand, and what has led to it.

    `events` are several where meetings swap: in the first they must be exactly in each other's place, then near it.
    """

    events: tuple[Event, ...]
    before: Mapping[str, Placement]
    decided: Decided
    edits: tuple[Edit, ...]
    of_intake: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    is_new: bool


def reschedule(
    folder: Path,
    run: Run,
    wanted: Wanted,
    budget: model.Budget,
    report: model.Report,
    show: bool,
    take: int | None,
    shown: Shown = lambda number, option: None,
) -> Rescheduled:
    """Repair the latest version after changes, and save the result as a new one.

    Parameters
    ----------
    folder
        The event folder; it is only read.
    run
        How the program was called.
    wanted
        The changes.
    budget, report
        Time for the solver, and who is told of progress.
    show
        Look at all options, and write none of them.
    take
        The number of the option to write, counted from 1; by default the first, in which nothing moves that need not. What
        was shown for the same intake and changes is not sought again.
    shown
        Is told of each option as soon as it is there.

    Raises
    ------
    PlazaError
        Of the kind that says why there is no version; nothing has been written then.
    """
    out = home(folder, run.out)
    if not versions.names(out):
        if event := intake.look_at_event(folder).event:
            refuse_another(event, folder, run.out)
        raise UsageError(Message("usage.no_version_yet"))
    with versions.held(out, run.waiting):
        base = latest(out, _own_workbook(out, wanted.edited))
        assert base
        desk = _prepare(folder, run, base, wanted)
        if not desk.is_new:
            return Rescheduled(base, (), desk.notes)
        budget.seed = desk.events[0].settings.seed
        asked = Question(desk.events, desk.before, base, last_sent(out))
        options = kept_options(out, asked) if take else ()
        if not options:
            several = show or take is not None
            options = options_of(asked, budget, report, ORDERS if several else ORDERS[:1], shown)
        if show and take is None:
            keep_options(out, asked, options)
            return Rescheduled(base, options, desk.notes, desk.edits)
        if not 1 <= (take or 1) <= len(options):
            raise UsageError(Message("usage.take", {"number": take, "count": len(options)}))
        taken = options[(take or 1) - 1]
        written = save(
            run,
            folder,
            taken.made,
            base,
            desk.decided,
            desk.edits,
            order=taken.order,
            stopped=budget.stop.is_set(),
            notes=desk.of_intake,
        )
        return Rescheduled(base, options, desk.notes, desk.edits, written, taken)


@dataclass(frozen=True)
class Tried:
    """How the repair that keeps edits ended, which was tried out and not written.

    Attributes
    ----------
    repaired
        What is different from the latest version; `None` where there is no such repair.
    zone
        Of the host, on whose clock to say it.
    against
        Why there is none.
    """

    repaired: Difference | None
    zone: str
    against: Sequence[Located] = ()


def try_out(folder: Path, run: Run, edited: Path, budget: model.Budget) -> Tried | None:
    """What would come of a workbook that was changed by hand; nothing is written.

    `None` where it cannot be said: the workbook is not of the latest version, or nothing was found in time.
    """
    out = home(folder, run.out)
    try:
        base = latest(out, _own_workbook(out, edited))
        assert base
        zone = base.record.host_zone
        desk = _prepare(folder, run, base, Wanted(intake.Asked(), edited))
        budget.seed = desk.events[0].settings.seed
        asked = Question(desk.events, desk.before, base, None)
        (found,) = options_of(asked, budget, lambda *_: None, ORDERS[:1], lambda *_: None)
    except Contradiction as error:
        return Tried(None, zone, error.says)
    except (IntakeError, OutOfTime):
        return None
    return Tried(found.telling.difference, zone)


def _own_workbook(out: Path, edited: Path | None) -> str:
    """The latest version's workbook may have been edited in its place."""
    own = out / versions.names(out)[-1] / WORKBOOK
    return WORKBOOK if edited and edited.resolve() == own.resolve() else ""


def _prepare(folder: Path, run: Run, base: Saved, wanted: Wanted) -> _Desk:
    past, placed = base.past, base.placements
    read = intake.read_event(folder, review_of(folder, run.out), past, wanted.asked)
    refuse_another(read.event, folder, run.out)
    edited = Edited(base.timetable, ())
    if wanted.edited:
        as_before = as_changed(read.event.deciding(changes=read.event.decided.changes[: read.event.decided.known]), placed)
        edited = _read_edits(wanted.edited, base, as_before)
    elif wanted.puts:
        edited = as_edited(base.timetable, wanted.puts, read.event.settings.host_zone)
    event = read.event.deciding(changes=(*read.event.decided.changes, *map(as_change, edited.edits)))
    now = instant_at(event, wanted.now)
    _refuse_edits_of(known_to_have_begun(past.changes, placed, now), edited.edits)
    event = sparing_begun(event, placed, now)
    decided, meant = event.decided, edited.timetable.placements
    refuse_contradictory(event, meant)
    event = as_changed(event, meant)
    if now:
        event = freeze(event, placed, now)
    event = keeping_placed(event, decided.new, meant)
    before = swapped({id: meant.get(id, place) for id, place in places_of(base, event).items()}, decided.new)
    taken_back = decided.set_aside != past.set_aside
    return _Desk(
        events=tuple(with_swaps(event, before, decided.new)),
        before=before,
        decided=decided,
        edits=edited.edits,
        of_intake=read.notes,
        notes=news(read.notes, base),
        is_new=bool(decided.new or edited.edits or taken_back) or event.intake != base.timetable.intake,
    )


def _read_edits(path: Path, base: Saved, event: Event) -> Edited:
    """What was changed by hand in a workbook of the latest version.

    Raises
    ------
    IntakeError
        The workbook is of another event or version, or cannot be read so.
    """
    book, where = stored.open_workbook(path), (Source(path.name),)
    version = made_from(base.folder.parent, stored.fingerprint(book))
    if version is None:
        raise IntakeError(Problem("edits.other_event", {}, where))
    if version != base.name:
        raise IntakeError(Problem("edits.older", {"version": version, "latest": base.name}, where))
    return stored.read_edited(book, base.timetable, event)


def _refuse_edits_of(begun: Container[str], edits: Iterable[Edit]) -> None:
    late = [edit for edit in edits if edit.meeting in begun]
    if late:
        raise IntakeError(*(Problem("changes.begun", {"meeting": edit.meeting}, (edit.source,)) for edit in late))
