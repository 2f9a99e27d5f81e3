"""A sheet of the intake as it came, as far as a reader needs it to see a cell among its neighbours."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time
from typing import Any

from scheduler.books.sheets import Merged, Sheet
from scheduler.domain import Problem, Source
from scheduler.domain.cells import BROKEN

MOST_ROWS, MOST_COLUMNS = 24, 14
"""Shown at once around a cell."""

LONGEST = 200
"""Characters of a cell that are shown."""


class Around:
    """The cells around one.

    Parameters
    ----------
    sheet
        As it came.
    at
        The cell in question; the beginning of the sheet where it is none of its cells.
    problems
        All of the intake, of which those on this sheet are marked.
    called
        What each kind of problem is called.
    """

    def __init__(self, sheet: Sheet, at: Source, problems: Iterable[Problem], called: Mapping[str, str]) -> None:
        self._sheet, self._called = sheet, called
        self._at = sheet.at(at) if at.cell[-1:].isdigit() and at.cell[:1].isalpha() else (1, 1)
        self._here = at
        self._boxes = {sheet.at(box.source): box.value for box in sheet.boxes}
        self._kinds: dict[Source, str] = {}
        for problem in problems:
            for cell in problem.cells:
                self._kinds.setdefault(cell, problem.severity)
        every = [*((row, column) for row, cells in sheet.rows.items() for column in cells), *self._boxes, self._at]
        last_row, last_column = max(row for row, _ in every), max(column for _, column in every)
        self._rows = _window(self._at[0], last_row, MOST_ROWS)
        self._columns = _window(self._at[1], last_column, MOST_COLUMNS)
        self.whole = (len(self._rows), len(self._columns)) == (last_row, last_column)

    def content(self) -> dict[str, Any]:
        """Letters of the columns, and the rows with their numbers; a cell that another is merged over is not there."""
        return {
            "columns": [self._sheet.place(1, column).cell[:-1] for column in self._columns],
            "rows": [[row, [self._cell(row, column) for column in self._columns]] for row in self._rows],
            "whole": self.whole,
        }

    def _cell(self, row: int, column: int) -> dict[str, Any] | None:
        """What stands there, how far it reaches, and what is said of it."""
        over = self._over(row, column)
        first = (max(over.top, self._rows[0]), max(over.left, self._columns[0])) if over else (row, column)
        if first != (row, column):
            return None
        top, left = (over.top, over.left) if over else (row, column)
        source = self._sheet.place(top, left)
        shown: dict[str, Any] = {"text": self._text(top, left)}
        if over:
            shown["down"] = min(over.bottom, self._rows[-1]) - row + 1
            shown["across"] = min(over.right, self._columns[-1]) - column + 1
        if source in self._kinds:
            shown |= {"kind": self._kinds[source], "said": self._called[self._kinds[source]]}
        if source == self._here:
            shown["here"] = True
        return shown

    def _over(self, row: int, column: int) -> Merged | None:
        covers = (m for m in self._sheet.merged if m.top <= row <= m.bottom and m.left <= column <= m.right)
        return next(covers, None)

    def _text(self, row: int, column: int) -> str:
        cell = self._sheet.rows.get(row, {}).get(column)
        value = cell.value if cell else self._boxes.get((row, column), "")
        if value is BROKEN:
            return "#"
        if isinstance(value, datetime):
            value = value.date().isoformat() if value.time() == time(0) else value.isoformat(" ", "minutes")
        elif isinstance(value, time):
            value = value.isoformat("minutes")
        text = str(value)
        return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _window(at: int, last: int, most: int) -> range:
    """Numbers around one, as many as are shown at once."""
    first = max(1, min(at - most // 2, last - most + 1))
    return range(first, min(last, first + most - 1) + 1)
