"""A sheet, whatever kind of file it came in: its cells row by row, and what is merged."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.worksheet.cell_range import CellRange

from scheduler.domain import AsWritten, IntakeFile, Source
from scheduler.domain.cells import BROKEN, Cell

Place = tuple[int, int]
"""Row and column of a cell, both counted from 1."""


@dataclass(frozen=True)
class Merged:
    """A rectangle of cells that shows the value of its first; rows and columns counted from 1, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Sheet:
    """The cells of one sheet, row by row: `rows[number][column]`, both counted from 1.

    Attributes
    ----------
    struck
        The cells of which all or a part is struck through.
    comments
        What is said of cells in comments.
    boxes
        The texts that lie over the cells in boxes, each at a cell that is free.
    """

    source: Source
    rows: dict[int, dict[int, Cell]]
    merged: tuple[Merged, ...] = ()
    struck: frozenset[Source] = frozenset()
    comments: tuple[Cell, ...] = ()
    boxes: tuple[Cell, ...] = ()

    def of_event(self, days: tuple[date, ...]) -> "Sheet":
        """The same, its cells knowing the days of the event."""
        return replace(
            self,
            rows={
                number: {place: Cell(c.value, c.source, days, c.zone, c.epoch) for place, c in row.items()}
                for number, row in self.rows.items()
            },
        )

    def without_covered(self) -> "Sheet":
        """The same without what lies hidden below merged cells: only the first of them shows its value; and without rows
        that are empty.
        """
        rows = {number: dict(cells) for number, cells in self.rows.items()}
        for m in self.merged:
            for row in self._rows_of(m):
                firsts = (m.left,) if row == m.top else ()
                for column in [at for at in rows[row] if m.left <= at <= m.right and at not in firsts]:
                    del rows[row][column]
        return replace(self, rows={row: cells for row, cells in rows.items() if cells})

    def place(self, row: int, column: int) -> Source:
        return Source(self.source.file, self.source.sheet, f"{get_column_letter(column)}{row}")

    def empty(self, row: int, column: int) -> Cell:
        """A place at which nothing stands."""
        return Cell("", self.place(row, column))

    def at(self, source: Source) -> Place:
        """Where one of its cells stands."""
        return coordinate_to_tuple(source.cell)

    def cells(self) -> Iterator[Cell]:
        """Row by row."""
        return (cell for _, row in sorted(self.rows.items()) for _, cell in sorted(row.items()))

    def as_written(self) -> AsWritten:
        """What the sheet looks like to whoever sent it."""
        merged = (CellRange(min_row=m.top, min_col=m.left, max_row=m.bottom, max_col=m.right).coord for m in self.merged)
        cells = {cell.source.cell: cell.value for cell in self.cells() if cell.value is not BROKEN}
        return AsWritten(self.source, cells, tuple(merged))

    @cached_property
    def down(self) -> dict[tuple[int, int], Cell]:
        """(row, column) → the cell merged over it from above; its value counts for each row that it covers."""
        return {(row, m.left): cell for m, cell in self._merges for row in self._rows_of(m) if row > m.top}

    @cached_property
    def covered(self) -> dict[tuple[int, int], Cell]:
        """(row, column) → the cell merged over it, from above or from the left."""
        widest = max((max(row) for row in self.rows.values()), default=0)
        return {
            (row, column): cell
            for m, cell in self._merges
            for row in self._rows_of(m)
            for column in range(m.left, min(m.right, max(widest, m.left)) + 1)
            if (row, column) != (m.top, m.left)
        }

    @cached_property
    def spans(self) -> dict[tuple[int, int], Merged]:
        """(row, column) of the first cell → the rectangle it is merged over."""
        return {(m.top, m.left): m for m, _ in self._merges}

    @property
    def _merges(self) -> Iterator[tuple[Merged, Cell]]:
        for m in self.merged:
            if cell := self.rows.get(m.top, {}).get(m.left):
                yield m, cell

    def _rows_of(self, m: Merged) -> Iterator[int]:
        """The rows of a rectangle that hold anything, so that one drawn over a million rows costs nothing."""
        if m.bottom - m.top > len(self.rows):
            return (row for row in sorted(self.rows) if m.top <= row <= m.bottom)
        return (row for row in range(m.top, m.bottom + 1) if row in self.rows)


@dataclass(frozen=True)
class Workbook:
    """A file that was read in whole.

    `modified` is when the program that wrote it says it did, as far as the kind of file holds that.
    """

    file: IntakeFile
    sheets: dict[str, Sheet]
    modified: datetime | None = None
