"""The page of a large event: `python -m benchmarks.page [--meetings N] [--governments N]`.

Prints how large the page is, and in a browser the processor time that the page takes to open, to filter, and to change its
clock and language in each view until that is painted, which others on the machine do not lengthen: median of five and most.
"""

import argparse
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.made import COUNTRIES, HOST
from scheduler import explain, export
from scheduler.check import check
from scheduler.domain import (
    Event,
    Government,
    Interpreting,
    Link,
    LocalRange,
    Meeting,
    MeetingOutcome,
    Names,
    Placement,
    Request,
    Room,
    Settings,
    Slot,
    Timetable,
    instant_of,
)

DAYS = [date(2021, 11, 1) + timedelta(days=day) for day in range(5)]
ROOMS = 60
STEPS = {
    "of one government": "chosen.government.value = String(1 + turn); filter()",
    "of one country": "chosen.country.value = String(turn % 3); filter()",
    "search": "chosen.search.value = '第' + turn; filter()",
    "all again": "form.querySelector('button').click()",
    "clock": "chosen.clock.selectedIndex = turn % 3; tell()",
    "language": "chosen.language.selectedIndex = turn % 4; tell()",
}
"""What is done again and again, with the number of the turn."""

BEFORE = {"all again": "chosen.search.value = 'm0001'; filter()"}
ALL = "form.querySelector('button').click()"
PAINTED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))"
TURNS = 5


def plaza(meetings: int, governments: int) -> tuple[Event, Timetable]:
    """An event with all that a page can show of it, and a timetable in which nobody is in two meetings at once."""
    dice = random.Random(meetings)
    parties = [_government(list(COUNTRIES)[place % 3], place) for place in range(governments)]
    made = tuple(_meeting(number, parties, dice) for number in range(1, meetings + 1))
    links = tuple(Link(one.id, f"https://meet.example.org/j/{dice.random()}", "987 6543 210", "a1b2c3") for one in made)
    event = Event(
        folder=f"made-{meetings}",
        names=Names("Made up", "虚构", "架空", "가상"),
        settings=Settings(HOST),
        slots=tuple(Slot(LocalRange(day, 540, 1080, HOST)) for day in DAYS),
        rooms=tuple(Room(f"R{number}") for number in range(1, ROOMS + 1)),
        governments=tuple(parties),
        requests=tuple(request for one in made for request in one.requests),
        meetings=made,
        links=links,
    )
    outcomes = tuple(_placed(event))
    return event, Timetable(event.folder, outcomes, event.outcomes_of_requests, version="v001")


def _government(country: str, place: int) -> Government:
    zone, language = COUNTRIES[country]
    names = Names(f"City {place} Metropolitan Province", f"第{place}都市", f"第{place}都市県", f"제{place}광역시")
    return Government(f"{country}{place // 3 + 1:03}", country, names, zone, (language,))


def _meeting(number: int, parties: list[Government], dice: random.Random) -> Meeting:
    met: list[Government] = []
    for party in dice.sample(parties, 12):
        if party.country not in {one.country for one in met} and len(met) < 2 + (number % 7 == 0):
            met.append(party)
    codes = [party.code for party in met]
    request = Request(str(number), codes[0], tuple(codes[1:]), topic=f"青少年交流・観光・環境 {number}")
    back = Request(f"{number}b", codes[1], (codes[0], *codes[2:]))
    requests = (request, back) if number % 3 and len(codes) == 2 else (request,)
    return Meeting(f"M{number:04}", requests, tuple(sorted(codes)), 60, 4)


def _placed(event: Event) -> Iterator[MeetingOutcome]:
    """Each meeting at the first hour at which its parties and a room are free."""
    busy: set[tuple[datetime, str]] = set()
    starts = [instant_of(day, minute, HOST) for day in DAYS for minute in range(540, 1080, 60)]
    rooms = [room.name for room in event.rooms]
    for one in event.meetings:
        free = ((at, room) for at in starts for room in rooms if not busy & {(at, who) for who in (*one.governments, room)})
        at, room = next(free)
        busy |= {(at, who) for who in (*one.governments, room)}
        spoken = sorted({event.government(code).languages[0] for code in one.governments})
        pairs = [f"{first}-{second}" for place, first in enumerate(spoken) for second in spoken[place + 1 :]]
        who = tuple(Interpreting(pair, f"Interpreter {room}") for pair in pairs)
        yield MeetingOutcome.of(
            one, "scheduled", Placement(at, at + timedelta(hours=1), room, who), event.link_of(one, room)
        )


def measure(address: str) -> None:
    """Open a page in a browser, and do each step in each view."""
    from playwright.sync_api import sync_playwright  # the size can be measured without it

    def spent() -> Any:
        """Milliseconds of processor time so far."""
        metrics = session.send("Performance.getMetrics")["metrics"]
        return next(1000.0 * metric["value"] for metric in metrics if metric["name"] == "ThreadTime")

    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        opened = browser.new_page(viewport={"width": 1280, "height": 900})
        session = opened.context.new_cdp_session(opened)
        session.send("Performance.enable")
        opened.goto(address)
        print(f"opened: {spent():.0f} ms")
        for view in ("room", "government", "list"):
            opened.check(f"input[value={view}]")
            for name, step in STEPS.items():
                took = []
                for turn in range(TURNS):
                    for done in (BEFORE.get(name, ALL), step.replace("turn", str(turn))):
                        began = spent()
                        opened.evaluate(f"{done}; {PAINTED}")
                    took.append(spent() - began)
                print(f"  {view}, {name}: {statistics.median(took):.0f} ms, at most {max(took):.0f} ms")
        browser.close()


def main() -> None:
    """Write the page of a made-up event and measure it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--meetings", type=int, default=1_700)
    parser.add_argument("--governments", type=int, default=330)
    asked = parser.parse_args()
    event, found = plaza(asked.meetings, asked.governments)
    verdict = replace(check(event, found, claims=False), violations=())
    view = export.View(event, found, "en", verdict, explain.treatment(event, found), datetime.now(UTC))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "timetable.html"
        began = time.perf_counter()
        export.write_page(path, view, "secretariat")
        print(f"written in {time.perf_counter() - began:.1f} s: {path.stat().st_size / 1e6:.2f} MB")
        measure(path.as_uri())


if __name__ == "__main__":
    main()
