"""A cell of a spreadsheet: a value with its place."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from scheduler.domain.said import Source

BROKEN = object()
"""Stands for the value of a cell whose problem has been reported: an Excel error, a formula without a result."""

FIRST_DAY = datetime(1899, 12, 30)
"""From which Excel counts days, but in workbooks that began on an old Macintosh."""


@dataclass(frozen=True)
class Cell:
    """A value that is there: never empty; `BROKEN` where it shows an error.

    Attributes
    ----------
    days
        Those of the event, among which a date without a year is found.
    zone
        IANA name of the zone that the column's heading names.
    epoch
        The day from which the workbook counts its days.
    """

    value: Any
    source: Source
    days: tuple[date, ...] = ()
    zone: str | None = None
    epoch: datetime = FIRST_DAY

    @property
    def row(self) -> int:
        return int(self.source.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
