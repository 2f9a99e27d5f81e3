"""Lists to choose from, on a sheet of their own: every word offered is one that the intake reads."""

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from scheduler import words
from scheduler.export.workbook.page import put

ZONES = ("Asia/Seoul", "Asia/Shanghai", "Asia/Tokyo")
CHOICES = ("1", "2", "3")
LAST_ROW = 1000
"""Down to which row of a table its lists are offered."""


class Offers:
    """The sheet Lists of a workbook, a column each kind of value, in one language."""

    def __init__(self, book: Workbook, language: str) -> None:
        self._sheet: Worksheet = book.create_sheet(words.contract_headings("Sheets", language)["Lists"])
        self._language = language
        self._places: dict[str, str] = {}

    def offer(self, sheet: Worksheet, kind: str, heading: str, cells: str) -> None:
        """Let cells be chosen from the values of a kind; what is not among them may still be typed."""
        if kind not in self._places:
            self._places[kind] = self._list(heading, self._values(kind))
        offered = DataValidation("list", formula1=self._places[kind], allow_blank=True, showErrorMessage=False)
        sheet.add_data_validation(offered)
        offered.add(cells)

    def _values(self, kind: str) -> list[str]:
        if kind == "zone":
            return list(ZONES)
        offered = list(words.choices(kind, self._language).values())
        return [*CHOICES, *offered] if kind == "choice" else offered

    def _list(self, heading: str, values: list[str]) -> str:
        """A new column of the sheet, and the formula that names it."""
        column = len(self._places) + 1
        put(self._sheet, 1, column, heading, "heading")
        for row, value in enumerate(values, start=2):
            put(self._sheet, row, column, value)
        letter = get_column_letter(column)
        self._sheet.column_dimensions[letter].width = 22
        return f"'{self._sheet.title}'!${letter}$2:${letter}${len(values) + 1}"
