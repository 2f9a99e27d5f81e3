"""The sheet Timetable: rooms × times on the host's clock, a block for each day, coloured by kind of meeting."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import groupby
from math import ceil, gcd

from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet
from rich.cells import cell_len

from scheduler import words
from scheduler.domain import LocalRange, Meeting, MeetingOutcome, instant_of
from scheduler.export.workbook.looks import CENTRED, SHADE, font, style
from scheduler.export.workbook.page import lines, put, put_title
from scheduler.export.workbook.view import View

WIDTH = 132
"""Characters across an A4 page in landscape."""

ROOM_WIDTH = 14
LINE = 12.5
"""Points of height for a line of small print."""

Held = tuple[MeetingOutcome, Meeting]


def fill(sheet: Worksheet, view: View) -> None:
    put_title(sheet, 1, 1, view.title)
    place = view.host_clock
    put(sheet, 2, 1, view.say("timetable.clock", place=place.place, zone=words.zone_name(place.zone)))
    sheet.sheet_view.showGridLines = False
    days = [(day, list(held)) for day, held in groupby(view.scheduled(), key=lambda held: _day(view, held[0]))]
    steps = max((_Day(view, day, held).steps for day, held in days), default=1)
    sheet.column_dimensions["A"].width = ROOM_WIDTH
    for column in range(2, steps + 2):
        sheet.column_dimensions[get_column_letter(column)].width = (WIDTH - ROOM_WIDTH) / steps
    _put_legend(sheet, 3, view, steps)
    row = 5
    for number, (day, held) in enumerate(days):
        if number:
            sheet.row_breaks.append(Break(id=row - 1))
        row = _put_day(sheet, row, _Day(view, day, held), (WIDTH - ROOM_WIDTH) / steps)
    if not days:
        put(sheet, row, 1, view.say("timetable.empty"))
    sheet.freeze_panes = "B4"
    sheet.page_setup.fitToHeight = max(1, len(days))


class _Day:
    """One day of the host, cut into steps that every beginning and end falls on.

    Times are minutes that have passed since its midnight, so that a day on which the clock is put back has an hour more.
    """

    def __init__(self, view: View, day: date, held: list[Held]) -> None:
        self.view, self.day, self.held = view, day, held
        self._midnight = instant_of(day, 0, view.event.settings.host_zone)
        self.times = {outcome.id: tuple(map(self._passed, _ends(outcome))) for outcome, _ in held}
        self.slots = [self._span(slot.range) for slot in view.event.slots if self._holds(slot.range)]
        self.programme = [(item, *self._span(item.range)) for item in view.event.programme if self._holds(item.range)]
        shown = [*self.times.values(), *self.slots, *((start, end) for _, start, end in self.programme)]
        self.first = min(start for start, _ in shown) // 60 * 60
        self.last = -(-max(end for _, end in shown) // 60) * 60
        self.step = gcd(60, *(minute for ends in shown for minute in ends))
        self.steps = (self.last - self.first) // self.step

    def _passed(self, at: datetime) -> int:
        return (at - self._midnight) // timedelta(minutes=1)

    def _span(self, range_: LocalRange) -> tuple[int, int]:
        assert range_.day
        start, end = (self._passed(instant_of(range_.day, at, range_.zone)) for at in (range_.start, range_.end))
        return start, end

    def _holds(self, range_: LocalRange) -> bool:
        """Whether a dated range begins on this day."""
        return bool(range_.day) and 0 <= self._span(range_)[0] < self._passed(
            instant_of(self.day + timedelta(days=1), 0, self.view.event.settings.host_zone)
        )

    def column(self, minute: int) -> int:
        return 2 + (minute - self.first) // self.step

    def shows(self, minute: int) -> str:
        """What the host's clock shows when so many minutes have passed."""
        return self.view.host_clock(self._midnight + timedelta(minutes=minute)).strftime("%H:%M")


def _put_day(sheet: Worksheet, top: int, day: _Day, step_width: float) -> int:
    """Write a day's block; returns the first row below it."""
    view = day.view
    put_title(sheet, top, 1, view.date(datetime.combine(day.day, datetime.min.time())), 12)
    put(sheet, top + 1, 1, view.say("timetable.room"), "heading")
    for hour in range(day.first, day.last, 60):
        _merge(sheet, top + 1, day.column(hour), day.column(min(hour + 60, day.last)) - 1)
        put(sheet, top + 1, day.column(hour), day.shows(hour), "heading").alignment = Alignment(horizontal="left")
    row = top + 2
    if day.programme:
        _put_programme(sheet, row, day)
        row += 1
    used = {outcome.placement.room for outcome, _ in day.held if outcome.placement}
    for room in view.event.rooms:
        height = 2
        capacity = "" if room.capacity is None else view.say("timetable.capacity", capacity=room.capacity)
        label = "\n".join(part for part in (room.name, room.platform, capacity) if part)
        put(sheet, row, 1, label, "room")
        if room.name in used:
            height = max(_put_meeting(sheet, row, day, held, step_width) for held in _in_room(day.held, room.name))
        _put_free(sheet, row, day)
        sheet.row_dimensions[row].height = LINE * (1 + max(3, height))
        row += 1
    return row + 1


def _put_meeting(sheet: Worksheet, row: int, day: _Day, held: Held, step_width: float) -> int:
    """Write one meeting across its time; returns the lines it needs."""
    outcome, meeting = held
    begin, end = day.times[outcome.id]
    first, last = day.column(begin), day.column(end) - 1
    text = "\n".join([f"{outcome.id}  {day.shows(begin)}–{day.shows(end)}", day.view.parties(meeting.governments)])
    _merge(sheet, row, first, last)
    cell = put(sheet, row, first, text, "meeting")
    for column in range(first + 1, last + 1):
        sheet.cell(row, column).style = style("meeting")
    cell.fill = PatternFill("solid", fgColor=day.view.colours[day.view.kind(meeting)])
    return lines(text, (last - first + 1) * step_width * 1.1)


def _put_programme(sheet: Worksheet, row: int, day: _Day) -> None:
    put(sheet, row, 1, day.view.say("timetable.programme")).font = font(italic=True, size=9)
    free_from = 0
    for item, start, end in sorted(day.programme, key=lambda item: item[1:]):
        first, last = max(day.column(start), free_from), day.column(end) - 1
        if first > last:
            continue
        everyone = len(item.governments) == len(day.view.event.governments)
        who = "" if everyone else f" ({', '.join(item.governments)})"
        _merge(sheet, row, first, last)
        cell = put(sheet, row, first, item.title + who)
        cell.font, cell.fill = font(italic=True, size=8), SHADE
        cell.alignment = CENTRED
        free_from = last + 1
    texts = [item.title + " " + ", ".join(item.governments) for item, _, _ in day.programme if len(item.governments) < 30]
    sheet.row_dimensions[row].height = LINE * max(2, *(1 + cell_len(text) // 30 for text in texts), 2)


def _put_free(sheet: Worksheet, row: int, day: _Day) -> None:
    """Rule the cells without a meeting, and shade them where no slot is open."""
    for column in (column for column in range(2, day.steps + 2) if not sheet.cell(row, column).has_style):
        minute = day.first + (column - 2) * day.step
        sheet.cell(row, column).style = style("hour" if (column - 2) * day.step % 60 == 0 else "between hours")
        if day.slots and not any(start <= minute < end for start, end in day.slots):
            sheet.cell(row, column).fill = SHADE


def _put_legend(sheet: Worksheet, row: int, view: View, steps: int) -> None:
    """The colours side by side, each as wide as its name."""
    put(sheet, row, 1, view.say("timetable.legend")).font = font(bold=True, size=9)
    column = 2
    for kind, colour in view.colours.items():
        name = view.kind_name(kind)
        last = column + ceil((cell_len(name) + 2) * steps / (WIDTH - ROOM_WIDTH)) - 1
        _merge(sheet, row, column, last)
        cell = put(sheet, row, column, name)
        cell.fill, cell.font = PatternFill("solid", fgColor=colour), font(size=9)
        column = last + 2


def _merge(sheet: Worksheet, row: int, first: int, last: int) -> None:
    if last > first:
        sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)


def _in_room(held: Iterable[Held], room: str) -> list[Held]:
    return [(o, m) for o, m in held if o.placement and o.placement.room == room]


def _day(view: View, outcome: MeetingOutcome) -> date:
    return view.host_clock(_ends(outcome)[0]).date()


def _ends(outcome: MeetingOutcome) -> tuple[datetime, datetime]:
    assert outcome.placement
    return outcome.placement.start, outcome.placement.end
