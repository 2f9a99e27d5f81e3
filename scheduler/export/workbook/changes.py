"""The sheet Changes: what is different from the version that was sent out last, by meeting and by government."""

from openpyxl.worksheet.worksheet import Worksheet

from scheduler import words
from scheduler.domain import Altered, MeetingOutcome
from scheduler.export.workbook.page import Table, put_table
from scheduler.export.workbook.view import View

COLUMNS = (("meeting", 10), ("how", 22), ("", 36), ("before", 44), ("after", 44))
"""Of both tables; the third is headed by whom each is about."""


def fill(sheet: Worksheet, view: View) -> None:
    """One table by meeting, and below it one by government, each on its own clock."""
    against = view.against
    if against is None or not against.altered:
        says = view.say("changes_sheet.first") if against is None else view.say("changes_sheet.none", version=against.old)
        put_table(sheet, Table([view.say("changes_sheet.how")], [[says]], [90]))
        return
    host = view.host_clock.zone
    rows = [_row(view, altered, view.parties(altered.governments), host) for altered in against.altered]
    of_government = [
        _row(view, altered, view.party(government.code), government.zone)
        for government in sorted(view.event.governments, key=lambda government: government.code)
        for altered in against.altered
        if _concerns(altered, government.code)
    ]
    for top, who, table in ((1, "governments", rows), (len(rows) + 3, "government", of_government)):
        headings = [view.say(f"changes_sheet.{name or who}", version=against.old) for name, _ in COLUMNS]
        put_table(sheet, Table(headings, table, [width for _, width in COLUMNS]), top)
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"


def _row(view: View, altered: Altered, who: str, zone: str) -> list[str]:
    places = (_place(view, outcome, zone) for outcome in (altered.before, altered.after))
    return [altered.id, view.how(altered.how), who, *places]


def _concerns(altered: Altered, code: str) -> bool:
    return code in altered.governments and set(altered.how) != {"interpreters"}


def _place(view: View, outcome: MeetingOutcome | None, zone: str) -> str:
    """Where a meeting is, on one clock."""
    if outcome is None or outcome.placement is None:
        return view.say(f"state.{outcome.state}") if outcome else "–"
    place = outcome.placement
    people = view.interpreters(outcome)
    return "\n".join(filter(None, (f"{view.when(place, zone)} ({words.zone_name(zone)})", place.room, people, outcome.link)))
