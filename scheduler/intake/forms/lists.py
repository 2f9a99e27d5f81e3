"""A list that came back: a row for each wish, and a column that says whose it is."""

from collections.abc import Mapping, Sequence

from scheduler import words
from scheduler.books.sheets import Sheet
from scheduler.contract import Column
from scheduler.domain.cells import Cell
from scheduler.domain.problems import Problems
from scheduler.intake.forms.fields import OF_GOVERNMENT, OF_TABLE, Return, names_partner, wish
from scheduler.intake.forms.grids import Window, is_time, times_in
from scheduler.intake.tables.rows import Row, read_table, say_unknown_column
from scheduler.reading.names import Register

WHOSE = Column("requester", required=True)


def read_list(sheet: Sheet, register: Register, problems: Problems) -> tuple[Return, ...]:
    """What each government on a list says."""
    table = read_table(sheet, words.FORM, (WHOSE, *OF_TABLE), problems, {"requester": register.named})
    by_code: dict[str, list[Row]] = {}
    for row in table.rows:
        if row.complete and (code := register.one(row.values["requester"], row.cell("requester"), problems)):
            by_code.setdefault(code, []).append(row)
    windows = _windows(sheet, table.unknown, by_code)
    marked = {window.heading for found in windows.values() for window in found}
    for place, heading in table.unknown.items():
        if heading.source not in marked:
            values = [row[place] for number, row in sheet.rows.items() if place in row and number > heading.row]
            lost = any(is_time(cell) or not isinstance(cell.value, str) for cell in values)
            say_unknown_column(heading, lost, problems)
    return tuple(
        Return(
            code,
            rows[0].cell("requester"),
            _about(rows),
            tuple(wish(row, row.values.get("zone", ""), problems) for row in rows if names_partner(row)),
            tuple(windows.get(code, ())),
        )
        for code, rows in by_code.items()
    )


def _windows(sheet: Sheet, unknown: Mapping[int, Cell], by_code: Mapping[str, Sequence[Row]]) -> dict[str, list[Window]]:
    """The columns of a list whose headings are times, marked by each government."""
    found: dict[str, list[Window]] = {}
    for place, heading in unknown.items():
        ranges = times_in(heading)
        for code, rows in by_code.items() if ranges else ():
            numbers = [int(row.source.cell) for row in rows]
            cells = [sheet.rows[number].get(place) or sheet.covered.get((number, place)) for number in numbers]
            found.setdefault(code, []).extend(Window(ranges or (), heading.source, cell) for cell in cells if cell)
    return found


def _about(rows: Sequence[Row]) -> Row:
    """What the rows of a list say of their government, the first that says it."""
    names = [column.field for column in OF_GOVERNMENT if column.field != "zone"]
    values = {n: row.values[n] for n in names for row in reversed(rows) if n in row.values}
    return Row(rows[0].source, values, {n: row.cells[n] for n in names for row in reversed(rows) if n in row.cells})
