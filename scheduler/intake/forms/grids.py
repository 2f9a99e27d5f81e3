"""The times that a government marks on its own form with ○ △ ×: in a column beside them, or as days against hours."""

from collections.abc import Iterable, Set
from dataclasses import dataclass, replace

from scheduler import words
from scheduler.books.sheets import Sheet
from scheduler.domain import Source
from scheduler.domain.cells import BROKEN, Cell
from scheduler.domain.problems import Problems
from scheduler.intake.tables.headings import named
from scheduler.intake.tables.rows import read_value
from scheduler.reading import values as v
from scheduler.reading.times import Range
from scheduler.reading.unreadable import Ambiguous, Unreadable

Place = tuple[int, int]

OF_GRID = ("marks", "date", "time", "preferred", "zone|preferred", "no")
"""What may stand to the left of a mark of a grid."""

WEEKDAYS = set("月火水木金土日월화수목금토일一二三四五六")


@dataclass(frozen=True)
class Window:
    """Times, and the cell that marks them; on the clock of `zone`, empty for the government's own."""

    ranges: tuple[Range, ...]
    heading: Source
    mark: Cell
    zone: str = ""


def read_grid(
    sheet: Sheet, examples: Set[int], elsewhere: Set[Place], problems: Problems
) -> tuple[list[Window], set[Place]]:
    """The marked times of a form, and the cells they take with their headings.

    A mark stands below a time, beside one, or both: then a day and an hour meet in it. A time or a mark merged over several
    cells counts in each.

    Parameters
    ----------
    sheet
        The form, without the rows that are examples.
    examples
        The numbers of those.
    elsewhere
        Cells that are read otherwise.
    problems
        Takes a mark of which it is not clear what it marks.
    """
    grid = _Grid(sheet, examples, elsewhere, problems)
    windows: list[Window] = []
    taken: set[Place] = set()
    done: set[int] = set()
    for at, cell in sorted(grid.cells.items()):
        if not is_mark(cell) or grid.is_answer(at):
            continue
        heads = grid.heads(at)
        if heads.met:
            windows.append(Window(heads.met, grid.cells[heads.places[0]].source, cell, heads.zone))
        elif heads.places:
            problems.question(cell.source, "returns.which_times")
        if heads.places:
            taken.add(at)
            if id(heads) not in done:
                taken.update(heads.places)
                done.add(id(heads))
    return windows, taken


@dataclass(frozen=True)
class _Heads:
    """The places of all times over a mark and to the left of it, nearest first; the times in which they meet, `None` where
    that is not clear; and the zone that is named at the head of them.
    """

    places: tuple[Place, ...]
    met: tuple[Range, ...] | None
    zone: str


LEFT, UP = (0, -1), (-1, 0)


class _Grid:
    """The cells of a form that may be a grid, with what is merged over them, and the times among them."""

    def __init__(self, sheet: Sheet, examples: Set[int], elsewhere: Set[Place], problems: Problems) -> None:
        shown = {(row, place): cell for row, cells in sheet.rows.items() for place, cell in cells.items()}
        self.cells = {at: cell for at, cell in (sheet.covered | shown).items() if at not in elsewhere}
        self.times = {at: ranges for at, cell in self.cells.items() if (ranges := times_in(cell)) is not None}
        self.has_days = any(range_.whole_day for ranges in self.times.values() for range_ in ranges)
        self._rows, self._problems = sheet.rows.keys() | examples, problems
        self._seen: dict[tuple[Place, Place], tuple[list[Place], Cell | None]] = {}
        self._beside: dict[Place, Cell | None] = {}
        self._heads: dict[tuple[int, int], _Heads] = {}
        self._first_time: dict[int, int] = {}
        for row, place in self.times:
            self._first_time[row] = min(place, self._first_time.get(row, place))

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
        clear.append(bool(above) or other is None or _heads_marks(other))
        places = (*beside, *above)
        met = _met([self.times[place] for place in places]) if all(clear) else None
        if met and self.has_days and not all(range_.day for range_ in met):
            met = None  # the day stands in another row or column
        return _Heads(places, met, self.zone(places, self._problems) if met else "")

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
                read_value(cell, v.ranges, self._problems)
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
    """The times that a cell says; `None` where it says anything else."""
    if cell.value is BROKEN or is_mark(cell):
        return None
    try:
        return v.ranges(cell)
    except Unreadable:
        return None


def _is_unclear(cell: Cell) -> bool:
    """Whether a cell says a time that can be read in two ways."""
    if cell.value is BROKEN or not isinstance(cell.value, str):
        return False
    try:
        v.ranges(cell)
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
    if len(days) > 1 or len(hours) > 1 or not different:
        return None
    if not days or not hours:
        return different[0]
    if any(hour.day for hour in hours[0]):
        return hours[0] if {hour.day for hour in hours[0]} == {day.day for day in days[0]} else None
    return tuple(replace(hour, day=day.day, zone=hour.zone or day.zone) for day in days[0] for hour in hours[0])


def _is_weekday(cell: Cell) -> bool:
    """Whether a cell only adds the day of the week to a date: 金, (금)."""
    return cell.value is not BROKEN and v.text(cell).strip("()（）") in WEEKDAYS


def _heads_marks(cell: Cell) -> bool:
    """Whether a cell heads a column of marks, and neither says what a tick in it means (不可) nor when (9時)."""
    if cell.value is BROKEN:
        return False
    return named(v.text(cell).rstrip(":："), words.headings(words.FORM)) in OF_GRID
