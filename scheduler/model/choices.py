"""The decision: one Boolean for each meeting and possible start."""

from collections.abc import Iterable
from dataclasses import dataclass

from ortools.sat.python.cp_model import IntVar, LinearExpr

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
