"""Must-haves that cannot hold together: the rule in words, its cells, and which of them may be given up."""

from dataclasses import replace

import pytest

from scheduler import words
from scheduler.domain import Event, Interpreter, Meeting, Message, Moment, Room, Slot, Source
from scheduler.errors import Contradiction
from tests.events import DAY, event, government, hours, meeting, solve

ROOMS = tuple(Room(f"R{number}") for number in range(1, 6))


def told(of: Event) -> Message:
    with pytest.raises(Contradiction) as caught:
        solve(of)
    (said,) = caught.value.says
    assert said.key == "contradiction.because"
    for language in words.LANGUAGES:
        assert words.say(language, said.key, said.values)
    return said  # type: ignore[return-value]


def facts(said: Message) -> list[str]:
    return [fact.key.removeprefix("fact.") for fact in said.values["why"]]  # type: ignore[attr-defined]


def must(number: int, *parties: str) -> Meeting:
    return meeting(f"M0{number}", *parties, mandatory=True)


def test_the_maximum_a_day_with_its_cell() -> None:
    cell = Source("event.xlsx", "Governments", "M3")
    own = government("JP01", max_per_day=1, cells={"max_per_day": cell})
    said = told(event(*(must(n, "JP01", f"KR0{n}") for n in (1, 2)), rooms=ROOMS, own=(own,)))
    assert facts(said) == ["load"] and cell in said.cells
    assert said.values["spare"] == ["M01", "M02"]


def test_the_rooms_and_the_slot() -> None:
    said = told(event(*(must(n, f"JP0{n}", f"KR0{n}") for n in (1, 2)), slots=(Slot(hours(9, 10)),)))
    assert facts(said) == ["room"] and said.values["last"] in ("M01", "M02")


def test_a_platform_and_an_interpreter() -> None:
    zoom = {"platforms": ("Zoom",)}
    own = tuple(government(code, **zoom) for code in ("JP01", "JP02"))
    rooms = (Room("R1", platform="Zoom", cells={"platform": Source("e", "Rooms", "C2")}), Room("R2", platform="Teams"))
    of = event(must(1, "JP01", "KR01"), must(2, "JP02", "KR02"), own=own, rooms=rooms, slots=(Slot(hours(9, 10)),))
    assert "room" in facts(told(of)) or "room_platform" in facts(told(of))
    one = (Interpreter("I1", ("ja", "ko")),)
    assert facts(told(replace(of, governments=event(*of.meetings).governments, rooms=ROOMS, interpreters=one))) == [
        "interpreter_twice"
    ]


def test_only_what_is_enough_may_be_given_up() -> None:
    """Two contradictions at once: giving up a meeting of one leaves the other."""
    at = Moment(DAY, 9 * 60)
    pairs = [meeting(f"M0{n}", "JP01", f"KR0{n}", fixed_start=at) for n in (1, 2)]
    others = [meeting(f"M0{n}", "JP03", f"KR0{n}", fixed_start=at) for n in (3, 4)]
    assert told(event(*pairs, rooms=ROOMS)).values["spare"] == ["M01", "M02"]
    assert told(event(*pairs, *others, rooms=ROOMS)).values["spare"] == ["–"]
