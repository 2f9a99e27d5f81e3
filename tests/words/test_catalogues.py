"""The four catalogues say the same things, and the program says nothing that they do not have."""

import re
from pathlib import Path
from string import Formatter

import pytest

from scheduler import words
from scheduler.domain import GOALS, RULES, Message

PACKAGE = Path(words.__file__).parent.parent
FAMILIES = (
    "violation meetings by_government not_scheduled quality page roster goal rule state status consent sheet kind country "
    "review example mark read_as hint choice alteration changes_sheet order fact reason way treatment outward"
)
BY_NAME = (
    *(f"{family}." for family in FAMILIES.split()),
    "day.",
    "drill.",
    "explained.",
    "forecast.",
    "list.",
    "requests.unknown_",
    "blank.zone.",
)
"""Families of entries whose names are put together."""


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_language_has_the_same_entries_with_the_same_gaps(language: str) -> None:
    english, other = words.catalogue("en"), words.catalogue(language)
    assert list(other) == list(english)
    assert {key: gaps(text) for key, text in other.items()} == {key: gaps(text) for key, text in english.items()}


def test_no_entry_is_missing_or_unused() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    named = set(re.findall(r'"([a-z_]+(?:\.[a-z_]+)*)"', code))
    known = set(words.catalogue("en"))
    unused = {key for key in known - named if not key.startswith(BY_NAME)}
    assert not unused
    said = set(
        re.findall(
            r'(?:error\(.*?|note\(.*?|question\(.*?|Ambiguous\(|Message\(|Unreadable\(|say\()\s*"([a-z_]+\.[a-z_.]+)"', code
        )
    )
    assert said <= known


def test_every_rule_and_goal_has_its_words() -> None:
    assert {f"goal.{goal}" for goal in GOALS} | {f"rule.{rule}" for rule in RULES} <= set(words.catalogue("en"))


def test_every_rule_that_can_keep_a_meeting_out_can_be_told_as_a_fact() -> None:
    code = (PACKAGE / "check" / "rules.py").read_text(encoding="utf-8")
    broken = set(re.findall(r'_broken\("R(?:[1-9]|10)", "(\w+)"', code))
    needless = {"length", "interpreter_needless", "interpreter_surplus", "interpreter_pair"}  # of a place put by hand
    assert {f"fact.{name}" for name in broken - needless} <= set(words.catalogue("en"))


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_headings_of_the_sheet_that_reads_back_are_distinct(language: str) -> None:
    texts = [text for key, text in words.catalogue(language).items() if key.startswith("meetings.")]
    assert len(set(map(words.fold, texts))) == len(texts)


def test_lists_and_messages_inside_messages_are_said_in_the_readers_language() -> None:
    inner = tuple(Message("fact.marked", {"government": code, "when": ["9:00", "11:00"]}) for code in ("JP01", "KR01"))
    values = {"meeting": "M01", "governments": ["JP01", "KR01"], "why": inner, "zone": "Asia/Seoul"}
    assert "JP01, KR01" in words.say("en", "reason.no_place", values)
    assert "9:00, 11:00: JP01 is marked ×. 9:00, 11:00: KR01 is marked" in words.say("en", "reason.no_place", values)
    assert "JP01、KR01" in words.say("ja", "reason.no_place", values)


def test_folding_sees_through_width_case_and_spaces() -> None:
    assert words.fold("　Ｎａｍｅ　（Ｅｎｇｌｉｓｈ） ") == words.fold("name (english)")
