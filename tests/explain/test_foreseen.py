"""What of an intake cannot work or will hurt is told before anything is solved."""

from dataclasses import replace
from datetime import date

from scheduler import explain, words
from scheduler.domain import CalendarDay, Event, Interpreter, Link, Room, Slot, Source
from tests.events import DAY, event, government, hours, meeting

LINKED = (Room("R1", link="https://a.example/1"), Room("R2", link="https://a.example/2"))


def told(of: Event) -> list[str]:
    found = list(explain.foreseen(of))
    for problem in found:
        assert problem.severity == "note"
        assert all(words.say(language, problem.key, problem.values) for language in words.LANGUAGES)
    return [problem.key.removeprefix("foreseen.") for problem in found]


def test_nothing_is_told_where_all_is_well() -> None:
    assert told(event(meeting("M01", "JP01", "KR01"), rooms=LINKED)) == []


def test_parties_without_a_common_platform_and_pairs_that_nobody_interprets() -> None:
    own = (government("JP01", platforms=("Zoom",)), government("KR01", platforms=("Teams",)))
    rooms = tuple(Room(f"R{n}", platform=platform, link="x") for n, platform in enumerate(("Zoom", "Teams")))
    assert told(event(meeting("M01", "JP01", "KR01"), own=own, rooms=rooms)) == ["no_place"]
    people = (Interpreter("I1", ("ja", "zh")),)
    assert told(event(meeting("M01", "JP01", "KR01"), interpreters=people, rooms=LINKED)) == ["no_place"]


def test_more_wishes_than_starts() -> None:
    four = [meeting(f"M0{n}", "JP01", f"KR0{n}") for n in range(1, 5)]
    (found,) = explain.foreseen(event(*four, rooms=LINKED))
    assert (found.key, found.values["wishes"], found.values["most"]) == ("foreseen.crowded", 4, 3)
    assert told(event(*four, rooms=LINKED, own=(government("JP01", delegations=2),))) == []
    assert told(event(*four[:3], rooms=LINKED)) == []


def test_a_day_off_by_its_name_and_row() -> None:
    row = Source("event.xlsx", "Holidays", "B2")
    day = CalendarDay("KR01", DAY, False, "founding day", cells={"date": row})
    of = event(meeting("M01", "JP01", "KR01"), rooms=LINKED, calendar=(day,))
    assert told(of) == ["no_place", "day_off"]
    off = list(explain.foreseen(of))[1]
    assert (off.values["name"], off.cells) == ("founding day", (row,))


def test_meetings_without_links() -> None:
    two = [meeting("M01", "JP01", "KR01"), meeting("M02", "JP02", "KR02")]
    assert told(event(*two)) == ["no_link"]
    (found,) = explain.foreseen(event(*two, links=(Link("M01", "https://m.example"),)))
    assert found.values["meetings"] == ["M02"]


def test_a_weekend_is_said_in_the_readers_language() -> None:
    saturday = replace(hours(9, 12), day=date(2021, 11, 6))
    of = event(meeting("M01", "JP01", "KR01"), rooms=LINKED, slots=(Slot(saturday),))
    assert told(of) == ["no_place", "weekend", "weekend"]
