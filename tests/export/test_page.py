"""timetable.html: what is in the file for whom, and that no text of the intake becomes more than text."""

import hashlib
import json
import re
from base64 import b64encode
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from scheduler import words
from scheduler.domain import Names
from tests.events import event, meeting, timetable
from tests.export.pages import (
    BRIEFING,
    CELL,
    CONTACT,
    HOSTILE,
    INTERPRETER,
    LINK,
    MEETING_ID,
    OPENING,
    OTHERS_LINK,
    PASSCODE,
    PHONE,
    TOPIC,
    hostile,
    of_two_days,
    page,
)

INSIDE = (LINK, MEETING_ID, PASSCODE, TOPIC, INTERPRETER, 'data-t="consent.', "No place is possible", str(CELL), "declined")
AUDIENCES = (("secretariat",), ("government", "CN01"), ("public",))


class Parsed(HTMLParser):
    """The elements of a page with their attributes, and what stands in its blocks of style and script."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.blocks: dict[str, list[str]] = {"style": [], "script": []}
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag in self.blocks:
            self.blocks[tag].append("")

    def handle_data(self, data: str) -> None:
        if self.elements and self.cdata_elem in self.blocks:
            self.blocks[self.elements[-1][0]][-1] += data
        else:
            self.texts.append(data)

    @property
    def data(self) -> Any:
        return json.loads(self.blocks["script"][0])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "timetable.html"


# --------------------------------------------------------------------------------------------------- who may see what


def test_the_secretariat_is_told_all(path: Path) -> None:
    found = page(path, *of_two_days())
    assert [text for text in (*INSIDE, OTHERS_LINK) if text not in found] == []
    assert 'id="treatment"' in found


def test_the_public_is_told_who_meets_when_and_where_and_no_more(path: Path) -> None:
    found = page(path, *of_two_days(), "en", "public")
    inside = (
        *INSIDE,
        OTHERS_LINK,
        CONTACT,
        PHONE,
        "M06",
        "http:",
        "https:",
        "awaiting",
        "provisional",
        "asked for",
        "treatment",
    )
    # The script and the style are the same for everybody.
    assert [
        text for text in inside if text in re.sub("<style>.*?</style>|<script>.*?</script>", "", found, flags=re.S)
    ] == []
    assert [one for one in ("M01", "M05", "R1", "Fujian Province", "China and Japan") if one not in found] == []
    assert {marks for *_, marks in Parsed(found).data["meetings"]} == {0}


def test_a_government_is_told_what_is_inside_its_own_meetings_only(path: Path) -> None:
    own = page(path, *of_two_days(), "en", "government", "CN01")
    other = page(path, *of_two_days(), "en", "government", "IN01")
    inside = (MEETING_ID, PASSCODE, TOPIC, INTERPRETER)
    assert all(text in own and text not in other for text in inside)
    assert LINK in own and OTHERS_LINK not in own
    assert "awaiting consent of JP02 Sapporo City, KR01 Gangwon" in own
    assert "asked for by all" not in own
    for found in (own, other):
        assert not [
            text for text in (str(CELL), CONTACT, PHONE, "No place is possible", "declined", "treatment.") if text in found
        ]


def test_a_government_is_told_by_the_outward_text_why_it_has_no_place(path: Path) -> None:
    found = page(path, *of_two_days(), "en", "government", "US01")
    assert "M06" in found and "No time was found" in found
    found = page(path, *of_two_days(), "en", "government", "CN01")
    assert "M06" not in found and "could not be arranged" in found, "its own request, which another declined"
    found = page(path, *of_two_days(), "en", "government", "JP02")
    assert "could not be arranged" not in found, "what it was asked for by another, and declined"


@pytest.mark.parametrize(
    ("audience", "told"),
    [
        (("secretariat",), [OPENING, BRIEFING]),
        (("government", "JP01"), [OPENING, BRIEFING]),
        (("government", "CN01"), [OPENING]),
        (("public",), [OPENING]),
    ],
)
def test_the_programme_is_that_of_everybody_and_ones_own(path: Path, audience: tuple[str, ...], told: list[str]) -> None:
    found = page(path, *of_two_days(), "en", *audience)
    assert [title for title in (OPENING, BRIEFING) if title in found] == told
    assert len(Parsed(found).data["sessions"]) == len(told)


def test_whom_to_ask_is_told_to_the_secretariat(path: Path) -> None:
    text = "".join(Parsed(page(path, *of_two_days())).texts)
    assert CONTACT in text and PHONE in text


def test_consent_that_is_taken_as_given_is_not_provisional(path: Path) -> None:
    made, found = of_two_days()
    assert "provisional" in re.sub("<style>.*?</style>|<script>.*?</script>", "", page(path, made, found), flags=re.S)
    settings = event(settings={"one_sided": "schedule"}).settings
    taken, found = of_two_days(settings=settings)
    assert {marks & 2 for *_, marks in Parsed(page(path, taken, found)).data["meetings"]} == {0}


@pytest.mark.parametrize("audience", [("government",), ("public", "JP01"), ("secretariat", "JP01")])
def test_a_page_is_for_one_government_that_is_named_or_for_none(path: Path, audience: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="government"):
        page(path, *of_two_days(), "en", *audience)
    assert not path.exists()


# ---------------------------------------------------------------------------------------------------- without scripts


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_all_that_is_said_stands_in_the_page_without_its_scripts(path: Path, language: str) -> None:
    made, found = of_two_days()
    text = "".join(Parsed(page(path, made, found, language)).texts)
    for outcome in found.meetings:
        assert outcome.id in text
        for code in outcome.governments:
            assert made.government(code).names.with_code(code, language) in text
    for time in ("09:00–10:00", "09:30–11:00", "11:00–11:45", "16:30–17:00"):
        assert time in text
    said = ("sheet.Not scheduled", "page.treatment", "page.provisional", "treatment.says.placed")
    assert [key for key in said if words.say(language, key, {"placed": 5, "meetings": 6}) not in text] == []
    for day in (
        {"en": "Fri 5 Nov 2021", "ja": "2021年11月5日（金）", "ko": "2021. 11. 5.(금)", "zh": "2021年11月5日（星期五）"}[
            language
        ],
    ):
        assert day in text


def test_a_name_in_another_language_says_so(path: Path) -> None:
    elements = Parsed(page(path, *of_two_days(), "ko")).elements
    assert elements[0] == ("html", {"lang": "ko-KR"})
    assert ("span", {"lang": "en"}) in elements


def test_an_event_without_meetings_has_a_page(path: Path) -> None:
    made = event(meeting("M01", "CN01", "JP01"))
    assert "No meeting is scheduled." in page(path, made, timetable(made))


# ------------------------------------------------------------------------------------------------ nothing but a page


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_text_of_the_intake_becomes_markup_script_or_a_link(path: Path, language: str, audience: tuple[str, ...]) -> None:
    found = page(path, *hostile(), language, *audience)
    parsed = Parsed(found)
    plain = Parsed(page(path, *of_two_days(), language, *audience))
    assert len(parsed.blocks["script"]) == 2
    assert {tag for tag, _ in parsed.elements} <= {tag for tag, _ in plain.elements}
    names = {name for _, attributes in parsed.elements for name in attributes}
    assert not [
        name for name in names if name.startswith("on") or name in ("style", "src", "srcdoc", "action", "formaction")
    ]
    links = [attributes["href"] for tag, attributes in parsed.elements if tag == "a"]
    assert all(link and link.startswith("https://meet.example/") for link in links)
    assert HOSTILE in [name for government in parsed.data["governments"] for name in government]
    assert "\u2028" not in parsed.blocks["script"][0]
    if audience == ("secretariat",):
        assert "javascript:alert(1)" in "".join(parsed.texts), "it is shown, and leads nowhere"


def test_the_browser_is_told_to_run_what_stands_in_the_page_and_to_ask_for_nothing(path: Path) -> None:
    parsed = Parsed(page(path, *of_two_days()))
    [policy] = [attributes["content"] for tag, attributes in parsed.elements if attributes.get("http-equiv")]
    assert policy
    style, script = parsed.blocks["style"][0], parsed.blocks["script"][1]
    hashes = [b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (style, script)]
    assert policy.split("; ") == [
        "default-src 'none'",
        f"style-src 'sha256-{hashes[0]}'",
        f"script-src 'sha256-{hashes[1]}'",
        "base-uri 'none'",
        "form-action 'none'",
    ]


def test_the_same_event_gives_the_same_bytes(path: Path) -> None:
    assert page(path, *of_two_days()) == page(path, *of_two_days())


# ----------------------------------------------------------------------------------------------------- what it can say


def test_every_text_is_there_in_every_language_and_none_is_for_nothing(path: Path) -> None:
    made, found = of_two_days()
    said: set[str] = set()
    for audience in (*AUDIENCES, ("government", "JP01"), ("government", "US01")):
        known = Parsed(page(path, made, found, "en", *audience)).data["words"]
        assert list(known) == list(words.LANGUAGES)
        assert len({tuple(texts) for texts in known.values()}) == 1
        said |= set(known["en"])
    put_together = {"page.zone", "page.what"}
    assert {key for key in words.catalogue("en") if key.startswith("page.")} - put_together <= said


def test_names_of_an_event_come_in_every_language(path: Path) -> None:
    made, found = of_two_days(names=Names("Plaza", "广场", "広場", "광장"))
    known = Parsed(page(path, made, found, "ja")).data["words"]
    assert [name for texts in known.values() for name in texts.values() if name in made.names] == [
        "Plaza",
        "広場",
        "광장",
        "广场",
    ]
