"""The labels of a form, each with its value: beside it, below it, or in its own cell after a colon."""

import re
from collections.abc import Set
from dataclasses import dataclass, field, replace

from scheduler import words
from scheduler.intake.cells import BROKEN, Cell, Sheet
from scheduler.intake.headings import named
from scheduler.intake.problems import Problems
from scheduler.intake.tables import read_value
from scheduler.intake.values import one_width, text, zone_of_heading

Place = tuple[int, int]

_ORDER = re.compile(r"^(?:\(\d{1,2}\)|\d{1,2}[.)]|[■●◆◎・※□◇])\s*")


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
    for number, cells in sorted(sheet.rows.items()):
        if any(label_of(cell) == "marks" for cell in cells.values()):
            found.taken |= {(number, place) for place in cells}
        for place, cell in sorted(cells.items()):
            if (number, place) in taken or (number, place) in found.taken or cell.value is BROKEN:
                continue
            label, colon, rest = text(cell).replace("：", ":").partition(":")
            if colon and rest.strip() and (name := named(label, words.headings(words.FORM))):
                found.pairs.append((name, replace(cell, value=rest.strip())))
                found.taken.add((number, place))
            elif name := label_of(cell):
                found.taken.add((number, place))
                at = _value_of(sheet, number, place, taken | found.taken)
                found.pairs.append((name, _on_clock_of(cell, sheet.rows[at[0]][at[1]], name, problems) if at else None))
                found.taken |= {at} if at else set()
    return found


def _value_of(sheet: Sheet, row: int, column: int, taken: Set[Place]) -> Place | None:
    """Where the value of a label stands: in the next cell to the right, or below where that is a label or nothing."""
    right = [place for place in sheet.rows[row] if place > column]
    if right and not label_of(beside := sheet.rows[row][min(right)]) and beside.value is not BROKEN:
        return (row, min(right)) if (row, min(right)) not in taken else None
    span = sheet.spans.get((row, column))
    low = (span.bottom if span else row) + 1
    below = sheet.rows.get(low, {}).get(column)
    labelled = any(label_of(cell) for place, cell in sheet.rows.get(low, {}).items() if place < column)
    if below is None or label_of(below) or (low, column) in taken or labelled:
        return None
    return low, column


def _on_clock_of(label: Cell, value: Cell, name: str, problems: Problems) -> Cell:
    """The value of a label that names a clock beside what it is: 希望日時(韓国時間)."""
    if name.partition("#")[0] not in ("preferred", "unavailable", "time"):
        return value
    zone = read_value(label, zone_of_heading, problems)
    return replace(value, zone=zone) if isinstance(zone, str) else value
