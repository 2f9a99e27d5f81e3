"""The labels of a form, each with its value: beside it, below it, or in its own cell after a colon."""

import re
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from itertools import count, takewhile

from scheduler import words
from scheduler.books.sheets import Sheet
from scheduler.domain.cells import BROKEN, Cell
from scheduler.domain.problems import Problems
from scheduler.intake.forms.fields import COLUMNS
from scheduler.intake.forms.grids import is_time
from scheduler.intake.tables.headings import base_of, named
from scheduler.intake.tables.rows import read_value, says_example
from scheduler.reading.values import one_width, text, zone_of_heading

Place = tuple[int, int]

_ORDER = re.compile(r"^(?:\(\d{1,2}\)|\d{1,2}[.)]|[■●◆◎・※□◇])\s*")


PEOPLE = ("contact", "requester|contact", "contact_title", "email", "phone", "email|phone", "department", "furigana")
TIMED = ("preferred", "unavailable")
CLOCKS = {name for name, column in COLUMNS.items() if column.clock}
"""The labels that may name the clock of their values."""

UNITS = {"分", "分間", "時間", "名", "人", "분", "시간", "명", "分钟", "小时", "位", "min", "minutes", "hours", "people"}
"""What may stand in a cell of its own behind a number."""

_HINT = re.compile(r"\(?(?:例|記入例|예|예시|示例|e\.g\.|example)[):.]", re.I)


@dataclass
class Labels:
    """The labels of a form in reading order, each with its value if it has one, and the cells they take."""

    pairs: list[tuple[str, Cell | None]] = field(default_factory=list)
    taken: set[Place] = field(default_factory=set)


def label_of(cell: Cell) -> str | None:
    """The field that a cell is the label of: (1) 議題：, with or without a mark of order and a colon."""
    if cell.value is BROKEN:
        return None
    written = one_width(text(cell)).strip().rstrip(":*")
    return named(_ORDER.sub("", written) or written, words.headings(words.FORM))


def find_labels(sheet: Sheet, taken: Set[Place], problems: Problems) -> Labels:
    """Every label outside the cells that are taken already; the headings of a grid are none."""
    found = Labels()
    of_people: set[int] = set()

    def is_taken(at: Place) -> bool:
        return at in taken or at in found.taken

    for number, cells in sorted(sheet.rows.items()):
        if _heads_grid(cells):
            found.taken |= {(number, place) for place in cells}
        elif (
            number not in of_people and not any((number, place) in taken for place in cells) and _heads_people(sheet, number)
        ):
            of_people |= set(_rows_down_to_gap(sheet, number))
            problems.note(cells[min(cells)].source, "returns.people")
        if number in of_people:
            found.taken |= {(number, place) for place in cells}
        for place, cell in sorted(cells.items()):
            if is_taken((number, place)) or cell.value is BROKEN:
                continue
            label, colon, rest = text(cell).replace("：", ":").partition(":")
            if colon and rest.strip() and (name := named(label, words.headings(words.FORM))):
                found.pairs.append((name, replace(cell, value=rest.strip())))
                found.taken.add((number, place))
            elif name := label_of(cell):
                found.taken.add((number, place))
                at = _value_of(sheet, number, place, is_taken)
                if at is None:
                    found.pairs.append((name, None))
                    continue
                value, unit = sheet.rows[at[0]][at[1]], sheet.rows[at[0]].get(at[1] + 1)
                found.taken.add(at)
                if unit is not None and not isinstance(value.value, str) and text(unit) in UNITS:
                    value = replace(value, value=f"{text(value)}{text(unit)}")
                    found.taken.add((at[0], at[1] + 1))
                if base_of(name) in TIMED:
                    more = _more_times(sheet, (number, place), at)
                    found.taken.update(more)
                    value = replace(value, value="; ".join(map(text, (value, *more.values())))) if more else value
                found.pairs.append((name, on_clock_of(cell, value, problems) if base_of(name) in CLOCKS else value))
    return found


def _more_times(sheet: Sheet, label: Place, first: Place) -> dict[Place, Cell]:
    """Further times beside the first one of a label, and below it where no other label stands."""
    found: dict[Place, Cell] = {}
    row, column = first
    while (cell := sheet.rows[row].get(column + 1)) and is_time(cell):
        column += 1
        found[row, column] = cell
    row, column = first
    while (cell := sheet.rows.get(row + 1, {}).get(column)) and is_time(cell) and min(sheet.rows[row + 1]) > label[1]:
        row += 1
        found[row, column] = cell
    return found


def _heads_grid(cells: Mapping[int, Cell]) -> bool:
    """Whether a row heads a grid: 日時 | 可否, or 日程 | 10:00-12:00 | 14:00-16:00."""
    names = [label_of(cell) for cell in cells.values()]
    return "marks" in names or (names[0] in ("date", "time") and sum(map(is_time, cells.values())) > 1)


def _heads_people(sheet: Sheet, row: int) -> bool:
    """Whether a row heads a list of those who take part, No. | 氏名 | 役職, whose names are not that of the contact."""
    names = [label_of(cell) for cell in sheet.rows[row].values()]
    of_people = sum(name in PEOPLE for name in names)
    others = [name for name in names if name not in (*PEOPLE, "no")]
    several = all(len(sheet.rows.get(below, {})) > 1 for below in (row + 1, row + 2))
    return of_people > 1 and others in ([], [None]) and ("no" in names or several)


def _rows_down_to_gap(sheet: Sheet, row: int) -> Iterator[int]:
    return takewhile(lambda number: number in sheet.rows, count(row))


def _value_of(sheet: Sheet, row: int, column: int, is_taken: Callable[[Place], bool]) -> Place | None:
    """Where the value of a label stands: in the next cell to the right, or below where that is a label or nothing."""
    right = [place for place in sheet.rows[row] if place > column]
    span = sheet.spans.get((row, column))
    low = (span.bottom if span else row) + 1
    below = sheet.rows.get(low, {}).get(column)
    while below is not None and _is_hint(below) and column in sheet.rows.get(low + 1, {}):
        low, below = low + 1, sheet.rows[low + 1][column]
    if right and (beside := sheet.rows[row][min(right)]).value is not BROKEN:
        next_to_it = min(right) == (span.right if span else column) + 1
        pair = next_to_it and len(sheet.rows[row]) == 2 and (below is None or label_of(below) is not None)
        if pair or not label_of(beside):  # 議題 | 交流内容 is a pair, though both are labels
            return (row, min(right)) if not is_taken((row, min(right))) and not _is_hint(beside) else None
    labelled = any(label_of(cell) for place, cell in sheet.rows.get(low, {}).items() if place < column)
    if below is None or label_of(below) or is_taken((low, column)) or labelled or _is_hint(below):
        return None
    return low, column


def _is_hint(cell: Cell) -> bool:
    """Whether a cell only says how to fill in: ※50字以内, 例）観光."""
    written = one_width(text(cell))
    in_brackets = written.startswith("(") and written.endswith(")")
    return in_brackets or written.startswith("※") or bool(_HINT.match(one_width(text(cell)))) or says_example(cell)


def on_clock_of(label: Cell, value: Cell, problems: Problems) -> Cell:
    """The value of a label that names a clock beside what it is: 希望日時(韓国時間)."""
    zone = read_value(label, zone_of_heading, problems)
    return replace(value, zone=zone) if isinstance(zone, str) else value
