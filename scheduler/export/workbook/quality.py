"""The sheet Quality: how good the timetable is, goal by goal, and how far that is proven; then what it gives to whom.

Of a tier that is not proven there is a curve: whether it still fell at the end, so that more time might help.
"""

from itertools import zip_longest

from openpyxl.chart import LineChart, Reference
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.domain import GOALS, GoalValue, Tier, Treated
from scheduler.export.workbook.page import Table, put_table, put_title, repeat_headings, set_widths
from scheduler.export.workbook.view import View

COLUMNS = (("tier", 16), ("goal", 60), ("weight", 12), ("value", 12), ("tier_value", 12), ("bound", 14), ("proof", 44))
GIVEN = (
    *("code", "name", "requests", "granted", "first", "first_granted", "unloved_minutes", "unloved"),
    *("meetings", "placed", "breaks", "room_changes", "waiting"),
)
"""What is shown of each country and government."""

NARROW = 12
CURVE_WIDE, CURVE_HIGH, CURVE_ROWS = 22, 6, 12
"""Centimetres of a curve, and the rows that it covers."""

PROVEN, OPEN = PatternFill("solid", fgColor="D9EFD3"), PatternFill("solid", fgColor="FBE3C8")


def fill(sheet: Worksheet, view: View) -> None:
    tiers = sorted(view.timetable.tiers, key=lambda tier: (tier.tier == 0, tier.tier))
    rows = [
        [
            beside(view, tier) or tier.tier or "–",
            named(view, goal),
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
    open_ = [tier for tier in tiers if tier.course and not tier.proven]
    below = _put_courses(sheet, view, open_, below, widths) if open_ else below
    for title, table in given:
        put_title(sheet, below + 1, 1, title, size=12)
        repeat_headings(sheet, below + 2)  # the same of both, of which that of the governments is the longer
        below = put_table(sheet, table, below + 2, widths)


def _put_courses(sheet: Worksheet, view: View, tiers: list[Tier], below: int, widths: list[float]) -> int:
    """What each tier had reached after how much of the work on it, in numbers and as a curve; the first row below."""
    put_title(sheet, below + 1, 1, view.say("quality.course"), size=12)
    parts = len(tiers[0].course) - 1
    headings = [
        view.say("quality.tier"),
        view.say("quality.goal"),
        *(f"{100 * part // parts} %" for part in range(parts + 1)),
    ]
    rows = [
        [
            beside(view, tier) or tier.tier,
            named(view, *tier.goals),
            *("–" if value is None else value for value in tier.course),
        ]
        for tier in tiers
    ]
    top = below + 2
    below = put_table(sheet, Table(headings, rows, [16, 60, *[NARROW] * (parts + 1)]), top, widths)
    for row, tier in enumerate(tiers, start=top + 1):
        curve = LineChart()
        curve.title, curve.legend = named(view, *tier.goals), None
        curve.width, curve.height = CURVE_WIDE, CURVE_HIGH
        curve.add_data(Reference(sheet, min_col=3, max_col=3 + parts, min_row=row), from_rows=True, titles_from_data=False)
        curve.set_categories(Reference(sheet, min_col=3, max_col=3 + parts, min_row=top))
        curve.series[0].smooth = False
        curve.x_axis.delete = curve.y_axis.delete = False
        sheet.add_chart(curve, f"B{below + 1}")
        below += CURVE_ROWS
    return below + 1


def named(view: View, *goals: GoalValue) -> str:
    """Goals by their numbers and names."""
    return " + ".join(f"{goal.goal} {view.say(f'goal.{goal.goal}')}" for goal in goals)


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
