"""The particles of Korean, of which each has a form after a consonant and one after a vowel: 은(는), 이(가), 을(를).

A catalogue writes both, as one must where a value is filled in; a reader sees the one that fits the value.
"""

import re
import unicodedata

PAIRS = {
    "은(는)": ("은", "는"),
    "이(가)": ("이", "가"),
    "을(를)": ("을", "를"),
    "와(과)": ("과", "와"),
    "과(와)": ("과", "와"),
    "(이)라는": ("이라는", "라는"),
    "(으)로": ("으로", "로"),
}
"""As written → after a consonant, after a vowel."""

BOTH = re.compile(f"(?P<last>\\w)(?P<closing>[”’'\")\\]]*)(?P<both>{'|'.join(map(re.escape, PAIRS))})")

CONSONANTS = "0136780LMNRlmnr"
"""Digits and letters whose Korean name ends in a consonant."""

LIQUIDS = "178LRlr"
"""Those of them that end in ㄹ, after which 로 stands as after a vowel."""


def chosen(text: str) -> str:
    """A text with the one particle of each pair that fits what stands before it."""
    return BOTH.sub(_fitting, text)


def _fitting(found: re.Match[str]) -> str:
    after_consonant, after_vowel = PAIRS[found["both"]]
    consonant = _ends_in_consonant(found["last"])
    if found["both"] == "(으)로" and _ends_in_liquid(found["last"]):
        consonant = False
    return f"{found['last']}{found['closing']}{after_consonant if consonant else after_vowel}"


def _ends_in_consonant(letter: str) -> bool:
    """Whether a syllable has a final consonant, or the name of a digit or letter ends in one."""
    parts = unicodedata.normalize("NFD", letter)
    return len(parts) == 3 if "가" <= letter <= "힣" else letter in CONSONANTS


def _ends_in_liquid(letter: str) -> bool:
    return unicodedata.normalize("NFD", letter).endswith("ᆯ") if "가" <= letter <= "힣" else letter in LIQUIDS
