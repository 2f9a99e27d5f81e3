"""The sheet Certificate: what a reader needs to check that this timetable is what it says it is."""

import platform
from importlib.metadata import version

from openpyxl.worksheet.worksheet import Worksheet

from scheduler import __version__
from scheduler.domain import RULES, Tier
from scheduler.export.workbook.looks import font
from scheduler.export.workbook.page import Table, put_table
from scheduler.export.workbook.quality import beside, named, proof
from scheduler.export.workbook.view import View

MEASURED_BY = ("ortools", "holidays", "tzdata", "openpyxl")
"""The libraries whose release may change a result or what it rests on."""


def fill(sheet: Worksheet, view: View) -> None:
    table = view.timetable
    placed = view.say("certificate.placed", placed=len(table.placements), all=len(table.uncancelled))
    rows = [
        [view.say("certificate.event"), f"{view.title} ({table.event})"],
        *([[view.say("certificate.fingerprint"), view.fingerprint]] if view.fingerprint else []),
        [view.say("certificate.version"), table.version or ""],
        [view.say("certificate.based_on"), table.based_on or "–"],
        [view.say("certificate.status"), view.say(f"status.{table.status}")],
        [view.say("certificate.meetings"), placed],
        *([view.say("certificate.intake", file=file.file), file.sha256] for file in table.intake),
        [view.say("certificate.program"), f"plaza {__version__}, Python {platform.python_version()}"],
        *([view.say("certificate.library", name=name), version(name)] for name in MEASURED_BY),
        [view.say("certificate.seed"), str(table.seed)],
        *(
            [
                _tier(view, tier),
                view.say("certificate.reached", value=tier.value, bound=tier.bound, proof=view.say(proof(tier))),
            ]
            for tier in table.tiers
            if tier.tier
        ),
        *([named(view, goal), view.say("quality.off")] for tier in table.tiers if not tier.tier for goal in tier.goals),
        *([f"{rule} {view.say(f'rule.{rule}')}", view.say(_checked(rule, view))] for rule in RULES),
        [view.say("certificate.check"), view.say("certificate.independent")],
    ]
    headings = [view.say("certificate.what"), view.say("certificate.is")]
    put_table(sheet, Table(headings, rows, [72, 100]))
    for row in range(2, len(rows) + 2):
        sheet.cell(row, 1).font = font(bold=True)


def _tier(view: View, tier: Tier) -> str:
    """Which it is, and its goals."""
    goals = [goal.goal for goal in tier.goals]
    if place := beside(view, tier):
        return view.say("certificate.beside", place=place, goals=goals)
    return view.say("certificate.tier", tier=tier.tier, goals=goals)


def _checked(rule: str, view: View) -> str:
    """The catalogue entry that says whether the check ran a rule, as it says itself; what it broke was never written."""
    return "certificate.holds" if rule in view.verdict.rules else "certificate.not_run"
