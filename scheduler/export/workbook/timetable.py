"""The sheet Timetable: rooms × times on the host's clock with the other clocks beside it, coloured by kind of meeting.

A block for each day, cut where a printed page ends; what has no place is listed below.
"""

from math import ceil

from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet
from rich.cells import cell_len

from scheduler.domain import MeetingOutcome, Room, in_order
from scheduler.export.workbook.day import ABOVE, ROOM_WIDTH, SMALL, Day, Held, Page, days_of, page_for
from scheduler.export.workbook.looks import CENTRED, SHADE, Look, dress, font
from scheduler.export.workbook.page import LINE, lines, link_to, merge, put, put_title
from scheduler.export.workbook.view import HATCH, View

CLOSED = PatternFill("solid", "C9CED6")
"""Of the times in which no slot is: darker than what lies between the strokes of what is provisional."""


def fill(sheet: Worksheet, view: View) -> None:
    put_title(sheet, 1, 1, view.title)
    put(sheet, 2, 1, view.clock_said(view.host_clock))
    sheet.sheet_view.showGridLines = False
    days = days_of(view)
    page = page_for(days)
    sheet.column_dimensions["A"].width = ROOM_WIDTH
    for column in range(2, page.steps + 2):
        sheet.column_dimensions[get_column_letter(column)].width = page.step
    row = top = _put_legend(sheet, 3, view, page) + 1
    for number, day in enumerate(days):
        for rooms in day.blocks(page, page.height if number else page.height - ABOVE):
            if row > top:
                sheet.row_breaks.append(Break(id=row - 1))
            row = _put_block(sheet, row, day, rooms, page)
    if not days:
        put(sheet, row, 1, view.say("timetable.empty"))
        row += 2
    unplaced = [outcome for outcome in in_order(view.timetable.meetings) if not outcome.placement]
    _put_unplaced(sheet, row, view, unplaced, page)
    sheet.freeze_panes = "B3"


def _put_block(sheet: Worksheet, top: int, day: Day, rooms: list[Room], page: Page) -> int:
    """Write some rooms of a day below its hours; returns the first row below them."""
    put_title(sheet, top, 1, day.view.date(day.day), 12)
    row = top + 1
    for number, (places, hours) in enumerate(day.clocks):
        look: Look = "clock" if number else "heading"
        put(sheet, row, 1, places, look)
        for hour, shown in zip(day.hours, hours, strict=True):
            first, last = day.columns(hour, hour + 60)
            _merge(sheet, row, first, last)
            put(sheet, row, first, shown, look)
            for column in range(first + 1, last + 1):
                dress(sheet.cell(row, column), look)
        sheet.row_dimensions[row].height = LINE * lines(places, ROOM_WIDTH)
        row += 1
    if day.programme:
        _put_programme(sheet, row, day)
        sheet.row_dimensions[row].height = day.height_of_programme(page)
        row += 1
    for room in rooms:
        put(sheet, row, 1, day.label(room), "room")
        for held in day.in_room(room):
            _put_meeting(sheet, row, day, held)
        _put_free(sheet, row, day)
        sheet.row_dimensions[row].height = day.height(room, page)
        row += 1
    return row + 1


def _put_meeting(sheet: Worksheet, row: int, day: Day, held: Held) -> None:
    """Write one meeting across its time."""
    first, last = day.columns(*day.times[held[0].id])
    _merge(sheet, row, first, last)
    cell = put(sheet, row, first, day.text(held), "meeting")
    for column in range(first + 1, last + 1):
        dress(sheet.cell(row, column), "meeting")
    cell.fill = day.view.colour(held[0])


def _put_programme(sheet: Worksheet, row: int, day: Day) -> None:
    label = put(sheet, row, 1, day.view.say("timetable.programme"))
    label.font, label.alignment = font(italic=True, size=9), CENTRED
    free_from = 0
    for item, start, end in sorted(day.programme, key=lambda item: item[1:]):
        first, last = day.columns(start, end)
        first = max(first, free_from)
        if first > last:
            continue
        _merge(sheet, row, first, last)
        cell = put(sheet, row, first, day.said(item))
        cell.font, cell.fill, cell.alignment = font(italic=True, size=8), SHADE, CENTRED
        free_from = last + 1


def _put_free(sheet: Worksheet, row: int, day: Day) -> None:
    """Rule the cells without a meeting, and shade them where no slot is open."""
    for column in (column for column in range(2, day.steps + 2) if not sheet.cell(row, column).has_style):
        minute = day.first + (column - 2) * day.step
        dress(sheet.cell(row, column), "hour" if (column - 2) * day.step % 60 == 0 else "between hours")
        if not day.is_open(minute):
            sheet.cell(row, column).fill = CLOSED


def _put_legend(sheet: Worksheet, row: int, view: View, page: Page) -> int:
    """The colours side by side, each as wide as its name, on as many rows as they need; returns the first row below."""
    put(sheet, row, 1, view.say("timetable.legend")).font = font(bold=True, size=9)
    shown = [(view.kind_name(kind), PatternFill("solid", colour)) for kind, colour in view.colours.items()]
    if any(view.provisional(outcome) for outcome, _ in view.scheduled):
        shown.append((view.say("timetable.provisional"), PatternFill("lightUp", HATCH, "FFFFFF")))
    if any(not day.is_open(minute) for day in days_of(view) for minute in range(day.first, day.last, day.step)):
        shown.append((view.say("timetable.closed"), CLOSED))
    column = 2
    for name, look in shown:
        wide = min(page.steps, ceil((cell_len(name) + 3) / page.step))
        if column + wide > page.steps + 2:
            row, column = row + 1, 2
        _merge(sheet, row, column, column + wide - 1)
        cell = put(sheet, row, column, name)
        cell.fill, cell.font = look, font(size=9)
        column += wide + 1
    return row + 1


def _put_unplaced(sheet: Worksheet, row: int, view: View, unplaced: list[MeetingOutcome], page: Page) -> None:
    """Each meeting without a place on a line; why it has none stands on its own sheet."""
    if unplaced:
        link_to(sheet, row, 1, view.tab("Not scheduled"), view.tab("Not scheduled"))
    for place, outcome in enumerate(unplaced, start=row + 1):
        put(sheet, place, 1, f"{outcome.id}  {view.state(outcome)}", "room")
        _merge(sheet, place, 2, page.steps + 1)
        text = view.say("list.plain", items=[view.party(code) for code in view.in_order(outcome.governments)])
        put(sheet, place, 2, text, "meeting").fill = view.colour(outcome)
        sheet.row_dimensions[place].height = SMALL * (0.6 + lines(text, page.characters(2, page.steps + 1)))


def _merge(sheet: Worksheet, row: int, first: int, last: int) -> None:
    if last > first:
        merge(sheet, row, first, last)
