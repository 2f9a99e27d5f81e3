"""Which meetings are to go elsewhere together: those around something that costs, by whom they are with and when."""

import random
from collections.abc import Iterable

from scheduler.model.clock import minute
from scheduler.model.large.engaged import Engaged
from scheduler.model.large.guests import Times
from scheduler.model.large.survey import Survey
from scheduler.model.large.worth import Counted, Values

AT_THE_SAME_TIME, AT_ONCE = 0.3, 4
"""How many draws are for meetings at the same time, which may exchange rooms, and how many of these come at once."""

MOST_DRAWN = 10
"""Draws for each meeting that is wanted, most of which bring none where there are hardly more."""


def concerned(survey: Survey, engaged: Engaged, counted: Counted, tier: Values, dice: random.Random) -> list[str]:
    """The meetings, by their ids, that have to do with one thing that costs something in a tier, drawn by dice."""
    times, costs = counted.times, survey.costs
    found: list[list[str]] = []
    if tier.inconvenience and (dear := [id for id in times if costs[id][times[id].begin]]):
        found.append(beside(survey, dice.choice(dear)))
    if tier.missed and counted.missing:
        own, id, *_ = survey.invitations.guests[dice.choice(sorted(counted.missing))]
        found.append([*beside(survey, id), *survey.invitations.own[own].meetings])
    if tier.changes and (changed := [id for id in survey.changes if id in times and counted.is_changed(id)]):
        id = dice.choice(changed)
        found.append([*beside(survey, id), *_in_its_room(survey, engaged, id)])
    return dice.choice(found) if found else []


def _in_its_room(survey: Survey, engaged: Engaged, id: str) -> list[str]:
    """The meetings, by their ids, in the room that one had before, when it was there."""
    had = survey.starts.before[id]
    then = minute(had.start), minute(had.end)
    there = ((other, place.start) for other, place in engaged.places.items() if place.room == had.room)
    return [other for other, start in there if start.overlaps(*then)]


def beside(survey: Survey, id: str) -> list[str]:
    """All meetings of the parties of one, by their ids."""
    return [other for code in survey.meetings[id].governments for other, _ in survey.held[code]]


def around(survey: Survey, some: Iterable[str], times: Times, size: int, dice: random.Random) -> list[str]:
    """So many placed meetings or some more, by their ids: these, those of partners, and some at the same time, of these …"""
    free = [id for id in dict.fromkeys(some) if id in times]
    drawn: set[str] = set()
    for _ in range(MOST_DRAWN * size):
        if len(free) >= size or not free:
            break
        one = dice.choice(free)
        if dice.random() < AT_THE_SAME_TIME:
            then = times[one]
            others = [id for id, start in times.items() if start.overlaps(then.begin, then.end)]
            others = dice.sample(others, min(AT_ONCE, len(others)))
        else:
            code = dice.choice(survey.meetings[one].governments)
            others = [id for id, _ in survey.held[code] if id in times] if code not in drawn else []
            drawn.add(code)
        free = list(dict.fromkeys([*free, *others]))
    return free
