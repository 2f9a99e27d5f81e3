"""What is done with versions that are there: list, compare, restore, release."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from scheduler import files, intake, model, sending, versions
from scheduler.check import goal_values
from scheduler.domain import (
    GOALS,
    Difference,
    Event,
    GoalValue,
    Meeting,
    MeetingOutcome,
    Message,
    Past,
    Release,
    Tier,
    Timetable,
    in_order,
)
from scheduler.errors import PlazaError, UsageError
from scheduler.reschedule import as_changed, difference
from scheduler.tasks.check import review_of
from scheduler.tasks.export import before_sending
from scheduler.tasks.history import WORKBOOK, Saved, last_sent, latest, put_releases, read_version, releases
from scheduler.tasks.identity import home
from scheduler.tasks.options import SECONDS
from scheduler.tasks.saving import Run, passed, save, user
from scheduler.tasks.telling import Telling, telling


@dataclass(frozen=True)
class Listed:
    """A version in the list: itself or why it cannot be used, and when it was sent out, as often as it was."""

    name: str
    saved: Saved | None
    fault: PlazaError | None
    released: tuple[str, ...]


@dataclass(frozen=True)
class Awaited:
    """A meeting that waits for the consent of some of its parties, by their codes."""

    meeting: str
    who: tuple[str, ...]


@dataclass(frozen=True)
class History:
    """The versions of an event, oldest first, and what the latest waits for."""

    listed: tuple[Listed, ...]
    awaited: tuple[Awaited, ...]


def history(folder: Path, out: Path) -> History:
    """List the versions of an event.

    Raises
    ------
    UsageError
        There are none.
    """
    where = home(folder, out)
    sent = releases(where)
    listed = []
    for name in _names(where):
        saved, fault = None, None
        try:
            saved = read_version(where, name)
        except PlazaError as error:
            fault = error
        listed.append(Listed(name, saved, fault, tuple(one.when for one in sent if one.version == name)))
    last = listed[-1].saved
    return History(tuple(listed), _awaited(folder, out, last) if last and folder.is_dir() else ())


def _names(where: Path) -> list[str]:
    names = versions.names(where)
    if not names:
        raise UsageError(Message("usage.no_version_yet"))
    return names


def _awaited(folder: Path, out: Path, last: Saved) -> tuple[Awaited, ...]:
    """What the placed meetings wait for, as far as the event can be read."""
    event = intake.look_at_event(folder, review_of(folder, out), last.past).event
    if event is None or event.settings.one_sided != "ask":
        return ()
    event = as_changed(event, last.placements)
    known = {meeting.id: meeting for meeting in event.meetings}
    waits = ((id, event.awaited(known[id])) for id in last.placements if id in known)
    return tuple(Awaited(id, who) for id, who in waits if who)


@dataclass(frozen=True)
class Compared:
    """Two versions, what is different from one to the other, and the zone of the host, on whose clock to say it."""

    before: Timetable
    after: Timetable
    difference: Difference
    zone: str


def compare(folder: Path, out: Path, old: str, new: str) -> Compared:
    """What is different from one version to another.

    Raises
    ------
    UsageError
        There is no such version.
    IntakeError
        A file of one is missing or altered.
    """
    where = home(folder, out)
    before, after = (read_version(where, name, WORKBOOK) for name in (old, new))
    found = difference(before.timetable, after.timetable)
    return Compared(before.timetable, after.timetable, found, after.record.host_zone)


@dataclass(frozen=True)
class Restored:
    """A version that is equal to an earlier one, the folder it was written to, and whom to tell of what."""

    folder: Path
    event: Event
    telling: Telling


def restore(folder: Path, run: Run, name: str) -> Restored:
    """Write a new version that is equal to an earlier one.

    Meetings that have been added since are left out of it, but keep their numbers.

    Raises
    ------
    UsageError
        There is no such version.
    BrokenRules
        It breaks rules of the event as it is now.
    """
    where = home(folder, run.out)
    _names(where)
    with versions.held(where, run.waiting):
        old = read_version(where, name, WORKBOOK)
        newest = latest(where, WORKBOOK)
        assert newest
        meetings = {outcome.id: outcome for outcome in newest.timetable.meetings}
        meetings |= {outcome.id: outcome for outcome in old.timetable.meetings}
        ever = (*newest.record.set_aside, *newest.record.changes)
        set_aside = tuple(change for change in ever if change not in old.record.changes)
        past = Past(tuple(meetings.values()), old.record.changes, set_aside)
        asked = intake.Asked(of_folder=False)
        read = intake.read_event(folder, review_of(folder, run.out), past, asked)
        event = as_changed(read.event, old.placements)
        table = _as_it_was(event, old)
        made = passed(event, table, refusal=Message("versions.not_as_it_was", {"version": old.name}))
        said = telling(event, made.timetable, newest, last_sent(where))
        return Restored(save(run, folder, made, newest, restores=old.name, notes=read.notes), event, said)


def _as_it_was(event: Event, old: Saved) -> Timetable:
    """The places of an old timetable; all else, such as links and lengths, is as the event has it now."""
    outcomes = [_placed_as_before(event, meeting, old) for meeting in event.meetings]
    outcomes += [MeetingOutcome.of(c.meeting, "cancelled", reason=c.reason) for c in event.decided.cancelled]
    # Goal D says how far it was from what was before it, which a version that restores it does not come from.
    kept = tuple(tier for tier in old.timetable.tiers if tier.goals[0].goal != "D")
    table = replace(
        old.timetable,
        meetings=in_order(outcomes),
        requests=event.outcomes_of_requests,
        tiers=kept,
        intake=event.intake,
    )
    if event.intake == old.timetable.intake:
        return table
    return replace(table, tiers=tuple(_proven_anew(event, table, kept)))


def _placed_as_before(event: Event, meeting: Meeting, old: Saved) -> MeetingOutcome:
    before, place = old.timetable.outcome(meeting.id), old.placements.get(meeting.id)
    if place is None:
        reason = before.reason if before and before.state == "unscheduled" else None
        return MeetingOutcome.of(meeting, "unscheduled", reason=reason or _later(meeting.id, old.name))
    place = replace(place, end=place.start + timedelta(minutes=meeting.duration))
    rooms = {room.name for room in event.rooms}
    link = event.link_of(meeting, place.room) if place.room in rooms else None
    return MeetingOutcome.of(meeting, "scheduled", place, link or None)


def _later(id: str, version: str) -> Message:
    """Why a meeting that has been added since has no place."""
    return Message("reason.not_in_version", {"meeting": id, "version": version})


def _proven_anew(event: Event, table: Timetable, kept: Iterable[Tier]) -> Iterator[Tier]:
    """The tiers with what can be proven of them for other files than the timetable was made from.

    The best timetable of the event as it is gives a bound to each tier, as long as those before it are as good in the old
    one; nothing to rooms, which were given out at other times.
    """
    fairness = [replace(tier, bound=0) for tier in kept if tier.goals[0].goal == "R12"]
    bounds = {} if fairness else _bounds(event, goal_values(event, table))
    for number, weights in event.tiers:
        goals = tuple(GoalValue(weight.goal, weight.weight, None) for weight in weights)
        yield Tier(number, None, bounds.get(number, 0) if number else None, goals)
        yield from fairness if number == event.placed_by else ()


def _bounds(event: Event, values: Mapping[str, int]) -> dict[int, int]:
    """By the number of the tier; empty where nothing was found in time."""
    bounds: dict[int, int] = {}
    try:
        best = model.solve(event, model.Budget(seconds=SECONDS, seed=event.settings.seed), lambda *_: None)
    except PlazaError:
        return bounds
    for tier in best.tiers:
        if tier.goals[0].goal in ("R12", GOALS[-1]):
            break
        if tier.tier and tier.bound is not None:
            bounds[tier.tier] = tier.bound
            if tier.bound != sum(goal.weight * values[goal.goal] for goal in tier.goals):
                break
    return bounds


@dataclass(frozen=True)
class Released:
    """A version that counts as sent out, or does no longer; the zone on whose clock to say when; what is odd in it."""

    marked: Release
    zone: str
    before_sending: tuple[Message, ...] = ()


def release(folder: Path, run: Run, name: str, take_back: bool = False, anyway: bool = False) -> Released:
    """Mark the latest version as sent out, or take that back of the version that was sent out last.

    Parameters
    ----------
    folder, run, name
        The event, how the program was called, and the version.
    take_back
        Whether it was not sent out after all.
    anyway
        Whether it counts as sent out though something is open; the intake is not looked at then.

    Raises
    ------
    UsageError
        There is no such version; it is not the latest, or not the one that was sent out last; or something is open in it.
    IntakeError
        A file of it is missing or altered: what was sent out would not be what is kept. Or the event has problems.
    """
    where = home(folder, run.out)
    there = _names(where)
    with versions.held(where, run.waiting):
        version, sent = read_version(where, name, WORKBOOK if take_back else ""), releases(where)
        if take_back:
            if not sent or sent[-1].version != version.name:
                last = sent[-1].version if sent else "–"
                raise UsageError(Message("usage.not_sent_last", {"version": version.name, "last": last}))
            put_releases(where, sent[:-1])
            return Released(sent[-1], version.record.host_zone)
        if version.name != there[-1]:
            raise UsageError(Message("usage.not_latest", {"version": version.name, "latest": there[-1]}))
        found = () if anyway else before_sending(folder, run)
        if grave := [one for one in found if one.key in sending.OPEN]:
            raise UsageError(Message("usage.open_before_sending", {"version": version.name}), *grave)
        manifest = files.digest(version.folder / versions.MANIFEST)
        marked = Release(version.name, manifest, datetime.now(UTC).isoformat(timespec="seconds"), user())
        put_releases(where, [*sent, marked])
        return Released(marked, version.record.host_zone, found)
