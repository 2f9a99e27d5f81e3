"""The timetable before + changes → a new one with as few changes as possible."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from scheduler import explain, intake, model, versions
from scheduler.domain import Change, Difference, Edit, Event, Message, Moment, Pin, Placement, Problem, Source
from scheduler.errors import IntakeError, UsageError
from scheduler.intake import Edited
from scheduler.reschedule import Told, as_changed, difference, freeze, pinned, refuse_contradictory, since, touched
from scheduler.tasks.check import review_of
from scheduler.tasks.history import TIMETABLE, WORKBOOK, Saved, home, latest
from scheduler.tasks.saving import Passed, Run, passed, save

ORDERS: tuple[model.Order, ...] = ("nothing moves", "places refilled", "best overall")


@dataclass(frozen=True)
class Wanted:
    """What is asked of a repair.

    Attributes
    ----------
    asked
        Changes beside those of the event folder.
    edited
        A timetable.xlsx that was changed by hand.
    now
        On the clock of the host; what begins before it stays.
    """

    asked: intake.Asked
    edited: Path | None = None
    now: Moment | None = None


@dataclass(frozen=True)
class Option:
    """An answer that has passed the check, and whom it touches."""

    order: model.Order
    made: Passed
    difference: Difference
    told: tuple[Told, ...]


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
    """The event as it is to be, and where its meetings were."""

    event: Event
    before: Mapping[str, Placement]
    changes: tuple[Change, ...]
    edits: tuple[Edit, ...]
    notes: tuple[Message, ...]
    is_new: bool


def reschedule(
    folder: Path, run: Run, wanted: Wanted, budget: model.Budget, report: model.Report, show: bool, take: int | None
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
        The number of the option to write, counted from 1; by default the first, in which nothing moves that need not.

    Raises
    ------
    PlazaError
        Of the kind that says why there is no version; nothing has been written then.
    """
    out = home(folder, run.out)
    if not versions.names(out):
        raise UsageError(Message("usage.no_version_yet"))
    with versions.held(out, run.waiting):
        base = latest(out, _own_workbook(out, wanted.edited))
        assert base
        desk = _prepare(folder, run, base, wanted)
        if not desk.is_new:
            return Rescheduled(base, (), desk.notes)
        budget.seed = desk.event.settings.seed
        several = show or take is not None
        options = _options(desk, base, budget, report, ORDERS if several else ORDERS[:1])
        if show and take is None:
            return Rescheduled(base, options, desk.notes, desk.edits)
        if not 1 <= (take or 1) <= len(options):
            raise UsageError(Message("usage.take", {"number": take, "count": len(options)}))
        taken = options[(take or 1) - 1]
        written = save(run, folder, taken.made, base, desk.changes, desk.edits, budget.stop.is_set())
        return Rescheduled(base, options, desk.notes, desk.edits, written, taken)


def _own_workbook(out: Path, edited: Path | None) -> str:
    """The latest version's workbook may have been edited in its place."""
    own = out / versions.names(out)[-1] / WORKBOOK
    return WORKBOOK if edited and edited.resolve() == own.resolve() else ""


def _prepare(folder: Path, run: Run, base: Saved, wanted: Wanted) -> _Desk:
    past, placed = base.past, base.placements
    read = intake.read_event(folder, review_of(folder, run.out), past, wanted.asked)
    event = read.event
    edited = read_edits(wanted.edited, base, as_changed(replace(event, changes=past.changes), placed), run)
    event = replace(event, changes=(*event.changes, *_as_changes(edited)))
    now = _instant(event, wanted.now)
    if now:
        event = since(event, past.changes, placed, now)
    refuse_contradictory(event, past.changes)
    changes = event.changes
    event = as_changed(event, placed)
    if now:
        event = freeze(event, placed, now)
    before = dict(placed)
    if edited:
        event = pinned(event, _pins(edited))
        meant = edited.timetable.placements
        before = {id: _cut(meant[id], place) for id, place in placed.items() if id in meant}
    accepted = {change.key for change in base.record.changes}
    is_new = (
        any(change.key not in accepted for change in changes)
        or bool(edited and edited.edits)
        or event.intake != base.timetable.intake
    )
    return _Desk(event, before, changes, edited.edits if edited else (), read.notes, is_new)


def _cut(meant: Placement, place: Placement) -> Placement:
    """Where a meeting is wanted, but in the room and with the people it had where none are named."""
    return replace(meant, room=meant.room or place.room)


def read_edits(path: Path | None, base: Saved, event: Event, run: Run) -> Edited | None:
    """What was changed by hand in a workbook of the version; `None` where there is none.

    Raises
    ------
    IntakeError
        The workbook is of another event or version, or cannot be read so.
    """
    if path is None:
        return None
    mark = intake.fingerprint(path)
    if mark != base.record.files.get(TIMETABLE):
        older = _made_from(home(Path(event.folder), run.out), mark)
        where = (Source(path.name),)
        if older:
            raise IntakeError(Problem("edits.older", {"version": older, "latest": base.name}, where))
        raise IntakeError(Problem("edits.other_event", {}, where))
    return intake.read_edited(path, base.timetable, event)


def _made_from(out: Path, mark: str | None) -> str | None:
    """The version that a fingerprint is of."""
    found = (name for name in versions.names(out) if versions.digests(out / name).get(TIMETABLE) == mark)
    return next(found, None)


def _as_changes(edited: Edited | None) -> tuple[Change, ...]:
    """Edits of links and states as the changes they are; those of places are pinned for this repair."""
    found = []
    for edit in edited.edits if edited else ():
        cells = {"what": edit.source}
        if edit.field == "link":
            found.append(Change("link", "meeting", edit.meeting, value=edit.after, cells=cells))
        if edit.field == "state":
            found.append(Change("cancel", "meeting", edit.meeting, cells=cells))
    return tuple(found)


def _pins(edited: Edited) -> list[Pin]:
    """Everything that was changed by hand stays as it was put."""
    meant = edited.timetable.placements
    pins = []
    for edit in edited.edits:
        if edit.field in ("start", "room", "interpreters") and edit.meeting in meant:
            place = meant[edit.meeting]
            pins.append(
                Pin(
                    edit.meeting,
                    place.start if edit.field == "start" else None,
                    place.room if edit.field == "room" else None,
                    place.interpreters if edit.field == "interpreters" else None,
                    (edit.source,),
                )
            )
    return pins


def _instant(event: Event, now: Moment | None) -> datetime | None:
    """A moment on the clock of the host; one without a date is on the only day of the event."""
    if now is None:
        return None
    days = sorted({slot.range.day for slot in event.slots if slot.range.day})
    day = now.day or (days[0] if len(days) == 1 else None)
    if day is None:
        raise UsageError(Message("usage.now", {"value": f"{now.minute // 60:02}:{now.minute % 60:02}"}))
    local = datetime.combine(day, time(0)) + timedelta(minutes=now.minute)
    return local.replace(tzinfo=ZoneInfo(event.settings.host_zone)).astimezone(UTC)


def _options(
    desk: _Desk, base: Saved, budget: model.Budget, report: model.Report, orders: tuple[model.Order, ...]
) -> tuple[Option, ...]:
    """An answer for each order, but no two that are the same."""
    options: list[Option] = []
    for order in orders:
        found = explain.with_reasons(desk.event, model.solve(desk.event, budget, report, desk.before, order))
        made = passed(desk.event, found, desk.before)
        if all(made.timetable.placements != other.made.timetable.placements for other in options):
            against = difference(base.timetable, made.timetable)
            options.append(Option(order, made, against, touched(desk.event, against)))
    return tuple(options)
