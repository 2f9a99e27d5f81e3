"""Two meetings that exchange their times, or their rooms: exactly, or as nearly as can be."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from scheduler.domain import MIDNIGHT, Change, Event, LocalRange, Pin, Placement, Swap, days_around
from scheduler.reschedule.apply import only_within, outside_of, pinned
from scheduler.reschedule.said import cell_as, cells_of

NEAR = (timedelta(minutes=30), timedelta(hours=1), timedelta(hours=2))
"""How far from where it is to be a meeting may begin, where it cannot begin exactly there: the least that will do."""


def swapped(placed: Mapping[str, Placement], changes: Iterable[Change]) -> dict[str, Placement]:
    """Where meetings are to be once those that swap have done so, each as long as it was."""
    found = dict(placed)
    for change in changes:
        if not isinstance(change, Swap) or not {change.meeting, change.other} <= found.keys():
            continue
        one, other = found[change.meeting], found[change.other]
        if change.part == "room":
            found |= {change.meeting: replace(one, room=other.room), change.other: replace(other, room=one.room)}
        else:
            found |= {change.meeting: _at(one, other), change.other: _at(other, one)}
    return found


def _at(one: Placement, other: Placement) -> Placement:
    """A placement at the start of another."""
    return replace(one, start=other.start, end=other.start + (one.end - one.start))


def with_swaps(event: Event, placed: Mapping[str, Placement], changes: Iterable[Change]) -> Iterator[Event]:
    """The event in which what swaps must be exactly where `placed` has it, then others in which times may be near."""
    swaps = [change for change in changes if isinstance(change, Swap)]
    yield pinned(event, [_exactly(id, placed[id], swap) for swap in swaps for id in (swap.meeting, swap.other)])
    if not swaps or any(swap.part == "room" for swap in swaps):
        return
    timed = {id: swap for swap in swaps for id in (swap.meeting, swap.other)}
    for near in NEAR:
        nearly = event
        for id, swap in timed.items():
            nearly = only_within(nearly, id, _farther(event, placed[id], near), cell_as(swap, "unavailable"))
        meetings = (replace(m, mandatory=m.mandatory or m.id in timed) for m in nearly.meetings)
        yield replace(nearly, meetings=tuple(meetings))


def _exactly(id: str, place: Placement, swap: Swap) -> Pin:
    timed = swap.part == "time"
    return Pin(id, place.start if timed else None, None if timed else place.room, cells=cells_of(swap))


def _farther(event: Event, place: Placement, near: timedelta) -> list[LocalRange]:
    """The times at which a meeting would begin farther than that from a place; it stays on its day."""
    zone, days = event.settings.host_zone, days_around(event.slots)
    start, end = (at.astimezone(ZoneInfo(zone)) for at in (place.start - near, place.end + near))
    day = place.start.astimezone(ZoneInfo(zone)).date()
    first = start.hour * 60 + start.minute if start.date() == day else 0
    last = end.hour * 60 + end.minute if end.date() == day else MIDNIGHT
    return outside_of([LocalRange(day, first, last, zone)], days, zone)
