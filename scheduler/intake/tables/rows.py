"""A sheet as rows of named values: which columns there are, and what may be wrong with them."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from scheduler import words
from scheduler.books.sheets import Sheet
from scheduler.contract import Column, Kind
from scheduler.domain import Source
from scheduler.domain.cells import BROKEN, Cell
from scheduler.domain.problems import Problems
from scheduler.intake.tables.headings import Headings, base_of, find_headings, heading_field
from scheduler.reading.kinds import reader, reader_of_form
from scheduler.reading.times import zone_in
from scheduler.reading.unreadable import Ambiguous, Nothing, Unreadable
from scheduler.reading.values import Parser, text, zone_of_heading

LONGEST_NAME = 12
"""Characters of a text below a table that may be a name or a value rather than a remark."""


@dataclass(frozen=True)
class Row:
    """The readable values of one row by field, and the cell of each.

    A field of the second wish of a row that holds several is called `topic#2`; `numbered` are those whose cells number what
    they hold: ①江蘇省 ②江原道.
    """

    source: Source
    values: dict[str, Any] = field(default_factory=dict)
    cells: dict[str, Source] = field(default_factory=dict)
    complete: bool = True
    numbered: frozenset[str] = frozenset()

    def cell(self, name: str) -> Source:
        """The cell of a field, or the row where the field is empty."""
        return self.cells.get(name, self.source)


@dataclass(frozen=True)
class Table:
    """The rows below the headings.

    Attributes
    ----------
    unknown
        The columns that the contract does not name.
    readable
        Whether there were headings to read by.
    fields
        Column → field, of those that are read.
    first, last
        The rows over which the headings stand.
    remarks
        The numbers of rows below the table that hold no values.
    """

    rows: tuple[Row, ...] = ()
    unknown: dict[int, Cell] = field(default_factory=dict)
    readable: bool = False
    fields: Mapping[int, str] = field(default_factory=dict)
    first: int = 0
    last: int = 0
    remarks: tuple[int, ...] = ()


def read_table(
    sheet: Sheet,
    name: str,
    columns: Sequence[Column],
    problems: Problems,
    telling: Mapping[str, Parser] = MappingProxyType({}),
) -> Table:
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
    telling
        Field → what tells by a value whether an unclear heading means that field, where it is not its column's own reader.
    """
    must = {column.field for column in columns if column.required or column.needed}
    title = sheet.source.sheet
    headings = find_headings(sheet, words.headings(name), must)
    if not headings.cells:
        problems.error(
            sheet.source,
            "sheet.no_headings",
            sheet=title,
            headings=[heading_of(name, c.field) for c in columns if c.required],
        )
        return Table()
    table = read_below(sheet, name, headings, columns, problems, telling)
    there = {base_of(name) for name in table.fields.values()}
    missing = [heading_of(name, c.field) for c in columns if (c.required or c.needed) and c.field not in there]
    if missing:
        problems.error(sheet.place(headings.last, 1), "sheet.missing_columns", sheet=title, headings=missing)
        return Table()
    _say_what_is_not_read(sheet, name, title, headings, columns, problems)
    for number in table.remarks:
        problems.note(sheet.place(number, min(sheet.rows[number])), "sheet.below_table", sheet=title, row=number)
    return table


def read_below(
    sheet: Sheet,
    name: str,
    headings: Headings,
    columns: Sequence[Column],
    problems: Problems,
    telling: Mapping[str, Parser] = MappingProxyType({}),
) -> Table:
    """Read the rows below headings; as `read_table`."""
    parsers = {column.field: reader(column.kind) for column in columns} | dict(telling)
    headings = _decided(sheet, headings, parsers, problems)
    places = _places(headings, [column.field for column in columns if column.clock and column.by_wish], problems)
    known = _known(name, columns, places, headings, problems)
    parse = reader_of_form if name == words.FORM else reader
    rows = [number for number in sorted(sheet.rows) if number > headings.last]
    lowest = max((number for number in rows if not _is_remark(sheet, number, rows, headings)), default=0)
    read = []
    for number in rows:
        cells = sheet.rows[number]
        if number > lowest:
            continue
        if is_example(cells, known):
            say_example(sheet, number, problems)
        elif headings.cells.keys() & cells.keys():
            read.append(_read_row(sheet, number, cells, known, parse, problems))
    unknown = {place: cell for place, cell in headings.cells.items() if place not in headings.fields}
    fields = {at.place: at.name for at in known}
    remarks = tuple(number for number in rows if number > lowest)
    return Table(tuple(read), unknown, True, fields, headings.first, headings.last, remarks)


def each_once(rows: Iterable[Row], field: str, problems: Problems) -> Iterator[Row]:
    """The complete rows, but of those that name the same in a field only the first; a problem for each of the others."""
    first: dict[str, Row] = {}
    for row in rows:
        if not row.complete:
            continue
        name = row.values[field]
        if words.fold(name) in first:
            problems.error((row.cell(field), first[words.fold(name)].cell(field)), "doubled", value=name)
            continue
        first[words.fold(name)] = row
        yield row


def heading_of(sheet: str, field: str) -> str:
    """A field's heading as the contract writes it, for a reader; that of Requests where a form has none of its own."""
    return words.contract_headings(sheet).get(field) or words.contract_headings("Requests").get(field, field)


def _say_what_is_not_read(
    sheet: Sheet, name: str, title: str, headings: Headings, columns: Sequence[Column], problems: Problems
) -> None:
    """A second table, rows above the headings, and values under none."""
    known = words.headings(name)
    must = {column.field for column in columns if column.required or column.needed}
    for number, cells in sorted(sheet.rows.items()):
        if headings.first <= number <= headings.last:
            continue
        if number > headings.last and not any(
            isinstance(cell.value, str) and words.fold(cell.value) in known for cell in cells.values()
        ):
            continue
        fields = {heading_field(cell, known) for cell in cells.values()} - {None}
        if number > headings.last and len(must) > 1 and must <= fields:
            problems.error(sheet.place(number, min(cells)), "sheet.second_table", sheet=title)
        if number < headings.first and len(cells) > 1:
            say = problems.error if len(fields) > 1 else problems.note
            say(sheet.place(number, min(cells)), "sheet.above_headings", sheet=title, row=number)
    bare = {place: number for number, cells in sorted(sheet.rows.items(), reverse=True) for place in cells}
    for place, number in sorted(bare.items()):
        if place not in headings.cells and number > headings.last:
            problems.error(sheet.place(number, place), "sheet.no_heading", sheet=title)


def _is_remark(sheet: Sheet, number: int, rows: Sequence[int], headings: Headings) -> bool:
    """Whether a row holds a note rather than values: one text alone, marked so, merged over more columns than the heading
    above it, or after a gap.
    """
    cells = sheet.rows[number]
    if len(cells) != 1:
        return False
    ((place, cell),) = cells.items()
    if not isinstance(cell.value, str):
        return False
    span = sheet.spans.get((number, place))
    heading = next((h for row in (headings.first, headings.last) if (h := sheet.spans.get((row, place)))), None)
    after_gap = number - 1 not in sheet.rows and rows[0] < number and len(cell.value.strip()) > LONGEST_NAME
    wide = span is not None and span.right > (heading.right if heading else place)
    return after_gap or wide or cell.value.lstrip().startswith(("※", "*", "＊", "注"))


def say_unknown_column(heading: Cell, says_something: bool, problems: Problems) -> None:
    """Note that a column is not read; an error where it holds what only an answer does."""
    say, key = (problems.error, "returns.unknown_column") if says_something else (problems.note, "sheet.unknown_column")
    say(heading.source, key, sheet=heading.source.sheet, heading=text(heading))


def is_for_people(title: str) -> bool:
    """Whether a sheet speaks to people or to Excel, and holds no data."""
    return words.headings("Sheets").get(words.fold(title)) in ("Read me", "Lists")


def is_example(cells: dict[int, Cell], columns: Sequence["_Place"]) -> bool:
    """Whether a row of a table says of itself that it shows how to fill in the others: 例, 예시, (Example), 例：2021-11-05.

    예 says yes in a column that asks for it.
    """
    place = min(cells)
    if not says_example(cells[place], heads_row=True):
        return False
    mark = text(cells[place])
    parsers = [reader(at.column.kind) for at in columns if at.place == place]
    read = [parse(cells[place]) for parse in parsers if _is_read(cells[place], parse)]
    return not any(isinstance(value, (bool, str)) and words.fold(str(value)) != words.fold(mark) for value in read)


def say_example(sheet: Sheet, number: int, problems: Problems) -> None:
    """Note that a row is an example and not read; of those that this program writes nobody needs to be told."""
    cells = sheet.rows[number]
    if not words.examples().issuperset(words.fold(text(cell)) for cell in cells.values()):
        problems.note(sheet.place(number, min(cells)), "sheet.example", sheet=sheet.source.sheet, row=number)


def says_example(cell: Cell, heads_row: bool = False) -> bool:
    """Whether a cell says no more than that what follows is an example, with or without the first part of it.

    예 says yes as well: it counts only where it heads a row.
    """
    if cell.value is BROKEN:
        return False
    said = words.fold(text(cell)).partition(":")[0].strip("()[]【】<>「」")
    return said in words.values("example") or (heads_row and said in words.in_doubt("example"))


def _decided(sheet: Sheet, headings: Headings, parsers: Mapping[str, Parser], problems: Problems) -> Headings:
    """The headings with one field each: which one an unclear heading means, its values tell."""
    fields = dict(headings.fields)
    for place, name in headings.fields.items():
        if "|" in name:
            below = (row.get(place) for number, row in sheet.rows.items() if number > headings.last)
            values = [cell for cell in below if cell and cell.value is not BROKEN]
            found = decide(name, values, parsers)
            if found is None and values:
                heading = headings.cells[place]
                problems.question(heading.source, "sheet.unclear_heading", heading=text(heading))
            fields[place] = found or name.rpartition("|")[2]
    return replace(headings, fields=fields)


def decide(alternatives: str, cells: Sequence[Cell], parsers: Mapping[str, Parser]) -> str | None:
    """The one of `requester|department` that the values below are: the first, if it reads them all, else the last.

    `None` where it reads some of them only, or where there are none.
    """
    first, _, last = alternatives.partition("|")
    read = [_is_read(cell, parsers[first]) for cell in cells if first in parsers]
    if all(read) and read:
        return first
    return None if any(read) or not cells else last


def _is_read(cell: Cell, parse: Parser) -> bool:
    """Whether a cell is a value of a kind, be it one that may mean two."""
    try:
        parse(cell)
    except Ambiguous:
        return True
    except Unreadable:
        return False
    return True


def _places(headings: Headings, often: Collection[str], problems: Problems) -> dict[str, int]:
    """Field → column, the first of each; the fields `often` may stand once for each of several clocks."""
    places: dict[str, int] = {}
    for place, name in headings.fields.items():
        if name in places and name in often and text(headings.cells[place]) != text(headings.cells[places[name]]):
            name = f"{name}+{sum(base_of(one) == name for one in places) + 1}"
        if name in places:
            cell, first = headings.cells[place], headings.cells[places[name]]
            problems.error((cell.source, first.source), "sheet.doubled_heading", heading=text(cell))
        places.setdefault(name, place)
    return places


@dataclass(frozen=True)
class _Place:
    """Where a column of the contract stands on a sheet; `name` with the number of the wish, `zone` as its heading says."""

    name: str
    place: int
    column: Column
    zone: str | None
    heading: str


def _known(
    sheet: str, columns: Sequence[Column], places: dict[str, int], headings: Headings, problems: Problems
) -> tuple[_Place, ...]:
    of_field = {column.field: column for column in columns}
    known = []
    for name, place in places.items():
        column = of_field.get(base_of(name))
        heading = headings.cells[place]
        if column is None or ("#" in name and not column.by_wish):
            continue
        if place in headings.unsure and column.by_wish:
            problems.question(heading.source, "returns.for_which")
        if place in headings.turned:
            problems.question(heading.source, "returns.sense", value=text(heading))
        if not column.clock and column.field != "zone" and zone_in(text(heading))[0]:
            problems.error(heading.source, "sheet.heading_zone", heading=text(heading))
        zone = read_value(heading, zone_of_heading, problems) if column.clock else None
        name = name if sheet == words.FORM else name.partition("+")[0]
        known.append(_Place(name, place, column, None if zone is UNREAD else zone, heading_of(sheet, column.field)))
    return tuple(known)


def _read_row(
    sheet: Sheet,
    number: int,
    cells: dict[int, Cell],
    columns: Sequence[_Place],
    parse: Callable[[Kind], Parser],
    problems: Problems,
) -> Row:
    row = Row(Source(sheet.source.file, sheet.source.sheet, str(number)))
    known = {at.place for at in columns}
    complete = True
    numbered: set[str] = set()
    for at in columns:
        cell = cells.get(at.place) or sheet.down.get((number, at.place))
        if cell is not None:
            _say_merged_across(sheet, number, at.place, known, problems)
            value = read_value(replace(cell, zone=at.zone) if at.zone else cell, parse(at.column.kind), problems)
            if value is not UNREAD:
                row.values[at.name] = with_more(row.values.get(at.name), value)
                row.cells.setdefault(at.name, cell.source)
                numbered |= {at.name} if numbers(cell) else set()
                continue
        if at.column.required and "#" not in at.name:
            complete = False
            if cell is None:
                problems.error(sheet.place(number, at.place), "cell.required", heading=at.heading)
    return Row(row.source, row.values, row.cells, complete, frozenset(numbered))


def numbers(cell: Cell) -> bool:
    """Whether a cell numbers several things that it holds: ①江蘇省 ②江原道."""
    return isinstance(cell.value, str) and len(_NUMBERED.findall(cell.value)) > 1


_NUMBERED = re.compile(r"[①-⑳]|(?:^|(?<=[\s;,、]))[(（]?\d[)）.．、]\s*(?=\D)", re.M)


def _say_merged_across(sheet: Sheet, number: int, place: int, known: set[int], problems: Problems) -> None:
    """Say that a value is merged over several columns: only a person can tell to which of them it belongs."""
    span = sheet.spans.get((number, place))
    if span and len(known.intersection(range(span.left, span.right + 1))) > 1:
        problems.error(sheet.place(number, place), "cell.merged_across")


def with_more(before: Any, value: Any) -> Any:
    """What a field holds once it is said again: of times those before as well, else what is said now."""
    return (*before, *value) if isinstance(before, tuple) and isinstance(value, tuple) else value


UNREAD = object()
"""Stands for a value that could not be read; `None` is a value (no limit)."""


def read_value(cell: Cell, parse: Parser, problems: Problems) -> Any:
    """What a cell says, or `UNREAD` and a problem on it."""
    if cell.value is BROKEN:
        return UNREAD
    if isinstance(cell.value, str) and words.fold(cell.value) in words.values("ditto"):
        problems.error(cell.source, "value.ditto", value=text(cell))
        return UNREAD
    try:
        return parse(cell)
    except Nothing:
        return UNREAD
    except Unreadable as fault:
        say = problems.question if isinstance(fault, Ambiguous) else problems.error
        say(cell.source, fault.key, **fault.values)
        return UNREAD
