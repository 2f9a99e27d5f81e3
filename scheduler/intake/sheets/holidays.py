"""Which days near the event are not what their weekday says, for each government.

Public holidays and in-lieu workdays come from the `holidays` library; the sheet Holidays overrides them.
"""

import sys
from calendar import SATURDAY
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from importlib.util import find_spec, module_from_spec

import holidays

from scheduler.domain import CalendarDay, Government, Slot, Source, days_around
from scheduler.domain.problems import Problems
from scheduler.intake.tables.rows import Row
from scheduler.reading.names import Register

YEAR_END = {(12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3)}
"""Japanese offices are closed from 29 December to 3 January, which are not all public holidays."""


def read_calendar(
    rows: Iterable[Row],
    governments: Sequence[Government],
    slots: Sequence[Slot],
    register: Register,
    here: Source,
    problems: Problems,
) -> tuple[CalendarDay, ...]:
    """The exceptional days of every government on the days its clock may show during the slots."""
    days = days_around(slots)
    calendar: dict[tuple[str, date], CalendarDay] = {}
    for country in sorted({government.country for government in governments}):
        of_country = [government.code for government in governments if government.country == country]
        for exception in _of_country(country, days, here, problems):
            calendar |= {(code, exception.day): replace(exception, government=code) for code in of_country}
    by_width = sorted(
        ((register.group((row.values["who"],), row.cell("who"), problems) or (), row) for row in rows if row.complete),
        key=lambda group_and_row: -len(group_and_row[0]),
    )
    for codes, row in by_width:  # what is said of one government outweighs what is said of its country
        for code in codes:
            day, working = row.values["date"], row.values.get("working", False)
            name = row.values.get("name", "")
            calendar[code, day] = CalendarDay(code, day, working, name, row.cells)
    return tuple(calendar[key] for key in sorted(calendar))


def _of_country(country: str, days: Sequence[date], here: Source, problems: Problems) -> Iterable[CalendarDay]:
    years = tuple(sorted({day.year for day in days}))
    try:
        known = _known(country, years)
    except NotImplementedError:
        problems.note(here, "calendar.unknown_country", country=country)
        return
    for year in years:
        if country == "CN" and not any(day.year == year for day in known.weekend_workdays):
            problems.note(here, "calendar.not_published", country=country, year=year)
    for day in days:
        closed = country == "JP" and (day.month, day.day) in YEAR_END
        working = known.is_working_day(day) and not closed
        if working != (day.weekday() < SATURDAY):
            name = known.get(day, "") or ("Year-end closure" if closed else "Working day in lieu" if working else "")
            yield CalendarDay("", day, working, name)


@lru_cache(maxsize=256)
def _known(country: str, years: tuple[int, ...]) -> holidays.HolidayBase:
    """What the library knows of a country, which takes it long enough to be kept: the desk reads an event many times.

    Raises
    ------
    NotImplementedError
        It does not know the country.
    """
    _load_no_others()
    return holidays.country_holidays(country, years=years, language="en_US")


def _load_no_others() -> None:
    """Let the library load the countries that are asked for alone: its own package of them loads all of the world.

    It finds a country's module through that package, which need not have run for it.
    """
    countries = find_spec("holidays.countries")
    if countries and countries.name not in sys.modules:
        sys.modules[countries.name] = module_from_spec(countries)
