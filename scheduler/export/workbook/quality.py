"""The sheet Quality: how good the timetable is, goal by goal, and how far that is proven; then what it gives to whom."""

from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.domain import Tier, Treated
from scheduler.export.workbook.page import Table, lines, put, put_table, put_title
from scheduler.export.workbook.view import View

COLUMNS = (("tier", 8), ("goal", 60), ("weight", 9), ("value", 10), ("tier_value", 12), ("bound", 14), ("proof", 44))
GIVEN = (
    *("code", "name", "requests", "granted", "first", "first_granted", "unloved_minutes", "unloved"),
    *("meetings", "placed", "breaks", "room_changes", "waiting"),
)
"""What is shown of each country and government, in the columns of the goals above and in narrow ones after them."""

NARROW = 12
PROVEN, OPEN = PatternFill("solid", fgColor="D9EFD3"), PatternFill("solid", fgColor="FBE3C8")


def fill(sheet: Worksheet, view: View) -> None:
    tiers = sorted(view.timetable.tiers, key=lambda tier: (tier.tier == 0, tier.tier))
    rows = [
        [
            tier.tier or "–",
            f"{goal.goal} {view.say(f'goal.{goal.goal}')}",
            goal.weight if tier.tier else "–",
            goal.value if goal.value is not None else "–",
            tier.value if tier.value is not None else "–",
            tier.bound if tier.bound is not None else "–",
            view.say(proof(tier)),
        ]
        for tier in tiers
        for goal in tier.goals
    ]
    put_table(sheet, Table([view.say(f"quality.{name}") for name, _ in COLUMNS], rows, [width for _, width in COLUMNS]))
    shown = [tier for tier in tiers for _ in tier.goals]
    for row, tier in enumerate(shown, start=2):
        if tier.tier:
            sheet.cell(row, len(COLUMNS)).fill = PROVEN if tier.proven else OPEN
    sheet.print_title_rows = None  # the tables below have headings of their own
    _put_treatment(sheet, view, top=len(rows) + 4)


def _put_treatment(sheet: Worksheet, view: View, top: int) -> None:
    """What each country and each government was given, in numbers."""
    for place in range(len(COLUMNS) + 1, len(GIVEN) + 1):
        sheet.column_dimensions[get_column_letter(place)].width = NARROW
    widths = [*(width for _, width in COLUMNS), *[NARROW] * (len(GIVEN) - len(COLUMNS))]
    headings = [view.say(f"treatment.{name}") for name in GIVEN]
    blocks = (
        ("countries", [(view.country(one.name), one) for one in view.treatment.countries]),
        ("governments", [(view.name(one.name), one) for one in view.treatment.governments]),
    )
    for title, of_block in blocks:
        put_title(sheet, top, 1, view.say(f"treatment.{title}"), size=12)
        for place, heading in enumerate(headings, start=1):
            put(sheet, top + 1, place, heading, "heading")
        sheet.row_dimensions[top + 1].height = 17 * max(map(lines, headings, widths))
        for row, (name, one) in enumerate(of_block, start=top + 2):
            for place, value in enumerate(_given(name, one), start=1):
                put(sheet, row, place, value, "cell")
            sheet.row_dimensions[row].height = 17 * lines(name, widths[1])
        top += len(of_block) + 3


def _given(name: str, one: Treated) -> list[str | int]:
    return [one.name, name, *(getattr(one, figure) for figure in GIVEN[2:])]


def proof(tier: Tier) -> str:
    """The catalogue entry that says how far a tier is proven."""
    if tier.tier == 0:
        return "quality.off"
    return "quality.proven" if tier.proven else "quality.not_proven"
