"""The labels of a form, each with its value: beside it, below it, or in its own cell after a colon."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from scheduler import words
from scheduler.books.sheets import Place, Sheet
from scheduler.domain.cells import BROKEN, Cell
from scheduler.domain.problems import Problems
from scheduler.intake.forms.account import Account
from scheduler.intake.forms.fields import COLUMNS, TIMED, label_of
from scheduler.intake.forms.grids import day_before_hours, heads_grid, is_mark, is_time, times_in
from scheduler.intake.tables.headings import OF_PARTNER, WISH, base_of, governed, named, turns
from scheduler.intake.tables.rows import read_value, says_example
from scheduler.reading.kinds import reader_of_form
from scheduler.reading.sense import asks, denies, sense_of, written
from scheduler.reading.times import is_part_of_day
from scheduler.reading.unreadable import Ambiguous, Unreadable
from scheduler.reading.values import one_width, text, zone_of_heading

CLOCKS = {name for name, column in COLUMNS.items() if column.clock}
"""The labels that may name the clock of their values."""

UNITS = {"分", "分間", "時間", "名", "人", "분", "시간", "명", "分钟", "小时", "位", "min", "minutes", "hours", "people"}
"""What may stand in a cell of its own behind a number."""

WIDEST_GAP = 2
"""Columns from one part of a value to the next."""

_HINT = re.compile(r"\(?(?:例|記入例|예|예시|示例|e\.g\.|example)[):.]", re.I)


@dataclass(frozen=True)
class Pair:
    """A label with the field that it names, and its value if it has one."""

    name: str
    label: Cell
    value: Cell | None = None


def find_labels(sheet: Sheet, account: Account, problems: Problems) -> list[Pair]:
    """Every label that nothing else has taken, in reading order; the headings of a grid are none.

    A label may stand below or beside another that says more: 日にち under 不可日時 is a day that cannot be, and so is one in
    the rows below a title that says so, down to the next title or a gap of more than a row.
    """
    return _days_with_hours(list(_Labels(sheet, account, problems).pairs()))


def _days_with_hours(pairs: list[Pair]) -> list[Pair]:
    """The pairs, a day and the hours on the next line as parts of one time: 불가 일시 | 11. 5. over 시간 | 10:00~11:00."""
    found = list(pairs)
    for place, (before, after) in enumerate(pairwise(pairs)):
        day, hours = base_of(before.name), base_of(after.name)
        if before.value is None or after.value is None or hours not in ("time", "from", "not_time", "zone|preferred"):
            continue
        senses = {sense_of(written(pair.label)) for pair in (before, after)} - {""}
        times = times_in(before.value)
        if (
            day in ("preferred", "unavailable", "date", "not_date")
            and times
            and all(r.whole_day for r in times)
            and len(senses) < 2
        ):
            cannot = day in ("unavailable", "not_date")
            found[place] = replace(before, name="not_date" if cannot else "date")
            for at in (at for at in (place + 1, place + 2) if at < len(pairs)):
                part = base_of(pairs[at].name)
                if part in ("time", "from", "until") and cannot:
                    found[at] = replace(pairs[at], name=f"not_{part}")
            if hours == "zone|preferred":
                found[place + 1] = replace(after, name="not_time" if cannot else "time")
    return found


class _Labels:
    def __init__(self, sheet: Sheet, account: Account, problems: Problems) -> None:
        self._sheet, self._account, self._problems = sheet, account, problems

    def pairs(self) -> Iterator[Pair]:
        of_sheet = Cell(self._sheet.source.sheet, self._sheet.source) if sense_of(self._sheet.source.sheet) else None
        title: Cell | None = of_sheet
        for number, cells in sorted(self._sheet.rows.items()):
            if number - 1 not in self._sheet.rows and number - 2 not in self._sheet.rows:
                title = of_sheet
            uses = [self._account.uses.get((number, place)) for place in cells]
            free = not all(uses) and not any(use and use.role == "value" for use in uses)
            if free and heads_grid(cells) and not self._asks_for_times(number, cells):
                self._account.take_all(((number, place) for place in cells), "label")
                continue
            found: list[Pair] = []
            for place, cell in sorted(cells.items()):
                if (number, place) not in self._account and cell.value is not BROKEN:
                    found += self._pairs_at((number, place), cell, title)
            yield from found
            if len(cells) == 1 and all(pair.value is None for pair in found):
                (title,) = cells.values()

    def _asks_for_times(self, number: int, cells: Mapping[int, Cell]) -> bool:
        """Whether times beside a label are its values, and head no grid: nothing marks them, and no day stands below it."""
        if any(label_of(cell) for place, cell in cells.items() if place != min(cells)):
            return False
        marked = any((number, place) in self._account for place in cells)
        below = self._sheet.rows.get(number + 1, {}).get(min(cells))
        return not marked and (below is None or not is_time(below))

    def _pairs_at(self, at: Place, cell: Cell, title: Cell | None) -> Iterator[Pair]:
        label, colon, rest = text(cell).replace("：", ":").partition(":")
        if colon and rest.strip() and not asks(rest) and (name := named(label, words.headings(words.FORM))):
            self._account.take(at, "value", name)
            yield Pair(self._below(name, label, [title]), cell, replace(cell, value=rest.strip()))
            return
        name = label_of(cell)
        if name is None:
            return
        beside = self._left_of(at)
        name = self._below(name, text(cell), [title, beside])
        if turns(text(cell), [written(one) for one in (title, beside) if one]):
            self._problems.question(cell.source, "returns.sense", value=text(cell))
        self._account.take(at, "label", name)
        for over in (beside, title) if base_of(name) in TIMED else ():
            if over is not None and over.source.cell and sense_of(written(over)):
                self._account.take(self._sheet.at(over.source), "label")
        value_at = self._value_of(at)
        value = self._sheet.rows[value_at[0]][value_at[1]] if value_at else None
        if name.startswith(WISH) and (beside or (value and times_in(value) is not None)):
            name = self._time_of_choice(name, [beside, title])
        if value_at is None:
            yield Pair(name, cell)
            return
        value = self._whole_value(at, value_at, name)
        self._account.take(value_at, "value", name)
        yield Pair(name, cell, on_clock_of(cell, value, self._problems) if base_of(name) in CLOCKS else value)

    def _left_of(self, at: Place) -> Cell | None:
        """What stands directly to the left of a label, or is merged over the place there; a value is no part of it."""
        row, column = at
        beside = (row, column - 1)
        cell = self._sheet.rows.get(row, {}).get(column - 1) or self._sheet.covered.get(beside)
        if cell is None:
            return None
        use = self._account.uses.get(self._sheet.at(cell.source))
        return cell if use is None or use.role == "label" else None

    def _below(self, name: str, own: str, above: "list[Cell | None]") -> str:
        """The field of a label below, or beside, others."""
        texts = [written(cell) for cell in above if cell]
        fields = [field for cell in above if cell and (field := label_of(cell))]
        if "counterparts" in fields[-1:] and name.partition("|")[0] in ("requester", "country"):
            return "counterparts" if name.startswith("requester") else OF_PARTNER
        return governed(name, own, texts)

    def _time_of_choice(self, name: str, above: "list[Cell | None]") -> str:
        """第1希望 below 希望日時 is a time that suits best, and no partner."""
        fields = [field for cell in above if cell and (field := label_of(cell)) and base_of(field) in TIMED]
        return f"{fields[0]}+{name.removeprefix(WISH)}" if fields else name

    # --------------------------------------------------------------------------------------------------------- values

    def _is_taken(self, at: Place) -> bool:
        return at in self._account

    def _value_of(self, at: Place) -> Place | None:
        """Where the value of a label stands: in the next cell to the right, or below where that is a label or nothing."""
        sheet, (row, column) = self._sheet, at
        right = [place for place in sheet.rows[row] if place > column]
        span = sheet.spans.get(at)
        low = (span.bottom if span else row) + 1
        below = sheet.rows.get(low, {}).get(column)
        while below is not None and _is_hint(below) and column in sheet.rows.get(low + 1, {}):
            low, below = low + 1, sheet.rows[low + 1][column]
        if right and (beside := sheet.rows[row][min(right)]).value is not BROKEN:
            next_to_it = min(right) == (span.right if span else column) + 1
            pair = next_to_it and len(sheet.rows[row]) == 2 and (below is None or label_of(below) is not None)
            if pair or not label_of(beside):  # 議題 | 交流内容 is a pair, though both are labels
                return (row, min(right)) if not self._is_taken((row, min(right))) and not _is_hint(beside) else None
        labelled = any(label_of(cell) for place, cell in sheet.rows.get(low, {}).items() if place < column)
        if below is None or label_of(below) or self._is_taken((low, column)) or labelled or _is_hint(below):
            return None
        if any((use := self._account.uses.get((low, place))) and use.role == "time" for place in sheet.rows[low]):
            return None  # the head of a grid
        return low, column

    def _whole_value(self, label: Place, at: Place, name: str) -> Cell:
        """The value with what belongs to it in the cells beside and below: a unit, the parts of a date, further times."""
        value = self._sheet.rows[at[0]][at[1]]
        column = COLUMNS.get(base_of(name))
        if column is None or value.value is BROKEN:
            return value
        beside = self._beside(at)
        if column.clock and beside and (joined := _joined([value, *beside.values()], reader_of_form(column.kind))):
            self._account.take_all(beside, "value", name)
            return joined
        if base_of(name) == "topic" and (more := self._more_texts(label, at)):
            self._account.take_all(more, "value", name)
            return replace(value, value="; ".join(map(text, (value, *more.values()))))
        unit = self._sheet.rows[at[0]].get(at[1] + 1)
        if unit is not None and not isinstance(value.value, str) and text(unit) in UNITS:
            self._account.take((at[0], at[1] + 1), "value", name)
            return replace(value, value=f"{text(value)}{text(unit)}")
        if base_of(name) in TIMED and (more := self._more_times(label, at)):
            self._account.take_all(more, "value", name)
            return replace(value, value="; ".join(map(text, (value, *more.values()))))
        return value

    def _beside(self, at: Place) -> dict[Place, Cell]:
        """The cells to the right of a value, up to a label, a mark or a gap of more than a cell."""
        found: dict[Place, Cell] = {}
        row, column = at
        last = span.right if (span := self._sheet.spans.get(at)) else column
        for place in sorted(place for place in self._sheet.rows[row] if place > column):
            cell = self._sheet.rows[row][place]
            if place > last + WIDEST_GAP or (row, place) in self._account:
                break
            if cell.value is BROKEN or label_of(cell) or is_mark(cell):
                break
            found[row, place] = cell
            last = span.right if (span := self._sheet.spans.get((row, place))) else place
        return found

    def _more_texts(self, label: Place, first: Place) -> dict[Place, Cell]:
        """Further texts beside a first one, and below it as far as its label is merged down."""
        span = self._sheet.spans.get(label)
        found = {at: cell for at, cell in self._beside(first).items() if not _is_hint(cell)}
        for row in range(first[0] + 1, (span.bottom if span else label[0]) + 1):
            cell = self._sheet.rows.get(row, {}).get(first[1])
            if cell is not None and (row, first[1]) not in self._account and label_of(cell) is None:
                found[row, first[1]] = cell
        return found

    def _more_times(self, label: Place, first: Place) -> dict[Place, Cell]:
        """Further times beside the first one of a label, and below it where no other label stands."""
        found: dict[Place, Cell] = {}
        sheet, (row, column) = self._sheet, first
        while (cell := sheet.rows[row].get(column + 1)) and is_time(cell):
            column += 1
            found[row, column] = cell
        row, column = first
        while True:
            row += 1
            use = self._account.uses.get((row, column))
            if use is not None and use.role == "nothing":
                continue  # a box that nobody has ticked
            cell = sheet.rows.get(row, {}).get(column)
            if cell is None or not is_time(cell) or min(sheet.rows[row]) <= label[1]:
                return found
            found[row, column] = cell


def _joined(cells: list[Cell], parse: "Callable[[Cell], object]") -> Cell | None:
    """One cell of those in which a date or a time is taken apart, 11 | 月 | 5 | 日; `None` where they are no one time."""
    if all(is_time(cell) for cell in cells) and not day_before_hours(cells):
        return _narrowed(cells)
    if any(denies(text(cell)) and not is_time(cell) for cell in cells[1:]):
        return None
    whole = ""
    for cell in cells:
        part = text(cell)
        whole += f" {part}" if whole[-1:].isdigit() and part[:1].isdigit() else part
    joined = replace(cells[0], value=whole)
    try:
        parse(joined)
    except Ambiguous:
        return None if _is_read(cells[0], parse) else joined  # what follows a whole time is another matter
    except Unreadable:
        return None
    return joined


def _narrowed(cells: list[Cell]) -> Cell | None:
    """The hours behind a part of the day that they lie in, 午前 | 9:00～9:45; `None` where times are several."""
    first, *others = (times_in(cell) or () for cell in cells)
    if len(cells) != 2 or len(first) != 1 or not is_part_of_day(text(cells[0])) or not others[0]:
        return None
    inside = all(first[0].start <= range_.start and range_.end <= first[0].end for range_ in others[0])
    return replace(cells[1], source=cells[0].source) if inside else None


def _is_read(cell: Cell, parse: Callable[[Cell], object]) -> bool:
    try:
        parse(cell)
    except Unreadable:
        return False
    return True


def _is_hint(cell: Cell) -> bool:
    """Whether a cell only says how to fill in: ※50字以内, 例）観光."""
    said = one_width(written(cell))
    in_brackets = said.startswith("(") and said.endswith(")")
    return in_brackets or said.startswith("※") or bool(_HINT.match(said)) or says_example(cell)


def on_clock_of(label: Cell, value: Cell, problems: Problems) -> Cell:
    """The value of a label that names a clock beside what it is: 希望日時(韓国時間)."""
    zone = read_value(label, zone_of_heading, problems)
    return replace(value, zone=zone) if isinstance(zone, str) else value
