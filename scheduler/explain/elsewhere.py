"""Where else a meeting could be while all others stay, what each place would cost, and why it is where it is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from scheduler.check import Hours, Moving, goal_values
from scheduler.domain import Elsewhere, Event, Interpreting, Meeting, Message, Placement, Timetable
from scheduler.explain.obstacles import NOBODY_INTERPRETS, Begin, Trial
from scheduler.explain.smallest import things
from scheduler.explain.ways_out import WaysOut
from scheduler.model import ways_to_cover


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
    goals = goal_values(event, timetable, hours=hours)
    found = everywhere(event, timetable, goals, meeting, hours, (begin.at for begin in begins))
    free = (one for one in found if not one.breaks)
    return Looked(begins, tuple(sorted(free, key=lambda one: (one.worse, one.place.start, one.place.room))))


def everywhere(
    event: Event,
    timetable: Timetable,
    before: Mapping[str, int],
    meeting: Meeting,
    hours: Hours,
    starts: Iterable[datetime],
) -> Iterator[Elsewhere]:
    """Every room at each of these starts (aware UTC): what is wrong with it or, where nothing is, what it would cost.

    Those who interpret now stay where they can; else others are named. `before` are the goals as they are.
    """
    kept = max((goal.value or 0 for tier in timetable.tiers for goal in tier.goals if goal.goal == "R12"), default=0)
    moving = Moving(event, timetable.placements, meeting, hours, kept)
    people = _People(event, moving, meeting, timetable.placements.get(meeting.id))
    as_now = tuple(_worse(event, {}))
    for start in starts:
        bare = people.as_now(Placement(start, start + timedelta(minutes=meeting.duration), ""))
        of_time = moving.of_time(bare)
        if not of_time:  # else it does not matter who could interpret
            bare = people.seated(bare)
        anywhere = [*of_time, *moving.of_people(bare), *moving.of_all(bare)]
        for room in event.rooms:
            place = replace(bare, room=room.name)
            wrong = [*anywhere, *moving.of_room(place)]
            changes = {} if wrong else moving.changes(place)
            goals = {goal: (before[goal], before[goal] + by) for goal, by in changes.items()}
            yield Elsewhere(place, goals, tuple(_worse(event, goals)) if goals else as_now, tuple(wrong))


class _People:
    """Who interprets a meeting at one time or another."""

    def __init__(self, event: Event, moving: Moving, meeting: Meeting, now: Placement | None) -> None:
        self._event, self._moving = event, moving
        self._now = now.interpreters if now else ()
        pin = event.decided.pinned.get(meeting.id)
        self._pinned = pin.interpreters if pin else None
        self._ways = ways_to_cover(event, meeting) if event.interpreters else []

    def as_now(self, bare: Placement) -> Placement:
        """A placement with those who interpret now, or must."""
        return replace(bare, interpreters=self._now if self._pinned is None else self._pinned)

    def seated(self, now: Placement) -> Placement:
        """The same where nothing is wrong with them, else with others who can; where there are none, as it is."""
        if self._pinned is not None or not self._moving.of_people(now):
            return now
        same = {one.name for one in self._now}
        for way in self._ways:
            able = [sorted(self._able(now, pair), key=lambda name: name not in same) for pair in way]
            for names in _each_another(able):
                return replace(now, interpreters=tuple(sorted(map(Interpreting, way, names))))
        return now

    def _able(self, bare: Placement, pair: str) -> Iterator[str]:
        """Those with whom nothing is wrong but that others may be needed beside them."""
        for one in (one for one in self._event.interpreters if set(pair.split("-")) <= set(one.languages)):
            wrong = self._moving.of_people(replace(bare, interpreters=(Interpreting(pair, one.name),)))
            if all(violation.key == NOBODY_INTERPRETS for violation in wrong):
                yield one.name


def _each_another(able: Sequence[Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """One of each list, nobody twice."""
    if not able:
        yield ()
        return
    for others in _each_another(able[1:]):
        yield from ((name, *others) for name in able[0] if name not in others)


def trial(event: Event, timetable: Timetable, meeting: Meeting, hours: Hours, start: datetime) -> Begin:
    """One start, which may lie off the grid."""
    return _among_others(event, timetable, meeting, hours).at(meeting, start)


def ways_elsewhere(
    event: Event, timetable: Timetable, meeting: Meeting, hours: Hours, begins: Sequence[Begin]
) -> tuple[Message, ...]:
    """What would have to give way for a meeting to begin at another of its starts than it does."""
    now = timetable.placements.get(meeting.id)
    without = timetable.placed_as({id: place for id, place in timetable.placements.items() if id != meeting.id})
    taken = [begin for begin in begins if (now is None or begin.at != now.start) and not begin.place(things((begin,)))]
    return WaysOut(event, without, hours, since=timetable).of(meeting, taken, moving_helps=True)


def _among_others(event: Event, timetable: Timetable, meeting: Meeting, hours: Hours) -> Trial:
    """Trials among the placements of all other meetings."""
    return Trial(event, {id: place for id, place in timetable.placements.items() if id != meeting.id}, hours)


def _worse(event: Event, goals: Mapping[str, tuple[int, int]]) -> list[int]:
    """By how much each tier is worse, in their order."""
    return [
        sum(weight.weight * (goals[weight.goal][1] - goals[weight.goal][0]) for weight in weights if weight.goal in goals)
        for number, weights in event.tiers
        if number
    ]
