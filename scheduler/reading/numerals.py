"""Numbers as East Asian dates and times write them: 二〇二一年十一月五日, 下午两点半."""

import re
import unicodedata

_DIGITS = {numeral: digit for digit, numeral in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2}
_BEFORE_A_UNIT = re.compile(r"[〇零一二三四五六七八九十两兩]+(?=\s*[年月日号號点點时時分])")


def in_digits(written: str) -> str:
    """The text in one width, with digits for the numerals that stand before a unit of time.

    三四十分, thirty or forty minutes, is no number and stays as it is.
    """
    return _BEFORE_A_UNIT.sub(_in_digits, unicodedata.normalize("NFKC", written).strip())


def digits_of(numerals: str) -> str:
    """A number up to 99 in digits: 十五 is 15; what is none, or is in digits already, as it is."""
    if numerals.isdigit() and numerals.isascii():
        return numerals
    tens, ten, ones = numerals.partition("十")
    if not ten:
        return str(_DIGITS[numerals]) if numerals in _DIGITS else numerals
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return numerals
    return str(10 * (_DIGITS[tens] if tens else 1) + (_DIGITS[ones] if ones else 0))


def _in_digits(found: re.Match[str]) -> str:
    numerals = found[0]
    if "十" in numerals:
        return digits_of(numerals)
    of_year = found.string[found.end() :].lstrip().startswith("年")
    return "".join(str(_DIGITS[numeral]) for numeral in numerals) if of_year or len(numerals) == 1 else numerals
