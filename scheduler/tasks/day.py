"""A day of the event: what runs, what comes next, what is free; and what follows where a meeting is late."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from scheduler import model, words
from scheduler.domain import Event, Lengthen, MeetingOutcome, Message, Moment, Move, Placement, by_number
from scheduler.errors import UsageError
from scheduler.reschedule import as_changed, freeze
from scheduler.tasks.finding import find
from scheduler.tasks.history import Saved
from scheduler.tasks.now import instant_at
from scheduler.tasks.saving import Run, passed
from scheduler.tasks.standing import standing
from scheduler.tasks.telling import Telling, telling

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class FreeRoom:
    """A room in which nothing runs, and when it is needed next; `None` where it is not needed any more."""

    room: str
    until: datetime | None


@dataclass(frozen=True)
class Late:
    """What follows where a meeting ends later, or begins later: what shifts, and who is to be told; nothing was written.

    `sentence` is the change that makes it so.
    """

    meeting: str
    minutes: int
    telling: Telling
    sentence: str


@dataclass(frozen=True)
class Day:
    """How the latest version stands at a moment.

    Attributes
    ----------
    event, version
        What it is of.
    now
        Aware UTC.
    running, next
        The meetings that run, and the first of those to come, by their start.
    over, left
        How many are over, and how many are still to begin.
    free
        The rooms in which nothing runs.
    late
        What follows where a meeting is late, if that was asked.
    """

    event: Event
    version: str
    now: datetime
    running: tuple[MeetingOutcome, ...]
    next: tuple[MeetingOutcome, ...]
    over: int
    left: int
    free: tuple[FreeRoom, ...]
    late: Late | None = None


def day(folder: Path, run: Run, now: Moment | None, late: tuple[str, int] | None = None) -> Day:
    """Look at the latest version at a moment, by default this one.

    Parameters
    ----------
    folder, run
        The event, and how the program was called.
    now
        On the clock of the host.
    late
        The number of a meeting, and by how many minutes it is late.

    Raises
    ------
    UsageError
        There is no version yet, or no such meeting to come or running.
    Contradiction
        What follows cannot be repaired under the rules.
    """
    stands = standing(folder, run)
    base, event = stands.base, stands.event
    at = instant_at(event, now) or datetime.now(UTC)
    placed = sorted((o for o in base.timetable.meetings if o.placement), key=lambda o: (_place(o).start, o.id))
    running = tuple(o for o in placed if _place(o).start <= at < _place(o).end)
    to_come = tuple(o for o in placed if _place(o).start > at)
    found = Day(
        event=event,
        version=base.name,
        now=at,
        running=running,
        next=tuple(o for o in to_come if _place(o).start == _place(to_come[0]).start) if to_come else (),
        over=sum(_place(o).end <= at for o in placed),
        left=len(to_come),
        free=tuple(_free(event, running, to_come)),
    )
    return replace(found, late=_late(stands.said, base, at, *late)) if late else found


def _place(outcome: MeetingOutcome) -> Placement:
    assert outcome.placement
    return outcome.placement


def _free(event: Event, running: tuple[MeetingOutcome, ...], to_come: tuple[MeetingOutcome, ...]) -> list[FreeRoom]:
    taken = {_place(outcome).room for outcome in running}
    starts = {room.name: [_place(o).start for o in to_come if _place(o).room == room.name] for room in event.rooms}
    return [FreeRoom(name, min(at, default=None)) for name, at in starts.items() if name not in taken]


def _late(event: Event, base: Saved, now: datetime, called: str, minutes: int) -> Late:
    """One that runs lasts longer, one to come begins later; what has begun stays, as little else as can be moves, and none
    begins earlier than it was to: nobody could be told in time.

    `event` is as it was read.
    """
    coming = {id: place for id, place in base.placements.items() if place.end > now}
    id = next((one for one in coming if words.fold(one) == words.fold(called)), None)
    if id is None:
        raise UsageError(Message("usage.not_to_come", {"value": called, "known": sorted(coming, key=by_number) or ["–"]}))
    place = coming[id]
    begins = (place.start + minutes * MINUTE).astimezone(ZoneInfo(event.settings.host_zone))
    change: Lengthen | Move
    if place.start <= now:
        length = (place.end - place.start) // MINUTE + minutes
        change, sentence = Lengthen(id, length), f"duration {id} {length}"
    else:
        change = Move(id, start=Moment(begins.date(), begins.hour * 60 + begins.minute))
        sentence = f"move {id} after {begins:%Y-%m-%d %H:%M}"
    zone = ZoneInfo(event.settings.host_zone)
    no_earlier = [
        Move(other, start=Moment(at.date(), at.hour * 60 + at.minute))
        for other, one in coming.items()
        if other != id and one.start > now
        for at in (one.start.astimezone(zone),)
    ]
    changed = as_changed(event.deciding(changes=(*event.decided.changes, *no_earlier, change)), base.placements)
    changed = freeze(changed, base.placements, now)
    found = find(changed, model.Budget(seed=event.settings.seed), lambda *_: None, base.placements)
    made = passed(changed, found, base.placements)
    return Late(id, minutes, telling(changed, made.timetable, base, None), sentence)
