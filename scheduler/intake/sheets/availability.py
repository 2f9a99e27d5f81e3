"""The sheet Availability: a grid of governments and windows, marked ○ △ ×."""

from dataclasses import replace

from scheduler.books.sheets import Sheet
from scheduler.domain import LocalRange, Mark
from scheduler.domain.cells import BROKEN, Cell
from scheduler.domain.problems import Problems
from scheduler.intake.tables.rows import UNREAD, Table, read_value, say_unknown_column
from scheduler.reading import values as v
from scheduler.reading.names import Register
from scheduler.reading.unreadable import Ambiguous, Unreadable

MARKS = ("○", "△", "×")
LEVELS = ("yes", "maybe", "no")


def mark(cell: Cell) -> str:
    """`yes`, `maybe` or `no`."""
    try:
        return str(v.one_of("avail")(cell))
    except Unreadable as fault:
        raise type(fault)(fault.key, **fault.values | {"choices": list(MARKS)}) from None


def _without_star(heading: Cell) -> Cell:
    """A heading less the star that marks a required column."""
    return replace(heading, value=heading.value.rstrip(" *＊")) if isinstance(heading.value, str) else heading


def _is_time(heading: Cell) -> bool:
    try:
        v.ranges(_without_star(heading))
    except Ambiguous:
        return True
    except Unreadable:
        return False
    return True


def _is_mark(cell: Cell | None) -> bool:
    try:
        return cell is not None and cell.value is not BROKEN and bool(mark(cell))
    except Unreadable as fault:
        return isinstance(fault, Ambiguous)


def read_availability(
    sheet: Sheet, table: Table, host_zone: str, register: Register, problems: Problems
) -> tuple[Mark, ...]:
    """The △ and × of the grid; headings are windows on the host's clock unless they name a zone."""
    windows = {}
    numbers = [int(row.source.cell) for row in table.rows]
    for place, heading in table.unknown.items():
        if not _is_time(heading) and not any(_is_mark(sheet.rows[number].get(place)) for number in numbers):
            say_unknown_column(heading, False, problems)
            continue
        ranges = read_value(_without_star(heading), v.ranges, problems)
        if ranges is not UNREAD:
            windows[place] = tuple(LocalRange(r.day, r.start, r.end, r.zone or host_zone) for r in ranges)
    marks: list[Mark] = []
    for row in table.rows:
        code = register.one(row.values["government"], row.cell("government"), problems) if row.complete else None
        for place, ranges in windows.items():
            number = int(row.source.cell)
            cell = sheet.rows[number].get(place) or sheet.covered.get((number, place))
            if cell is None:
                continue
            level = read_value(cell, mark, problems)
            if code and level in LEVELS:
                cells = {"level": cell.source, "range": table.unknown[place].source, "government": row.cell("government")}
                marks.extend(Mark(code, range_, level, cells=cells) for range_ in ranges)
    return tuple(marks)
