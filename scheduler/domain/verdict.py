"""What an independent look at a timetable finds."""

from collections.abc import Mapping
from dataclasses import dataclass

from scheduler.domain.said import Message


@dataclass(frozen=True)
class Violation(Message):
    """A rule that a timetable breaks."""

    rule: str = ""

    @property
    def meetings(self) -> tuple[str, ...]:
        """The ids of the meetings that break it; none where it is broken by all together."""
        ids = self.values["meetings"]
        assert isinstance(ids, list)
        return tuple(ids)

    def __hash__(self) -> int:
        """Of what it is said of too: many violations rest on the same cells, or on none."""
        return hash((self.key, self.rule, self.meetings))


@dataclass(frozen=True)
class Verdict:
    """What an independent look at a timetable finds: the rules it breaks, the value of each goal, and the rules it ran."""

    violations: tuple[Violation, ...]
    goals: Mapping[str, int]
    rules: tuple[str, ...]
