"""The decision: one Boolean for each meeting and possible start."""

from collections.abc import Iterable
from dataclasses import dataclass

from ortools.sat.python.cp_model import CpModel, IntVar, LinearExpr

from scheduler.domain import Meeting
from scheduler.model.starts import Start


@dataclass(frozen=True)
class Choice:
    """That a meeting takes a certain start."""

    meeting: Meeting
    start: Start
    taken: IntVar

    def runs(self, at: int, pause: int) -> bool:
        """Whether it holds its parties or room at an instant, prolonged by the pause."""
        return self.start.begin <= at < self.start.end + pause


def count(choices: Iterable[Choice]) -> LinearExpr:
    """How many of these choices are taken."""
    return LinearExpr.sum([choice.taken for choice in choices])


class Either:
    """One Boolean for each set of choices of which at most one can be taken: whether one is.

    Rules and goals that ask about the same set share it, so that what the solver learns of one it knows of the other.
    """

    def __init__(self, model: CpModel) -> None:
        self._model = model
        self._known: dict[tuple[int, ...], IntVar] = {}

    def of(self, exclusive: Iterable[Choice]) -> IntVar:
        """Whether one of these is taken; that they exclude each other becomes a constraint of its own."""
        literals = [choice.taken for choice in exclusive]
        if len(literals) == 1:
            return literals[0]
        key = tuple(sorted(literal.index for literal in literals))
        if key not in self._known:
            self._known[key] = self._model.new_bool_var("")
            self._model.add_exactly_one(self._known[key].negated(), *literals)
        return self._known[key]
