"""Meetings that take place again: each has its old place back where that is free."""

from collections.abc import Mapping

from scheduler.check import breaches
from scheduler.domain import Event, Placement, by_number


def with_old_places(event: Event, placed: Mapping[str, Placement], old: Mapping[str, Placement]) -> dict[str, Placement]:
    """Where meetings were before, those that come back among them.

    Rule: what has its place keeps it. A meeting that comes back and whose old place another has taken since counts as one
    that had none, or it would weigh as much as the other and might put it out.

    Parameters
    ----------
    event
        As it is to be.
    placed
        The placements before.
    old
        The last places of the meetings that come back, by their ids.
    """
    found = dict(placed)
    for id in sorted(old, key=by_number):
        trial = {**found, id: old[id]}
        taken = any(id in one.meetings and len(one.meetings) > 1 for one in breaches(event, trial))
        if not taken:
            found = trial
    return found
