"""Which way times count: whether a heading, a title or a legend says when somebody can come, or when not.

The sense belongs to what stands above, never to the nearest word: under 不可日時 a ○ does not say that somebody can come.
"""

import re
import unicodedata
from functools import cache

from scheduler import words
from scheduler.domain.cells import BROKEN, Cell
from scheduler.reading.times import zone_in
from scheduler.reading.unreadable import Ambiguous, Unreadable
from scheduler.reading.values import text

LONGEST = 30
"""Characters of a text that may be a label; longer ones explain something."""

_SET = r"(?P<mark>[○〇◯◎⭕●△▲▽×✕✖✗xX✓✔√☑レ])\s*"
_ENDS = r"○〇◯◎⭕●△▲▽×✕✖✗✓✔√☑、,;；。/／()（）"
"""What no meaning of a mark goes beyond: the next mark, or the end of a phrase."""

_LEGEND = re.compile(
    rf"{_SET}(?:[=＝:：…]|は|が|→)\s*(?P<meaning>[^\s{_ENDS}]+)"
    rf"(?:[ \t]+(?P<more>[^\s{_ENDS}=＝:：]+)(?![^\s{_ENDS}]*\s*[=＝:：]))?"
)
"""A meaning is a word; what follows belongs to it where it turns it round: ○=참석 불가."""
_LOOSE = re.compile(rf"{_SET}(?P<meaning>[^{_ENDS}]+)")
"""The same with nothing between a mark and its meaning: ○ 가능, △ 조정 가능."""

_NEGATES = re.compile(r"ない|않|아닌|지 못|비\s*희망|회피|불편|[不非没]|\bnot?\b|\bnon\b|n't|\bun(?=free)")
"""What turns round a word of being able or willing: 不希望, 희망하지 않는, not free."""

_MOMENT = re.compile(
    r"\d{1,2}\s*[:：]\s*\d{2}|\d{1,2}\s*[時时点點시](?![々代])|\d{1,2}\s*[月월/]\s*\d{1,2}|"
    r"[午上下]午|午[前後后]|오전|오후|\d\s*(?:am|pm)\b|終日|全天|종일",
    re.I,
)
_ASKS = re.compile(
    r"ください|下さい|願います|お願い|いたします|記入|記載|御中|締切|期限|問合|問い合わせ|提出|返信|"
    r"주십시오|주세요|바랍니다|기재|작성|제출|귀하|귀중|신청합니다|마감|"
    r"请|填写|填报|反馈|截止|如有|please|deadline|return (?:this|by)|fill|submit",
    re.I,
)
_MARK = re.compile(r"[○〇◯◎⭕●✓✔√☑■]|レ点|チェック|check|체크|동그라미|打勾|画圈|V표", re.I)
_PAINTED = re.compile(r"塗りつぶ|網掛け|着色|色を付け|색칠|음영|涂色|涂黑|标色|shade|highlight|fill(?:ed)? in", re.I)


def sense_of(written: str) -> str:
    """`can`, `cannot`, or nothing where a text says neither, or both."""
    said, known = _plain(written), _any_of("sense")
    found = {words.values("sense")[words.fold(match[0])] for match in known.finditer(said)} - {"open"}
    if found == {"can"} and _NEGATES.search(known.sub(" ", said)):  # 予定のない is no negation of its own
        return "cannot"
    return found.pop() if len(found) == 1 else ""


def speaks_of_times(written: str) -> bool:
    """Whether a text is about when: 時間帯, 일시, hours."""
    return bool(_any_of("of times").search(_plain(written)))


def times_meant(written: str) -> str:
    """The field of a label that no list knows and that says by its words which times stand there: 都合の悪い時間帯."""
    if len(written) > LONGEST or not speaks_of_times(written) or asks_for_marks(written):
        return ""
    return {"can": "preferred", "cannot": "unavailable"}.get(sense_of(written), "")


def marks_meant(written: str) -> dict[str, str]:
    """What a legend says of marks: each with `yes`, `maybe`, `no`, or nothing where its meaning is not known; what it says
    of places without a mark stands under `""`.
    """
    found = _levels(_LEGEND, written)
    if not asks(written):
        found |= _levels(_legend_of_blanks(), written)
    loose = _levels(_LOOSE, written) if not found else {}
    return found or (loose if len(loose) > 1 and all(loose.values()) else {})


@cache
def _legend_of_blanks() -> re.Pattern[str]:
    """空欄＝参加可, blank = not available; the mark that it finds is empty."""
    says = r"[\w\s]{0,8}?(?:[=＝:：…→はが은는为為即]|表示|\b(?:is|are|means?)\b)\s*"
    return re.compile(rf"{_any_of('no mark').pattern}(?P<mark>){says}(?P<meaning>[^\n{_ENDS}]+)", re.I)


def _levels(legend: re.Pattern[str], written: str) -> dict[str, str]:
    known = words.values("avail")
    found = {}
    for match in legend.finditer(written):
        said = match["meaning"]
        if (more := match.groupdict().get("more")) and (known.get(words.fold(more)) == "no" or sense_of(more) == "cannot"):
            said = f"{said} {more}"
        meaning = words.fold(said)
        by_sense = {"can": "yes", "cannot": "no"}.get(sense_of(said), "")
        ranked = "yes" if meaning in words.values("rank") else ""
        level = known.get(meaning) or by_sense or ranked
        conditional = match["mark"] in set("△▲▽") or bool(_any_of("condition").search(_plain(said)))
        found[match["mark"]] = "maybe" if level == "yes" and conditional else level
    return found


def asks_for_marks(written: str) -> bool:
    """Whether a text asks to set a mark somewhere: ○をつけてください."""
    return bool(_MARK.search(written)) and not _LEGEND.search(written)


def asks_for_colour(written: str) -> bool:
    """Whether a text asks to paint cells, which nothing here can see."""
    return bool(_PAINTED.search(written))


def speaks_of_past(written: str) -> bool:
    """Whether a title says that what stands below is of earlier years, or for reference only."""
    return bool(_any_of("past").search(_plain(written)))


def denies(written: str) -> bool:
    """Whether a text takes something back or says that it cannot be: 欠席, 取消, not available."""
    return sense_of(written) == "cannot" or bool(_any_of("denial").search(_plain(written)))


def asks(said: str) -> bool:
    """Whether a text asks for something or presents the form, and so belongs to it and is no answer."""
    return bool(_ASKS.search(said))


def speaks_of_moment(said: str) -> bool:
    """Whether a text names an hour, a day or a half of one."""
    return bool(_MOMENT.search(said))


def remark(cell: Cell) -> str:
    """A remark for people to read.

    Raises
    ------
    Ambiguous
        It sets a condition: it names an hour or a clock, takes something back or says that it cannot be.
    """
    said = text(cell)
    if words.fold(said) in words.values("nothing"):
        return ""
    try:
        clock = zone_in(said)[0]
    except Unreadable:
        clock = said
    if denies(said) or speaks_of_moment(said) or clock:
        raise Ambiguous("value.condition", value=said)
    return said


def written(cell: Cell) -> str:
    """What a cell says, or nothing where it shows an error."""
    return "" if cell.value is BROKEN else text(cell)


def _plain(written: str) -> str:
    return unicodedata.normalize("NFKC", written).casefold()


@cache
def _any_of(kind: str) -> re.Pattern[str]:
    """Any of the words of a kind, spaces aside, the longer ones first; those in Latin letters only as whole words."""
    longest_first = sorted(words.values(kind), key=len, reverse=True)
    spaced = ((word, r"\s*".join(map(re.escape, word))) for word in longest_first)
    any_of = "|".join(rf"(?<![a-z]){letters}(?![a-z])" if word.isascii() else letters for word, letters in spaced)
    return re.compile(f"(?:{any_of})")
