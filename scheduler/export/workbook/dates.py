"""A day as offices of each language write it."""

from datetime import date
from functools import lru_cache

from babel.dates import format_date

from scheduler import words


@lru_cache(maxsize=10_000)
def office_date(language: str, day: date) -> str:
    """A day with its day of the week: 2021年11月5日（金）."""
    return str(format_date(day, words.say(language, "format.date"), locale=words.say(language, "format.locale")))
