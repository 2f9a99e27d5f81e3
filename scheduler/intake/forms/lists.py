"""A list that came back: a row for each wish, or for the times that each government marks, and a column that says whose."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from scheduler import words
from scheduler.contract import Column
from scheduler.domain.cells import Cell
from scheduler.domain.problems import Problems
from scheduler.intake.forms.account import Account
from scheduler.intake.forms.fields import OF_GOVERNMENT, OF_TABLE, Return, Window, names_partner, wish
from scheduler.intake.forms.grids import times_in
from scheduler.intake.forms.tables import Area, account_for, ask_of_secretariat
from scheduler.intake.tables.rows import Row, read_below
from scheduler.reading.names import Register, is_group, is_total

WHOSE = Column("requester", required=True)


def read_list(area: Area, account: Account, register: Register, usual: int, problems: Problems) -> tuple[Return, ...]:
    """What each government on a list says; `usual` is how long a meeting takes where nothing is said."""
    area = _without_groups(area, register, account)
    telling = {"requester": register.named}
    table = read_below(area.sheet, words.FORM, area.headings, (WHOSE, *OF_TABLE), problems, telling)
    ask_of_secretariat(area, account, problems)
    account_for(area, table, account)
    by_code: dict[str, list[Row]] = {}
    for row in table.rows:
        if "requester" in row.values and (code := register.one(row.values["requester"], row.cell("requester"), problems)):
            by_code.setdefault(code, []).append(row)
    windows = _windows(area, table.unknown, by_code, account)
    found = []
    for code, rows in by_code.items():
        cannot = () if area.of_wishes else _impossible(rows, usual, problems)
        zone = rows[0].values.get("zone", "")
        wishes = (wish(row, row.values.get("zone", ""), usual, problems) for row in rows if names_partner(row))
        of_code = (*windows.get(code, ()), *cannot)
        marked = tuple(replace(window, zone=window.zone or zone) for window in of_code)
        found.append(Return(code, rows[0].cell("requester"), _about(rows), tuple(wishes), marked))
    return tuple(found)


def _without_groups(area: Area, register: Register, account: Account) -> Area:
    """The list less the rows that only part it: 北陸地方 above those of its region, 合計 below all."""
    rows = dict(area.sheet.rows)
    for number in area.below:
        cells = area.sheet.rows[number]
        first = min(cells)
        parts = len(cells) == 1 and is_group(str(cells[first].value)) and not register.only(str(cells[first].value))
        if parts or is_total(str(cells[first].value)):
            account.take_all(((number, place) for place in cells if place in area.headings.cells), "unread")
            del rows[number]
    return replace(area, sheet=replace(area.sheet, rows=rows))


def _windows(
    area: Area, unknown: Mapping[int, Cell], by_code: Mapping[str, Sequence[Row]], account: Account
) -> dict[str, list[Window]]:
    """The columns of a list whose headings are times, marked by each government."""
    found: dict[str, list[Window]] = {}
    sheet = area.sheet
    for place, heading in unknown.items():
        ranges = times_in(heading)
        if not ranges:
            continue
        account.take(sheet.at(heading.source), "time")
        for code, rows in by_code.items():
            for number in (int(row.source.cell) for row in rows):
                cell = sheet.rows[number].get(place) or sheet.covered.get((number, place)) or sheet.empty(number, place)
                account.take((number, place), "mark")
                found.setdefault(code, []).append(Window(ranges, heading.source, cell))
    return found


def _impossible(rows: Sequence[Row], usual: int, problems: Problems) -> list[Window]:
    """What a list without wishes says of when its governments cannot come; for which wish a time would suit, is asked."""
    found = []
    for row in (wish(row, row.values.get("zone", ""), usual, problems) for row in rows):
        if row.values.get("preferred"):
            problems.question(row.cell("preferred"), "returns.for_which")
        for name in (name for name in row.values if name == "unavailable"):
            ranges = row.values[name]
            found += [Window((range_,), row.cell(name), Cell("×", row.cell(name)), range_.zone or "") for range_ in ranges]
    return found


def _about(rows: Sequence[Row]) -> Row:
    """What the rows of a list say of their government, the first that says it."""
    names = [column.field for column in OF_GOVERNMENT if column.field != "zone"]
    values = {n: row.values[n] for n in names for row in reversed(rows) if n in row.values}
    return Row(rows[0].source, values, {n: row.cells[n] for n in names for row in reversed(rows) if n in row.cells})
