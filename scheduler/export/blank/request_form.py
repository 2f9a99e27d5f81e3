"""The form on which a government asks for meetings, each time cell headed by the clock it is on."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from scheduler import words
from scheduler.domain import Government, LocalRange, Names, instant_of
from scheduler.export.blank.offers import Offers
from scheduler.export.workbook.book import new_book, save
from scheduler.export.workbook.looks import Look, style
from scheduler.export.workbook.page import lines, print_on_a4, put, put_title

FORM_NAME = "request-form"
COLUMNS = {
    "no": 6,
    "choice": 10,
    "counterparts": 26,
    "topic": 30,
    "preferred": 28,
    "unavailable": 28,
    "duration": 10,
    "interpreter": 12,
    "participants": 12,
    "mode": 14,
    "notes": 24,
}
"""The columns of the table of wishes, with their widths in characters."""

OFFERED = {"choice": "choice", "interpreter": "interpreter", "mode": "room_type"}
ABOUT = (("requester", "department"), ("contact", "contact_title"), ("email", "phone"), ("platforms",))
"""The labels above the table, line by line."""

WISHES = 10
"""Lines to fill in."""

HOME = {"ja": "Asia/Tokyo", "ko": "Asia/Seoul", "zh": "Asia/Shanghai"}
"""The clock of a form in a language that one country writes, where its government is not known yet."""

ROOMY = 24
"""Points of a line that somebody writes in."""


def write_form(path: Path, language: str, mark: str = "") -> None:
    """Write the form that any government may fill in; by the `mark` on it this program knows it again.

    Raises
    ------
    OSError
        The file could not be written.
    """
    _write(path, language, HOME.get(language, "own"), None, (), Names(""), mark)


def write_form_of(path: Path, government: Government, slots: Iterable[LocalRange], names: Names, mark: str = "") -> None:
    """Write the form of one government: in its language, on its clock, with its name and the times to mark filled in.

    Parameters
    ----------
    path
        Where it is written.
    government
        Whose form it is.
    slots
        When meetings may take place, on the host's clock.
    names
        Of the event.
    mark
        By which this program knows the form again.

    Raises
    ------
    OSError
        The file could not be written.
    """
    first = government.languages[0]
    windows = [_on_clock(slot, government.zone) for slot in slots]
    _write(path, first if first in words.LANGUAGES else "en", government.zone, government, windows, names, mark)


def _write(
    path: Path, language: str, zone: str, government: Government | None, windows: Sequence[str], names: Names, mark: str
) -> None:
    book = new_book()
    sheet = book.create_sheet(words.contract_headings("Sheets", language)["Requests"])
    print_on_a4(sheet, sheet.title)
    form = _Form(sheet, Offers(book, language), language, zone)
    form.head(names.in_language(language))
    form.about(government)
    form.wishes()
    form.rest(windows)
    form.mark(mark)
    save(book, path)


class _Form:
    def __init__(self, sheet: Worksheet, offers: Offers, language: str, zone: str) -> None:
        self._sheet, self._offers, self._language = sheet, offers, language
        self._zone = words.catalogue(language).get(f"blank.zone.{zone}", words.zone_name(zone))
        self._headings = words.contract_headings("Requests", language)
        self._labels = words.contract_headings(words.FORM, language)
        self._row = 1

    def head(self, event: str) -> None:
        if event:
            put_title(self._sheet, self._row, 1, event, size=12)
            self._row += 1
        put_title(self._sheet, self._row, 1, words.say(self._language, "blank.form_title"))
        self._wide(self._row + 1, words.say(self._language, "blank.form_how", {"zone": self._zone}))
        self._row += 3

    def about(self, government: Government | None) -> None:
        """Who answers: labels with a white cell beside each."""
        for fields in ABOUT:
            for place, field in enumerate(fields):
                left = 1 + 5 * place
                self._cells(left, left + 1, self._labels.get(field, ""), "label")
                known = government.names.in_language(self._language) if government and field == "requester" else ""
                self._cells(left + 2, left + 4, known, "blank")
            self._row += 1
        self._row += 1

    def wishes(self) -> None:
        """A line each meeting asked for, below an example."""
        example = words.say(self._language, "example.form").split(words.EXAMPLE_CELL)
        first = self._row + 2
        for column, (field, width) in enumerate(COLUMNS.items(), start=1):
            heading = self._headings[field]
            timed = f"{heading} ({self._zone})" if field in ("preferred", "unavailable") else heading
            put(self._sheet, self._row, column, timed, "heading")
            letter = get_column_letter(column)
            self._sheet.column_dimensions[letter].width = width
            shown = example[column - 1] if column <= len(example) else None
            put(self._sheet, self._row + 1, column, shown, "example")
            self._sheet.row_dimensions[self._row + 1].height = ROOMY
            for row in range(first, first + WISHES):
                put(self._sheet, row, column, row - first + 1 if column == 1 else None, "cell")
                self._sheet.row_dimensions[row].height = ROOMY
            if field in OFFERED:
                self._offers.offer(self._sheet, OFFERED[field], heading, f"{letter}{first}:{letter}{first + WISHES - 1}")
        self._sheet.row_dimensions[self._row].height = 36
        self._row = first + WISHES + 1

    def rest(self, windows: Sequence[str]) -> None:
        """Remarks, and the times to mark."""
        self._cells(1, 2, self._labels["notes"] if self._language == "ja" else self._headings["notes"], "label")
        self._cells(3, len(COLUMNS), "", "blank")
        self._row += 2
        if not windows:
            return
        self._wide(self._row, words.say(self._language, "blank.form_marks"))
        self._row += 1
        self._cells(1, 3, f"{words.say(self._language, 'read_as.range')} ({self._zone})", "label")
        self._cells(4, 4, self._labels["marks"], "label")
        for window in windows:
            self._row += 1
            self._cells(1, 3, window, "label")
            self._cells(4, 4, "", "blank")
            self._offers.offer(self._sheet, "avail", self._labels["marks"], f"D{self._row}")

    def mark(self, mark: str) -> None:
        """A line in small print below all others."""
        if mark:
            put(self._sheet, self._row + 2, 1, mark, "small print")

    def _cells(self, first: int, last: int, text: str, look: Look) -> None:
        """Cells of the current row joined into one."""
        self._sheet.row_dimensions[self._row].height = ROOMY
        if last > first:
            self._sheet.merge_cells(start_row=self._row, end_row=self._row, start_column=first, end_column=last)
        put(self._sheet, self._row, first, text or None, look)
        for column in range(first + 1, last + 1):
            self._sheet.cell(self._row, column).style = style(look)

    def _wide(self, row: int, text: str) -> None:
        put(self._sheet, row, 1, text, "text")
        self._sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(COLUMNS))
        self._sheet.row_dimensions[row].height = 17 * lines(text, sum(COLUMNS.values()))


def _on_clock(slot: LocalRange, zone: str) -> str:
    """A slot as its times read in another zone: `2021-11-05 09:00-11:00`."""
    assert slot.day
    ends = (instant_of(slot.day, minute, slot.zone) for minute in (slot.start, slot.end))
    start, end = (at.astimezone(ZoneInfo(zone)) for at in ends)
    day: date = start.date()
    until = end.strftime("%H:%M") if end.date() == day else "24:00"
    return f"{day.isoformat()} {start.strftime('%H:%M')}-{until}"
