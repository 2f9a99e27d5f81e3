"""Every kind of violation, raised by the plainest timetable that has it, and by no other."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest

from scheduler import words
from scheduler.check import check
from scheduler.domain import (
    CalendarDay,
    Cancelled,
    Closure,
    Commitment,
    Event,
    GoalValue,
    Interpreter,
    Interpreting,
    Mark,
    MeetingOutcome,
    Message,
    Moment,
    Pin,
    Placement,
    ProgrammeItem,
    RequestOutcome,
    Room,
    Slot,
    Source,
    Tier,
    Timetable,
)
from tests.events import DAY, event, government, hours, instant, meeting, solve, timetable

Case = tuple[Event, Timetable]
PAIR = meeting("M01", "JP01", "KR01")
BECAUSE = Message("verbatim", {"text": "because"})


def at(of: Event, hour: float = 9, room: str = "R1", *people: Interpreting, minutes: int = 60) -> Case:
    """The event with its first meeting held then."""
    start = instant(hour)
    place = Placement(start, start + timedelta(minutes=minutes), room, people)
    table = timetable(of)
    first = replace(table.meetings[0], state="scheduled", placement=place, reason=None)
    return of, replace(table, meetings=(first, *table.meetings[1:]))


def both(of: Event, one: tuple[float, str], other: tuple[float, str]) -> Case:
    return of, timetable(of, M01=one, M02=other)


def spoken(*languages: str, **stated: object) -> Event:
    """The pair, and one interpreter who speaks these."""
    return event(PAIR, interpreters=(Interpreter("I1", languages or ("ja", "ko"), **stated),))  # type: ignore[arg-type]


JA_KO = Interpreting("ja-ko", "I1")
SATURDAY = date(2021, 11, 6)


def placements() -> Iterator[tuple[str, Case]]:
    """R1 to R12."""
    yield "stranger", (event(PAIR), replace(timetable(event(PAIR)), meetings=at(event(replace(PAIR, id="M09")))[1].meetings))
    yield "length", at(event(PAIR), minutes=45)
    yield "too_long", at(event(meeting("M01", "JP01", "KR01", duration=240)), minutes=240)
    yield "slot", at(event(PAIR), 11.5)
    yield "grid", at(event(PAIR), 9.5)
    shared = event(PAIR, meeting("M02", "JP01", "KR02"), rooms=(Room("R1"), Room("R2")))
    yield "government", both(shared, (9, "R1"), (9, "R2"))
    yield "room", both(event(PAIR, meeting("M02", "JP02", "KR02")), (9, "R1"), (9, "R1"))
    yield "no_room", at(event(PAIR), 9, "R9")
    yield "room_capacity", at(event(meeting("M01", "JP01", "KR01", participants=9), rooms=(Room("R1", capacity=8),)))
    yield "room_type", at(event(meeting("M01", "JP01", "KR01", mode="hybrid")))
    zoom = government("KR01", platforms=("Zoom",))
    yield "room_platform", at(event(PAIR, own=[zoom], rooms=(Room("R1", platform="VooV"),)))
    dumb = (Room("R1", channels=0),)
    yield "room_channels", at(event(PAIR, rooms=dumb, settings={"interpretation": "simultaneous"}))
    yield "room_available_from", at(event(PAIR, rooms=(Room("R1", available_from=Moment(None, 600)),)))
    yield "room_closed", at(event(PAIR, rooms=(Room("R1", closed=(Closure(hours(9, 9.5)),)),)))
    yield "marked", at(event(PAIR, marks=(Mark("KR01", hours(9.5, 11), "no"),)))
    yield "programme", at(event(PAIR, programme=(ProgrammeItem("Opening", hours(8, 9.25), ("KR01",)),)))
    yield "unavailable", at(event(meeting("M01", "JP01", "KR01", unavailable=(hours(9.5, 10),))))
    yield "hours", at(event(PAIR, own=[government("KR01", office_hours=(hours(9.25, 18, None),))]))
    yield "lunch", at(event(PAIR, own=[government("KR01", lunch=(hours(9.75, 11, None),))]))
    yield "day_off", at(event(PAIR, calendar=(CalendarDay("JP01", DAY, False, "文化の日"),)))
    saturday = event(PAIR, slots=(Slot(hours(9, 12, SATURDAY)),))
    start = instant(9, SATURDAY)
    on_saturday = Placement(start, start + timedelta(hours=1), "R1")
    table = timetable(saturday)
    held = replace(table.meetings[0], state="scheduled", placement=on_saturday)
    yield "weekend", (saturday, replace(table, meetings=(held,)))
    yield "interpreter_language", at(spoken("ja", "zh"), 9, "R1", JA_KO)
    yield "interpreter_away", at(spoken(away=(Closure(hours(9.5, 10)),)), 9, "R1", JA_KO)
    declined = replace(spoken(), commitments=(Commitment("M01", "I1", "declined"),))
    yield "interpreter_declined", at(declined, 9, "R1", JA_KO)
    yield "interpreter_minutes", at(spoken(max_minutes=59), 9, "R1", JA_KO)
    two = event(PAIR, meeting("M02", "JP02", "KR02"), rooms=(Room("R1"), Room("R2")), interpreters=spoken().interpreters)
    _, table = both(two, (9, "R1"), (9, "R2"))
    with_people = tuple(
        replace(m, placement=m.placement and replace(m.placement, interpreters=(JA_KO,))) for m in table.meetings
    )
    yield "interpreter_twice", (two, replace(table, meetings=with_people))
    yield "interpreter_needless", at(event(PAIR), 9, "R1", JA_KO)
    many = replace(spoken(), interpreters=tuple(Interpreter(f"I{n}", ("ja", "ko")) for n in (1, 2, 3)))
    yield "interpreter_surplus", at(many, 9, "R1", *(Interpreting("ja-ko", f"I{n}") for n in (1, 2, 3)))
    yield "interpreter_pair", at(spoken(), 9, "R1", Interpreting("ko-ja", "I1"))
    yield "uninterpreted", at(spoken())
    long = event(PAIR, meeting("M02", "JP01", "KR02"), settings={"max_per_day": 1})
    yield "load", both(long, (9, "R1"), (10, "R1"))
    yield "fixed_start", at(event(meeting("M01", "JP01", "KR01", fixed_start=Moment(DAY, 600))))
    yield "fixed_room", at(event(meeting("M01", "JP01", "KR01", fixed_room="R2"), rooms=(Room("R1"), Room("R2"))))
    yield "session", at(event(meeting("M01", "JP01", "KR01", session="noon")))
    yield "pinned", at(event(PAIR).deciding(pins=(Pin("M01", start=instant(10)),)))
    yield "past", at(event(PAIR).deciding(not_before=instant(9.25)))
    later = event(PAIR, meeting("M02", "JP02", "KR02", after=("M01",)), rooms=(Room("R1"), Room("R2")))
    yield "order", both(later, (10, "R1"), (9, "R2"))
    yield "mandatory", (event(meeting("M01", "JP01", "KR01", mandatory=True)), timetable(event(PAIR)))
    apart = event(
        PAIR,
        meeting("M02", "JP01", "KR02"),
        own=[government("JP01"), government("KR01"), government("KR02")],
        settings={"fairness_bound": 0},
    )
    yield "fairness", both(apart, (9, "R1"), (11, "R1"))


PLACEMENTS: Mapping[str, Case] = dict(placements())


@pytest.mark.parametrize("kind", PLACEMENTS)
def test_a_placement_that_breaks_a_rule(kind: str) -> None:
    of, table = PLACEMENTS[kind]
    found = check(of, table, claims=False).violations
    # a pair or a person that is not as it should be leaves the languages uncovered as well
    besides = {"violation.uninterpreted"} if kind in ("interpreter_language", "interpreter_pair") else set()
    assert {violation.key for violation in found} - besides == {f"violation.{kind}"}
    if kind != "fairness":
        assert all(violation.values["meetings"] for violation in found)


def claims() -> Iterator[tuple[str, Case]]:
    """R0."""
    asked = event(PAIR, meeting("M02", "JP01", "KR02", optional=("KR01",)))
    good = solve(asked)
    first, second = good.meetings

    def told(*meetings: MeetingOutcome, requests: tuple[RequestOutcome, ...] = good.requests) -> Case:
        return asked, replace(good, meetings=meetings, requests=requests)

    yield "request_count", told(first, second, requests=good.requests[:1])
    stranger = RequestOutcome("9", "M01")
    yield "request_unknown", told(first, second, requests=(*good.requests, stranger))
    yield "request_elsewhere", told(first, second, requests=(replace(good.requests[0], meeting="M02"), good.requests[1]))
    yield "request_reason", told(first, second, requests=(replace(good.requests[0], reason=BECAUSE), good.requests[1]))
    held = replace(asked, requests=(*asked.requests, replace(asked.requests[0], no="7", declined=True)))
    yield "request_no_reason", (held, replace(good, requests=(*good.requests, RequestOutcome("7", None))))
    yield "meeting_count", told(first, second, second)
    yield "meeting_unknown", told(first, second, replace(first, id="M09", state="cancelled", placement=None, reason=BECAUSE))
    yield "meeting_requests", told(replace(first, requests=("02",)), second)
    yield "meeting_governments", told(replace(first, governments=("JP01", "KR02")), second)
    yield "meeting_optional", told(first, replace(second, optional=()))
    yield "meeting_mutual", told(replace(first, mutual=True), second)
    yield "meeting_reason", told(replace(first, reason=BECAUSE), second)
    yield "meeting_link", told(replace(first, link="https://a.example"), second)
    gone = asked.deciding(cancelled=(Cancelled(asked.meetings[1], BECAUSE),))
    gone = replace(gone, meetings=gone.meetings[:1])
    unheld = replace(second, state="unscheduled", placement=None, reason=BECAUSE)
    yield "meeting_state", (gone, replace(solve(gone), meetings=(solve(gone).meetings[0], unheld)))
    for kind, change in {
        "joined_parties": {"governments": ("JP01", "KR02")},
        "joined_optional": {"optional": ("KR02",)},
        "joined_duration": {"duration": 120},
        "joined_weight": {"weight": 8},
    }.items():
        wrong = replace(asked, meetings=(replace(asked.meetings[0], **change), asked.meetings[1]))  # type: ignore[arg-type]
        yield kind, (wrong, solve_claims_aside(wrong))
    declined = replace(PAIR, requests=(replace(PAIR.requests[0], declined=True),))
    yield "joined_declined", (event(declined), solve_claims_aside(event(declined)))
    other = replace(PAIR.requests[0], no="2", label="sport")
    joined = replace(PAIR, requests=(*PAIR.requests, other))
    yield "joined_labels", (event(joined), solve_claims_aside(event(joined)))
    twins = [meeting(f"M0{n}", "JP01", "KR01", label="") for n in (1, 2)]
    yield "joined_apart", (event(*twins), solve_claims_aside(event(*twins)))

    def tiers(*found: Tier) -> Case:
        return asked, replace(good, tiers=found)

    of_goal = {tier.goals[0].goal: tier for tier in good.tiers}
    rest = [tier for tier in good.tiers if tier is not of_goal["G8"]]
    yield "tiers", tiers(*rest)
    yield "goal_value", tiers(*(_with_value(tier, 1) if tier is of_goal["G5"] else tier for tier in good.tiers))
    yield "tier_value", tiers(*(replace(t, value=t.value and t.value + 60) if t is of_goal["G8"] else t for t in good.tiers))
    yield "tier_bound", tiers(*(replace(t, bound=t.value and t.value + 1) if t is of_goal["G8"] else t for t in good.tiers))
    yield "tier_off", tiers(*(replace(tier, value=0) if tier.tier == 0 else tier for tier in good.tiers))


def _with_value(tier: Tier, value: int) -> Tier:
    goals = tuple(GoalValue(goal.goal, goal.weight, value) for goal in tier.goals)
    return replace(tier, value=value, goals=goals)


def solve_claims_aside(of: Event) -> Timetable:
    """A timetable that is right for an event but for what the intake has made wrong in it."""
    empty = timetable(of)
    meetings = tuple(replace(outcome, reason=BECAUSE) for outcome in empty.meetings)
    goals = check(of, empty, claims=False).goals
    tiers = []
    for number, weights in of.tiers:
        values = tuple(GoalValue(w.goal, w.weight, goals[w.goal] if number else None) for w in weights)
        value = sum(goal.weight * (goal.value or 0) for goal in values) if number else None
        tiers.append(Tier(number, value, value, values))
    return replace(empty, meetings=meetings, tiers=tuple(tiers))


CLAIMS: Mapping[str, Case] = dict(claims())


@pytest.mark.parametrize("kind", CLAIMS)
def test_a_claim_that_does_not_hold(kind: str) -> None:
    of, table = CLAIMS[kind]
    found = check(of, table).violations
    assert {violation.key for violation in found} == {f"violation.{kind}"}
    assert {violation.rule for violation in found} == {"R0"}


def test_every_kind_of_violation_is_raised_here() -> None:
    known = {key.removeprefix("violation.") for key in words.catalogue("en") if key.startswith("violation.")}
    assert known == PLACEMENTS.keys() | CLAIMS.keys()


def test_a_holiday_names_its_row_and_a_weekend_the_government() -> None:
    row = Source("event.xlsx", "Holidays", "B2")
    of = event(PAIR, calendar=(CalendarDay("JP01", DAY, False, "文化の日", {"date": row}),))
    (found,) = check(*at(of), claims=False).violations
    assert found.cells == (row,)
    assert (found.values["government"], found.values["name"]) == ("JP01", "文化の日")


def test_one_more_interpreter_than_needed_may_sit_in() -> None:
    of = replace(spoken(), interpreters=tuple(Interpreter(f"I{n}", ("ja", "ko")) for n in (1, 2)))
    people = [Interpreting("ja-ko", f"I{n}") for n in (1, 2)]
    assert not check(*at(of, 9, "R1", *people), claims=False).violations


def test_a_meeting_that_is_spared_may_stay_where_all_is_closed() -> None:
    closed = Closure(hours(9, 12), ("M01",))
    of = event(
        PAIR,
        rooms=(Room("R1", closed=(closed,)),),
        marks=(Mark("KR01", hours(9, 12), "no", ("M01",)),),
        programme=(ProgrammeItem("storm", hours(9, 12), ("JP01",), ("M01",)),),
        interpreters=(Interpreter("I1", ("ja", "ko"), away=(closed,)),),
    )
    assert not check(*at(of, 9, "R1", JA_KO), claims=False).violations
