"""The times that a government marks on its own form with ○ △ ×: in a column beside them, or as days against hours."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from scheduler import words
from scheduler.domain import Source
from scheduler.intake import values as v
from scheduler.intake.cells import BROKEN, Cell, Sheet
from scheduler.intake.problems import Problems
from scheduler.intake.tables import read_value
from scheduler.intake.times import Range
from scheduler.intake.unreadable import Unreadable

Place = tuple[int, int]


@dataclass(frozen=True)
class Window:
    """Times, and the cell that marks them; on the clock of `zone`, empty for the government's own."""

    ranges: tuple[Range, ...]
    heading: Source
    mark: Cell
    zone: str = ""


def read_grid(sheet: Sheet, problems: Problems) -> tuple[list[Window], set[Place]]:
    """The marked times of a form, and the cells they take with their headings.

    A mark stands below a time, beside one, or both: then a day and an hour meet in it.
    """
    times = {
        (number, place): ranges
        for number, row in sheet.rows.items()
        for place, cell in row.items()
        if (ranges := times_in(cell)) is not None
    }
    windows: list[Window] = []
    taken: set[Place] = set()
    for number, row in sorted(sheet.rows.items()):
        for place, cell in sorted(row.items()):
            if not _is_mark(cell):
                continue
            beside, above = _beside(sheet, times, number, place), _above(sheet, times, number, place)
            ranges = _met(times[beside] if beside else (), times[above] if above else ())
            if ranges:
                heads = [at for at in (above, beside) if at]
                zone = _zone(sheet, times, heads, problems)
                windows.append(Window(ranges, sheet.rows[heads[0][0]][heads[0][1]].source, cell, zone))
                taken |= {(number, place), *heads}
    return windows, taken


def is_time(cell: Cell) -> bool:
    """Whether a cell says nothing but a time."""
    return times_in(cell) is not None


def _zone(sheet: Sheet, times: Mapping[Place, object], heads: list[Place], problems: Problems) -> str:
    """The zone named at the head of the column, or the row, in which the times stand: 日時(日本時間)."""
    for row, place in heads:
        while (row - 1, place) in times:
            row -= 1
        while (row, place - 1) in times:
            place -= 1
        for at in ((row - 1, place), (row, place - 1)):
            title = sheet.rows.get(at[0], {}).get(at[1])
            if title and title.value is not BROKEN and (zone := read_value(title, v.zone_of_heading, problems)):
                return zone if isinstance(zone, str) else ""
    return ""


def times_in(cell: Cell) -> tuple[Range, ...] | None:
    """The times that a cell says; `None` where it says anything else."""
    if cell.value is BROKEN or _is_mark(cell):
        return None
    try:
        return v.ranges(cell)
    except Unreadable:
        return None


def _is_mark(cell: Cell) -> bool:
    if not isinstance(cell.value, str):
        return False
    written = words.fold(v.text(cell))
    return written in words.values("avail") or written in words.in_doubt("avail")


def _beside(sheet: Sheet, times: Mapping[Place, object], number: int, place: int) -> Place | None:
    """The nearest time to the left, with nothing but marks between."""
    for column in sorted((c for c in sheet.rows[number] if c < place), reverse=True):
        if (number, column) in times:
            return number, column
        if not _is_mark(sheet.rows[number][column]):
            return None
    return None


def _above(sheet: Sheet, times: Mapping[Place, object], number: int, place: int) -> Place | None:
    """The nearest time above, with nothing but marks between."""
    for row in range(number - 1, 0, -1):
        cell = sheet.rows.get(row, {}).get(place)
        if (row, place) in times:
            return row, place
        if cell is None or not _is_mark(cell):
            return None
    return None


def _met(beside: tuple[Range, ...], above: tuple[Range, ...]) -> tuple[Range, ...]:
    """The times in which a day and an hour meet; one alone stands for itself."""
    if not beside or not above:
        return beside or above
    days, hours = (beside, above) if beside[0].day else (above, beside)
    return tuple(replace(hour, day=hour.day or day.day, zone=hour.zone or day.zone) for day in days for hour in hours)
