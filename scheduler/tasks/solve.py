"""Intake → a checked version of the timetable."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from scheduler import intake, model, versions
from scheduler.domain import Difference, Event, Message, Past, Problem, Timetable
from scheduler.errors import UsageError
from scheduler.reschedule import as_changed, difference, refuse_contradictory
from scheduler.tasks.check import review_of
from scheduler.tasks.finding import find
from scheduler.tasks.history import last_sent, latest, news, places_of
from scheduler.tasks.identity import home, refuse_another
from scheduler.tasks.saving import Run, passed, save


@dataclass(frozen=True)
class Solved:
    """A version that was written; `overturned` is what is different from the one that was sent out."""

    folder: Path
    event: Event
    timetable: Timetable
    notes: tuple[Message, ...]
    overturned: Difference | None = None


ORDER: model.Order = "best overall"
"""A timetable before only decides between those that are equally good: where it was is better than elsewhere."""


def solve(
    folder: Path,
    run: Run,
    budget: model.Budget,
    seed: int | None,
    report: model.Report,
    anew: bool = False,
    is_new: bool = False,
) -> Solved:
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
    anew
        Whether what was sent out may be overturned.
    is_new
        Whether it was said that this is no event of which there are versions under another name.

    Raises
    ------
    UsageError
        A version was sent out, and it is not to be solved anew.
    PlazaError
        Of the kind that says why there is no version; nothing has been written then.
    """
    out = home(folder, run.out)
    with versions.held(out, run.waiting):
        base, sent = latest(out), last_sent(out)
        if sent and not anew:
            raise UsageError(Message("usage.sent_out", {"version": sent.name, "placed": len(sent.placements)}))
        past = base.past if base else Past()
        read = intake.read_event(folder, review_of(folder, run.out), past)
        if not is_new:
            refuse_another(read.event, folder, run.out)
        placed = base.placements if base else {}
        refuse_contradictory(read.event, placed)
        event = as_changed(read.event, placed)
        before = places_of(base, event) if base else None
        budget.seed = event.settings.seed if seed is None else seed
        found = find(event, budget, report, before, ORDER)
        made = passed(event, found, before)
        order = ORDER if base else ""
        written = save(run, folder, made, base, order=order, stopped=budget.stop.is_set(), notes=read.notes)
        against = difference(sent.timetable, made.timetable) if sent else None
    still = (Message("solved.changes_hold", {"count": len(past.changes), "version": base.name}),) if base else ()
    notes = (*news(read.notes, base), *(still if past.changes else ()), *_fairness_kept(event, found))
    return Solved(written, event, replace(made.timetable, version=written.name), notes, against)


def _fairness_kept(event: Event, found: Timetable) -> Iterator[Message]:
    """A note where the fairness bound could not be kept."""
    for goal in (goal for tier in found.tiers for goal in tier.goals if goal.goal == "R12"):
        cells = (event.settings.cells["fairness_bound"],) if event.settings.cells else ()
        yield Problem("fairness.relaxed", {"bound": event.settings.fairness_bound, "kept": goal.value}, cells, "note")
