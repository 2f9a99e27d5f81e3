"""OptaPlanner's example *meeting scheduling*: `python -m benchmarks.meeting_scheduling FILE... [--seconds S] [--seed N]`.

Its workbooks (in apache/incubator-kie-optaplanner, optaplanner-examples/data/meetingscheduling) become ordinary events: a
person is a government, who must come a party, who should come an optional attendee. Prints what is found when, with the
score as OptaPlanner counts it: hard, medium and soft.

Its hard constraints are R1 to R4. The others our goals say in part:

- *Required and preferred attendance conflict* is G4, which counts who misses a meeting, not for how long.
- *Do all meetings as soon as possible* is G8.
- *Preferred attendance conflict*, *One TimeGrain break*, *Overlapping meetings*, *Assign larger rooms first* and *Room
  stability* have no goal: that of rooms nearest to the last, G9, is of required parties, and of one day.
"""

import sys
import time
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

import click

from benchmarks.meeting_score import score
from benchmarks.meeting_workbook import Asked, BadWorkbook, Workbook, read
from scheduler import model
from scheduler.check import check
from scheduler.domain import (
    GOALS,
    MIDNIGHT,
    Event,
    Government,
    LocalRange,
    Meeting,
    Names,
    Request,
    Room,
    Settings,
    Slot,
    Timetable,
    Weight,
)

MONDAY, WORKING_DAYS = date(2024, 1, 1), 5

SOUGHT = {"G1": 1, "G2": 2, "G4": 3, "G8": 4}
"""The tier of each goal; all others are off."""


def as_event(workbook: Workbook) -> Event:
    """The workbook in the words of the ordinary domain.

    A grain is a minute of its clock, on which lunch and nights are left out and one day begins as another ends: so G8 counts
    grains, and a meeting may go on after lunch.
    """
    codes = {name: f"P{number:03}" for number, name in enumerate(workbook.persons, 1)}
    meetings = [_meeting(number, asked, codes) for number, asked in enumerate(workbook.meetings)]
    return Event(
        folder=workbook.name,
        names=Names(workbook.name),
        settings=Settings("UTC", start_grid=1, room_changeover=0, government_break=0),
        slots=tuple(map(Slot, _ranges(workbook))),
        rooms=tuple(Room(f"R{number}", capacity=room.capacity) for number, room in enumerate(workbook.rooms)),
        governments=tuple(Government(code, "", Names(name), "UTC", ("en",)) for name, code in codes.items()),
        requests=tuple(request for meeting in meetings for request in meeting.requests),
        meetings=tuple(meetings),
        weights=tuple(Weight(goal, SOUGHT.get(goal, 0), 1) for goal in GOALS),
    )


def _meeting(number: int, asked: Asked, codes: Mapping[str, str]) -> Meeting:
    parties, guests = (sorted(codes[name] for name in names) for names in (asked.required, asked.preferred))
    request = Request(
        no=str(number),
        requester=parties[0] if parties else "",
        counterparts=tuple(parties[1:]),
        optional=tuple(guests),
        topic=asked.topic,
        duration=asked.duration,
        participants=asked.seats,
    )
    return Meeting(
        id=f"M{number:04}",
        requests=(request,),
        governments=tuple(parties),
        duration=asked.duration,
        weight=4,
        optional=tuple(guests),
        participants=asked.seats,
    )


def _ranges(workbook: Workbook) -> list[LocalRange]:
    """Each day on the event's clock: as many minutes as it has grains, from when the day before ends or from midnight."""
    ranges, begin = [], 0
    for grains in (len(day.grains) for day in workbook.days):
        if begin % MIDNIGHT + grains > MIDNIGHT:
            begin += MIDNIGHT - begin % MIDNIGHT
        weeks, days = divmod(begin // MIDNIGHT, WORKING_DAYS)
        minute = begin % MIDNIGHT
        ranges.append(LocalRange(MONDAY + timedelta(weeks=weeks, days=days), minute, minute + grains, "UTC"))
        begin += grains
    return ranges


def places_of(workbook: Workbook, found: Timetable) -> dict[int, tuple[int, int]]:
    """For each placed meeting, by its number, its first grain and the number of its room."""
    grain_at: dict[datetime, int] = {}
    for range_ in _ranges(workbook):
        midnight = datetime.fromisoformat(f"{range_.day}T00:00Z")
        for minute in range(range_.start, range_.end):
            grain_at[midnight + timedelta(minutes=minute)] = len(grain_at)
    return {
        int(id.removeprefix("M")): (grain_at[place.start], int(place.room.removeprefix("R")))
        for id, place in found.placements.items()
    }


def show(workbook: Workbook, seconds: float | None, seed: int) -> None:
    """Solve a workbook and print what was reached when."""
    began, used, event, said = time.perf_counter(), time.process_time(), as_event(workbook), ""

    def tell(found: Timetable) -> None:
        nonlocal said
        worth = score(workbook, places_of(workbook, found))
        now = f"{worth}, {len(found.placements)} of {len(event.meetings)} placed"
        if now != said:
            print(f"  {now}, {_spent(used, began)}", flush=True)
        said = now

    def report(far: model.Progress) -> None:
        if far.found:
            tell(far.found)

    print(workbook.name)
    found = model.solve(event, model.Budget(seconds=seconds, seed=seed), report)
    tell(found)
    print(f"  the end, {_spent(used, began)}")
    verdict = check(event, found, claims=False)
    assert not verdict.violations, verdict.violations[:3]
    print("  " + ", ".join(f"{goal} {value}" for goal, value in verdict.goals.items() if goal in SOUGHT))


def _spent(used: float, began: float) -> str:
    return f"{time.process_time() - used:.1f} s of CPU, {time.perf_counter() - began:.1f} s"


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
