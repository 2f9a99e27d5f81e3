"""Things in the way of a meeting, said to a reader: what holds, for which of its starts, and where that is written."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from zoneinfo import ZoneInfo

from scheduler import words
from scheduler.domain import Event, Message, Source, by_number
from scheduler.explain.obstacles import ANOTHER, Begin, Obstacle, Obstacles, Thing
from scheduler.explain.smallest import OF_PEOPLE, OF_ROOMS, Group, group_of, rank_of

AS_SAID = ("government", "no", "title", "pair", "most", "minutes", "longest", "grid", "name")
"""The values of a violation that a fact repeats."""


ALONE = {"interpreters": "interpreter_away", "interpreter_minutes": "interpreter_too_long"}
"""What is said where no other meeting has to do with it."""


def on_host_clock(event: Event, at: datetime) -> str:
    """An instant as the host's clock shows it, with the zone."""
    zone = event.settings.host_zone
    return f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M} {words.zone_name(zone)}"


def facts(event: Event, begins: Sequence[Begin], there: AbstractSet[Thing]) -> tuple[Message, ...]:
    """What keeps a meeting from each of its starts, by the first start that it keeps it from.

    Parameters
    ----------
    event
        Of the meeting.
    begins
        Its starts.
    there
        What is in the way; together it leaves no place.

    Returns
    -------
    tuple of Message
        Each with `when`, the starts that it keeps it from, on the host's clock; and, as far as they are concerned, the
        `meetings`, `rooms` and `interpreters`.
    """
    used: dict[Group, list[Obstacle]] = {}
    at: dict[Group, list[int]] = {}
    for place, begin in enumerate(begins):
        chosen = _in_the_way(begin, there, set(used))
        for obstacle in chosen:
            used.setdefault(group_of(obstacle), []).append(obstacle)
        for group in {group_of(obstacle) for obstacle in chosen}:
            at.setdefault(group, []).append(place)
    if any(group[0].startswith("room_") for group in used) and all(
        ANOTHER in _rooms(one) for one in used.get((OF_ROOMS,), ())
    ):
        used.pop((OF_ROOMS,), None)  # that there is no other room goes without saying where none there is suffices
    return tuple(_fact(event, begins, used[group], at[group]) for group in sorted(used, key=lambda g: (at[g][0], g)))


def facts_at(event: Event, begin: Begin, obstacles: Iterable[Obstacle]) -> tuple[Message, ...]:
    """All of some obstacles at one start, those that are one fact to a reader together."""
    grouped: dict[Group, list[Obstacle]] = {}
    for obstacle in obstacles:
        grouped.setdefault(group_of(obstacle), []).append(obstacle)
    return tuple(_fact(event, (begin,), of_group, (0,)) for of_group in grouped.values())


def _rooms(obstacle: Obstacle) -> tuple[object, ...]:
    return tuple(value for name, value in obstacle.said.values.items() if name == "room")


def _in_the_way(begin: Begin, there: AbstractSet[Thing], known: AbstractSet[Group]) -> Obstacles:
    """What is in the way at one start: one thing in any room, or one in each room, or one for each person of each way."""

    def first(obstacles: Iterable[Obstacle]) -> Obstacle | None:
        standing = [one for one in obstacles if one.needs <= there]
        return min(standing, key=lambda one: (group_of(one) not in known, rank_of(group_of(one))), default=None)

    if whole := first(begin.always):
        return (whole,)
    of_rooms = [first(wrong) for wrong in begin.rooms.values()]
    if all(of_rooms):
        return tuple(filter(None, of_rooms))
    people = (first(wrong) for of_pair in begin.people.values() for wrong in of_pair.values())
    return tuple(filter(None, people))


def _fact(event: Event, begins: Sequence[Begin], obstacles: Sequence[Obstacle], at: Sequence[int]) -> Message:
    said = _without_hypothetical(obstacles)
    values: dict[str, object] = {name: said[0].said.values[name] for name in AS_SAID if name in said[0].said.values}
    for name, plural in (("room", "rooms"), ("interpreter", "interpreters"), ("day", "days"), ("pair", "pairs")):
        values[plural] = sorted({str(one.said.values[name]) for one in said if one.said.values.get(name)})
    others = {thing for one in obstacles for thing in one.needs if isinstance(thing, str)}
    values["meetings"] = sorted(others, key=by_number)
    values["when"] = list(_spans(event, begins, at))
    cells: dict[Source, None] = dict.fromkeys(cell for one in said for cell in one.said.cells)
    name = _name(said)
    return Message(f"fact.{name if others else ALONE.get(name, name)}", values, tuple(cells))


def _name(obstacles: Sequence[Obstacle]) -> str:
    """Rooms, or interpreters, of which some are taken and others not there, are one fact under one name."""
    names = sorted({one.said.key.removeprefix("violation.") for one in obstacles})
    if len(names) == 1:
        return names[0]
    (group,) = {group_of(one)[0] for one in obstacles}
    return {OF_ROOMS: "room", OF_PEOPLE: "interpreters"}.get(group, names[0])


def _without_hypothetical(obstacles: Sequence[Obstacle]) -> Sequence[Obstacle]:
    """That there is not one more room or interpreter goes without saying, where something is said of those there are."""
    real = [one for one in obstacles if ANOTHER not in (one.said.values.get("room"), one.said.values.get("interpreter"))]
    return real or obstacles


def _spans(event: Event, begins: Sequence[Begin], at: Sequence[int]) -> Iterator[str]:
    """Runs of starts, as the host's clock shows the first and the last of each; with the day where there are several."""
    zone = ZoneInfo(event.settings.host_zone)
    local = [begin.at.astimezone(zone) for begin in begins]
    several = len({one.date() for one in local}) > 1
    runs: list[list[int]] = []
    for place in at:
        follows = runs and place == runs[-1][-1] + 1 and local[place].date() == local[runs[-1][-1]].date()
        if follows:
            runs[-1].append(place)
        else:
            runs.append([place])
    for run in runs:
        first = f"{local[run[0]]:{'%m-%d %H:%M' if several else '%H:%M'}}"
        yield first if len(run) == 1 else f"{first}–{local[run[-1]]:%H:%M}"
