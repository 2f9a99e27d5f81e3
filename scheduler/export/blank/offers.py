"""Lists to choose from, on a sheet of their own: every word offered is one that the intake reads."""

from collections.abc import Sequence

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
        self._let_choose(sheet, kind, cells)

    def offer_these(self, sheet: Worksheet, name: str, heading: str, values: Sequence[str], cells: str) -> None:
        """The same with values of the event, which stand on the sheet once by the `name` of their list."""
        if name not in self._places:
            self._places[name] = self._list(heading, values)
        self._let_choose(sheet, name, cells)

    def _let_choose(self, sheet: Worksheet, name: str, cells: str) -> None:
        offered = DataValidation("list", formula1=self._places[name], allow_blank=True, showErrorMessage=False)
        sheet.add_data_validation(offered)
        offered.add(cells)

    def _values(self, kind: str) -> list[str]:
        if kind == "zone":
            return list(ZONES)
        offered = list(words.choices(kind, self._language).values())
        return [*CHOICES, *offered] if kind == "choice" else offered

    def _list(self, heading: str, values: Sequence[str]) -> str:
        """A new column of the sheet, and the formula that names it."""
        column = len(self._places) + 1
        put(self._sheet, 1, column, heading, "heading")
        for row, value in enumerate(values, start=2):
            put(self._sheet, row, column, value)
        letter = get_column_letter(column)
        self._sheet.column_dimensions[letter].width = 22
        return f"'{self._sheet.title}'!${letter}$2:${letter}${len(values) + 1}"
