"""A sheet as an office makes it: headings, widths, print set-up; text that stays text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
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
    are several, `widths` are those of the sheet.
    """
    if widths is None:
        widths = table.widths()
        set_widths(sheet, widths)
        sheet.freeze_panes = f"A{top + 1}"
        sheet.print_title_rows = f"{top}:{top}"
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
    """How many lines a text takes in a column of that many characters, where words are kept whole."""
    return sum(_wrapped(line, max(1, int(width) - 1)) for line in text.split("\n"))


def _wrapped(line: str, room: int) -> int:
    """Lines that one line becomes; wide characters may be parted anywhere, and so are words that are too long."""
    if cell_len(line) <= room:
        return 1
    count, used = 1, 0
    for word in line.split(" "):
        length = cell_len(word)
        if used and used + 1 + length > room and length == len(word):
            count, used = count + 1, 0
        used += length + bool(used)
        count, used = count + (used - 1) // room, (used - 1) % room + 1 if used else 0
    return count


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
