"""A day as offices of each language write it."""

from datetime import date, datetime
from functools import cache

from babel.dates import format_date

from scheduler import words


def office_date(language: str, day: date) -> str:
    """A day with its day of the week: 2021年11月5日（金）."""
    return _written(language, "format.date", day.date() if isinstance(day, datetime) else day)


def office_time(language: str, at: datetime) -> str:
    """A time with its day: 2021年11月5日（金）14:30."""
    return words.say(language, "format.day_time", {"day": office_date(language, at), "time": f"{at:%H:%M}"})


def weekday(language: str, day: datetime) -> str:
    """A day of the week alone: （金）."""
    return _written(language, "format.weekday", day.date())


@cache
def _written(language: str, form: str, day: date) -> str:
    return str(format_date(day, words.say(language, form), locale=words.say(language, "format.locale")))
