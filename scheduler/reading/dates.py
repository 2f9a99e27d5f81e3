"""The grammar of dates, in the four languages.

A date without a year is one of the event's. A weekday beside a date must be its own. What can be read in two ways is a
question: 05/11/2021 (day or month first), 21.11.05 (2021 or 令和21年), 11.5 (a date or a number).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from scheduler.domain import Message
from scheduler.reading.numerals import in_digits
from scheduler.reading.unreadable import Ambiguous, Unreadable

YEARS = range(2000, 2100)
"""The years a plaza may be in; any other is a slip of the pen."""


@dataclass(frozen=True)
class Era:
    """An era of Japan: the year before its first, and its days."""

    zero: int
    first: date
    last: date


HEISEI = Era(1988, date(1989, 1, 8), date(2019, 4, 30))
REIWA = Era(2018, date(2019, 5, 1), date.max)
ERAS = {"令和": REIWA, "R": REIWA, "平成": HEISEI, "H": HEISEI}

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAYS = {
    letter: place for days in ("月火水木金土日", "월화수목금토일", "一二三四五六日") for place, letter in enumerate(days)
}
_WEEKDAYS |= {"天": 6} | {name: place for place, name in enumerate(_ENGLISH_DAYS)}

_ENGLISH_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_NAMED_DAY = rf"(?:星期|周|週|礼拜)[一二三四五六日天]|[月火水木金土日]曜日?|[월화수목금토일]요일|{_ENGLISH_DAY}"
_WEEKDAY = re.compile(
    rf"\s*(?:\(\s*(?P<inside>{_NAMED_DAY}|[月火水木金土日월화수목금토일])\s*\)|(?P<bare>{_NAMED_DAY})(?![a-z]))", re.I
)
_MONTH = rf"(?P<name>{'|'.join(_MONTHS)})[a-z]*\.?"
_YEAR = r"(?P<year>\d{4})"
_SHORT = r"(?P<short>\d{2})"
_M, _D = r"(?P<month>\d{1,2})", r"(?P<day>\d{1,2})"

Reader = Callable[[re.Match[str], Sequence[date]], date]


def read_date(written: str, days: Sequence[date] = ()) -> date:
    """The date that a text says.

    Parameters
    ----------
    written
        All of the text.
    days
        The days of the event, in order, one of which a date without a year is.

    Raises
    ------
    Unreadable
        It is no date; an `Ambiguous` one may be more than one.
    """
    found, rest = leading_date(written, days)
    if found is None or rest:
        raise Unreadable("value.date", value=written)
    return found


def leading_date(written: str, days: Sequence[date] = ()) -> tuple[date | None, str]:
    """The date that a text begins with, if any, and what follows it."""
    text = in_digits(written)
    before = _WEEKDAY.match(text)
    if before and before["bare"]:
        text = text[before.end() :].lstrip(" ,")
        if not text:
            return _only(_weekday(before), written, days), ""
    else:
        before = None
    for pattern, reader in _FORMS:
        if match := pattern.match(text):
            rest = text[match.end() :]
            after = _WEEKDAY.match(rest)
            found = _plausible(_read(reader, match, days, after or before), written)
            for weekday in filter(None, (before, after)):
                if _weekday(weekday) != found.weekday():
                    raise other_weekday(written, found)
            return found, (rest[after.end() :] if after else rest).strip()
    return (_only(_weekday(before), written, days) if before else None), text


def leading_days(written: str, days: Sequence[date]) -> tuple[tuple[date, ...], str]:
    """The days of the event that a text begins with and that no date by itself names, and what follows them.

    11月11～12日 are all days between; 5日 is the one fifth of the event; 2日目 its second day.
    """
    text = in_digits(written)
    if found := _FROM_DAY_TO_DAY.match(text):
        ends = [_in_event(found, int(found[m] or found["m"]), int(found[d]), days) for m, d in (("m", "d"), ("n", "e"))]
        between = tuple(day for day in days if ends[0] <= day <= ends[1])
        if not between:
            raise Unreadable("value.date", value=written)
        return between, _after_weekday(between[-1:], text[found.end() :], written)
    if (found := _NTH_DAY.match(text)) and 0 < int(found[1] or found[2] or found[3]) <= len(days):
        of_event = (sorted(days)[int(found[1] or found[2] or found[3]) - 1],)
        return of_event, _after_weekday(of_event, text[found.end() :], written)
    if found := _DAY_OF_MONTH.match(text):
        such = [day for day in days if day.day == int(found[1] or found[2])]
        if len(such) == 1:
            return tuple(such), _after_weekday(such, text[found.end() :], written)
    return (), written


def other_weekday(written: str, day: date) -> Unreadable:
    """That a text names another day of the week than a date has."""
    weekday = Message(f"weekday.{day.weekday()}")
    return Unreadable("value.weekday", value=written, day=day.isoformat(), weekday=weekday)


def is_weekday_of(written: str, day: date) -> bool:
    """Whether a text names the day of the week of a date: 金, (금), 星期五, Fri."""
    named = _WEEKDAY.fullmatch(f"({in_digits(written).strip('() .')})")
    return named is not None and _weekday(named) == day.weekday()


def _after_weekday(days: Sequence[date], rest: str, written: str) -> str:
    """What follows a day behind its day of the week, which must be its own."""
    named = _WEEKDAY.match(rest)
    if named and any(day.weekday() != _weekday(named) for day in days):
        raise other_weekday(written, days[0])
    return (rest[named.end() :] if named else rest).strip()


_FROM_DAY_TO_DAY = re.compile(
    r"(?P<m>\d{1,2})\s*[月월/]\s*(?P<d>\d{1,2})\s*[日일]?\s*[-~〜～–—・及和](?!\d{1,2}:)\s*(?:(?P<n>\d{1,2})\s*[月월/]\s*)?(?P<e>\d{1,2})\s*[日号일]"
)
_NTH_DAY = re.compile(r"(?:(\d)\s*(?:日目|일차|일째)|第\s*(\d)\s*(?:天|日)|day\s*(\d)(?!\d))", re.I)
_DAY_OF_MONTH = re.compile(
    r"(\d{1,2})\s*[日号일](?![間간本目])|(\d{1,2})(?=\s*\((?:[月火水木金土日월화수목금토일一二三四五六]|mon|tue|wed|thu|fri|sat|sun)[^)]{0,8}\))",
    re.I,
)


def _read(reader: "Reader", match: re.Match[str], days: Sequence[date], weekday: re.Match[str] | None) -> date:
    """The date of a match; of two that it may be, the one whose day of the week is named beside it."""
    try:
        return reader(match, days)
    except Ambiguous as doubt:
        meant = [date.fromisoformat(one) for one in doubt.values.get("candidates", ())]  # type: ignore[attr-defined]
        fitting = [day for day in meant if weekday and day.weekday() == _weekday(weekday)]
        if len(fitting) != 1:
            raise
        return fitting[0]


_NO_DATE = r"(?!\s*[年년./-]\s*\d)"


def years_in(written: str) -> Iterator[int]:
    """The years that a text names, of our own or an era, but for those of whole dates: 2021年, 令和3年度, Plaza 2021."""
    text = in_digits(written)
    yield from (int(year) for year in re.findall(rf"(?<!\d)(20\d\d)(?!\d){_NO_DATE}", text))
    yield from (era_year(era, year) for era, year in re.findall(rf"(令和|平成)\s*(元|\d{{1,2}})\s*(?=年){_NO_DATE}", text))


def era_year(era: str, year: str) -> int:
    """The year that an era's is: 令和元年 is 2019."""
    return ERAS[era.upper()].zero + (1 if year == "元" else int(year))


def _weekday(match: re.Match[str]) -> int:
    """0 for Monday, by the letter that tells the day: 金曜日, 금요일, 星期五, (金), Fri."""
    named = (match["inside"] or match["bare"]).lower()
    return _WEEKDAYS[named[:3] if named.isascii() else re.sub("^(?:星期|周|週|礼拜)", "", named)[0]]


def _only(weekday: int, written: str, days: Sequence[date]) -> date:
    """A weekday alone is a date only if the event has one such day."""
    such = [day for day in days if day.weekday() == weekday]
    if len(such) != 1:
        raise Ambiguous("value.weekday_alone", value=written)
    return such[0]


def _plausible(found: date, written: str) -> date:
    if found.year not in YEARS:
        raise Unreadable("value.date", value=written)
    return found


def _date(match: re.Match[str], year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Unreadable("value.date", value=match[0]) from None


def _full(match: re.Match[str], days: Sequence[date]) -> date:
    return _date(match, int(match["year"]), int(match["month"]), int(match["day"]))


def _short_year(match: re.Match[str], days: Sequence[date]) -> date:
    return _date(match, 2000 + int(match["short"]), int(match["month"]), int(match["day"]))


def _of_era(match: re.Match[str], days: Sequence[date]) -> date:
    era = ERAS[match["era"].upper()]
    found = _date(match, era_year(match["era"], match["of_era"]), int(match["month"]), int(match["day"]))
    if not era.first <= found <= era.last:
        raise Ambiguous("value.era", value=match[0])
    return found


def _without_year(match: re.Match[str], days: Sequence[date]) -> date:
    month, day = int(match["month"]), int(match["day"])
    return _in_event(match, month, day, days)


def _with_slash(match: re.Match[str], days: Sequence[date]) -> date:
    """11/5 is a day of the event; 05/11 may be that day, or the eleventh of May, where that is none."""
    one, other = int(match["month"]), int(match["day"])
    of_event = [pair for pair in ((one, other), (other, one)) if any((day.month, day.day) == pair for day in days)]
    if days and one != other and max(one, other) <= 12 and of_event != [(one, other)]:
        both = [f"{days[0].year}-{month:02}-{day:02}" for month, day in ((one, other), (other, one))]
        raise Ambiguous("value.day_or_month", value=match[0], candidates=both)
    return _in_event(match, one, other, days)


def _in_event(match: re.Match[str], month: int, day: int, days: Sequence[date]) -> date:
    such = [one for one in days if (one.month, one.day) == (month, day)]
    if len(such) == 1:
        return such[0]
    if not days:
        raise Unreadable("value.date_without_year", value=match[0])
    return _date(match, days[0].year, month, day)


def _day_or_month_first(match: re.Match[str], days: Sequence[date]) -> date:
    one, other, year = int(match["month"]), int(match["day"]), int(match["year"])
    if one != other and max(one, other) <= 12:
        both = [_date(match, year, *pair).isoformat() for pair in ((one, other), (other, one))]
        raise Ambiguous("value.day_or_month", value=match[0], candidates=both)
    return _date(match, year, min(one, other), max(one, other))


def _in_english(match: re.Match[str], days: Sequence[date]) -> date:
    month, day = _MONTHS.index(match["name"].lower()) + 1, int(match["day"])
    year = match["year"]
    if year is None:
        return _in_event(match, month, day, days)
    return _date(match, int(year) + (2000 if len(year) == 2 else 0), month, day)


def _ask(key: str) -> Reader:
    def ask(match: re.Match[str], days: Sequence[date]) -> date:
        raise Ambiguous(key, value=match[0])

    return ask


_END = r"(?![\d/.:])"
_FORMS: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern, re.I), reader)
    for pattern, reader in (
        (rf"{_YEAR}\s*(?:[-/.]|年|년)\s*{_M}\s*(?:[-/.]|月|월)\s*{_D}(?!\d)\s*(?:[日号號일](?!本)|\.(?!\d))?", _full),
        (r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?!\d)", _full),
        (
            rf"(?P<era>令和|平成|R|H)\s*(?P<of_era>元|\d{{1,2}})\s*[年.]\s*{_M}\s*[月.]\s*{_D}(?!\d)\s*(?:日(?!本))?",
            _of_era,
        ),
        (rf"(?P<era>R|H)\s*(?P<of_era>\d{{1,2}})\s*/\s*{_M}\s*/\s*{_D}(?!\d)", _of_era),
        (rf"['’‘]\s*{_SHORT}\.\s*{_M}\.\s*{_D}(?!\d)\.?", _short_year),
        (rf"\d{{2}}\.\s*\d{{1,2}}\.\s*\d{{1,2}}{_END}\.?", _ask("value.year_or_era")),
        (rf"{_M}[/.-]{_D}[/.-]{_YEAR}(?!\d)", _day_or_month_first),
        (rf"{_M}\s*[月월]\s*{_D}(?!\d)\s*(?:[日号號일](?!本))?", _without_year),
        (rf"{_M}/{_D}{_END}", _with_slash),
        (rf"{_M}\.\s*{_D}\.(?!\d)", _without_year),
        (rf"{_M}\.{_D}(?=\s*\()", _without_year),
        (rf"\d{{1,2}}\.\d{{1,2}}{_END}$", _ask("value.date_or_number")),
        (rf"{_D}[-\s]+{_MONTH}(?:[-\s,]+(?P<year>\d{{4}}|\d{{2}})(?![\d:]))?", _in_english),
        (rf"{_MONTH}\s+{_D}(?![\d:])(?:st|nd|rd|th)?(?:,?\s+(?P<year>\d{{4}})(?!\d))?", _in_english),
    )
)
