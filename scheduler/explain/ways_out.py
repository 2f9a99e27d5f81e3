"""What would have to give way for a meeting to have a place: each tried out, and looked at by the check."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TypeAlias
from zoneinfo import ZoneInfo

from scheduler.check import Hours, breaches, goal_values
from scheduler.domain import Event, Interpreter, Interpreting, Meeting, Message, Placement, Room, Timetable, by_number
from scheduler.explain.facts import facts_at, on_host_clock
from scheduler.explain.given import given
from scheduler.explain.obstacles import ANOTHER, Begin, Obstacle, Obstacles, Thing, Trial

MOST = 3
"""Ways that are told."""

LONGEST = 2
"""Things that may have to give way at once."""

EASIEST = 4
"""Interpreters who are tried for a pair of languages."""

TRIED = 4
"""Ways by which other meetings would move that are tried, the easiest first; each is a search for their places."""

NEVER = ("past", "slot", "too_long", "grid")
"""What nobody can give up: a time that is over, or is none of the event."""

MOVE, SUPPLY, RELEASE, COME, SUFFICE, DAY_OFF = 10, 30, 20, 25, 35, 60
"""How much it asks: that another meeting moves; one more room or interpreter; that somebody releases what is fixed, comes
all the same, makes a room suffice, works on a day off."""


Seated: TypeAlias = tuple[Interpreting, ...]


@dataclass(frozen=True)
class _Trying:
    """A start and a room, with what has to give way there."""

    begin: Begin
    room: str
    people: tuple[Interpreting, ...]
    given: frozenset[Thing]

    @property
    def asks(self) -> int:
        return sum(_asks(thing) for thing in self.given)

    def said(self, given: Collection[Thing]) -> list[Obstacle]:
        """The obstacles there that come of something that was said and has to give way."""
        of_people = (one for each in self.people for one in self.begin.people[each.pair][each.name])
        there = (*self.begin.always, *self.begin.rooms[self.room], *of_people)
        return [one for one in dict.fromkeys(there) if any(thing in given for thing in one.needs)]

    @property
    def others(self) -> list[str]:
        """The meetings that have to move."""
        return sorted((thing for thing in self.given if isinstance(thing, str)), key=by_number)

    @property
    def kinds(self) -> frozenset[object]:
        """The same for what asks the same of the same."""
        return frozenset(thing if isinstance(thing, str) else (thing.key, _who(thing)) for thing in self.given)


class WaysOut:
    """Finds ways out for the meetings that a timetable of an event leaves out; what they do to the goals is counted from
    another one, `since`, where that is given.
    """

    def __init__(self, event: Event, timetable: Timetable, hours: Hours, since: Timetable | None = None) -> None:
        self._event, self._timetable, self._hours = event, timetable, hours
        self._placements = timetable.placements
        self._before = goal_values(event, since or timetable, hours=hours)

    def of(self, meeting: Meeting, begins: Iterable[Begin], moving_helps: bool) -> tuple[Message, ...]:
        """Up to three: what has to give way, where the meeting then is, and what that does to the goals; what asks least of
        fewest first, of those that ask the same of the same the earliest.

        Parameters
        ----------
        meeting, begins
            A meeting that is left out, and its starts among the others.
        moving_helps
            Whether it is open that others could make way for it by moving; else it is proven that they cannot.
        """
        trying = sorted(
            (one for begin in begins for one in _trying(begin) if moving_helps or not one.others),
            key=lambda one: (len(one.given), one.asks, one.begin.at),
        )
        found: list[Message] = []
        seen: list[frozenset[object]] = []
        moved = 0
        for one in trying:
            if len(found) == MOST:
                break
            if any(known <= one.kinds for known in seen):
                continue
            moved += bool(one.others)
            if one.others and moved > TRIED:
                continue
            if way := self._tried(meeting, one):
                seen.append(one.kinds)
                found.append(way)
        return tuple(found)

    def _tried(self, meeting: Meeting, one: _Trying) -> Message | None:
        """The way, where the check accepts it."""
        steps: list[Message] = []
        changes: list[str] = []
        event, room, people = self._event, one.room, one.people
        to_give = {thing for thing in one.given if not isinstance(thing, str)}
        if room == ANOTHER:
            if (more := self._one_more_room(meeting, one, to_give)) is None:
                return None
            event, room = replace(event, rooms=(*event.rooms, more)), more.name
            steps.append(Message("way.room", {"platform": more.platform or "–", "type": more.type or "online"}))
            changes.append(" ".join(filter(None, ("add room", more.name, more.platform))))
        for pair in sorted({each.pair for each in people if each.name == ANOTHER}):
            name = f"+1 {pair}"
            event = replace(event, interpreters=(*event.interpreters, Interpreter(name, tuple(pair.split("-")))))
            people = tuple(Interpreting(pair, name) if (o.pair, o.name) == (pair, ANOTHER) else o for o in people)
            steps.append(Message("way.interpreter", {"pair": pair}))
            changes.append(f'add interpreter "{name}" {pair.replace("-", "/")}')
        place = Placement(one.begin.at, one.begin.at + timedelta(minutes=meeting.duration), room, tuple(sorted(people)))
        placements = self._make_way(event, meeting, place, one.others)
        if placements is None:
            return None
        real = [thing for thing in to_give if thing.key not in ("violation.no_room", "violation.interpreter_language")]
        wrong = breaches(event, placements, self._hours)
        if any(violation not in real for violation in wrong):
            return None
        for other in one.others:
            at = placements[other].start.astimezone(ZoneInfo(event.settings.host_zone))
            told = sorted({*event.meeting(other).governments})
            steps.append(Message("way.move", {"meeting": other, "at": f"{at:%m-%d %H:%M}", "governments": told}))
            changes.append(f"move {other} at {at:%Y-%m-%d %H:%M}")
        steps += given(event, meeting.id, place, facts_at(event, one.begin, one.said(real)), self._hours)
        steps += [Message("way.change", {"change": change}) for change in changes]
        cells = tuple(cell for step in steps for cell in step.cells)
        values = {"at": on_host_clock(event, one.begin.at), "steps": tuple(steps), "goals": self._gain(event, placements)}
        return Message("way.of", values, cells)

    def _one_more_room(self, meeting: Meeting, one: _Trying, given: AbstractSet[Thing]) -> Room | None:
        """One like a room that there is, or else on what all parties can use, in which the meeting could be then."""
        usable = [of for code in meeting.governments if (of := self._event.government(code).platforms)]
        common = sorted(set(usable[0]).intersection(*usable)) if usable else []
        like = [(room.type, room.platform, room.capacity, room.channels) for room in self._event.rooms]
        for features in (*like, *(("", platform, None, None) for platform in common)):
            more = Room(self._free_name(), *features)
            event = replace(self._event, rooms=(*self._event.rooms, more))
            place = Placement(one.begin.at, one.begin.at + timedelta(minutes=meeting.duration), more.name)
            wrong = breaches(event, {meeting.id: place}, self._hours)
            if all(violation in given or violation.rule != "R4" for violation in wrong):
                return more
        return None

    def _free_name(self) -> str:
        names = {room.name for room in self._event.rooms}
        return next(name for number in range(len(names) + 1, 2 * len(names) + 2) if (name := f"R{number}") not in names)

    def _make_way(
        self, event: Event, meeting: Meeting, its: Placement, others: Sequence[str]
    ) -> Mapping[str, Placement] | None:
        """The placements with the meeting at its place and others moved, each to the nearest start that is free for it."""
        placements = {id: old for id, old in self._placements.items() if id not in others} | {meeting.id: its}
        for id in others:
            other, old = event.meeting(id), self._placements[id]
            if event.decided.pinned.get(id):
                return None
            place = Trial(event, placements, self._hours).nearest(other, old.start)
            if place is None:
                return None
            placements[id] = place
        return placements

    def _gain(self, event: Event, placements: Mapping[str, Placement]) -> list[Message]:
        """The goals that are better or worse by it."""
        after = goal_values(event, self._timetable.placed_as(placements), hours=self._hours)
        return [
            Message("way.goal", {"goal": Message(f"goal.{goal}"), "was": self._before[goal], "value": after[goal]})
            for goal in self._before
            if self._before[goal] != after[goal]
        ]


def _trying(begin: Begin) -> Iterator[_Trying]:
    """For each room, one more included, the interpreters of whom fewest things have to give way."""
    if any(one.said.key.removeprefix("violation.") in NEVER for one in begin.always):
        return
    always = _to_give(begin.always)
    for name, wrong in begin.rooms.items():
        given = always | _to_give(wrong)
        if len(given) > LONGEST:
            continue
        for way in begin.ways:
            for people, all_given in _people(begin, way, given):
                yield _Trying(begin, name, people, all_given)


def _people(begin: Begin, way: Sequence[str], given: frozenset[Thing]) -> Iterator[tuple[Seated, frozenset[Thing]]]:
    """Interpreters for each pair of a way, seat by seat; of those of whom the same has to give way the first are enough."""
    states: dict[frozenset[Thing], Seated] = {given: ()}
    for pair in way:
        grown: dict[frozenset[Thing], Seated] = {}
        for so_far, seated in states.items():
            for name in _easiest(begin.people[pair]):
                if name == ANOTHER or name not in {one.name for one in seated}:
                    more = so_far | _to_give(begin.people[pair][name])
                    if len(more) <= LONGEST:
                        grown.setdefault(more, (*seated, Interpreting(pair, name)))
        states = grown
    yield from ((seated, so_far) for so_far, seated in states.items())


def _easiest(people: Mapping[str, Obstacles]) -> list[str]:
    """The interpreters of whom least has to give way, and one more."""
    by_ease = sorted((name for name in people if name != ANOTHER), key=lambda name: len(_to_give(people[name])))
    return [*by_ease[:EASIEST], ANOTHER]


def _to_give(obstacles: Obstacles) -> frozenset[Thing]:
    """One thing for each obstacle without which it would not stand."""
    given: frozenset[Thing] = frozenset()
    for obstacle in obstacles:
        if not given & obstacle.needs:
            given |= {min(obstacle.needs, key=lambda thing: (_asks(thing), repr(thing)))}
    return given


def _asks(thing: Thing) -> int:
    if isinstance(thing, str):
        return MOVE
    name = thing.key.removeprefix("violation.")
    if name in ("no_room", "interpreter_language"):
        return SUPPLY
    if name in ("fixed_start", "fixed_room", "session", "pinned"):
        return RELEASE
    if name in ("marked", "unavailable", "hours", "lunch", "programme", "interpreter_away"):
        return COME
    return SUFFICE if name.startswith("room_") else DAY_OFF


def _who(thing: Thing) -> object:
    assert not isinstance(thing, str)
    return next((thing.values[name] for name in ("government", "no", "pair") if name in thing.values), None)
