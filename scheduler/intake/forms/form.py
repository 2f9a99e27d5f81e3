"""A sheet that came back to the secretariat: one government's form, or a list of many.

A form says once whose it is, and holds its wishes as rows, as columns (希望1 | 希望2) or as blocks of labels, and perhaps a
grid of the times at which the government can come.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import replace

from scheduler import words
from scheduler.books.sheets import Sheet
from scheduler.domain import Names, Source
from scheduler.domain.cells import BROKEN, Cell
from scheduler.domain.problems import Problems
from scheduler.intake.forms.fields import COLUMNS, OF_TABLE, WISH_FIELDS, Return, names_partner, wish
from scheduler.intake.forms.grids import is_mark, is_time, read_grid
from scheduler.intake.forms.labels import Labels, Place, find_labels, label_of
from scheduler.intake.forms.lists import read_list
from scheduler.intake.forms.side_by_side import read_side_by_side
from scheduler.intake.tables.headings import Headings, base_of, find_headings
from scheduler.intake.tables.rows import (
    UNREAD,
    Row,
    decide,
    read_table,
    read_value,
    say_example,
    say_unknown_column,
    says_example,
    with_more,
)
from scheduler.reading.kinds import reader
from scheduler.reading.names import Register
from scheduler.reading.times import zone_in
from scheduler.reading.values import text

OF_ONE_WISH = {"topic", "optional", "preferred", "date", "time", "from", "until", "duration"}
"""Fields that only somebody fills in who asks for a meeting."""


SYMBOLS = set("○〇◯⭕△▲×✕✖")
_AMOUNT = re.compile(r"\d{1,5}\s*(?:分|分間|時間|名|人|분|시간|명|分钟|小时|min|people)")
_TURNED_ROUND = re.compile(r"(?:できない|不可|不便|都合の悪い|불가|어려운|cannot|not available|unavailable)", re.I)
"""Words of an explanation that may turn the meaning of ○ round: 出席できない時間に○."""


class FormReader:
    """Reads returned sheets against the governments that are known."""

    def __init__(self, register: Register, zones: Mapping[str, str], names: Names, problems: Problems) -> None:
        self._register, self._zones, self._names, self._problems = register, zones, set(names), problems
        self._examples: set[int] = set()
        self._of_file: tuple[str, Source] | None = None
        self._parsers = {"requester": register.named} | {field: reader(column.kind) for field, column in COLUMNS.items()}

    def begin(self, sheets: Iterable[Sheet]) -> None:
        """Look through the sheets of a file for the one government that they name, for those that name none."""
        named_so = [
            (code, cell.source)
            for sheet in sheets
            for label, cell in find_labels(sheet, set(), Problems()).pairs
            if cell and self._decided(label, cell) == "requester" and (code := self._register.only(text(cell)))
        ]
        self._of_file = named_so[0] if len({code for code, _ in named_so}) == 1 else None

    def read(self, sheet: Sheet) -> tuple[Return, ...] | None:
        """What is said on a sheet; `None` where it is neither a form nor a list."""
        sheet = self._without_examples(sheet)
        by_column, of_columns = read_side_by_side(sheet, self._problems)
        used = {row for row, _ in of_columns}
        others = {number: cells for number, cells in sheet.rows.items() if number not in used}
        headings = find_headings(replace(sheet, rows=others), words.headings(words.FORM), ("counterparts",))
        if not _of_table(sheet, headings):
            headings = Headings({}, {})
        if any(name.partition("|")[0] == "requester" for name in headings.fields.values()):
            returned = read_list(sheet, self._register, self._problems)
            above = [cell for number, cells in sheet.rows.items() if number < headings.first for cell in cells.values()]
            self._ask_for_clocks(above, {self._zones[one.code] for one in returned})
            return returned
        return self._form(sheet, headings, by_column, of_columns)

    def _without_examples(self, sheet: Sheet) -> Sheet:
        """The sheet less rows and columns that are examples; one of which it is not told where it ends is asked about."""
        self._examples = set[int]()
        rows = {number: dict(cells) for number, cells in sheet.rows.items()}
        for number, cells in sheet.rows.items():
            for place, cell in cells.items():
                if not says_example(cell):
                    continue
                if len(cells) == 1:
                    self._problems.question(cell.source, "returns.example")
                elif place == min(cells):
                    say_example(sheet, number, self._problems)
                    rows[number] = {}
                    self._examples.add(number)
                else:
                    self._problems.note(cell.source, "returns.example_column")
                    for below in (below for below in rows if below >= number):
                        rows[below].pop(place, None)
        return replace(sheet, rows={number: cells for number, cells in rows.items() if cells})

    def _form(
        self, sheet: Sheet, headings: Headings, by_column: list[Row], of_columns: set[Place]
    ) -> tuple[Return, ...] | None:
        rows, of_table = self._table(sheet, headings)
        of_pairs = {(n, place) for n, cells in sheet.rows.items() if _is_timed_pair(cells) for place in cells}
        windows, of_grid = read_grid(sheet, self._examples, of_table | of_columns | of_pairs, self._problems)
        taken = of_grid | of_table | of_columns
        labels = find_labels(sheet, taken, self._problems)
        about, shared, blocks = self._sorted(labels, bool(rows or by_column))
        if not (labels.pairs or self._of_file) or not (
            rows or by_column or blocks or windows or "requester" in about.values
        ):
            return None
        code, at = self._whose(sheet, labels)
        if code is None:
            return ()
        wishes = [row for row in (*rows, *by_column) if self._is_wish(row, row.values.keys() - {"no", "choice"})]
        wishes += [row for row in blocks if self._is_wish(row, self._said_of_one(row, row is blocks[0]))]
        zone = about.values.get("zone", "")
        asked = tuple(wish(_with(row, shared), zone, self._problems) for row in wishes)
        self._look_over_the_rest(sheet, taken | labels.taken, zone or self._zones[code])
        return (Return(code, at, about, asked, tuple(replace(w, zone=w.zone or zone) for w in windows)),)

    # ------------------------------------------------------------------------------------------------------- wishes

    def _table(self, sheet: Sheet, headings: Headings) -> tuple[list[Row], set[Place]]:
        """Wishes as rows, down to a gap, a label or a grid; and the cells they take."""
        if not headings.cells:
            return [], set()
        partners = {place for place, name in headings.fields.items() if base_of(name) == "counterparts"}
        last = headings.last
        while last + 1 in self._examples or (
            (cells := sheet.rows.get(last + 1)) and not self._ends_table(cells, headings, partners)
        ):
            last += 1
        of_table = replace(sheet, rows={n: cells for n, cells in sheet.rows.items() if headings.first <= n <= last})
        table = read_table(of_table, words.FORM, OF_TABLE, self._problems)
        for place, heading in table.unknown.items():
            values = [row[place] for row in of_table.rows.values() if place in row and row[place] is not heading]
            lost = is_time(heading) or any(self._says_something(cell) for cell in values)
            say_unknown_column(heading, lost, self._problems)
        return list(table.rows), {(n, place) for n, cells in of_table.rows.items() for place in cells}

    def _ends_table(self, cells: Mapping[int, Cell], headings: Headings, partners: Set[int]) -> bool:
        first = min(cells)
        if label_of(cells[first]) and first in headings.cells:
            return True
        return not partners & cells.keys() and sum(is_time(cell) or is_mark(cell) for cell in cells.values()) > 1

    def _sorted(self, labels: Labels, beside_table: bool) -> tuple[Row, Row, list[Row]]:
        """The labels that speak of the government, of all its wishes, and of each wish.

        A new wish begins where its title or its partner stands, or where a label comes again. A label that stands once
        beside a table of wishes, or before or after all partners, counts for each; after a last wish that has labels of its
        own, it is asked for which it counts.
        """
        pairs = [(name, cell) for label, cell in labels.pairs if (name := self._decided(label, cell))]
        often = Counter(name for name, _ in pairs)
        details = WISH_FIELDS - {"counterparts", "choice"}
        at_partners = [place for place, (name, _) in enumerate(pairs) if base_of(name) == "counterparts"]
        at_details = [place for place, (name, _) in enumerate(pairs) if base_of(name) in details]
        first, last = min(at_partners, default=0), max(at_partners, default=0)
        in_blocks = any(first < place < last for place in at_details)
        several = len(at_partners) > 1
        partner_first = several and min(at_details, default=last) > first
        side_by_side = self._side_by_side(pairs)
        about, shared, blocks = Row(Source("")), Row(Source("")), [Row(Source(""))]
        seen: set[str] = set()
        for place, (name, cell) in enumerate(pairs):
            base, number = base_of(name), name.partition("#")[2]
            title = bool(number) and cell is None
            row = blocks[-1]
            once = often[name] == 1 and base in details
            if base not in WISH_FIELDS:
                row = about
            elif once and (beside_table or (several and (place < first or (place > last and not in_blocks)))):
                row = shared
                if side_by_side and cell is not None and place > last and not beside_table:
                    self._problems.question(cell.source, "returns.for_which")
            elif title or name in seen or (base == "counterparts" and partner_first and seen):
                blocks.append(row := Row(Source(""), {"choice": int(number)} if title else {}))
                seen = set()
            elif once and in_blocks and place > last and cell is not None and base not in ("notes", *OF_ONE_WISH):
                self._problems.question(cell.source, "returns.for_which")
            seen |= {name} if base in WISH_FIELDS and not title else set()
            self._put(row, name, cell)
        return about, shared, [row for row in blocks if row.values.keys() - {"choice"}]

    def _side_by_side(self, pairs: Sequence[tuple[str, Cell | None]]) -> bool:
        """Whether partners stand in one row; an error where other labels of wishes do, too, for whose is whose?"""
        rows: dict[tuple[str, int], Cell] = {}
        partners = False
        for name, cell in pairs:
            base = base_of(name)
            if cell is None or base not in WISH_FIELDS:
                continue
            first = rows.setdefault((base, cell.row), cell)
            if first is not cell and base == "counterparts":
                partners = True
            elif first is not cell:
                self._problems.error((cell.source, first.source), "returns.side_by_side")
        return partners

    def _put(self, row: Row, name: str, cell: Cell | None) -> None:
        """Add what a label says; what is said a second time in another way is noted."""
        base = base_of(name)
        column = COLUMNS.get(base)
        if cell is None or (base != "requester" and column is None):
            return
        value = read_value(cell, reader(column.kind), self._problems) if column else text(cell)
        name = name.partition("+")[0]
        if value is UNREAD:
            return
        if column and column.clock and isinstance(row.values.get(name), tuple):
            row.values[name] = with_more(row.values[name], value)
        elif row.values.setdefault(name, value) != value:
            self._problems.note((cell.source, row.cells.get(name, cell.source)), "returns.twice")
        row.cells.setdefault(name, cell.source)

    def _decided(self, label: str, cell: Cell | None) -> str | None:
        """The field that a label names, which its value must tell where it may be one of several."""
        if "|" not in label:
            return label
        return decide(label, [cell], self._parsers) if cell else None

    def _said_of_one(self, row: Row, alone: bool) -> Collection[str]:
        """What of a block only somebody says who asks for a meeting; in the first block some may be said of all."""
        said = row.values.keys() - {"choice"}
        return said & OF_ONE_WISH if alone else said

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
        if not cells and self._of_file:
            return self._of_file
        if not cells:
            self._problems.error(sheet.source, "returns.nobody", file=sheet.source.file)
            return None, sheet.source
        sure = [code for cell in cells if (code := self._register.only(text(cell)))]
        if len(set(sure)) > 1:
            self._problems.question(tuple(cell.source for cell in cells), "returns.several", codes=sorted(set(sure)))
            return None, cells[0].source
        code = sure[0] if sure else self._register.one(text(cells[0]), cells[0].source, self._problems)
        return code, cells[0].source

    def _look_over_the_rest(self, sheet: Sheet, taken: Set[Place], zone: str) -> None:
        """What stands on a form beside what was read.

        A time, a mark, a number or a government for which no label, table or grid gives a place is an error: it says much.
        Other texts are titles and explanations, of which one note lists the cells; what this program prints on every form,
        and the times of a grid that nobody has marked, go without saying.
        """
        cells = [cell for n, row in sorted(sheet.rows.items()) for p, cell in sorted(row.items()) if (n, p) not in taken]
        grid = any(label_of(cell) == "marks" for cell in sheet.cells())
        rest = [cell for cell in cells if not self._is_of_form(cell) and not (grid and is_time(cell))]
        beside_times = {cell.row for cell in cells if grid and is_time(cell)}
        said = [cell for cell in rest if self._says_something(cell) or cell.row in beside_times]
        for cell in said:
            self._problems.error(cell.source, "returns.unplaced", value=text(cell))
        unread = [cell for cell in rest if cell not in said]
        self._ask_for_clocks(unread, {zone})
        for cell in unread:
            if "○" in text(cell) and "×" not in text(cell) and _TURNED_ROUND.search(text(cell)):
                self._problems.question(cell.source, "returns.meaning_of_marks", value=text(cell))
        if unread:
            self._problems.note(sheet.source, "returns.unread", cells=[cell.source.cell for cell in unread])

    def _says_something(self, cell: Cell) -> bool:
        """Whether a cell holds what only an answer does."""
        if cell.value is BROKEN:
            return False
        if not isinstance(cell.value, str):
            return True
        bare = replace(cell, value=text(cell).strip("【】[]〔〕()（）<>＜＞■●◆ "))
        if bare.value[:1] in SYMBOLS or _AMOUNT.fullmatch(bare.value):
            return True
        return is_time(bare) or is_mark(bare) or self._register.only(bare.value) is not None

    def _ask_for_clocks(self, cells: Collection[Cell], own: Collection[str]) -> None:
        """A clock that is named in an explanation, and not that of the government, may be meant for all times."""
        for cell in cells:
            zone = None if self._is_of_form(cell) else read_value(cell, lambda cell: zone_in(text(cell))[0], self._problems)
            if isinstance(zone, str) and set(own) - {zone}:
                self._problems.question(cell.source, "returns.which_clock", value=text(cell))

    def _is_of_form(self, cell: Cell) -> bool:
        """Whether a cell is printed on every form that this program writes."""
        if cell.value is BROKEN:
            return True
        written = text(cell)
        return written in self._names or words.recognise("blank.form_", written) is not None


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


def _is_timed_pair(cells: Mapping[int, Cell]) -> bool:
    """Whether a row says when a meeting is wanted, 希望日時 | 11/5 10:00-11:00, and so is none of a grid."""
    name = label_of(cells[min(cells)])
    return name is not None and base_of(name) in ("preferred", "unavailable") and any(map(is_mark, cells.values()))


def _with(row: Row, extra: Row) -> Row:
    """A wish, completed by what the form says of all wishes."""
    return replace(row, values=extra.values | row.values, cells=extra.cells | row.cells)
