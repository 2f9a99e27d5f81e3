"""Numbers as East Asian dates and times write them: 二〇二一年十一月五日, 下午两点半."""

import re
import unicodedata

_DIGITS = {numeral: digit for digit, numeral in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2}
_BEFORE_A_UNIT = re.compile(r"[〇零一二三四五六七八九十两兩]+(?=\s*[年月日号號点點时時分])")


def in_digits(written: str) -> str:
    """The text in one width, with digits for the numerals that stand before a unit of time."""
    return _BEFORE_A_UNIT.sub(lambda found: str(_number(found[0])), unicodedata.normalize("NFKC", written).strip())


def _number(numerals: str) -> int:
    if "十" in numerals:
        tens, _, ones = numerals.partition("十")
        return 10 * (_DIGITS.get(tens, 1) if tens else 1) + (_DIGITS.get(ones, 0) if ones else 0)
    return int("".join(str(_DIGITS[numeral]) for numeral in numerals))
