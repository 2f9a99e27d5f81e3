"""The sheet Governments."""

from collections.abc import Iterable
from typing import Any

from scheduler import words
from scheduler.domain import Government, LocalRange, Names, Source, clock_time
from scheduler.domain.problems import Problems
from scheduler.intake.sheets.times import local_ranges
from scheduler.intake.tables.rows import Row, each_once

USUAL_HOURS = {
    "CN": ((9 * 60, 17 * 60 + 30), (12 * 60, 13 * 60 + 30)),
    "JP": ((8 * 60 + 30, 17 * 60 + 15), (12 * 60, 13 * 60)),
    "KR": ((9 * 60, 18 * 60), (12 * 60, 13 * 60)),
}
"""Office hours and lunch where a government states none, in minutes after midnight of its own zone: the customary hours
of local governments in each country. An assumption, and shown as one; other countries have none."""


def read_governments(rows: Iterable[Row], problems: Problems) -> tuple[Government, ...]:
    """The governments by code; usual hours of their country stand in for missing ones."""
    assumed: dict[str, list[str]] = {}
    governments = {row.values["code"]: _government(row, assumed) for row in each_once(rows, "code", problems)}
    for country, codes in sorted(assumed.items()):
        hours, lunch = (f"{clock_time(start)}–{clock_time(end)}" for start, end in USUAL_HOURS[country])
        sheet = governments[codes[0]].cells["code"]
        here = Source(sheet.file, sheet.sheet)
        problems.note(here, "governments.assumed_hours", country=country, hours=hours, lunch=lunch, codes=codes)
    return tuple(sorted(governments.values(), key=lambda government: government.code))


def _government(row: Row, assumed: dict[str, list[str]]) -> Government:
    values: dict[str, Any] = dict(row.values)
    names = Names(**{language: values.pop(language, "") for language in words.LANGUAGES})
    zone, country = values["zone"], values["country"]
    usual = USUAL_HOURS.get(country)
    for name, usually in zip(("office_hours", "lunch"), usual or (None, None), strict=True):
        if name in values:
            values[name] = local_ranges(values[name], zone)
        elif usually:
            values[name] = (LocalRange(None, *usually, zone),)
            if row.values["code"] not in assumed.setdefault(country, []):
                assumed[country].append(row.values["code"])
    if values.get("lunch", ()) is None:
        values["lunch"] = ()
    return Government(**values, names=names, cells=row.cells)
