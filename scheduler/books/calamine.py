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
from defusedxml.ElementTree import iterparse
from openpyxl.utils import column_index_from_string

from scheduler.books.sheets import Merged, Sheet
from scheduler.books.xlsx import content_of
from scheduler.domain import Source
from scheduler.domain.cells import Cell

MOST_CELLS = 4_000_000
"""Of a sheet's rectangle."""

_PLACE = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br\s*=\s*[\"']([A-Za-z]+)(\d+)")


def read_other_book(data: bytes, name: str) -> dict[str, Sheet] | None:
    """The sheets by title; `None` where it is no workbook, or a damaged one."""
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(data))
        return {title: _sheet(book.get_sheet_by_name(title), Source(name, title)) for title in book.sheet_names}
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # what calamine trips over it raises as a panic, which is no Exception
        return None


def too_large(data: bytes) -> bool:
    """Whether a packed workbook claims a rectangle that no event needs; of an .xls this cannot be told beforehand."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        if "content.xml" in archive.namelist():
            return _claimed_by_ods(content_of(archive, "content.xml")) > MOST_CELLS
        parts = (part for part in archive.namelist() if part.startswith("xl/worksheets/") and part.endswith(".xml"))
        return any(_claimed(content_of(archive, part)) > MOST_CELLS for part in parts)


def _claimed(part: bytes) -> int:
    """The cells of the smallest rectangle round all that a sheet holds."""
    places = _PLACE.findall(part)
    if any(len(letters) > 3 or len(row) > 7 for letters, row in places):
        return MOST_CELLS + 1
    widest = max((column_index_from_string(letters.decode().upper()) for letters, _ in places), default=1)
    lowest = max((int(row) for _, row in places), default=1)
    return widest * lowest


def _claimed_by_ods(content: bytes) -> int:
    """The same of the largest table of an .ods, whose rows and cells may stand for many."""
    largest = row = column = widest = lowest = 0
    for event, element in iterparse(BytesIO(content), events=("start", "end")):
        name = element.tag.rpartition("}")[2]
        if event == "start" and name == "table":
            row = widest = lowest = 0
        elif event == "start" and name == "table-row":
            row, column = row + _times(element, "rows"), 0
        elif event == "end" and name in ("table-cell", "covered-table-cell"):
            column += _times(element, "columns")
            if len(element) or any(attribute.endswith("value-type") for attribute in element.attrib):
                widest, lowest = max(widest, column), row
                largest = max(largest, widest * lowest)
        elif event == "end" and name == "table-row":
            element.clear()
    return largest


def _times(element: Any, what: str) -> int:
    return next((int(n) for name, n in element.items() if name.endswith(f"number-{what}-repeated")), 1)


def _sheet(sheet: Any, here: Source) -> Sheet:
    rows: dict[int, dict[int, Cell]] = {}
    place = Sheet(here, {}).place
    for number, values in enumerate(sheet.to_python(skip_empty_area=False), start=1):
        for column, value in enumerate(values, start=1):
            if value == "" or (isinstance(value, str) and not value.strip()):
                continue
            rows.setdefault(number, {})[column] = Cell(_as_excel(value), place(number, column))
    corners = sheet.merged_cell_ranges or ()
    merged = (
        Merged(min(top, bottom) + 1, min(left, right) + 1, max(top, bottom) + 1, max(left, right) + 1)
        for (top, left), (bottom, right) in corners
    )
    return Sheet(here, rows, tuple(merged))


def _as_excel(value: Any) -> Any:
    """A date as the datetime that openpyxl makes of it; a whole number as one."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if type(value).__name__ == "date":
        return datetime(value.year, value.month, value.day)
    return value
