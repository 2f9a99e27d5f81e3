"""A table with headings along two edges: governments against times, as polls export them, or against each other."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from scheduler import words
from scheduler.books.sheets import Sheet
from scheduler.domain.cells import BROKEN, Cell
from scheduler.domain.problems import Problems
from scheduler.intake.forms.account import Account
from scheduler.intake.forms.fields import Return, Window, label_of
from scheduler.intake.forms.grids import is_mark, times_in
from scheduler.intake.tables.rows import Row, read_value
from scheduler.reading.names import Register
from scheduler.reading.sense import asks_for_marks, written
from scheduler.reading.values import one_of

LEAST = 2
"""Headings along the upper edge, without which a table is none of these."""


@dataclass(frozen=True)
class _Cross:
    """The headings along both edges, and the number of the row that holds the upper ones."""

    row: int
    above: Mapping[int, Cell]
    beside: Mapping[int, Cell]


def read_cross(
    sheet: Sheet, account: Account, register: Register, zones: Mapping[str, str], problems: Problems
) -> tuple[Return, ...] | None:
    """What each government of such a table says; `None` where the sheet has none.

    Of times against governments a mark says who can come, of governments against each other who asks for whom. Governments
    that live by several clocks cannot all mean their own by the times that they share, which is asked.
    """

    def governs(cell: Cell) -> bool:
        return register.only(written(cell)) is not None

    def times(cell: Cell) -> bool:
        return bool(times_in(cell))

    for above, beside in ((governs, times), (times, governs), (governs, governs)):
        cross = _find(sheet, above, beside)
        if cross is None:
            continue
        if above is governs and any(_names_owner(cells) for n, cells in sheet.rows.items() if n < cross.row):
            return None  # a form, whose columns are partners
        account.take_all(((cross.row, place) for place in sheet.rows[cross.row]), "time" if above is times else "label")
        for number in cross.beside:
            account.take((number, min(sheet.rows[number])), "label" if beside is governs else "time")
        if above is governs and beside is governs:
            return _wishes(sheet, cross, account, register, problems)
        return _marks(sheet, cross, above is governs, account, register, zones, problems)
    return None


def _names_owner(cells: Mapping[int, Cell]) -> bool:
    """Whether a row says whose the sheet is."""
    return len(cells) > 1 and any(label_of(cell) == "requester" for cell in cells.values())


def _find(sheet: Sheet, above: Callable[[Cell], bool], beside: Callable[[Cell], bool]) -> _Cross | None:
    for number, cells in sorted(sheet.rows.items()):
        first = min(cells)
        heads = {place: cell for place, cell in cells.items() if above(cell)}
        others = [place for place in cells if place not in heads and place != first]
        if len(heads) < LEAST or others:
            continue
        left = min(heads)
        rows = {}
        for low in sorted(n for n in sheet.rows if n > number):
            row = sheet.rows[low]
            head = min(row)
            if head >= left or not beside(row[head]):
                break
            if not all(is_mark(cell) or cell.value is BROKEN for place, cell in row.items() if place != head):
                break
            rows[low] = row[head]
        if rows and (len(rows) >= LEAST or above is not beside):
            return _Cross(number, heads, rows)
    return None


def _marks(
    sheet: Sheet,
    cross: _Cross,
    governments_above: bool,
    account: Account,
    register: Register,
    zones: Mapping[str, str],
    problems: Problems,
) -> tuple[Return, ...]:
    found: dict[str, list[Window]] = {}
    at: dict[str, Cell] = {}
    for number, side in cross.beside.items():
        for place, top in cross.above.items():
            who, when = (top, side) if governments_above else (side, top)
            code = register.only(written(who))
            assert code
            at.setdefault(code, who)
            mark = sheet.rows[number].get(place) or sheet.empty(number, place)
            account.take((number, place), "mark")
            found.setdefault(code, []).append(Window(times_in(when) or (), when.source, mark))
    clocks = {zones[code] for code in at}
    named = {range_.zone for windows in found.values() for window in windows for range_ in window.ranges}
    if len(clocks) > 1 and None in named:
        head = next(iter((cross.beside if governments_above else cross.above).values()))
        problems.question(head.source, "returns.which_clock", value=written(head))
    return tuple(Return(code, cell.source, Row(cell.source), (), tuple(found.get(code, ()))) for code, cell in at.items())


def _wishes(sheet: Sheet, cross: _Cross, account: Account, register: Register, problems: Problems) -> tuple[Return, ...]:
    returns = []
    for number, side in cross.beside.items():
        code = register.only(written(side))
        assert code
        rows = []
        for place, top in cross.above.items():
            mark = sheet.rows[number].get(place)
            if mark is None:
                continue
            account.take((number, place), "mark")
            level = read_value(mark, one_of("avail"), problems)
            if level == "maybe":
                problems.question(mark.source, "returns.maybe_wish", value=written(mark))
            elif level == "yes":
                values = {"counterparts": (written(top),)}
                rows.append(Row(mark.source, values, {"counterparts": mark.source}))
        returns.append(Return(code, side.source, Row(side.source), tuple(rows)))
    return tuple(returns)


def read_circled(sheet: Sheet, account: Account, register: Register, problems: Problems) -> list[Row]:
    """The partners that are marked on a list below a sentence that asks to mark them: 希望相手先に○を付けてください."""
    found: list[Row] = []
    for number, cells in sorted(sheet.rows.items()):
        if len(cells) != 1 or not _asks_for_partners(next(iter(cells.values()))):
            continue
        low = number + 1
        while (row := sheet.rows.get(low)) and register.only(written(row[min(row)])) and len(row) <= LEAST:
            head, *marks = sorted(row)
            account.take((low, head), "label", "counterparts")
            for place in marks:
                account.take((low, place), "mark", "counterparts")
                level = read_value(row[place], one_of("avail"), problems)
                if level == "maybe":
                    problems.question(row[place].source, "returns.maybe_wish", value=written(row[place]))
                elif level == "yes":
                    found.append(
                        Row(row[head].source, {"counterparts": (written(row[head]),)}, {"counterparts": row[head].source})
                    )
            low += 1
        if low > number + 1:
            account.take((number, min(cells)), "label", "counterparts")
    return found


def _asks_for_partners(cell: Cell) -> bool:
    asked = written(cell)
    return asks_for_marks(asked) and any(heading in words.fold(asked) for heading in _of_partners())


@cache
def _of_partners() -> tuple[str, ...]:
    return tuple(name for name, field in words.headings(words.FORM).items() if field == "counterparts" and len(name) > 2)
