"""A sheet as rows of named values: which columns there are, and what may be wrong with them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from scheduler import words
from scheduler.domain import Source
from scheduler.intake.problems import Problems
from scheduler.intake.unreadable import Ambiguous, Unreadable
from scheduler.intake.values import Parser, text
from scheduler.intake.workbook import BROKEN, Cell, Sheet

HEADING_ROWS = 30
"""How far down a heading row is looked for, below a title."""


@dataclass(frozen=True)
class Column:
    """A column the contract knows: `heading` as the contract writes it, `required` in the heading and in every row.

    `needed` asks for the heading only.
    """

    field: str
    heading: str
    parse: Parser = text
    required: bool = False
    needed: bool = False


@dataclass(frozen=True)
class Row:
    """The readable values of one row by field, and the cell of each."""

    source: Source
    values: dict[str, Any] = field(default_factory=dict)
    cells: dict[str, Source] = field(default_factory=dict)
    complete: bool = True

    def cell(self, name: str) -> Source:
        """The cell of a field, or the row where the field is empty."""
        return self.cells.get(name, self.source)


@dataclass(frozen=True)
class Table:
    """The rows below the headings; `unknown` holds the columns the contract does not name.

    `readable` is whether there were headings to read by.
    """

    rows: tuple[Row, ...] = ()
    unknown: dict[int, Cell] = field(default_factory=dict)
    readable: bool = False


def read_table(sheet: Sheet, name: str, columns: Sequence[Column], problems: Problems) -> Table:
    """Read the one table of a sheet.

    Parameters
    ----------
    sheet
        The cells.
    name
        The sheet's name in the contract, by which its headings are known.
    columns
        The columns of the contract.
    problems
        Takes what is wrong with headings and values, cell by cell.
    """
    headings, heading_row = _heading_row(sheet, name, columns)
    if not headings:
        problems.error(sheet.source, "sheet.no_headings", sheet=name, headings=[c.heading for c in columns if c.required])
        return Table()
    places = _places(headings, name, problems)
    missing = [c.heading for c in columns if (c.required or c.needed) and c.field not in places]
    if missing:
        problems.error(sheet.place(heading_row, 1), "sheet.missing_columns", sheet=name, headings=missing)
        return Table()
    known = {column: places[column.field] for column in columns if column.field in places}
    _say_what_is_not_read(sheet, name, headings, heading_row, columns, problems)
    below = {number: cells for number, cells in sheet.rows.items() if number > heading_row}
    rows = (_read_row(sheet, number, cells, known, set(headings), problems) for number, cells in sorted(below.items()))
    of_known = {place for place, cell in headings.items() if heading_of(cell, words.headings(name)) is not None}
    unknown = {place: cell for place, cell in headings.items() if place not in of_known}
    return Table(tuple(row for row in rows if row), unknown, True)


def _heading_row(sheet: Sheet, name: str, columns: Sequence[Column]) -> tuple[dict[int, Cell], int]:
    """The first row that holds all headings that must be there, and not just by chance; else the one with the most."""
    known = words.headings(name)
    must = {column.field for column in columns if column.required or column.needed}
    fields = {number: _fields(sheet.rows[number].values(), known) for number in sorted(sheet.rows)[:HEADING_ROWS]}
    fullest = max(fields, key=lambda number: len(fields[number]), default=0)
    whole = (number for number, found in fields.items() if must <= found and 2 * len(found) >= len(fields[fullest]))
    best = next(whole, fullest)
    return (sheet.rows[best], best) if fields.get(best) else ({}, 0)


def _fields(cells: Iterable[Cell], known: Any) -> set[str]:
    return {known[heading] for cell in cells if (heading := heading_of(cell, known)) is not None}


def _say_what_is_not_read(
    sheet: Sheet, name: str, headings: dict[int, Cell], heading_row: int, columns: Sequence[Column], problems: Problems
) -> None:
    """A second table, rows above the headings, and values under none."""
    must = {column.field for column in columns if column.required or column.needed}
    for number, cells in sorted(sheet.rows.items()):
        if number > heading_row and len(must) > 1 and must <= _fields(cells.values(), words.headings(name)):
            problems.error(sheet.place(number, min(cells)), "sheet.second_table", sheet=name)
        if number < heading_row and len(cells) > 1:
            like_headings = len(_fields(cells.values(), words.headings(name))) > 1
            say = problems.error if like_headings else problems.note
            say(sheet.place(number, min(cells)), "sheet.above_headings", sheet=name, row=number)
    bare = {place: number for number, cells in sorted(sheet.rows.items(), reverse=True) for place in cells}
    for place, number in sorted(bare.items()):
        if place not in headings and number > heading_row:
            problems.error(sheet.place(number, place), "sheet.no_heading", sheet=name)


def heading_of(cell: Cell, known: Any) -> str | None:
    """The folded heading under which a cell is known, with or without what stands in brackets."""
    if cell.value is BROKEN:
        return None
    written = words.fold(text(cell))
    return next((form for form in (written, words.without_brackets(written)) if form in known), None)


def _places(headings: dict[int, Cell], name: str, problems: Problems) -> dict[str, int]:
    known = words.headings(name)
    places: dict[str, int] = {}
    for place, cell in headings.items():
        heading = heading_of(cell, known)
        if heading is None:
            continue
        if known[heading] in places:
            first = headings[places[known[heading]]]
            problems.error((cell.source, first.source), "sheet.doubled_heading", heading=text(cell))
        places.setdefault(known[heading], place)
    return places


def _read_row(
    sheet: Sheet, number: int, cells: dict[int, Cell], columns: dict[Column, int], headed: set[int], problems: Problems
) -> Row | None:
    if not headed.intersection(cells):
        return None
    row = Row(Source(sheet.source.file, sheet.source.sheet, str(number)))
    complete = True
    for column, place in columns.items():
        cell = cells.get(place)
        if cell is not None:
            value = read_value(cell, column.parse, problems)
            if value is not UNREAD:
                row.values[column.field], row.cells[column.field] = value, cell.source
                continue
        if column.required:
            complete = False
            if cell is None:
                problems.error(sheet.place(number, place), "cell.required", heading=column.heading)
    return Row(row.source, row.values, row.cells, complete)


UNREAD = object()
"""Stands for a value that could not be read; `None` is a value (no limit)."""


def read_value(cell: Cell, parse: Parser, problems: Problems) -> Any:
    """What a cell says, or `UNREAD` and a problem on it."""
    if cell.value is BROKEN:
        return UNREAD
    try:
        return parse(cell)
    except Unreadable as fault:
        say = problems.question if isinstance(fault, Ambiguous) else problems.error
        say(cell.source, fault.key, **fault.values)
        return UNREAD
