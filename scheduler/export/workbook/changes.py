"""The sheet Changes: what is different from the version that was sent out last, by meeting and by government."""

from collections import defaultdict

from openpyxl.worksheet.worksheet import Worksheet

from scheduler.domain import Altered, MeetingOutcome
from scheduler.export.workbook.page import Table, put_table, set_widths
from scheduler.export.workbook.view import ClockShown, View

COLUMNS = (("meeting", 10), ("how", 26), ("", 44), ("before", 50), ("after", 50))
"""Of both tables; the third is headed by whom each is about."""

WIDEST = [width for _, width in COLUMNS]


def fill(sheet: Worksheet, view: View) -> None:
    """One table by meeting, and below it one by government, each on its own clock."""
    against = view.against
    if against is None or not against.altered:
        says = view.say("changes_sheet.first") if against is None else view.say("changes_sheet.none", version=against.old)
        put_table(sheet, Table([view.say("changes_sheet.how")], [[says]], [90]))
        return
    rows = [_row(view, altered, view.parties(altered.governments), view.host_clock) for altered in against.altered]
    told: dict[str, list[Altered]] = defaultdict(list)
    for altered in against.altered:
        if set(altered.how) != {"interpreters"}:
            for code in dict.fromkeys(altered.governments):
                told[code].append(altered)
    of_government = [
        _row(view, altered, view.party(code), view.own_clock(view.event.government(code)))
        for code in view.in_order(government.code for government in view.event.governments)
        for altered in told[code]
    ]
    tables = [
        Table([view.say(f"changes_sheet.{name or who}", version=against.old) for name, _ in COLUMNS], said, WIDEST)
        for who, said in (("governments", rows), ("government", of_government))
    ]
    widths = [max(of_both) for of_both in zip(*(table.widths() for table in tables), strict=True)]
    set_widths(sheet, widths)
    top = 1
    for table in tables:
        top = put_table(sheet, table, top, widths) + 1


def _row(view: View, altered: Altered, who: str, clock: ClockShown) -> list[str]:
    places = (_place(view, outcome, clock) for outcome in (altered.before, altered.after))
    return [altered.id, view.how(altered.how), who, *places]


def _place(view: View, outcome: MeetingOutcome | None, clock: ClockShown) -> str:
    """Where a meeting is, on one clock."""
    link = outcome.link if outcome and outcome.placement else None
    return "\n".join([*view.whereabouts(outcome, clock), *([link] if link else [])])
