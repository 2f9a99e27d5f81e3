"""Short walks beside the search of a model, where what it tries first leaves a tier open: often it lacks a good timetable,
not a bound.
"""

from functools import cached_property

from scheduler.model.allotment import Best
from scheduler.model.changed import Order
from scheduler.model.large.engaged import as_best, as_places
from scheduler.model.large.exchange import can_exchange
from scheduler.model.large.leg import COLD, HOT, Leg, Manner
from scheduler.model.large.survey import Survey
from scheduler.model.large.walk import Walk
from scheduler.model.large.worth import seen_tiers
from scheduler.model.search import Budget
from scheduler.model.starts import Starts

STEPS, EXCHANGES = 200, 400
"""For each meeting, where it may go anywhere, and where meetings exchange their starts."""


class ShortWalks:
    """Walks from the timetables that a model finds.

    Parameters
    ----------
    starts, order
        What is possible, and where goal D stands.
    budget
        Its seed, and whether time is over.
    """

    def __init__(self, starts: Starts, order: Order, budget: Budget) -> None:
        self._starts, self._order, self._budget = starts, order, budget
        self._seen = seen_tiers(starts.event, order if starts.before else None)

    @cached_property
    def _survey(self) -> Survey:
        return Survey(self._starts, self._order)

    def better(self, best: Best, goals: tuple[str, ...]) -> Best | None:
        """A timetable that is better in the tier of these goals, and in none before worse; `None` where none was found.

        What a walk does not see may be worse, or not be kept at all.
        """
        if goals not in self._seen or not best.taken:
            return None
        tier, seed = list(self._seen).index(goals), self._budget.seed
        walk = Walk(self._survey, as_places(best))
        was, typical = walk.worth, walk.typical_change(tier, seed, lambda: not self._budget.left)
        manner: Manner = "exchanging" if can_exchange(self._survey, self._seen[goals]) else "moving"
        steps = (EXCHANGES if manner == "exchanging" else STEPS) * len(best.taken)
        leg = Leg(tier, 0, 0, seed, typical.much * HOT, typical.little * COLD, steps, manner=manner)
        walk.go(leg, lambda: not self._budget.left)
        return as_best(self._starts, walk.engaged.places) if walk.worth[tier] < was[tier] else None
