"""A sheet that came back to the secretariat: one government's form, or a list of many.

A form says once whose it is, and holds its wishes as rows, as columns (希望1 | 希望2) or as blocks of labels, and perhaps a
grid of the times at which the government can come.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Set
from dataclasses import replace
from typing import Any

from scheduler import words
from scheduler.domain import Names, Source
from scheduler.intake.cells import BROKEN, Cell, Sheet
from scheduler.intake.form_fields import (
    INFORMATION,
    OF_GOVERNMENT,
    OF_TABLE,
    OF_WISH,
    WISH_FIELDS,
    Return,
    names_partner,
    wish,
)
from scheduler.intake.grids import is_time, read_grid
from scheduler.intake.headings import WISH, Headings, find_headings
from scheduler.intake.labels import Labels, Place, find_labels, label_of
from scheduler.intake.lists import read_list
from scheduler.intake.names import Register
from scheduler.intake.problems import Problems
from scheduler.intake.tables import UNREAD, Row, decide, read_table, read_value
from scheduler.intake.values import text

COLUMNS = {column.field: column for column in (*OF_GOVERNMENT, *INFORMATION, *OF_WISH)}

OF_ONE_WISH = {"topic", "optional", "preferred", "date", "time", "duration"}
"""What nobody says who does not ask for a meeting."""


class FormReader:
    """Reads returned sheets against the governments that are known."""

    def __init__(self, register: Register, names: Names, problems: Problems) -> None:
        self._register, self._names, self._problems = register, set(names), problems
        self._parsers = {"requester": register.named} | {field: column.parse for field, column in COLUMNS.items()}

    def read(self, sheet: Sheet) -> tuple[Return, ...] | None:
        """What is said on a sheet; `None` where it is neither a form nor a list."""
        by_column, of_columns = self._by_column(sheet)
        others = {number: cells for number, cells in sheet.rows.items() if number not in of_columns}
        headings = find_headings(replace(sheet, rows=others), words.headings(words.FORM), ("counterparts",))
        if not _of_table(sheet, headings):
            headings = Headings({}, {})
        if any(name.partition("|")[0] == "requester" for name in headings.fields.values()):
            return read_list(sheet, self._register, self._problems)
        return self._form(sheet, headings, by_column, of_columns)

    def _form(
        self, sheet: Sheet, headings: Headings, by_column: list[Row], of_columns: set[int]
    ) -> tuple[Return, ...] | None:
        windows, of_grid = read_grid(sheet, self._problems)
        rows, of_table = self._table(sheet, headings, of_grid)
        taken = of_grid | of_table | {(row, place) for row in of_columns for place in sheet.rows[row]}
        labels = find_labels(sheet, taken, self._problems)
        about, shared, blocks = self._sorted(labels, bool(rows or by_column))
        if not labels.pairs or not (rows or by_column or blocks or windows or "requester" in about.values):
            return None
        code, at = self._whose(sheet, labels)
        if code is None:
            return ()
        wishes = [row for row in (*rows, *by_column) if self._is_wish(row, row.values.keys() - {"no", "choice"})]
        wishes += [row for row in blocks if self._is_wish(row, row.values.keys() & OF_ONE_WISH)]
        zone = about.values.get("zone", "")
        asked = tuple(wish(_with(row, shared), zone) for row in wishes)
        self._say_unread(sheet, taken | labels.taken)
        return (Return(code, at, about, asked, tuple(replace(w, zone=w.zone or zone) for w in windows)),)

    # ------------------------------------------------------------------------------------------------------- wishes

    def _table(self, sheet: Sheet, headings: Headings, of_grid: set[Place]) -> tuple[list[Row], set[Place]]:
        """Wishes as rows, down to a gap, a label or a grid; and the cells they take."""
        if not headings.cells:
            return [], set()
        last = headings.last
        while (cells := sheet.rows.get(last + 1)) and not any((last + 1, place) in of_grid for place in cells):
            if label_of(cells[min(cells)]) and min(cells) in headings.cells:
                break
            last += 1
        of_table = replace(sheet, rows={n: cells for n, cells in sheet.rows.items() if headings.first <= n <= last})
        table = read_table(of_table, words.FORM, OF_TABLE, self._problems)
        for heading in table.unknown.values():
            self._problems.note(heading.source, "sheet.unknown_column", sheet=sheet.source.sheet, heading=text(heading))
        return list(table.rows), {(n, place) for n, cells in of_table.rows.items() for place in cells}

    def _by_column(self, sheet: Sheet) -> tuple[list[Row], set[int]]:
        """Wishes side by side, a column each, their labels at the left; and the rows they take."""
        for number, cells in sorted(sheet.rows.items()):
            over = {place: name for place, cell in cells.items() if (name := label_of(cell)) and name.startswith(WISH)}
            below = sheet.rows.get(number + 1, {})
            if len(over) > 1 and min(below, default=min(over)) < min(over) and label_of(below[min(below)]):
                return self._columns_below(sheet, number, over)
        return [], set()

    def _columns_below(self, sheet: Sheet, number: int, over: Mapping[int, str]) -> tuple[list[Row], set[int]]:
        values: dict[str, Any] = {}
        places: dict[str, Source] = {}
        row = number
        while (cells := sheet.rows.get(row + 1)) and (name := label_of(cells[min(cells)])):
            row += 1
            column = COLUMNS.get(name)
            for place in sorted(over.keys() & cells.keys()):
                value = read_value(cells[place], column.parse, self._problems) if column else UNREAD
                if value is not UNREAD:
                    of_wish = f"{name}#{over[place].removeprefix(WISH)}"
                    values[of_wish], places[of_wish] = value, cells[place].source
        return [Row(sheet.place(number, min(over)), values, places)], set(range(number, row + 1))

    def _sorted(self, labels: Labels, beside_table: bool) -> tuple[Row, Row, list[Row]]:
        """The labels that speak of the government, of all its wishes, and of each wish.

        A new wish begins where its title stands, or where a label comes again. A label that stands once on a form with
        several wishes counts for each.
        """
        pairs = [(name, cell) for label, cell in labels.pairs if (name := self._decided(label, cell))]
        often = Counter(name for name, _ in pairs)
        partners = sum(count for name, count in often.items() if name.partition("#")[0] == "counterparts")
        several = beside_table or partners > 1
        about, shared, blocks = Row(Source("")), Row(Source("")), [Row(Source(""))]
        seen: set[str] = set()
        for name, cell in pairs:
            base, _, number = name.partition("#")
            row = blocks[-1]
            if base not in WISH_FIELDS:
                row = about
            elif several and base != "counterparts" and often[name] == 1:
                row = shared
            elif name in seen or (number and cell is None):
                blocks.append(row := Row(Source(""), {"choice": int(number)} if number and cell is None else {}))
                seen = set()
            seen.add(name)
            if cell is not None and (base == "requester" or base in COLUMNS):
                value = text(cell) if base == "requester" else read_value(cell, COLUMNS[base].parse, self._problems)
                if value is not UNREAD:
                    row.values.setdefault(name, value)
                    row.cells.setdefault(name, cell.source)
        return about, shared, [row for row in blocks if row.values.keys() - {"choice"}]

    def _decided(self, label: str, cell: Cell | None) -> str | None:
        """The field that a label names, which its value must tell where it may be one of several."""
        if "|" not in label:
            return label
        return decide(label, [cell], self._parsers) if cell else None

    def _is_wish(self, row: Row, said: Collection[str]) -> bool:
        """Whether a row asks for a meeting; a problem where it says something of one and not with whom."""
        if said and not names_partner(row):
            cells = [row.cells[name] for name in said if name in row.cells]
            self._problems.error(min(cells, default=row.source), "returns.whom")
        return names_partner(row)

    # ---------------------------------------------------------------------------------------------- whose, and the rest

    def _whose(self, sheet: Sheet, labels: Labels) -> tuple[str | None, Source]:
        """The government a form is of, by its name or that in English; `None` and a problem where it cannot be told."""
        pairs = [(self._decided(label, cell), cell) for label, cell in labels.pairs if cell]
        cells = [cell for name, cell in pairs if name == "requester"] or [cell for name, cell in pairs if name == "name_en"]
        if not cells:
            self._problems.error(sheet.source, "returns.nobody", file=sheet.source.file)
            return None, sheet.source
        sure = [code for cell in cells if (code := self._register.only(text(cell)))]
        if len(set(sure)) > 1:
            self._problems.question(tuple(cell.source for cell in cells), "returns.several", codes=sorted(set(sure)))
            return None, cells[0].source
        code = sure[0] if sure else self._register.one(text(cells[0]), cells[0].source, self._problems)
        return code, cells[0].source

    def _say_unread(self, sheet: Sheet, taken: Set[Place]) -> None:
        """One note for all that stands on a form beside what was read: titles, instructions, what nobody foresaw.

        What this program prints on every form, and times of a grid that nobody has marked, go without saying.
        """
        cells = [cell for n, row in sorted(sheet.rows.items()) for p, cell in sorted(row.items()) if (n, p) not in taken]
        grid = any(label_of(cell) == "marks" for cell in sheet.cells())
        unread = [cell.source.cell for cell in cells if not self._is_of_form(cell) and not (grid and is_time(cell))]
        if unread:
            self._problems.note(sheet.source, "returns.unread", cells=unread)

    def _is_of_form(self, cell: Cell) -> bool:
        """Whether a cell is printed on every form that this program writes."""
        if cell.value is BROKEN:
            return True
        written = text(cell)
        return written in self._names or words.recognise("blank.", written) is not None


def _of_table(sheet: Sheet, headings: Headings) -> bool:
    """Whether headings stand in a row of their own, not beside their values, with values below."""
    fields = set(headings.fields.values())
    if not any(name.partition("#")[0] == "counterparts" for name in fields):
        return False
    times = [place for place, cell in headings.cells.items() if place not in headings.fields and is_time(cell)]
    cells = len(headings.cells.keys() - times)
    below = sheet.rows.get(headings.last + 1, {})
    labels = sum(label_of(cell) is not None for cell in below.values())
    return len(fields) >= 2 and 2 * len(headings.fields) > cells and (not below or 2 * labels < len(below))


def _with(row: Row, extra: Row) -> Row:
    """A wish with what is said of all of them, where it says nothing itself."""
    return replace(row, values=extra.values | row.values, cells=extra.cells | row.cells)
