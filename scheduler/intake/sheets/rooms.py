"""The sheet Rooms."""

from collections.abc import Iterable

from scheduler.domain import Room
from scheduler.domain.problems import Problems
from scheduler.intake.sheets.times import is_available
from scheduler.intake.tables.rows import Row, each_once


def read_rooms(rows: Iterable[Row], problems: Problems) -> tuple[Room, ...]:
    there = (row for row in each_once(rows, "name", problems) if is_available(row, problems))
    return tuple(Room(**row.values, cells=row.cells) for row in there)
