"""The desk killed, used for an hour, and ended: `python -m benchmarks.endurance [kills|hour|end]... [--count N]`.

- `kills`: N desks, each killed at some moment of something that is done; the next one has all that was shown, and
  `plaza check` accepts each version.
- `hour`: N actions with all that a page asks for on the way, as in an hour of use, and by how much the process has grown.
- `end`: Ctrl-C of N desks with a page open that follows work; the seconds until the process is gone.
"""

import http.client
import json
import os
import random
import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

import click
import psutil
import uvicorn

from scheduler import versions
from scheduler.desk.app import app
from scheduler.desk.front import Front
from scheduler.desk.guard import Guard
from scheduler.desk.server import _listen
from scheduler.desk.state import Desk
from tests import small
from tests.desk.raw import AtOnce
from tests.desk.serving import Served

COUNTS = {"kills": 200, "hour": 2_000, "end": 10}
LATEST = 0.08
"""Seconds after something was asked for, within which the desk is killed: most answers take less."""


class Visitor:
    """A page that was let in, asking one thing after another."""

    def __init__(self, address: str) -> None:
        at = urlsplit(address)
        self._host = at.netloc
        self._cookie = ""
        answer = self._ask("GET", f"{at.path}?{at.query}")
        self._cookie = str(answer.headers["set-cookie"]).partition(";")[0]

    def get(self, path: str) -> Any:
        return json.loads(self._ask("GET", path).read())

    def page(self, path: str) -> None:
        self._ask("GET", path).read()

    def post(self, path: str, asked: object) -> Any:
        answer = self._ask("POST", path, json.dumps(asked))
        return answer.status, json.loads(answer.read() or "null")

    def _ask(self, method: str, path: str, body: str | None = None) -> http.client.HTTPResponse:
        asked = http.client.HTTPConnection(self._host, timeout=60)
        headers = {"Origin": f"http://{self._host}", "Content-Type": "application/json", "Cookie": self._cookie}
        asked.request(method, path, body, headers)
        return asked.getresponse()


class Forked:
    """A desk in a process of its own, which need not load the program first."""

    def __init__(self, event: small.Desk) -> None:
        listening = _listen(0)
        read, write = os.pipe()
        self.process = os.fork()
        if not self.process:
            self._serve(event, listening, write)
        os.close(write)
        listening.close()
        with os.fdopen(read) as told:
            self.visitor = Visitor(told.readline().strip())

    def _serve(self, event: small.Desk, listening: Any, write: int) -> None:
        worker = cast(Any, AtOnce())
        desk = Desk(event.event.parent, event.out, "en", event.event.name, worker)
        addresses: list[str] = []
        guard = Guard(Front(lambda: app(desk), "en"), listening.getsockname()[1], addresses.append)
        os.write(write, f"{addresses[0]}\n".encode())
        uvicorn.Server(uvicorn.Config(guard, log_level="critical", lifespan="off", ws="none")).run(sockets=[listening])
        os._exit(0)

    def kill(self) -> None:
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)


def act(visitor: Visitor, dice: random.Random, kinds: str = "put put put swap undo redo change keep keep") -> Any:
    """Something that somebody may do to what is shown; what is shown then, or `None` where it cannot be."""
    grid = visitor.get("/small/timetable/grid")
    seen = {"revision": grid["revision"]}
    ids = sorted(one["id"] for one in grid["meetings"] if one["state"] != "cancelled")
    kind = dice.choice(kinds.split())
    asked: dict[str, Any] = {}
    match kind:
        case "put":
            id = dice.choice(ids)
            cells = visitor.get(f"/small/timetable/shades?meeting={id}")["cells"]
            start, room, *_ = dice.choice([cell for cell in cells if cell[2] != "no"] or cells)
            asked = {"meeting": id, "start": start, "room": grid["rooms"][room][0]}
        case "swap":
            asked = dict(zip(("meeting", "other"), dice.sample(ids, 2), strict=True))
        case "change":
            asked = {
                "change": dice.choice(
                    [f"pin {ids[0]}", f"unpin {ids[0]}", f"link {ids[-1]} https://a.example/{dice.random()}"]
                )
            }
        case "keep":
            visitor.post("/small/job/keep", seen)
            return visitor.get("/small/timetable/grid")
    status, shown = visitor.post(f"/small/timetable/{kind}", seen | asked)
    return shown if status == 200 else None


def kills(count: int) -> Iterator[str]:
    """Desks that are killed in the middle of something."""
    dice = random.Random(18)
    lost, steps = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        event = small.Desk(Path(folder))
        shown: Any = None
        for number in range(count + 1):
            desk = Forked(event)
            now = desk.visitor.get("/small/timetable/grid")
            lost += number > 0 and not _is_no_less(now, shown)
            shown = now
            for _ in range(dice.randint(0, 3)):
                shown = act(desk.visitor, dice) or shown
                steps += 1
            told: list[Any] = []
            last = threading.Thread(target=_last, args=(desk.visitor, dice, told))
            last.start()
            time.sleep(dice.uniform(0, LATEST))
            desk.kill()
            last.join()
            shown = next(iter(told), shown)
        made = versions.names(event.home)
        refused = [name for name in made if event.checked(event.home / name / "timetable.json").exit_code]
    yield f"{count} desks killed, {steps} steps, {len(made)} versions: {lost} lost a step, {len(refused)} versions refused"


def _last(visitor: Visitor, dice: random.Random, told: list[Any]) -> None:
    """What is done when the desk is killed; it may have been shown, or not."""
    try:
        told.extend(filter(None, [act(visitor, dice)]))
    except (OSError, http.client.HTTPException, ValueError):
        return


def _is_no_less(now: Any, shown: Any) -> bool:
    """Whether all that was shown is there; what was being done may be there besides."""
    (version, lines), (old, before) = (one["revision"].split(".") for one in (now, shown))
    if (version, int(lines)) == (old, int(before)):
        return bool(now["meetings"] == shown["meetings"])
    return version > old or int(lines) == int(before) + 1


def hour(count: int) -> Iterator[str]:
    """As much as in an hour of use: an action every two seconds, with the shades before it and pages now and then."""
    with tempfile.TemporaryDirectory() as folder:
        event = small.Desk(Path(folder))
        desk = Forked(event)
        process, dice = psutil.Process(desk.process), random.Random(18)
        grown: list[float] = []
        for number in range(count + count // 4):
            grid = desk.visitor.get("/small/timetable/grid")
            desk.visitor.get(f"/small/timetable/shades?meeting={grid['meetings'][0]['id']}")
            act(desk.visitor, dice, "put put put swap undo redo change")
            if number % 20 == 0:
                for place in ("intake", "timetable", "changes", "sending", "versions", "day"):
                    desk.visitor.page(f"/small/{place}")
            if number >= count // 4:  # by then all is loaded, and what is held between two clicks is held
                grown.append(process.memory_info().rss / 2**20)
        desk.kill()
    tenth = len(grown) // 10
    first, last = (sorted(part)[tenth // 2] for part in (grown[:tenth], grown[-tenth:]))
    yield f"{count} actions: {first:.1f} MB, then {last:.1f} MB, {last - first:+.1f} MB (at most +5)"


def end(count: int) -> Iterator[str]:
    """Ctrl-C with a page open that follows work."""
    took = []
    for _ in range(count):
        with tempfile.TemporaryDirectory() as folder:
            served = Served(_founding(Path(folder)), Path(folder) / "out")
            visitor = Visitor(served.address)
            visitor.page("/?opened")
            visitor.post(f"/{EVENT}/job/solve", {})
            open_page = threading.Thread(target=_follow, args=(visitor,), daemon=True)
            open_page.start()
            time.sleep(1)
            began = time.perf_counter()
            served.interrupt()
            served.process.wait(timeout=30)
            took.append(time.perf_counter() - began)
            served.end()
    yield f"Ctrl-C of {count} desks: gone after {sorted(took)[count // 2]:.2f} s, at most {max(took):.2f} s (of 2)"


EVENT = "plaza-22"


def _founding(folder: Path) -> Path:
    """An event that takes longer to solve than the desk is open here."""
    return Path(shutil.copytree(Path(__file__).parents[1] / "inputs" / EVENT, folder / EVENT))


def _follow(visitor: Visitor) -> None:
    try:
        visitor.page(f"/{EVENT}/job/stream")
    except (OSError, http.client.HTTPException):
        return


TRIALS: dict[str, Callable[[int], Iterator[str]]] = {"kills": kills, "hour": hour, "end": end}


@click.command(help=__doc__)
@click.argument("trials", nargs=-1, type=click.Choice(list(TRIALS)))
@click.option("--count", type=click.IntRange(1), help="How many, in place of the usual number.")
def main(trials: tuple[str, ...], count: int | None) -> None:
    """Try what is named, or all."""
    for name in trials or TRIALS:
        for line in TRIALS[name](count or COUNTS[name]):
            click.echo(line)


if __name__ == "__main__":
    main()
