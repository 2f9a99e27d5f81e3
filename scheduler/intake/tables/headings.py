"""The headings of a table: where they stand, over how many rows, and which field of the contract each names.

A heading may be spread over up to three rows, of which the upper ones are merged over several columns: 名称 over 英語 and
中国語 reads as 名称(英語). A column for each wish (第1希望) holds the partner of that choice; below it, 議題 is the topic of
that wish.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from scheduler import words
from scheduler.books.sheets import Sheet
from scheduler.domain.cells import BROKEN, Cell
from scheduler.reading.sense import sense_of, times_meant
from scheduler.reading.times import is_part_of_day
from scheduler.reading.values import one_width, text

LOWEST = 40
"""How far down headings are looked for, below a title."""

MOST_ROWS = 3
"""Over how many rows headings may be spread."""

_NUMBERED = re.compile(r".*\D[1-9]")

SEVERAL = ("preferred", "unavailable")
"""Fields that may have several columns, 希望日時①, 希望日時②, which count together."""

OF_EACH_WISH = ("topic", "participants", "interpreter", "duration", "notes")
"""Fields whose labels on a form may be numbered by wish: 의제 1, 의제 2."""

WISH = "counterparts#"
"""How a field begins that holds the partner of one choice."""


@dataclass(frozen=True)
class Headings:
    """The headings of one table, by column: the whole text of each, and the field of those that are known.

    `first` and `last` are the rows over which they stand. Beside columns that hold a wish each, `unsure` are those of which
    an upper part is not known, so that they may be of one wish or of all. Below one that says when somebody cannot come,
    `turned` are those that say when they can, or the other way round.
    """

    cells: Mapping[int, Cell]
    fields: Mapping[int, str]
    first: int = 0
    last: int = 0
    unsure: tuple[int, ...] = ()
    turned: tuple[int, ...] = ()


def find_headings(sheet: Sheet, known: Mapping[str, str], must: Collection[str]) -> Headings:
    """The first headings that name all fields that must be there, and not just by chance; else those that name the most."""
    candidates = [_headings(sheet, row, row, known) for row in sorted(sheet.rows)[:LOWEST]]
    fullest = max(candidates, key=lambda found: len(set(found.fields.values())), default=Headings({}, {}))
    whole = next((found for found in candidates if _whole(found, must, fullest)), None)
    if whole is None:
        spread = [_headings(sheet, c.first, c.first + more, known) for c in candidates for more in range(1, MOST_ROWS)]
        complete = (found for found in spread if _whole(found, must, fullest) and _of_headings(sheet, found, known))
        whole = next(complete, fullest)
        return whole if whole.fields else Headings({}, {})
    last = _last_row(sheet, whole)
    return _headings(sheet, whole.first, last, known) if last > whole.last else whole


def headings_at(sheet: Sheet, row: int, known: Mapping[str, str]) -> Headings:
    """The headings that begin in a row, down to where they are merged, or as far as the parts below name something more."""
    found = _headings(sheet, row, row, known)
    last = _last_row(sheet, found)
    if last > row:
        return _headings(sheet, row, last, known)
    spread = []
    for low in range(row + 1, row + MOST_ROWS):
        if low not in sheet.rows or not _above_others(sheet, low - 1, known):
            break
        spread.append(_headings(sheet, row, low, known))
    more = (one for one in spread if len(one.fields) > len(found.fields) and _of_headings(sheet, one, known))
    return next(more, found)


def _above_others(sheet: Sheet, row: int, known: Mapping[str, str]) -> bool:
    """Whether all that stands in a row may be upper parts of headings: each names something, or is merged over several."""
    return all(
        heading_field(cell, known) is not None or (row, column) in sheet.spans for column, cell in sheet.rows[row].items()
    )


def base_of(name: str) -> str:
    """The field of a column that stands there for one wish (`topic#2`) or once more (`preferred+2`)."""
    return name.partition("#")[0].partition("+")[0]


def _whole(found: Headings, must: Collection[str], fullest: Headings) -> bool:
    fields = {base_of(field) for field in found.fields.values()}
    return set(must) <= fields and 2 * len(set(found.fields.values())) >= len(set(fullest.fields.values()))


def _of_headings(sheet: Sheet, found: Headings, known: Mapping[str, str]) -> bool:
    """Whether the last row is part of the headings: most of its cells name something, which values would not."""
    paths = [[_text(cell) for cell in _path(sheet, found.first, found.last, c)] for c in sheet.rows.get(found.last, {})]
    telling = [path for path in paths if path and (field := _field(path, known)) and field != _field(path[:-1], known)]
    return len(paths) < 2 * len(telling)


def _last_row(sheet: Sheet, found: Headings) -> int:
    """The row down to which headings are merged, or that of the parts below those merged over several columns."""
    spans = [sheet.spans[found.first, column] for column in found.cells if (found.first, column) in sheet.spans]
    lowest = max((span.bottom for span in spans), default=found.first)
    if lowest == found.first and spans:
        parted = {column for span in spans for column in range(span.left, span.right + 1)}
        below = sheet.rows.get(found.first + 1, {})
        lowest += bool(below) and set(below) <= parted
    return min(lowest, found.first + MOST_ROWS - 1)


def _headings(sheet: Sheet, first: int, last: int, known: Mapping[str, str]) -> Headings:
    cells: dict[int, Cell] = {}
    fields: dict[int, str] = {}
    unsure: list[int] = []
    turned: list[int] = []
    for column in sorted({column for row in range(first, last + 1) for column in sheet.rows.get(row, {})}):
        path = list(_path(sheet, first, last, column))
        if not path:
            continue
        cells[column] = replace(path[-1], value=" ".join(dict.fromkeys(map(_text, path)))) if len(path) > 1 else path[0]
        if field := _field([_text(cell) for cell in path], known):
            fields[column] = field
            *upper, last_part = parts = list(dict.fromkeys(map(_text, path)))
            if base_of(field) in TURNED and turns(last_part, upper):
                turned.append(column)
            if (
                "#" not in field
                and words.fold("".join(parts)) not in known
                and not all(named(part, known) for part in upper)
            ):
                unsure.append(column)
    by_wish = any("#" in field for field in fields.values())
    return Headings(cells, fields, first, last, tuple(unsure) if by_wish else (), tuple(turned))


def _path(sheet: Sheet, first: int, last: int, column: int) -> Iterator[Cell]:
    """The parts of a heading from top to bottom; an upper one stands over its own column or begins to the left of it."""
    for row in range(first, last + 1):
        own = sheet.rows.get(row, {}).get(column)
        over = own or sheet.covered.get((row, column))
        if over is None and row < last and any(column in sheet.rows.get(low, {}) for low in range(row + 1, last + 1)):
            left = [place for place in sheet.rows.get(row, {}) if place < column]
            over = sheet.rows[row][max(left)] if left and (row, max(left)) not in sheet.spans else None
        if over is not None and over.value is not BROKEN:
            yield over


def _text(cell: Cell) -> str:
    """A heading as text: a day as a day."""
    if isinstance(cell.value, datetime) and (cell.value.hour, cell.value.minute) == (0, 0):
        return cell.value.date().isoformat()
    return text(cell)


def _field(path: list[str], known: Mapping[str, str]) -> str | None:
    """The field that a heading names: all of it together, a part of a wish, or its last part alone."""
    if not path:
        return None
    *upper, last = path
    for start in range(len(upper)):
        over = "".join(upper[start:])
        for written in (f"{over}({last})", f"{over}{last}"):
            if (field := known.get(words.fold(written))) is not None and over != last:
                return field
    own = named(last, known)
    of_upper = [field for part in reversed(upper) if (field := named(part, known))]
    wish = next((field for field in of_upper if field.startswith(WISH)), None)
    if own and "counterparts" in of_upper and own.partition("|")[0] in ("requester", "country", "zone", "contact"):
        return "counterparts" if own.startswith("requester") else OF_PARTNER
    timed = next((field for field in of_upper if base_of(field) in SEVERAL), None)
    if own and own.startswith(WISH) and timed:
        return f"{timed}+{own.removeprefix(WISH)}"
    if own is None and timed and is_part_of_day(last):
        return timed
    if own:
        own = governed(own, last, upper)
    if wish and own and "#" not in own:
        return f"{own}#{wish.removeprefix(WISH)}"
    return own


def governed(field: str, written: str, above: Sequence[str]) -> str:
    """The field of a heading under those above it: 日にち below 不可日時 is a day that cannot be."""
    if base_of(field) not in TURNED or sense_of(written) or _nearest_sense(above) != "cannot":
        return field
    return TURNED[base_of(field)] + field.removeprefix(base_of(field))


def turns(written: str, above: Sequence[str]) -> bool:
    """Whether a heading says by itself when somebody can come, and what stands above it when not."""
    return sense_of(written) == "can" and _nearest_sense(above) == "cannot"


def _nearest_sense(above: Sequence[str]) -> str:
    return next((sense for part in reversed(above) if (sense := sense_of(part))), "")


TURNED = {
    "preferred": "unavailable",
    "date": "not_date",
    "time": "not_time",
    "from": "not_from",
    "until": "not_until",
    "zone|preferred": "unavailable",
}
"""Fields of times that suit, and what they are below a heading that says when somebody cannot come."""

OF_PARTNER = "of_partner"
"""What is said of the partner, whom its own form and the sheet Governments describe."""

_ORDER = re.compile(
    r"^(?:[-·•◦▪‣]\s+|[ⅠⅡⅢⅣⅤ]+[.．]|\d{1,2}-\d{1,2}[.)]?|\([가-하一二三四五六七八九十]\)|\(\d{1,2}\)|\d{1,2}(?:[.):、]|\s)|(?:Q|問|문항?)\s*\d{1,2}[.:)]?|[①-⑳]|[가나다라마바사아자차카타파하][.)]|[一二三四五六七八九十]{1,2}[、.]|[アイウエオカキクケコ][.)]|"
    r"[■●◆◎○・※□◇▶▷◯ㅇ★☆*]|[\[【(](?:必須|任意|필수|선택|必填|选填|required|optional)[\]】)])\s*",
    re.I,
)
"""Marks of order, and of what is required, before a heading."""

_POLITE = re.compile(r"^(?:貴|ご|御|お|귀)(?=.{2})")


def named(written: str, known: Mapping[str, str]) -> str | None:
    """The field that a text names, with or without a mark of order, of what is required, politeness, and brackets.

    A number at its end counts the wish (希望相手先①) or one of several times (希望日時②). On a form a text that no list
    knows may name times by its words: 都合の悪い時間帯.
    """
    if known is words.headings(words.FORM):
        return _named_on_form(written)
    return _in_all_writings(written, known)


@lru_cache(maxsize=2**13)
def _named_on_form(written: str) -> str | None:
    """The same on a form, of which each cell is looked at several times."""
    field = _in_all_writings(written, words.headings(words.FORM))
    if field is not None:
        return field
    bare = words.without_brackets(_bare(written))
    return (times_meant(bare) or None) if bare else None


def _in_all_writings(written: str, known: Mapping[str, str]) -> str | None:
    if (field := _named(words.fold(written), known)) is not None:
        return field
    bare = _bare(written)
    polite = _POLITE.sub("", bare)
    for other in dict.fromkeys((bare, polite, re.sub("^希望の", "希望", polite))):
        if (field := _named(words.fold(other), known)) is not None:
            return field
    return None


def _bare(written: str) -> str:
    """A heading less what stands around it: (1) 議題【必須】※簡潔に."""
    bare = one_width(_ORDER.sub("", written.strip()))
    bare = _ORDER.sub("", _ORDER.sub("", bare)).strip("[]【】<>「」 :")
    return re.split(r"\s*※|\n", bare)[0]


def _named(folded: str, known: Mapping[str, str]) -> str | None:
    folded = folded.strip("*※")
    exact = next((known[form] for form in (folded, words.without_brackets(folded)) if form in known), None)
    of_brackets = known.get(folded.partition("(")[2].rstrip(")"), "") if exact == "counterparts" else ""
    if of_brackets.startswith(WISH):  # 希望相手先(第1希望)
        return of_brackets
    if exact is not None or not _NUMBERED.fullmatch(folded):
        return exact
    one_of_several = known.get(folded[:-1])
    if one_of_several == "counterparts":
        return f"{WISH}{folded[-1]}"
    if one_of_several in OF_EACH_WISH and known is words.headings(words.FORM):
        return f"{one_of_several}#{folded[-1]}"
    return f"{one_of_several}+{folded[-1]}" if one_of_several in SEVERAL else None


def heading_field(cell: Cell, known: Mapping[str, str]) -> str | None:
    """The field that a cell alone names."""
    return None if cell.value is BROKEN else named(text(cell), known)
