"""The grammar of times of day and of ranges of time, in the four languages.

Times are minutes after midnight; ranges are half-open. The morning is before 12:00, the afternoon from 12:00. 午前12時 and
its like in the other languages may be noon or midnight, and CST two zones: they are questions.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from scheduler import words
from scheduler.domain import MIDNIGHT
from scheduler.reading.dates import leading_date
from scheduler.reading.numerals import in_digits
from scheduler.reading.unreadable import Ambiguous, Unreadable

NOON = 12 * 60

OWN = "own"
"""Stands for the writer's own zone: 現地時間."""


@dataclass(frozen=True)
class Range:
    """A local range as written; without `zone` it is the writer's."""

    day: date | None
    start: int
    end: int
    zone: str | None

    @property
    def whole_day(self) -> bool:
        """Whether it is a date alone."""
        return self.day is not None and (self.start, self.end) == (0, MIDNIGHT)

    @property
    def start_only(self) -> bool:
        """Whether it says no more than when a meeting is to begin: it ends with the meeting."""
        return self.start == self.end


@dataclass(frozen=True)
class Time:
    """A time of day, in minutes after midnight; without `zone` it is on the clock of whoever the sheet belongs to.

    `named` is whether its own cell names the zone, and not only the heading above it; `half` whether it says of which half
    of the day it is.
    """

    minute: int
    zone: str | None = None
    named: bool = False
    half: bool = False


_BEFORE_NOON = "午前|上午|早上|凌晨|清晨|오전|아침|새벽|am|a.m."
_AFTER_NOON = "午後|午后|下午|晚上|傍晚|夕方|夜|오후|저녁|밤|pm|p.m."
_AROUND_NOON = "中午|낮|正午"
_NIGHT = ("夜", "밤", "晚上")
_HALF = f"{_BEFORE_NOON}|{_AFTER_NOON}|{_AROUND_NOON}".replace(".", r"\.")
_NAMES_HALF = re.compile(rf"(?:{_HALF})|noon", re.I)
_TIME = re.compile(
    rf"(?P<before>{_HALF})?\s*(?P<hour>\d{{1,2}})"
    r"(?:\s*(?::|[時时点點](?!間)|시(?!간)|\.(?=\d{2}(?!\d|\.)))\s*(?:(?P<half>半|반)|(?P<minute>\d{1,2})(?::\d{2})?\s*(?:分|분)?)?)?"
    r"\s*(?P<after>a\.?m\.?(?![a-z])|p\.?m\.?(?![a-z])|noon)?",
    re.I,
)
_FOUR_DIGITS = re.compile(r"(?P<hour>\d{2})(?P<minute>\d{2})(?!\d|\s*[-./年년])")
_WORDS = {"正午": NOON, "정오": NOON, "noon": NOON, "자정": MIDNIGHT, "midnight": MIDNIGHT}
_DAYS = {"終日": (0, MIDNIGHT), "종일": (0, MIDNIGHT), "하루": (0, MIDNIGHT), "全天": (0, MIDNIGHT), "一日中": (0, MIDNIGHT)}
_DAYS |= {"all day": (0, MIDNIGHT), "整天": (0, MIDNIGHT)}
_MORNINGS = dict.fromkeys(("午前中", "午前", "오전", "上午", "am", "morning"), (0, NOON))
_AFTERNOONS = dict.fromkeys(("午後", "午后", "오후", "下午", "pm", "afternoon"), (NOON, MIDNIGHT))
PARTS = _DAYS | _MORNINGS | _AFTERNOONS
SEPARATOR = re.compile(r"\s*(?:[-–—―ー−‐~〜∼→]|から|부터|至|到|\bto\b)\s*", re.I)
_UNTIL = re.compile(r"\s*(?:まで|까지|为止|止)")
_IANA = r"[A-Za-z]+/[A-Za-z_]+(?:/[A-Za-z_]+)?|UTC(?![+-])"
_OFFSET = re.compile(r"(?:UTC|GMT)\s*(?P<sign>[-+−–])\s*(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?", re.I)


def read_time(written: str) -> int:
    """The time of day that a text says.

    Raises
    ------
    Unreadable
        It is no time; an `Ambiguous` one may be more than one.
    """
    found, rest, _ = _leading_time(in_digits(written), written)
    if found is None or rest:
        raise Unreadable("value.time", value=written)
    return found


EVENING, MORNING = 18 * 60, 8 * 60
"""A time that begins no earlier and ends no later than this goes past midnight: 20:00-02:00."""


def read_ranges(written: str, days: Sequence[date] = ()) -> tuple[Range, ...]:
    """A date, a range of times, or both, with or without a zone; one past midnight as what it is of each day.

    Raises
    ------
    Unreadable
        It is none of these, or ends before it begins; an `Ambiguous` one may be more than one.
    """
    zone, text = zone_in(written)
    day, rest = leading_date(text, days)
    start, end = (0, MIDNIGHT) if day and not rest else _times(rest, written)
    if start >= EVENING and 0 < end <= MORNING:
        next_day = day and day + timedelta(days=1)
        return Range(day, start, MIDNIGHT, zone), Range(next_day, 0, end, zone)
    if end <= start:
        raise Unreadable("value.range_backwards", value=written)
    return (Range(day, start, end, zone),)


def _times(text: str, written: str) -> tuple[int, int]:
    if text.lower() in PARTS:
        return PARTS[text.lower()]
    found, rest = leading_range(text, written)
    if found is None or rest:
        raise Unreadable("value.range", value=written)
    return found


def leading_range(text: str, written: str) -> tuple[tuple[int, int] | None, str]:
    """The start and end that a text begins with, if any, and what follows them."""
    start, rest, half = _leading_time(text, written)
    separator = SEPARATOR.match(rest)
    if start is None or not separator:
        return None, text
    end, rest, of_end = _leading_time(rest[separator.end() :], written)
    if end is None:
        return None, text
    until = _UNTIL.match(rest)
    if of_end == "after" and not half and start + NOON < end:
        raise Ambiguous("value.morning_or_afternoon", value=written)  # 2:00-4:00 pm
    if half == "after" and not of_end and end <= NOON:
        end += NOON  # 午後2時~4時: the second time is in the same half of the day
    return (0 if start == MIDNIGHT else start, end), (rest[until.end() :] if until else rest).strip()


def leading_time(text: str, written: str) -> tuple[int | None, str]:
    """The time of day that a text begins with, if any, and what follows it."""
    found, rest, _ = _leading_time(text, written)
    return found, rest


def is_part_of_day(written: str) -> bool:
    """Whether a text is no more than the name of a part of the day: 午前."""
    return in_digits(written).lower() in PARTS


def names_half(written: str) -> bool:
    """Whether a text says of which half of the day its hours are: 午前, 오후, pm."""
    return bool(_NAMES_HALF.search(in_digits(written)))


def _leading_time(text: str, written: str) -> tuple[int | None, str, str]:
    """The time that a text begins with, what follows it, and the half of the day it names, if any."""
    for word, minute in _WORDS.items():
        if text.lower().startswith(word):
            rest = text[len(word) :]
            if not re.match(r"\s*\d", rest):
                return minute, rest.strip(), "word"
    if digits := _FOUR_DIGITS.match(text):
        return _minute(int(digits["hour"]), int(digits["minute"]), written), text[digits.end() :].strip(), ""
    match = _TIME.match(text)
    if not match or not _says_time(match):
        return None, text, ""
    hour, minutes = int(match["hour"]), 30 if match["half"] else int(match["minute"] or 0)
    half = _half(match)
    rest = text[match.end() :].strip()
    return _minute(_of_half(hour, half, match, written), minutes, written), rest, half


def _says_time(match: re.Match[str]) -> bool:
    """A number alone says none."""
    return bool(match["before"] or match["after"] or match["half"] or not match[0].strip().isdigit())


def _half(match: re.Match[str]) -> str:
    named = (match["before"] or match["after"] or "").lower().rstrip(".")
    if not named:
        return ""
    if named == "noon" or named in _AROUND_NOON.split("|"):
        return "noon"
    return "before" if named.replace(".", "") in {part.replace(".", "") for part in _BEFORE_NOON.split("|")} else "after"


def _of_half(hour: int, half: str, match: re.Match[str], written: str) -> int:
    """The hour of the day: 午後2時 is 14, 12:00 PM noon, 凌晨12点 midnight; 午前12時 and 오후 12시 may be either."""
    if half == "noon":
        return hour + 12 if hour < 10 else hour
    if half and hour == 12:
        if half == "after" and match["after"]:
            return 12
        if match["before"] == "凌晨":
            return 24
        raise Ambiguous("value.noon_or_midnight", value=written)
    if half == "before" and hour > 12:
        raise Unreadable("value.time", value=written)
    if half == "before" and hour == 0:
        return 24
    if match["before"] in _NIGHT and hour <= 4:
        raise Ambiguous("value.noon_or_midnight", value=written)  # 夜1時
    return hour + 12 if half == "after" and hour < 12 else hour


def _minute(hour: int, minutes: int, written: str) -> int:
    if minutes > 59 or hour * 60 + minutes > MIDNIGHT:
        raise Unreadable("value.time", value=written)
    return hour * 60 + minutes


@cache
def _named_zone() -> re.Pattern[str]:
    """Any name of a zone in the four languages, in brackets or not; the longer ones are tried first."""
    longest_first = sorted(words.values("zone"), key=len, reverse=True)
    names = "|".join(r"\s*".join(map(re.escape, name)) for name in longest_first)
    return re.compile(rf"\s*\(?\s*(?P<zone>{names})(?![a-z])\s*\)?\s*", re.I)


def zone_in(written: str) -> tuple[str | None, str]:
    """The zone that a text names anywhere, and the text without it, its digits as usual.

    Raises
    ------
    Unreadable
        There is no such zone; an `Ambiguous` name stands for several.
    """
    text = in_digits(written)
    if found := _named_zone().search(text):
        zone = words.values("zone")[words.fold(found["zone"])]
        rest = (text[: found.start()] + " " + text[found.end() :]).strip()
        other = _named_zone().search(rest)
        if other and words.values("zone")[words.fold(other["zone"])] != zone:
            raise Ambiguous("value.zone_in_doubt", value=written, zone=f"{found['zone']}, {other['zone']}")
        return (None if zone == OWN else zone), rest
    if found := re.search(r"\(?\bCST\b\)?", text):
        raise Ambiguous("value.zone_in_doubt", value=written, zone="CST")
    if offset := _OFFSET.search(text):
        hours = int(offset["hours"])
        zone = "UTC" if hours == 0 else f"Etc/GMT{'-' if offset['sign'] == '+' else '+'}{hours}"
        if hours > 12 or int(offset["minutes"] or 0):
            raise Unreadable("value.zone", value=offset[0])
        return zone, re.sub(r"\(\s*\)", "", text[: offset.start()] + text[offset.end() :]).strip()
    if iana := re.search(rf"\(?\s*(?P<zone>{_IANA})\s*\)?", text):
        return iana["zone"], (text[: iana.start()] + text[iana.end() :]).strip()
    return None, text
