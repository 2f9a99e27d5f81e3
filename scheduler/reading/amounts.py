"""Numbers that a cell says: how many, how long, which choice. As in `values`, what cannot be read raises `Unreadable`."""

import math
import re
import unicodedata
from datetime import time, timedelta

from scheduler import words
from scheduler.domain import MIDNIGHT
from scheduler.domain.cells import Cell
from scheduler.reading.numerals import digits_of, in_digits
from scheduler.reading.unreadable import Ambiguous, Unreadable
from scheduler.reading.values import Parser, clock, one_width, text

_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")
_HEADS = re.compile(
    r"(?:約|およそ|约|大约|약|最大|上限|最多|최대|총|合計|計|全部で|총|모두|共|总计|about|approx\.?|ca\.?|up to|max\.?)?\s*"
    r"(?P<first>\d{1,5})\s*(?:名|人|명)?\s*(?:[-–~〜～∼至]\s*(?P<last>\d{1,5}))?"
    r"\s*(?:名様?|人|명|인|位|people|persons?|participants?|pax)?\s*(?:程度|ほど|くらい|ぐらい|前後|左右|上下|정도|내외|안팎|以内|以下|이내)?",
    re.I,
)
_LENGTH = re.compile(
    r"(?:(?P<hours>\d{1,2}(?:\.\d)?)(?:時間|个?小时|個?小時|시간|hours?|hrs?|h)(?P<half>半|반)?)?"
    r"(?:(?P<minutes>\d{1,4})(?:分間?|分钟|分鐘|분간?|minutes?|mins?|m)?)?"
    r"(?P<only_half>半小时|半小時|半時間|halfanhour|반시간)?"
)

_ABOUT = re.compile(r"^(?:約|约|大约|약|about|approx\.?|ca\.?)|(?:程度|ほど|くらい|ぐらい|前後|左右|정도|내외|以内|이내)$")
_LEADING_LENGTH = re.compile(
    r"\s*(?:約|约|大约|약|about)?\s*(?=\d)(?:(?P<hours>\d{1,2}(?:\.\d)?)\s*(?:時間|个?小时|시간|hours?|hrs?|h)(?P<half>半|반)?)?"
    r"\s*(?:(?P<minutes>\d{1,3})\s*(?:分間?|分钟|분간?|minutes?|mins?))?(?<!\d)\s*(?:程度|ほど|くらい|ぐらい|左右|정도|内外|間)?"
)

_HOURS = {"一": "1", "二": "2", "两": "2", "三": "3", "四": "4", "한": "1", "두": "2", "세": "3"}

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
    written = _in_figures(_without_part(one_width(text(cell))))
    if others := _AND_OTHERS.fullmatch(written):
        raise Ambiguous("value.head_count", value=text(cell), candidates=[str(int(others[1]) + 1)])
    if words.fold(written) in words.values("undecided"):
        raise Ambiguous("value.undecided", value=text(cell))
    if total := _TOTAL.search(written):
        raise Ambiguous("value.head_count", value=text(cell), candidates=[total[1]])
    if less := _LESS.fullmatch(written):
        raise Ambiguous("value.head_count", value=text(cell), candidates=[less[1]])
    if all_of_them := _IN_ALL.fullmatch(written):
        raise Ambiguous("value.head_count", value=text(cell), candidates=[all_of_them[1]])
    if parts := _summed(written):
        raise Ambiguous("value.head_count", value=text(cell), candidates=[str(parts)])
    found = _HEADS.fullmatch(written)
    if any(unicodedata.decomposition(letter).startswith("<super>") for letter in text(cell)):
        raise Unreadable("value.whole_number", value=text(cell), least=1)
    if found is None:
        return int(whole(1)(cell))
    numbers = [int(number) for number in found.group("first", "last") if number]
    if min(numbers) < 1 or (len(numbers) == 2 and numbers[0] > numbers[1]):
        raise Unreadable("value.whole_number", value=text(cell), least=1)
    return numbers[-1]


_AND_OTHERS = re.compile(r"\D+?(?:他|ほか|外|外に|외|and|plus)\s*(\d{1,3})\s*(?:名|人|명|位|others?|people)?", re.I)
_TOTAL = re.compile(
    r"\D.*(?:計|合計|総勢|총|합계|모두|共|总共|共计|合计|total)\s*:?\s*(\d{1,3})\s*(?:名|人|명|位|people)?\s*$", re.I
)
_LESS = re.compile(r"(\d{1,3})\s*(?:名|人|명|位)?\s*\(.*(?:除|別|不含|제외|별도|excl|plus|\+).*\)", re.I)
_IN_ALL = re.compile(r"\D+?(?:以下|등|等)\s*(\d{1,3})\s*(?:名|人|명|位)?")
_PART_OF = re.compile(r"\s*\((?!.*(?:除|別|不含|제외|별도|excl|plus|\+))[^()]*\)\s*$", re.I)
_OF_EACH = re.compile(r"[^\W\d]+\s*(\d{1,2})\s*(?:名|人|명)?")


def _without_part(written: str) -> str:
    """A number of people less the remark how many of them are interpreters, or online: 3名(うち通訳1名)."""
    return _PART_OF.sub("", written)


def _in_figures(written: str) -> str:
    """十名 as 10名."""
    return re.sub(r"^([〇零一二三四五六七八九十]+)(?=[名人位])", lambda found: digits_of(found[1]), written)


def _summed(written: str) -> int:
    """How many all are where each rank is counted: 과장1, 주무관2; 0 where a text says anything else."""
    parts = [_OF_EACH.fullmatch(part.strip()) for part in re.split(r"[,、，・/]", written)]
    return sum(int(part[1]) for part in parts if part) if len(parts) > 1 and all(parts) else 0


def minutes(least: int) -> Parser:
    """A length of time in minutes: 90, 90分, 1時間30分, 1시간 반, 1.5 hours; a cell of Excel's that shows 1:30."""

    def parse(cell: Cell) -> int:
        if isinstance(cell.value, (time, timedelta)):
            length = float(clock(cell))
        else:
            written = _ABOUT.sub("", in_digits(text(cell)).lower().replace(" ", ""))
            written = re.sub(r"^([一二两三四한두세])(?=个?小时|時間|시간)", lambda of: _HOURS[of[1]], written)
            written = re.sub(r"(\d|[一二两三])个半(?:小时|钟头)", lambda of: f"{digits_of(of[1])}小时半", written)
            found = _LENGTH.fullmatch(written)
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


def leading_length(written: str) -> tuple[int, str]:
    """The length in minutes that a text begins with, 0 where there is none, and what follows it: 1時間程度, 90 min."""
    found = _LEADING_LENGTH.match(written.lower())
    if found is None:
        return 0, written
    length = 60 * float(found["hours"] or 0) + 30 * bool(found["half"]) + float(found["minutes"] or 0)
    return int(length), written[found.end() :].strip()


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
