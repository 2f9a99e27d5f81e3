"""The sheet Quality: how good the timetable is, goal by goal, and how far that is proven; then what it gives to whom."""

from itertools import zip_longest

from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.domain import GOALS, Tier, Treated
from scheduler.export.workbook.page import Table, put_table, put_title, repeat_headings, set_widths
from scheduler.export.workbook.view import View

COLUMNS = (("tier", 16), ("goal", 60), ("weight", 12), ("value", 12), ("tier_value", 12), ("bound", 14), ("proof", 44))
GIVEN = (
    *("code", "name", "requests", "granted", "first", "first_granted", "unloved_minutes", "unloved"),
    *("meetings", "placed", "breaks", "room_changes", "waiting"),
)
"""What is shown of each country and government."""

NARROW = 12
PROVEN, OPEN = PatternFill("solid", fgColor="D9EFD3"), PatternFill("solid", fgColor="FBE3C8")


def fill(sheet: Worksheet, view: View) -> None:
    tiers = sorted(view.timetable.tiers, key=lambda tier: (tier.tier == 0, tier.tier))
    rows = [
        [
            beside(view, tier) or tier.tier or "–",
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
    goals = Table([view.say(f"quality.{name}") for name, _ in COLUMNS], rows, [width for _, width in COLUMNS])
    given = _given_to(view)
    of_all = zip_longest(goals.widths(), *(table.widths() for _, table in given), fillvalue=0)
    widths = [max(of_column) for of_column in of_all]
    set_widths(sheet, widths)
    below = put_table(sheet, goals, widths=widths)
    shown = [tier for tier in tiers for _ in tier.goals]
    for row, tier in enumerate(shown, start=2):
        if tier.tier:
            sheet.cell(row, len(COLUMNS)).fill = PROVEN if tier.proven else OPEN
    for title, table in given:
        put_title(sheet, below + 1, 1, title, size=12)
        repeat_headings(sheet, below + 2)  # the same of both, of which that of the governments is the longer
        below = put_table(sheet, table, below + 2, widths)


def _given_to(view: View) -> list[tuple[str, Table]]:
    """What each country and each government was given, in numbers."""
    headings = [view.say(f"treatment.{name}") for name in GIVEN]
    countries = sorted(view.treatment.countries, key=lambda one: view.countries.index(one.name))
    by_code = {one.name: one for one in view.treatment.governments}
    blocks = (
        ("countries", [_given(view.country(one.name), one) for one in countries]),
        ("governments", [_given(view.name(code), by_code[code]) for code in view.in_order(by_code)]),
    )
    widest = [8, 60, *[NARROW] * (len(GIVEN) - 2)]
    return [(view.say(f"treatment.{title}"), Table(headings, rows, widest)) for title, rows in blocks]


def _given(name: str, one: Treated) -> list[str | int]:
    return [one.name, name, *(getattr(one, figure) for figure in GIVEN[2:])]


def beside(view: View, tier: Tier) -> str:
    """Of what is pursued between the tiers of the sheet Weights, where; empty for these."""
    if tier.goals[0].goal in GOALS:
        return ""
    tiers = view.timetable.tiers
    later = tiers[tiers.index(tier) + 1 :]
    comes_first = any(one.tier == tier.tier and one.goals[0].goal in GOALS for one in later)
    return view.say("quality.before" if comes_first else "quality.after", tier=tier.tier)


def proof(tier: Tier) -> str:
    """The catalogue entry that says how far a tier is proven."""
    if tier.tier == 0:
        return "quality.off"
    return "quality.proven" if tier.proven else "quality.not_proven"
