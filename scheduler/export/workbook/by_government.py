"""The sheet By government: a block for each, on its own clock and on a page of its own, which can be given to it.

What it could not get is said as it may be said to it, without what another government declined, ranked or marked.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.domain import MeetingOutcome, in_order, outward
from scheduler.export.workbook.page import Table, height, merge, put, put_table, put_title, set_widths
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
    not_got = _not_got(view)
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
        for text in not_got.get(code, ()):
            merge(sheet, below, 1, len(COLUMNS))
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


def _not_got(view: View) -> Mapping[str, list[str]]:
    """Of each government, by its code: what is told of each of its meetings, and of its requests, that has no place."""
    told: dict[str, list[str]] = defaultdict(list)
    for outcome in in_order(view.timetable.meetings):
        if not outcome.placement and outcome.reason:
            why = view.message(outward(outcome.reason))
            for code in outcome.governments:
                told[code].append(_told(view, code, outcome.governments, why))
    asked = {request.no: request for request in view.event.requests}
    for ended in view.timetable.requests:
        if ended.reason and ended.meeting is None:
            request = asked[ended.no]
            why = view.message(outward(ended.reason))
            told[request.requester].append(_told(view, request.requester, request.parties, why))
    return told


def _told(view: View, code: str, parties: "tuple[str, ...] | frozenset[str]", why: str) -> str:
    others = [view.party(other) for other in view.in_order(parties) if other != code]
    return view.say("by_government.not_got", others=others, why=why)
