"""Where else a meeting could be while all others stay, what each place would cost, and why it is where it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from scheduler.check import Hours, goal_values
from scheduler.domain import Elsewhere, Event, Interpreting, Meeting, Message, Placement, Timetable
from scheduler.explain.obstacles import ANOTHER, Begin, Obstacles, Trial
from scheduler.explain.smallest import things
from scheduler.explain.ways_out import WaysOut


@dataclass(frozen=True)
class Looked:
    """All starts of a meeting among the others, and the free places: the best first, tier by tier, then the earliest."""

    begins: tuple[Begin, ...]
    places: tuple[Elsewhere, ...]


def elsewhere(event: Event, timetable: Timetable, meeting: Meeting, hours: Hours) -> Looked:
    """Try a meeting at each start in each room, and count the goals with it there.

    Parameters
    ----------
    event, timetable
        What was said and decided.
    meeting
        One of the event, placed or not; where it is placed now counts as free.
    hours
        When the governments of the event work.
    """
    begins = _among_others(event, timetable, meeting, hours).begins(meeting)
    before = goal_values(event, timetable, hours=hours)
    now = timetable.placements.get(meeting.id)
    found = []
    for begin in begins:
        for room in (name for name in begin.rooms if name != ANOTHER):
            if place := _free(begin, room, meeting, now):
                placed = timetable.placed_as({**timetable.placements, meeting.id: place})
                after = goal_values(event, placed, hours=hours)
                differs = {goal: (before[goal], after[goal]) for goal in before if before[goal] != after[goal]}
                found.append(Elsewhere(place, differs, tuple(_worse(event, differs))))
    return Looked(begins, tuple(sorted(found, key=lambda one: (one.worse, one.place.start, one.place.room))))


def trial(event: Event, timetable: Timetable, meeting: Meeting, hours: Hours, start: datetime) -> Begin:
    """One start, which may lie off the grid."""
    return _among_others(event, timetable, meeting, hours).at(meeting, start)


def ways_elsewhere(
    event: Event, timetable: Timetable, meeting: Meeting, hours: Hours, begins: Sequence[Begin]
) -> tuple[Message, ...]:
    """What would have to give way for a meeting to begin at another of its starts than it does."""
    now = timetable.placements[meeting.id]
    without = timetable.placed_as({id: place for id, place in timetable.placements.items() if id != meeting.id})
    taken = [begin for begin in begins if begin.at != now.start and not begin.place(things((begin,)))]
    return WaysOut(event, without, hours, since=timetable).of(meeting, taken, moving_helps=True)


def _among_others(event: Event, timetable: Timetable, meeting: Meeting, hours: Hours) -> Trial:
    """Trials among the placements of all other meetings."""
    return Trial(event, {id: place for id, place in timetable.placements.items() if id != meeting.id}, hours)


def _free(begin: Begin, room: str, meeting: Meeting, now: Placement | None) -> Placement | None:
    """The place in one room, with those who interpret now where they can."""
    there = things((begin,))
    alone = replace(begin, rooms={room: begin.rooms[room]})
    same = {one.pair: one.name for one in now.interpreters} if now else {}
    preferred = {pair: _first(people, same.get(pair)) for pair, people in alone.people.items()}
    found = replace(alone, people=preferred).place(there)
    if found is None:
        return None
    people: tuple[Interpreting, ...] = found[1] or (now.interpreters if now and not begin.people else ())  # those pinned
    return Placement(begin.at, begin.at + timedelta(minutes=meeting.duration), room, tuple(sorted(people)))


def _first(people: Mapping[str, Obstacles], name: str | None) -> dict[str, Obstacles]:
    """The same, with one person before the others."""
    return dict(sorted(people.items(), key=lambda one: one[0] != name))


def _worse(event: Event, goals: Mapping[str, tuple[int, int]]) -> list[int]:
    """By how much each tier is worse, in their order."""
    return [
        sum(weight.weight * (goals[weight.goal][1] - goals[weight.goal][0]) for weight in weights if weight.goal in goals)
        for number, weights in event.tiers
        if number
    ]
