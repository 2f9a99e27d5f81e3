"""Made-up plazas larger than the founding case: `python -m benchmarks.made [26|60|100]...`.

Prints for each tier its goals, value, bound and whether it is proven, with the seconds since the beginning.
"""

import random
import sys
import time
from datetime import date, timedelta

from scheduler import model
from scheduler.check import check
from scheduler.domain import Event, Government, Interpreter, LocalRange, Mark, Meeting, Names, Request, Room, Settings, Slot

COUNTRIES = {"CN": ("Asia/Shanghai", "zh"), "JP": ("Asia/Tokyo", "ja"), "KR": ("Asia/Seoul", "ko")}
OFFICE = {"CN": (540, 1050, 720, 810), "JP": (510, 1035, 720, 780), "KR": (540, 1080, 720, 780)}
HOST = "Asia/Seoul"


def plaza(meetings: int, days: int, rooms: int, interpreters: int, minutes: int, fairness: int | None = None) -> Event:
    """33 governments, two or three to a meeting, with wishes and marks; the same for the same numbers."""
    dice = random.Random(meetings)
    dates = [date(2021, 11, 3) + timedelta(days=day) for day in range(days)]
    governments = [government(country, number) for country in COUNTRIES for number in range(1, 12)]
    asked: dict[frozenset[str], Meeting] = {}
    while len(asked) < meetings:
        parties = dice.sample(governments, 3 if dice.random() < 0.15 else 2)
        if len({party.country for party in parties}) == len(parties):
            codes = [party.code for party in parties]
            asked.setdefault(frozenset(codes), _meeting(len(asked) + 1, codes, minutes, dice, dates))
    pairs = (("ja", "zh"), ("ja", "ko"), ("ko", "zh"))
    return Event(
        folder=f"made-{meetings}",
        names=Names("Made up"),
        settings=Settings(HOST, fairness_bound=fairness),
        slots=tuple(Slot(LocalRange(day, *hours, HOST)) for day in dates for hours in ((540, 720), (780, 1080))),
        rooms=tuple(Room(f"R{number}") for number in range(1, rooms + 1)),
        governments=tuple(governments),
        requests=tuple(request for meeting in asked.values() for request in meeting.requests),
        meetings=tuple(asked.values()),
        interpreters=tuple(Interpreter(f"I{number:02}", pairs[number % 3]) for number in range(interpreters)),
        marks=tuple(
            Mark(party.code, hour(dice, dates), dice.choice(("maybe", "no"))) for party in governments if dice.random() < 0.6
        ),
    )


def government(country: str, number: int) -> Government:
    zone, language = COUNTRIES[country]
    opens, closes, lunch, back = OFFICE[country]
    return Government(
        code=f"{country}{number:02}",
        country=country,
        names=Names(f"{country}{number:02}"),
        zone=zone,
        languages=(language,),
        office_hours=(LocalRange(None, opens, closes, zone),),
        lunch=(LocalRange(None, lunch, back, zone),),
    )


def _meeting(number: int, codes: list[str], minutes: int, dice: random.Random, dates: list[date]) -> Meeting:
    preferred = (hour(dice, dates, 3),) if dice.random() < 0.3 else ()
    request = Request(str(number), codes[0], tuple(codes[1:]), preferred=preferred)
    return Meeting(f"M{number:03}", (request,), tuple(sorted(codes)), minutes, dice.choice((2, 4, 8)))


def hour(dice: random.Random, dates: list[date], hours: int = 1) -> LocalRange:
    start = dice.choice((9, 10, 11, 13, 14, 15)) * 60
    return LocalRange(dice.choice(dates), start, start + 60 * hours, HOST)


EVENTS = {
    "26": lambda: plaza(26, 1, 8, 0, 45, fairness=2),
    "60": lambda: plaza(60, 2, 10, 18, 60),
    "100": lambda: plaza(100, 2, 14, 24, 45),
}


def show(event: Event) -> None:
    """Solve an event and print how each tier ended."""
    began = time.perf_counter()
    said: dict[tuple[str, ...], float] = {}

    def report(progress: model.Progress) -> None:
        said[progress.goals] = time.perf_counter() - began

    found = model.solve(event, model.Budget(), report)
    verdict = check(event, found, claims=False)
    assert not verdict.violations, verdict.violations
    print(f"{event.folder}: {len(found.placements)} of {len(event.meetings)} meetings placed")
    for tier in found.tiers:
        names = tuple(goal.goal for goal in tier.goals)
        if tier.tier:
            proven = "proven" if tier.proven else "not proven"
            value = sum(goal.weight * verdict.goals[goal.goal] for goal in tier.goals)
            print(f"  {'+'.join(names)}: {value}, bound {tier.bound}, {proven}, at {said[names]:.1f} s")


def main() -> None:
    """Solve the events named, or all."""
    for name in sys.argv[1:] or EVENTS:
        show(EVENTS[name]())


if __name__ == "__main__":
    main()
