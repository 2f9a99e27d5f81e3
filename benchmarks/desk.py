"""The desk with a small, a large and a very large event: `python -m benchmarks.desk [22|100|400|start]...`.

Prints in processor time, as the median and the most of some meetings, what picking a meeting up and dropping it takes of the
server, and of the browser until it is painted; what a start takes beside the import of what it is built from; and the bytes
and requests of the first page.
"""

import json
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import psutil
import uvicorn

from benchmarks import made, page
from scheduler import explain, tasks
from scheduler.check import Hours
from scheduler.desk import grid
from scheduler.desk.app import app
from scheduler.desk.front import Front
from scheduler.desk.guard import Guard
from scheduler.desk.server import _listen
from scheduler.desk.state import Desk
from scheduler.domain import Event, Journal, Meeting, Record, Step, Timetable
from scheduler.export import Seen
from scheduler.intake import look_at_event
from scheduler.tasks.draft import Draft
from scheduler.tasks.history import Saved
from tests.desk.raw import AtOnce
from tests.desk.serving import Served
from tests.events import timetable

PLAZA_22 = Path(__file__).parents[1] / "inputs" / "plaza-22"
IMPORTED = "import starlette.applications, starlette.routing, starlette.staticfiles, uvicorn, jinja2"
TURNS = 12
MOST = {"22": 100, "100": 250, "400": 1000}
"""Milliseconds of the server and the browser together for one pick-up, and for one drop."""


def events() -> dict[str, Callable[[], tuple[Event, Timetable]]]:
    """Each with a timetable that keeps the rules, though no good one."""
    return {
        "22": lambda: placed(_founding()),
        "100": lambda: placed(_every_20_minutes(made.plaza(100, 3, 14, 16, 60))),
        "400": lambda: page.plaza(400, 100),
    }


def _every_20_minutes(event: Event) -> Event:
    """With 72 starts."""
    return replace(event, settings=replace(event.settings, start_grid=20))


def _founding() -> Event:
    event = look_at_event(PLAZA_22).event
    assert event
    return event


def placed(event: Event) -> tuple[Event, Timetable]:
    """Each meeting at the first start and in the first room where that breaks no rule."""
    hours, found = Hours(event), timetable(event)
    starts = Draft(Saved(Path("v001"), found, _record(event)), Journal(), 0, event).starts
    for meeting in event.meetings:
        cells = explain.everywhere(event, found, defaultdict(int), meeting, hours, starts)
        free = next((one.place for one in cells if not one.breaks), None)
        if free:
            found = found.placed_as({**found.placements, meeting.id: free})
    return event, found


def _record(event: Event) -> Record:
    return Record("", "", "", "", event.settings.host_zone, "", 0, False)


class Made(Desk):
    """A desk with one draft that came from no file."""

    def __init__(self, folder: Path, event: Event, found: Timetable) -> None:
        super().__init__(folder, folder, "en", "made", worker=cast(Any, AtOnce()))
        (folder / "made" / "v001").mkdir(parents=True)
        self.made = Draft(Saved(folder / "made" / "v001", found, _record(event)), Journal(), 0, event)

    def draft(self, name: str, language: str) -> Draft:
        return self.made

    def change(self, name: str, language: str, seen: str, by: Callable[[Draft], Draft]) -> Draft:
        self.made = by(self.made)
        return self.made


# ------------------------------------------------------------------------------------------------------------- of the server


def of_the_server(desk: Made) -> dict[str, list[float]]:
    """Milliseconds of this thread for each pick-up and drop, and the bytes that each is answered with."""
    dice = random.Random(1)
    took: dict[str, list[float]] = defaultdict(list)
    first = desk.made
    for meeting in dice.choices(first.event.meetings, k=TURNS):
        draft = replace(first)  # nothing that it has found out is known yet but what a page has asked for
        grid.Grid(draft, "en").content()
        with timed(took["pick-up"]):
            cells = draft.everywhere(meeting.id)
            told = _json(grid.shades(draft, Seen(draft.event, draft.timetable, "en"), meeting.id, cells))
        took["pick-up, bytes"].append(len(told))
        cell = dice.choice(cells).place
        with timed(took["drop"]):
            place = draft.place(meeting.id, cell.start, cell.room)
            after = tasks.done(desk.folder("made"), desk.run("made", "en"), draft, Step({meeting.id: place}))
            told = _json(grid.Grid(after, "en").content())
        took["drop, bytes"].append(len(told))
        (desk.out / "made" / "desk" / "v001.jsonl").unlink()
    return took


def _json(content: dict[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


@dataclass
class timed:  # noqa: N801 - it is called like a function
    """Adds the milliseconds that a block takes to a list."""

    to: list[float]

    def __enter__(self) -> None:
        self.began = time.thread_time()

    def __exit__(self, *of_error: object) -> None:
        self.to.append(1000 * (time.thread_time() - self.began))


# ------------------------------------------------------------------------------------------------------------ of the browser

PAINTED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))"


def of_the_browser(desk: Made) -> dict[str, list[float]]:
    """Milliseconds of the page's thread for each pick-up and drop, by keys, until it is painted."""
    from playwright.sync_api import expect, sync_playwright

    took: dict[str, list[float]] = defaultdict(list)
    with served(desk) as address, sync_playwright() as started:
        browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        tab = browser.new_page(viewport={"width": 1280, "height": 900})
        session = tab.context.new_cdp_session(tab)
        session.send("Performance.enable")

        def spent() -> Any:
            tab.evaluate(PAINTED)
            metrics = session.send("Performance.getMetrics")["metrics"]
            return next(1000 * metric["value"] for metric in metrics if metric["name"] == "ThreadTime")

        tab.goto(address)
        expect(tab.locator("#grid .meeting").first).to_be_visible(timeout=60_000)
        took["open"].append(spent())
        ids = [one.id for one in desk.made.event.meetings if one.id in desk.made.timetable.placements]
        for turn, id in enumerate(random.Random(2).choices(ids, k=TURNS)):
            tab.evaluate("document.querySelector('dialog[open]')?.close()")  # a swap that is offered
            tab.locator(f'#grid .meeting[data-id="{id}"]').first.focus()
            began = spent()
            tab.keyboard.press("m")
            tab.wait_for_selector(".cell.over", state="attached")  # `expect` would have the page describe itself
            took["pick-up"].append(spent() - began)
            tab.keyboard.press("ArrowRight")
            began = spent()
            tab.keyboard.press("Enter")
            tab.wait_for_selector(f"#draft-is:has-text(' {turn + 1} ')", timeout=60_000)
            took["drop"].append(spent() - began)
        browser.close()
    return took


class served:  # noqa: N801 - it is called like a function
    """A desk in this process: the address to come in by."""

    def __init__(self, desk: Desk) -> None:
        self._listening = _listen(0)
        guard = Guard(Front(lambda: app(desk), "en"), self._listening.getsockname()[1], lambda address: None)
        self._address = guard.address
        self._server = uvicorn.Server(uvicorn.Config(guard, log_level="critical", lifespan="off", ws="none"))
        self._thread = threading.Thread(target=self._server.run, args=([self._listening],))

    def __enter__(self) -> str:
        self._thread.start()
        return self._address

    def __exit__(self, *of_error: object) -> None:
        self._server.should_exit = True
        self._thread.join()


# ------------------------------------------------------------------------------------------------------------- of the start


def start() -> Iterator[str]:
    """The first frame of a desk that was started anew, beside the import of what it is built from."""
    from playwright.sync_api import Request, sync_playwright

    imports = [_spent_by([sys.executable, "-c", IMPORTED]) for _ in range(3)]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as started:
        browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        desk = Served(PLAZA_22, Path(folder))
        tab = browser.new_page()
        answers: dict[str, int] = {}

        def finished(request: Request) -> None:
            answers[request.url] = answers.get(request.url, 0) or request.sizes()["responseBodySize"]

        tab.on("requestfinished", finished)
        tab.goto(desk.address, wait_until="commit")
        spent = sum(psutil.Process(desk.process.pid).cpu_times()[:2])
        tab.wait_for_load_state("networkidle")
        browser.close()
        desk.end()
    ratio = spent / statistics.median(imports)
    yield f"the first frame: {spent:.2f} s, {ratio:.1f} times the import of starlette, uvicorn and jinja2 (at most 3)"
    size = sum(answers.values()) / 1000
    yield f"it takes {len(answers)} requests, but for what the browser keeps (at most 8), and {size:.0f} KB (at most 150)"


def _spent_by(command: list[str]) -> float:
    """Seconds of the processor."""

    def so_far() -> float:
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime

    began = so_far()
    subprocess.run(command, check=True)
    return so_far() - began


def _meetings(event: Event, found: Timetable) -> str:
    rooms, count = len(event.rooms), len(found.placements)
    first: Meeting = event.meetings[0]
    starts = len(Draft(Saved(Path("v001"), found, _record(event)), Journal(), 0, event).starts)
    return f"{len(event.meetings)} meetings ({count} placed, {first.duration} min), {rooms} rooms, {starts} starts"


def main() -> None:
    """Measure what is named, or all."""
    for name in sys.argv[1:] or ("start", *events()):
        if name == "start":
            for line in start():
                print(line)
            continue
        event, found = events()[name]()
        print(_meetings(event, found))
        with tempfile.TemporaryDirectory() as folder:
            desk = Made(Path(folder), event, found)
            for where, measure in (("server", of_the_server), ("browser", of_the_browser)):
                for what, took in measure(desk).items():
                    unit = "bytes" if what.endswith("bytes") else "ms"
                    told = f"{what.removesuffix(', bytes')}: {statistics.median(took):.0f} {unit}, at most {max(took):.0f}"
                    print(f"  {where}, {told}{'' if unit == 'bytes' else f' (of {MOST[name]} together)'}")


if __name__ == "__main__":
    main()
