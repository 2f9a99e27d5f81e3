"""A timetable that has passed the check → a new version."""

import getpass
import os
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from scheduler import __version__, explain, export, files, stored, versions
from scheduler.check import check, goal_values
from scheduler.domain import Decided, Edit, Event, GoalValue, Message, Placement, Record, Tier, Timetable, Verdict
from scheduler.errors import BrokenRules
from scheduler.reschedule import difference
from scheduler.tasks.history import PAGE, RECORD, TIMETABLE, WORKBOOK, Saved, last_sent
from scheduler.tasks.identity import Identity, home, keep, known


@dataclass(frozen=True)
class Run:
    """How the program was called.

    Attributes
    ----------
    out
        The folder of all outputs.
    language
        Of the workbooks: en, ja, ko or zh.
    command
        In full, for the record.
    waiting
        Is called again and again while another run works on the same event; what it raises ends the waiting.
    began
        On the system's monotonic clock, in seconds.
    """

    out: Path
    language: str
    command: str
    waiting: Callable[[], None]
    began: float


@dataclass(frozen=True)
class Passed:
    """A timetable that has passed the check, and the event it was held against."""

    event: Event
    timetable: Timetable
    verdict: Verdict


REFUSED = Message("broken.refused")


def passed(
    event: Event, found: Timetable, before: Mapping[str, Placement] | None = None, refusal: Message = REFUSED
) -> Passed:
    """Check a timetable; its goals get the values that the check finds.

    Parameters
    ----------
    event, found
        What it is held against, and the timetable.
    before
        The placements of an earlier timetable, for goal D.
    refusal
        What is said before the rules it breaks; by default that this is a fault of the program.

    Raises
    ------
    BrokenRules
        It breaks rules, or its goals are not what the solver claims.
    """
    goals = goal_values(event, found, before)
    made = replace(found, tiers=tuple(_as_found(tier, goals) for tier in found.tiers))
    verdict = check(event, made, before)
    disagreed = [_disagreement(claimed, tier) for claimed, tier in zip(found.tiers, made.tiers, strict=True)]
    if verdict.violations or any(disagreed):
        raise BrokenRules(refusal, *verdict.violations, *filter(None, disagreed))
    return Passed(event, made, verdict)


def _as_found(tier: Tier, goals: Mapping[str, int]) -> Tier:
    """The tier with the values that the check finds, where it is solved and they can be found."""
    if tier.tier == 0 or any(goal.goal not in goals for goal in tier.goals):
        return tier
    values = tuple(GoalValue(goal.goal, goal.weight, goals[goal.goal]) for goal in tier.goals)
    return replace(tier, value=sum(goal.weight * (goal.value or 0) for goal in values), goals=values)


def _disagreement(claimed: Tier, found: Tier) -> Message | None:
    """What is said where the solver claims that a goal is met better than the check finds."""
    if claimed.value is None or found.value is None or found.value <= claimed.value:
        return None
    goals = [goal.goal for goal in found.goals]
    return Message("broken.disagree", {"goals": goals, "solver": claimed.value, "check": found.value})


def save(
    run: Run,
    folder: Path,
    made: Passed,
    base: Saved | None,
    decided: Decided | None = None,
    edits: tuple[Edit, ...] = (),
    order: str = "",
    restores: str = "",
    stopped: bool = False,
    notes: Iterable[Message] = (),
) -> Path:
    """Save a timetable as the next version of an event.

    Parameters
    ----------
    run, folder
        How the program was called, and the event folder.
    made
        What to save.
    base
        The version before.
    decided, edits
        All changes that have led to it, and what was changed by hand: for the record.
    order
        Which of the answers of a repair it is.
    restores
        The version that it is equal to, where it restores one.
    stopped
        Whether the search was ended before it was done.
    notes
        Those on its intake.

    Returns
    -------
    Path
        The folder of the version.
    """
    out, now = home(folder, run.out), datetime.now(UTC)
    decided = decided or made.event.decided
    compared = last_sent(out) or base
    event, found = made.event, replace(made.timetable, based_on=base.name if base else None)

    def write(beside: Path, version: str) -> None:
        table = replace(found, version=version)
        against = difference(compared.timetable, table) if compared else None
        (beside / TIMETABLE).write_bytes(stored.timetable_json(table))
        mark = files.digest(beside / TIMETABLE)
        treatment = explain.treatment(event, table)
        view = export.View(event, table, run.language, made.verdict, treatment, now, against, mark)
        export.write_workbook(beside / WORKBOOK, view)
        export.write_page(beside / PAGE, view, "secretariat")
        record = Record(
            made=now.isoformat(timespec="seconds"),
            by=user(),
            command=run.command,
            event_folder=os.fsencode(folder.resolve()).decode(errors="replace"),
            host_zone=event.settings.host_zone,
            program=f"plaza {__version__}",
            seconds=round(time.monotonic() - run.began, 3),
            stopped=stopped,
            changes=tuple(one if one.version else replace(one, version=version) for one in decided.changes),
            new=len(decided.new),
            set_aside=decided.set_aside,
            order=order,
            restores=restores,
            edits=edits,
            notes=tuple(note.id for note in notes),
        )
        (beside / RECORD).write_bytes(stored.record_json(record))

    if known(out) != Identity.of(folder, event):
        keep(out, folder, event)
    return out / versions.save(out, write)


def user() -> str:
    """Who runs the program, where the system knows."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
