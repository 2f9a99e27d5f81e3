"""An event's model with all that must hold."""

from collections.abc import Iterable

from scheduler.model import concrete, rules
from scheduler.model.starts import Starts
from scheduler.model.variables import Variables


def build(starts: Starts, exact_breaks: bool = False) -> Variables:
    """The variables of an event, bound by its rules, but for R12, which stands among the tiers.

    Parameters
    ----------
    starts
        What is possible, and what was before.
    exact_breaks
        Whether breaks are to be as many as there are also where they are not minimised.
    """
    variables = Variables(starts, exact_breaks)
    for rule in rules.RULES:
        rule(variables)
    rules.mandatory_meetings_are_placed(variables)
    if starts.before and concrete.few_enough(starts):
        for rule in concrete.RULES:
            rule(variables)
    return variables


def build_part(starts: Starts, placed: Iterable[str]) -> Variables:
    """The same for a part of an event: most meetings have one start left, with one room; these, by their ids, are placed.

    Rooms are given out in the search. They are few for those that are free, and what others leave between them is not seen
    by counting.
    """
    variables = Variables(starts)
    for rule in rules.RULES:
        if rule not in rules.COUNTING_ROOMS:
            rule(variables)
    concrete.rooms_are_given_out(variables)
    for id in placed:
        variables.model.add(variables.placed(id) == 1)
    return variables
