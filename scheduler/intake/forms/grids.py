"""The times that a government marks on its own form with ○ △ ×: in a column beside them, or as days against hours."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import product

from scheduler import words
from scheduler.books.sheets import Place, Sheet
from scheduler.domain import MIDNIGHT, Source
from scheduler.domain.cells import BROKEN, Cell
from scheduler.domain.problems import Problems
from scheduler.intake.forms.account import Account
from scheduler.intake.forms.fields import TIMED, Window, label_of
from scheduler.intake.tables.headings import base_of, named
from scheduler.intake.tables.rows import read_value
from scheduler.reading import values as v
from scheduler.reading.dates import is_weekday_of
from scheduler.reading.phrases import head_of_grid
from scheduler.reading.times import Range
from scheduler.reading.unreadable import Ambiguous, Unreadable

OF_TIMES = {*TIMED, "zone|preferred"}
"""Labels of the times that are marked."""

OF_GRID = ("marks", "date", "time", "preferred", "zone|preferred", "no")
"""What may stand to the left of a mark of a grid."""

WEEKDAYS = set("月火水木金土日월화수목금토일一二三四五六")


def read_grid(sheet: Sheet, account: Account, examples: Set[int], elsewhere: Set[Place], problems: Problems) -> list[Window]:
    """The marked times of a form; the account takes their cells and those of their headings.

    A mark stands below a time, beside one, or both: then a day and an hour meet in it. A time or a mark merged over several
    cells counts in each. What stands in a place of the grid and is no mark is asked about: a word there says that somebody
    cannot come, or why.

    Parameters
    ----------
    sheet
        The form, without the rows that are examples.
    account
        Of its cells.
    examples
        The numbers of those rows.
    elsewhere
        Cells that are read otherwise.
    problems
        Takes a mark of which it is not clear what it marks.
    """
    grid = _Grid(sheet, examples, account.taken | elsewhere, problems)
    windows: list[Window] = []
    done: set[int] = set()
    for at, cell in sorted(grid.cells.items()):
        if not is_mark(cell) or grid.is_answer(at):
            continue
        heads = grid.heads(at)
        if heads.met and grid.is_between(at):
            problems.question(cell.source, "returns.which_times")
        elif heads.met:
            windows.append(Window(heads.met, grid.cells[heads.places[0]].source, cell, heads.zone, heads.level))
        elif heads.places and heads.met is None:
            problems.question(cell.source, "returns.which_times")
        if heads.places:
            account.take(at, "mark")
            grid.marked.add(at)
            if id(heads) not in done:
                account.take_all(heads.places, "time")
                grid.heading.update(heads.places)
                done.add(id(heads))
    for at in (*grid.without_mark(), *_headed(grid, account)):
        account.take(at, "mark")
        problems.question(grid.cells[at].source, "returns.no_mark", value=v.text(grid.cells[at]), candidates=["○", "△", "×"])
    account.take_all(grid.other_heads(), "time")
    for at in grid.unmarked():
        heads = grid.heads(at)
        if heads.met and heads.level is None:
            windows.append(Window(heads.met, grid.cells[heads.places[0]].source, sheet.empty(*at), heads.zone))
    return windows


@dataclass(frozen=True)
class _Heads:
    """The places of all times over a mark and to the left of it, nearest first; the times in which they meet, `None` where
    that is not clear; the zone that is named at the head of them; and what stands over the mark and says its level.
    """

    places: tuple[Place, ...]
    met: tuple[Range, ...] | None
    zone: str
    level: Cell | None = None


LEFT, UP = (0, -1), (-1, 0)


class _Grid:
    """The cells of a form that may be a grid, with what is merged over them, and the times among them."""

    def __init__(self, sheet: Sheet, examples: Set[int], elsewhere: Set[Place], problems: Problems) -> None:
        shown = {(row, place): cell for row, cells in sheet.rows.items() for place, cell in cells.items()}
        self.cells = {at: cell for at, cell in (sheet.covered | shown).items() if at not in elsewhere}
        self.times = _ended({at: ranges for at, cell in self.cells.items() if (ranges := times_in(cell)) is not None})
        self._shown = shown.keys()
        self.marked: set[Place] = set()
        self.heading: set[Place] = set()
        self.has_days = any(range_.whole_day for ranges in self.times.values() for range_ in ranges)
        if not self.has_days:
            self.times |= {at: _of_weekday(cell) for at, cell in self.cells.items() if _is_weekday(cell)}
        self.rows = sheet.rows.keys()
        self._rows, self._problems = sheet.rows.keys() | examples, problems
        self._seen: dict[tuple[Place, Place], tuple[list[Place], Cell | None]] = {}
        self._beside: dict[Place, Cell | None] = {}
        self._heads: dict[tuple[int, int], _Heads] = {}
        self._first_time: dict[int, int] = {}
        for row, place in self.times:
            self._first_time[row] = min(place, self._first_time.get(row, place))

    def without_mark(self) -> Iterator[Place]:
        """The places of the grid, each below or beside a time like those of marks, that hold anything else."""
        rows, columns = {row for row, _ in self.marked}, {column for _, column in self.marked}
        heading_rows, heading_columns = self._heading_rows, self._heading_columns
        for row, column in sorted(self.cells.keys() - self.marked - self.times.keys()):
            cell = self.cells[row, column]
            if cell.value is BROKEN or (row, column) not in self._shown or _is_weekday(cell) or is_mark(cell):
                continue
            below = row in rows and any((head, column) in self.times and head < row for head in heading_rows)
            beside = column in columns and any((row, head) in self.times and head < column for head in heading_columns)
            if below or beside:
                yield row, column

    def unmarked(self) -> Iterator[Place]:
        """The places of the grid that nobody has marked, each below and beside as many times as those of marks."""
        of_marks = {self._edges(at) for at in self.marked}
        rows = {row for row, _ in self.marked} | {row for row, place in self.times if place in self._heading_columns}
        columns = {place for _, place in self.marked} | {place for row, place in self.times if row in self._heading_rows}
        for at in sorted(product(rows, columns)):
            if at not in self.cells and at not in self.times and self._edges(at) in of_marks:
                yield at

    def _edges(self, at: Place) -> tuple[bool, bool]:
        """Whether a time stands beside a place, and above it."""
        return bool(self._in_line(at, LEFT)[0]), bool(self._in_line(at, UP)[0])

    def is_between(self, at: Place) -> bool:
        """Whether a mark stands between two times of its row and may belong to either: marks stand behind their times only
        where the row begins with a time and ends with a mark.
        """
        row, column = at
        if (row, column + 1) not in self.times or any((r, column) in self.times for r in range(1, row)):
            return False
        cells = sorted(place for r, place in self._shown if r == row)
        first = next(place for place in cells if (row, place) in self.times)
        before = [place for place in cells if place < first and (row, place) in self.cells]
        labelled = len(before) < 2
        return not (labelled and is_mark(self.cells.get((row, cells[-1]), Cell(0, Source("")))))

    def other_heads(self) -> Iterator[Place]:
        """The times in one line with those that head marks: of hours that nobody has marked."""
        for row, column in self.times.keys() - self.heading:
            if row in self._heading_rows or column in self._heading_columns:
                yield row, column

    @property
    def _heading_rows(self) -> set[int]:
        """The rows in which times head marks below them."""
        return {row for row, column in self.heading if any(c == column and r > row for r, c in self.marked)}

    @property
    def _heading_columns(self) -> set[int]:
        """The columns in which times stand beside their marks."""
        return {column for row, column in self.heading if any(r == row and c > column for r, c in self.marked)}

    def is_answer(self, at: Place) -> bool:
        """Whether a mark is the answer to a question that stands to the left of it: 通訳 | 否."""
        beside = self._beside_marks(at)
        if beside is None or beside.value is BROKEN or times_in(beside) is not None:
            return False
        field = named(v.text(beside).rstrip(":："), words.headings(words.FORM))
        return field is not None and field not in OF_GRID

    def _beside_marks(self, at: Place) -> Cell | None:
        """What stands to the left of a mark and of all marks beside it."""
        row, column = at
        passed: list[Place] = []
        found = None
        for place in range(column, 0, -1):
            cell = self.cells.get((row, place))
            if place < column and cell is not None and not is_mark(cell):
                found = cell
                break
            if (row, place) in self._beside:
                found = self._beside[row, place]
                break
            passed.append((row, place))
        self._beside |= dict.fromkeys(passed, found)
        return found

    def heads(self, at: Place) -> _Heads:
        """The times of a mark. Many marks stand below one time, and beside it."""
        beside, above = self._in_line(at, LEFT), self._in_line(at, UP)
        key = id(beside), id(above)  # both are kept, and the same for all marks that see the same
        if key not in self._heads:
            self._heads[key] = self._heads_of(*beside, *above)
        return self._heads[key]

    def _heads_of(self, beside: list[Place], other_beside: Cell | None, above: list[Place], other: Cell | None) -> _Heads:
        clear = [not (cell and _is_unclear(cell)) for cell in (other_beside, other)]
        level = other if other is not None and not above and _says_level(other) else None
        clear.append(bool(above) or other is None or _heads_marks(other) or level is not None)
        places = (*beside, *above)
        met = _met([self.times[place] for place in places]) if all(clear) else None
        if met and self.has_days and not all(range_.day for range_ in met):
            met = None  # the day stands in another row or column
        return _Heads(places, met, self.zone(places, self._problems) if met else "", level)

    def _in_line(self, at: Place, way: Place) -> tuple[list[Place], Cell | None]:
        """The times next to each other on the way from a mark, with nothing but marks before them; and what stands there
        instead. Marks in one line see the same.
        """
        passed = [at]
        while (passed[-1], way) not in self._seen and self._is_passed(after := _next(passed[-1], way)):
            passed.append(after)
        last = passed[-1]
        seen = self._seen[last, way] if (last, way) in self._seen else self._next_to(last, way)
        self._seen |= {(place, way): seen for place in passed}
        return seen

    def _is_passed(self, at: Place) -> bool:
        """Whether there is nothing at a place that could say when, or else what it marks."""
        cell = self.cells.get(at)
        if not self._is_within(at) or at in self.times:
            return False
        return cell is None or _is_weekday(cell) or (is_mark(cell) and self._has_time_beside(at))

    def _is_within(self, at: Place) -> bool:
        return at[1] > 0 and at[0] in self._rows

    def _next_to(self, at: Place, way: Place) -> tuple[list[Place], Cell | None]:
        """The same of a place that has something beside it."""
        found: list[Place] = []
        while self._is_within(at := _next(at, way)):
            cell = self.cells.get(at)
            if at in self.times:
                found.append(at)
            elif cell is not None and _is_unclear(cell):
                read_value(cell, head_of_grid, self._problems)
                return found, cell
            elif cell is not None and not _is_weekday(cell):
                return found, None if found else cell
        return found, None

    def _has_time_beside(self, at: Place) -> bool:
        return self._first_time.get(at[0], at[1]) < at[1]

    def zone(self, heads: Iterable[Place], problems: Problems) -> str:
        """The zone named at the head of the column, or the row, in which the times stand: 日時(日本時間)."""
        for row, place in heads:
            while (row - 1, place) in self.times:
                row -= 1
            while (row, place - 1) in self.times:
                place -= 1
            for at in ((row - 1, place), (row, place - 1)):
                title = self.cells.get(at)
                if title and title.value is not BROKEN and (zone := read_value(title, v.zone_of_heading, problems)):
                    return zone if isinstance(zone, str) else ""
        return ""


def _next(at: Place, way: Place) -> Place:
    return at[0] + way[0], at[1] + way[1]


def is_time(cell: Cell) -> bool:
    """Whether a cell says nothing but a time, be it one that can be read in two ways."""
    return times_in(cell) is not None or _is_unclear(cell)


def is_mark(cell: Cell) -> bool:
    """Whether a cell says nothing but whether somebody can come."""
    if not isinstance(cell.value, str):
        return False
    written = words.fold(v.text(cell))
    return written in words.values("avail") or written in words.in_doubt("avail")


def times_in(cell: Cell) -> tuple[Range, ...] | None:
    """The times that a cell says, be it only when they begin; `None` where it says anything else."""
    if cell.value is BROKEN or is_mark(cell) or not _may_be_time(cell):
        return None
    try:
        return head_of_grid(cell)
    except Unreadable:
        return None


def _may_be_time(cell: Cell) -> bool:
    """Whether a text has a digit, or a word for a part of the day; most texts have neither."""
    if not isinstance(cell.value, str):
        return True
    return len(cell.value) <= v.LONGEST and bool(_HINTS_AT_TIME.search(cell.value))


_HINTS_AT_TIME = re.compile(
    r"[0-9０-９①-⑳〇一二三四五六七八九十]|[前午後后上下早晚夕夜昼全整終日中]|오전|오후|종일|하루|아침|저녁|am|pm|day|noon|mid",
    re.I,
)


def heads_grid(cells: Mapping[int, Cell]) -> bool:
    """Whether a row heads a grid: 日時 | 可否, or 日程 | 10:00-12:00 | 14:00-16:00."""
    names = [label_of(cell) for cell in cells.values()]
    _, *others = cells.values()
    fields = {base_of(name) for name in names if name}
    of_marks = "marks" in names and len(fields) > 1 and fields <= {*OF_TIMES, "marks", "no", "notes", "reason", "weekday"}
    if of_marks and not any(map(is_mark, cells.values())):
        return True
    if names[0] is not None and base_of(names[0]) in OF_TIMES and len(others) > 1 and all(map(_says_level, others)):
        return True
    of_times = names[0] is not None and base_of(names[0]) in ("date", "time")
    return of_times and len(others) > 1 and all(map(is_time, others)) and not day_before_hours(others)


def day_before_hours(cells: Sequence[Cell]) -> bool:
    """Whether a day stands before hours, each in a cell of its own."""
    first, *others = (times_in(cell) or () for cell in cells)
    hours = all(ranges and all(range_.day is None for range_ in ranges) for ranges in others)
    return bool(first) and all(range_.whole_day for range_ in first) and hours


def _ended(times: dict[Place, tuple[Range, ...]]) -> dict[Place, tuple[Range, ...]]:
    """Times of which only the beginning is said, 9:00～ | 10:00～, ended: each where the next one begins, within an hour."""
    starts = {at: ranges[0].start for at, ranges in times.items() if len(ranges) == 1 and ranges[0].start_only}

    def end(at: Place) -> int:
        beside = [starts[other] for other in ((at[0], at[1] + 1), (at[0] + 1, at[1])) if other in starts]
        later = [start for start in beside if starts[at] < start < starts[at] + 60]
        return min([*later, starts[at] + 60])

    return {at: (replace(ranges[0], end=end(at)),) if at in starts else ranges for at, ranges in times.items()}


def _is_unclear(cell: Cell) -> bool:
    """Whether a cell says a time that can be read in two ways."""
    if cell.value is BROKEN or not isinstance(cell.value, str):
        return False
    if not _may_be_time(cell):
        return False
    try:
        head_of_grid(cell)
    except Ambiguous:
        return True
    except Unreadable:
        return False
    return False


def _met(of_heads: list[tuple[Range, ...]]) -> tuple[Range, ...] | None:
    """The times in which days and hours meet; `None` where there are several to choose from, or none."""
    different = list(dict.fromkeys(of_heads))
    days = [ranges for ranges in different if all(range_.whole_day for range_ in ranges)]
    hours = [ranges for ranges in different if ranges not in days]
    if len(hours) == 2 and len(hours[0]) == len(hours[1]) == 1:
        hours = _inner(hours)  # 上午 over 9:00-10:00
    if len(days) > 1 or len(hours) > 1 or not different:
        return None
    if not days or not hours:
        return different[0]
    if any(hour.day for hour in hours[0]):
        return hours[0] if {hour.day for hour in hours[0]} == {day.day for day in days[0]} else None
    return tuple(replace(hour, day=day.day, zone=hour.zone or day.zone) for day in days[0] for hour in hours[0])


def _inner(hours: list[tuple[Range, ...]]) -> list[tuple[Range, ...]]:
    """Of two ranges the one that lies in the other, if one does."""
    (one,), (other,) = hours
    if other.start <= one.start and one.end <= other.end:
        return [hours[0]]
    return [hours[1]] if one.start <= other.start and other.end <= one.end else hours


def _is_weekday(cell: Cell) -> bool:
    """Whether a cell only adds the day of the week to a date: 金, (금)."""
    return cell.value is not BROKEN and v.text(cell).strip("()（）") in WEEKDAYS


def _of_weekday(cell: Cell) -> tuple[Range, ...]:
    """The days of the event on a day of the week that stands for the date; none where it has no such day."""
    return tuple(Range(day, 0, MIDNIGHT, None) for day in cell.days if is_weekday_of(v.text(cell), day))


def _says_level(cell: Cell) -> bool:
    """Whether a heading says what a tick below it means: 参加可能 | 参加不可."""
    return cell.value is not BROKEN and words.fold(v.text(cell)) in words.values("avail")


def _headed(grid: "_Grid", account: Account) -> Iterator[Place]:
    """Below headings 日時 | 可否 the account takes the times; what stands beside them in place of a mark is told."""
    for number in sorted({row for row, _ in grid.cells}):
        heads = {p: cell for (row, p), cell in grid.cells.items() if row == number and (row, p) not in account}
        if not heads or not heads_grid(heads):
            continue
        names = {place: label_of(cell) for place, cell in heads.items()}
        low = number + 1
        while low in grid.rows:
            timed = [(low, p) for p, name in names.items() if name and base_of(name) in OF_TIMES and (low, p) in grid.times]
            if not timed:
                break
            account.take_all(timed, "time")
            for place in (p for p, name in names.items() if name == "marks"):
                cell = grid.cells.get((low, place))
                if cell and (low, place) not in account and cell.value is not BROKEN and not is_mark(cell):
                    yield low, place
            low += 1


def _heads_marks(cell: Cell) -> bool:
    """Whether a cell heads a column of marks, and neither says what a tick in it means (不可) nor when (9時)."""
    if cell.value is BROKEN:
        return False
    return named(v.text(cell).rstrip(":："), words.headings(words.FORM)) in OF_GRID
