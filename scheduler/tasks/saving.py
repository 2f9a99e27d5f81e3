"""A timetable that has passed the check → a new version."""

import getpass
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from scheduler import __version__, export, versions
from scheduler.check import check
from scheduler.domain import Change, Edit, Event, GoalValue, Message, Placement, Record, Tier, Timetable, Verdict
from scheduler.errors import BrokenRules
from scheduler.reschedule import difference
from scheduler.tasks.history import RECORD, TIMETABLE, WORKBOOK, Saved, home, last_sent


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
        Is called when another run works on the same event, and this one has to wait.
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
    verdict = check(event, found, before)
    if verdict.violations:
        raise BrokenRules(refusal, *verdict.violations)
    return Passed(event, replace(found, tiers=tuple(_as_checked(tier, verdict.goals) for tier in found.tiers)), verdict)


def _as_checked(tier: Tier, found: Mapping[str, int]) -> Tier:
    """The tier with the values that the check found; they must be what the solver claims."""
    if tier.tier == 0 or any(goal.goal not in found for goal in tier.goals):
        return tier
    goals = tuple(GoalValue(goal.goal, goal.weight, found[goal.goal]) for goal in tier.goals)
    value = sum(goal.weight * found[goal.goal] for goal in tier.goals)
    if value < (tier.bound or 0) or (tier.value is not None and value > tier.value):
        names = [goal.goal for goal in tier.goals]
        raise BrokenRules(Message("broken.disagree", {"goals": names, "solver": tier.value, "check": value}))
    return replace(tier, value=value, goals=goals)


def save(
    run: Run,
    folder: Path,
    made: Passed,
    base: Saved | None,
    changes: tuple[Change, ...] = (),
    new: int = 0,
    edits: tuple[Edit, ...] = (),
    stopped: bool = False,
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
    changes, new, edits
        All changes that have led to it, how many of the last are new, and what was changed by hand: for the record.
    stopped
        Whether the search was ended before it was done.

    Returns
    -------
    Path
        The folder of the version.
    """
    out = home(folder, run.out)
    compared = last_sent(out) or base
    event, found = made.event, replace(made.timetable, based_on=base.name if base else None)

    def write(beside: Path, version: str) -> None:
        table = replace(found, version=version)
        against = difference(compared.timetable, table) if compared else None
        (beside / TIMETABLE).write_bytes(export.as_json(table))
        export.write_workbook(
            beside / WORKBOOK, event, table, made.verdict, run.language, against, versions.digest(beside / TIMETABLE)
        )
        record = Record(
            made=datetime.now(UTC).isoformat(timespec="seconds"),
            by=user(),
            command=run.command,
            event_folder=str(folder.resolve()),
            host_zone=event.settings.host_zone,
            program=f"plaza {__version__}",
            seconds=round(time.monotonic() - run.began, 3),
            stopped=stopped,
            changes=changes,
            new=new,
            edits=edits,
            files=versions.digests(beside),
        )
        (beside / RECORD).write_bytes(export.record_json(record))

    return out / versions.save(out, write)


def user() -> str:
    """Who runs the program, where the system knows."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
