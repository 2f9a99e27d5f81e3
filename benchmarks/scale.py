"""Made-up plazas of any size: `python -m benchmarks.scale 400 1700 [--seconds S] [--seeds N]`.

With interpreters, three parties to some meetings, guests who may come, wishes, marks and lunch. Prints what is found when,
and of several seeds the median and the worst that is reached in each tier.
"""

import random
import time
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from statistics import median

import click

from benchmarks.made import COUNTRIES, HOST, government, hour
from scheduler import model
from scheduler.check import check
from scheduler.domain import (
    Event,
    Government,
    Interpreter,
    LocalRange,
    Mark,
    Meeting,
    Names,
    Request,
    Room,
    Settings,
    Slot,
)

DAYS = [date(2021, 11, 3) + timedelta(days=day) for day in range(3)]
MOST = 9
"""Meetings of one government: more hardly fit into three days of two countries' office hours."""

PAIRS = (("ja", "zh"), ("ja", "ko"), ("ko", "zh"))


def rich(meetings: int, seed: int = 0) -> Event:
    """Three days; a government for three meetings, a room for fourteen, an interpreter for six."""
    dice = random.Random(f"rich {meetings} {seed}")
    governments = [government(country, number) for country in COUNTRIES for number in range(1, meetings // 9 + 1)]
    left = Counter({one.code: MOST for one in governments})
    made = [_meeting(number, governments, left, dice) for number in range(1, meetings + 1)]
    return Event(
        folder=f"rich-{meetings}",
        names=Names("Made up"),
        settings=Settings(HOST),
        slots=tuple(Slot(LocalRange(day, *hours, HOST)) for day in DAYS for hours in ((540, 720), (780, 1080))),
        rooms=tuple(Room(f"R{number}") for number in range(1, meetings // 14 + 2)),
        governments=tuple(governments),
        requests=tuple(request for meeting in made for request in meeting.requests),
        meetings=tuple(made),
        interpreters=tuple(Interpreter(f"I{number:04}", PAIRS[number % 3]) for number in range(meetings // 6)),
        marks=tuple(
            Mark(one.code, hour(dice, DAYS), dice.choice(("maybe", "no"))) for one in governments if dice.random() < 0.6
        ),
    )


def _meeting(number: int, governments: list[Government], left: Counter[str], dice: random.Random) -> Meeting:
    """Of two or three countries; to every fifth somebody else may come."""
    parties: list[Government] = []
    while len(parties) < (3 if number % 7 == 0 else 2):
        one = dice.choice(governments)
        if left[one.code] and one.country not in {party.country for party in parties}:
            parties.append(one)
            left[one.code] -= 1
    codes = [party.code for party in parties]
    guests = [one.code for one in dice.sample(governments, 1) if one not in parties] if number % 5 == 0 else []
    preferred = (hour(dice, DAYS, 3),) if dice.random() < 0.3 else ()
    request = Request(str(number), codes[0], tuple(codes[1:]), preferred=preferred, optional=tuple(guests))
    return Meeting(f"M{number:04}", (request,), tuple(sorted(codes)), 60, dice.choice((2, 4, 8)), optional=tuple(guests))


def run(kind: Callable[[int], Event], seconds: float | None, seeds: int) -> None:
    """Solve an event for each seed, and print the median and the worst of what is reached in each tier."""
    reached = [_solved(kind(seed), seconds) for seed in range(seeds)]
    for names in reached[0] if seeds > 1 else ():
        values = sorted(of[names] for of in reached)
        print(f"  {names}: median {median(values)}, worst {values[-1]}", flush=True)


def _solved(event: Event, seconds: float | None) -> dict[str, float]:
    """Solve an event and print what was reached when; the value of each tier, by its goals."""
    began, processor = time.perf_counter(), time.process_time()

    def report(far: model.Progress) -> None:
        if far.found:
            placed = f"{len(far.found.placements)} of {len(event.meetings)} placed"
            at_work = f"{'+'.join(far.goals)} {far.value}, bound {far.bound}" if far.goals else ""
            print(f"  {time.perf_counter() - began:6.1f} s  {placed}  {at_work}", flush=True)

    print(event.folder)
    found = model.solve(event, model.Budget(seconds=seconds), report)
    took, worked = time.perf_counter() - began, time.process_time() - processor
    verdict = check(event, found, claims=False)
    assert not verdict.violations, verdict.violations[:3]
    reached: dict[str, float] = {"seconds": took, "of the processor here": worked}
    for tier in (tier for tier in found.tiers if tier.tier):
        value = sum(goal.weight * verdict.goals[goal.goal] for goal in tier.goals)
        reached["+".join(goal.goal for goal in tier.goals)] = value
        print(f"  {'+'.join(goal.goal for goal in tier.goals)}: {value}, bound {tier.bound}")
    print(f"  {took:.1f} s, checked after {time.perf_counter() - began:.1f} s; {worked:.1f} s of the processor here")
    return reached


@click.command(help=__doc__)
@click.argument("sizes", nargs=-1, required=True, type=click.IntRange(9))
@click.option("--seconds", type=click.FloatRange(0, min_open=True), help="The time limit; without one there is none.")
@click.option("--seeds", default=1, show_default=True, help="How many events of each size.")
def main(sizes: tuple[int, ...], seconds: float | None, seeds: int) -> None:
    """Solve plazas of some sizes."""
    for meetings in sizes:
        run(partial(rich, meetings), seconds, seeds)


if __name__ == "__main__":
    main()
