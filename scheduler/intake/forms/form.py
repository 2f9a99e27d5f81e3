"""A sheet that came back to the secretariat: one government's form, or a list of many.

A form says once whose it is, and holds its wishes as rows, as columns (希望1 | 希望2) or as blocks of labels, and perhaps a
grid of the times at which the government can come.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

from scheduler import words
from scheduler.books.sheets import Place, Sheet
from scheduler.domain import Names, Source
from scheduler.domain.cells import BROKEN, Cell
from scheduler.domain.layouts import Counts, Layout
from scheduler.domain.problems import Problems
from scheduler.intake.forms.account import Account
from scheduler.intake.forms.crosses import read_circled, read_cross
from scheduler.intake.forms.facts import pairs_of
from scheduler.intake.forms.fields import (
    COLUMNS,
    FOR_SECRETARIAT,
    OF_TABLE,
    Return,
    Window,
    label_of,
    names_partner,
    say_for_secretariat,
    wish,
)
from scheduler.intake.forms.grids import heads_grid, is_mark, is_time, read_grid
from scheduler.intake.forms.labels import Pair, find_labels
from scheduler.intake.forms.layouts import Layouts, has_own_headings, layout_of, with_meanings, without_mark
from scheduler.intake.forms.legends import Legend
from scheduler.intake.forms.lists import read_list
from scheduler.intake.forms.pairs import Sorted, sort_pairs
from scheduler.intake.forms.rest import Remainder, Rest, ask_for_clocks
from scheduler.intake.forms.side_by_side import read_side_by_side
from scheduler.intake.forms.tables import Area, account_for, ask_of_secretariat, find_tables
from scheduler.intake.forms.ticks import chosen
from scheduler.intake.tables.headings import base_of
from scheduler.intake.tables.rows import Row, decide, read_below, say_example, says_example
from scheduler.reading.kinds import reader
from scheduler.reading.names import Register
from scheduler.reading.sense import asks, denies, speaks_of_moment, written
from scheduler.reading.values import text

WAYS: Mapping[str, Counts] = {"yes": "can", "maybe": "maybe", "no": "cannot"}
"""The levels of marks, as the account of a layout says which way times count."""


SHORTEST_EXAMPLE = 2
"""Cells of a row that 예 may head as an example; in a shorter one it says yes."""


@dataclass(frozen=True)
class Reading:
    """What a sheet says, `None` where it is neither a form nor a list; what its cells were taken for, and what was left.

    `open` are the places of a grid that nobody has marked.
    """

    returns: tuple[Return, ...] | None
    account: Account
    rest: Rest
    problems: Problems
    open: Sequence[Source] = ()
    by_contract: bool = False
    mark: str = ""

    @property
    def layout(self) -> Layout:
        wishes = (row for one in self.returns or () for row in one.wishes)
        of_wish = {cell: number for number, row in enumerate(wishes, start=1) for cell in row.cells.values()}
        windows = [window for one in self.returns or () for window in one.windows if window.mark.value is not BROKEN]
        levels = {window.mark.source: words.values("avail").get(words.fold(text(window.mark)), "") for window in windows}
        marks = {source: WAYS[level] for source, level in levels.items() if level in WAYS}
        return layout_of(self.account, (cell.source for cell in self.rest.of_layout), of_wish, marks, self.open)


class FormReader:
    """Reads returned sheets against the governments that are known.

    Parameters
    ----------
    register, zones
        The governments, what they may be called, and their clocks.
    names
        Of the event, which stand on its forms.
    usual
        Minutes of a meeting of which nothing else is said.
    layouts
        Those seen so far, and what was answered on them.
    problems
        Takes what is wrong.
    """

    def __init__(
        self, register: Register, zones: Mapping[str, str], names: Names, usual: int, layouts: Layouts, problems: Problems
    ) -> None:
        self._register, self._zones, self._names, self._usual = register, zones, set(names), usual
        self._layouts, self._problems = layouts, problems
        self._of_file: Callable[[], tuple[str, Source] | None] = lambda: None
        self._code: str | None = None
        self._parsers = {"requester": register.named} | {field: reader(column.kind) for field, column in COLUMNS.items()}

    def begin(self, sheets: Iterable[Sheet]) -> None:
        """Take the sheets of a file; one that names no government is of the one that the others name."""
        self._of_file = cache(partial(self._only_named, tuple(sheets)))

    def _only_named(self, sheets: Iterable[Sheet]) -> tuple[str, Source] | None:
        named_so = [
            (code, pair.value.source)
            for sheet in sheets
            for pair in find_labels(sheet, Account(sheet), Problems())
            if pair.value and self._decided(pair) == "requester" and (code := self._register.only(text(pair.value)))
        ]
        return named_so[0] if len({code for code, _ in named_so}) == 1 else None

    def read(self, sheet: Sheet) -> tuple[Return, ...] | None:
        """What is said on a sheet; `None` where it is neither a form nor a list.

        How it was read belongs to its layout, which is confirmed once; where the secretariat has said what labels of the
        layout mean, it is read again with these meanings.
        """
        reading = self._read(sheet)
        if reading.returns is None:
            self._ask_of_times(sheet)
            return None
        layout = reading.layout
        meanings = self._layouts.meanings(layout, self._problems)
        if meanings:
            there = {line.cell.cell: line.cell for line in layout.lines}
            here = {there[at.cell]: meaning for at, meaning in meanings.labels.items() if at.cell in there}
            reading = self._read(with_meanings(sheet, here), meanings.blanks)
        self._problems.extend(reading.problems)
        self._say_rest(reading, layout)
        self._say_beside(sheet, reading)
        if not reading.by_contract and reading.mark != layout.id:
            self._layouts.add(layout, sheet.source.file)
        return reading.returns

    def _ask_of_times(self, sheet: Sheet) -> None:
        """Ask about the times on a further sheet of a form that has no labels to read them by."""
        for cell in sheet.cells() if self._of_file() else ():
            if cell.value is not BROKEN and is_time(cell):
                self._problems.question(cell.source, "returns.unplaced", value=text(cell))

    # ------------------------------------------------------------------------------------------------------ one sheet

    def layout_id(self, sheet: Sheet) -> str:
        """The id of the layout of a form, filled in or not."""
        return self._read(sheet).layout.id

    def _read(self, sheet: Sheet, blanks: str = "") -> Reading:
        """What a sheet says, if `blanks` is what the places without a mark of its grid mean."""
        mark, whole = without_mark(sheet)
        problems, account = Problems(), Account(whole)
        whole, examples = self._without_examples(whole, account, Problems() if mark else problems)
        whole = _as_chosen(whole, account)
        legend = Legend(whole, account, blanks)
        return replace(self._read_by(legend, whole, examples, account, problems), mark=mark, open=legend.open)

    def _read_by(self, legend: Legend, sheet: Sheet, examples: set[int], account: Account, problems: Problems) -> Reading:
        of_cross = read_cross(sheet, account, self._register, self._zones, problems)
        if of_cross is not None:
            returned = tuple(
                replace(
                    one,
                    wishes=self._wishes(one.wishes, "", problems),
                    windows=tuple(legend.applied(list(one.windows), problems)),
                )
                for one in of_cross
            )
            return Reading(returned, account, self._remainder(account, returned, []), problems)
        by_column = read_side_by_side(sheet, account, problems)
        areas = []
        for area in find_tables(sheet, account.taken, examples):
            if area.of_the_past and area.title:
                problems.note(area.title.source, "returns.past", value=written(area.title))
                account.take_all(_places_of([area]), "people")
            else:
                areas.append(area)
        lists = [area for area in areas if area.of_governments and self._is_list(area)]
        if sum(len(area.below) for area in lists) == 1 and len(areas) > 1:
            lists = []  # one government, whose form has its labels above its answers
        if lists:
            return self._lists(lists, areas, legend, account, problems)
        return self._form(sheet, areas, by_column, examples, legend, account, problems)

    def _without_examples(self, sheet: Sheet, account: Account, problems: Problems) -> tuple[Sheet, set[int]]:
        """The sheet less rows and columns that are examples, and the numbers of those rows; one of which it is not told
        where it ends is asked about.
        """
        examples = set[int]()
        rows = {number: dict(cells) for number, cells in sheet.rows.items()}
        for number, cells in sheet.rows.items():
            for place, cell in cells.items():
                if not says_example(cell, heads_row=place == min(cells) and len(cells) > SHORTEST_EXAMPLE):
                    continue
                if len(cells) == 1:
                    problems.question(cell.source, "returns.example")
                elif place == min(cells):
                    say_example(sheet, number, problems)
                    account.take_all(((number, one) for one in cells), "example")
                    rows[number] = {}
                    examples.add(number)
                else:
                    problems.note(cell.source, "returns.example_column")
                    for below in (below for below in rows if below >= number):
                        account.take((below, place), "example")
                        rows[below].pop(place, None)
        return replace(sheet, rows={number: cells for number, cells in rows.items() if cells}), examples

    # ---------------------------------------------------------------------------------------------------------- lists

    def _is_list(self, area: Area) -> bool:
        """Whether a table with a column of governments has a row for each of several, or asks for meetings."""
        if area.of_people:
            return len(self._whose_rows(area)) > 1
        return area.of_wishes or len(area.below) > 1 or any(n not in area.headings.fields for n in area.headings.cells)

    def _whose_rows(self, area: Area) -> set[str]:
        """The governments that the rows of a table are of."""
        place = next(place for place, name in area.headings.fields.items() if name.partition("|")[0] == "requester")
        cells = (area.sheet.rows[number].get(place) for number in area.below)
        return {code for cell in cells if cell and (code := self._register.only(written(cell)))}

    def _lists(self, lists: list[Area], areas: list[Area], legend: Legend, account: Account, problems: Problems) -> Reading:
        returned: tuple[Return, ...] = ()
        for area in lists:
            returned += read_list(area, account, self._register, self._usual, problems)
        returned = tuple(replace(one, windows=tuple(legend.applied(list(one.windows), problems))) for one in returned)
        rest = self._remainder(account, returned, areas)
        zones = {self._zones[one.code] for one in returned}
        ask_for_clocks((*rest.of_layout, *rest.plain), zones, problems)
        by_contract = len(areas) == 1 and not rest.of_layout and not rest.unknown and has_own_headings(lists[0].headings)
        return Reading(returned, account, rest, problems, by_contract=by_contract)

    # ----------------------------------------------------------------------------------------------------------- forms

    def _form(
        self,
        sheet: Sheet,
        areas: list[Area],
        by_column: list[Row],
        examples: set[int],
        legend: Legend,
        account: Account,
        problems: Problems,
    ) -> Reading:
        rows = [*read_circled(sheet, account, self._register, problems)]
        facts = [area for area in areas if not area.of_wishes or area.of_governments]
        for area in (area for area in areas if area not in facts):
            rows += self._table(sheet, area, account, problems)
        windows = read_grid(sheet, account, examples, _timed_pairs(sheet) | _places_of(areas), problems)
        windows = legend.applied(windows, problems)
        pairs = [pair for area in facts for pair in pairs_of(area, account, problems)]
        pairs += find_labels(sheet, account, problems)
        pairs.sort(key=lambda pair: sheet.at(pair.label.source) if pair.value is None else sheet.at(pair.value.source))
        for pair in pairs:
            if base_of(pair.name) in FOR_SECRETARIAT and pair.value:
                say_for_secretariat(pair.name, pair.label, pair.value, problems)
        decided = [replace(pair, name=name) for pair in pairs if (name := self._decided(pair))]
        said = sort_pairs(decided, bool(rows or by_column), problems)
        if not (pairs or self._of_file()) or not (
            rows or by_column or said.blocks or windows or said.windows or "requester" in said.about.values
        ):
            return Reading(None, account, Rest(), problems)
        code, at = self._whose(sheet, decided, problems)
        self._code = code
        rest = self._remainder(account, [] if code is None else [code], areas)
        if code is None:
            return Reading((), account, rest, problems)
        wishes = [row for row in (*rows, *by_column) if self._is_wish(row, row.values.keys() - {"no", "choice"}, problems)]
        wishes += [row for row in said.blocks if self._is_wish(row, said.of_one(row), problems)]
        zone = said.about.values.get("zone", "")
        asked = self._wishes((_with(row, said.shared) for row in wishes), zone, problems)
        if not asked:
            windows = [*windows, *self._impossible(said, zone, problems)]
        ask_for_clocks((*rest.of_layout, *rest.plain), {zone or self._zones[code]}, problems)
        all_windows = tuple(replace(w, zone=w.zone or zone) for w in (*windows, *said.windows))
        return Reading((Return(code, at, said.about, asked, all_windows),), account, rest, problems)

    def _table(self, sheet: Sheet, area: Area, account: Account, problems: Problems) -> list[Row]:
        """Wishes as rows; a title 第1希望 over them says which choice they are."""
        table = read_below(area.sheet, words.FORM, area.headings, OF_TABLE, problems)
        ask_of_secretariat(area, account, problems)
        account_for(area, table, account)
        first = area.headings.first
        above = sheet.rows.get(first - 1) or sheet.rows.get(first - 2, {})
        title = next(iter(above.values())) if len(above) == 1 else None
        name = label_of(title) if title else None
        if title is None or name is None or "#" not in name:
            return list(table.rows)
        account.take(sheet.at(title.source), "label", name)
        choice = int(name.partition("#")[2])
        return [replace(row, values={"choice": choice} | row.values) for row in table.rows]

    def _wishes(self, rows: Iterable[Row], zone: str, problems: Problems) -> tuple[Row, ...]:
        whole = tuple(wish(row, zone, self._usual, problems) for row in rows)
        for row in whole:
            for name, note in ((name, value) for name, value in row.values.items() if base_of(name) == "notes"):
                parties = [one for key, names in row.values.items() if base_of(key) == "counterparts" for one in names]
                own = {code for code in (*map(self._register.only, parties), self._code) if code}
                if self._register.is_named_in(note, own):
                    problems.question(row.cell(name), "returns.condition", value=note)
        return whole

    def _is_wish(self, row: Row, said: Collection[str], problems: Problems) -> bool:
        """Whether a row asks for a meeting; a problem where it says something of one and not with whom."""
        partners = [value for name, value in row.values.items() if base_of(name) == "counterparts"]
        if partners and not any(partners):
            return False  # なし
        if said and not names_partner(row):
            cells = [row.cells[name] for name in said if name in row.cells]
            problems.error(min(cells, default=row.source), "returns.whom")
        return names_partner(row)

    def _impossible(self, said: Sorted, zone: str, problems: Problems) -> list[Window]:
        """When a government cannot come that asks for no meeting: others may ask for one with it."""
        found = []
        for row in said.without_partner:
            whole = wish(_with(row, said.shared), zone, self._usual, problems)
            for name in (name for name in whole.values if base_of(name) == "unavailable"):
                for range_ in whole.values[name]:
                    found.append(Window((range_,), whole.cell(name), Cell("×", whole.cell(name)), range_.zone or ""))
        return found

    def _decided(self, pair: Pair) -> str | None:
        """The field that a label names, which its value must tell where it may be one of several."""
        if "|" not in pair.name:
            return pair.name
        return decide(pair.name, [pair.value], self._parsers) if pair.value else None

    # ---------------------------------------------------------------------------------------------- whose, and the rest

    def _whose(self, sheet: Sheet, pairs: Iterable[Pair], problems: Problems) -> tuple[str | None, Source]:
        """The government a form is of, by its name or that in English; `None` and a problem where it cannot be told."""
        named_so = [(pair.name, pair.value) for pair in pairs if pair.value]
        cells = [cell for name, cell in named_so if name == "requester"]
        cells = cells or [cell for name, cell in named_so if name == "name_en"]
        if not cells and (code := self._register.only(sheet.source.sheet)):
            return code, sheet.source
        if not cells and (of_file := self._of_file()):
            return of_file
        if not cells:
            problems.error(sheet.source, "returns.nobody", file=sheet.source.file)
            return None, sheet.source
        sure = [code for cell in cells if (code := self._register.only(text(cell)))]
        if len(set(sure)) > 1:
            problems.question(tuple(cell.source for cell in cells), "returns.several", codes=sorted(set(sure)))
            return None, cells[0].source
        code = sure[0] if sure else self._register.one(text(cells[0]), cells[0].source, problems)
        return code, cells[0].source

    def _remainder(self, account: Account, returned: "Iterable[Return | str]", areas: Iterable[Area]) -> Rest:
        own = {one if isinstance(one, str) else one.code for one in returned}
        unknown = {
            place: (cell, max(area.sheet.rows))
            for area in areas
            for place, cell in area.headings.cells.items()
            if place not in area.headings.fields and account.sheet.at(cell.source) not in account
        }
        return Remainder(account, self._register, self._names, own).sort(unknown)

    def _say_beside(self, sheet: Sheet, reading: Reading) -> None:
        """Ask about what is struck through, and about comments and boxes that say more than how to fill in the form."""
        read = {sheet.at(cell.source) for row in sheet.rows.values() for cell in row.values() if cell.source in sheet.struck}
        for at in sorted(read):
            if (use := reading.account.uses.get(at)) and use.role in ("value", "mark"):
                cell = sheet.rows[at[0]][at[1]]
                self._problems.question(cell.source, "returns.struck_out", value=written(cell))
        for comment in (*sheet.comments, *sheet.boxes):
            said = written(comment)
            use = reading.account.uses.get(sheet.at(comment.source))
            of_form = use is not None and use.role == "label" and not denies(said)
            tells = denies(said) or speaks_of_moment(said) or "@" in said or self._register.is_named_in(said)
            if tells and not of_form and not (asks(said) and not denies(said)):
                key = "returns.box" if comment in sheet.boxes else "returns.comment"
                self._problems.question(comment.source, key, value=said)

    def _say_rest(self, reading: Reading, layout: Layout) -> None:
        """Ask about what says something and was not read, unless it is in question already; note the other texts."""
        in_question = {cell for problem in reading.problems.errors for cell in problem.cells}
        for cell in (cell for cell in reading.rest.asked if cell.source not in in_question):
            self._problems.question(cell.source, "returns.unplaced", value=text(cell))
        for label, cells in reading.rest.unknown.values():
            self._problems.question(
                (label.source, *(cell.source for cell in cells)),
                "returns.unknown_column",
                layout=layout.id,
                sheet=label.source.sheet,
                heading=written(label),
            )
        if reading.rest.plain:
            cells_ = [cell.source.cell for cell in reading.rest.plain]
            self._problems.note(reading.account.sheet.source, "returns.unread", cells=cells_)


def _as_chosen(sheet: Sheet, account: Account) -> Sheet:
    """The sheet with what is ticked in place of what there was to tick, and without placeholders that say nothing."""
    rows: dict[int, dict[int, Cell]] = {}
    for number, cells in sheet.rows.items():
        for place, cell in cells.items():
            said = chosen(cell)
            if said is None or words.fold(written(said)) in words.values("placeholder"):
                account.take((number, place), "nothing")
            else:
                rows.setdefault(number, {})[place] = said
    return replace(sheet, rows=rows)


def _places_of(areas: Iterable[Area]) -> set[Place]:
    return {(number, place) for area in areas for number, cells in area.sheet.rows.items() for place in cells}


def _timed_pairs(sheet: Sheet) -> set[Place]:
    """Rows that say when a meeting is wanted, 希望日時 | 11/5 10:00-11:00, and so are none of a grid."""
    return {(n, place) for n, cells in sheet.rows.items() if _is_timed_pair(cells) for place in cells}


def _is_timed_pair(cells: Mapping[int, Cell]) -> bool:
    name = label_of(cells[min(cells)])
    of_times = name is not None and base_of(name) in ("preferred", "unavailable")
    return of_times and not heads_grid(cells) and any(map(is_mark, cells.values()))


def _with(row: Row, extra: Row) -> Row:
    """A wish, completed by what the form says of all wishes."""
    return replace(row, values=extra.values | row.values, cells=extra.cells | row.cells)
