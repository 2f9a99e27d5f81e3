"""A sheet as an office makes it: headings, widths, print set-up; text that stays text."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from rich.cells import cell_len

from scheduler.books.cell_text import NO_XML, as_cell
from scheduler.export.workbook.looks import Look, dress, font
from scheduler.words import on_one_line

A4 = 9
HEADING_LINES = 3
"""In which a heading may be broken that is longer than what stands below it."""

LEAST = 8
"""Characters of a heading that are not parted, though words of wide ones may be."""

WIDER = 1.05
"""Wide characters take somewhat more than the two digits that they count as."""

WIDE = 2.1
"""Columns are measured in digits of the typeface; a wide character takes somewhat more than two."""

WIDE_LETTERS = "\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6"
NOT_LAST, NOT_FIRST = "[（「『【〔《〈“‘]*", "[、。，．：；？！）」』】〕》〉”’ー々]*"
"""What no line ends with, and what none begins with."""

WHOLE = re.compile(rf"{NOT_LAST}(?:[{WIDE_LETTERS}]|[^\s{WIDE_LETTERS}]+){NOT_FIRST}\s*|\s+")
PARTED = re.compile(
    rf"{NOT_LAST}(?:[{WIDE_LETTERS}]|(?:[^\s/?–{WIDE_LETTERS}-]|[/?–-](?=\d))+[/?–-]*|[/?–-]+){NOT_FIRST}\s*|\s+"
)
"""What stays on one line: wide characters may be parted anywhere; some programs part a word after a stroke or dash, too."""

LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Of any width: Excel in East Asia takes the wide ones for the others when a cell is edited."""

LONGEST_HEADER = 200
"""Characters of a header; Excel opens no file in which one has more than 255 with its codes."""


LINE = 17
"""Points of height for a line of text, in the taller typefaces of East Asia too."""

HIGHEST = 409
"""Points of height of a row; Excel opens no file in which one has more."""


@dataclass(frozen=True)
class Timed:
    """A cell that holds a time: the value, how Excel is to show it, and what is then seen."""

    value: datetime
    code: str
    text: str


@dataclass(frozen=True)
class Table:
    """Rows below one row of headings; a column is as wide as what stands in it, up to `widest` characters."""

    headings: Sequence[str]
    rows: Sequence[Sequence[Any]]
    widest: Sequence[float]

    def widths(self) -> list[float]:
        """Of each column, in characters."""
        columns = zip(self.headings, self.widest, *self.rows, strict=True)
        return [_width(heading, map(_seen, values), widest) for heading, widest, *values in columns]


def put(sheet: Worksheet, row: int, column: int, value: Any, look: Look | None = None) -> Cell:
    """Write a value; text that looks like a formula stays text, in this program and in Excel."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell), "only the first cell of a merged range is written"
    if look:
        dress(cell, look)
    if isinstance(value, str):
        value = as_cell(value)
        cell.value = value
        cell.data_type = "s"
        if value.startswith(LIKE_A_FORMULA):
            cell.quotePrefix = True
    else:
        cell.value = value
    return cell


def put_table(sheet: Worksheet, table: Table, top: int = 1, widths: Sequence[float] | None = None) -> int:
    """Write a table with its headings in row `top`, framed and wrapped; returns the first row below it.

    The only table of a sheet sets the widths of its columns, and its headings are frozen and repeated in print; where there
    are several, `widths` are those of the sheet; see `repeat_headings` for those.
    """
    if widths is None:
        widths = table.widths()
        set_widths(sheet, widths)
        sheet.freeze_panes = f"A{top + 1}"
        repeat_headings(sheet, top)
    for column, heading in enumerate(table.headings, start=1):
        put(sheet, top, column, heading, "heading")
    sheet.row_dimensions[top].height = height(table.headings, widths)
    for number, row in enumerate(table.rows, start=top + 1):
        for column, value in enumerate(row, start=1):
            if isinstance(value, Timed):
                put(sheet, number, column, value.value, "centred").number_format = value.code
            else:
                put(sheet, number, column, value, "centred" if isinstance(value, int) else "cell")
        sheet.row_dimensions[number].height = height(map(_seen, row), widths)
    return top + len(table.rows) + 1


def merge(sheet: Worksheet, row: int, first: int, last: int) -> None:
    """Make one cell of several of a row, before anything is written there.

    The sheet's own way goes through all that was merged before, each time.
    """
    sheet.merged_cells.ranges.add(CellRange(min_row=row, max_row=row, min_col=first, max_col=last))


def repeat_headings(sheet: Worksheet, row: int) -> None:
    """Print a row of headings again on every page after its own; a sheet has one such row, that of its longest table."""
    sheet.print_title_rows = f"{row}:{row}"


def set_widths(sheet: Worksheet, widths: Iterable[float]) -> None:
    """Make the columns of a sheet so wide, from the first."""
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def _seen(value: object) -> str:
    """What a reader sees of a value."""
    return value.text if isinstance(value, Timed) else "" if value is None else str(value)


def _width(heading: str, texts: Iterable[str], widest: float) -> float:
    """A column that holds its longest line, and its heading in a few lines, as far as it may be so wide."""
    longest_word = max((len(word) if word.isascii() else min(cell_len(word), LEAST) for word in heading.split()), default=0)
    longest_line = max((cell_len(line) for text in texts for line in text.split("\n")), default=0)
    needed = max(longest_word, -(-cell_len(heading) // HEADING_LINES), longest_line)
    return min(needed * WIDER + 2, max(widest, longest_word + 2))


def height(texts: Iterable[str], widths: Sequence[float]) -> float:
    """Points of height that a row takes which holds these texts in columns of these widths."""
    return min(HIGHEST, LINE * max(map(lines, texts, widths)))


def put_title(sheet: Worksheet, row: int, column: int, text: str, size: int = 14) -> None:
    put(sheet, row, column, text).font = font(bold=True, size=size, color="1F3A5F")


def link_to(sheet: Worksheet, row: int, column: int, tab: str, text: str) -> None:
    """Write a text that leads to another sheet of the workbook."""
    cell = put(sheet, row, column, text)
    quoted = tab.replace("'", "''")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!A1")
    cell.font = font(underline="single", color="1F5FA8")


def lines(text: str, width: float) -> int:
    """How many lines a text takes in a column of that many characters: as many as Excel or LibreOffice makes of it."""
    room = max(2.5, width - 1)
    return sum(_wrapped(line, room) for line in text.split("\n"))


def _wrapped(line: str, room: float) -> int:
    """Lines that one line becomes."""
    return 1 if _long(line) <= room else max(_laid(parts.findall(line), room) for parts in (WHOLE, PARTED))


def _laid(parts: Sequence[str], room: float) -> int:
    """Lines that parts take which are kept whole, but for those that are longer than a line."""
    count, used = 1, 0.0
    for part in parts:
        length = _long(part)
        if used and used + _long(part.rstrip()) > room:
            count, used = count + 1, 0.0
        used += length
        while used > room + _long(part[len(part.rstrip()) :]):
            count, used = count + 1, used - room
    return count


def _long(text: str) -> float:
    """Characters of the width of a column that a text takes in print."""
    cells = cell_len(text)
    return cells + (cells - len(text)) * (WIDE - 2)


def _header(text: str) -> str:
    """A text as a header, in which & begins a code."""
    text = on_one_line(NO_XML.sub("", text))
    whole = text.replace("&", "&&")
    return whole if len(whole) <= LONGEST_HEADER else text[: LONGEST_HEADER // 2 - 1].replace("&", "&&") + "…"


def print_on_a4(sheet: Worksheet, header: str) -> None:
    """Landscape, one page wide, with a header and page numbers."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.8
    sheet.HeaderFooter.oddHeader = HeaderFooterItem(left=_HeaderFooterPart(text=_header(header)))
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(right=_HeaderFooterPart(text="&P / &N"))
    sheet.print_options.horizontalCentered = True
