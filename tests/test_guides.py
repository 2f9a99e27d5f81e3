"""The guides name what is on the pages, and show the season as the desk's own test walks it."""

import re
from pathlib import Path

import pytest

from scheduler import words
from tests.desk.season import PICTURES

DOCS = Path(__file__).parent.parent / "docs"


def guide(language: str) -> str:
    return (DOCS / f"guide.{language}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_picture_of_the_season_is_shown_in_its_order(language: str) -> None:
    shown = re.findall(r"!\[[^\]]+\]\(guide/(\w+)/(\w+)\.png\)", guide(language))
    assert {of for of, _ in shown} == {language}
    assert sorted(name for _, name in shown) == sorted(PICTURES)
    assert sorted(path.stem for path in (DOCS / "guide" / language).iterdir()) == sorted(PICTURES)


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_label_in_bold_is_one_of_the_page_or_of_the_workbook(language: str) -> None:
    late = words.say(language, "desk.page.late", {"minutes": 20})
    known = {*words.catalogue(language).values(), *words.contract_headings("Sheets", language).values(), late}
    named = [" ".join(label.split()) for label in re.findall(r"\*\*(.+?)\*\*", guide(language), re.DOTALL)]
    assert [label for label in named if label not in known] == []


def test_the_guides_have_the_same_chapters() -> None:
    shapes = {language: re.findall(r"^(#+ |- |\| |!|```)", guide(language), re.MULTILINE) for language in words.LANGUAGES}
    assert all(shape == shapes["en"] for shape in shapes.values())
