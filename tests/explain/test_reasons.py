"""Why a meeting has no place: the smallest set of facts, start by start, and what is proven of it."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from scheduler import explain, model, words
from scheduler.domain import (
    Closure,
    Event,
    GoalValue,
    Interpreter,
    Interpreting,
    Mark,
    Message,
    Moment,
    Pin,
    Room,
    Slot,
    Source,
    Tier,
)
from scheduler.domain.outward import outward
from tests.events import DAY, event, hours, instant, meeting, solve, timetable

PAIR = meeting("M01", "JP01", "KR01")
ROOMS = (Room("R1"), Room("R2"))


def cell(name: str) -> Source:
    return Source("event.xlsx", "Requests", name)


def told(of: Event) -> Message:
    found = explain.no_place("reason.no_place", of, of.meetings[0])
    assert found and (found.key, found.values["meeting"]) == ("reason.no_place", "M01")
    assert found.values["governments"] == ["JP01", "KR01"]
    return found


def said(reason: Message) -> list[str]:
    """Its facts in short."""
    found = []
    for fact in reason.values["why"]:  # type: ignore[attr-defined]
        name, values = fact.key.removeprefix("fact."), fact.values
        about = next((values[one] for one in ("government", "meetings", "rooms", "pairs", "longest") if values.get(one)), "")
        about = "/".join(about) if isinstance(about, list) else about
        found.append(" ".join(filter(None, (name, str(about), *values.get("when", ())))))
        assert words.say("ko", fact.key, values)
    return found


def why(of: Event) -> list[str]:
    """What keeps the first meeting out, were it alone."""
    return said(told(of))


def no(code: str, start: float, end: float) -> Mark:
    return Mark(code, hours(start, end), "no", cells={"at": cell(f"{code} {start}")})


def closed(name: str, start: float, end: float) -> Room:
    return Room(name, closed=(Closure(hours(start, end)),))


def test_as_few_facts_as_can_be_each_with_the_starts_it_keeps_it_from() -> None:
    assert explain.no_place("reason.no_place", event(PAIR), PAIR) is None
    assert explain.no_place("reason.no_place", event(PAIR, marks=(no("KR01", 9, 11),)), PAIR) is None
    assert why(event(PAIR, marks=(no("KR01", 9, 12),), rooms=(closed("R1", 9, 10),))) == ["marked KR01 09:00–11:00"]
    both = ["marked KR01 09:00", "marked JP01 10:00–11:00"]
    assert why(event(PAIR, marks=(no("KR01", 9, 10), no("JP01", 10, 12)))) == both
    closing = ["marked KR01 09:00–10:00", "room_closed R1 11:00"]
    assert why(event(PAIR, marks=(no("KR01", 9, 11),), rooms=(closed("R1", 11, 12),))) == closing
    # in every room something else, at every start the same
    small = replace(PAIR, participants=9)
    rooms = (Room("R1", capacity=8), closed("R2", 9, 12))
    assert why(event(small, rooms=rooms)) == ["room_capacity R1 09:00–11:00", "room_closed R2 09:00–11:00"]
    assert explain.no_place("reason.no_place", event(small, rooms=(*rooms, Room("R3"))), small) is None


def test_what_would_keep_it_out_even_so_is_told_too() -> None:
    of = event(PAIR, marks=(no("KR01", 9, 12), no("JP01", 9, 12)))
    assert why(of) == ["marked JP01 09:00–11:00", "besides", "marked KR01 09:00–11:00"]
    assert told(of).cells == (cell("JP01 9"), cell("KR01 9"))


def test_the_day_stands_with_the_hour_where_there_are_several() -> None:
    day = hours(9, 10).day
    assert day
    later = replace(hours(9, 11), day=day.replace(day=6))
    of = event(PAIR, slots=(Slot(hours(9, 11)), Slot(later)), marks=(Mark("KR01", replace(hours(0, 24), day=None), "no"),))
    assert why(of)[0] == "marked KR01 11-05 09:00–10:00 11-06 09:00–10:00"


def test_a_meeting_that_no_slot_holds_is_too_long_whatever_else_is_wrong() -> None:
    of = event(replace(PAIR, duration=240), marks=(no("KR01", 9, 12),), slots=(Slot(hours(9, 11)), Slot(hours(12, 15))))
    assert why(of)[0].startswith("too_long 180")


def test_a_fixed_start_and_what_stands_against_it() -> None:
    fixed = meeting("M01", "JP01", "KR01", fixed_start=Moment(DAY, 10 * 60))
    fixed = replace(fixed, mandatory=False)
    assert why(event(fixed, marks=(no("KR01", 10, 11),))) == ["fixed_start 09:00 11:00", "marked KR01 10:00"]


def test_nobody_interprets_or_nobody_can_then() -> None:
    for languages, away, facts, cells in (
        (("ja", "zh"), (9, 10), ["interpreter_language ja-ko 09:00–11:00"], ()),
        (("ja", "ko"), (9, 12), ["interpreter_away 09:00–11:00"], (cell("away"),)),
    ):
        one = Interpreter("I1", languages, away=(Closure(hours(*away)),), cells={"away": cell("away")})
        found = event(PAIR, interpreters=(one,))
        assert (why(found), told(found).cells) == (facts, cells)
    two = tuple(Interpreter(f"I{n}", ("ja", "ko")) for n in (1, 2))
    long = {"settings": {"second_interpreter_from": 60}}
    assert explain.no_place("reason.no_place", event(PAIR, interpreters=two, **long), PAIR) is None
    assert why(event(PAIR, interpreters=two[:1], **long)) == ["interpreter_language ja-ko 09:00–11:00"]


def test_the_first_who_can_is_not_kept_where_only_she_can_do_what_is_left() -> None:
    three = meeting("M01", "CN01", "JP01", "KR01", duration=60)
    people = (Interpreter("I1", ("ja", "ko", "zh")), Interpreter("I2", ("ja", "ko")), Interpreter("I3", ("ko", "zh", "ja")))
    assert explain.no_place("reason.no_place", event(three, interpreters=people), three) is None
    assert explain.no_place("reason.no_place", event(three, interpreters=people[:2]), three) is not None
    relay = event(three, interpreters=people[:2], settings={"relay": True})
    assert explain.no_place("reason.no_place", relay, three) is None


def test_who_is_pinned_interprets_and_nobody_else() -> None:
    people = tuple(Interpreter(f"I{n}", ("ja", "ko")) for n in (1, 2))
    pinned = event(PAIR, interpreters=people).deciding(pins=(Pin("M01", interpreters=(Interpreting("ja-ko", "I2"),)),))
    assert explain.no_place("reason.no_place", pinned, PAIR) is None
    away = replace(people[1], away=(Closure(hours(9, 12)),))
    assert why(replace(pinned, interpreters=(people[0], away))) == ["interpreter_away 09:00–11:00"]


def test_the_cells_that_bind_it_or_else_its_number() -> None:
    binding = ("mandatory", "fixed_start", "fixed_room", "session", "after")
    names = ("no", *binding, "choice")
    bound = replace(PAIR, requests=(replace(PAIR.requests[0], cells={name: cell(name) for name in names}),))
    unbound = replace(PAIR, requests=(replace(PAIR.requests[0], cells={"no": cell("no")}),))
    marks = (no("KR01", 9, 10), no("KR01", 10, 12))
    of_marks = (cell("KR01 9"), cell("KR01 10"))
    assert told(event(bound, marks=marks)).cells == (*map(cell, binding), *of_marks)
    assert told(event(unbound, marks=marks)).cells == (cell("no"), *of_marks)
    pinned = event(unbound, marks=marks[:1]).deciding(pins=(Pin("M01", start=instant(9), cells=(cell("pin"),)),))
    assert set(told(pinned).cells) == {cell("pin"), of_marks[0]}


# ------------------------------------------------------------------------------------------------ where others have it all


def tier(goal: str, number: int, proven: bool = True, value: int = 1) -> Tier:
    return Tier(number, value, value if proven else 0, (GoalValue(goal, 1, value),))


def reason(of: Event, places: Mapping[str, tuple[float, str]], tiers: tuple[Tier, ...] | None = None) -> Message | None:
    """The reason of the first meeting among the others; of a timetable that is said to be the best unless stated."""
    best = model.solve(of, model.Budget(), lambda *_: None).tiers
    table = replace(timetable(of, **places), tiers=tiers or best)
    return explain.with_reasons(of, table, model.Budget()).meetings[0].reason


OTHERS = [meeting(f"M{n}", "JP01", f"KR{n}", weight=8) for n in ("100", "20", "03")]
FULL = {"M100": (9.0, "R1"), "M20": (10.0, "R1"), "M03": (11.0, "R1")}


def test_the_meetings_in_its_way_are_named_by_number_with_what_they_hold() -> None:
    of = event(PAIR, *OTHERS, meeting("M04", "JP02", "KR04"), rooms=ROOMS)
    found = reason(of, FULL | {"M04": (9, "R2")})
    assert found and said(found) == ["government JP01 09:00–11:00"]
    assert found.values["why"][0].values["meetings"] == ["M03", "M20", "M100"]  # type: ignore[index]
    fewer = reason(replace(of, marks=(no("KR01", 9, 10),)), FULL | {"M04": (9, "R2")})
    assert fewer and fewer.values["why"][0].values["meetings"] == ["M03", "M20", "M100"]  # type: ignore[index]


def test_a_room_and_an_interpreter_are_in_its_way_too() -> None:
    others = [meeting(f"M0{n}", f"JP0{n}", f"KR0{n}", weight=8) for n in (2, 3, 4)]
    of = event(PAIR, *others)
    found = reason(of, {"M02": (9, "R1"), "M03": (10, "R1"), "M04": (11, "R1")})
    assert found and said(found) == ["room M02/M03/M04 09:00–11:00"]
    spoken = event(PAIR, *others, rooms=ROOMS, interpreters=(Interpreter("I1", ("ja", "ko")),))
    found = solve(spoken).meetings[0].reason
    assert found and said(found) == ["interpreter_twice M02/M03/M04 09:00–11:00"]


def test_what_would_be_wrong_without_others_too_is_not_said_of_them() -> None:
    """I1 may interpret for half an hour a day, which M02 takes; M01 lasts an hour."""
    one = Interpreter("I1", ("ja", "ko"), max_minutes=30)
    of = event(PAIR, meeting("M02", "JP02", "KR02", duration=30, weight=8), rooms=ROOMS, interpreters=(one,))
    found = solve(of).meetings[0].reason
    assert found and found.key == "reason.no_place"
    assert said(found) == ["interpreter_too_long 09:00–11:00"]


def test_an_order_is_in_its_way() -> None:
    for later in (
        event(replace(PAIR, after=("M02",)), meeting("M02", "JP02", "KR02", fixed_start=Moment(DAY, 11 * 60)), rooms=ROOMS),
        event(PAIR, meeting("M02", "JP02", "KR02", after=("M01",), fixed_start=Moment(DAY, 9 * 60)), rooms=ROOMS),
    ):
        found = solve(later).meetings[0].reason
        assert found and said(found) == ["order M02 09:00–11:00"]


# ------------------------------------------------------------------------------------------------------- what is proven


def test_the_price_is_said_with_its_goal() -> None:
    found = reason(event(PAIR, *OTHERS), FULL)
    assert found and found.key == "reason.instead"
    assert (found.values["was"], found.values["value"]) == (4, 8), "its own weight is less than that of any other"


def test_a_tie_names_what_is_left_out_instead() -> None:
    other = meeting("M02", "JP02", "KR02")
    of = event(PAIR, other, slots=(Slot(hours(9, 10)),))
    found = solve(of)
    (left_out,) = (one for one in found.meetings if one.reason)
    (placed,) = found.placements
    assert left_out.reason and left_out.reason.key == "reason.tie"
    assert left_out.reason.values["others"] == [placed]


def test_what_must_take_place_stands_against_it() -> None:
    must = replace(meeting("M02", "JP02", "KR02"), mandatory=True)
    found = solve(event(PAIR, must, slots=(Slot(hours(9, 10)),))).meetings[0].reason
    assert found and found.key == "reason.must"
    assert "M01" in words.say("en", found.key, found.values)


@pytest.mark.parametrize(
    "tiers",
    [
        (tier("G1", 1), tier("G2", 2, proven=False)),
        (tier("G1", 1, proven=False), tier("G2", 2)),
        (tier("D", 1, proven=False), tier("G1", 1), tier("G2", 2)),
    ],
)
def test_nothing_is_called_proven_that_is_not(tiers: tuple[Tier, ...]) -> None:
    found = reason(event(PAIR, *OTHERS), FULL, tiers)
    assert found and found.key == "reason.open"


def test_a_free_place_is_named() -> None:
    places = {id: place for id, place in FULL.items() if id != "M03"}
    found = reason(event(PAIR, *OTHERS), places, (tier("G1", 1, proven=False), tier("G2", 2)))
    assert found and (found.key, found.values["at"]) == ("reason.free", "2021-11-05 11:00 Asia/Seoul")


def test_what_there_is_no_time_for_under_a_limit_is_said() -> None:
    """With a reason no party may learn more from than that there was no place."""
    asked = (meeting("M1", "CN01", "JP01"), meeting("M2", "CN01", "KR01"))
    of = event(*asked, marks=(no("CN01", 10, 12),))
    best = model.solve(of, model.Budget(), lambda *_: None).tiers
    placed = replace(timetable(of, M1=(9, "R1")), tiers=best)
    found = explain.with_reasons(of, placed, model.Budget(), clock=model.Budget(seconds=0))
    reason = next(outcome.reason for outcome in found.meetings if outcome.id == "M2")
    assert reason and reason.key == "reason.not_sought" and reason.cells == of.meeting("M2").cells("no", "choice")
    assert outward(reason).key == "outward.no_time"
    assert explain.with_reasons(of, placed, model.Budget(), clock=model.Budget()) == explain.with_reasons(
        of, placed, model.Budget()
    )


def test_of_a_large_event_so_many_reasons_are_looked_for_as_take_bearable_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two of three, on every machine; whatever time there is without a limit."""
    asked = [meeting(f"M{number}", "CN01", f"JP0{number}") for number in range(1, 5)]
    of = event(*asked, marks=(no("CN01", 10, 12),))
    best = model.solve(of, model.Budget(), lambda *_: None)
    monkeypatch.setattr("scheduler.explain.reasons.IN_ALL", 2.5 * 2e-5 * 16)
    found = explain.with_reasons(of, best, model.Budget())
    keys = [outcome.reason.key for outcome in found.meetings if outcome.reason]
    assert [key == "reason.not_sought" for key in keys] == [False, False, True]
