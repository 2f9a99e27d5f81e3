"""An .xlsx file as located cells, by openpyxl: of each sheet its cells and what is merged or hidden, and nothing else."""

import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from io import BytesIO
from typing import Any

from openpyxl.reader import excel
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._reader import CELL_TAG, COL_TAG, FORMULA_TAG, INLINE_STRING, ROW_TAG, VALUE_TAG, WorkSheetParser
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.xml.constants import ARC_CONTENT_TYPES, ARC_CORE, ARC_STYLE, SHARED_STRINGS, SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

from scheduler.books.beside import comments_and_boxes, is_struck, struck_styles, struck_texts
from scheduler.books.limits import LAST_COLUMN, LONGEST_CELL, MOST_CELLS, MOST_OF_WHOLE, MOST_SHEETS, Refused, counted
from scheduler.books.sheets import Merged, Sheet
from scheduler.domain import Source
from scheduler.domain.cells import BROKEN, Cell
from scheduler.domain.problems import Problems

ERROR_VALUE = re.compile(r"#(?:REF!|DIV/0!|N/A|NAME\?|NULL!|NUM!|VALUE!|SPILL!|CALC!|GETTING_DATA)")
MERGE_TAG = f"{{{SHEET_MAIN_NS}}}mergeCell"
EXTENSIONS = f"{{{SHEET_MAIN_NS}}}extLst"
EAST_ASIAN_DATES = {*range(27, 37), *range(50, 59)}
"""Formats of dates and times that Excel has built in in East Asia, such as 31 for 2021年11月5日; openpyxl has none."""

_ESCAPED = re.compile("_x(000[9AaDd])_")
"""How a tab or the end of a line may be written in a text."""

OF_CELLS = ("sheetData", "row", "c", "v")
"""What cells consist of; under another namespace openpyxl passes them over."""

OF_DRAWINGS = "http://schemas.openxmlformats.org/drawingml/"
"""How the namespaces begin in which `row` is where a button stands."""

OF_TEXT = ("is", "t", "r", "rPr", "rPh", "f")
"""What else may stand in a cell, and is needed until its row is read."""


def read_xlsx(
    data: bytes, name: str, problems: Problems, wanted: Callable[[str], bool]
) -> tuple[dict[str, Sheet], datetime | None]:
    """The sheets of a workbook, and when it says it was last saved; of the sheets that are not wanted only the titles.

    Macros are never run, links to other files never followed: openpyxl knows neither.

    Raises
    ------
    Refused
        It holds more than a workbook of an event can, or one cell twice.
    Exception
        Of any kind, where the file is damaged: openpyxl has no error family.
    """
    with warnings.catch_warnings():  # about features of Excel that hold no values
        warnings.simplefilter("ignore", UserWarning)
        reader: Any = excel.ExcelReader(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        counts = counted(reader.archive)
        reader.read_manifest()
        workbook = excel._find_workbook_part(reader.package).PartName[1:]  # type: ignore[attr-defined]  # not in the stubs
        names = reader.archive.namelist()
        held = {ARC_CONTENT_TYPES, ARC_CORE, ARC_STYLE, workbook, *(name for name in names if name.endswith(".rels"))}
        if any(counts[part].elements > MOST_OF_WHOLE for part in held.intersection(names)):
            raise Refused("file.too_large")
        strings = reader.package.find(SHARED_STRINGS)
        reader.read_strings()
        if strings is not None and counts[strings.PartName[1:]].texts != len(reader.shared_strings):
            raise ValueError("texts of another namespace")
        reader.read_workbook()
        reader.read_properties()
        apply_stylesheet(reader.archive, reader.wb)
        reader.wb._date_formats |= _east_asian_dates(reader.wb)
        there = [(listed, part) for listed, part in reader.parser.find_sheets() if "chartsheet" not in part.Type]
        if len({listed.name.casefold() for listed, _ in there}) != len(there):
            raise Refused("file.damaged")
        if len(there) > MOST_SHEETS:
            raise Refused("file.too_large")
        if any(part.target not in counts for _, part in there):
            raise ValueError("a sheet that is missing, or no XML")
        styles = struck_styles(reader.wb)
        texts = struck_texts(reader.archive, strings.PartName[1:]) if strings is not None else set()
        sheets = {
            listed.name: _read_sheet(reader, part.target, Source(name, listed.name), listed.state, styles, texts, problems)
            if wanted(listed.name)
            else Sheet(Source(name, listed.name), {})
            for listed, part in there
        }
    return sheets, reader.wb.properties.modified


def _read_sheet(
    reader: Any, part: str, here: Source, state: str, styles: set[int], texts: set[int], problems: Problems
) -> Sheet:
    if state != "visible":
        problems.note(here, "sheet.hidden", sheet=here.sheet)
    book, place = reader.wb, Sheet(here, {}).place
    rows: dict[int, dict[int, Cell]] = {}
    struck: set[Source] = set()
    with reader.archive.open(part) as stream:
        parser = _Cells(
            stream,
            reader.shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        parser.struck_texts = texts
        for found in parser.cells():
            row, column, value, kind = found["row"], found["column"], found["value"], found["data_type"]
            if column in rows.setdefault(row, {}):
                raise Refused("file.damaged")
            if value is None and (row, column) not in parser.uncomputed:
                continue
            at = place(row, column)
            if isinstance(value, str):
                if len(value) > LONGEST_CELL:
                    raise Refused("file.too_large")
                value = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
            if value is None:
                problems.error(at, "cell.uncomputed")
                value = BROKEN
            elif kind == "e" or ERROR_VALUE.fullmatch(str(value).strip()):
                problems.error(at, "cell.error", value=value)
                value = BROKEN
            if not isinstance(value, str) or value.strip():
                rows[row][column] = Cell(value, at, epoch=book.epoch)
                if found.get("style_id") in styles or (row, column) in parser.struck:
                    struck.add(at)
    hidden = [row for row, layout in parser.row_dimensions.items() if _says_hidden(layout) and rows.get(int(row))]
    hidden += [_letters(layout) for layout in parser.column_dimensions.values() if _says_hidden(layout)]
    if hidden:
        problems.note(here, "sheet.hidden_part", sheet=here.sheet, parts=hidden)
    comments: list[Cell] = []
    boxes: dict[tuple[int, int], Cell] = {}
    for (row, column), text, in_box in comments_and_boxes(reader.archive, part):
        while in_box and (column in rows.get(row, {}) or (row, column) in boxes):
            column += 1
        if in_box:
            boxes[row, column] = Cell(text, place(row, column))
        else:
            comments.append(Cell(text, place(row, column)))
    return Sheet(here, rows, tuple(parser.merged), frozenset(struck), tuple(comments), tuple(boxes.values()))


def _east_asian_dates(book: Any) -> set[int]:
    """The styles of a workbook that show a number as a date or a time in one of these formats."""
    return {number for number, look in enumerate(book._cell_styles) if look.numFmtId in EAST_ASIAN_DATES}


class _Cells(WorkSheetParser):
    """The cells of a sheet one after the other, what is merged or hidden, and which formulas have no stored result."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.merged: list[Merged] = []
        self.uncomputed: set[tuple[int, int]] = set()
        self.struck_texts: set[int] = set()
        self.struck: set[tuple[int, int]] = set()

    def cells(self) -> Iterator[dict[str, Any]]:
        """Row by row, as they stand in the file.

        Raises
        ------
        ValueError
            There are cells that would be passed over: of another namespace, or outside of rows.
        """
        there = read = 0
        for _, element in iterparse(self.source):
            tag = element.tag
            namespace, _, name = tag.rpartition("}")
            if name in OF_CELLS and namespace[1:] != SHEET_MAIN_NS and not namespace[1:].startswith(OF_DRAWINGS):
                raise ValueError("cells of another namespace")
            if tag == CELL_TAG:
                there += 1
            elif tag == ROW_TAG:
                _, cells = self.parse_row(element)
                read += len(cells)
                if len(cells) > LAST_COLUMN or read > MOST_CELLS * 2:
                    raise Refused("file.too_large")
                yield from cells
            elif tag == COL_TAG:
                self.parse_column_dimensions(element)
            elif tag == MERGE_TAG:
                area = CellRange(element.get("ref"))
                self.merged.append(Merged(area.min_row, area.min_col, area.max_row, area.max_col))
            if name not in OF_TEXT and (name not in OF_CELLS or tag == ROW_TAG or namespace[1:] != SHEET_MAIN_NS):
                element.clear()
        if there != read:
            raise ValueError("cells outside of rows")

    def parse_row(self, row: Any) -> tuple[int, list[dict[str, Any]]]:
        for other in [child for child in row if child.tag != CELL_TAG]:
            row.remove(other)
        number, cells = super().parse_row(row)
        if any(cell["row"] != number for cell in cells):
            raise ValueError("a cell that says it is in another row")
        return number, cells

    def parse_cell(self, element: Any) -> dict[str, Any]:
        written = element.find(VALUE_TAG)
        kind, text = element.get("t", "n"), "" if written is None else written.text or ""
        if kind == "s" and not re.fullmatch("[0-9]*", text, re.ASCII):
            raise ValueError("no number of a text")
        found: dict[str, Any] = super().parse_cell(element)
        formula = element.find(FORMULA_TAG) is not None
        others = [child for child in element if child.tag not in (FORMULA_TAG, VALUE_TAG, EXTENSIONS)]
        if found["value"] is None and (text.strip() or any(child.tag != INLINE_STRING or len(child) for child in others)):
            raise ValueError("a value where none is looked for")
        if found["value"] is None and formula and (written is None or kind == "n"):  # else it is an empty text
            self.uncomputed.add((found["row"], found["column"]))
        in_list = kind == "s" and bool(self.struck_texts) and text != "" and int(text) in self.struck_texts
        if in_list or (
            kind == "inlineStr" and any(is_struck(one) for one in element.iter() if str(one.tag).endswith("}strike"))
        ):
            self.struck.add((found["row"], found["column"]))
        if found["row"] < 1:
            raise ValueError("a row before the first one")
        return found


def _says_hidden(layout: Mapping[str, str]) -> bool:
    return layout.get("hidden", "").lower() in ("1", "true", "on") or "0" in (layout.get("ht"), layout.get("width"))


def _letters(layout: Mapping[str, str]) -> str:
    """The columns that one layout covers: `D` or `D:F`."""
    first, last = (get_column_letter(int(layout[end])) for end in ("min", "max"))
    return first if first == last else f"{first}:{last}"
