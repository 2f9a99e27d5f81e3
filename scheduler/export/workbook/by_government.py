"""The sheet By government: each one's meetings in order, on its own clock."""

from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.export.workbook.looks import SHADE
from scheduler.export.workbook.page import TIME, WIDE_TIME, Table, put_table
from scheduler.export.workbook.view import View

COLUMNS = (
    ("government", 30),
    ("clock", 16),
    ("start", WIDE_TIME),
    ("end", TIME),
    ("meeting", 9),
    ("with", 34),
    ("role", 12),
    ("room", 9),
    ("link", 30),
    ("topic", 30),
)


def fill(sheet: Worksheet, view: View) -> None:
    rows, kinds = [], []
    for government in sorted(view.event.governments, key=lambda g: (view.countries.index(g.country), g.code)):
        clock = view.own_clock(government)
        mine = [
            (outcome, meeting, "required" if government.code in meeting.governments else "optional")
            for outcome, meeting in view.scheduled()
            if government.code in (*meeting.governments, *meeting.optional)
        ]
        for outcome, meeting, role in mine:
            placement = outcome.placement
            assert placement
            others = tuple(code for code in meeting.governments if code != government.code)
            rows.append(
                [
                    view.party(government.code),
                    clock.place,
                    clock(placement.start),
                    clock(placement.end),
                    outcome.id,
                    view.parties(others),
                    view.say(f"by_government.{role}"),
                    placement.room,
                    outcome.link or "",
                    meeting.topic,
                ]
            )
            kinds.append(view.kind(meeting))
        if not mine:
            rows.append([view.party(government.code), clock.place, view.say("by_government.none"), *[""] * 7])
            kinds.append(())
    put_table(
        sheet,
        Table(
            [view.say(f"by_government.{name}") for name, _ in COLUMNS],
            rows,
            [width for _, width in COLUMNS],
            {2: view.say("format.date_time"), 3: view.say("format.time")},
        ),
    )
    for row, kind in enumerate(kinds, start=2):
        colour = view.colours.get(kind)
        sheet.cell(row, 5).fill = PatternFill("solid", fgColor=colour) if colour else SHADE
    sheet.auto_filter.ref = sheet.dimensions
