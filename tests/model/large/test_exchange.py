"""Exchanges keep every rule, count as the check does, and leave alone what they cannot judge."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.check import breaches
from scheduler.check.facts import Facts
from scheduler.domain import Event, Interpreter, Mark, Room, Slot
from scheduler.model.allotment import Best
from scheduler.model.large import leg as legs
from scheduler.model.large.engaged import NO_ROOMS, Engaged, Rooms, as_best, as_places
from scheduler.model.large.exchange import Exchanges, can_exchange, can_gather
from scheduler.model.large.guests import Times
from scheduler.model.large.leg import STANDING, Leg, Pace
from scheduler.model.large.survey import Survey
from scheduler.model.large.walk import Walk
from scheduler.model.large.worth import Values, seen_tiers
from scheduler.model.starts import Starts
from tests.events import event, government, hours, meeting
from tests.model.large.begun import begun, goals, table, torn
from tests.strategies import fairs


def leg(tier: int = 2, steps: int = 400, hot: float = 3.0) -> Leg:
    """So hot that much is changed for the worse."""
    return replace(STANDING, tier=tier, steps=steps, hot=hot, manner="exchanging")


def never() -> bool:
    return False


def surveyed(of: Event) -> Survey:
    there = begun(of)
    assert there
    return there[0]


def of_breaks(of: Event) -> int | None:
    """The tier that counts breaks."""
    return next((number for number, tier in enumerate(seen_tiers(of, None).values()) if tier.breaks), None)


class Sure(Engaged):
    """Finds for all that is exchanged a place."""

    def moved(self, new: Times, rooms: Rooms = NO_ROOMS) -> bool:
        moved = super().moved(new, rooms)
        assert moved, "what was exchanged has no place"
        return moved


def sure_walk(survey: Survey, found: Best) -> Walk:
    walk = Walk(survey, as_places(found))
    walk.engaged = Sure.of(survey.starts, as_places(found))
    return walk


@settings(max_examples=150, deadline=None)
@given(fairs(), st.integers(0, 3), st.booleans())
def test_every_rule_is_kept_and_all_is_counted_as_the_check_counts(of: Event, tier: int, gathering: bool) -> None:
    there = begun(of)
    if there is None or not there[0].ground.is_wide or tier >= len(seen_tiers(of, None)):
        return
    survey, found = there
    may_gather = tier == of_breaks(of) and can_gather(survey, list(seen_tiers(of, None).values())[tier])
    going = replace(leg(tier), manner="gathering" if gathering and may_gather else "exchanging")
    walk = sure_walk(survey, found)
    before, had = walk.worth, Facts(of, table(of, found).placements).breaks
    walk.go(going, never)
    came = as_best(survey.starts, walk.engaged.places)
    placed = table(of, came).placements
    assert [one for one in breaches(of, placed) if one.rule != "R12"] == []
    assert list(walk.counted.values) == goals(of, came)
    assert all(now <= was for now, was in zip(walk.worth[:tier], before, strict=False)), "each tier before is kept"
    bound = of.settings.fairness_bound
    for code, number in Facts(of, placed).breaks.items() if bound is not None else ():
        assert number <= max(bound or 0, had[code]), "nobody gets more breaks than is fair"
    stay = (survey.meetings.keys() - survey.ground.free.keys()) & found.taken.keys()
    assert all(came.taken[id] == found.taken[id] for id in stay)
    again = sure_walk(survey, found)
    again.go(going, never)
    assert again.engaged.places == walk.engaged.places


def test_it_cools_down_to_no_break() -> None:
    there = begun(torn())
    assert there
    survey, found = there
    walk = Walk(survey, as_places(found))
    assert walk.counted.values.breaks > 0
    (move,) = walk.go(leg(hot=0.5, steps=20_000), never)
    assert walk.counted.values.breaks == 0 and move.cost < 0


def test_a_tier_of_meetings_is_bettered_too() -> None:
    """Four of one government, which has no liking for its first two hours of six, with four others."""
    asked = [meeting(f"M{number}", "CN01", f"JP0{number}", duration=30) for number in range(1, 5)]
    unloved = Mark("CN01", hours(9, 10), "maybe")
    fair = event(*asked, rooms=(Room("R1"), Room("R2")), marks=(unloved,), settings={"start_grid": 30})
    survey, found = begun(fair) or pytest.fail("no timetable")
    early = dict(zip(found.taken, [0, 1, 4, 5], strict=True))
    taken = {id: survey.at[id][survey.ground.begins[number]] for id, number in early.items()}
    walk = Walk(survey, {id: replace(place, start=taken[id]) for id, place in as_places(found).items()})
    assert walk.counted.values.inconvenience > 0
    walk.go(leg(0, steps=2_000, hot=0.1), never)
    assert walk.counted.values.inconvenience == 0


def test_where_none_of_those_is_placed_that_could_be_exchanged_nothing_is() -> None:
    asked = [meeting("M1", "CN01", "JP01", duration=30), meeting("M2", "CN01", "JP02", duration=30)]
    nowhere = event(*asked, marks=(Mark("CN01", hours(9, 12), "no"),), settings={"start_grid": 30})
    survey = Survey(Starts(nowhere), "nothing moves")
    assert survey.ground.is_wide and Walk(survey, {}).go(leg(), never) == []


HALVES = {"start_grid": 30}


def test_what_is_exchanged() -> None:
    """Two in any room who need nobody to interpret: with one delegation each, nobody as their guest, and as long as most."""
    plain = [meeting(f"M{number}", "CN01", f"CN0{number}", duration=30) for number in range(2, 6)]
    others = {
        "interpreted": meeting("M9", "CN08", "JP01", duration=30),
        "long": meeting("M9", "CN08", "CN09"),
        "with a guest": meeting("M9", "CN08", "CN09", duration=30, optional=("CN07",)),
        "in few rooms": meeting("M9", "CN08", "CN09", duration=30, participants=9),
        "of two delegations": meeting("M9", "CN06", "CN09", duration=30),
        "before a long one": meeting("M9", "CN08", "CN09", duration=30),
    }
    longer = meeting("M8", "CN07", "KR01", after=("M9",))
    for name, other in others.items():
        fair = event(
            *plain,
            other,
            *([longer] if name == "before a long one" else []),
            own=[government("CN06", delegations=2)],
            rooms=(Room("R1"), Room("R2", capacity=4)),
            interpreters=(Interpreter("I1", ("zh", "ja")),),
            settings=HALVES,
        )
        assert surveyed(fair).ground.free.keys() == {"M2", "M3", "M4", "M5"}, name


@pytest.mark.parametrize(
    ("stated", "wide"),
    [
        (HALVES, True),
        ({"start_grid": 15}, False),
        (HALVES | {"room_changeover": 10}, False),
        (HALVES | {"government_break": 5}, False),
        ({"start_grid": 60, "government_break": 30, "room_changeover": 10}, True),
    ],
)
def test_starts_may_not_overlap_nor_may_their_pauses(stated: dict[str, int], wide: bool) -> None:
    survey = surveyed(event(*(meeting(f"M{n}", "CN01", f"CN0{n}", duration=30) for n in (2, 3)), settings=stated))
    assert survey.ground.is_wide == wide == can_exchange(survey, Values(breaks=1))


def test_not_for_guests_nor_where_there_was_a_timetable_before() -> None:
    of = torn()
    there = begun(of)
    assert there and can_exchange(there[0], Values(breaks=1)) and not can_exchange(there[0], Values(missed=1, breaks=1))
    one = dict([*table(of, there[1]).placements.items()][:1])
    again = begun(of, one)
    assert again and again[0].ground.is_wide and not can_exchange(again[0], Values(breaks=1))


def test_clocks_do_not_matter_where_they_show_the_same_day() -> None:
    asked = [meeting(f"M{n}", "CN01", f"JP0{n}", duration=30) for n in (2, 3)]
    berlin = [government("JP02", zone="Europe/Berlin")]
    assert surveyed(event(*asked, own=berlin, settings=HALVES, slots=(Slot(hours(17, 20)),))).ground.is_wide


def test_the_start_before_is_the_one_before_it_that_is_open() -> None:
    """Two have lunch at ten, two at half past: 9:30 and 10:30 follow each other directly, and so do 10 and 11."""
    asked = [
        meeting(f"M{n}", *parties, duration=30) for n, parties in enumerate([("CN01", "CN02"), ("JP01", "JP02")] * 3, 1)
    ]
    lunch = {code: (hours(start, start + 0.5, day=None),) for code, start in (("CN01", 10), ("JP01", 10.5))}
    own = [government(code, lunch=at) for code, at in lunch.items()]
    fair = event(*asked, own=own, slots=(Slot(hours(9.5, 11.5)),), rooms=(Room("R1"), Room("R2")), settings=HALVES)
    there = begun(fair)
    assert there
    survey, found = there
    assert survey.ground.is_wide and goals(fair, found)[2] == 0
    walk = sure_walk(survey, found)
    walk.go(leg(hot=9, steps=3_000), never)
    assert walk.counted.values.breaks == 0
    patterns = survey.ground.patterns
    assert (patterns["CN01"].breaks(0b1101), patterns["JP01"].breaks(0b1011)) == (0, 0)
    assert (patterns["CN01"].breaks(0b1001), patterns["JP01"].breaks(0b1001)) == (1, 1)


def test_what_stays_keeps_tables_taken_until_its_pause_is_over() -> None:
    """An hour from half past ten needs its table from ten on, and until noon."""
    half_hours = [meeting(f"M{n}", "CN01", f"CN0{n}", duration=30) for n in (2, 3, 4)]
    settings = {"start_grid": 60, "room_changeover": 30}
    fair = event(*half_hours, meeting("M9", "JP01", "KR01"), settings=settings, rooms=(Room("R1"), Room("R2")))
    survey = surveyed(fair)
    begins = survey.ground.begins
    start = replace(survey.at["M9"][begins[0]], begin=begins[1], end=begins[1] + 60)
    assert survey.ground.overlapping(start) == [1, 2]
    assert survey.ground.overlapping(replace(start, begin=begins[1] - 45, end=begins[1] + 15)) == [0, 1]


def test_the_tiers_before_are_asked_about_all_that_has_changed() -> None:
    there = begun(replace(torn(), marks=(Mark("CN01", hours(9, 10.5), "maybe"),)))
    assert there
    survey, found = there
    walk, asked = Walk(survey, as_places(found)), list[Values]()
    exchanges = Exchanges(survey, walk.engaged.places, leg(hot=9))

    def keeps(by: Values) -> bool:
        asked.append(by)
        return True

    exchanges.go([0, 0, 1, 0, 0], keeps, never)
    new = {id: survey.at[id][begin] for id, begin in exchanges.begins().items()}
    assert len(asked) > 5 and asked[-1] == walk.counted.change(new).by


def test_a_leg_ends_with_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    pace = Pace(replace(STANDING, seconds=8.0, steps=legs.ENDLESS), never)
    parts = []
    for passed in (0, 2, 8, 30):
        now[0] = 100.0 + passed
        parts.append(pace.done(10_000))
    assert parts == [0, 0.25, 1, 1]
    assert Pace(replace(STANDING, steps=50), never).done(10) == 0.2
    assert Pace(replace(STANDING, steps=50), lambda: True).done(10) == 1
