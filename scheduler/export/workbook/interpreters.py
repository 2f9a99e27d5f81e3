"""The sheet Interpreters: a roster, each person's meetings in order, on the host's clock."""

from collections import defaultdict
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from scheduler import words
from scheduler.domain import Interpreting, Meeting, MeetingOutcome
from scheduler.export.workbook.page import Table, put_table
from scheduler.export.workbook.view import View

COLUMNS = (
    ("interpreter", 30),
    ("languages", 26),
    ("start", 36),
    ("end", 36),
    ("minutes", 9),
    ("meeting", 10),
    ("state", 14),
    ("pair", 26),
    ("governments", 44),
    ("room", 20),
    ("link", 50),
)
MEETING, STATE = 6, 7


def fill(sheet: Worksheet, view: View) -> None:
    sitting: dict[str, list[tuple[MeetingOutcome, Meeting, Interpreting]]] = defaultdict(list)
    for placed, meeting in view.scheduled:
        for one in placed.placement.interpreters if placed.placement else ():
            sitting[one.name].append((placed, meeting, one))
    rows: list[list[Any]] = []
    held: list[MeetingOutcome | None] = []
    for interpreter in view.event.interpreters:
        who = [interpreter.name, _languages(view, interpreter.languages)]
        mine = [
            (
                outcome,
                [
                    *who,
                    *view.times(view.host_clock, outcome.placement),
                    meeting.duration,
                    outcome.id,
                    view.state(outcome),
                    _languages(view, interpreting.pair.split("-")),
                    view.parties(meeting.governments),
                    outcome.placement.room,
                    outcome.link or "",
                ],
            )
            for outcome, meeting, interpreting in sitting[interpreter.name]
            if outcome.placement
        ]
        rows += [row for _, row in mine] or [[*who, view.say("roster.none"), *[""] * 8]]
        held += [outcome for outcome, _ in mine] or [None]
    if not rows:
        rows = [[view.say("roster.not_managed"), *[""] * 10]]
    put_table(sheet, Table([view.say(f"roster.{name}") for name, _ in COLUMNS], rows, [width for _, width in COLUMNS]))
    for row, outcome in enumerate(held, start=2):
        if outcome:
            for column in (MEETING, STATE) if view.provisional(outcome) else (MEETING,):
                sheet.cell(row, column).fill = view.colour(outcome)
    sheet.auto_filter.ref = sheet.dimensions


def _languages(view: View, codes: "tuple[str, ...] | list[str]") -> str:
    return " / ".join(words.name_of_language(view.language, code) for code in codes)
