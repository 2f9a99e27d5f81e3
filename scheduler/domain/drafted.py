"""What is tried on the desk before any of it is a version."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from scheduler.domain.placement import Placement


@dataclass(frozen=True)
class Step:
    """One thing that was done: meetings were put somewhere, or something was changed, in the words of a command, and why."""

    puts: Mapping[str, Placement] = field(default_factory=dict)
    change: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Journal:
    """All that was done since a version, in order, and what of it was undone and can be done again, the last first."""

    done: tuple[Step, ...] = ()
    undone: tuple[Step, ...] = ()

    def doing(self, step: Step) -> "Journal":
        return Journal((*self.done, step))

    def undoing(self) -> "Journal":
        return Journal(self.done[:-1], (*self.undone, *self.done[-1:]))

    def redoing(self) -> "Journal":
        return Journal((*self.done, *self.undone[-1:]), self.undone[:-1])

    @property
    def puts(self) -> dict[str, Placement]:
        """Where each meeting was put last."""
        return {id: place for step in self.done for id, place in step.puts.items()}

    @property
    def changes(self) -> Sequence[Step]:
        """The steps that say a change."""
        return [step for step in self.done if step.change]
