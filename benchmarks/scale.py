"""Made-up plazas of any size: `python -m benchmarks.scale rich-400 plain-1700 [--seconds S] [--seed N]`.

*Rich* ones have interpreters, three parties to some meetings, guests who may come, wishes, marks and lunch; *plain* ones
two parties, unit slots and nothing else. Prints what is found when, and what is reached in each tier.
"""

import random
import time
from collections import Counter
from datetime import date, timedelta

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

PLAIN = {1_700: (330, 20, 120), 6_000: (1_000, 30, 300)}
"""Governments, unit slots and tables of events of a size; of others a government for five meetings, a table for fourteen."""

FULL = 0.8
"""Of the slots, how many a government has meetings in at most."""

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


def plain(meetings: int, seed: int = 0) -> Event:
    """Unit slots of one day, two parties to a meeting, and nothing else."""
    dice = random.Random(f"plain {meetings} {seed}")
    governments, units, tables = PLAIN.get(meetings, (max(3, meetings // 5), 20, meetings // 14 + 1))
    codes = [f"XX{number:05}" for number in range(governments)]
    left = Counter(dict.fromkeys(codes, int(FULL * units)))
    made = []
    for number in range(1, meetings + 1):
        parties = sorted(dice.sample([code for code in codes if left[code]], 2))
        left.subtract(parties)
        request = Request(str(number), parties[0], (parties[1],))
        made.append(Meeting(f"M{number:05}", (request,), tuple(parties), 10, 4))
    return Event(
        folder=f"plain-{meetings}",
        names=Names("Made up"),
        settings=Settings(HOST, start_grid=10, room_changeover=0, government_break=0),
        slots=(Slot(LocalRange(DAYS[0], 540, 540 + 10 * units, HOST)),),
        rooms=tuple(Room(f"R{number}") for number in range(1, tables + 1)),
        governments=tuple(Government(code, "XX", Names(code), HOST, ("ko",)) for code in codes),
        requests=tuple(request for meeting in made for request in meeting.requests),
        meetings=tuple(made),
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


def show(event: Event, seconds: float | None) -> None:
    """Solve an event and print what was reached when."""
    began = time.perf_counter()

    def report(far: model.Progress) -> None:
        if far.found:
            placed, goals = len(far.found.placements), check(event, far.found, claims=False).goals
            print(f"  {time.perf_counter() - began:6.1f} s  {placed} of {len(event.meetings)} placed  {dict(goals)}")

    print(event.folder)
    found = model.solve(event, model.Budget(seconds=seconds), report)
    print(f"  {time.perf_counter() - began:6.1f} s  the end")
    verdict = check(event, found, claims=False)
    assert not verdict.violations, verdict.violations[:3]
    for tier in found.tiers:
        names = "+".join(goal.goal for goal in tier.goals)
        if tier.tier:
            value = sum(goal.weight * verdict.goals[goal.goal] for goal in tier.goals)
            print(f"  {names}: {value}, bound {tier.bound}")


KINDS = {"rich": rich, "plain": plain}


@click.command(help=__doc__)
@click.argument("names", nargs=-1, required=True)
@click.option("--seconds", type=click.FloatRange(0, min_open=True), help="The time limit; without one there is none.")
@click.option("--seed", default=0, show_default=True, help="Of the event.")
def main(names: tuple[str, ...], seconds: float | None, seed: int) -> None:
    """Solve events of a kind and size."""
    for name in names:
        kind, _, meetings = name.partition("-")
        show(KINDS[kind](int(meetings), seed), seconds)


if __name__ == "__main__":
    main()
