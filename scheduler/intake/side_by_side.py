"""Wishes side by side on a form: a column each, below 第1希望 | 第2希望, with their labels at the left."""

from collections.abc import Mapping
from typing import Any

from scheduler.domain import Source
from scheduler.intake.cells import Sheet
from scheduler.intake.form_fields import COLUMNS
from scheduler.intake.headings import WISH
from scheduler.intake.labels import Place, label_of
from scheduler.intake.problems import Problems
from scheduler.intake.tables import UNREAD, Row, read_value


def read_side_by_side(sheet: Sheet, problems: Problems) -> tuple[list[Row], set[Place]]:
    """Wishes side by side, a column each, their labels at the left; and the cells they take."""
    for number, cells in sorted(sheet.rows.items()):
        over = {place: name for place, cell in cells.items() if (name := label_of(cell)) and name.startswith(WISH)}
        below = sheet.rows.get(number + 1, {})
        if len(over) > 1 and min(below, default=min(over)) < min(over) and label_of(below[min(below)]):
            return _columns_below(sheet, number, over, problems)
    return [], set()


def _columns_below(sheet: Sheet, number: int, over: Mapping[int, str], problems: Problems) -> tuple[list[Row], set[Place]]:
    values: dict[str, Any] = {}
    places: dict[str, Source] = {}
    used = {(number, place) for place in sheet.rows[number]}
    row = number
    while (cells := sheet.rows.get(row + 1)) and (name := _label_at_left(sheet, row + 1, min(over))):
        row += 1
        column = COLUMNS.get(name)
        used |= {(row, place) for place in cells if place < min(over)}
        for place in sorted(over):
            cell = cells.get(place) or sheet.covered.get((row, place))
            if cell is None:
                continue
            used.add((row, place))
            value = read_value(cell, column.parse, problems) if column else UNREAD
            of_wish = f"{name}#{over[place].removeprefix(WISH)}"
            if value is not UNREAD and of_wish in values and not (column and column.timed):
                problems.question((cell.source, places[of_wish]), "returns.twice")
            elif value is not UNREAD:
                before = values.get(of_wish, ())
                values[of_wish] = (*before, *value) if before else value  # type: ignore[misc]  # ranges, both of them
                places.setdefault(of_wish, cell.source)
    return [Row(sheet.place(number, min(over)), values, places)], used


def _label_at_left(sheet: Sheet, row: int, first: int) -> str | None:
    """The label of a row of wishes side by side: its own, or the one merged over it from above."""
    for place in range(1, first):
        cell = sheet.rows.get(row, {}).get(place) or sheet.covered.get((row, place))
        if cell and (name := label_of(cell)):
            return name
    return None
