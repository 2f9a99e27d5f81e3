"""Two meetings that exchange their times, or their rooms."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from scheduler.domain import Change, Event, Pin, Placement, Swap
from scheduler.reschedule.apply import pinned
from scheduler.reschedule.said import cells_of


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


def exactly_swapped(event: Event, placed: Mapping[str, Placement], changes: Iterable[Change]) -> Event:
    """The event in which what swaps now must be exactly where `placed` has it; elsewhere it may be near."""
    pins = []
    for change in changes:
        if isinstance(change, Swap):
            for id in (change.meeting, change.other):
                place, timed = placed[id], change.part == "time"
                pins.append(Pin(id, place.start if timed else None, None if timed else place.room, cells=cells_of(change)))
    return pinned(event, pins)
