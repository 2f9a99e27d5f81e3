"""Files made to do harm, kills, full disks and altered versions: `python -m benchmarks.hostile [TRIAL]... [--count N]`.

The trials, all of them unless some are named:

- `bombs`: small files made to take much; each command within 400 MB and 20 s of the processor.
- `files`: N files of each kind with some bytes changed; no fault of the program, and none that unpacks is misread.
- `kills`: each command killed at N of its file operations; versions and exports whole, and no leftovers after the next run.
- `faults`: the same, where the disk is full, the file may not be written, or the device fails; no temporary file is named.
- `altered`: N changes of each JSON file of a version and of an export, and of the list of releases; none is used.
- `together`: six runs at once; all their versions are there.

`--only COMMAND` strikes that command alone.
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
from collections.abc import Callable, Container, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import click
import openpyxl

from benchmarks import bombs
from scheduler import files, stored, versions
from scheduler.books.open import read_file
from scheduler.books.sheets import Workbook
from scheduler.cli import cli
from scheduler.domain.problems import Problems
from scheduler.errors import IntakeError, PlazaError
from scheduler.intake import look_at_event
from scheduler.tasks.export import FOLDER, ID, LIST, PAGE, RECORD, event_id
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
    ("release", ("v002", "--anyway")),
    ("versions", ()),
    ("diff", ("v001", "v002")),
    ("day", ("--now", "2021-11-05 09:30")),
    ("drill", ()),
    ("explain", ("M01", "--sheet")),
    ("forecast", ("--no-solve",)),
    ("export", ()),
    ("export", ("--changed-since", "sent", "--only", "JP")),
    ("export", ("--audience", "public")),
)


FIRST_EXPORT = "v001-1"


def try_bombs(place: Path, count: int, rng: random.Random, only: Container[str]) -> Iterator[str]:
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


def try_files(place: Path, count: int, rng: random.Random, only: Container[str]) -> Iterator[str]:
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


def try_kills(place: Path, count: int, rng: random.Random, only: Container[str]) -> Iterator[str]:
    """A process that is killed in the middle of a command."""
    yield from struck(place, count, {"killed": lambda: os.kill(os.getpid(), signal.SIGKILL)}, only)


def try_faults(place: Path, count: int, rng: random.Random, only: Container[str]) -> Iterator[str]:
    """A disk that is full, a file that is open elsewhere, a device that fails."""
    codes = (errno.ENOSPC, errno.EACCES, errno.EIO, errno.EDQUOT, errno.EROFS)
    yield from struck(place, count, {errno.errorcode[code]: failing(code) for code in codes}, only)


def sent_and_repaired(place: Path) -> Desk:
    """An event of two versions, the first of which was sent out, and exported."""
    desk = Desk(place)
    desk.ends(0, "release", "v001", "--anyway")
    desk.ends(0, "export")
    desk.ends(0, "reschedule", "--cancel", "M02")
    return desk


def struck(place: Path, count: int, strikes: dict[str, Callable[[], None]], only: Container[str]) -> Iterator[str]:
    """Each command, struck at file operations that are spread over it."""
    desk = sent_and_repaired(place)
    for command, options in (one for one in COMMANDS if not only or one[0] in only):
        line = [command, str(desk.event), *options, "--out", str(desk.out), "--lang", "en"]
        before, operations = kept(desk), in_child(line, place).operations
        put_back(desk)
        for name, strike in strikes.items():
            ends: Counter[str] = Counter()
            for step in range(min(count, operations)):
                at = 1 + step * operations // min(count, operations)
                done = in_child(line, place, at, strike)
                ends[str(done.code)] += 1
                if done.code in (1, 2) or "Traceback" in done.said or files.WORKPLACE in done.said:
                    yield f"{command}, {name} at {at}: exit {done.code}, {done.said}"
                yield from (f"{command}, {name} at {at}: {fault}" for fault in unsound(desk, before))
                put_back(desk)
            click.echo(f"  {' '.join((command, *options))}, {name}: {operations} operations, ends {dict(ends)}")
        runs = [["solve", "--anew", *line[1:2], "--out", str(desk.out)], ["export", *line[1:2], "--out", str(desk.out)]]
        codes = [in_child(run, place).code for run in runs]
        left = {path.name for path in desk.home.rglob(".*")} - {versions.LOCK}
        if any(codes) or left:
            yield f"after {command}: exit {codes}, left {left}"
        put_back(desk)


def kept(desk: Desk) -> dict[Path, str]:
    """The files of all versions and exports there are, with what is in them."""
    found = (*desk.home.glob("v*/*"), *desk.home.glob("export/v*/**/*"))
    return {path: files.digest(path) for path in found if path.is_file()}


def put_back(desk: Desk) -> None:
    """Only the two versions and the export that were there before."""
    for version in versions.names(desk.home)[2:]:
        shutil.rmtree(desk.home / version)
    for export in (path for path in desk.home.glob("export/v*") if path.name != FIRST_EXPORT):
        shutil.rmtree(export)


class Done(NamedTuple):
    """How a command has ended, how many operations on files there were, and what it has said."""

    code: int
    operations: int
    said: str


def in_child(line: list[str], place: Path, at: int = -1, strike: Callable[[], None] = nothing) -> Done:
    """A command in a process of its own, struck at one of its operations."""
    reader, writer = os.pipe()
    heard = tempfile.TemporaryFile()  # noqa: SIM115 - closed when all is read
    child = os.fork()
    if child == 0:
        os.dup2(heard.fileno(), 1)
        os.dup2(heard.fileno(), 2)
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
    operations = int(os.read(reader, 20) or 0)
    os.close(reader)
    with heard:
        heard.seek(0)
        said = heard.read().decode(errors="replace")
    return Done(os.waitstatus_to_exitcode(status), operations, said)


def unsound(desk: Desk, before: Mapping[Path, str]) -> Iterator[str]:
    """What of the versions and exports is not as it should be."""
    there = versions.names(desk.home)
    yield from (f"{path} is another" for path, digest in before.items() if not files.is_whole(path, digest))
    yield from incomplete_exports(desk)
    for version in there:
        try:
            read_version(desk.home, version)
        except PlazaError as error:
            yield f"{version} is not whole: {error}"
    try:
        last_sent(desk.home)
    except PlazaError as error:
        yield f"the releases cannot be read: {error}"


def incomplete_exports(desk: Desk) -> Iterator[str]:
    """Exports that lack something of what they say, or whose files cannot be read."""
    for folder in desk.home.glob("export/v*"):
        if {path.name for path in folder.iterdir()} == {PAGE}:
            continue
        try:
            sent = stored.read_export(folder / RECORD)
            there = stored.read_send_list(folder / LIST, sent)
        except PlazaError as error:
            yield f"{folder} is not whole: {error}"
            continue
        rows = list(openpyxl.load_workbook(folder / LIST).worksheets[0].values)[1:]
        places = [str(row[8]).split("\n") for row in rows]
        named = [folder / at / file for at, of_letter in places for file in of_letter.split(", ")]
        told = [one.letter for one in there.lines if one.state]
        if told or there.missing or not all(path.stat().st_size for path in named):
            yield f"{folder}: {told} count as sent, {there.missing} lines are missing, or a file is empty"


# ------------------------------------------------------------------------------------------------- altered, and together


def try_altered(place: Path, count: int, rng: random.Random, only: Container[str]) -> Iterator[str]:
    """One file of a version or an export after the other, its bytes changed at random."""
    desk = sent_and_repaired(place)
    reads: dict[str, Callable[[], object]] = {
        f"{version}/{file}": lambda version=version: read_version(desk.home, version)  # type: ignore[misc]
        for version in ("v001", "v002")
        for file in ("timetable.json", "record.json", "manifest.json")
    }
    reads["releases.json"] = lambda: last_sent(desk.home)
    reads[f"{FOLDER}/{FIRST_EXPORT}/{RECORD}"] = lambda: stored.read_export(desk.home / FOLDER / FIRST_EXPORT / RECORD)
    reads[f"{FOLDER}/{ID}"] = lambda: event_id(desk.home)
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


def try_together(place: Path, count: int, rng: random.Random, only: Container[str]) -> Iterator[str]:
    """Six processes that solve, repair and check one event."""
    desk = Desk(place)
    repairs = [["reschedule", "--cancel", id] for id in ("M01", "M02")]
    lines = [["solve"], repairs[0], ["check"], ["solve"], repairs[1], ["solve"]]
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    for _ in range(max(1, count // 100)):
        there, before = len(versions.names(desk.home)), kept(desk)
        to = (str(desk.event), "--out", str(desk.out))
        runs = [subprocess.Popen([*PLAZA, line[0], *to, *line[1:]], **quiet) for line in lines]
        ends = [run.wait() for run in runs]
        if any(code != 0 for code in ends):
            yield f"together: exits {ends}"
        yield from unsound(desk, before)
        click.echo(f"  six at once: {len(versions.names(desk.home)) - there} new versions")


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
@click.option("--only", multiple=True, type=click.Choice(sorted({command for command, _ in COMMANDS})))
@click.option("--seconds", default=600.0, show_default=True, help="After which no further trial begins.")
@click.option("--seed", default=0, show_default=True)
def main(trials: tuple[str, ...], count: int, only: tuple[str, ...], seconds: float, seed: int) -> None:
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
            for fault in TRIALS[trial](place, count, random.Random(seed), only):
                broken.append(fault)
                click.echo(f"! {fault}")
    click.echo(f"{len(broken)} faults")
    sys.exit(bool(broken))


if __name__ == "__main__":
    main()
