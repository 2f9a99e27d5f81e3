"""Workbooks that openpyxl does not read, by calamine: .xls, .ods, and .xlsx that only Excel or calamine makes sense of.

Calamine lays a sheet out as one rectangle up to its last cell. A sheet that claims a larger one than any event needs is
refused before that.
"""

import re
import zipfile
from datetime import datetime
from io import BytesIO
from typing import Any

import python_calamine
from openpyxl.utils import column_index_from_string

from scheduler.domain import Source
from scheduler.intake.cells import Cell, Merged, Sheet

MOST_CELLS = 4_000_000
"""Of a sheet's rectangle."""

_PLACE = re.compile(rb'<c [^>]*?r="([A-Z]{1,3})(\d{1,7})"')
_REPEATED = re.compile(rb'table:number-(?:columns|rows)-repeated="(\d+)"[^>]*office:value-type')


def read_other_book(data: bytes, name: str) -> dict[str, Sheet] | None:
    """The sheets by title; `None` where it is no workbook, a damaged one, or one too large."""
    try:
        if data.startswith(b"PK") and _too_large(data):
            return None
        book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(data))
        return {title: _sheet(book.get_sheet_by_name(title), Source(name, title)) for title in book.sheet_names}
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # what calamine trips over it raises as a panic, which is no Exception
        return None


def _too_large(data: bytes) -> bool:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return any(
            _claimed(archive.read(part)) > MOST_CELLS
            for part in archive.namelist()
            if part.startswith("xl/worksheets/") or part == "content.xml"
        )


def _claimed(part: bytes) -> int:
    """The cells of the smallest rectangle round all that a sheet holds."""
    places = _PLACE.findall(part)
    widest = max((column_index_from_string(letters.decode()) for letters, _ in places), default=1)
    lowest = max((int(row) for _, row in places), default=1)
    return max(widest * lowest, *(int(times) for times in _REPEATED.findall(part)), 0)


def _sheet(sheet: Any, here: Source) -> Sheet:
    rows: dict[int, dict[int, Cell]] = {}
    place = Sheet(here, {}).place
    for number, values in enumerate(sheet.to_python(skip_empty_area=False), start=1):
        for column, value in enumerate(values, start=1):
            if value == "" or (isinstance(value, str) and not value.strip()):
                continue
            rows.setdefault(number, {})[column] = Cell(_as_excel(value), place(number, column))
    merged = (
        Merged(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    )
    return Sheet(here, rows, tuple(merged))


def _as_excel(value: Any) -> Any:
    """A date as the datetime that openpyxl makes of it; a whole number as one."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if type(value).__name__ == "date":
        return datetime(value.year, value.month, value.day)
    return value
