"""Why a meeting has no place: what is wrong everywhere, or what is wrong most, and whom it would have to displace."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from scheduler.check import Hours
from scheduler.domain import (
    Closure,
    Event,
    GoalValue,
    Interpreter,
    Interpreting,
    Mark,
    Message,
    Pin,
    Placement,
    Room,
    Slot,
    Source,
    Tier,
)
from scheduler.explain import no_place, with_reasons
from scheduler.explain.trial import Trial
from tests.events import event, hours, instant, meeting, timetable

PAIR = meeting("M01", "JP01", "KR01")
ROOMS = (Room("R1"), Room("R2"))


def cell(name: str) -> Source:
    return Source("event.xlsx", "Requests", name)


def told(of: Event) -> Message:
    found = no_place("reason.no_place", of, of.meetings[0])
    assert found and (found.key, found.values["meeting"]) == ("reason.no_place", "M01")
    assert found.values["governments"] == ["JP01", "KR01"]
    return found


def why(of: Event) -> list[str]:
    """What keeps the first meeting out, were it alone, with who or what is named."""
    causes = told(of).values["why"]
    assert isinstance(causes, tuple)
    said = []
    for cause in causes:
        assert cause.values["meetings"][0] == "M01"
        about = next((cause.values[name] for name in ("government", "room", "pair", "longest") if name in cause.values), "")
        said.append(f"{cause.key.removeprefix('violation.')} {about}".strip())
    return said


def no(code: str, start: float, end: float) -> Mark:
    return Mark(code, hours(start, end), "no", cells={"at": cell(f"{code} {start}")})


def closed(name: str, start: float, end: float) -> Room:
    return Room(name, closed=(Closure(hours(start, end)),))


def test_what_is_wrong_at_every_start_is_the_reason_or_else_all_that_is_wrong_most_often_first() -> None:
    assert no_place("reason.no_place", event(PAIR), PAIR) is None
    assert no_place("reason.no_place", event(PAIR, marks=(no("KR01", 9, 11),)), PAIR) is None
    assert why(event(PAIR, marks=(no("KR01", 9, 12),), rooms=(closed("R1", 9, 10),))) == ["marked KR01"]
    assert why(event(PAIR, marks=(no("KR01", 9, 10), no("JP01", 10, 12)))) == ["marked JP01", "marked KR01"]
    assert why(event(PAIR, marks=(no("JP01", 9, 10), no("KR01", 10, 12)))) == ["marked KR01", "marked JP01"]
    assert why(event(PAIR, marks=(no("KR01", 9, 11),), rooms=(closed("R1", 11, 12),))) == ["marked KR01", "room_closed R1"]
    # in every room something else, at every start the same
    small = replace(PAIR, participants=9)
    rooms = (Room("R1", capacity=8), closed("R2", 9, 12))
    assert why(event(small, rooms=rooms)) == ["room_capacity R1", "room_closed R2"]
    assert no_place("reason.no_place", event(small, rooms=(*rooms, Room("R3"))), small) is None


def test_a_meeting_that_no_slot_holds_is_too_long_whatever_else_is_wrong() -> None:
    of = event(replace(PAIR, duration=240), marks=(no("KR01", 9, 12),), slots=(Slot(hours(9, 11)), Slot(hours(12, 15))))
    assert why(of) == ["too_long 180"]


def test_nobody_interprets_or_nobody_can_then() -> None:
    people = {"max_minutes": 240, "cells": {"away": cell("away")}}
    for languages, away, said, cells in (
        (("ja", "zh"), (9, 10), ["uninterpreted ja-ko"], ()),
        (("ja", "ko"), (9, 12), ["uninterpreted ja-ko"], (cell("away"),)),
    ):
        one = Interpreter("I1", languages, away=(Closure(hours(*away)),), **people)  # type: ignore[arg-type]
        found = event(PAIR, interpreters=(one,))
        assert (why(found), told(found).cells) == (said, cells)
    two = tuple(Interpreter(f"I{n}", ("ja", "ko")) for n in (1, 2))
    long = {"settings": {"second_interpreter_from": 60}}
    assert no_place("reason.no_place", event(PAIR, interpreters=two, **long), PAIR) is None
    assert why(event(PAIR, interpreters=two[:1], **long)) == ["uninterpreted ja-ko"]


def test_the_first_who_can_is_not_kept_where_only_she_can_do_what_is_left() -> None:
    three = meeting("M01", "CN01", "JP01", "KR01", duration=60)
    people = (Interpreter("I1", ("ja", "ko", "zh")), Interpreter("I2", ("ja", "ko")), Interpreter("I3", ("ko", "zh", "ja")))
    assert no_place("reason.no_place", event(three, interpreters=people), three) is None
    assert no_place("reason.no_place", event(three, interpreters=people[:2]), three) is not None
    relay = event(three, interpreters=people[:2], settings={"relay": True})
    free = Trial(relay, {}, Hours(relay)).at(three, instant(9), [("ja-zh", "ko-zh"), ("ja-ko", "ja-zh")]).free
    assert free and free.interpreters == (Interpreting("ja-ko", "I2"), Interpreting("ja-zh", "I1"))


def test_who_is_pinned_interprets_and_nobody_else() -> None:
    people = tuple(Interpreter(f"I{n}", ("ja", "ko")) for n in (1, 2))
    pinned = event(PAIR, interpreters=people).deciding(pins=(Pin("M01", interpreters=(Interpreting("ja-ko", "I2"),)),))
    free = Trial(pinned, {}, Hours(pinned)).at(PAIR, instant(9), [("ja-ko",)]).free
    assert free == Placement(instant(9), instant(10), "R1", (Interpreting("ja-ko", "I2"),))
    away = replace(people[1], away=(Closure(hours(9, 12)),))
    assert why(replace(pinned, interpreters=(people[0], away))) == ["interpreter_away"]


def test_the_cells_that_bind_it_or_else_its_number() -> None:
    binding = ("mandatory", "fixed_start", "fixed_room", "session", "after")
    names = ("no", *binding, "choice")
    bound = replace(PAIR, requests=(replace(PAIR.requests[0], cells={name: cell(name) for name in names}),))
    unbound = replace(PAIR, requests=(replace(PAIR.requests[0], cells={"no": cell("no")}),))
    marks = (no("KR01", 9, 10), no("KR01", 10, 12))
    of_marks = (cell("KR01 9"), cell("KR01 10"))
    assert told(event(bound, marks=marks)).cells == (*map(cell, binding), *of_marks)
    assert told(event(unbound, marks=marks)).cells == (cell("no"), *of_marks)
    pinned = event(unbound, marks=marks).deciding(pins=(Pin("M01", start=instant(9), cells=(cell("pin"),)),))
    assert told(pinned).cells == (cell("pin"), of_marks[0])


# ------------------------------------------------------------------------------------------------ where others have it all


def tier(goal: str, number: int, proven: bool = True) -> Tier:
    return Tier(number, 1, 1 if proven else 0, (GoalValue(goal, 1, 1),))


ALL = (tier("G1", 1), tier("G2", 2), tier("G3", 3, proven=False))


def reason(of: Event, places: Mapping[str, tuple[float, str]], tiers: tuple[Tier, ...] = ALL) -> Message | None:
    """The reason of the first meeting among the others."""
    return with_reasons(of, replace(timetable(of, **places), tiers=tiers)).meetings[0].reason


OTHERS = [meeting(f"M{n}", "JP01", f"KR{n}") for n in ("100", "20", "03")]


def test_the_meetings_in_its_way_are_named_by_number() -> None:
    cells = {"no": cell("no"), "choice": cell("choice")}
    first = replace(PAIR, requests=(replace(PAIR.requests[0], cells=cells),), weight=2)
    of = event(first, *OTHERS, meeting("M04", "JP02", "KR04"), rooms=ROOMS)
    full: dict[str, tuple[float, str]] = {"M100": (9, "R1"), "M20": (10, "R1"), "M03": (11, "R1"), "M04": (9, "R2")}
    named = (cell("no"), cell("choice"))
    values = {"starts": 3, "others": ["M03", "M20", "M100"], "weight": 2}
    assert reason(of, full) == Message("reason.taken_proven", values, named)
    fewer = replace(of, marks=(no("KR01", 9, 10),))
    values = {"starts": 2, "others": ["M03", "M20"], "weight": 2}
    assert reason(fewer, full) == Message("reason.taken_proven", values, named)
    del full["M03"]
    assert reason(of, full) == Message("reason.not_found", {"starts": 3}, named)
    out = with_reasons(of, replace(timetable(of, **full), tiers=ALL))
    assert [one.id for one in out.meetings if one.reason] == ["M01", "M03"]
    assert reason(of, {"M01": (9, "R1")}) is None


def test_a_room_and_an_interpreter_are_in_its_way_too() -> None:
    others = [meeting(f"M0{n}", f"JP0{n}", f"KR0{n}") for n in (2, 3, 4)]
    of = event(PAIR, *others)
    found = reason(of, {"M02": (9, "R1"), "M03": (10, "R1"), "M04": (11, "R1")})
    assert found and found.values["others"] == ["M02", "M03", "M04"]
    spoken = event(PAIR, *others, rooms=ROOMS, interpreters=(Interpreter("I1", ("ja", "ko")),))
    table = timetable(spoken, M02=(9, "R2"), M03=(10, "R2"), M04=(11, "R2"))
    people = (Interpreting("ja-ko", "I1"),)
    sat = (replace(one, placement=one.placement and replace(one.placement, interpreters=people)) for one in table.meetings)
    table = replace(table, meetings=tuple(sat), tiers=ALL)
    found = with_reasons(spoken, table).meetings[0].reason
    assert found and found.values["others"] == ["M02", "M03", "M04"]


def test_an_order_is_in_its_way() -> None:
    before = event(PAIR, meeting("M02", "JP02", "KR02", after=("M01",)), rooms=ROOMS)
    assert (found := reason(before, {"M02": (9, "R2")})) and found.values["others"] == ["M02"]
    after = event(replace(PAIR, after=("M02",)), meeting("M02", "JP02", "KR02"), rooms=ROOMS)
    assert (found := reason(after, {"M02": (11, "R2")})) and found.values["others"] == ["M02"]


@pytest.mark.parametrize(
    ("tiers", "key"),
    [
        (ALL, "taken_proven"),
        ((tier("G6", 0, proven=False), *ALL), "taken_proven"),
        ((tier("G1", 1), tier("G2", 2, proven=False)), "taken"),
        ((tier("G1", 1, proven=False), tier("G2", 2)), "taken"),
        ((tier("D", 1), *ALL), "taken_kept"),
        ((tier("D", 1, proven=False), *ALL), "taken"),
        ((*ALL[:2], tier("D", 2), ALL[2]), "taken_proven"),
        ((tier("G2", 1), tier("D", 1), tier("G1", 2)), "taken_kept"),
    ],
)
def test_what_is_said_to_be_proven(tiers: tuple[Tier, ...], key: str) -> None:
    found = reason(event(PAIR, *OTHERS), {"M100": (9, "R1"), "M20": (10, "R1"), "M03": (11, "R1")}, tiers)
    assert found and found.key == f"reason.{key}"
