"""How a recipient is told of a meeting: on its own clock, to the minute, and by names."""

from datetime import UTC, datetime, timedelta

import pytest

from scheduler import words
from scheduler.domain import Message, Names, Packet, Recipient, RecipientKind, Sitting, Unplaced
from scheduler.export.packets.letter import letter
from scheduler.export.packets.says import Says
from tests.events import event, meeting

PAIR = event(meeting("M01", "CN01", "JP01"))


@pytest.mark.parametrize(
    ("zone", "at", "told"),
    [
        ("Asia/Tokyo", "2021-11-05T00:30", "Fri 5 Nov 2021, 09:30–10:30"),
        ("Asia/Kathmandu", "2021-11-05T00:30", "Fri 5 Nov 2021, 06:15–07:15"),
        ("America/New_York", "2021-11-07T05:30", "Sun 7 Nov 2021, 01:30–01:30"),
        ("Australia/Lord_Howe", "2021-10-02T14:45", "Sun 3 Oct 2021, 01:15–02:45"),
        ("Asia/Shanghai", "2021-11-05T15:30", "Fri 5 Nov 2021, 23:30–Sat 6 Nov 2021, 00:30"),
    ],
)
def test_a_meeting_is_told_on_the_readers_clock_to_the_minute(zone: str, at: str, told: str) -> None:
    """Where clocks are put back or forward in the middle of it too; and over midnight."""
    start = datetime.fromisoformat(at).replace(tzinfo=UTC)
    assert Says(PAIR, "en", zone).when(start, start + timedelta(hours=1)) == told


def test_what_has_no_link_yet_and_who_brings_an_interpreter_is_said() -> None:
    start = datetime(2021, 11, 5, tzinfo=UTC)
    sitting = Sitting("M01", start, start + timedelta(hours=1), "R1", "", ("CN01", "JP01"), own=("CN01",), awaited=("JP01",))
    chinese, japanese = (dict(Says(PAIR, "en", "UTC", code).details(sitting)) for code in ("CN01", "JP01"))
    assert chinese["Join link"] == "to follow" and chinese["Room"] == "R1"
    assert chinese["Interpreters"] == "brought by you" and japanese["Interpreters"] == "brought by CN01 (China)"
    assert chinese["State"].startswith("provisional, until") and "your consent is asked for" in japanese["State"]


START = datetime(2021, 11, 5, tzinfo=UTC)
SITTING = Sitting("M01", START, START + timedelta(hours=1), "R1", "", ("CN01", "JP01"), optional=("KR01",))


def body(kind: RecipientKind, language: str, packet_of: tuple[Sitting, ...], changed: bool = False) -> str:
    """The letter to somebody: a government is KR01."""
    recipient = Recipient(kind, "KR01" if kind == "government" else "I1", Names("I1"), language, "Asia/Seoul")
    asked = Unplaced("M02", ("CN01", "KR01"), Message("outward.no_time"), final=False)
    packet = Packet(recipient, packet_of, () if packet_of else (asked,))
    return letter(packet, (), Says.to(PAIR, recipient), "v001", changed).body


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_who_attends_as_optional_attendee_is_told_so_and_the_parties_are_not(language: str) -> None:
    told = Says(PAIR, language, "UTC", "KR01").details(SITTING)
    assert (words.say(language, "letter.attends"), words.say(language, "letter.attends_optional")) in told
    party = dict(Says(PAIR, language, "UTC", "CN01").details(SITTING))
    assert words.say(language, "letter.attends") not in party and "KR01" in party[words.say(language, "letter.optional")]


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_a_letter_without_any_meeting_does_not_promise_a_schedule(language: str) -> None:
    def opening(key: str) -> str:
        says = Says(PAIR, language, "UTC", "KR01")
        return says.say(key, event=says.title, version="v001", yours=says.yours)

    assert opening("intro_government_none") in body("government", language, ())
    assert words.say(language, "letter.meetings") + "\n" not in body("government", language, ())
    assert opening("intro_government_none_news") in body("government", language, (), changed=True)
    assert opening("intro_government_none") not in body("government", language, (SITTING,))


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_an_interpreter_is_greeted_as_a_person_and_told_the_parties_as_such(language: str) -> None:
    text = body("interpreter", language, (SITTING,))
    assert words.say(language, "letter.greeting_person") in text
    parties, partner = (
        words.say(language, "letter.line", {"name": words.say(language, f"letter.{key}"), "text": ""}).rstrip()
        for key in ("parties", "partner")
    )
    assert parties in text and partner not in text
