"""Intake → a checked version of the timetable."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from scheduler import intake, model, versions
from scheduler.domain import Event, Message, Past, Problem, Timetable
from scheduler.reschedule import as_changed, refuse_contradictory
from scheduler.tasks.check import review_of
from scheduler.tasks.finding import find
from scheduler.tasks.history import home, latest, news
from scheduler.tasks.saving import Run, passed, save


@dataclass(frozen=True)
class Solved:
    """A version that was written."""

    folder: Path
    event: Event
    timetable: Timetable
    notes: tuple[Message, ...]


def solve(folder: Path, run: Run, budget: model.Budget, seed: int | None, report: model.Report) -> Solved:
    """Read an event folder, solve it, check the result independently, and save it as a new version.

    Meetings keep their numbers from the version before, and what was changed there is so still.

    Parameters
    ----------
    folder
        The event folder; it is only read.
    run
        How the program was called.
    budget
        Time for the solver, and the request to stop.
    seed
        Overrules the event's own.
    report
        Is told of progress.

    Raises
    ------
    PlazaError
        Of the kind that says why there is no version; nothing has been written then.
    """
    with versions.held(home(folder, run.out), run.waiting):
        base = latest(home(folder, run.out))
        past = base.past if base else Past()
        read = intake.read_event(folder, review_of(folder, run.out), past)
        refuse_contradictory(read.event, len(past.changes), base.placements if base else {})
        event = as_changed(read.event, base.placements if base else {})
        budget.seed = event.settings.seed if seed is None else seed
        found = find(event, budget, report)
        made = passed(event, found)
        new = len(read.event.decided.changes) - len(past.changes)
        written = save(
            run, folder, made, base, read.event.decided.changes, new, stopped=budget.stop.is_set(), notes=read.notes
        )
    still = (Message("solved.changes_hold", {"count": len(past.changes), "version": base.name}),) if base else ()
    notes = (*news(read.notes, base), *(still if past.changes else ()), *_fairness_kept(event, found))
    return Solved(written, event, replace(made.timetable, version=written.name), notes)


def _fairness_kept(event: Event, found: Timetable) -> Iterator[Message]:
    """A note where the fairness bound could not be kept."""
    for goal in (goal for tier in found.tiers for goal in tier.goals if goal.goal == "R12"):
        cells = (event.settings.cells["fairness_bound"],) if event.settings.cells else ()
        yield Problem("fairness.relaxed", {"bound": event.settings.fairness_bound, "kept": goal.value}, cells, "note")
