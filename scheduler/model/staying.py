"""Which meetings stay in every timetable that disturbs no more than the best: the later tiers need not try to move them."""

from collections.abc import Mapping

from ortools.sat.python.cp_model import LinearExpr

from scheduler.model.changed import cost_of
from scheduler.model.choices import Choice
from scheduler.model.search import Budget, minimise
from scheduler.model.starts import Start
from scheduler.model.variables import Variables


def fix_what_stays(v: Variables, taken: Mapping[str, Start], budget: Budget) -> None:
    """Rule out the choices that disturb, of all meetings that stay.

    Again and again a timetable is sought that moves as many as it can of those that no timetable so far has moved, until it
    is proven that there is none. Mostly few can move at all, and one search shows it.

    Parameters
    ----------
    v
        A model in which goal D is bound to its least value.
    taken
        The best timetable so far.
    budget
        For each search.
    """
    moving = {
        meeting.id: [choice for choice in v.choices([meeting]) if cost_of(v.event, meeting, had, choice.start)]
        for meeting in v.event.meetings
        if (had := v.starts.before.get(meeting.id))
    }
    staying = _not_moved(moving, taken)
    while staying:
        v.hint(taken)
        moved = LinearExpr.sum([choice.taken for choices in staying.values() for choice in choices])
        found = minimise(v.model, len(staying) - moved, budget)
        if found.solver is None or found.value != found.bound:
            return
        still = _not_moved(staying, v.taken(found.solver))
        if len(still) == len(staying):
            break
        staying = still
    for choices in staying.values():
        for choice in choices:
            v.model.add(choice.taken == 0)


def _not_moved(moving: Mapping[str, list[Choice]], taken: Mapping[str, Start]) -> dict[str, list[Choice]]:
    """Those whose choice in a timetable is none that disturbs."""
    return {id: choices for id, choices in moving.items() if all(choice.start != taken.get(id) for choice in choices)}
