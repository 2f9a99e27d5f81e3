"""Why must-haves cannot hold together, with all cells that decide it, and which of them may be given up."""

from collections.abc import Iterable
from dataclasses import replace

from scheduler import model, words
from scheduler.check import Hours
from scheduler.domain import Event, Message
from scheduler.errors import Contradiction, Located, OutOfTime
from scheduler.explain.facts import facts
from scheduler.explain.obstacles import Trial
from scheduler.explain.smallest import keep_out, smallest, things

MOST = 6
"""Meetings of which it is tried whether one may be given up."""


def explained(event: Event, said: Located, budget: model.Budget) -> Located:
    """What the model has found, with the rule in words.

    All but one of the meetings are placed, and what then stands against that one is told: of all of them the one of which
    there is least to tell. That the others can hold without one of them is tried, with everything else that must.

    Parameters
    ----------
    event
        Whose must-haves contradict each other.
    said
        That some meetings, `meetings`, cannot all take place; anything else is returned as it is.
    budget
        For each search.
    """
    ids = said.values.get("meetings")
    if said.key != "contradiction.together" or not isinstance(ids, list):
        return said
    told = [found for id in ids[:MOST] if (found := _against(event, id, ids, budget))]
    if not told:
        return said
    last, why = min(told, key=lambda one: (len(one[1]), sum(len(fact.cells) == 0 for fact in one[1])))
    spare = [id for id in ids[:MOST] if _holds(event.with_musts(False, (id,)), budget)]
    cells = tuple(dict.fromkeys((*said.cells, *(cell for fact in why for cell in fact.cells))))
    zone = words.zone_name(event.settings.host_zone)
    values = {"meetings": ids, "last": last, "why": why, "spare": spare or ["–"], "zone": zone}
    return Message("contradiction.because", values, cells)  # type: ignore[arg-type]


def _against(event: Event, id: str, ids: Iterable[str], budget: model.Budget) -> tuple[str, tuple[Message, ...]] | None:
    """What stands against one of some meetings where the others are placed; `None` where that is not found."""
    others = [other for other in ids if other != id]
    meetings = tuple(
        replace(event.meeting(one), mandatory=one != id, after=_among(event, one, ids)) for one in (*others, id)
    )
    requests = tuple(request for one in meetings for request in one.requests)
    alone = replace(event.placing_only, meetings=meetings, requests=requests)
    try:
        found = model.solve(alone, budget, lambda *_: None)
    except (Contradiction, OutOfTime):
        return None
    begins = Trial(alone, found.placements, Hours(alone)).begins(alone.meeting(id))
    there = things(begins)
    return (id, facts(event, begins, smallest(begins, there))) if keep_out(begins, there) else None


def _among(event: Event, id: str, ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(other for other in event.meeting(id).after if other in set(ids))


def _holds(event: Event, budget: model.Budget) -> bool:
    """Whether there is any timetable."""
    try:
        model.solve(event.placing_only, budget, lambda *_: None)
    except (Contradiction, OutOfTime):
        return False
    return True
