"""Made-up fairs, in which pairs meet at tables in units of time: `python -m benchmarks.fair 1700 2x10 6000 60000`.

`[--seconds S] [--seeds N]`. *1700* are 330 governments with 20 starts and 120 tables, *2x10* the same on two days of ten
starts, *6000* are 1,000 governments with 30 starts and 300 tables, *60000* are 3,000 with 64 starts and tables of which 94
in a hundred are taken. Prints what is found when, and of several seeds the median and the worst that is reached.
"""

import math
import random
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

import click

from benchmarks.made import HOST
from benchmarks.scale import DAYS, run
from scheduler.domain import Event, Government, LocalRange, Meeting, Names, Request, Room, Settings, Slot

UNIT, OPENS = 10, 540
"""Minutes of a start, and when the first one of a day is."""

SIZES = {1_700: (330, 20, 120), 6_000: (1_000, 30, 300)}
"""Governments, starts and tables of plain fairs; of others a government for five meetings, a table for fourteen."""

FULL = 0.8
"""Of the starts, how many a government of a plain fair has meetings in at most."""

STARTS, TAKEN = 64, 0.94
"""Of a dense fair: its starts, and the part of tables and starts that its meetings take."""

EACH, MOST = 40, 52
"""Meetings of a government of a dense fair: on average, and at most."""


def plain(meetings: int, seed: int = 0, days: int = 1) -> Event:
    """Pairs as they come."""
    dice = random.Random(f"plain {meetings} {seed}")
    governments, starts, tables = SIZES.get(meetings, (max(3, meetings // 5), 20, meetings // 14 + 1))
    codes = _codes(governments)
    left = Counter(dict.fromkeys(codes, int(FULL * starts)))
    pairs = []
    for _ in range(meetings):
        pairs.append(tuple(sorted(dice.sample([code for code in codes if left[code]], 2))))
        left.subtract(pairs[-1])
    return _fair("plain", codes, pairs, tables, [starts // days] * days)


def dense(meetings: int, seed: int = 0) -> Event:
    """No pair twice; forty meetings for a government, and tables of which nearly all are taken."""
    dice = random.Random(f"dense {meetings} {seed}")
    few = 2 * math.isqrt(meetings)  # with fewer there would not be as many pairs
    codes = _codes(max(few, 2 * meetings // EACH))
    left = Counter(dict.fromkeys(codes, MOST))
    pairs: dict[tuple[str, ...], None] = {}
    while len(pairs) < meetings:
        pair = tuple(sorted(dice.sample(codes, 2)))
        if pair not in pairs and all(left[code] for code in pair):
            pairs[pair] = None
            left.subtract(pair)
    return _fair("dense", codes, list(pairs), math.ceil(meetings / STARTS / TAKEN), [STARTS])


def _codes(number: int) -> list[str]:
    return [f"XX{one:05}" for one in range(number)]


def _fair(kind: str, codes: Sequence[str], pairs: Sequence[tuple[str, ...]], tables: int, starts: Sequence[int]) -> Event:
    """Of pairs that meet at tables, on days of so many starts."""
    made = [
        Meeting(f"M{number:02}", (Request(str(number), pair[0], pair[1:]),), pair, UNIT, 4)
        for number, pair in enumerate(pairs, start=1)
    ]
    days = zip(DAYS, starts, strict=False)
    return Event(
        folder=f"{kind}-{len(pairs)}",
        names=Names("Made up"),
        settings=Settings(HOST, default_duration=UNIT, start_grid=UNIT, room_changeover=0, government_break=0),
        slots=tuple(Slot(LocalRange(day, OPENS, OPENS + UNIT * number, HOST)) for day, number in days),
        rooms=tuple(Room(f"R{number}") for number in range(1, tables + 1)),
        governments=tuple(Government(code, "XX", Names(code), HOST, ("ko",)) for code in codes),
        requests=tuple(meeting.requests[0] for meeting in made),
        meetings=tuple(made),
    )


FAIRS: dict[str, Callable[[int], Event]] = {
    "1700": partial(plain, 1_700),
    "2x10": partial(plain, 1_700, days=2),
    "6000": partial(plain, 6_000),
    "60000": partial(dense, 60_000),
}


@click.command(help=__doc__)
@click.argument("names", nargs=-1, required=True, type=click.Choice(list(FAIRS)))
@click.option("--seconds", type=click.FloatRange(0, min_open=True), help="The time limit; without one there is none.")
@click.option("--seeds", default=1, show_default=True, help="How many events of each kind.")
def main(names: tuple[str, ...], seconds: float | None, seeds: int) -> None:
    """Solve fairs."""
    for name in names:
        run(FAIRS[name], seconds, seeds)


if __name__ == "__main__":
    main()
