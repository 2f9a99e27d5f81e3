"""The sheet By government: a block for each, on its own clock and on a page of its own, which can be given to it.

What it could not get is said as it may be said to it, without what another government declined, ranked or marked.
"""

from collections.abc import Iterator
from typing import Any

from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.domain import MeetingOutcome, in_order, outward
from scheduler.export.workbook.page import Table, height, put, put_table, put_title, set_widths
from scheduler.export.workbook.view import View

COLUMNS = (
    ("start", 36),
    ("end", 36),
    ("meeting", 10),
    ("state", 14),
    ("with", 40),
    ("role", 14),
    ("room", 20),
    ("link", 40),
    ("topic", 30),
)
MEETING, STATE = 3, 4


def fill(sheet: Worksheet, view: View) -> None:
    headings = [view.say(f"by_government.{name}") for name, _ in COLUMNS]
    widest = [width for _, width in COLUMNS]
    by_code: dict[str, list[MeetingOutcome]] = {code: [] for code in view.in_order(_codes(view))}
    for outcome, meeting in view.scheduled:
        for code in dict.fromkeys((*meeting.governments, *meeting.optional)):
            by_code[code].append(outcome)
    rows = {code: [_row(view, code, outcome) for outcome in held] for code, held in by_code.items()}
    widths = Table(headings, [row for of_one in rows.values() for row in of_one], widest).widths()
    set_widths(sheet, widths)
    top = 1
    for code, held in by_code.items():
        if top > 1:
            sheet.row_breaks.append(Break(id=top - 1))
        put_title(sheet, top, 1, view.party(code))
        put(sheet, top + 1, 1, view.clock_said(view.own_clock(view.event.government(code))))
        below = top + 2
        if held:
            below = put_table(sheet, Table(headings, rows[code], widest), below, widths)
            for row, outcome in enumerate(held, start=top + 3):
                for column in (MEETING, STATE) if view.provisional(outcome) else (MEETING,):
                    sheet.cell(row, column).fill = view.colour(outcome)
        else:
            put(sheet, below, 1, view.say("by_government.none"))
            below += 1
        for text in _not_got(view, code):
            sheet.merge_cells(start_row=below, end_row=below, start_column=1, end_column=len(COLUMNS))
            put(sheet, below, 1, text, "text")
            sheet.row_dimensions[below].height = height([text], [sum(widths)])
            below += 1
        top = below + 1


def _codes(view: View) -> Iterator[str]:
    return (government.code for government in view.event.governments)


def _row(view: View, code: str, outcome: MeetingOutcome) -> list[Any]:
    meeting, placement = view.event.meeting(outcome.id), outcome.placement
    assert placement
    return [
        *view.times(view.own_clock(view.event.government(code)), placement),
        outcome.id,
        view.state(outcome),
        view.parties(other for other in meeting.governments if other != code),
        view.say(f"by_government.{'required' if code in meeting.governments else 'optional'}"),
        placement.room,
        outcome.link or "",
        meeting.topic,
    ]


def _not_got(view: View, code: str) -> Iterator[str]:
    """Each of its meetings, and each of its requests, that has no place."""
    for outcome in in_order(view.timetable.meetings):
        if not outcome.placement and code in outcome.governments and outcome.reason:
            yield _told(view, code, outcome.governments, view.message(outward(outcome.reason)))
    asked = {request.no: request for request in view.event.requests}
    for ended in view.timetable.requests:
        if ended.reason and ended.meeting is None and asked[ended.no].requester == code:
            yield _told(view, code, asked[ended.no].parties, view.message(outward(ended.reason)))


def _told(view: View, code: str, parties: "tuple[str, ...] | frozenset[str]", why: str) -> str:
    others = [view.party(other) for other in view.in_order(parties) if other != code]
    return view.say("by_government.not_got", others=others, why=why)
