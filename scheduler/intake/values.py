"""What a cell says: one function for each kind of value.

Each takes a `Cell` and returns the value, or raises `Unreadable` with the catalogue entry that says what is there and
what to write instead. Local times are minutes after midnight; ranges are half-open.
"""

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale

from scheduler import words
from scheduler.domain import MIDNIGHT, Moment
from scheduler.intake.workbook import Cell


class Unreadable(Exception):
    """A cell that cannot be read as what its column asks for."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


@dataclass(frozen=True)
class Range:
    """A local range as written; without `zone` it is the writer's."""

    day: date | None
    start: int
    end: int
    zone: str | None


Parser = Callable[[Cell], Any]

YEARS = range(2000, 2100)
"""The years a plaza may be in; any other is a slip of the pen."""

_DAY = r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
_MOMENT = re.compile(rf"(?P<day>{_DAY})[\sT]+(?P<time>{_CLOCK.pattern})")
_RANGE = re.compile(
    rf"(?P<day>{_DAY})?\s*(?:(?P<start>\d{{1,2}}:\d{{2}})\s*[-–—−~〜]\s*(?P<end>\d{{1,2}}:\d{{2}}))?"
    r"\s*(?:\(?(?P<zone>[A-Za-z]+/[A-Za-z_/+-]+|UTC)\)?)?"
)
NO_PLACES = {"localtime", "Factory", "posix", "posixrules", "right"}
"""Entries and folders of the time zone database that name no place."""

_SEPARATORS = re.compile(r"[;,、，；\n]")
_SEPARATORS_AND_SLASH = re.compile(r"[;,、，；\n/]")


# --------------------------------------------------------------------------------------------------------------- text


def text(cell: Cell) -> str:
    """Any value as one line of text; whole numbers without a decimal point, dates as ISO writes them."""
    if isinstance(cell.value, float) and cell.value.is_integer():
        return str(int(cell.value))
    return " ".join(unicodedata.normalize("NFC", str(cell.value)).split())


def identifier(cell: Cell) -> str:
    """A number or code, in one width."""
    return one_width(text(cell))


def one_width(written: str) -> str:
    """Full-width letters and digits as the usual ones."""
    return unicodedata.normalize("NFKC", written)


def several(cell: Cell) -> tuple[str, ...]:
    """Several texts in one cell."""
    return _split(cell, _SEPARATORS)


def several_with_slash(cell: Cell) -> tuple[str, ...]:
    """Several governments or languages in one cell."""
    return _split(cell, _SEPARATORS_AND_SLASH)


def _split(cell: Cell, separators: re.Pattern[str]) -> tuple[str, ...]:
    raw = cell.value if isinstance(cell.value, str) else text(cell)
    parts = (" ".join(part.split()) for part in separators.split(raw))
    found = tuple(dict.fromkeys(part for part in parts if part))
    if not found:
        raise Unreadable("value.nothing", value=text(cell))
    return found


def link(cell: Cell) -> str:
    """A join link."""
    address = text(cell)
    if not re.fullmatch(r"https?://[^\s/]+\S*", address, re.IGNORECASE):
        raise Unreadable("value.link", value=address)
    return address


def one_of(kind: str) -> Parser:
    """A value of a closed list of `words/values.csv`."""

    def parse(cell: Cell) -> str:
        known = words.values(kind)
        written = words.fold(text(cell))
        if written not in known:
            raise Unreadable("value.closed_list", value=text(cell), choices=sorted(set(known.values())))
        return known[written]

    return parse


def yes_no(cell: Cell) -> bool:
    return bool(one_of("yes_no")(cell) == "yes")


# ------------------------------------------------------------------------------------------------------------ numbers


def whole(least: int) -> Parser:
    """A whole number of at least `least`."""

    def parse(cell: Cell) -> int:
        number = _number(cell)
        if number is None or not number.is_integer() or number < least:
            raise Unreadable("value.whole_number", value=text(cell), least=least)
        return int(number)

    return parse


def _number(cell: Cell) -> float | None:
    if isinstance(cell.value, bool) or not isinstance(cell.value, (int, float, str)):
        return None
    written = unicodedata.normalize("NFKC", str(cell.value)).strip()
    number = float(written) if _NUMBER.fullmatch(written) else math.nan
    return number if abs(number) < 10**9 else None


def choice(cell: Cell) -> int | str:
    """A rank from 1, or `decline`."""
    if words.fold(text(cell)) in words.values("choice"):
        return "decline"
    try:
        return int(whole(1)(cell))
    except Unreadable:
        raise Unreadable("value.choice", value=text(cell)) from None


# ----------------------------------------------------------------------------------------------------- dates and times


def day(cell: Cell) -> date:
    if isinstance(cell.value, datetime) and cell.value.time() == time(0):
        return _plausible(cell.value.date(), cell)
    return _date(identifier(cell), cell)


def clock(cell: Cell) -> int:
    """A time of day, rounded to the minute; Excel keeps times as fractions that miss it by milliseconds."""
    value = cell.value
    if isinstance(value, datetime):
        value = value.time() if value.date() < date(1900, 1, 2) else None
    if isinstance(value, time):
        value = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second, microseconds=value.microsecond)
    if isinstance(value, timedelta):
        minute = round(value.total_seconds() / 60)
    elif _CLOCK.fullmatch(identifier(cell)):
        minute = _minute(identifier(cell), cell)
    else:
        raise Unreadable("value.time", value=text(cell))
    if not 0 <= minute <= MIDNIGHT:
        raise Unreadable("value.time", value=text(cell))
    return minute


def moment(cell: Cell) -> Moment:
    """A date with a time, or a time alone. A cell with a date only has no time: what is meant by it must be asked."""
    if isinstance(cell.value, datetime) and cell.value.time() == time(0) and cell.value.year > 1900:
        raise Unreadable("value.moment", value=cell.value.date().isoformat())
    return date_time(cell)


def date_time(cell: Cell) -> Moment:
    """The same where a date cell is known to have a time, if only that of midnight."""
    if isinstance(cell.value, datetime) and cell.value.date() >= date(1900, 1, 2):
        _plausible(cell.value.date(), cell)
        rounded = cell.value + timedelta(seconds=30)
        return Moment(rounded.date(), rounded.hour * 60 + rounded.minute)
    if found := _MOMENT.fullmatch(identifier(cell)):
        return Moment(_date(found["day"], cell), _minute(found["time"], cell))
    try:
        return Moment(None, clock(cell))
    except Unreadable:
        raise Unreadable("value.moment", value=text(cell)) from None


def ranges(cell: Cell) -> tuple[Range, ...]:
    """Ranges with or without dates and zones; one without a date after a dated one takes its date."""
    if isinstance(cell.value, datetime):
        if cell.value.time() != time(0):
            raise Unreadable("value.range", value=text(cell))
        return (Range(day(cell), 0, MIDNIGHT, None),)
    found: list[Range] = []
    current: date | None = None
    for part in _split(cell, _SEPARATORS):
        match = _RANGE.fullmatch(unicodedata.normalize("NFKC", part))
        if not match or not (match["day"] or match["start"]):
            raise Unreadable("value.range", value=part)
        if match["day"]:
            current = _date(match["day"], cell)
        start, end = 0, MIDNIGHT
        if match["start"]:
            start, end = (_minute(match[side], cell) for side in ("start", "end"))
        if end <= start:
            raise Unreadable("value.range_backwards", value=part)
        found.append(Range(current, start, end, named_zone(match["zone"]) if match["zone"] else None))
    return tuple(found)


def ranges_or_any(cell: Cell) -> tuple[Range, ...] | None:
    """Ranges, or `any` (None) for no limit."""
    return None if words.fold(text(cell)) in words.values("limit") else ranges(cell)


def _date(written: str, cell: Cell) -> date:
    try:
        year, month, day_of_month = (int(part) for part in re.split("[-/.]", written))
        return _plausible(date(year, month, day_of_month), cell)
    except ValueError:
        raise Unreadable("value.date", value=text(cell)) from None


def _plausible(found: date, cell: Cell) -> date:
    if found.year not in YEARS:
        raise Unreadable("value.date", value=text(cell))
    return found


def _minute(written: str, cell: Cell) -> int:
    hours, minutes = (int(part) for part in written.split(":")[:2])
    if minutes > 59 or hours * 60 + minutes > MIDNIGHT:
        raise Unreadable("value.time", value=text(cell))
    return hours * 60 + minutes


# ------------------------------------------------------------------------------------------ zones, countries, languages


def zone(cell: Cell) -> str:
    return named_zone(text(cell))


@cache
def named_zone(name: str) -> str:
    """An IANA time zone that exists.

    Raises
    ------
    Unreadable
        Where there is none of that name.
    """
    try:
        known = ZoneInfo(name).key
    except (ValueError, OSError, LookupError):
        raise Unreadable("value.zone", value=name) from None
    if known.partition("/")[0] in NO_PLACES:
        raise Unreadable("value.zone", value=name)
    return known


def country(cell: Cell) -> str:
    """An ISO 3166-1 alpha-2 code."""
    code = text(cell).upper()
    if not re.fullmatch("[A-Z]{2}", code) or code not in _known("territories"):
        raise Unreadable("value.country", value=text(cell))
    return code


def languages(cell: Cell) -> tuple[str, ...]:
    """Language codes, main one first; `zh-Hans` is `zh`."""
    codes = tuple(dict.fromkeys(part.lower().partition("-")[0] for part in several_with_slash(cell)))
    for code in codes:
        if code not in _known("languages"):
            raise Unreadable("value.language", value=code)
    return codes


@cache
def _known(kind: str) -> Mapping[str, str]:
    return dict(getattr(Locale("en"), kind))


def written(minute: int) -> str:
    """Minutes after midnight as a clock shows them: `09:00`, `24:00`."""
    return f"{minute // 60:02}:{minute % 60:02}"
