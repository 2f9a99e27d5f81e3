"""Meetings that no place was found for: each gets one if others go elsewhere together."""

from scheduler.domain import Meeting
from scheduler.model.changed import Order
from scheduler.model.large.around import around, beside
from scheduler.model.large.engaged import Engaged
from scheduler.model.large.leg import Dice
from scheduler.model.large.part import rearranged
from scheduler.model.large.survey import Survey
from scheduler.model.search import Budget
from scheduler.model.starts import Starts

FREE, TRIES, IN_VAIN = 60, 6, 12
"""Others that may go elsewhere together, how often it is tried for each who is left out, and how often at most in vain, one
after the other: where there are more meetings than there is room for, none can be helped.
"""

WORK, SHARE = 4.0, 0.2
"""Deterministic seconds for each try, and what part of the time that is left all may take."""

MOST_PLACED = 3_000
"""Meetings up to which the model of a part is built in about the time that it takes to solve it (measured)."""


def make_room(starts: Starts, order: Order, engaged: Engaged, budget: Budget) -> None:
    """Place those who were left out, where that can be; nobody else loses its place."""
    left_out = [one for one in starts.event.meetings if one.id not in engaged.places and starts.possible[one.id]]
    if not left_out or starts.before or len(engaged.places) > MOST_PLACED:
        return
    survey, until, in_vain = Survey(starts, order), (1 - SHARE) * budget.left, 0
    for meeting in sorted(left_out, key=lambda one: (not one.mandatory, -one.weight)):
        for number in range(TRIES):
            seconds = budget.left - until
            if in_vain == IN_VAIN or seconds <= 0:
                return
            of_try = Budget(seconds, WORK, budget.seed, stop=budget.stop)
            if _is_placed(survey, engaged, meeting, Dice(f"{budget.seed} {meeting.id} {number}"), of_try):
                in_vain = 0
                break
            in_vain += 1


def _is_placed(survey: Survey, engaged: Engaged, meeting: Meeting, dice: Dice, budget: Budget) -> bool:
    times = {id: place.start for id, place in engaged.places.items()}
    free = [*around(survey, beside(survey, meeting.id), times, FREE, dice), meeting.id]
    found = rearranged(survey, engaged, free, (), budget)
    return bool(found.begins) and engaged.moved(found.begins, found.rooms)
