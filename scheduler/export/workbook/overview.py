"""The sheet Overview, for whoever opens the file first: what was made, who meets, what is open, what to do next."""

from collections.abc import Iterator
from itertools import chain

from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from scheduler import words
from scheduler.domain import Commitment, Government, Link, MeetingOutcome, Room, in_order
from scheduler.export.workbook.dates import office_time
from scheduler.export.workbook.page import Table, height, link_to, put, put_table, put_title, set_widths
from scheduler.export.workbook.view import View

WIDTHS = (34, 14, 14, 14, 14, 50)
WHO = ("kind", "meetings", "with_place", "provisional", "without_place")
OPEN = ("what", "count", "which")
EVENT_FILE = "event.xlsx"
SHEETS = {Government: "Governments", Room: "Rooms", Link: "Links", Commitment: "Commitments"}
STEPS = ("consents", "no_link", "no_place", "no_address")
"""What is open and can be seen to with a command."""


def fill(sheet: Worksheet, view: View, sheets: tuple[str, ...]) -> None:
    """Write the overview of a workbook with these sheets."""
    set_widths(sheet, WIDTHS)
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.fitToHeight = 1
    put_title(sheet, 1, 1, view.title)
    row = _put_texts(sheet, 2, _made(view))
    row = _put_who_meets(sheet, row + 1, view)
    put_title(sheet, row + 1, 1, view.say("overview.open"), 12)
    row = _put_open(sheet, row + 2, view)
    put_title(sheet, row + 1, 1, view.say("overview.to_do"), 12)
    row = _put_texts(sheet, row + 2, _next(view))
    put_title(sheet, row + 1, 1, view.say("overview.sheets"), 12)
    for place, name in enumerate(sheets, start=row + 2):
        link_to(sheet, place, 1, view.tab(name), view.tab(name))
        _put_across(sheet, place, 2, view.say(f"overview.about.{name}"))


def _put_texts(sheet: Worksheet, row: int, texts: list[str]) -> int:
    """Sentences, each on a row across the page; returns the first row below."""
    for place, text in enumerate(texts, start=row):
        _put_across(sheet, place, 1, text)
    return row + len(texts)


def _put_across(sheet: Worksheet, row: int, column: int, text: str) -> None:
    sheet.merge_cells(start_row=row, end_row=row, start_column=column, end_column=len(WIDTHS))
    put(sheet, row, column, text, "text")
    sheet.row_dimensions[row].height = height([text], [sum(WIDTHS[column - 1 :])])


def _made(view: View) -> list[str]:
    """Which version this is, when it was made, how much of it has a place, and how far that is proven."""
    table = view.timetable
    met = {code for outcome in table.meetings if outcome.placement for code in outcome.governments}
    made, place = view.host_clock(view.made), view.host_clock.place
    return [
        view.say("overview.made", version=table.version, when=office_time(view.language, made), place=place),
        view.say("overview.placed", placed=len(table.placements), all=len(table.uncancelled)),
        view.say("overview.met", met=len(met), all=len(view.event.governments)),
        view.say("overview.result", status=view.say(f"status.{table.status}")),
    ]


def _put_who_meets(sheet: Worksheet, row: int, view: View) -> int:
    """A line for each kind of meeting, and one of all; returns the first row below."""
    put_title(sheet, row, 1, view.say("overview.who"), 12)
    all_of = {view.kind_name(kind): _of_kind(view, kind) for kind in view.colours}
    all_of[view.say("overview.all")] = list(view.timetable.meetings)
    rows = [
        (
            name,
            sum(outcome.state != "cancelled" for outcome in outcomes),
            sum(outcome.state == "scheduled" for outcome in outcomes),
            sum(map(view.provisional, outcomes)),
            sum(outcome.state == "unscheduled" for outcome in outcomes),
        )
        for name, outcomes in all_of.items()
    ]
    table = Table([view.say(f"overview.{name}") for name in WHO], rows, WIDTHS[: len(WHO)])
    below = put_table(sheet, table, row + 1, WIDTHS)
    for number, colour in enumerate(view.colours.values(), start=row + 2):
        sheet.cell(number, 1).fill = PatternFill("solid", colour)
    return below


def _of_kind(view: View, kind: tuple[str, ...]) -> list[MeetingOutcome]:
    return [outcome for outcome in view.timetable.meetings if view.kind(view.event.meeting(outcome.id)) == kind]


def _put_open(sheet: Worksheet, row: int, view: View) -> int:
    """What is open, how often and where; returns the first row below."""
    found = list(_open(view))
    if not found:
        return _put_texts(sheet, row, [view.say("overview.nothing_open")])
    for column, name in zip((1, 2, 3), OPEN, strict=True):
        put(sheet, row, column, view.say(f"overview.{name}"), "heading")
    sheet.merge_cells(start_row=row, end_row=row, start_column=3, end_column=len(WIDTHS))
    for place, (what, which) in enumerate(found, start=row + 1):
        said, where = view.say(f"overview.{what}"), view.say("list.plain", items=which)
        put(sheet, place, 1, said, "cell")
        put(sheet, place, 2, len(which), "centred")
        sheet.merge_cells(start_row=place, end_row=place, start_column=3, end_column=len(WIDTHS))
        put(sheet, place, 3, where, "cell")
        sheet.row_dimensions[place].height = height([said, where], [WIDTHS[0], sum(WIDTHS[2:])])
    return row + 1 + len(found)


def _open(view: View) -> Iterator[tuple[str, list[str]]]:
    """What the secretariat has to see to, and for which meetings or governments."""
    outcomes = in_order(view.timetable.meetings)
    awaited = [
        view.say("timetable.for_some", title=outcome.id, who=[view.party(code) for code in _awaited(view, outcome.id)])
        for outcome in outcomes
        if view.provisional(outcome)
    ]
    met = {code for outcome in outcomes if outcome.placement for code in outcome.governments}
    governments = [view.event.government(code) for code in view.in_order(met)]
    found = {
        "consents": awaited,
        "no_link": [outcome.id for outcome in outcomes if outcome.placement and not outcome.link],
        "no_place": [outcome.id for outcome in outcomes if outcome.state == "unscheduled"],
        "no_meeting": [request.no for request in view.timetable.requests if request.meeting is None],
        "no_address": [view.party(one.code) for one in governments if not (one.email or one.via)],
    }
    return ((what, which) for what, which in found.items() if which)


def _awaited(view: View, id: str) -> list[str]:
    return view.in_order(view.event.awaited(view.event.meeting(id)))


def _next(view: View) -> list[str]:
    """What to do next, with the commands that do it."""
    of_event = _sheets_of_event(view)
    tabs = {
        "meetings": view.tab("Meetings"),
        "not_scheduled": view.tab("Not scheduled"),
        "by_government": view.tab("By government"),
        **{f"event_{name.lower()}": of_event[name] for name in ("Commitments", "Links", "Rooms", "Governments", "Changes")},
    }
    steps = [*(what for what, _ in _open(view) if what in STEPS), "change", "send"]
    texts = [view.say(f"overview.next.{step}", version=view.timetable.version, **tabs) for step in steps]
    numbered = [f"{number}. {text}" for number, text in enumerate(texts, start=1)]
    return [*numbered, view.say("overview.event", folder=view.event.folder)]


def _sheets_of_event(view: View) -> dict[str, str]:
    """The sheets of the event's workbook by their English names, as they are called there, or would be in its language."""
    event = view.event
    records: Iterator[Government | Room | Link | Commitment]
    records = chain(event.governments, event.rooms, event.links, event.commitments)
    places = {SHEETS[type(one)]: cell for one in records for cell in one.cells.values() if cell.file == EVENT_FILE}
    own = {name: cell.sheet for name, cell in places.items()}
    written = (words.contract_headings("Sheets", language) for language in (view.language, *words.LANGUAGES))
    usual = next(
        (names for names in written if own and own.get("Governments") == names["Governments"]),
        words.contract_headings("Sheets", view.language),
    )
    return {**usual, **own}
