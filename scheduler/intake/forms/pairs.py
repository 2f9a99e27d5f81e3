"""Labels with their values, sorted: what a form says of its government, of all its wishes, and of each wish."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from scheduler.domain import Source
from scheduler.domain.cells import Cell
from scheduler.domain.problems import Problems
from scheduler.intake.forms.fields import COLUMNS, INFORMATION, PEOPLE, TIMED, WISH_FIELDS, Window, names_partner
from scheduler.intake.forms.grids import times_in
from scheduler.intake.forms.labels import Pair
from scheduler.intake.tables.headings import OF_PARTNER, base_of
from scheduler.intake.tables.rows import UNREAD, Row, numbers, read_value, with_more
from scheduler.reading.kinds import reader_of_form
from scheduler.reading.sense import denies, written
from scheduler.reading.values import text

_COUNTED = re.compile(r"\d\s*(?:名|人|명|people|persons)")
"""How many come, which stands among the names of those who do."""

_NOT_BY_WISH = ("not_date", "not_time", "not_from", "not_until")
"""What cannot be, said once below the last wish, is meant for all of them."""

_FOR_PEOPLE = {column.field for column in INFORMATION}

OF_ONE_WISH = {"topic", "optional", "duration", *TIMED}
"""Fields that only somebody fills in who asks for a meeting."""


@dataclass
class Sorted:
    """What the labels of a form say.

    Attributes
    ----------
    about
        Of the government.
    shared
        Of all wishes.
    blocks
        Of each wish.
    windows
        Times that are marked beside a label of their own: 候補1 | 11/5 10:00-11:00 | 可否 | ○.
    """

    about: Row
    shared: Row
    blocks: list[Row] = field(default_factory=list)
    windows: list[Window] = field(default_factory=list)

    def of_one(self, row: Row) -> Collection[str]:
        """What of a block only somebody says who asks for a meeting; in the first block some may be said of all."""
        said = row.values.keys() - {"choice"}
        if row is self.blocks[0]:
            return {name for name in said if base_of(name) in OF_ONE_WISH and base_of(name) != "unavailable"}
        return said

    @property
    def without_partner(self) -> list[Row]:
        return [row for row in (*self.blocks, self.shared) if row.values and not names_partner(row)]


def sort_pairs(pairs: Sequence[Pair], beside_table: bool, problems: Problems) -> Sorted:
    """Sort the labels of a form.

    A new wish begins where its title or its partner stands, or where a label comes again. A label that stands once beside a
    table of wishes, or before or after all partners, counts for each; after a last wish that has labels of its own, it is
    asked for which it counts.

    Parameters
    ----------
    pairs
        In reading order, each with the one field that it names.
    beside_table
        Whether the form has wishes in rows or columns as well.
    problems
        Takes what is unclear.
    """
    return _Sorting(pairs, beside_table, problems).sort()


class _Sorting:
    def __init__(self, pairs: Sequence[Pair], beside_table: bool, problems: Problems) -> None:
        self._problems = problems
        self._windows: list[Window] = []
        self._numbered: dict[int, set[str]] = {}
        self._pairs = [(pair.name, pair.value) for pair in self._without_marked(pairs)]
        self._beside_table = beside_table

    def sort(self) -> Sorted:
        pairs = self._pairs
        often = Counter(name for name, _ in pairs)
        details = WISH_FIELDS - {"counterparts", "choice"}
        at_partners = [place for place, (name, _) in enumerate(pairs) if base_of(name) == "counterparts"]
        at_details = [place for place, (name, _) in enumerate(pairs) if base_of(name) in details]
        first, last = min(at_partners, default=0), max(at_partners, default=0)
        in_blocks = any(first < place < last for place in at_details)
        several = len(at_partners) > 1
        partner_first = several and min(at_details, default=last) > first
        side_by_side = self._side_by_side()
        about, shared, blocks = Row(Source("")), Row(Source("")), [Row(Source(""))]
        seen: set[str] = set()
        of_partner = False
        for place, (name, cell) in enumerate(pairs):
            base, number = base_of(name), name.partition("#")[2]
            title = bool(number) and cell is None
            row = blocks[-1]
            once = (often[name] == 1 or (self._beside_table and base in TIMED)) and base in details
            if base == OF_PARTNER or (of_partner and base in PEOPLE):
                of_partner = True
                if base != OF_PARTNER and cell is not None:
                    self._problems.question(cell.source, "returns.whose_contact")
                continue
            of_partner = False
            if base not in WISH_FIELDS:
                row = about
            elif once and (self._beside_table or (several and (place < first or (place > last and not in_blocks)))):
                row = shared
                if side_by_side and cell is not None and place > last and not self._beside_table:
                    self._problems.question(cell.source, "returns.for_which")
            elif title or (name in seen and base not in TIMED) or (base == "counterparts" and partner_first and seen):
                blocks.append(row := Row(Source(""), {"choice": int(number)} if title else {}))
                seen = set()
            elif once and in_blocks and place > last and cell is not None and base in ("unavailable", *_NOT_BY_WISH):
                row = shared
            elif once and in_blocks and place > last and cell is not None and base not in ("notes", *OF_ONE_WISH):
                self._problems.question(cell.source, "returns.for_which")
            seen |= {name} if base in WISH_FIELDS and not title else set()
            self._put(row, name, cell)
        wishes = [
            replace(row, numbered=frozenset(self._numbered.get(id(row.values), ())))
            for row in blocks
            if row.values.keys() - {"choice"}
        ]
        return Sorted(about, shared, wishes, self._windows)

    def _without_marked(self, pairs: Sequence[Pair]) -> list[Pair]:
        """The pairs less those of a row that marks a time of its own."""
        rows: dict[int, list[Pair]] = {}
        for pair in pairs:
            if pair.value is not None:
                rows.setdefault(pair.value.row, []).append(pair)
        marked: set[int] = set()
        for those in rows.values():
            marks = [pair for pair in those if pair.name == "marks"]
            times = [pair for pair in those if base_of(pair.name) in ("preferred", "date", "time") and pair.value]
            if len(marks) == len(times) == 1 and (ranges := times_in(times[0].value)):  # type: ignore[arg-type] # has one
                assert marks[0].value and times[0].value
                self._windows.append(Window(ranges, times[0].value.source, marks[0].value))
                marked |= {id(marks[0]), id(times[0])}
        return [pair for pair in pairs if id(pair) not in marked]

    def _side_by_side(self) -> bool:
        """Whether partners stand in one row; an error where other labels of wishes do, too, for whose is whose?"""
        rows: dict[tuple[str, int], Cell] = {}
        partners = False
        for name, cell in self._pairs:
            base = base_of(name)
            if cell is None or base not in WISH_FIELDS:
                continue
            first = rows.setdefault((base, cell.row), cell)
            if first is not cell and base == "counterparts":
                partners = True
            elif first is not cell and base not in TIMED:
                self._problems.error((cell.source, first.source), "returns.side_by_side")
        return partners

    def _put(self, row: Row, name: str, cell: Cell | None) -> None:
        """Add what a label says; what is said a second time in another way is asked about."""
        base = base_of(name)
        column = COLUMNS.get(base)
        counted = base == "attendees" and cell is not None and _COUNTED.search(written(cell))
        if cell is not None and base in _FOR_PEOPLE and (denies(written(cell)) or counted):
            self._problems.question(cell.source, "returns.unplaced", value=text(cell))
        if cell is None or base in _FOR_PEOPLE or (base != "requester" and column is None):
            return
        value = read_value(cell, reader_of_form(column.kind), self._problems) if column else text(cell)
        name = name.partition("+")[0]
        if value is UNREAD:
            return
        if column and column.clock and isinstance(row.values.get(name), tuple):
            row.values[name] = with_more(row.values[name], value)
        elif row.values.setdefault(name, value) != value and base != "requester":  # whose it is, see `FormReader`
            self._problems.question((cell.source, row.cells.get(name, cell.source)), "returns.twice")
        row.cells.setdefault(name, cell.source)
        if numbers(cell):
            self._numbered.setdefault(id(row.values), set()).add(name)
