"""How what is around the search grows with the event: `python -m benchmarks.growth [rich|plain|dense] [SIZES...]`.

Each size in a process of its own: the event is made, written as a folder, read from it (larger ones than a folder may hold
are taken as made), listed, given its first timetable, told why one of the meetings left out has no place, checked, and
written as a version. Prints seconds of the processor and the most memory so far after each part, and by which power of the
size each part grew since the size before.

*Rich* events are those of `benchmarks.scale`, *plain* and *dense* ones those of `benchmarks.fair`.
"""

import math
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import click
from openpyxl import Workbook

from benchmarks.fair import dense, plain
from benchmarks.made import HOST
from benchmarks.scale import DAYS, rich
from scheduler import explain, intake, model, words
from scheduler.domain import (
    Event,
    Government,
    LocalRange,
    Meeting,
    Timetable,
    clock_time,
)
from scheduler.model import contradictions
from scheduler.model.canonical import in_one_order
from scheduler.model.large.first import first
from scheduler.model.outcomes import timetable
from scheduler.model.tiers import unproven
from scheduler.tasks.saving import Run, passed, save

SIZES = (400, 1_700, 6_000)
LARGEST_FOLDER = 20_000
"""Requests that a sheet may hold."""

SECONDS_OF_REASONS = 60.0

Result = TypeVar("Result")


KINDS = {"rich": rich, "plain": plain, "dense": dense}


# ------------------------------------------------------------------------------------------------------ as a folder


def write_folder(event: Event, folder: Path) -> None:
    """Write what was said of a made-up event as the workbook of an event folder."""
    book = Workbook(write_only=True)
    for name, rows in _sheets(event):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    folder.mkdir()
    book.save(folder / "event.xlsx")


Row = list[object]


def _row(*cells: object) -> Row:
    return [*cells]


def _sheets(event: Event) -> Iterator[tuple[str, Iterable[Row]]]:
    settings = event.settings
    fields = ("host_zone", "default_duration", "start_grid", "room_changeover", "government_break")
    called = words.contract_headings("Settings")
    stated = [[called["en"], event.names.en], *([called[field], getattr(settings, field)] for field in fields)]
    yield "Event", [_headings("Event", "setting", "value"), *stated]
    slots = (_row(one.range.day, clock_time(one.range.start), clock_time(one.range.end)) for one in event.slots)
    yield "Slots", [_headings("Slots", "date", "start", "end"), *slots]
    yield "Rooms", [_headings("Rooms", "name"), *(_row(room.name) for room in event.rooms)]
    columns = _headings("Governments", "code", "country", "en", "zone", "languages", "office_hours", "lunch")
    yield "Governments", [columns, *map(_government, event.governments)]
    people = (_row(person.name, ";".join(person.languages)) for person in event.interpreters)
    yield "Interpreters", [_headings("Interpreters", "name", "languages"), *people]
    columns = _headings("Requests", "no", "requester", "counterparts", "optional", "duration", "preferred")
    yield "Requests", [columns, *(_request(meeting) for meeting in event.meetings)]
    yield "Availability", _marks(event)


def _headings(sheet: str, *fields: str) -> Row:
    called = words.contract_headings(sheet)
    return [called[field] for field in fields]


def _government(one: Government) -> Row:
    country = "KR" if one.country == "XX" else one.country
    hours = "any" if one.office_hours is None else _ranges(one.office_hours)
    return [one.code, country, one.names.en, one.zone, ";".join(one.languages), hours, _ranges(one.lunch)]


def _request(meeting: Meeting) -> Row:
    request = meeting.requests[0]
    wishes = _ranges(replace(range_, zone="") for range_ in request.preferred)
    told = wishes and f"{wishes} {HOST}"
    others, guests = ";".join(request.counterparts), ";".join(request.optional)
    return [request.no, request.requester, others, guests, meeting.duration, told]


def _marks(event: Event) -> Iterator[Row]:
    """The grid of marks: a row for each government, a column for each range."""
    ranges = sorted({mark.range for mark in event.marks}, key=lambda one: (one.day or DAYS[0], one.start))
    yield [*_headings("Availability", "government"), *(_ranges([range_]) for range_ in ranges)]
    said = {(mark.government, mark.range): {"maybe": "△", "no": "×", "yes": "○"}[mark.level] for mark in event.marks}
    for government in event.governments:
        yield [government.code, *(said.get((government.code, range_)) for range_ in ranges)]


def _ranges(ranges: Iterable[LocalRange]) -> str:
    shown = (f"{one.day or ''} {clock_time(one.start)}-{clock_time(one.end)}".strip() for one in ranges)
    return ";".join(shown)


# --------------------------------------------------------------------------------------------------------- measured


class Parts:
    """The parts of a run, each with its seconds of the processor."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.memory: dict[str, int] = {}

    def take(self, part: str, run: Callable[[], Result]) -> Result:
        """Run a part, and keep what it took."""
        before = time.process_time()
        result = run()
        self.seconds[part] = time.process_time() - before
        self.memory[part] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        return result


def listed(event: Event) -> model.Starts:
    """All that is listed of an event before a search."""
    starts = model.Starts(in_one_order(event))
    contradictions.refuse_impossible(starts, 0)
    for of_all in (starts.possible, starts.liked, starts.open):
        assert len(of_all) == len(event.meetings)
    return starts


def explained_in_part(event: Event, found: Timetable, parts: Parts) -> Timetable:
    """Find the reason of one meeting that is left out, if there is one; the others are given the same."""
    left_out = [one for one in found.meetings if not one.placement]
    some = replace(found, meetings=tuple(one for one in found.meetings if one.placement or one in left_out[:1]))
    limit = model.Budget(seconds=SECONDS_OF_REASONS)
    said = parts.take("a reason", lambda: explain.with_reasons(event, some, limit))
    reason = next((one.reason for one in said.meetings if one.reason), None)
    meetings = tuple(one if one.placement else replace(one, reason=reason) for one in found.meetings)
    return replace(found, meetings=meetings)


def measured(kind: str, meetings: int, seed: int) -> Parts:
    """Take a made-up event through all parts."""
    parts = Parts()
    event = parts.take("making", lambda: KINDS[kind](meetings, seed))
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / event.folder
        if meetings <= LARGEST_FOLDER:
            parts.take("folder", lambda: write_folder(event, folder))
            event = parts.take("reading", lambda: intake.read_event(folder)).event
        starts = parts.take("listing", lambda: listed(event))
        begun = parts.take("first", lambda: first(starts, "nothing moves", model.Budget()))
        assert begun, "a must-have has no place"
        tiers = unproven(event, None, {}, {})
        found = parts.take("timetable", lambda: timetable(event, begun.taken, begun.allotment, tiers, 0))
        explained = explained_in_part(event, found, parts)
        made = parts.take("check", lambda: passed(event, explained))
        run = Run(Path(place) / "outputs", "en", "growth", lambda: None, time.monotonic())
        parts.take("writing", lambda: save(run, folder, made, None))
    left_out = sum(one.placement is None for one in found.meetings)
    print(f"{kind}-{meetings}: {len(event.meetings)} meetings, {left_out} of them left out", flush=True)
    return parts


def show(meetings: int, parts: Parts, before: tuple[int, Parts] | None) -> None:
    """Print what each part took, and how it grew."""
    for part, seconds in parts.seconds.items():
        grew = ""
        if before and (was := before[1].seconds.get(part)) and seconds:
            grew = f"  ^{math.log(seconds / was) / math.log(meetings / before[0]):.2f}"
        print(f"  {part:10} {seconds:8.2f} s {parts.memory[part]:6} MB{grew}", flush=True)


DRAWN = ("reading", "listing", "first", "check", "writing")


def draw(kind: str, sizes: Sequence[int], measured_: Sequence[Parts], picture: Path) -> None:
    """The parts of a run over the size of the event, both axes by powers, with a line of equal growth."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 4.2), layout="constrained")
    axes = figure.subplots()
    for part in DRAWN:
        axes.plot(sizes, [max(0.01, parts.seconds[part]) for parts in measured_], marker="o", label=part)
    axes.plot(sizes, [0.001 * size for size in sizes], color="0.6", linestyle=":", label="1 ms a meeting")
    axes.set(xscale="log", yscale="log", xlabel="meetings", ylabel="seconds of one processor", title=f"{kind} events")
    axes.set_xticks(sizes, [f"{size:,}" for size in sizes])
    axes.set_xticks([], minor=True)
    axes.grid(visible=True, color="0.9")
    figure.legend(loc="outside right upper", frameon=False)
    figure.savefig(picture, dpi=110, metadata={"Software": None})


@click.command(help=__doc__)
@click.argument("kind", type=click.Choice([*KINDS]))
@click.argument("sizes", nargs=-1, type=click.IntRange(40))
@click.option("--seed", default=0, show_default=True, help="Of the event.")
@click.option("--picture", type=click.Path(path_type=Path), help="Where to draw it.")
def main(kind: str, sizes: tuple[int, ...], seed: int, picture: Path | None) -> None:
    """Measure events of a kind, the smallest first."""
    all_parts: list[Parts] = []
    before = None
    for meetings in sorted(sizes or SIZES):
        with multiprocessing.get_context("spawn").Pool(1) as alone:
            parts = alone.apply(measured, (kind, meetings, seed))
        show(meetings, parts, before)
        before = meetings, parts
        all_parts.append(parts)
    if picture:
        draw(kind, sorted(sizes or SIZES), all_parts, picture)


if __name__ == "__main__":
    main()
