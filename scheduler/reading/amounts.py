"""Numbers that a cell says: how many, how long, which choice. As in `values`, what cannot be read raises `Unreadable`."""

import math
import re
import unicodedata
from datetime import time, timedelta

from scheduler import words
from scheduler.domain import MIDNIGHT
from scheduler.domain.cells import Cell
from scheduler.reading.numerals import in_digits
from scheduler.reading.unreadable import Ambiguous, Unreadable
from scheduler.reading.values import Parser, clock, one_width, text

_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")
_HEADS = re.compile(
    r"(?:約|およそ|约|大约|약|about|approx\.?|ca\.?)?\s*(?P<first>\d{1,5})\s*(?:名|人|명)?\s*(?:[-–~〜～∼至]\s*(?P<last>\d{1,5}))?"
    r"\s*(?:名様?|人|명|位|people|persons?|participants?|pax)?\s*(?:程度|ほど|くらい|ぐらい|前後|左右|上下|정도|내외|안팎|以内|以下|이내)?",
    re.I,
)
_LENGTH = re.compile(
    r"(?:(?P<hours>\d{1,2}(?:\.\d)?)(?:時間|个?小时|個?小時|시간|hours?|hrs?|h)(?P<half>半|반)?)?"
    r"(?:(?P<minutes>\d{1,4})(?:分間?|分钟|分鐘|분간?|minutes?|mins?|m)?)?"
    r"(?P<only_half>半小时|半小時|半時間|halfanhour|반시간)?"
)

SHORTEST = 10
"""Minutes of a meeting that need no unit."""


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


def head_count(cell: Cell) -> int:
    """How many take part: 約10名, 10명, 10人左右; of 8~10名 the larger, which a room must hold."""
    written = one_width(text(cell))
    found = _HEADS.fullmatch(written)
    if any(unicodedata.decomposition(letter).startswith("<super>") for letter in text(cell)):
        raise Unreadable("value.whole_number", value=text(cell), least=1)
    if found is None:
        return int(whole(1)(cell))
    numbers = [int(number) for number in found.group("first", "last") if number]
    if min(numbers) < 1 or (len(numbers) == 2 and numbers[0] > numbers[1]):
        raise Unreadable("value.whole_number", value=text(cell), least=1)
    return numbers[-1]


def minutes(least: int) -> Parser:
    """A length of time in minutes: 90, 90分, 1時間30分, 1시간 반, 1.5 hours; a cell of Excel's that shows 1:30."""

    def parse(cell: Cell) -> int:
        if isinstance(cell.value, (time, timedelta)):
            length = float(clock(cell))
        else:
            found = _LENGTH.fullmatch(in_digits(text(cell)).lower().replace(" ", ""))
            if found is None or not any(found.groups()) or (found["half"] and found["minutes"]):
                return int(whole(least)(cell))
            length = 60 * float(found["hours"] or 0) + float(found["minutes"] or 0)
            length += 30 * bool(found["half"] or found["only_half"])
        if not length.is_integer() or not least <= length <= MIDNIGHT:
            raise Unreadable("value.whole_number", value=text(cell), least=least)
        return int(length)

    return parse


def length(cell: Cell) -> int:
    """The length of a meeting in minutes; a bare number so small that it may be hours is a question."""
    found = int(minutes(1)(cell))
    if found < SHORTEST and _number(cell) is not None:
        raise Ambiguous("value.minutes_or_hours", value=text(cell))
    return found


def choice(cell: Cell) -> int | str:
    """A rank from 1, or `decline`."""
    written = words.fold(text(cell))
    if written in words.values("choice"):
        return "decline"
    if written in words.values("rank"):
        return int(words.values("rank")[written])
    try:
        return int(whole(1)(cell))
    except Unreadable:
        raise Unreadable("value.choice", value=text(cell)) from None
