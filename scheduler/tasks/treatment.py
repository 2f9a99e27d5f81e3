"""How even-handed the latest version is: what it gives to whom, and which differences are forced."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scheduler import explain, model
from scheduler.check import check
from scheduler.domain import Event, Message, Treatment
from scheduler.tasks.history import Saved, placements_before
from scheduler.tasks.saving import Run
from scheduler.tasks.standing import standing

LEVELLING = 10.0
"""Seconds in which it is tried to level the differences, where no other limit was set."""


@dataclass(frozen=True)
class EvenHandedness:
    """What a version gives to whom.

    Attributes
    ----------
    event, version
        What it is of.
    treatment
        The counts.
    differences
        Who is most and least favoured by each measure.
    levelled
        The differences that were tried to be levelled; nothing where that was not asked, or not possible.
    notes
        Why it was not possible.
    """

    event: Event
    version: str
    treatment: Treatment
    differences: tuple[explain.Extremes, ...]
    levelled: tuple[explain.Leveller, ...] = ()
    notes: tuple[Message, ...] = ()


def treatment(folder: Path, run: Run, budget: model.Budget | None = None) -> EvenHandedness:
    """Count what the latest version gives to whom. Nothing is written.

    Parameters
    ----------
    folder, run
        The event, and how the program was called.
    budget
        For levelling the differences; without it that is not tried.

    Raises
    ------
    UsageError
        There is no version yet.
    IntakeError
        The event cannot be read.
    """
    stands = standing(folder, run)
    base, event = stands.base, stands.event
    found = explain.treatment(event, base.timetable)
    notes = tuple(_in_the_way(event, base))
    levelled: tuple[explain.Leveller, ...] = ()
    if budget and not notes:
        budget.seed = event.settings.seed
        levelled = explain.levelled(event, base.timetable, budget, placements_before(base, base.timetable, event))
    return EvenHandedness(event, base.name, found, explain.largest_differences(found), levelled, notes)


def _in_the_way(event: Event, base: Saved) -> Iterator[Message]:
    """Why the model cannot say anything of a version: its goals, or its rules, are no longer those of the event."""
    table = base.timetable
    before = placements_before(base, table, event)
    if table.intake != event.intake:
        yield Message("treatment.changed")
    elif check(event, table, before, claims=False).violations:
        yield Message("treatment.breaks_rules")
    elif not before and any(goal.goal == "D" for tier in table.tiers for goal in tier.goals):
        yield Message("treatment.no_before", {"version": table.based_on or "–"})
