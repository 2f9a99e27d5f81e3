"""Times as offices write them on forms: 午後ならいつでも可, 14시 이후, ①10:00-11:00 ②14:00-15:00, 定例会議（10時～11時）.

Whoever is asked when a meeting suits, or when it cannot be, answers in words. What they say is read where no word is left
over; where words are, or where an hour may be of the morning or of the afternoon, it is a question that offers the reading.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import cache, lru_cache
from itertools import pairwise

from scheduler import words
from scheduler.domain import MIDNIGHT, Source, clock_time
from scheduler.domain.cells import Cell
from scheduler.reading import times as t
from scheduler.reading.amounts import leading_length
from scheduler.reading.dates import leading_date, leading_days
from scheduler.reading.numerals import in_digits
from scheduler.reading.sense import denies
from scheduler.reading.times import Range
from scheduler.reading.unreadable import Ambiguous, Unreadable
from scheduler.reading.values import SEPARATORS, clock, day, named_zone, ranges, text, visible

NOWHERE = Source("")
TICKS = "√✓✔VvＶ○●◎"
"""What ticks one of several times: it is never a word beside one."""

HOUR = 60
SMALL_HOURS = range(1 * HOUR, 7 * HOUR)
"""Hours at which no office meets, so that they may be of the afternoon."""

_ORDER = re.compile(
    r"[①-⑳❶-❿]|(?:^|(?<=[\s;,、]))[(（]\d{1,2}[)）]|"
    r"第?\s*\d{1,2}\s*(?:希望|候補|志愿|지망|순위|位)\s*[:：]?|第[一二三]\s*(?:希望|候補|志愿)\s*[:：]?"
)
_FROM = re.compile(
    r"\s*(?:以降|以後|以后|之后|より後|過ぎ|から|より|이후|부터|후|起|后|後|onwards?|or later|and after|~\s*$)", re.I
)
_UNTIL = re.compile(r"\s*(?:以前|より前|まで|までに|之前|이전|까지|전(?!후)|为止|前(?![後后])|or earlier|and before)", re.I)
_BEFORE_FROM = re.compile(r"(?:from|after|since|starting)\s+", re.I)
_BEFORE_UNTIL = re.compile(r"(?:until|till|before|by|up to)\s+|[-~〜～–—]\s*(?=\d)", re.I)
_SPAN = re.compile(r"(?<!\d)(\d{1,2})\s*([-~〜～–—])\s*(\d{1,2})\s*([時时点點시])")
_SAME_DAY = re.compile(
    r"(?P<day>\d{1,4}\s*[-./年月년월]\s*\d[\d./年月日년월일-]*\s*(?:\([^)]*\))?)\s*(?P<time>[^~～〜]+?)\s*(?P<between>[~～〜–—])\s*(?P=day)\s*"
)
"""A day that is written before both ends of a time."""

_IN_ENGLISH = (
    (re.compile(r"(?<![\d:])(\d{1,2})\s*[-~]\s*(\d{1,2})\s*([ap])\.?m\.?\b", re.I), r"\1\3m-\2\3m"),
    (re.compile(r"between\s+(.+?)\s+and\s+(?=\d)", re.I), r"\1-"),
    (re.compile(r"not before|no earlier than", re.I), "from"),
    (re.compile(r"not after|no later than", re.I), "until"),
)
_HOUR_OF = re.compile(r"(\d{1,2})\s*(?:時台|时段|시대)")
_BEGINS = re.compile(r"(?:[-~～〜–—]|から|부터|起)\s*$")
_ABOUT = re.compile(r"\s*(?:頃|ごろ|ころ|くらい|ぐらい|前後|前后|전후|경|쯤|左右)")
_PLEASE = re.compile(
    r"を?希望(?:します|する|しております|しています)?|でお願いします|お願いします|でも?(?:可能?|よい|良い|結構です)|が(?:望ましい|よい|良い|可能|都合が良い)|"
    r"(?:なら(?:ば)?|であれば)(?:いつでも)?(?:可能?|よい|良い)?|いつでも可?|(?<!不)可能?(?:です)?|なるべく|できれば|出来れば|可能であれば|できるだけ|スタート|開始|"
    r"(?:時間)?帯|中(?:ならば?)?(?:可)?|の間(?:で|に)?|のみ|だけ|程度|"
    r"희망(?:합니다|함)?|가능(?:합니다|함)?|되도록|가급적|원합니다|시작|중|만|에|"
    r"いずれか|どちらか|どちらでも|모두|둘 다|均可|都可以|可以|希望|尽量|最好|开始|左右|"
    r"prefer(?:red|ably|s)?|please|if possible|ideally|any ?time|is (?:fine|ok|good)|ok|works?|available|only|"
    r"in the|on|at|the|start(?:ing)?|[のにはでをもが은는을를,.。・]",
    re.I,
)
"""Words that only say that what they stand beside is wished."""

_TURNS = re.compile(
    r"以外|除|参加可|出席可|有空|空闲|方便|可以|(?<!不)可(?!能?性)|のみ|だけ|ただし|但し|但|例外|只|仅|"
    r"참석(?!\s*불)|참가(?!\s*불)|무방|괜찮|외 |제외|이외|외에|[^ ]만(?:\s|$)|가능(?!\s*하지)|만 |"
    r"except|only|other than|but|available|free|fine|ok\b",
    re.I,
)
"""Words in a reason that may turn its meaning round."""

_ALL_BUT = re.compile(r"(?:以外|を?除[くい]|除外|以外可|이외|제외|외에는|之外|except|other than|all but)", re.I)
_BRACKETS = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True)
class _Said:
    """What one part of a cell says: its times, and the words between them."""

    ranges: tuple[Range, ...]
    left: str


def wished(cell: Cell) -> tuple[Range, ...]:
    """The times that suit; none where any will do. One that names a start alone ends where it begins, see `Range`.

    Raises
    ------
    Unreadable
        No time is said; an `Ambiguous` one offers what may be meant.
    """
    return _times(cell, wanted=True)


def impossible(cell: Cell) -> tuple[Range, ...]:
    """The times that cannot be; none where there are none. Raises as `wished` does."""
    return _times(cell, wanted=False)


def head_of_grid(cell: Cell) -> tuple[Range, ...]:
    """The times that a heading of a grid names; of a start alone, 9:00～, only that.

    Raises
    ------
    Unreadable
        It says anything else; an `Ambiguous` one may be of the morning or of the afternoon.
    """
    if isinstance(cell.value, time):
        begin = clock(cell)
        return _of_day((Range(None, begin, begin, cell.zone),), cell)
    if not isinstance(cell.value, str):
        return ranges(cell)
    found = _head(cell.value, cell.days)
    if isinstance(found, Unreadable):
        raise found
    return tuple(replace(range_, zone=range_.zone or cell.zone) for range_ in found)


@lru_cache(maxsize=2**13)
def _head(written: str, days: tuple[date, ...]) -> tuple[Range, ...] | Unreadable:
    """The times of a heading, or why it says none; of a form each cell is looked at several times."""
    cell = Cell(written, NOWHERE, days)
    try:
        return _of_day(ranges(cell), cell)
    except Ambiguous as fault:
        return fault
    except Unreadable as fault:
        if text(cell).isdigit():
            return fault
    try:
        said = _said(_plain(cell), cell, whole=True)
        if said.left or len(said.ranges) != 1:
            return Unreadable("value.range", value=text(cell))
        (found,) = said.ranges
        begins = found.end == MIDNIGHT and _BEGINS.search(text(cell))
        return _of_day((replace(found, end=found.start if begins else found.end),), cell)
    except Unreadable as fault:
        return fault


def _times(cell: Cell, wanted: bool) -> tuple[Range, ...]:
    if not isinstance(cell.value, str):
        return _of_excel(cell)
    said = words.fold(text(cell)).rstrip("。.")
    if said in words.values("nothing") or (wanted and said in words.values("any time")):
        return ()
    if said in words.values("undecided"):
        raise Ambiguous("value.undecided", value=text(cell))
    try:
        found = ranges(cell)
    except Ambiguous:
        raise
    except Unreadable as fault:
        if fault.key in ("value.weekday", "value.zone"):
            raise
        found = _in_words(cell, wanted)
    return _of_day(found, cell)


def _of_excel(cell: Cell) -> tuple[Range, ...]:
    """A date or a time of Excel's; a year that it added by itself is that of the event, which is asked."""
    value = cell.value
    if isinstance(value, datetime) and cell.days and value.year not in {one.year for one in cell.days}:
        meant = [one for one in cell.days if (one.month, one.day) == (value.month, value.day)]
        if meant:
            raise Ambiguous("value.other_year", value=day(cell).isoformat(), candidates=[one.isoformat() for one in meant])
    return ranges(cell)


def _in_words(cell: Cell, wanted: bool) -> tuple[Range, ...]:
    if text(cell).isdigit():
        raise Unreadable("value.range", value=text(cell))
    zone, rest = t.zone_in(_plain(cell))
    rest = _either().sub(";", rest)
    parts = [part for part in SEPARATORS.split(rest) if part.strip()]
    found: list[Range] = []
    left = []
    for part in parts:
        said = _said(part, cell)
        for range_ in said.ranges:
            found.append(replace(range_, day=range_.day or (found[-1].day if found else None)))
        left.append(said.left)
    words_left = " ".join(filter(None, left))
    named = zone and named_zone(zone)
    if not wanted and any(range_.start_only for range_ in found):
        raise Ambiguous("value.more_than_times", value=text(cell), candidates=[])
    here = tuple(replace(range_, zone=named or cell.zone) for range_ in dict.fromkeys(found))
    if not here:
        raise Unreadable("value.range", value=text(cell))
    turned = (_ALL_BUT.search(words_left) or denies(words_left)) if wanted else _TURNS.search(words_left.replace("不可", ""))
    if turned:
        one = len(parts) == len(here) == 1 and "(" not in rest
        raise Ambiguous("value.all_but", value=text(cell), candidates=[_written(_others(here)) or "none"] if one else [])
    if wanted and _PLEASE.sub("", words_left).strip():
        raise Ambiguous("value.more_than_times", value=text(cell), candidates=[_written(here)])
    if any(letter.isdigit() or letter in TICKS for letter in words_left):
        raise Ambiguous("value.more_than_times", value=text(cell), candidates=[_written(here)])
    return here


def _plain(cell: Cell) -> str:
    written = in_digits(_ORDER.sub(";", visible(str(cell.value))))
    written = _SAME_DAY.sub(r"\g<day> \g<time>\g<between>", written)
    for pattern, plain in _IN_ENGLISH:
        written = pattern.sub(plain, written)
    written = _SPAN.sub(r"\1\4\2\3\4", written)
    return _HOUR_OF.sub(lambda found: f"{found[1]}:00-{int(found[1]) + 1}:00", written)


def _said(part: str, cell: Cell, whole: bool = False) -> _Said:
    """Scan a part from left to right for days and times; what is neither is left, and with `whole` ends the scan."""
    days: tuple[date, ...] = ()
    found: list[Range] = []
    left: list[str] = []
    dated = False
    rest = part.strip()
    while rest:
        if rest[0] == "(" and (inside := _BRACKETS.match(rest)):
            length, _ = leading_length(inside[1])
            if length and found and found[-1].start_only:
                found[-1] = replace(found[-1], end=found[-1].start + length)
            elif found and _refines(found, said := _said(inside[1], cell)):
                found = [replace(range_, day=range_.day or found[0].day) for range_ in said.ranges]
            elif (said := _said(inside[1], cell)).ranges and not found:
                found += [replace(range_, day=range_.day or (days[0] if len(days) == 1 else None)) for range_ in said.ranges]
                left.append(said.left)
            else:
                left.append(_remark(inside[1]))
            rest = rest[inside.end() :].strip()
            continue
        here, after = _days_at(rest, cell.days) if not left or not left[-1][-1:].isdigit() else ((), rest)
        if here:
            days, rest, dated = here, after, False
            continue
        time, after = _time_at(rest, part)
        if time is not None:
            found += [replace(time, day=day_) for day_ in days or (None,)]
            rest, dated = after, True
            continue
        left.append(rest[0])
        rest = "" if whole else rest[1:]
    if len(found) == 2 and found[0].end == MIDNIGHT and not found[1].start and found[0].start < found[1].end:
        found = [replace(found[0], end=found[1].end)]  # 14点以后15点以前
    if days and not dated and not found:
        found = [Range(day_, 0, MIDNIGHT, None) for day_ in days]
    return _Said(tuple(found), re.sub(r"\s+", " ", "".join(left)).strip())


def _refines(found: Sequence[Range], said: _Said) -> bool:
    """Whether hours in brackets say which part of the day is meant before them: 午前（9:00～12:00）."""
    half = (0, MIDNIGHT // 2, MIDNIGHT)
    return bool(said.ranges) and not said.left and all({range_.start, range_.end} <= set(half) for range_ in found)


def _remark(inside: str) -> str:
    """What is left of a remark in brackets: nothing, where it turns nothing round."""
    if inside.strip() in TICKS:
        return " √ "
    harmless = not any(letter.isdigit() for letter in inside) and not denies(inside) and not _ALL_BUT.search(inside)
    return "" if harmless else f" {inside} "


def _days_at(written: str, days: Sequence[date]) -> tuple[tuple[date, ...], str]:
    """The days that a text begins with, and what follows them."""
    several, rest = leading_days(written, days)
    if several:
        return several, rest
    if not re.match(
        r"\d|[\"'’‘]|令和|平成|[RHrh]\d|[A-Za-z]{3}|[月火水木金土日]曜|[월화수목금토일]요일|星期|周|週|礼拜", written
    ):
        return (), written
    found, rest = leading_date(written, days)
    return ((found,), rest) if found else ((), written)


def _time_at(written: str, whole: str) -> tuple[Range | None, str]:
    """The time that a text begins with, whole or open at one end, and what follows it."""
    for word, (start, end) in _parts():
        if written.lower().startswith(word):
            time, after = t.leading_time(written, whole)
            if time is None:
                return Range(None, start, end, None), written[len(word) :].lstrip()
            break
    if (open_ := _BEFORE_UNTIL.match(written)) and (found := t.leading_time(written[open_.end() :], whole))[0] is not None:
        return Range(None, 0, found[0], None), found[1]
    if (open_ := _BEFORE_FROM.match(written)) and (found := t.leading_time(written[open_.end() :], whole))[0] is not None:
        return Range(None, found[0], MIDNIGHT, None), found[1]
    between, rest = t.leading_range(written, whole)
    if between:
        return _range(*between, whole), rest
    begin, rest = t.leading_time(written, whole)
    if begin is None:
        return None, written
    if about := _ABOUT.match(rest):
        rest = rest[about.end() :]
    if open_ := t.SEPARATOR.match(rest) or _FROM.match(rest):
        length, after = leading_length(rest[open_.end() :])
        if length:
            return _range(begin, begin + length, whole), after
        return Range(None, begin, MIDNIGHT, None), rest[open_.end() :].lstrip()
    if open_ := _UNTIL.match(rest):
        return Range(None, 0, begin, None), rest[open_.end() :].lstrip()
    return Range(None, begin, begin, None), rest


def _range(start: int, end: int, whole: str) -> Range:
    if end <= start:
        raise Unreadable("value.range_backwards", value=whole)
    return Range(None, start, end, None)


def _of_day(found: tuple[Range, ...], cell: Cell) -> tuple[Range, ...]:
    """The ranges, unless they may be twelve hours later: 1:00-2:00 where nothing says which half of the day is meant."""
    if t.names_half(text(cell)) or any(max(range_.start, range_.end) > 12 * HOUR for range_ in found if not _open(range_)):
        return found
    small = [range_ for range_ in found if _edge(range_) in SMALL_HOURS]
    if not small:
        return found
    later = tuple(_twelve_later(range_) if range_ in small else range_ for range_ in found)
    raise Ambiguous("value.small_hours", value=text(cell), candidates=[_written(later), _written(found)])


def _open(range_: Range) -> bool:
    return MIDNIGHT in (range_.end, MIDNIGHT - range_.start)


def _edge(range_: Range) -> int:
    """The end that a text names: the start, or of a range open before it the end."""
    return range_.start or range_.end


def _twelve_later(range_: Range) -> Range:
    half = MIDNIGHT // 2
    return replace(
        range_,
        start=range_.start + half if range_.start else 0,
        end=range_.end if range_.end == MIDNIGHT else min(range_.end + half, MIDNIGHT),
    )


def _others(found: Sequence[Range]) -> tuple[Range, ...]:
    """All of the day, or of the days, but these ranges."""
    others = []
    for day_ in dict.fromkeys(range_.day for range_ in found):
        edges = [(0, 0), *sorted((r.start, r.end) for r in found if r.day == day_), (MIDNIGHT, MIDNIGHT)]
        others += [replace(found[0], day=day_, start=a[1], end=b[0]) for a, b in pairwise(edges) if a[1] < b[0]]
    return tuple(others)


def _written(found: Sequence[Range]) -> str:
    """Ranges as an answer would write them."""
    return "; ".join(f"{range_.day or ''} {clock_time(range_.start)}-{clock_time(range_.end)}".strip() for range_ in found)


@cache
def _parts() -> tuple[tuple[str, tuple[int, int]], ...]:
    return tuple(sorted(t.PARTS.items(), key=lambda item: -len(item[0])))


@cache
def _either() -> re.Pattern[str]:
    known = sorted(words.values("either"), key=len, reverse=True)
    return re.compile("|".join(rf"(?<![a-z]){w}(?![a-z])" if w.isascii() else re.escape(w) for w in known), re.I)
