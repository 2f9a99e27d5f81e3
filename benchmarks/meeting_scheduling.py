"""OptaPlanner's example *meeting scheduling*: `python -m benchmarks.meeting_scheduling FILE... [--seconds S] [--seed N]`.

Its workbooks (in apache/incubator-kie-optaplanner, optaplanner-examples/data/meetingscheduling) become ordinary events: a
person is a government, who must come a party, who should come an optional attendee. Prints what is found when, with the
score as OptaPlanner counts it: hard, medium and soft.

Its hard constraints are R1 to R4. The others our goals say in part:

- *Required and preferred attendance conflict* and *Preferred attendance conflict* are G4, by a stand-in for each grain of
  two meetings between which somebody is torn.
- *Do all meetings as soon as possible* is G8.
- *One TimeGrain break*, *Overlapping meetings*, *Assign larger rooms first* and *Room stability* have no goal: G9 sees
  required parties only, in what room they are next on the same day, however much later.
"""

import sys
import time
from pathlib import Path

import click

from benchmarks.meeting_event import SOUGHT, as_event, places_of
from benchmarks.meeting_score import score
from benchmarks.meeting_workbook import BadWorkbook, Workbook, read
from scheduler import model
from scheduler.check import check
from scheduler.domain import Timetable


def show(workbook: Workbook, seconds: float | None, seed: int) -> None:
    """Solve a workbook and print what was reached when."""
    began, used, event, said = time.perf_counter(), time.process_time(), as_event(workbook), ""

    def reached(found: Timetable) -> str:
        worth = score(workbook, places_of(workbook, found))
        return f"{worth}, {len(found.placements)} of {len(event.meetings)} placed"

    def spent() -> str:
        return f"{time.process_time() - used:.1f} s of CPU, {time.perf_counter() - began:.1f} s"

    def report(far: model.Progress) -> None:
        nonlocal said
        if far.found and reached(far.found) != said:
            said = reached(far.found)
            print(f"  {said}, {spent()}", flush=True)

    print(workbook.name)
    found = model.solve(event, model.Budget(seconds=seconds, seed=seed), report)
    print(f"  the end: {reached(found)}, {spent()}")
    verdict = check(event, found, claims=False)
    assert not verdict.violations, verdict.violations[:3]
    print("  " + ", ".join(f"{goal} {value}" for goal, value in verdict.goals.items() if goal in SOUGHT))


@click.command(help=__doc__)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--seconds", type=click.FloatRange(0, min_open=True), help="The time limit; without one there is none.")
@click.option("--seed", default=0, show_default=True, help="Of the search.")
def main(paths: tuple[Path, ...], seconds: float | None, seed: int) -> None:
    """Solve workbooks, one after another."""
    for path in paths:
        try:
            workbook = read(path)
        except (BadWorkbook, OSError) as fault:
            click.echo(f"{path}: {fault}", err=True)
            sys.exit(3)
        show(workbook, seconds, seed)


if __name__ == "__main__":
    main()
