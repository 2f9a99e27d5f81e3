"""A sheet that came back to the secretariat: one government's form, or a list of many.

A list has a row for each wish and a column that says whose it is. A form says so once, label beside or above its value, and
holds its wishes as rows, as columns (希望1 | 希望2) or as blocks of labels, and perhaps a grid of the times it can come.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any

from scheduler import words
from scheduler.domain import Names, Source
from scheduler.intake import values as v
from scheduler.intake.cells import BROKEN, Cell, Sheet
from scheduler.intake.grids import Window, is_time, read_grid
from scheduler.intake.headings import WISH, Headings, find_headings, named
from scheduler.intake.names import Register
from scheduler.intake.problems import Problems
from scheduler.intake.requests import REQUESTS
from scheduler.intake.tables import UNREAD, Column, Row, decide, read_table, read_value
from scheduler.intake.times import Range, zone_in
from scheduler.intake.unreadable import Unreadable
from scheduler.intake.values import text

OF_SECRETARIAT = {"no", "requester", "label", "session", "fixed_start", "fixed_room", "after", "mandatory"}
"""Columns of Requests that are not for a government to fill in."""

OF_WISH = (
    *(replace(column, required=False) for column in REQUESTS if column.field not in OF_SECRETARIAT),
    Column("date", "Date", v.ranges, by_wish=True),
    Column("time", "Time", v.ranges, by_wish=True, timed=True),
)


def _basis(cell: Cell) -> str:
    """The zone of a form's clock; empty for the government's own."""
    found, rest = zone_in(text(cell))
    if found is None and rest == text(cell):
        raise Unreadable("value.zone", value=text(cell))
    return v.named_zone(found) if found else ""


def _address(cell: Cell) -> str:
    if "@" not in text(cell):
        raise Unreadable("value.email", value=text(cell))
    return text(cell)


OF_GOVERNMENT = (
    Column("department", "Department"),
    Column("contact", "Contact"),
    Column("contact_title", "Contact title"),
    Column("email", "E-mail", _address),
    Column("phone", "Phone"),
    Column("platforms", "Platforms", v.several_with_slash),
    Column("languages", "Languages", v.languages),
    Column("country", "Country", v.country),
    Column("zone", "Time zone", _basis),
)
OF_ONE_WISH = {"topic", "optional", "preferred", "date", "time", "duration"}
"""What nobody says who does not ask for a meeting."""

INFORMATION = tuple(Column(name, name) for name in ("no", "name_en", "furigana", "relation", "attendees"))
"""What a form may hold beside, for people to read."""


@dataclass(frozen=True)
class Return:
    """What one government says on one sheet.

    Attributes
    ----------
    code
        Whose it is.
    at
        Where it says so.
    about
        What it says of itself, by field.
    wishes
        A row each.
    windows
        The times that it marks.
    """

    code: str
    at: Source
    about: Row
    wishes: tuple[Row, ...] = ()
    windows: tuple[Window, ...] = ()


class FormReader:
    """Reads returned sheets against the governments that are known."""

    def __init__(self, register: Register, names: Names, problems: Problems) -> None:
        self._register, self._names, self._problems = register, set(names), problems
        whose = Column("requester", "Requester", self._government, required=True)
        self._of_list = (whose, *OF_GOVERNMENT, *INFORMATION, *OF_WISH)
        self._columns = {column.field: column for column in self._of_list}
        self._of_wish = {column.field for column in OF_WISH}

    def _government(self, cell: Cell) -> str:
        """The code of the government that a cell names; for deciding what an unclear heading means."""
        if (code := self._register.only(text(cell))) is None:
            raise Unreadable("names.unknown", value=text(cell))
        return code

    def read(self, sheet: Sheet) -> tuple[Return, ...] | None:
        """What is said on a sheet; `None` where it is neither a form nor a list."""
        by_column, of_columns = self._by_column(sheet)
        others = {number: cells for number, cells in sheet.rows.items() if number not in of_columns}
        headings = find_headings(replace(sheet, rows=others), words.headings(words.FORM), ("counterparts",))
        if not self._of_table(sheet, headings):
            headings = Headings({}, {})
        whose = [name for name in headings.fields.values() if name.partition("|")[0] == "requester"]
        if whose:
            return self._list(sheet)
        return self._form(sheet, headings, by_column, of_columns)

    def _of_table(self, sheet: Sheet, headings: Headings) -> bool:
        """Whether headings stand in a row of their own, not beside their values, with values below."""
        fields = set(headings.fields.values())
        if not any(name.partition("#")[0] == "counterparts" for name in fields):
            return False
        times = [place for place, cell in headings.cells.items() if place not in headings.fields and is_time(cell)]
        cells = len(headings.cells.keys() - times)
        below = sheet.rows.get(headings.last + 1, {})
        labels = sum(self._label(cell) is not None for cell in below.values())
        return len(fields) >= 2 and 2 * len(headings.fields) > cells and (not below or 2 * labels < len(below))

    # -------------------------------------------------------------------------------------------------------- a list

    def _list(self, sheet: Sheet) -> tuple[Return, ...]:
        columns = (replace(self._columns["requester"], parse=text), *self._of_list[1:])
        needed = tuple(replace(c, needed=c.field == "counterparts") for c in columns)
        table = read_table(sheet, words.FORM, needed, self._problems, {"requester": self._government})
        if not table.readable:
            return ()
        by_code: dict[str, list[Row]] = {}
        for row in table.rows:
            if row.complete and (code := self._register.one(row.values["requester"], row.cell("requester"), self._problems)):
                by_code.setdefault(code, []).append(row)
        windows = self._windows_of_list(sheet, table.unknown, by_code)
        for heading in table.unknown.values():
            if heading.source not in {window.heading for found in windows.values() for window in found}:
                self._problems.note(heading.source, "sheet.unknown_column", sheet=sheet.source.sheet, heading=text(heading))
        return tuple(
            Return(
                code,
                rows[0].cell("requester"),
                _about(rows),
                tuple(self._wish(row, row.values.get("zone", "")) for row in rows),
                tuple(windows.get(code, ())),
            )
            for code, rows in by_code.items()
        )

    def _windows_of_list(
        self, sheet: Sheet, unknown: Mapping[int, Cell], by_code: Mapping[str, list[Row]]
    ) -> dict[str, list[Window]]:
        """The columns of a list whose headings are times, marked by each government."""
        found: dict[str, list[Window]] = {}
        for place, heading in unknown.items():
            ranges = _silently(heading, v.ranges)
            for code, rows in by_code.items() if ranges else ():
                cells = [cell for row in rows if (cell := sheet.rows[int(row.source.cell)].get(place))]
                found.setdefault(code, []).extend(Window(ranges, heading.source, cell) for cell in cells)
        return found

    # -------------------------------------------------------------------------------------------------------- a form

    def _form(
        self, sheet: Sheet, headings: Headings, by_column: list[Row], of_columns: set[int]
    ) -> tuple[Return, ...] | None:
        windows, of_grid = read_grid(sheet, self._problems)
        rows, of_table = self._table(sheet, headings, of_grid)
        taken = of_grid | of_table | {(row, place) for row in of_columns for place in sheet.rows[row]}
        labels = self._labels(sheet, taken)
        about, shared, blocks = self._sorted(labels, bool(rows or by_column))
        if not labels.pairs or not (rows or by_column or blocks or windows or "requester" in about.values):
            return None
        code, at = self._whose(sheet, labels)
        if code is None:
            return ()
        wishes = [row for row in (*rows, *by_column) if self._is_wish(row, row.values.keys() - {"no", "choice"})]
        wishes += [row for row in blocks if self._is_wish(row, row.values.keys() & OF_ONE_WISH)]
        zone = about.values.get("zone", "")
        asked = tuple(self._wish(_with(row, shared), zone) for row in wishes)
        self._say_unread(sheet, taken | labels.taken)
        return (Return(code, at, about, asked, tuple(replace(w, zone=w.zone or zone) for w in windows)),)

    def _table(
        self, sheet: Sheet, headings: Headings, of_grid: set[tuple[int, int]]
    ) -> tuple[list[Row], set[tuple[int, int]]]:
        """Wishes as rows, down to a gap, a label or a grid; and the cells they take."""
        if not headings.cells:
            return [], set()
        last = headings.last
        while (cells := sheet.rows.get(last + 1)) and not any((last + 1, place) in of_grid for place in cells):
            if self._label(cells[min(cells)]) and min(cells) in headings.cells:
                break
            last += 1
        of_table = replace(sheet, rows={n: cells for n, cells in sheet.rows.items() if headings.first <= n <= last})
        columns = (*OF_GOVERNMENT, *INFORMATION, *OF_WISH)
        needed = tuple(replace(c, needed=c.field == "counterparts") for c in columns)
        table = read_table(of_table, words.FORM, needed, self._problems)
        for heading in table.unknown.values():
            self._problems.note(heading.source, "sheet.unknown_column", sheet=sheet.source.sheet, heading=text(heading))
        return list(table.rows), {(n, place) for n, cells in of_table.rows.items() for place in cells}

    def _by_column(self, sheet: Sheet) -> tuple[list[Row], set[int]]:
        """Wishes side by side, a column each, their labels at the left; and the rows they take."""
        for number, cells in sorted(sheet.rows.items()):
            over = {place: name for place, cell in cells.items() if (name := self._label(cell)) and name.startswith(WISH)}
            below = sheet.rows.get(number + 1, {})
            if len(over) > 1 and min(below, default=min(over)) < min(over) and self._label(below[min(below)]):
                return self._columns_below(sheet, number, over)
        return [], set()

    def _columns_below(self, sheet: Sheet, number: int, over: Mapping[int, str]) -> tuple[list[Row], set[int]]:
        values: dict[str, Any] = {}
        places: dict[str, Source] = {}
        row = number
        while (cells := sheet.rows.get(row + 1)) and (name := self._label(cells[min(cells)])):
            row += 1
            column = self._columns.get(name)
            for place in sorted(over.keys() & cells.keys()):
                value = read_value(cells[place], column.parse, self._problems) if column else UNREAD
                if value is not UNREAD:
                    wish = f"{name}#{over[place].removeprefix(WISH)}"
                    values[wish], places[wish] = value, cells[place].source
        return [Row(sheet.place(number, min(over)), values, places)], set(range(number, row + 1))

    def _labels(self, sheet: Sheet, taken: set[tuple[int, int]]) -> "_Labels":
        """Every label outside the tables with its value: in the same cell after a colon, beside it, or below it."""
        found = _Labels()
        for number, cells in sorted(sheet.rows.items()):
            if any(self._label(cell) == "marks" for cell in cells.values()):  # the headings of a grid
                found.taken |= {(number, place) for place in cells}
            for place, cell in sorted(cells.items()):
                if (number, place) in taken | found.taken or cell.value is BROKEN:
                    continue
                written = text(cell).replace("：", ":")
                label, colon, rest = written.partition(":")
                if colon and rest.strip() and (name := named(label, words.headings(words.FORM))):
                    found.add(name, replace(cell, value=rest.strip()), (number, place))
                elif name := self._label(cell):
                    found.taken.add((number, place))
                    at = self._value_of(sheet, number, place, taken | found.taken)
                    found.add(name, sheet.rows[at[0]][at[1]] if at else None, at)
        return found

    def _value_of(self, sheet: Sheet, row: int, column: int, taken: set[tuple[int, int]]) -> tuple[int, int] | None:
        """Where the value of a label stands: in the next cell to the right, or below where that is a label or nothing."""
        right = [place for place in sheet.rows[row] if place > column]
        if right and not self._label(beside := sheet.rows[row][min(right)]) and beside.value is not BROKEN:
            return (row, min(right)) if (row, min(right)) not in taken else None
        span = sheet.spans.get((row, column))
        low = (span.bottom if span else row) + 1
        below = sheet.rows.get(low, {}).get(column)
        labelled = any(self._label(cell) for place, cell in sheet.rows.get(low, {}).items() if place < column)
        if below is None or self._label(below) or (low, column) in taken or labelled:
            return None
        return low, column

    def _label(self, cell: Cell) -> str | None:
        return None if cell.value is BROKEN else named(_plain(cell), words.headings(words.FORM))

    def _sorted(self, labels: "_Labels", beside_table: bool) -> tuple[Row, Row, list[Row]]:
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
            if base not in self._of_wish:
                row = about
            elif several and base != "counterparts" and often[name] == 1:
                row = shared
            elif name in seen or (number and cell is None):
                blocks.append(row := Row(Source(""), {"choice": int(number)} if number and cell is None else {}))
                seen = set()
            seen.add(name)
            column = self._columns.get(base)
            if cell is not None and column is not None:
                value = text(cell) if base == "requester" else read_value(cell, column.parse, self._problems)
                if value is not UNREAD:
                    row.values.setdefault(name, value)
                    row.cells.setdefault(name, cell.source)
        return about, shared, [row for row in blocks if row.values.keys() - {"choice"}]

    def _decided(self, label: str, cell: Cell | None) -> str | None:
        """The field that a label names, which its value must tell where it may be one of several."""
        if "|" not in label:
            return label
        return decide(label, [cell], {column.field: column.parse for column in self._of_list}) if cell else None

    def _whose(self, sheet: Sheet, labels: "_Labels") -> tuple[str | None, Source]:
        """The government a form is of, by its name or that in English; `None` and a problem where it cannot be told."""
        named_so = [(name, cell) for label, cell in labels.pairs if cell and (name := self._named_by(label, cell))]
        cells = [cell for name, cell in named_so if name == "requester"] or [cell for _, cell in named_so]
        if not cells:
            self._problems.error(sheet.source, "returns.nobody", file=sheet.source.file)
            return None, sheet.source
        sure = [code for cell in cells if (code := self._register.only(text(cell)))]
        if len(set(sure)) > 1:
            self._problems.question(tuple(cell.source for cell in cells), "returns.several", codes=sorted(set(sure)))
            return None, cells[0].source
        code = sure[0] if sure else self._register.one(text(cells[0]), cells[0].source, self._problems)
        return code, cells[0].source

    def _named_by(self, label: str, cell: Cell) -> str | None:
        name = self._decided(label, cell)
        return name if name in ("requester", "name_en") else None

    def _is_wish(self, row: Row, said: Collection[str]) -> bool:
        """Whether a row asks for a meeting; a problem where it says something of one and not with whom."""
        if said and not _names_partner(row):
            self._problems.error(
                min((row.cells[name] for name in said if name in row.cells), default=row.source), "returns.whom"
            )
        return _names_partner(row)

    def _wish(self, row: Row, zone: str) -> Row:
        """A wish with its dates and times joined, on the clock that the form names."""
        values = {name: value for name, value in row.values.items() if name.partition("#")[0] in self._of_wish}
        cells = {name: cell for name, cell in row.cells.items() if name in values or name in ("no", "requester")}
        for number in sorted({name.partition("#")[2] for name in values}):
            end = f"#{number}" if number else ""
            dates, times = values.pop(f"date{end}", ()), values.pop(f"time{end}", ())
            at = cells.pop(f"date{end}", None), cells.pop(f"time{end}", None)
            if dates or times:
                values[f"preferred{end}"] = (*values.get(f"preferred{end}", ()), *_joined(dates, times))
                cells.setdefault(f"preferred{end}", next(source for source in at if source))
        for name in [name for name in values if zone and name.partition("#")[0] in ("preferred", "unavailable")]:
            values[name] = tuple(replace(range_, zone=range_.zone or zone) for range_ in values[name])
        return replace(row, values=values, cells=cells)

    def _say_unread(self, sheet: Sheet, taken: set[tuple[int, int]]) -> None:
        """One note for all that stands on a form beside what was read: titles, instructions, what nobody foresaw.

        What this program prints on every form, and times of a grid that nobody has marked, go without saying.
        """
        cells = [cell for n, row in sorted(sheet.rows.items()) for p, cell in sorted(row.items()) if (n, p) not in taken]
        grid = any(self._label(cell) == "marks" for cell in sheet.cells())
        unread = [cell.source.cell for cell in cells if not self._is_of_form(cell) and not (grid and is_time(cell))]
        if unread:
            self._problems.note(sheet.source, "returns.unread", cells=unread)

    def _is_of_form(self, cell: Cell) -> bool:
        """Whether a cell is printed on every form that this program writes."""
        if cell.value is BROKEN:
            return True
        written = text(cell)
        return written in self._names or words.recognise("blank.", written) is not None


@dataclass
class _Labels:
    """The labels of a form in reading order, each with its value if it has one, and the cells they take."""

    pairs: list[tuple[str, Cell | None]] = field(default_factory=list)
    taken: set[tuple[int, int]] = field(default_factory=set)

    def add(self, name: str, value: Cell | None, place: tuple[int, int] | None) -> None:
        self.pairs.append((name, value))
        if place:
            self.taken.add(place)


def _plain(cell: Cell) -> str:
    """A label without the colon that ends it, and without the number that orders it: (1) 議題：."""
    written = v.one_width(text(cell)).strip().rstrip(":*")
    return _ORDER.sub("", written) or written


_ORDER = re.compile(r"^(?:\(\d{1,2}\)|\d{1,2}[.)]|[■●◆◎・※□◇])\s*")


def _names_partner(row: Row) -> bool:
    return any(name.partition("#")[0] == "counterparts" for name in row.values)


def _with(row: Row, extra: Row) -> Row:
    """A wish with what is said of all of them, where it says nothing itself."""
    return replace(row, values=extra.values | row.values, cells=extra.cells | row.cells)


def _only(row: Row, names: set[str]) -> Row:
    return Row(row.source, {n: row.values[n] for n in names}, {n: row.cells[n] for n in names if n in row.cells})


def _about(rows: list[Row]) -> Row:
    """What the rows of a list say of their government, the first that says it."""
    names = [column.field for column in OF_GOVERNMENT if column.field != "zone"]
    values = {n: row.values[n] for n in names for row in reversed(rows) if n in row.values}
    return Row(rows[0].source, values, {n: row.cells[n] for n in names for row in reversed(rows) if n in row.cells})


def _joined(dates: tuple[Range, ...], times: tuple[Range, ...]) -> Iterator[Range]:
    """Each time on each date; a date alone is all of its day, a time alone is meant for every day."""
    if not dates or not times:
        yield from dates or times
    for date_, time_ in product(dates, times):
        yield replace(time_, day=time_.day or date_.day, zone=time_.zone or date_.zone)


def _silently(cell: Cell, parse: v.Parser) -> Any:
    """What a cell says, or `None`: where it may say something else, too."""
    try:
        return None if cell.value is BROKEN else parse(cell)
    except Unreadable:
        return None
