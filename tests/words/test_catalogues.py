"""The four catalogues say the same things, and the program says nothing that they do not have."""

import re
from pathlib import Path
from string import Formatter

import pytest

from scheduler import words
from scheduler.domain import GOALS, RULES, Message
from scheduler.words import particles

PACKAGE = Path(words.__file__).parent.parent
FAMILIES = (
    "violation meetings by_government not_scheduled quality page roster goal rule state status consent sheet kind "
    "review example mark read_as hint choice alteration changes_sheet order fact reason way treatment outward "
    "country countries overview weekday letter interpreting send before_sending rule_name"
)
BY_NAME = (
    *(f"{family}." for family in FAMILIES.split()),
    "day.",
    "desk.place.",
    "desk.page.pinned_",
    "desk.page.shade_",
    "desk.page.sign_",
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
    code = "\n".join(path.read_text(encoding="utf-8") for path in (*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.html")))
    scripts = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("desk/static/*.js"))
    named = set(re.findall(r'"([a-z_]+(?:\.[a-z_]+)*)"', code))
    named |= {f"desk.page.{name}" for name in re.findall(r'say\(\s*"(\w+)"', scripts)}
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
    assert {f"goal.{goal}" for goal in GOALS} | {f"{of}.{rule}" for rule in RULES for of in ("rule", "rule_name")} <= set(
        words.catalogue("en")
    )


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


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_pairs_of_languages_are_told_by_name_and_known_again(language: str) -> None:
    named = words.name_of_pair(language, "ja-zh")
    assert named in words.say(language, "way.interpreter", {"pair": "ja-zh"})
    assert named in words.say(language, "fact.uninterpreted", {"when": "09:00", "pairs": ["ja-zh", "ko-zh"]})
    assert [words.code_of_language(name) for name in named.split("–")] == ["ja", "zh"]
    assert words.code_of_language(words.name_of_language(language, "nb")) == "nb"
    assert words.code_of_language("I1") is None


def test_folding_sees_through_width_case_and_spaces() -> None:
    assert words.fold("　Ｎａｍｅ　（Ｅｎｇｌｉｓｈ） ") == words.fold("name (english)")


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_the_words_for_one_and_for_several_go_with_a_count(language: str) -> None:
    """A noun in two forms needs a number beside it; what a gap says otherwise would be a fault when it is filled."""
    for key, text in words.catalogue(language).items():
        for _, name, form, _ in Formatter().parse(text):
            assert not form or form.count("|") == 1, (key, name)


def test_a_count_chooses_the_word_for_one_or_for_several() -> None:
    said = [words.say("en", "overview.placed", {"placed": 0, "all": count}) for count in (0, 1, 2)]
    assert said == ["0 of 0 meetings have a place.", "0 of 1 meeting has a place.", "0 of 2 meetings have a place."]


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["China and Japan", "Japan and Korea", "China, Japan and Korea", "Japan", "Japan–Mongolia"]),
        ("ja", ["日中", "日韓", "日中韓", "日本", "日本–モンゴル"]),
        ("ko", ["중일", "한일", "한중일", "일본", "일본–몽골"]),
        ("zh", ["中日", "日韩", "中日韩", "日本", "日本–蒙古"]),
    ],
)
def test_countries_in_one_word_are_called_as_each_language_does(language: str, names: list[str]) -> None:
    together = ("JP CN", "KR JP", "KR CN JP", "JP", "MN JP")
    assert [words.name_of_countries(language, codes.split()) for codes in together] == names


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_tabs_are_names_that_excel_takes_and_all_languages_know(language: str) -> None:
    tabs = {key: text for key, text in words.catalogue(language).items() if re.fullmatch("sheet\\.[A-Z].*", key)}
    assert len({text.casefold() for text in tabs.values()}) == len(tabs)
    for key, text in tabs.items():
        assert len(text) <= 31
        assert not set(text) & set("[]:*?/\\")
        assert words.recognise("sheet.", text) == key.removeprefix("sheet.")


@pytest.mark.parametrize(
    ("both", "read"),
    [
        ("M26은(는)", "M26은"),
        ("M05은(는)", "M05는"),
        ("사가현이(가)", "사가현이"),
        ("“제주도”을(를)", "“제주도”를"),
        ("CN01(지린성)와(과)", "CN01(지린성)과"),
        ("v002와(과)", "v002와"),
        ("서울(으)로", "서울로"),
        ("R3(으)로", "R3으로"),
        ("v001(으)로", "v001로"),
        ("산둥성(으)로", "산둥성으로"),
        ("{x}", "{x}"),
    ],
)
def test_korean_particles_fit_what_stands_before_them(both: str, read: str) -> None:
    assert particles.chosen(both) == read


def test_no_reader_of_korean_sees_both_forms_of_a_particle() -> None:
    assert words.say("ko", "reason.cancelled", {"meeting": "M26", "because": "–"}).startswith("M26은 취소")
