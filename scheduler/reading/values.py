"""What a cell says: one function for each kind of value.

Each takes a `Cell` and returns the value, or raises `Unreadable` with the catalogue entry that says what is there and
what to write instead. Local times are minutes after midnight; ranges are half-open.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from babel import Locale

from scheduler import words
from scheduler.domain import MIDNIGHT, Moment
from scheduler.domain.cells import Cell
from scheduler.reading.dates import YEARS, leading_date, read_date
from scheduler.reading.numerals import in_digits
from scheduler.reading.times import OWN, Range, Time, names_half, read_ranges, read_time, zone_in
from scheduler.reading.unreadable import Ambiguous, Unreadable

Parser = Callable[[Cell], Any]

_ENGLISH_DATE = re.compile(r"([A-Za-z]{3,}\.?\s+\d{1,2}),\s*(?=\d{4})")
_CLOCK = re.compile(r"[A-Z]{3,4}|.*(?:Standard Time|標準時|표준시)|\S{2,6}(?:時間|시간|时间|時刻|시각)", re.I)
"""What, in brackets behind a heading, may name a clock that the program does not know."""

LONGEST = 500
"""Characters of a cell that says when something is."""

_ORDERED = re.compile(r"[①-⑳]|(?:^|(?<=[;、，,\s]))[(（]?\d{1,2}[、.．)）]\s*(?=\D)")
"""Numbers before the names of a list."""

_EXCLUDES = re.compile(
    r"以外|除|不可|不能|のみ|だけ|使え|使用でき|利用でき|でき|불가|제외|이외|만|无法|不用|只|仅|"
    r"except|only|not|n't|other than|[(（]",
    re.I,
)
"""Words by which a text says which systems will not do, or adds a condition."""

MOST_ITEMS = 100
"""Values in one cell."""

LAST_SERIAL = 100_000
"""A larger number is no day as Excel counts them; it may be a date written in eight digits."""

NO_PLACES = {"localtime", "Factory", "posix", "posixrules", "right"}
"""Entries and folders of the time zone database that name no place."""

_HOST = re.compile(r"(?:[^\W_]|-)+(?:\.(?:[^\W_]|-)+)*\.?|[0-9a-f:.]+")
"""The name of a host in any script, or its number."""

REMEMBERED = 20_000
"""Texts of which it is kept how they read: the same ones are asked for again and again."""

SEPARATORS = re.compile(r"[;,、，；\n]")
_SEPARATORS_AND_SLASH = re.compile(r"[;,、，；\n/／]")


# --------------------------------------------------------------------------------------------------------------- text


def text(cell: Cell) -> str:
    """Any value as one line of text; whole numbers without a decimal point, dates as ISO writes them."""
    if isinstance(cell.value, float) and cell.value.is_integer():
        return str(int(cell.value))
    return _on_one_line(str(cell.value))


@lru_cache(maxsize=REMEMBERED)
def _on_one_line(written: str) -> str:
    return " ".join(visible(unicodedata.normalize("NFC", written)).split())


def visible(written: str) -> str:
    """The text without what does not show: zero-width and control characters, and those that turn the writing round."""
    written = written if written.isascii() else words.INVISIBLE.sub("", written)
    if written.isprintable():
        return written
    return "".join(letter for letter in written if letter.isspace() or unicodedata.category(letter) not in ("Cc", "Cf"))


def identifier(cell: Cell) -> str:
    """A number or code, in one width."""
    return one_width(text(cell))


def identifiers(cell: Cell) -> tuple[str, ...]:
    """Several numbers or codes in one cell."""
    return tuple(map(one_width, several(cell)))


def one_width(written: str) -> str:
    """Full-width letters and digits as the usual ones."""
    return unicodedata.normalize("NFKC", written)


def several(cell: Cell) -> tuple[str, ...]:
    """Several texts in one cell."""
    return _split(cell, SEPARATORS)


def several_with_slash(cell: Cell) -> tuple[str, ...]:
    """Several governments or languages in one cell."""
    return _split(cell, _SEPARATORS_AND_SLASH)


def _split(cell: Cell, separators: re.Pattern[str]) -> tuple[str, ...]:
    raw = visible(cell.value) if isinstance(cell.value, str) else text(cell)
    parts = (" ".join(part.split()) for part in separators.split(raw))
    found = tuple(dict.fromkeys(part for part in parts if part))
    if not found:
        raise Unreadable("value.nothing", value=text(cell))
    if len(found) > MOST_ITEMS:
        raise Unreadable("value.too_many", value=text(cell), most=MOST_ITEMS)
    return found


def partners(cell: Cell) -> tuple[str, ...]:
    """Governments as a form names them; none where no meeting is wished."""
    written = words.fold(text(cell)).rstrip("。.")
    if written in words.values("nothing"):
        return ()
    if written in words.values("undecided"):
        raise Ambiguous("value.undecided", value=text(cell))
    raw = visible(cell.value) if isinstance(cell.value, str) else text(cell)
    return several_with_slash(replace(cell, value=_ORDERED.sub(";", raw)) if _ORDERED.search(raw) else cell)


def platforms(cell: Cell) -> tuple[str, ...]:
    """Video systems, each by one of its names: 腾讯会议 is VooV. What excludes one says nothing of the others."""
    found = []
    for name in several_with_slash(cell):
        known = words.values("platform").get(words.fold(name))
        if known is None and _EXCLUDES.search(name):
            raise Ambiguous("value.platforms", value=text(cell))
        found.append(known or name)
    return tuple(dict.fromkeys(found))


def attends(cell: Cell) -> str:
    """`yes`, or `decline` where a government says in so many words that it declines; a cross or a no is a question: it may
    only mean some of the times.
    """
    written = words.fold(text(cell))
    if written in words.values("choice"):
        return "decline"
    if words.values("avail").get(written) == "yes" or written in words.values("applied"):
        return "yes"
    raise Ambiguous("value.takes_part", value=text(cell), candidates=["decline", "yes"])


def link(cell: Cell) -> str:
    """A join link: one address of the web, of a host that is named, with nobody's name or password in it."""
    address = text(cell)
    before_query = address.partition("?")[0]
    try:
        parts = urlsplit(address)
        sound = parts.scheme in ("http", "https") and bool(_HOST.fullmatch(parts.hostname or "")) and parts.port != 0
    except ValueError:  # of an address that is none
        sound = False
    if not sound or "@" in parts.netloc or re.search(r"[\s\\]", address) or before_query.count("://") > 1:
        raise Unreadable("value.link", value=address)
    return address


def address(cell: Cell) -> str:
    """An e-mail address."""
    if "@" not in text(cell):
        raise Unreadable("value.email", value=text(cell))
    return text(cell)


def one_of(kind: str) -> Parser:
    """A value of a closed list of `words/values.csv`."""

    def parse(cell: Cell) -> str:
        known = words.values(kind)
        written = words.fold(text(cell))
        if written in words.in_doubt(kind):
            raise Ambiguous("value.in_doubt", value=text(cell), choices=sorted(set(known.values())))
        if written not in known:
            raise Unreadable("value.closed_list", value=text(cell), choices=sorted(set(known.values())))
        return known[written]

    return parse


def yes_no(cell: Cell) -> bool:
    return bool(one_of("yes_no")(cell) == "yes")


# ----------------------------------------------------------------------------------------------------- dates and times


def day(cell: Cell) -> date:
    """A date; one without a year is among the days of the event."""
    if isinstance(cell.value, datetime) and cell.value.time() == time(0):
        return _plausible(cell.value.date(), cell)
    if isinstance(cell.value, (int, float)) and not isinstance(cell.value, bool) and abs(cell.value) < LAST_SERIAL:
        return _serial(cell)
    if len(text(cell)) > LONGEST:
        raise Unreadable("value.date", value=text(cell))
    return read_date(text(cell), cell.days)


def _serial(cell: Cell) -> date:
    """A number by which Excel keeps dates; only in the year of the event, for it may be a number of anything."""
    found = cell.epoch + timedelta(days=cell.value)
    if found.time() != time(0) or found.year not in {one.year for one in cell.days}:
        raise Ambiguous("value.date_or_number", value=text(cell))
    return found.date()


def clock(cell: Cell) -> int:
    """A time of day, rounded to the minute; Excel keeps times as fractions that miss it by milliseconds."""
    value = cell.value
    if isinstance(value, datetime):
        value = value.time() if value.date() < date(1900, 1, 2) else None
    if isinstance(value, time):
        value = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second, microseconds=value.microsecond)
    if isinstance(value, timedelta):
        minute = round(value.total_seconds() / 60)
        if not 0 <= minute <= MIDNIGHT:
            raise Unreadable("value.time", value=text(cell))
        return minute
    if not isinstance(value, str) and value is not None and not _is_hours_and_minutes(value):
        raise Unreadable("value.time", value=text(cell))
    return read_time(text(cell))


def time_of_day(cell: Cell) -> Time:
    """A time of day with the zone on whose clock it is: that named in the cell, or else in the heading."""
    if not isinstance(cell.value, str):
        return Time(clock(cell), cell.zone)
    zone, rest = zone_in(text(cell))
    minute = clock(replace(cell, value=rest))
    return Time(minute, named_zone(zone) if zone else cell.zone, zone is not None, names_half(rest))


def _is_hours_and_minutes(value: object) -> bool:
    """1430, as a number."""
    return isinstance(value, int) and not isinstance(value, bool) and 1000 <= value <= 2400


def moment(cell: Cell) -> Moment:
    """A date with a time, or a time alone. A cell with a date only has no time: what is meant by it must be asked."""
    if isinstance(cell.value, datetime) and cell.value.time() == time(0) and cell.value.year > 1900:
        raise Unreadable("value.moment", value=cell.value.date().isoformat())
    return date_time(cell)


def first_moment(cell: Cell) -> Moment:
    """A moment; a date alone is its first."""
    return _moment_or_day(cell, 0)


def last_moment(cell: Cell) -> Moment:
    """A moment; a date alone is its end."""
    return _moment_or_day(cell, MIDNIGHT)


def _moment_or_day(cell: Cell, minute: int) -> Moment:
    try:
        return moment(cell)
    except Ambiguous:
        raise
    except Unreadable as fault:
        try:
            named, rest = zone_in(text(cell)) if isinstance(cell.value, str) else (None, "")
            found = day(replace(cell, value=rest) if named else cell)
            return Moment(found, minute, (named_zone(named) if named else cell.zone) or "")
        except Ambiguous:
            raise
        except Unreadable:
            raise fault from None


def date_time(cell: Cell) -> Moment:
    """The same where a date cell is known to have a time, if only that of midnight.

    Its zone is that named in the cell, or else in the heading; empty where neither names one.
    """
    zone, rest = zone_in(text(cell)) if isinstance(cell.value, str) else (None, "")
    if zone is not None or (rest and rest != text(cell)):
        found = date_time(replace(cell, value=rest))
        return replace(found, zone=named_zone(zone) if zone else found.zone)
    return replace(_without_zone(cell), zone=cell.zone or "")


def _without_zone(cell: Cell) -> Moment:
    if isinstance(cell.value, datetime) and cell.value.date() >= date(1900, 1, 2):
        _plausible(cell.value.date(), cell)
        rounded = cell.value + timedelta(seconds=30)
        return Moment(rounded.date(), rounded.hour * 60 + rounded.minute)
    if not isinstance(cell.value, str):
        try:
            return Moment(None, clock(cell))
        except Unreadable:
            raise Unreadable("value.moment", value=text(cell)) from None
    found, rest = leading_date(text(cell), cell.days)
    try:
        minute = read_time(rest.removeprefix("T"))
        if minute == MIDNIGHT and "24" not in rest:
            raise Ambiguous("value.noon_or_midnight", value=text(cell))  # 午前0時: of this day, or of the next?
        return Moment(found, minute)
    except Ambiguous:
        raise
    except Unreadable:
        raise Unreadable("value.moment", value=text(cell)) from None


def ranges(cell: Cell) -> tuple[Range, ...]:
    """Ranges with or without dates and zones; one without a date after a dated one takes its date."""
    if isinstance(cell.value, datetime):
        if cell.value.time() != time(0):
            raise Unreadable("value.range", value=text(cell))
        return (Range(day(cell), 0, MIDNIGHT, cell.zone),)
    if len(str(cell.value)) > LONGEST:
        raise Unreadable("value.range", value=text(cell))
    written = _ENGLISH_DATE.sub(r"\1 ", visible(str(cell.value)))
    split = _split(Cell(written, cell.source), SEPARATORS)
    parts = [(range_, nth == 0) for part in split for nth, range_ in enumerate(read_ranges(part, cell.days))]
    found: list[Range] = []
    day_: date | None = None
    for (before, _), (range_, begins) in pairwise(((None, True), *parts)):
        assert range_ is not None
        if before and begins and ((before.whole_day and range_.day is None) or (found[-1].day is None and range_.whole_day)):
            raise Ambiguous("value.date_then_time", value=text(cell))  # 11月5日、10:00-11:00
        day_ = (range_.day or day_) if begins else day_
        found.append(replace(range_, day=range_.day or day_, zone=range_.zone and named_zone(range_.zone)))
    if len({range_.zone is None for range_ in found}) > 1:
        raise Ambiguous("value.zone_of_some", value=text(cell))
    return tuple(dict.fromkeys(replace(range_, zone=range_.zone or cell.zone) for range_ in found))


def ranges_or_any(cell: Cell) -> tuple[Range, ...] | None:
    """Ranges, or `any` (None) for no limit."""
    return None if words.fold(text(cell)) in words.values("limit") else ranges(cell)


def _plausible(found: date, cell: Cell) -> date:
    if found.year not in YEARS:
        raise Unreadable("value.date", value=text(cell))
    return found


# ------------------------------------------------------------------------------------------ zones, countries, languages


def zone(cell: Cell) -> str:
    """A time zone by its IANA name, as the languages name it (日本時間), or by its offset: UTC+9."""
    found, rest = zone_in(text(cell))
    return named_zone(text(cell)) if found is None or rest else named_zone(found)


def clock_of_form(cell: Cell) -> str:
    """The zone of a form's clock; empty for the government's own."""
    found, rest = zone_in(text(cell))
    if found is None and rest == in_digits(text(cell)):
        raise Unreadable("value.zone", value=text(cell))
    return named_zone(found) if found else ""


def zone_of_heading(cell: Cell) -> str | None:
    """The zone that a heading names beside what it is: 希望日時(日本時間)."""
    written = text(cell)
    name, _ = zone_in(written)
    inside = one_width(written).rpartition("(")[2].partition(")")[0] if "(" in one_width(written) else ""
    rest = zone_in(inside)[1] if inside else ""
    doubtful = _CLOCK.fullmatch(rest.strip()) if name is None else rest.strip(" ,/-:+0123456789UTC")
    if doubtful and words.values("zone").get(words.fold(inside)) != OWN:
        raise Ambiguous("value.zone_in_doubt", value=written, zone=inside)
    return name and named_zone(name)


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
    """A country by its name or its ISO 3166-1 alpha-2 code."""
    code = words.values("country").get(words.fold(text(cell)), text(cell).upper())
    if not re.fullmatch("[A-Z]{2}", code) or code not in _known("territories"):
        raise Unreadable("value.country", value=text(cell))
    return code


def languages(cell: Cell) -> tuple[str, ...]:
    """Languages by name or code, main one first; `zh-Hans` is `zh`, and 日中 names two."""
    codes = tuple(dict.fromkeys(code for part in several_with_slash(cell) for code in _named_languages(part)))
    for code in codes:
        if code not in _known("languages"):
            raise Unreadable("value.language", value=code)
    return codes


def _named_languages(written: str) -> list[str]:
    folded = words.fold(written)
    kinds = ("pair", "triple", "language")
    named = next((words.values(kind)[folded] for kind in kinds if folded in words.values(kind)), None)
    if named:
        return named.split("-")
    code, *rest = written.lower().split("-")
    of_it = all(len(part) == 4 or part.upper() in _known("territories") for part in rest)  # zh-Hans, zh-TW
    return [code if of_it else written.lower()]


@cache
def _known(kind: str) -> Mapping[str, str]:
    return dict(getattr(Locale("en"), kind))
