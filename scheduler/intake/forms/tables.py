"""The tables of a form: rows below headings of their own, wherever they stand on the sheet, and however many there are."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace

from scheduler import words
from scheduler.books.sheets import Place, Sheet
from scheduler.domain.cells import Cell
from scheduler.domain.problems import Problems
from scheduler.intake.forms.account import Account
from scheduler.intake.forms.fields import FOR_SECRETARIAT, PEOPLE, TIMED, label_of, say_for_secretariat
from scheduler.intake.forms.grids import heads_grid, is_mark, is_time
from scheduler.intake.tables.headings import TURNED, Headings, base_of, governed, headings_at, turns
from scheduler.intake.tables.rows import Table
from scheduler.reading.sense import sense_of, speaks_of_past, written

RANKED = ("choice", "no", "choice|contact_title")
"""Columns whose values may look like labels: 第1希望."""


@dataclass(frozen=True)
class Area:
    """A table with its headings, the rows of a sheet that it takes, and the line of text over it, if there is one."""

    headings: Headings
    sheet: Sheet
    title: Cell | None = None

    @property
    def of_the_past(self) -> bool:
        """Whether its title says that it is of earlier meetings, for people to know: （参考）これまでの交流実績."""
        return self.title is not None and speaks_of_past(written(self.title))

    @property
    def fields(self) -> set[str]:
        return {base_of(name) for name in self.headings.fields.values()}

    @property
    def of_wishes(self) -> bool:
        """Whether its rows say with whom a meeting is asked for."""
        return any(name.partition("#")[0] == "counterparts" for name in self.headings.fields.values())

    @property
    def of_governments(self) -> bool:
        """Whether its rows say whose they are."""
        names = self.headings.fields.values()
        if "requester" in names:
            return True
        beside = self.of_wishes or any(place not in self.headings.fields for place in self.headings.cells)
        return beside and any(name.partition("|")[0] == "requester" for name in names)

    @property
    def of_people(self) -> bool:
        """Whether it lists those who take part, of whom none is the contact."""
        names = [name for name in self.headings.fields.values() if name != "no"]
        several = len(self.sheet.rows) > 1 + self.headings.last - self.headings.first + 1 or "no" in self.fields
        others = {"attendees", "participants|attendees", "notes", "requester", "choice|contact_title"}
        return several and sum(name in PEOPLE for name in names) > 1 and set(names) <= {*PEOPLE, *others}

    @property
    def below(self) -> list[int]:
        """The numbers of the rows below the headings."""
        return [number for number in sorted(self.sheet.rows) if number > self.headings.last]


def find_tables(sheet: Sheet, elsewhere: Set[Place], examples: Set[int]) -> Iterator[Area]:
    """Every table of a sheet from top to bottom, down to a gap, a label, a grid, or the headings of the next.

    Parameters
    ----------
    sheet
        The form, without the rows that are examples.
    elsewhere
        Cells that are read otherwise.
    examples
        The numbers of the rows that are examples; they part no table.
    """
    free = {
        n: row for n, cells in sheet.rows.items() if (row := {p: c for p, c in cells.items() if (n, p) not in elsewhere})
    }
    sheet = replace(sheet, rows=free)
    last = 0
    for number in sorted(free):
        if number > last and (headings := _heads_table(sheet, number, examples)):
            last = _last_row(sheet, headings, examples)
            rows = {n: cells for n, cells in free.items() if headings.first <= n <= last}
            above = free.get(headings.first - 1, {})
            title = next(iter(above.values())) if len(above) == 1 else None
            yield Area(_under(title, _with_ranks(headings, rows)), replace(sheet, rows=rows), title)


def _under(title: Cell | None, headings: Headings) -> Headings:
    """The headings below a title, which may say that their times cannot be: 都合の悪い日時 over 日付 | 時間."""
    if title is None or sense_of(written(title)) != "cannot":
        return headings
    above = [written(title)]
    fields = {place: governed(name, written(headings.cells[place]), above) for place, name in headings.fields.items()}
    turned = [
        place
        for place, name in headings.fields.items()
        if base_of(name) in TURNED and turns(written(headings.cells[place]), above)
    ]
    return replace(headings, fields=fields, turned=(*headings.turned, *turned))


def _with_ranks(headings: Headings, rows: Mapping[int, Mapping[int, Cell]]) -> Headings:
    """The headings with one for a first column that has none and holds nothing but ranks: 第1希望, 第2希望."""
    left = {
        place for number, cells in rows.items() for place in cells if number > headings.last and place < min(headings.cells)
    }
    place = max(left, default=0)
    values = [cells[place] for number, cells in rows.items() if number > headings.last and place in cells]
    if "choice" in headings.fields.values() or not values or not all(_is_rank(cell) for cell in values):
        return headings
    over = replace(values[0], value="")
    return replace(headings, cells={place: over, **headings.cells}, fields={place: "choice", **headings.fields})


def _is_rank(cell: Cell) -> bool:
    said = words.fold(written(cell))
    return said in words.values("rank") and not said.isdigit()


def account_for(area: Area, table: Table, account: Account) -> None:
    """What the cells of a table were taken for; those of columns that nobody knows are left over."""
    for number in range(table.first, table.last + 1):
        for place in area.sheet.rows.get(number, {}):
            if place not in table.unknown:
                account.take((number, place), "label", table.fields.get(place, "") if number == table.last else "")
    for number in area.below:
        for place in area.sheet.rows[number]:
            if place in table.fields and number not in table.remarks:
                account.take((number, place), "value", table.fields[place])


def ask_of_secretariat(area: Area, account: Account, problems: Problems) -> None:
    """Ask about what a government has written in a column that is the secretariat's to fill in."""
    for place, name in area.headings.fields.items():
        if base_of(name) in FOR_SECRETARIAT:
            account.take_all(((n, place) for n in range(area.headings.first, area.headings.last + 1)), "label", name)
            for number in area.below:
                if cell := area.sheet.rows[number].get(place):
                    account.take((number, place), "value", name)
                    say_for_secretariat(name, area.headings.cells[place], cell, problems)


def _heads_table(sheet: Sheet, number: int, examples: Set[int]) -> Headings | None:
    """The headings that begin in a row, if it heads a table: most of its cells are headings, and values stand below."""
    cells = sheet.rows[number]
    if len(cells) < 2 or heads_grid(cells):
        return None
    headings = headings_at(sheet, number, words.headings(words.FORM))
    names = [base_of(name) for name in headings.fields.values()]
    times = [place for place, cell in headings.cells.items() if place not in headings.fields and is_time(cell)]
    others = len(headings.cells) - len(times) - len(headings.fields)
    heads_many = len(set(headings.fields.values())) > 1 or bool(times and "requester" in names)
    if not heads_many or others >= len(headings.fields):
        return None
    low = headings.last + 1
    while low in examples:
        low += 1
    below = sheet.rows.get(low, {})
    labels = sum(_is_label(cell, place, headings) for place, cell in below.items())
    if "counterparts" in names:
        return headings if (not below or 2 * labels < len(below)) else None
    if not below or labels or not below.keys() & headings.fields.keys() or (others and len(headings.fields) < 3):
        return None
    return headings


def _is_label(cell: Cell, place: int, headings: Headings) -> bool:
    """Whether a cell below headings is a label, and not a value that reads like one."""
    name = label_of(cell)
    return name is not None and not (name.startswith("counterparts#") and headings.fields.get(place, "no") in RANKED)


def _last_row(sheet: Sheet, headings: Headings, examples: Set[int]) -> int:
    last = headings.last
    partners = {place for place, name in headings.fields.items() if base_of(name) == "counterparts"}
    while True:
        low = last + 1
        if low in examples:
            last = low
            continue
        if low not in sheet.rows and _goes_on(sheet.rows.get(low + 1, {}), headings, partners):
            low += 1  # a row left blank parts nothing
        cells = sheet.rows.get(low)
        if not cells or _ends(sheet, low, cells, headings, partners):
            return last
        last = low


def _goes_on(cells: Mapping[int, Cell], headings: Headings, partners: Set[int]) -> bool:
    """Whether a row below a gap is still one of the table: its values stand below the headings, a partner among them."""
    return len(cells) > 1 and cells.keys() <= headings.cells.keys() and bool(partners & cells.keys())


def _ends(sheet: Sheet, number: int, cells: Mapping[int, Cell], headings: Headings, partners: Set[int]) -> bool:
    """Whether a row is none of the table any more: it begins with a label, heads the next table, or belongs to a grid."""
    first = min(cells)
    if _is_label(cells[first], first, headings) and first in headings.cells:
        return True
    if sum(_is_label(cell, place, headings) for place, cell in cells.items()) > max(1, len(cells) // 2):
        return True
    of_times = sum(is_time(cell) or is_mark(cell) for cell in cells.values()) > 1
    return bool(partners) and not partners & cells.keys() and of_times


def several_values(field: str) -> bool:
    """Whether rows below one another may all hold a value of one field: times do."""
    return base_of(field) in TIMED
