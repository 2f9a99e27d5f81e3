"""The workbooks (`.xlsx`) of OptaPlanner's example *meeting scheduling*, with every fault of a file named.

A day is cut into grains of a quarter of an hour. The hour of lunch has none: a meeting may begin before it and go on after.
"""

import re
import warnings
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

GRAIN = 15
"""Minutes of a grain."""

LUNCH = 60
"""Minutes of lunch."""

CONSTRAINTS = {
    "Room conflict": "hard",
    "Don't go in overtime": "hard",
    "Required attendance conflict": "hard",
    "Required room capacity": "hard",
    "Start and end on same day": "hard",
    "Required and preferred attendance conflict": "medium",
    "Preferred attendance conflict": "medium",
    "Do all meetings as soon as possible": "soft",
    "One TimeGrain break between two consecutive meetings": "soft",
    "Overlapping meetings": "soft",
    "Assign larger rooms first": "soft",
    "Room stability": "soft",
}
"""What the sheet Configuration weighs, and the level at which it counts."""


class BadWorkbook(ValueError):
    """A file that is not such a workbook, or a cell that cannot be read."""


@dataclass(frozen=True)
class Day:
    """A day, and the minutes after midnight at which its grains begin."""

    date: date
    grains: tuple[int, ...]


@dataclass(frozen=True)
class Hall:
    """A room, and how many it holds."""

    name: str
    capacity: int


@dataclass(frozen=True)
class Asked:
    """A meeting that is asked for.

    Attributes
    ----------
    duration
        Grains.
    required, preferred
        The persons who must come, speakers among them, and those who should.
    seats
        What it needs; speakers have none.
    """

    topic: str
    duration: int
    required: frozenset[str]
    preferred: frozenset[str]
    seats: int


@dataclass(frozen=True)
class Workbook:
    """All that a workbook says; where its meetings are to be at first does not bind anybody and is not read."""

    name: str
    weights: dict[str, int]
    days: tuple[Day, ...]
    rooms: tuple[Hall, ...]
    persons: tuple[str, ...]
    meetings: tuple[Asked, ...]

    @property
    def day_of(self) -> tuple[int, ...]:
        """For each grain of the event, in order of time, the number of its day."""
        return tuple(number for number, day in enumerate(self.days) for _ in day.grains)


@dataclass(frozen=True)
class Row:
    """A row of a sheet below its headings, with its place in the file."""

    place: str
    number: int
    cells: tuple[Any, ...]

    def text(self, column: int) -> str:
        """What stands in a column, counted from 0; empty where nothing does."""
        value = self.cells[column] if column < len(self.cells) else None
        return "" if value is None else str(value)

    def whole(self, column: int, unit: int = 1, least: int = 1) -> int:
        """A whole number that is a multiple of a unit."""
        value = self.cells[column] if column < len(self.cells) else None
        if not isinstance(value, int | float) or value < least or value % unit:
            raise self.fault(column, f"is not a multiple of {unit} from {least} on")
        return int(value)

    def minute(self, column: int) -> int:
        """A time, as minutes after midnight."""
        found = re.fullmatch(r"([01]\d|2[0-3]):([0-5]\d)", self.text(column))
        if not found:
            raise self.fault(column, "is not a time such as 08:00")
        return int(found[1]) * 60 + int(found[2])

    def day(self, column: int) -> date:
        """A day, written with its weekday."""
        try:
            day = date.fromisoformat(self.text(column)[4:])
        except ValueError:
            raise self.fault(column, "is not a day such as Sat 2022-01-01") from None
        if f"{day:%a %Y-%m-%d}" != self.text(column):
            raise self.fault(column, f"is a {day:%A}")
        return day

    def names(self, column: int, known: frozenset[str], but: frozenset[str] = frozenset()) -> frozenset[str]:
        """Persons, each known, none twice and none who takes part anyway."""
        named = [name for name in self.text(column).split(", ") if name]
        for number, name in enumerate(named):
            if name not in known:
                raise self.fault(column, f"names “{name}”, who is not on the sheet Persons")
            if name in but or name in named[:number]:
                raise self.fault(column, f"names “{name}”, who takes part already")
        return frozenset(named)

    def fault(self, column: int, what: str) -> BadWorkbook:
        return BadWorkbook(f"{self.place}!{chr(ord('A') + column)}{self.number}: “{self.text(column)[:40]}” {what}.")


def read(path: Path) -> Workbook:
    """Read a workbook.

    Raises
    ------
    BadWorkbook
        With the file, the sheet, the cell, its value and what is wrong with it.
    """
    with closing(_sheets(path)) as sheets:
        return _read(path, sheets)


def _read(path: Path, sheets: openpyxl.Workbook) -> Workbook:
    def rows(sheet: str, *headings: str) -> Iterator[Row]:
        if sheet not in sheets.sheetnames:
            raise BadWorkbook(f"{path.name}: the sheet {sheet} is missing.")
        under = False
        for number, cells in enumerate(sheets[sheet].iter_rows(values_only=True), 1):
            if under and any(cell not in (None, "") for cell in cells):
                yield Row(f"{path.name}/{sheet}", number, cells)
            under = under or cells[: len(headings)] == headings
        if not under:
            raise BadWorkbook(f"{path.name}/{sheet}: there is no row “{' | '.join(headings)}”.")

    weights = {row.text(0): row.whole(1, least=0) for row in rows("Configuration", "Constraint", "Weight")}
    if weights.keys() != CONSTRAINTS.keys():
        names = ", ".join(sorted(weights.keys() ^ CONSTRAINTS.keys()))
        raise BadWorkbook(f"{path.name}/Configuration: missing or unknown: {names}.")
    persons = tuple(row.text(0) for row in rows("Persons", "Full name"))
    if twice := sorted({name for name in persons if persons.count(name) > 1}):
        raise BadWorkbook(f"{path.name}/Persons: twice: {', '.join(twice)}.")
    headings = ("Topic", "Group", "Duration", "Speakers", "Content", "Required attendance list", "Preferred attendance list")
    return Workbook(
        name=path.stem,
        weights=weights,
        days=tuple(_day(row) for row in rows("Days", "Day", "Start", "End")),
        rooms=tuple(Hall(row.text(0), row.whole(1)) for row in rows("Rooms", "Name", "Capacity")),
        persons=persons,
        meetings=tuple(_asked(row, frozenset(persons)) for row in rows("Meetings", *headings)),
    )


def _sheets(path: Path) -> openpyxl.Workbook:
    try:
        with warnings.catch_warnings():  # about its styles
            warnings.simplefilter("ignore", UserWarning)
            return openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError) as fault:
        raise BadWorkbook(f"{path.name}: this is no .xlsx file ({fault}).") from None


def _day(row: Row) -> Day:
    start, end, lunch = (row.minute(column) for column in (1, 2, 3))
    return Day(row.day(0), tuple(minute for minute in range(start, end, GRAIN) if not lunch <= minute < lunch + LUNCH))


def _asked(row: Row, persons: frozenset[str]) -> Asked:
    """A meeting; one of the whole group is for all, whoever speaks."""
    topic, duration, speakers = row.text(0), row.whole(2, GRAIN, GRAIN) // GRAIN, row.names(3, persons)
    if row.text(1).lower() == "y":
        return Asked(topic, duration, persons, frozenset(), len(persons))
    required = row.names(5, persons, but=speakers)
    preferred = row.names(6, persons, but=speakers | required)
    return Asked(topic, duration, speakers | required, preferred, len(required) + len(preferred))
