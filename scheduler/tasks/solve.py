"""Intake → a checked version of the timetable."""

import getpass
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from scheduler import __version__, explain, export, intake, model, versions
from scheduler.check import check
from scheduler.domain import Event, GoalValue, Message, Problem, Tier, Timetable, Verdict
from scheduler.errors import BrokenRules
from scheduler.tasks.check import review_of


@dataclass(frozen=True)
class Solved:
    """A version that was written."""

    folder: Path
    event: Event
    timetable: Timetable
    verdict: Verdict
    notes: tuple[Message, ...]


def solve(
    folder: Path, out: Path, language: str, budget: model.Budget, seed: int | None, report: model.Report, command: str
) -> Solved:
    """Read an event folder, solve it, check the result independently, and save it as a new version.

    Parameters
    ----------
    folder
        The event folder; it is only read.
    out
        The folder of all outputs.
    language
        Of the workbook: en, ja, ko or zh.
    budget
        Time for the solver, and the request to stop.
    seed
        Overrules the event's own.
    report
        Is told of progress.
    command
        For the record: how the run was called.

    Raises
    ------
    PlazaError
        Of the kind that says why there is no version; nothing has been written then.
    """
    began = time.monotonic()
    read = intake.read_event(folder, review_of(folder, out))
    event = read.event
    versions.ready(out / event.folder)
    budget.seed = event.settings.seed if seed is None else seed
    found = explain.with_reasons(event, model.solve(event, budget, report))
    verdict = check(event, found)
    _refuse_violations(verdict)
    found = replace(found, tiers=tuple(_as_checked(tier, verdict.goals) for tier in found.tiers))

    def write(beside: Path, version: str) -> None:
        table = replace(found, version=version)
        record = export.Record(
            made=datetime.now(UTC).isoformat(timespec="seconds"),
            by=_user(),
            command=command,
            event_folder=str(folder.resolve()),
            program=f"plaza {__version__}",
            seconds=round(time.monotonic() - began, 3),
            stopped=budget.stop.is_set(),
        )
        (beside / "timetable.json").write_bytes(export.as_json(table))
        (beside / "record.json").write_bytes(export.record_json(record))
        export.write_workbook(beside / "timetable.xlsx", event, table, verdict, language)

    version = versions.save(out / event.folder, write)
    notes = (*read.notes, *_fairness_kept(event, found))
    return Solved(out / event.folder / version, event, replace(found, version=version), verdict, notes)


def _user() -> str:
    """Who runs the program, where the system knows."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _fairness_kept(event: Event, found: Timetable) -> Iterator[Message]:
    """A note where the fairness bound could not be kept."""
    for goal in (goal for tier in found.tiers for goal in tier.goals if goal.goal == "R12"):
        cells = (event.settings.cells["fairness_bound"],) if event.settings.cells else ()
        yield Problem("fairness.relaxed", {"bound": event.settings.fairness_bound, "kept": goal.value}, cells, "note")


def _refuse_violations(verdict: Verdict) -> None:
    """No timetable leaves the program unless the check has passed it."""
    if verdict.violations:
        raise BrokenRules(Message("broken.refused"), *verdict.violations)


def _as_checked(tier: Tier, found: Mapping[str, int]) -> Tier:
    """The tier with the values that the check found; they must be what the solver claims.

    Raises
    ------
    BrokenRules
        Solver and check disagree about a goal.
    """
    if tier.tier == 0 or any(goal.goal not in found for goal in tier.goals):
        return tier
    goals = tuple(GoalValue(goal.goal, goal.weight, found[goal.goal]) for goal in tier.goals)
    value = sum(goal.weight * found[goal.goal] for goal in tier.goals)
    if value < (tier.bound or 0) or (tier.value is not None and value > tier.value):
        names = [goal.goal for goal in tier.goals]
        raise BrokenRules(Message("broken.disagree", {"goals": names, "solver": tier.value, "check": value}))
    return replace(tier, value=value, goals=goals)
