"""Rooms and interpreters given out within the search.

Where meetings stay in the rooms and with the people they had, they leave others gaps that counting does not see. Few choices
are then better decided with concrete rooms and people; of larger events few meetings have to move, and what counting has
missed is learned.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from ortools.sat.python.cp_model import IntVar, LinearExpr

from scheduler.domain import Interpreting
from scheduler.model.choices import Choice
from scheduler.model.rules import Hereditary
from scheduler.model.starts import Starts
from scheduler.model.variables import Variables

MOST = 10_000
"""Rooms and people of all choices together up to which they are given out in the search."""

Held = tuple[Choice, IntVar]


def few_enough(starts: Starts) -> bool:
    """Whether the choices of an event are few enough for it."""
    people = len(starts.event.interpreters)
    some = (len(start.rooms) + people * len(start.pairs) for of in starts.possible.values() for start in of)
    return sum(some) <= MOST


@Hereditary
def rooms_are_given_out(v: Variables) -> None:
    """R3, R4: a room that suffices for each choice, one meeting at a time in it, each prolonged by the changeover."""
    holds: dict[str, list[Held]] = defaultdict(list)
    for choice in v.all_choices():
        of_choice = _one_of(v, choice, sorted(choice.start.rooms))
        for room, held in of_choice.items():
            holds[room].append((choice, held))
    _one_at_a_time(v, holds.values(), v.event.settings.room_changeover)


@Hereditary
def interpreters_are_named(v: Variables) -> None:
    """R7: somebody for each pair of languages, in one meeting at a time with the break, within the minutes of a day."""
    sits: dict[str, list[Held]] = defaultdict(list)
    minutes: dict[tuple[str, date], list[Held]] = defaultdict(list)
    for choice in v.all_choices():
        start = choice.start
        for pair in start.pairs:
            able = [person.name for person in v.starts.able(pair, start.begin, start.end, choice.meeting.id)]
            may = [name for name in able if start.people is None or Interpreting(pair, name) in start.people]
            for name, sitting in _one_of(v, choice, may).items():
                sits[name].append((choice, sitting))
                minutes[name, v.starts.host_day(start.begin)].append((choice, sitting))
    _one_at_a_time(v, sits.values(), v.event.settings.interpreter_break)
    most = {person.name: person.max_minutes for person in v.event.interpreters}
    used: dict[tuple[str, date], IntVar] = {}
    for (name, day), of_day in minutes.items():
        used[name, day] = v.model.new_bool_var(f"{name} on {day}")
        lengths = [(choice.start.end - choice.start.begin) * sitting for choice, sitting in of_day]
        v.model.add(LinearExpr.sum(lengths) <= most[name] * used[name, day])
    v.in_use.count(used)


def _one_of(v: Variables, choice: Choice, names: Iterable[str]) -> Mapping[str, IntVar]:
    """One of these if the choice is taken, else none."""
    literals = {name: v.model.new_bool_var("") for name in names}
    v.model.add_exactly_one(choice.taken.negated(), *literals.values())
    return literals


def _one_at_a_time(v: Variables, held: Iterable[list[Held]], pause: int) -> None:
    for of_one in held:
        for at in sorted({choice.start.begin for choice, _ in of_one}):
            v.model.add_at_most_one(literal for choice, literal in of_one if choice.runs(at, pause))


RULES: tuple[Hereditary, ...] = (rooms_are_given_out, interpreters_are_named)
