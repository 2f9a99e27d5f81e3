"""The faults found in one pass over an intake."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from scheduler.domain.said import Problem, Source

SEVERITIES = ("error", "question", "note")
"""In the order in which they are shown."""

LONGEST = 120
"""Characters of a value that are shown."""


class Problems:
    """Collects problems while the reading goes on."""

    def __init__(self) -> None:
        self._found: dict[tuple[object, ...], Problem] = {}
        self._of_event: dict[str, object] = {}

    def of_days(self, days: Sequence[date]) -> None:
        """Take the day of each example from the event, once its days are known."""
        self._of_event = {"example_day": days[0].isoformat()} if days else {}
        found, self._found = self._found.values(), {}
        self.extend(found)

    def error(self, source: Source | tuple[Source, ...], key: str, **values: object) -> None:
        """Note a fault that stops the run once everything has been read."""
        self._add(Problem(key, values, _cells(source), "error"))

    def question(self, source: Source | tuple[Source, ...], key: str, **values: object) -> None:
        """Ask what only a person can decide; until it is answered the run stops as for a fault."""
        self._add(Problem(key, values, _cells(source), "question"))

    def note(self, source: Source | tuple[Source, ...], key: str, **values: object) -> None:
        """Note something the secretariat should know."""
        self._add(Problem(key, values, _cells(source), "note"))

    def extend(self, others: Iterable[Problem]) -> None:
        """Take what was found elsewhere."""
        for problem in others:
            self._add(problem)

    def _add(self, problem: Problem) -> None:
        told = {name: _short(value) for name, value in problem.values.items()}
        problem = replace(problem, values={**self._of_event, **told})
        self._found.setdefault((problem.severity, problem.key, problem.cells, repr(problem.values)), problem)

    def __iter__(self) -> Iterator[Problem]:
        """Errors first, then questions, then notes; otherwise in the order of reading."""
        return iter(sorted(self._found.values(), key=lambda problem: SEVERITIES.index(problem.severity)))

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What stops the run."""
        return tuple(problem for problem in self if problem.severity != "note")


def _short(value: object) -> object:
    """A value as far as a reader needs it to find it again."""
    return value[: LONGEST - 1] + "…" if isinstance(value, str) and len(value) > LONGEST else value


def _cells(source: Source | tuple[Source, ...]) -> tuple[Source, ...]:
    return source if isinstance(source, tuple) else (source,)
