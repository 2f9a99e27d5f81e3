"""What stands on a sheet beside what was read: nothing of it is passed over in silence."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from scheduler import words
from scheduler.books.sheets import Place
from scheduler.domain import Source
from scheduler.domain.cells import BROKEN, Cell
from scheduler.domain.problems import Problems
from scheduler.intake.forms.account import Account
from scheduler.intake.forms.grids import is_mark, is_time, times_in
from scheduler.intake.tables.rows import read_value
from scheduler.reading.names import Register
from scheduler.reading.sense import asks, denies, speaks_of_moment, speaks_of_times, written
from scheduler.reading.times import zone_in
from scheduler.reading.values import text

SYMBOLS = set("○〇◯⭕△▲×✕✖")
ORNAMENTS = "【】[]〔〕()（）<>＜＞■●◆ "
"""What stands round a title or a value and is no part of it."""

_AMOUNT = re.compile(r"\d{1,5}\s*(?:分|分間|時間|名|人|분|시간|명|分钟|小时|min|people)")


@dataclass
class Rest:
    """The cells left over, sorted.

    Attributes
    ----------
    of_layout
        Titles and explanations that say something; they are confirmed with the layout.
    asked
        What says something outside of what the layout explains: each is a question of its own.
    plain
        Other texts.
    unknown
        Of those that are asked, the headings and labels that no list knows, each with the cells that say something under it.
    """

    of_layout: list[Cell] = field(default_factory=list)
    asked: list[Cell] = field(default_factory=list)
    plain: list[Cell] = field(default_factory=list)
    unknown: dict[Source, tuple[Cell, list[Cell]]] = field(default_factory=dict)


class Remainder:
    """Looks over what the readers of a sheet have left."""

    def __init__(self, account: Account, register: Register, names: Collection[str], own: Collection[str]) -> None:
        self._account, self._register, self._names, self._own = account, register, set(names), set(own)
        rows = [row for row, _ in account.uses]
        self._first = min((row for (row, _), use in account.uses.items() if use.role != "example"), default=0)
        self._last = max(rows, default=0)

    def sort(self, unknown_headings: Mapping[int, tuple[Cell, int]]) -> Rest:
        """Sort what is left; `unknown_headings` are columns that no list knows, each with the last row of its table."""
        rest = Rest()
        for (row, column), cell in self._account.rest():
            if self._is_of_form(cell):
                continue
            heading, last = unknown_headings.get(column, (None, 0))
            below = heading is not None and heading.row < row <= last
            if heading is not None and cell is heading:
                below_it = any(column in cells for n, cells in self._account.sheet.rows.items() if row < n <= last)
                if is_time(cell) or (not below_it and self._tells(cell)):
                    rest.unknown.setdefault(cell.source, (cell, []))
                else:
                    rest.plain.append(cell)
            elif not self._tells(cell):
                rest.plain.append(cell)
            elif below and heading is not None:
                rest.unknown.setdefault(heading.source, (heading, []))[1].append(cell)
            elif self._is_of_layout((row, column), cell):
                rest.of_layout.append(cell)
            elif label := self._label_of(row, column):
                rest.unknown.setdefault(label.source, (label, []))[1].append(cell)
            else:
                rest.asked.append(cell)
        rest.plain = [cell for cell in rest.plain if cell.source not in rest.unknown]
        return rest

    def _tells(self, cell: Cell) -> bool:
        """Whether a cell holds what only an answer does, or says that something cannot be."""
        if cell.value is BROKEN:
            return False
        if not isinstance(cell.value, str):
            return True
        said = text(cell)
        bare = replace(cell, value=said.strip(ORNAMENTS))
        if words.fold(bare.value) in words.values("end of form"):
            return False
        if bare.value[:1] in SYMBOLS or _AMOUNT.fullmatch(bare.value) or is_time(bare) or is_mark(bare):
            return True
        folded = words.fold(bare.value)
        if folded in words.values("room_type") or folded in words.values("platform"):
            return True
        if self._register.only(bare.value) is not None:
            return True
        return "@" in said or denies(said) or speaks_of_moment(said) or self._register.is_named_in(said, self._own)

    def _is_of_layout(self, at: Place, cell: Cell) -> bool:
        """Whether a text belongs to the form and is no answer: a title, a sentence that asks, the date of a letter."""
        said = written(cell)
        row, _ = at
        if isinstance(cell.value, (int, float)) and not isinstance(cell.value, bool):
            return False
        times = times_in(cell)
        if times is not None:
            of_event = any(range_.day in cell.days or range_.day is None for range_ in times)
            return (all(range_.whole_day for range_ in times) and not of_event) or (row < self._first and not of_event)
        if is_mark(cell):
            return False
        if (code := self._register.only(said.strip(ORNAMENTS))) is not None:
            return code in self._own
        alone = len(self._account.sheet.rows[row]) == 1
        of_an_answer = denies(said) and speaks_of_moment(said)
        explains = said.lstrip().startswith(("※", "注", "＊", "*", "備考：", "NOTE", "Note"))
        title = alone and row < self._first and (speaks_of_times(said) or not denies(said))
        return ((asks(said) or explains) and not of_an_answer) or title

    def _label_of(self, row: int, column: int) -> Cell | None:
        """A text to the left of a value that looks like a label no list knows: nothing else in the row says what it is."""
        cells = self._account.sheet.rows[row]
        left = [place for place in cells if place < column]
        if not left or (row, max(left)) in self._account:
            return None
        label = cells[max(left)]
        return (
            label if isinstance(label.value, str) and not label.value.strip().isdigit() and not self._tells(label) else None
        )

    def _is_of_form(self, cell: Cell) -> bool:
        """Whether a cell is printed on every form that this program writes."""
        if cell.value is BROKEN:
            return True
        said = text(cell)
        return said in self._names or words.recognise("blank.form_", said) is not None


def ask_for_clocks(cells: Iterable[Cell], own: Collection[str], problems: Problems) -> None:
    """A clock that is named in an explanation, and not that of the government, may be meant for all times."""
    for cell in cells:
        zone = read_value(cell, lambda one: zone_in(text(one))[0], problems) if isinstance(cell.value, str) else None
        if isinstance(zone, str) and set(own) - {zone}:
            problems.question(cell.source, "returns.which_clock", value=text(cell))
