"""The form on which a government asks for meetings, each time cell headed by the clock it is on."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from scheduler import words
from scheduler.domain import Government, LocalRange, Names, Settings, instant_of
from scheduler.export.blank.offers import Offers
from scheduler.export.workbook.book import new_book, save
from scheduler.export.workbook.dates import office_date
from scheduler.export.workbook.looks import Look, style
from scheduler.export.workbook.page import LINE, lines, print_on_a4, put, put_title

FORM_NAME = "request-form"
COLUMNS = {
    "no": 9,
    "choice": 8,
    "counterparts": 24,
    "third": 22,
    "topic": 28,
    "preferred": 26,
    "unavailable": 26,
    "duration": 9,
    "interpreter": 13,
    "participants": 14,
    "mode": 12,
    "notes": 22,
}
"""The columns of the table of wishes, with their widths in characters."""

OFFERED = {"choice": "choice", "interpreter": "interpreter", "mode": "room_type"}
PARTNERS, TIMES = ("counterparts", "third"), ("preferred", "unavailable")
"""Columns that offer the governments of the event, and its slots."""

ABOUT = (("requester", "department"), ("contact", "contact_title"), ("email", "phone"), ("platforms",))
"""The labels above the table, line by line."""

WISHES = 10
"""Lines to fill in."""

HOME = {"ja": "Asia/Tokyo", "ko": "Asia/Seoul", "zh": "Asia/Shanghai"}
"""The clock of a form in a language that one country writes, where its government is not known yet."""

ROOMY = 24
"""Points of a line that somebody writes in."""


@dataclass(frozen=True)
class Plaza:
    """What the forms of an event say of it.

    Attributes
    ----------
    names
        Of the event.
    governments
        All that take part.
    slots
        When meetings may take place, on the host's clock.
    settings
        With whom to reply, and by when.
    """

    names: Names = field(default_factory=lambda: Names(""))
    governments: tuple[Government, ...] = ()
    slots: tuple[LocalRange, ...] = ()
    settings: Settings | None = None

    def partners_of(self, government: Government, language: str) -> list[str]:
        """The others by name, by code where several are called so."""
        others = [one for one in sorted(self.governments, key=lambda one: one.code) if one.code != government.code]
        names = Counter(one.names.in_language(language) for one in self.governments)
        return [name if names[name := one.names.in_language(language)] == 1 else one.code for one in others]


def form_name(government: Government) -> str:
    """What the form of a government is called, in its language: 申込書_JP01_鳥取県."""
    language = language_of(government)
    values = {"code": government.code, "name": government.names.in_language(language)}
    return words.say(language, "blank.form_file", values)


def language_of(government: Government) -> str:
    """In which of the four languages a government's form is."""
    first = government.languages[0] if government.languages else ""
    return first if first in words.LANGUAGES else "en"


def write_form(path: Path, language: str, mark: str = "") -> None:
    """Write the form that any government may fill in; by the `mark` on it this program knows it again.

    Raises
    ------
    OSError
        The file could not be written.
    """
    _write(path, language, HOME.get(language, "own"), None, Plaza(), mark)


def write_form_of(path: Path, government: Government, plaza: Plaza, mark: str = "") -> None:
    """Write the form of one government: in its language, on its clock, with what it may choose from.

    Parameters
    ----------
    path
        Where it is written.
    government
        Whose form it is.
    plaza
        What it is about.
    mark
        By which this program knows the form again.

    Raises
    ------
    OSError
        The file could not be written.
    """
    _write(path, language_of(government), government.zone, government, plaza, mark)


def _write(path: Path, language: str, zone: str, government: Government | None, plaza: Plaza, mark: str) -> None:
    book = new_book()
    sheet = book.create_sheet(words.contract_headings("Sheets", language)["Requests"])
    print_on_a4(sheet, sheet.title)
    sheet.page_setup.fitToHeight = 1
    form = _Form(sheet, Offers(book, language), language, zone)
    windows = [_on_clock(slot, government.zone) for slot in plaza.slots] if government else []
    form.head(plaza)
    form.about(government)
    form.wishes(plaza.partners_of(government, language) if government else [], windows)
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

    def head(self, plaza: Plaza) -> None:
        if event := plaza.names.in_language(self._language):
            put_title(self._sheet, self._row, 1, event, size=12)
            self._row += 1
        put_title(self._sheet, self._row, 1, words.say(self._language, "blank.form_title"))
        self._wide(self._row + 1, words.say(self._language, "blank.form_how", {"zone": self._zone}))
        self._row += 2
        if to := self._reply(plaza.settings):
            self._wide(self._row, to)
            self._row += 1
        self._row += 1

    def _reply(self, settings: Settings | None) -> str:
        """Until when and to whom the form is to be returned, as far as the settings say."""
        if settings is None:
            return ""
        to = " ".join(filter(None, (settings.secretariat_names.in_language(self._language), settings.secretariat_email)))
        by = office_date(self._language, settings.reply_by) if settings.reply_by else ""
        key = "blank.form_by_to" if by and to else "blank.form_by" if by else "blank.form_to"
        return words.say(self._language, key, {"date": by, "to": to}) if by or to else ""

    def about(self, government: Government | None) -> None:
        """Who answers: labels with a white cell beside each."""
        for line in ABOUT:
            for place, name in enumerate(line):
                left = 1 + 5 * place
                self._cells(left, left + 1, self._labels.get(name, ""), "label")
                known = government.names.in_language(self._language) if government and name == "requester" else ""
                self._cells(left + 2, left + 4, known, "blank")
            self._row += 1
        self._row += 1

    def wishes(self, partners: Sequence[str], windows: Sequence[str]) -> None:
        """A line each meeting asked for, below an example."""
        example = words.say(self._language, "example.form").split(words.EXAMPLE_CELL)
        first = self._row + 2
        for column, (name, width) in enumerate(COLUMNS.items(), start=1):
            heading = self._headings.get(name) or self._labels[name]
            timed = f"{heading} ({self._zone})" if name in TIMES else heading
            put(self._sheet, self._row, column, timed, "heading")
            letter = get_column_letter(column)
            self._sheet.column_dimensions[letter].width = width
            shown = example[column - 1] if column <= len(example) else ""
            if name in TIMES and windows:
                shown = windows[0] if name == "preferred" else windows[-1]
            put(self._sheet, self._row + 1, column, shown or None, "example")
            high = self._sheet.row_dimensions[self._row + 1].height or ROOMY
            self._sheet.row_dimensions[self._row + 1].height = max(high, LINE * lines(shown, width))
            for row in range(first, first + WISHES):
                put(self._sheet, row, column, row - first + 1 if column == 1 else None, "cell")
                self._sheet.row_dimensions[row].height = ROOMY
            cells = f"{letter}{first}:{letter}{first + WISHES - 1}"
            if name in OFFERED:
                self._offers.offer(self._sheet, OFFERED[name], heading, cells)
            elif name in PARTNERS and partners:
                self._offers.offer_these(self._sheet, "partners", self._headings["counterparts"], partners, cells)
            elif name in TIMES and windows:
                self._offers.offer_these(self._sheet, "times", words.say(self._language, "read_as.range"), windows, cells)
        longest = max(lines(str(self._sheet.cell(self._row, at).value), w) for at, w in enumerate(COLUMNS.values(), start=1))
        self._sheet.row_dimensions[self._row].height = LINE * longest
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
        """Cells of the current row joined into one, the row as high as any of them needs."""
        needed = LINE * lines(text, sum(list(COLUMNS.values())[first - 1 : last]))
        self._sheet.row_dimensions[self._row].height = max(self._sheet.row_dimensions[self._row].height or ROOMY, needed)
        if last > first:
            self._sheet.merge_cells(start_row=self._row, end_row=self._row, start_column=first, end_column=last)
        put(self._sheet, self._row, first, text or None, look)
        for column in range(first + 1, last + 1):
            self._sheet.cell(self._row, column).style = style(look)

    def _wide(self, row: int, text: str) -> None:
        put(self._sheet, row, 1, text, "text")
        self._sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(COLUMNS))
        self._sheet.row_dimensions[row].height = LINE * lines(text, sum(COLUMNS.values()))


def _on_clock(slot: LocalRange, zone: str) -> str:
    """A slot as its times read in another zone: `2021-11-05 09:00-11:00`."""
    assert slot.day
    ends = (instant_of(slot.day, minute, slot.zone) for minute in (slot.start, slot.end))
    start, end = (at.astimezone(ZoneInfo(zone)) for at in ends)
    day: date = start.date()
    until = end.strftime("%H:%M") if end.date() == day else "24:00"
    return f"{day.isoformat()} {start.strftime('%H:%M')}-{until}"
