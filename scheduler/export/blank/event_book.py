"""An event.xlsx to fill in: a sheet each of the contract, with lists, notes on the headings, and an example row."""

from pathlib import Path

from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from rich.cells import cell_len

from scheduler import words
from scheduler.contract import OFFERED, SETTINGS, SHEETS
from scheduler.domain import GOALS, Disturbance, Settings
from scheduler.export.blank.offers import LAST_ROW, Offers
from scheduler.export.workbook.book import new_book, save
from scheduler.export.workbook.page import lines as lines_of
from scheduler.export.workbook.page import print_on_a4, put, put_title

KINDS = {sheet.name: {column.field: column.kind for column in sheet.columns} for sheet in SHEETS}
KINDS["Settings"] = {column.field: column.kind for column in SETTINGS}
REQUIRED = {sheet.name: {column.field for column in sheet.columns if column.required} for sheet in SHEETS}
REQUIRED["Settings"] = {column.field for column in SETTINGS if column.required}
WINDOWS = ("2026-11-05 10:00-12:00", "2026-11-05 14:00-17:00")
"""Headings of the grid, to be written over."""

READ_ME_WIDTH = 90


def write_event_book(path: Path, language: str) -> None:
    """Write an empty event.xlsx in a language.

    Raises
    ------
    OSError
        The file could not be written.
    """
    book = new_book()
    titles = words.contract_headings("Sheets", language)
    _read_me(book.create_sheet(titles["Read me"]), language)
    sheets = {of.name: book.create_sheet(titles[of.name]) for of in SHEETS}
    offers = Offers(book, language)
    for name, sheet in sheets.items():
        print_on_a4(sheet, titles[name])
        _fill(sheet, name, offers, language)
    book.active = book.index(sheets["Event"])
    save(book, path)


def _read_me(sheet: Worksheet, language: str) -> None:
    title, *lines = words.say(language, "blank.read_me").split("\n")
    put_title(sheet, 1, 1, title)
    for row, line in enumerate(lines, start=3):
        put(sheet, row, 1, line, "text")
        sheet.row_dimensions[row].height = 17 * lines_of(line, READ_ME_WIDTH)
    sheet.column_dimensions["A"].width = READ_ME_WIDTH
    print_on_a4(sheet, title)


def _fill(sheet: Worksheet, name: str, offers: Offers, language: str) -> None:
    headings = words.contract_headings(name, language)
    fields = [field for field in headings if "#" not in field and field != "own_interpreter"]
    texts = [headings[field] for field in fields] + (list(WINDOWS) if name == "Availability" else [])
    example = words.say(language, f"example.{name}").split(words.EXAMPLE_CELL)
    for column, text in enumerate(texts, start=1):
        field = fields[column - 1] if column <= len(fields) else ""
        _explain(put(sheet, 1, column, text, "heading"), name, field, language)
        letter = get_column_letter(column)
        shown = example[column - 1] if column <= len(example) else ""
        sheet.column_dimensions[letter].width = min(40, max(12, cell_len(text) + 4, cell_len(shown) + 2))
        kind = KINDS[name][field] if field else "avail"
        if not field or kind in OFFERED:
            offers.offer(
                sheet, kind, text if field else words.say(language, "read_as.level"), f"{letter}3:{letter}{LAST_ROW}"
            )
    for column, text in enumerate(example, start=1):
        if text.strip():
            put(sheet, 2, column, text.strip(), "example")
    if name == "Event":
        _settings(sheet, offers, language)
    if name == "Weights":
        for tier, goal in enumerate(GOALS, start=1):
            for column, value in enumerate((goal, tier, 1), start=1):
                put(sheet, tier + 2, column, value)
            sheet.cell(tier + 2, 1).comment = _note(words.say(language, f"goal.{goal}"))
        for row, (field, text) in enumerate(words.choices("disturbance", language).items(), start=len(GOALS) + 3):
            put(sheet, row, 1, text)
            put(sheet, row, 3, getattr(Disturbance(), field))
    sheet.freeze_panes = "B2"


def _settings(sheet: Worksheet, offers: Offers, language: str) -> None:
    """A row each setting, with its default where it has one."""
    default = Settings(host_zone="")
    for row, (field, heading) in enumerate(words.contract_headings("Settings", language).items(), start=3):
        _explain(put(sheet, row, 1, heading), "Settings", field, language)
        kind = KINDS["Settings"][field]
        value = getattr(default, field, None)
        if kind in OFFERED and kind != "zone":
            value = words.choices(kind, language)["no" if value is False else str(value)]
        if value not in (None, ""):
            put(sheet, row, 2, value).alignment = Alignment(horizontal="left")
        if kind in OFFERED:
            offers.offer(sheet, kind, heading, f"B{row}")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 44, 44


def _explain(cell: Cell, sheet: str, field: str, language: str) -> None:
    """A note on a heading: whether it is required, and what to write."""
    hint = words.catalogue(language).get(f"hint.{sheet}.{field}", "")
    must = words.say(language, "hint.required") if field in REQUIRED[sheet] else ""
    if must:
        cell.value = f"{cell.value}*"
    if text := "\n".join(filter(None, (must, hint))):
        cell.comment = _note(text)


def _note(text: str) -> Comment:
    return Comment(text, "plaza", width=320, height=110)
