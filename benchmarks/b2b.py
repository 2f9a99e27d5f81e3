"""The published benchmark, with the ordinary model and search.

`python -m benchmarks.b2b PATH... --fairness D [--time-limit S] [--csv FILE] [--solutions DIR]` turns each `.dzn` into an
ordinary Event (all meetings mandatory, unit slots on one day, no pauses, no office hours, only G5 besides G1 and G2), solves
it, and lets `check` pass every solution.
"""

import csv
import json
import sys
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TextIO

import click

from benchmarks.dzn import BadInstance, Instance, read
from scheduler import model
from scheduler.check import check
from scheduler.domain import (
    GOALS,
    Event,
    Government,
    LocalRange,
    Mark,
    Meeting,
    Moment,
    Names,
    Request,
    Room,
    Settings,
    Slot,
    Timetable,
    Weight,
)
from scheduler.errors import Contradiction, OutOfTime

DAY = date(2024, 1, 10)
UNIT = 15
"""Minutes of a slot."""

COLUMNS = ("instance", "fairness", "status", "breaks", "bound", "seconds")


def as_event(instance: Instance, fairness: int) -> Event:
    """The instance in the words of the ordinary domain."""
    codes = [f"P{number:03}" for number in range(1, instance.participants + 1)]
    sessions = ((0, instance.morning_slots, "1"), (instance.morning_slots, instance.slots, "2"))
    requests = [
        Request(
            no=str(number),
            requester=codes[one - 1],
            counterparts=(codes[other - 1],),
            session="" if session == 3 else str(session),
            fixed_start=Moment(DAY, (slot - 1) * UNIT) if slot else None,
            mandatory=True,
        )
        for number, ((one, other, session), slot) in enumerate(zip(instance.requested, instance.fixed, strict=True), 1)
    ]
    meetings = [
        Meeting(
            id=f"M{request.no}",
            requests=(request,),
            governments=tuple(sorted(request.parties)),
            duration=UNIT,
            weight=4,
            after=tuple(f"M{earlier}" for earlier in sorted(before)),
            mandatory=True,
        )
        for request, before in zip(requests, instance.before, strict=True)
    ]
    return Event(
        folder=instance.name,
        names=Names(instance.name),
        settings=Settings("UTC", start_grid=UNIT, room_changeover=0, government_break=0, fairness_bound=fairness),
        slots=tuple(Slot(_slots(start, end), session) for start, end, session in sessions if start < end),
        rooms=tuple(Room(f"R{number}") for number in range(1, instance.locations + 1)),
        governments=tuple(Government(code, "", Names(code), "UTC", ("en",)) for code in codes),
        requests=tuple(requests),
        meetings=tuple(meetings),
        marks=tuple(
            Mark(code, _slots(slot - 1, slot), "no")
            for code, slots in zip(codes, instance.forbidden, strict=True)
            for slot in sorted(slots)
        ),
        weights=tuple(Weight(goal, 0, 0) for goal in GOALS if goal not in ("G1", "G2", "G5")),
    )


def _slots(start: int, end: int) -> LocalRange:
    return LocalRange(DAY, start * UNIT, end * UNIT, "UTC")


@dataclass(frozen=True)
class Result:
    """How an instance ended; `seconds` are those of building the model and searching."""

    status: str
    breaks: int | None
    bound: int | None
    seconds: float
    timetable: Timetable | None = None


def solve(event: Event, time_limit: float | None) -> Result:
    """Solve an event; a fairness bound that cannot be kept counts as infeasible, as it does in the benchmark."""
    budget = model.Budget(seconds=time_limit)
    unfair = False

    def report(progress: model.Progress) -> None:
        nonlocal unfair
        if progress.goals == ("R12",) and progress.bound > 0:
            unfair = True
            budget.stop.set()

    began = time.perf_counter()
    try:
        found = model.solve(event, budget, report)
    except Contradiction:
        return Result("infeasible", None, None, time.perf_counter() - began)
    except OutOfTime:
        return Result("infeasible" if unfair else "unknown", None, None, time.perf_counter() - began)
    seconds = time.perf_counter() - began
    if unfair:
        return Result("infeasible", None, None, seconds)
    verdict = check(event, found, claims=False)
    assert not verdict.violations, verdict.violations
    breaks = verdict.goals["G5"]
    bound = next(tier.bound for tier in found.tiers if tier.goals[0].goal == "G5") or 0
    return Result("optimal" if breaks == bound else "feasible", breaks, bound, seconds, found)


def slots_of(found: Timetable) -> dict[str, int]:
    """Meeting number → slot number, counted from 1."""
    return {
        id.removeprefix("M"): (place.start.hour * 60 + place.start.minute) // UNIT + 1
        for id, place in found.placements.items()
    }


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--fairness", type=click.IntRange(min=0), required=True)
@click.option("--time-limit", type=click.FloatRange(min=0, min_open=True))
@click.option("--csv", "csv_file", type=click.File("w", encoding="utf-8"), default="-")
@click.option("--solutions", type=click.Path(path_type=Path, file_okay=False))
def main(paths: tuple[Path, ...], fairness: int, time_limit: float | None, csv_file: TextIO, solutions: Path | None) -> None:
    """Solve published instances and write a line for each."""
    writer = csv.writer(csv_file, lineterminator="\n")
    writer.writerow(COLUMNS)
    for path in paths:
        try:
            instance = read(path)
        except (BadInstance, OSError, UnicodeDecodeError) as fault:
            click.echo(f"{path}: {fault}", err=True)
            sys.exit(3)
        result = solve(as_event(instance, fairness), time_limit)
        row = (path.name, fairness, result.status, result.breaks, result.bound, f"{result.seconds:.3f}")
        writer.writerow("" if value is None else value for value in row)
        csv_file.flush()
        if solutions and result.timetable:
            solutions.mkdir(parents=True, exist_ok=True)
            (solutions / f"{path.stem}.json").write_text(json.dumps(slots_of(result.timetable)), encoding="utf-8")


if __name__ == "__main__":
    main()
