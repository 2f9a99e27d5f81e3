"""A sheet as an office makes it: headings, widths, print set-up; text that stays text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from rich.cells import cell_len

from scheduler.export.workbook.looks import Look, font, style
from scheduler.words import on_one_line

A4 = 9
NO_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
"""Characters that no file of Excel can hold, besides those that openpyxl knows of."""

LONGEST = 32_767
"""Characters of a cell."""

LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Of any width: Excel in East Asia takes the wide ones for the others when a cell is edited."""

LONGEST_HEADER = 200
"""Characters of a header; Excel opens no file in which one has more than 255 with its codes."""


@dataclass(frozen=True)
class Table:
    """Rows below one row of headings; `widths` in characters, `formats` by column for values that are no text."""

    headings: Sequence[str]
    rows: Sequence[Sequence[Any]]
    widths: Sequence[float]
    formats: dict[int, str] = field(default_factory=dict)


WIDE_TIME, TIME = 32, 17
"""Widths that hold a day with its day of the week and a time, and a day of the week and a time, in every language."""


def put(sheet: Worksheet, row: int, column: int, value: Any, look: Look | None = None) -> Cell:
    """Write a value; text that looks like a formula stays text, in this program and in Excel."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell), "only the first cell of a merged range is written"
    if look:
        cell.style = style(look)
    if isinstance(value, str):
        value = NO_XML.sub("", ILLEGAL_CHARACTERS_RE.sub("", value))[:LONGEST]
        cell.value = value
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(LIKE_A_FORMULA)
    else:
        cell.value = value
    return cell


def put_table(sheet: Worksheet, table: Table, top: int = 1) -> None:
    """Write a table with its headings in row `top`, framed, wrapped, its heading frozen and repeated in print."""
    for column, (heading, width) in enumerate(zip(table.headings, table.widths, strict=True), start=1):
        put(sheet, top, column, heading, "heading")
        sheet.column_dimensions[get_column_letter(column)].width = width
    for offset, row in enumerate(table.rows, start=1):
        for column, value in enumerate(row, start=1):
            timed = column - 1 in table.formats and isinstance(value, datetime)
            cell = put(sheet, top + offset, column, value, "time" if timed else "cell")
            if timed:
                cell.number_format = table.formats[column - 1]
        texts = [str(value or "") for value in row]
        sheet.row_dimensions[top + offset].height = 17 * max(map(lines, texts, table.widths))
    sheet.row_dimensions[top].height = 17 * max(map(lines, table.headings, table.widths))
    sheet.freeze_panes = f"A{top + 1}"
    sheet.print_title_rows = f"{top}:{top}"


def put_title(sheet: Worksheet, row: int, column: int, text: str, size: int = 14) -> None:
    put(sheet, row, column, text).font = font(bold=True, size=size, color="1F3A5F")


def lines(text: str, width: float) -> int:
    """About how many lines a text takes in a column of that many characters."""
    return sum(max(1, -(-cell_len(line) // max(1, int(width) - 2))) for line in text.split("\n"))


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
