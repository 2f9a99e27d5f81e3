"""The sheet Quality: how good the timetable is, goal by goal, and how far that is proven."""

from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.domain import Tier
from scheduler.export.workbook.page import Table, put_table
from scheduler.export.workbook.view import View

COLUMNS = (("tier", 8), ("goal", 60), ("weight", 9), ("value", 10), ("tier_value", 12), ("bound", 14), ("proof", 44))
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


def proof(tier: Tier) -> str:
    """The catalogue entry that says how far a tier is proven."""
    if tier.tier == 0:
        return "quality.off"
    return "quality.proven" if tier.proven else "quality.not_proven"
