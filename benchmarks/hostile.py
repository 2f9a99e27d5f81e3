"""Files made to do harm, kills, full disks and altered versions: `python -m benchmarks.hostile [TRIAL]... [--count N]`.

The trials, all of them unless some are named:

- `bombs`: small files made to take much; each command within 400 MB and 20 s of the processor.
- `files`: N files of each kind with some bytes changed; no fault of the program, and none that unpacks is misread.
- `kills`: each command killed at N of its file operations; every version whole, and no leftovers after the next run.
- `faults`: the same, where the disk is full, the file may not be written, or the device fails.
- `altered`: N changes of each JSON file of a version and of the list of releases; none is used.
- `together`: six runs at once; all their versions are there.
"""

import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import click

from benchmarks import bombs
from scheduler import versions
from scheduler.books.open import read_file
from scheduler.books.sheets import Workbook
from scheduler.cli import cli
from scheduler.domain.problems import Problems
from scheduler.errors import IntakeError, PlazaError
from scheduler.intake import look_at_event
from scheduler.tasks.history import last_sent, read_version
from tests.faults import failing, nothing, watched
from tests.intake.test_returns import ods
from tests.small import Desk

MOST_MEMORY, MOST_SECONDS = 400, 20
FOUNDING = Path(__file__).parents[1] / "inputs" / "plaza-22" / "event.xlsx"
PLAZA = [sys.executable, "-m", "scheduler"]
MEASURED = (
    "import resource, subprocess, sys\n"
    "done = subprocess.run(sys.argv[1:], capture_output=True, text=True)\n"
    "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
    "print(done.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024, 'Traceback' in done.stdout + done.stderr)"
)
"""A small process that calls a command: what a large one has taken would count as taken by those it calls."""

COMMANDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("solve", ("--anew",)),
    ("check", ()),
    ("reschedule", ("--cancel", "M01")),
    ("reschedule", ("--change", "swap M03 M04")),
    ("reschedule", ("--cancel", "M01", "--options")),
    ("restore", ("v001",)),
    ("release", ("v002",)),
    ("versions", ()),
    ("diff", ("v001", "v002")),
    ("day", ("--now", "2021-11-05 09:30")),
    ("drill", ()),
)


def try_bombs(place: Path, count: int, rng: random.Random) -> Iterator[str]:
    """Each bomb as the event's workbook and as a file that came back; JSON as a timetable."""
    for name, make in bombs.XLSX.items():
        yield from bomb(place, f"{name} (event)", "event.xlsx", make())
        yield from bomb(place, f"{name} (form)", "requests/form.xlsx", make())
    for name, (file, make) in bombs.OTHERS.items():
        yield from bomb(place, name, f"requests/{file}", make())
    for name, make in bombs.JSON.items():
        yield from bomb(place, f"{name} (JSON)", "timetable.json", make())


def bomb(place: Path, name: str, file: str, data: bytes) -> Iterator[str]:
    """Check an event with a bomb in it."""
    folder = Path(tempfile.mkdtemp(dir=place))
    (folder / "event" / "requests").mkdir(parents=True)
    shutil.copy(FOUNDING, folder / "event" / "event.xlsx")
    (folder / "event" / file).write_bytes(data)
    checked = folder / "event" / file if file.endswith(".json") else folder / "event"
    command = [*PLAZA, "check", str(checked), "--event", str(folder / "event"), "--out", str(folder / "outputs")]
    said = subprocess.run([sys.executable, "-c", MEASURED, *command], capture_output=True, text=True, check=True).stdout
    code, seconds, memory, fault = said.split()
    shutil.rmtree(folder)
    click.echo(f"  {name}: exit {code}, {float(seconds):.1f} s, {memory} MB, {len(data) // 1024} KB")
    if fault == "True" or int(code) not in (0, 3, 6):
        yield f"{name}: a fault of the program"
    if len(data) < 2**20 and (float(seconds) > MOST_SECONDS or int(memory) > MOST_MEMORY):
        yield f"{name}: {seconds} s, {memory} MB"


# --------------------------------------------------------------------------------------------------------------- files


def try_files(place: Path, count: int, rng: random.Random) -> Iterator[str]:
    """Bytes of whole files, and of the parts of packed ones, are changed."""
    xlsx = FOUNDING.read_bytes()
    kinds: dict[str, Callable[[], bytes]] = {
        "a.xlsx": lambda: spoilt(xlsx, rng),
        "part.xlsx": lambda: spoilt_part(xlsx, rng),
        "a.ods": lambda: spoilt(ods(), rng),
        "part.ods": lambda: spoilt_part(ods(), rng),
        "a.xls": lambda: spoilt(bombs.XLS.read_bytes(), rng),
        "a.csv": lambda: spoilt("希望,相手,希望日時\n1,JP01,11月5日 10:00-11:00\n".encode("cp932") * 3, rng),
    }
    (place / "requests").mkdir()
    shutil.copy(FOUNDING, place / "event.xlsx")
    for name, make in kinds.items():
        whole = cells_of(place, name, xlsx if name.endswith("xlsx") else ods()) if name.startswith("a.") else None
        found: Counter[str] = Counter()
        for _ in range(count):
            data, began = make(), time.process_time()
            try:
                read = cells_of(place, name, data)
                (place / "requests" / name).write_bytes(data)
                look_at_event(place)
            except Exception as error:
                keep = place.parent / f"fault-{time.time_ns()}-{name}"
                keep.write_bytes(data)
                yield f"{name}: {type(error).__name__}: {error} ({keep})"
            found["read" if read else "refused"] += 1
            if name in ("a.xlsx", "a.ods") and read and read != whole:
                yield f"{name}: a changed file was read otherwise"
            if time.process_time() - began > MOST_SECONDS:
                yield f"{name}: took {time.process_time() - began:.0f} s"
        (place / "requests" / name).unlink()
        click.echo(f"  {name}: {dict(found)}")


def cells_of(place: Path, name: str, data: bytes) -> dict[str, object] | None:
    """What is read of a file, by its cells; `None` where it is refused."""
    (place / name).write_bytes(data)
    problems = Problems()
    book: Workbook | None = read_file(place / name, name, problems)
    (place / name).unlink()
    if book is None or problems.errors:
        return None
    return {str(cell.source): cell.value for sheet in book.sheets.values() for cell in sheet.cells()}


def spoilt(data: bytes, rng: random.Random) -> bytes:
    """Some bytes changed, left out, doubled, or the end cut off."""
    out = bytearray(data)
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(out))
        match rng.randrange(5):
            case 0:
                out[at] = rng.randrange(256)
            case 1:
                del out[at : at + rng.randint(1, 8)]
            case 2:
                out[at:at] = out[at : at + rng.randint(1, 64)]
            case 3:
                out[at : at + 4] = rng.randbytes(4)
            case _:
                del out[max(at, 64) :]
    return bytes(out)


def spoilt_part(data: bytes, rng: random.Random) -> bytes:
    """A packed file in which one part is spoilt and packed anew."""
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(stream := BytesIO(), "w", zipfile.ZIP_DEFLATED) as new:
        chosen = rng.choice(old.namelist())
        for name in old.namelist():
            new.writestr(name, spoilt(old.read(name), rng) if name == chosen else old.read(name))
    return stream.getvalue()


# ------------------------------------------------------------------------------------------------------ kills and faults


def try_kills(place: Path, count: int, rng: random.Random) -> Iterator[str]:
    """A process that is killed in the middle of a command."""
    yield from struck(place, count, {"killed": lambda: os.kill(os.getpid(), signal.SIGKILL)})


def try_faults(place: Path, count: int, rng: random.Random) -> Iterator[str]:
    """A disk that is full, a file that is open elsewhere, a device that fails."""
    codes = (errno.ENOSPC, errno.EACCES, errno.EIO, errno.EDQUOT, errno.EROFS)
    yield from struck(place, count, {errno.errorcode[code]: failing(code) for code in codes})


def struck(place: Path, count: int, strikes: dict[str, Callable[[], None]]) -> Iterator[str]:
    """Each command, struck at file operations that are spread over it."""
    desk = Desk(place)
    desk.ends(0, "release", "v001")
    desk.ends(0, "reschedule", "--cancel", "M02")
    for command, options in COMMANDS:
        line = [command, str(desk.event), *options, "--out", str(desk.out), "--lang", "en"]
        operations = in_child(line, place)[1]
        for name, strike in strikes.items():
            ends: Counter[str] = Counter()
            for step in range(min(count, operations)):
                before = versions.names(desk.home)
                at = 1 + step * operations // min(count, operations)
                code, _ = in_child(line, place, at, strike)
                ends[str(code)] += 1
                if code in (1, 2):
                    yield f"{command}, {name} at {at}: exit {code}"
                yield from (f"{command}, {name} at {at}: {fault}" for fault in unsound(desk, before))
                for version in versions.names(desk.home)[2:]:
                    shutil.rmtree(desk.home / version)
            click.echo(f"  {command}, {name}: {operations} operations, ends {dict(ends)}")
        code, _ = in_child(["solve", "--anew", *line[1:2], "--out", str(desk.out)], place)
        left = {path.name for path in desk.home.iterdir() if path.name.startswith(".")} - {versions.LOCK}
        if code or left:
            yield f"after {command}: exit {code}, left {left}"
        for version in versions.names(desk.home)[2:]:
            shutil.rmtree(desk.home / version)


def in_child(line: list[str], place: Path, at: int = -1, strike: Callable[[], None] = nothing) -> tuple[int, int]:
    """A command in a process of its own, struck at one of its operations: how it ends, and how many there were."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        nowhere = os.open(os.devnull, os.O_RDWR)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        code = 0
        with watched(place, at, strike) as counted:
            try:
                cli.main(line, standalone_mode=True)
            except SystemExit as ended:
                code = int(ended.code or 0)
            except BaseException:
                code = 1
        os.write(writer, str(counted.count).encode())
        os._exit(code)
    os.close(writer)
    _, status = os.waitpid(child, 0)
    said = os.read(reader, 20)
    os.close(reader)
    return os.waitstatus_to_exitcode(status), int(said or 0)


def unsound(desk: Desk, before: list[str]) -> Iterator[str]:
    """What of the versions is not as it should be."""
    there = versions.names(desk.home)
    if there[: len(before)] != before:
        yield f"{before} became {there}"
    for version in there:
        try:
            read_version(desk.home, version)
        except PlazaError as error:
            yield f"{version} is not whole: {error}"
    try:
        last_sent(desk.home)
    except PlazaError as error:
        yield f"the releases cannot be read: {error}"


# ------------------------------------------------------------------------------------------------- altered, and together


def try_altered(place: Path, count: int, rng: random.Random) -> Iterator[str]:
    """One file of a version after the other, its bytes changed at random."""
    desk = Desk(place)
    desk.ends(0, "release", "v001")
    desk.ends(0, "reschedule", "--cancel", "M02")
    reads: dict[str, Callable[[], object]] = {
        f"{version}/{file}": lambda version=version: read_version(desk.home, version)  # type: ignore[misc]
        for version in ("v001", "v002")
        for file in ("timetable.json", "record.json", "manifest.json")
    }
    reads["releases.json"] = lambda: last_sent(desk.home)
    for file, read in reads.items():
        path = desk.home / file
        was = path.read_bytes()
        for _ in range(count):
            data = spoilt(was, rng)
            path.write_bytes(data)
            try:
                read()
            except IntakeError:
                continue
            except Exception as error:
                yield f"{file}: {type(error).__name__}: {error}"
                continue
            if data != was:
                yield f"{file}: was used though it was altered"
        path.write_bytes(was)
        read()
        click.echo(f"  {file}: {count} changes")


def try_together(place: Path, count: int, rng: random.Random) -> Iterator[str]:
    """Six processes that solve, repair and check one event."""
    desk = Desk(place)
    repairs = [["reschedule", "--cancel", id] for id in ("M01", "M02")]
    lines = [["solve"], repairs[0], ["check"], ["solve"], repairs[1], ["solve"]]
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    for _ in range(max(1, count // 100)):
        before = versions.names(desk.home)
        to = (str(desk.event), "--out", str(desk.out))
        runs = [subprocess.Popen([*PLAZA, line[0], *to, *line[1:]], **quiet) for line in lines]
        ends = [run.wait() for run in runs]
        if any(code != 0 for code in ends):
            yield f"together: exits {ends}"
        yield from unsound(desk, before)
        click.echo(f"  six at once: {len(versions.names(desk.home)) - len(before)} new versions")


TRIALS = {
    "bombs": try_bombs,
    "files": try_files,
    "kills": try_kills,
    "faults": try_faults,
    "altered": try_altered,
    "together": try_together,
}


@click.command()
@click.argument("trials", nargs=-1, type=click.Choice(list(TRIALS)))
@click.option("--count", default=100, show_default=True, help="How many of each.")
@click.option("--seconds", default=600.0, show_default=True, help="After which no further trial begins.")
@click.option("--seed", default=0, show_default=True)
def main(trials: tuple[str, ...], count: int, seconds: float, seed: int) -> None:
    """Try to break it, and list what has broken."""
    last = time.monotonic() + seconds
    broken = []
    for trial in trials or TRIALS:
        if time.monotonic() > last:
            click.echo(f"{trial}: no time")
            continue
        click.echo(trial)
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / "place"
            place.mkdir()
            for fault in TRIALS[trial](place, count, random.Random(seed)):
                broken.append(fault)
                click.echo(f"! {fault}")
    click.echo(f"{len(broken)} faults")
    sys.exit(bool(broken))


if __name__ == "__main__":
    main()
