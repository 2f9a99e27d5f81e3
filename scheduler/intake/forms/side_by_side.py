"""Wishes side by side on a form: a column each, below 第1希望 | 第2希望, with their labels at the left."""

from collections.abc import Mapping
from typing import Any

from scheduler.books.sheets import Sheet
from scheduler.domain import Source
from scheduler.domain.cells import Cell
from scheduler.domain.problems import Problems
from scheduler.intake.forms.account import Account
from scheduler.intake.forms.fields import COLUMNS, label_of
from scheduler.intake.forms.labels import on_clock_of
from scheduler.intake.tables.headings import WISH, governed
from scheduler.intake.tables.rows import UNREAD, Row, read_value, with_more
from scheduler.reading.kinds import reader_of_form
from scheduler.reading.sense import written
from scheduler.reading.values import text


def read_side_by_side(sheet: Sheet, account: Account, problems: Problems) -> list[Row]:
    """Wishes side by side, a column each, their labels at the left; the account takes their cells."""
    for number, cells in sorted(sheet.rows.items()):
        over = {place: name for place, cell in cells.items() if (name := label_of(cell)) and name.startswith(WISH)}
        below = sheet.rows.get(number + 1, {})
        if len(over) > 1 and min(below, default=min(over)) < min(over) and label_of(below[min(below)]):
            return _columns_below(sheet, number, over, account, problems)
    return []


def _columns_below(sheet: Sheet, number: int, over: Mapping[int, str], account: Account, problems: Problems) -> list[Row]:
    values: dict[str, Any] = {}
    places: dict[str, Source] = {}
    account.take_all(((number, place) for place in sheet.rows[number] if place in over or place < min(over)), "label")
    title: Cell | None = None
    in_one = True  # whether the rows are next to each other, so that even a single value is that of a wish
    for row in range(number + 1, max(sheet.rows) + 1):
        cells = sheet.rows.get(row, {})
        of_wishes = {place: cell for place in over if (cell := cells.get(place) or sheet.covered.get((row, place)))}
        in_one = in_one and bool(cells)
        if not of_wishes and len(cells) == 1:
            (title,) = cells.values()
        if not of_wishes or (not in_one and len(of_wishes) < 2):
            continue
        label = _label_at_left(sheet, row, min(over))
        name = label_of(label) if label else None
        if name and label and title:
            name = governed(name, written(label), [written(title)])
            account.take(sheet.at(title.source), "label")
        account.take_all(((row, place) for place in cells if place < min(over)), "label", name or "")
        column = COLUMNS.get(name or "")
        for place, cell in sorted(of_wishes.items()):
            if column is None:
                problems.error(cell.source, "returns.unplaced", value=text(cell))
                continue
            account.take((row, place), "value", f"{name}#{over[place].removeprefix(WISH)}")
            shown = on_clock_of(label, cell, problems) if label and column.clock else cell
            value = read_value(shown, reader_of_form(column.kind), problems)
            of_wish = f"{name}#{over[place].removeprefix(WISH)}"
            if value is not UNREAD and of_wish in values and not column.clock:
                problems.question((cell.source, places[of_wish]), "returns.twice")
            elif value is not UNREAD:
                values[of_wish] = with_more(values.get(of_wish), value)
                places.setdefault(of_wish, cell.source)
    return [Row(sheet.place(number, min(over)), values, places)]


def _label_at_left(sheet: Sheet, row: int, first: int) -> Cell | None:
    """The label of a row of wishes side by side: the one next to them, its own or merged over it from above."""
    for place in range(first - 1, 0, -1):
        if cell := sheet.rows.get(row, {}).get(place) or sheet.covered.get((row, place)):
            return cell
    return None
