"""The sheet Rooms."""

from collections.abc import Iterable

from scheduler import words
from scheduler.domain import Room
from scheduler.domain.problems import Problems
from scheduler.intake.sheets.times import is_available
from scheduler.intake.tables.rows import Row


def read_rooms(rows: Iterable[Row], problems: Problems) -> tuple[Room, ...]:
    rooms: dict[str, Room] = {}
    for row in rows:
        if not row.complete:
            continue
        name = words.fold(row.values["name"])
        if name in rooms:
            problems.error((row.cell("name"), rooms[name].cells["name"]), "doubled", value=row.values["name"])
            continue
        if is_available(row, problems):
            rooms[name] = Room(**row.values, cells=row.cells)
    return tuple(rooms.values())
